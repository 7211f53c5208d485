"""All quotes in one table, and the excerpts of the drawer."""

import json
import re
import zlib
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape

import html5lib
import pandas as pd
import pytest
from lxml import html as lxml_html
from small_analysis import small_analysis

from presseschau.measures.voice import spoken
from presseschau.reports.article_pages import evidence_pages
from presseschau.reports.evidence_drawer import drawer_data
from presseschau.reports.paper_pages import for_paper
from presseschau.reports.quotations import placed, quotation_pages, quotation_table
from presseschau.reports.rendering import Body, render_notebook
from presseschau.reports.scripts import packed, script_of

PLACE = "a1#q3"


def unpacked(page: str) -> dict:
    held = lxml_html.fromstring(page).get_element_by_id("ps-held").text
    return json.loads(zlib.decompress(b64decode(held)))


def many(count: int):
    analysis = small_analysis()
    rows = pd.concat([analysis.quotes] * count, ignore_index=True)
    starts = range(0, 100 * count, 100)  # none within another
    rows = rows.assign(quote=range(count), start=starts, end=[n + 9 for n in starts])
    return replace(analysis, quotes=rows.astype(analysis.quotes.dtypes))


@pytest.fixture(scope="module")
def page() -> str:
    who = {"Frauke Tamm": "../subjects/frauke-tamm.html"}
    (only,) = dict(quotation_pages(small_analysis(), "de", who=who)).values()
    return only


def test_the_page_is_valid_and_lists_each_quote_with_its_source(page):
    html5lib.HTMLParser(strict=True).parse(page)
    (row,) = lxml_html.fromstring(page).xpath("//tbody/tr")
    text = row.text_content()
    for part in ("12.10.2026", "Frauke Tamm", "„Der Plan ist leichtsinnig“", "wörtlich · sagte"):
        assert part in text
    links = ["../subjects/frauke-tamm.html", "../articles/a1.html#q3", "#a1-q3"]
    assert row.xpath(".//a/@href") == links
    assert row.get("id") == "a1-q3"
    assert row.xpath(".//button/text()") == ["Kopieren"]


def test_a_page_may_run_its_own_script_and_no_other(page):
    script = lxml_html.fromstring(page).xpath("//script[not(@type)]")[0].text
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'; base-uri" in unescape(page)
    assert page.count("<script") == 2
    assert not re.search(r"\b(fetch|XMLHttpRequest|innerHTML|eval)\b", script)


def test_the_script_finds_every_quote_and_what_one_may_ask_for(page):
    held = unpacked(page)
    row = {name: values[0] for name, values in held["columns"].items()}
    assert (row["name"], row["anchor"], row["form"]) == ("Frauke Tamm", "q3", "wörtlich")
    cited = held["articles"]["a1"][-1]
    assert cited == "Sundhafener Bote, „Streit um den Hafen“, 12.10.2026"


def test_long_lists_are_parted_and_every_address_stays():
    pages = dict(quotation_pages(many(600), "en"))
    assert list(pages) == ["index.html", "2.html", "3.html"]
    assert len(unpacked(pages["index.html"])["columns"]["text"]) == 600
    ids = [i for page in pages.values() for i in lxml_html.fromstring(page).xpath("//tr/@id")]
    assert sorted(ids) == sorted(f"a1-q{n}" for n in range(600))
    assert "<script" not in pages["2.html"]
    parts = lxml_html.fromstring(pages["2.html"]).xpath("//nav[@id='ps-parts']//a/@href")
    assert parts == list(pages)
    assert "600 quotes · part 2 of 3" in lxml_html.fromstring(pages["2.html"]).text_content()


def test_a_quote_of_another_page_is_linked_where_it_stands():
    analysis = many(600)
    table = quotation_table(analysis, placed(spoken(analysis)), "en")
    links = lxml_html.fromstring(table).xpath("//td[@class='actions']/a/@href")
    pages = dict(quotation_pages(analysis, "en"))
    for link in links:
        file, _, place = link.removeprefix("../quotations/").partition("#")
        assert f'<tr id="{place}">' in pages[file]
    assert len(links) == 600


def test_certainty_may_be_asked_for_where_any_quote_has_one():
    analysis = many(300)
    for scored, there in ((None, False), (299, True), (0, True)):
        scores = [0.6 if n == scored else None for n in range(300)]
        quotes = analysis.quotes.assign(score=pd.Series(scores, dtype=float))
        if scored is not None:
            quotes.loc[1, "score"] = 0.9
        page = dict(quotation_pages(replace(analysis, quotes=quotes), "en"))["index.html"]
        assert ('id="ps-by-sure"' in page) == there


def test_names_in_other_capitals_have_one_order():
    analysis = many(20)
    speakers = [f"{'Mann' if n % 2 else 'MANN'} {n // 2}" for n in range(20)]
    quotes = analysis.quotes.assign(speaker=speakers, actor_id="")
    page = dict(quotation_pages(replace(analysis, quotes=quotes), "en"))["index.html"]
    offered = lxml_html.fromstring(page).xpath("//datalist/option/@value")
    assert offered == [f"{man} {n}" for n in range(10) for man in ("MANN", "Mann")]


def test_without_quotes_there_is_no_page():
    analysis = small_analysis()
    assert not list(quotation_pages(replace(analysis, quotes=analysis.quotes[:0]), "de"))


def test_an_excerpt_is_the_sentence_with_the_words_marked():
    found = drawer_data(small_analysis(), [PLACE, "a1#s2", "a1#m0", "c9#q1"], "de")
    assert list(found["articles"]) == ["a1"]
    excerpts = found["excerpts"]
    assert set(excerpts) == {PLACE, "a1#s2", "a1#m0"}
    plain, quote, between, *_ = excerpts[PLACE]
    assert (plain, quote) == ("", "„Der Plan ist leichtsinnig“")
    assert between == ", sagte Tamm am Montag in Sundhafen, "
    assert excerpts["a1#s2"][1] == "klugen"


def test_a_page_with_places_has_a_drawer_that_stays_off_the_paper():
    link = '<a href="articles/a1.html#q3">1</a>'
    table = f"<details class='places'><summary>4 Artikel</summary>{link * 4}</details>"
    body = Body("Probe", f"<table><tr><td>A</td><td>{table}</td></tr></table>", [], "", "")
    held = packed(drawer_data(small_analysis(), [PLACE], "de"))
    page = render_notebook(body, "probe", "de", [], "", held=held, **script_of("evidence.js"))
    html5lib.HTMLParser(strict=True).parse(page)
    assert unpacked(page)["excerpts"][PLACE]
    paper = for_paper(page, {"a1": "Bote"})
    for part in ("<dialog", "<script", "ps-held"):
        assert part not in paper


def test_a_speaker_who_is_only_pointed_at_is_not_found():
    analysis = small_analysis()
    rows = analysis.quotes.assign(actor_id="", speaker="die")
    page = dict(quotation_pages(replace(analysis, quotes=rows), "de"))["index.html"]
    assert "Sprecher nicht gefunden" in lxml_html.fromstring(page).xpath("string(//tbody/tr)")


@pytest.mark.parametrize(
    ("speaker", "cue", "shown"),
    [("zwei Zeugen", "berichten", True), ("Scharfe Kritik", "kam", False),
     ("Kallmann", "wird vorgeworfen", False), ("Ein Arzt", "wurde beschuldigt", False)],
)  # fmt: skip
def test_a_speaker_without_a_name_is_shown_if_the_words_tell_who_it_is(speaker, cue, shown):
    analysis = small_analysis()
    quotes = analysis.quotes.assign(actor_id="", speaker=speaker, cue=cue)
    analysis = replace(analysis, quotes=quotes)
    all_quotes = lxml_html.fromstring(dict(quotation_pages(analysis, "de"))["index.html"])
    assert (speaker in all_quotes.xpath("string(//tbody/tr)")) == shown
    own = lxml_html.fromstring(dict(evidence_pages(analysis, "de"))["a1.html"])
    assert (speaker in own.xpath("string(//section[@aria-labelledby='list-quotes'])")) == shown
    assert any(speaker in hint for hint in own.xpath("//span/@title")) == shown


def test_without_dates_nothing_is_newest_and_no_day_is_asked_for():
    analysis = small_analysis()
    articles = analysis.articles.assign(published=pd.NaT)
    page = dict(quotation_pages(replace(analysis, articles=articles), "de"))["index.html"]
    assert "Jedes Zitat mit seiner Quelle. Die Überschrift" in page
    assert "ps-since" not in page
    assert "neueste zuerst" not in page
