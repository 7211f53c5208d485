from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from news_site import NOW, rss

from presseschau.jobs.feeds.feed import read_feed
from presseschau.jobs.feeds.responses import Trouble

URL = "https://nordblick.example/rss"
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Bote</title>
<entry><title type="html">Rat &amp;amp; &lt;b&gt;Tat&lt;/b&gt;</title><id>urn:1</id>
<link rel="alternate" href="/rat"/><link rel="enclosure" href="/ton.mp3"/>
<author><name>Ina Kamp</name></author><updated>2026-11-23T18:30:00+01:00</updated></entry>
</feed>"""


def test_an_atom_feed_is_read():
    feed = read_feed(ATOM, URL, NOW)
    (entry,) = feed.entries
    assert feed.title == "Bote"
    assert entry.link == "https://nordblick.example/rat"
    assert (entry.title, entry.author) == ("Rat & Tat", "Ina Kamp")
    assert entry.published == "2026-11-23T17:30:00+00:00"


def test_the_stamp_of_an_entry_changes_with_it():
    changed = (ATOM.replace(b"Tat", b"Trat"), ATOM.replace(b"18:30", b"18:31"))
    stamps = {read_feed(data, URL, NOW).entries[0].stamp for data in (ATOM, *changed)}
    assert len(stamps) == 3
    assert read_feed(ATOM + b"<!-- neu -->", URL, NOW).entries[0].stamp in stamps


@pytest.mark.parametrize("base", [ATOM, rss("https://a.example", "hafen", "deich")])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_comes_is_a_feed_or_trouble(base, data):
    cut = data.draw(st.integers(0, len(base)))
    noise = data.draw(st.one_of(st.binary(max_size=40), st.text("<>&\"';[]!-/", max_size=40)))
    noise = noise if isinstance(noise, bytes) else noise.encode()
    document = base[:cut] + noise + base[cut + data.draw(st.integers(0, 40)) :]
    with suppress(Trouble):  # and nothing else
        entries = read_feed(document, URL, NOW).entries
        assert all(entry.link and "\n" not in entry.title for entry in entries)
