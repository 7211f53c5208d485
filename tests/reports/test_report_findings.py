"""The findings and figures of the first page agree with the charts, and are proved."""

from dataclasses import replace

import pandas as pd
import pytest
from lxml import html as lxml_html
from small_corpus import small_corpus

from presseschau import measures
from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.lessons import sample_analysis
from presseschau.reports.article_pages import article_list, evidence_pages
from presseschau.reports.overview import _figures, first_findings, overview_page
from presseschau.reports.pages import corpus_name
from presseschau.reports.rendering import Body, Contents, PageLink
from presseschau.reports.subjects import hrefs_of, subjects_of
from presseschau.views.wording import percent, word


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


def front_page(analysis, **values) -> lxml_html.HtmlElement:
    pages = [PageLink(name, name, f"{name}.html") for name in ("actors", "quotes")]
    bodies = {page.name: Body(page.name, "", [], "", "") for page in pages}
    declared = {page.name: {} for page in pages}
    values = {"language": "de", **values}
    found = first_findings(analysis, values, pages, hrefs_of(subjects_of(analysis)))
    contents = Contents(pages, bodies, values, declared, "Probe")
    html = overview_page(analysis, contents, found)
    return lxml_html.fromstring(html)


@pytest.mark.parametrize("once", [False, True])
def test_the_first_page_names_the_top_of_the_chart_as_it_counts_wire_texts(once, governed):
    for analysis in (governed, sample_analysis()):
        page = front_page(analysis, count_wire_once=once)
        place = f"//li[.//h3='{word('findings.lead.title', 'de')}']//*[@class='said']"
        said = page.xpath(place)[0].text_content()
        counted = analysis.without_copies() if once else analysis
        assert (len(counted.articles) < len(analysis.articles)) == once
        top, n = measures.presence(counted).iloc[0], len(counted.articles)
        assert f"in {top['articles']} von {n} Artikeln" in said.partition(top["name"])[2]
        assert percent(top["value"], "de") in said


def test_a_body_is_told_to_be_named_by_parts_of_words_beside_the_figures_for_it(governed):
    said = word("findings.bodies", "de")
    bodies = replace(governed, actors=governed.actors.assign(kind="ORG"))
    for analysis, told in ((bodies, True), (governed, False)):
        captions = front_page(analysis).xpath("//ol[@class='findings']//figcaption")
        assert any(said in caption.text_content() for caption in captions) is told


def test_each_finding_has_a_picture_and_leads_to_its_names_and_the_sentence_that_proves_it():
    reading = sample_analysis()
    page = front_page(reading)
    pages, profiles = dict(evidence_pages(reading, "de")), hrefs_of(subjects_of(reading))
    found = page.xpath("//ol[@class='findings']/li")
    assert 4 <= len(found) <= 7
    for item in found:
        (image,), proofs = item.xpath(".//img"), item.xpath(".//blockquote")
        assert image.get("alt")
        assert image.get("src").startswith("data:image/svg+xml")
        assert len(proofs) == 1 + bool(item.find_class("beside"))
        for proof in proofs:
            name, _, anchor = proof.xpath(".//a")[0].get("href").partition("#")
            article = lxml_html.fromstring(pages[name.removeprefix("articles/")])
            assert not anchor or article.get_element_by_id(anchor) is not None
            assert proof.xpath("string(p)") in " ".join(article.text_content().split())
        goals = {link.text: link.get("href") for link in item.xpath(".//p/a[@class='to']")}
        assert goals.items() <= profiles.items()
        said = item.find_class("said")[0].text_content()
        assert {name for name in profiles if name in said} <= set(goals)
    assert page.xpath("string(//h1)") == "Probe 4. März 2026 – 5. April 2026"


def test_a_first_page_with_nothing_to_say_says_so_and_one_without_articles_is_silent(governed):
    one = governed.keep(governed.articles["article_id"].head(1))
    section = front_page(one).xpath("//section[@aria-labelledby='findings']")[0]
    assert word("findings.none", "de") in section.text_content()
    assert word("needs.title", "de") in section.text_content()
    assert not front_page(Analysis()).xpath("//*[@id='findings']")


def test_a_report_is_named_after_the_card_of_its_corpus_or_its_source(tmp_path):
    corpus = tmp_path / "hafen_2026"
    corpus.mkdir()
    assert corpus_name([corpus, "mine/artikel.csv"]) == "Hafen_2026, Artikel"
    (corpus / "CARD.md").write_text("# Streit um den Hafen\n\nText", encoding="utf-8")
    assert corpus_name([corpus]) == "Streit um den Hafen"
    sample_analysis().save(tmp_path / "bericht" / "tables")
    assert corpus_name([tmp_path / "bericht" / "tables"]) == "Bericht"


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


def test_actors_are_counted_alike_everywhere():
    reading = sample_analysis()
    who = measures.presence(reading, 9999)
    assert (f"{len(who)}", "Akteure") in [pair[::-1] for pair in _figures(reading, "de")]
    one = reading.mentions["actor_id"] == who["actor_id"].iloc[-1]
    mentions = reading.mentions.assign(is_label=reading.mentions["is_label"] | one)
    fewer = replace(reading, mentions=mentions)
    assert (f"{len(who) - 1}", "Akteure") in [pair[::-1] for pair in _figures(fewer, "de")]


def test_the_first_page_counts_governments_and_outermost_quotes(governed):
    first = governed.quotes.iloc[[0]]
    inner = first.assign(start=first["start"] + 2, end=first["end"] - 2, quote=99)
    twice = replace(governed, quotes=pd.concat([governed.quotes, inner], ignore_index=True))
    assert _figures(twice, "de") == _figures(governed, "de")
    people = replace(governed, actors=governed.actors.assign(kind="PER"))
    assert _figures(governed, "de") == _figures(people, "de")


def test_what_was_refused_is_named_with_its_row():
    rows = [{"path": "a.jsonl", "row": n, "reason": "no text", "detail": "x"} for n in (0, 7)]
    page = front_page(replace(sample_analysis(), rejects=conform(rows, "rejects")))
    cells = page.xpath("//section[@aria-labelledby='refused']//tbody/tr/td[1]")
    assert [cell.text_content() for cell in cells] == ["a.jsonl", "a.jsonl, Zeile 7"]
