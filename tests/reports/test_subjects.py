"""Pages of actors and stories, and the names that lead there."""

from dataclasses import replace

import html5lib
import pandas as pd
import pytest
from lxml import html as lxml_html
from small_corpus import small_corpus

from presseschau.measures.presence import presence
from presseschau.pipeline.engines import beside
from presseschau.reports.pages import pages_of, write_evidence
from presseschau.reports.subject_pages import subject_pages
from presseschau.reports.subjects import hrefs_of, subjects_of, with_leads
from presseschau.views.cells import table_html


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(subject_pages(small_corpus(), "de", subjects_of(small_corpus())))


def told(page: str, heading: str) -> str:
    """The text of a page from a heading to the next."""
    parts = lxml_html.fromstring(page).xpath("//h2 | //h2/following-sibling::*")
    texts = [(part.tag, " ".join(" ".join(part.itertext()).split())) for part in parts]
    start = texts.index(("h2", heading))
    ends = [n for n, (tag, _) in enumerate(texts) if tag == "h2" and n > start]
    return " ".join(text for _, text in texts[start : (ends or [None])[0]])


def test_only_judgements_of_whom_enough_are_right_are_counted_up():
    """Of those that somebody named makes, more are right than of the outlets' own."""
    corpus = replace(small_corpus(), annotator="model")
    page = dict(subject_pages(corpus, "de", subjects_of(corpus)))["jan-petersen.html"]
    counted = told(page, "Wer wie urteilt")
    assert "Mara Voss 0 3" in counted
    assert "Morgen" not in counted.partition("Belege")[2]
    unmeasured = replace(corpus, annotator="shouting:read")
    page = dict(subject_pages(unmeasured, "de", subjects_of(unmeasured)))["jan-petersen.html"]
    assert "Wer wie urteilt" not in page
    assert "Kandidaten zum Nachlesen" in told(page, "Die urteilenden Sätze")


def test_every_actor_and_each_story_told_twice_has_a_valid_page(pages):
    names = {"index", "mara-voss", "jan-petersen", "hafen-ag", "kai-umbau"}
    assert set(pages) == {f"{name}.html" for name in names}
    for page in pages.values():
        html5lib.HTMLParser(strict=True).parse(page)


def test_an_actor_is_shown_with_what_they_say_and_how_they_are_judged(pages):
    page = pages["jan-petersen.html"]
    assert "Person · in 8 von 10 Artikeln" in lxml_html.fromstring(page).text_content()
    assert "8 Artikel" in told(page, "Namen und Umfang")
    said = told(page, "Was gesagt wird")
    assert said.count("Die Hafen AG verschleppt den Umbau") == 1  # however often it is printed
    assert told(page, "Wer über Jan Petersen spricht").split()[-5:] == ["Voss", "3", "1", "2", "3"]
    assert "Mara Voss 0 3" in told(page, "Wer wie urteilt")
    assert "Der Haushalt steht, Jan Petersen irrt" in told(page, "Die urteilenden Sätze")
    assert "zitiert" in told(page, "Wann")


def test_of_an_actor_in_more_articles_than_a_cell_links_to_all_are_listed(pages):
    assert "Alle Artikel dazu" not in pages["mara-voss.html"]
    many = small_corpus(10)  # named in 50 of 100
    listed = dict(subject_pages(many, "de", subjects_of(many)))["mara-voss.html"]
    table = lxml_html.fromstring(listed).xpath("//h2[.='Alle Artikel dazu']/following::table")[0]
    places = table.xpath(".//tbody//a/@href")
    assert len(set(places)) == 50
    assert all("#m" in place or "#s" in place for place in places)


def test_an_actors_quotes_need_no_name_and_what_has_no_date_is_told(pages):
    quotes = lxml_html.fromstring(pages["jan-petersen.html"]).find_class("quotations")[0]
    assert not quotes.xpath(".//tbody//th")
    when = told(pages["jan-petersen.html"], "Wann")
    assert "Artikel, die den Akteur zitieren oder nur nennen, je Tag. 1 Artikel ohne" in when


def test_who_is_quoted_where_only_a_label_names_them_has_the_article_too():
    analysis = small_corpus()
    own = analysis.mentions["actor_id"] == "jan-petersen"
    labels = analysis.mentions.assign(is_label=own & (analysis.mentions["article_id"] == "a5"))
    pages = dict(subject_pages(replace(analysis, mentions=labels), "de", subjects_of(analysis)))
    said = "Person · in 8 von 10 Artikeln"
    assert said in lxml_html.fromstring(pages["jan-petersen.html"]).text_content()


def test_a_body_that_mostly_says_who_somebody_is_has_that_told():
    analysis = small_corpus()
    own = analysis.mentions["actor_id"] == "hafen-ag"
    first = analysis.mentions[own].index[:1]
    labels = analysis.mentions.assign(is_label=own & ~analysis.mentions.index.isin(first))
    told = replace(analysis, mentions=labels)
    line = "nur als Zusatz zu Personen"  # it is judged in others, which count
    assert line in dict(subject_pages(told, "de", subjects_of(told)))["hafen-ag.html"]
    assert line not in dict(subject_pages(analysis, "de", subjects_of(analysis)))["hafen-ag.html"]


def test_the_pages_are_of_those_whom_most_articles_name():
    analysis = small_corpus()
    mentions = analysis.actors["actor_id"].map({"hafen-ag": 99}).fillna(1).astype(int)
    ranked = replace(analysis, actors=analysis.actors.assign(mentions=mentions))
    names = [one.name for one in subjects_of(ranked) if not one.is_story]
    assert names == list(presence(ranked, 30)["name"])


def test_who_is_named_once_and_says_nothing_has_no_page():
    analysis = small_corpus()
    once = analysis.mentions.drop_duplicates("actor_id")
    silent = replace(analysis, mentions=once, quotes=analysis.quotes[:0], tone=analysis.tone[:0])
    assert [one.name for one in subjects_of(silent)] == ["Kai, Umbau"]
    judged = replace(silent, tone=analysis.tone[analysis.tone["tenor"] != 0])
    named = [one.name for one in subjects_of(judged) if not one.is_story]
    assert "Jan Petersen" in named
    _, page = next(subject_pages(judged, "de", subjects_of(judged)))
    rows = lxml_html.fromstring(page).xpath("//table[1]//td[1]//a")
    assert {row.text for row in rows} >= set(named)


def test_the_title_of_an_article_of_a_story_leads_there(pages):
    articles = lxml_html.fromstring(pages["kai-umbau.html"]).xpath("//h2[@id='articles']")[0]
    links = articles.xpath("following::table[1]//td/a")
    assert {link.text[:5] for link in links} == {"Titel"}
    assert all(link.get("href").startswith("../articles/") for link in links)


def test_who_says_most_of_a_story_stands_first():
    analysis = small_corpus()
    page = dict(subject_pages(analysis, "de", subjects_of(analysis)))["kai-umbau.html"]
    counts = lxml_html.fromstring(page).xpath("//h2[@id='speakers']/following::table[1]//td[2]")
    numbers = [int(cell.text) for cell in counts]
    assert numbers == sorted(numbers, reverse=True)


def test_forms_of_a_name_lead_nowhere():
    table = "<table><tr><td>Mara Voss</td><td class='aliases'>Mara Voss</td></tr></table>"
    root = lxml_html.fragment_fromstring(
        with_leads(table, hrefs_of(subjects_of(small_corpus())), "de"), create_parent="div"
    )
    assert len(root.xpath("//a")) == 1


def test_a_story_has_its_articles_its_voices_and_its_judgements(pages):
    page = pages["kai-umbau.html"]
    assert "Thema · in 5 von 10 Artikeln" in lxml_html.fromstring(page).text_content()
    assert "Titel 3" in told(page, "Die Artikel")
    assert "Jan Petersen 3" in told(page, "Wer zu Wort kommt")
    assert "Hafen AG 0 3" in told(page, "Wer wie beurteilt wird")


def test_names_lead_to_their_pages_and_never_to_the_page_they_stand_on(pages):
    links = {
        name: set(lxml_html.fromstring(page).xpath("//a/@href")) for name, page in pages.items()
    }
    assert {"mara-voss.html", "hafen-ag.html", "kai-umbau.html"} <= links["index.html"]
    assert "mara-voss.html" in links["jan-petersen.html"]
    quotes = lxml_html.fromstring(pages["kai-umbau.html"]).xpath("//tbody//th/a/@href")
    assert set(quotes) == {"jan-petersen.html"}
    assert not any(name in found for name, found in links.items())
    assert "../quotations/index.html#name=Jan+Petersen" in links["jan-petersen.html"]


def test_a_chart_names_those_in_its_table_with_their_pages():
    table = "<table><tr><td>Mara Voss</td><td>Wer da</td><td>x Mara Voss</td></tr></table>"
    chart = f"<figure class='chart'><img alt=''></figure><details class='behind'>{table}</details>"
    hrefs = hrefs_of(subjects_of(small_corpus()))
    root = lxml_html.fragment_fromstring(with_leads(chart, hrefs, "en"), create_parent="div")
    goals = [(link.text, link.get("href")) for link in root.iter("a")]
    assert goals == [("Mara Voss", "subjects/mara-voss.html")] * 2
    assert root.find_class("leads")[0].text_content() == "Pages of their own: Mara Voss"


def test_below_a_matrix_of_many_outlets_every_row_is_named_and_no_outlet_leads_to_an_actor():
    people, outlets = ["Mara Voss", "Jan Petersen"], ["Hafen AG", *(f"Bote {n}" for n in range(59))]
    rows = [(who, outlet, n / 60) for who in people for n, outlet in enumerate(outlets)]
    table = pd.DataFrame(rows, columns=["name", "outlet", "value"])
    hrefs = hrefs_of(subjects_of(small_corpus()))
    cells = table_html(table, "de", lambda place, text: text)
    chart = f"<figure class='chart'></figure><details class='behind'>{cells}</details>"
    root = lxml_html.fragment_fromstring(with_leads(chart, hrefs, "de"), create_parent="div")
    assert root.find_class("leads")[0].text_content() == "Eigene Seiten: Mara Voss · Jan Petersen"
    assert "Gezeigt: 100 von 120 Zeilen" in root.text_content()
    assert "Bote 58" in root.text_content()
    assert "Bote 7" not in root.text_content()


def test_a_name_that_two_share_leads_nowhere():
    analysis = small_corpus()
    actors = analysis.actors.assign(name=analysis.actors["name"].replace("Mara Voss", "Hafen AG"))
    hrefs = hrefs_of(subjects_of(replace(analysis, actors=actors)))
    assert list(hrefs) == ["Jan Petersen", "Kai, Umbau"]


def test_without_names_and_stories_there_are_no_pages():
    analysis = small_corpus()
    alone = replace(analysis, actors=analysis.actors[:0], articles=analysis.articles[:1])
    assert not dict(subject_pages(alone, "de", subjects_of(alone)))


def test_time_by_years_ends_with_years_and_no_time_has_no_latest_quotes():
    analysis = small_corpus()
    years = pd.to_datetime([f"{2010 + n}-05-01" for n in range(10)])
    for days, shown in ((years, "2010"), (pd.Series(pd.NaT, range(10)).to_numpy(), "Zitate, mit")):
        part = replace(analysis, articles=analysis.articles.assign(published=days))
        page = dict(subject_pages(part, "de", subjects_of(part)))["jan-petersen.html"]
        assert shown in lxml_html.fromstring(page).xpath("string(//main)")
        assert "01.01.2010" not in lxml_html.fromstring(page).xpath("string(//*[@class='ends'])")


def test_another_process_writes_the_same_pages(tmp_path):
    made = []
    for apart in (False, True):
        folder = tmp_path / str(apart)
        folder.mkdir()
        values = {"language": "en", "outlet": ""}
        with beside(apart) as start:
            start(
                write_evidence, folder, small_corpus(), pages_of({}, small_corpus(), "en"), values
            )()
        made.append({page.relative_to(folder): page.read_bytes() for page in folder.rglob("*.*")})
    assert made[0] == made[1]
    assert len(made[0]) > len(small_corpus().articles)
