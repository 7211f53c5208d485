"""The line of a page and the figures of the first page agree with the charts."""

from dataclasses import replace

import pandas as pd
import pytest
from small_corpus import small_corpus

from presseschau import measures
from presseschau.lessons import sample_analysis
from presseschau.reports.article_pages import article_list
from presseschau.reports.overview import _figures, finding, overview_page
from presseschau.reports.parameters import Parameter
from presseschau.reports.rendering import Body, PageLink
from presseschau.views.wording import percent


@pytest.fixture(scope="module")
def governed():
    """A corpus in which a government is named more often than any person."""
    corpus = small_corpus()
    first = corpus.mentions[corpus.mentions["actor_id"] == "hafen-ag"].iloc[[0]]
    ids = corpus.articles["article_id"]
    more = pd.concat([first.assign(article_id=name) for name in ids], ignore_index=True)
    kinds = corpus.actors["kind"].where(corpus.actors["actor_id"] != "hafen-ag", "GOV")
    return replace(
        corpus,
        mentions=pd.concat([corpus.mentions, more], ignore_index=True),
        actors=corpus.actors.assign(kind=kinds),
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_most_named_is_the_top_of_the_chart(governed, language):
    top = measures.presence(governed)["name"][0]
    assert top == "Hafen AG"
    assert top in finding("actors", governed, language)


def test_the_most_quoted_is_the_top_of_the_chart_and_says_in_how_many_articles(governed):
    top = measures.share_of_voice(governed).iloc[0]
    said = finding("quotes", governed, "de")
    assert top["name"] in said
    assert f"{top['quotes']} Zitaten in {top['n']} Artikeln" in said


@pytest.mark.parametrize("once", [False, True])
@pytest.mark.parametrize("corpus", ["governed", "sample"])
def test_the_first_page_leads_with_the_top_of_the_charts_as_they_count_wire_texts(
    corpus, once, governed
):
    analysis = governed if corpus == "governed" else sample_analysis()
    pages = [PageLink(name, name, f"{name}.html") for name in ("actors", "quotes")]
    bodies = {page.name: Body(page.name, "", [], "", "") for page in pages}
    own = {"count_wire_once": Parameter("count_wire_once", "bool", False, "")}
    declared = {page.name: own for page in pages}
    values = {"language": "de", "count_wire_once": once}
    html = overview_page(analysis, pages, bodies, values, declared, "")
    counted = analysis.without_copies() if once else analysis
    assert (len(counted.articles) < len(analysis.articles)) == once
    named, quoted = measures.presence(counted).iloc[0], measures.share_of_voice(counted).iloc[0]
    assert named["kind"] == ("GOV" if corpus == "governed" else "PER")
    assert f"Am häufigsten genannt: {named['name']}, in {percent(named['value'], 'de')}" in html
    assert f"Am meisten zitiert: {quoted['name']}, mit " in html
    assert f"{quoted['quotes']} Zitaten in {quoted['n']} Artikeln" in html


def test_quotes_are_counted_alike_everywhere():
    reading = sample_analysis()
    n = len(measures.spoken(reading))
    assert n < len(reading.quotes)  # some stand inside of others
    assert (f"{n}", "Zitate") in [pair[::-1] for pair in _figures(reading, "de")]
    assert sum(int(row["quotes"]) for row in article_list(reading, "de")) == n
    assert measures.speech_modes(reading)["quotes"].sum() == n
    assert measures.timeline(reading, 999)["quotes"].sum() <= n
    voice = measures.share_of_voice(reading, 999)
    length = measures.manner(reading, "name", 999).query("measure == 'length'")
    lengths = length.set_index("name")["quotes"]
    assert (voice.set_index("name")["quotes"].reindex(lengths.index) == lengths).all()


def test_the_first_page_counts_governments_and_outermost_quotes(governed):
    first = governed.quotes.iloc[[0]]
    inner = first.assign(start=first["start"] + 2, end=first["end"] - 2, quote=99)
    twice = replace(governed, quotes=pd.concat([governed.quotes, inner], ignore_index=True))
    assert _figures(twice, "de") == _figures(governed, "de")
    people = replace(governed, actors=governed.actors.assign(kind="PER"))
    assert _figures(governed, "de") == _figures(people, "de")
