import re

import feedparser
import pytest
from lxml import etree
from small_shelf import opening, put_failure, put_report

from presseschau.jobs.delivery.atom import ENTRIES, write_feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def out(tmp_path):
    put_report(tmp_path, "morgen", "2026-11-20")
    put_report(tmp_path, "morgen", "2026-11-21", opening=opening("Böse \x00\u202e]]> & <i>"))
    put_failure(tmp_path, "morgen", "2026-11-22", "Aus.")
    return tmp_path


def test_a_reader_of_feeds_finds_the_finished_reports_the_newest_first(out):
    read = feedparser.parse(write_feed(out, "https://example.org/b/").read_bytes())
    assert not read.bozo
    assert [entry.title for entry in read.entries] == [
        "morgen: Samstag, 21. November 2026",
        "morgen: Freitag, 20. November 2026",
    ]
    assert read.entries[0].link == "https://example.org/b/morgen/2026-11-21/index.html"
    assert "Mara Voß &lt;b&gt;&amp; Söhne" in read.entries[1].content[0].value


def test_the_feed_holds_what_rfc_4287_asks_for(out):
    root = etree.fromstring(write_feed(out, "https://example.org/b/").read_bytes())
    for one in (root, *root.iterfind("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"a:{name}", ATOM)) == 1
        assert DATE.fullmatch(one.findtext("a:updated", namespaces=ATOM))
        assert one.findtext("a:id", namespaces=ATOM).startswith("urn:uuid:")
        assert len(one.findall("a:link[@rel='alternate']", ATOM)) == 1
    assert root.findtext("a:author/a:name", namespaces=ATOM)
    assert root.find("a:link[@rel='self']", ATOM).get("href") == "https://example.org/b/feed.xml"
    ids = root.xpath("//a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == len(ids) == 3
    dates = root.xpath("//a:entry/a:updated/text()", namespaces=ATOM)
    assert root.findtext("a:updated", namespaces=ATOM) == max(dates)


def test_the_same_reports_give_the_same_bytes_and_ids_stay(out):
    first = write_feed(out).read_bytes()
    assert write_feed(out).read_bytes() == first
    ids = re.findall(rb"urn:uuid:[\w-]+", first)
    put_report(out, "morgen", "2026-11-23")
    assert set(ids) < set(re.findall(rb"urn:uuid:[\w-]+", write_feed(out).read_bytes()))


def test_without_an_address_links_are_relative(out):
    root = etree.fromstring(write_feed(out).read_bytes())
    links = root.xpath("//a:link/@href", namespaces=ATOM)
    assert set(links) == {
        "index.html", "morgen/2026-11-20/index.html", "morgen/2026-11-21/index.html"
    }  # fmt: skip


def test_an_empty_folder_and_a_long_series_have_a_feed(tmp_path):
    assert not feedparser.parse(write_feed(tmp_path, language="en").read_bytes()).bozo
    for n in range(ENTRIES + 5):
        put_report(tmp_path, "tag", f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}")
    assert len(feedparser.parse(write_feed(tmp_path).read_bytes()).entries) == ENTRIES
