"""Views say what they show, link to evidence, and grey what rests on little."""

import re
from dataclasses import replace
from functools import partial

import html5lib
import pandas as pd
import pytest
from lxml import html as lxml_html
from small_corpus import small_corpus

import presseschau as ps
from presseschau import measures
from presseschau.reports.safety import clean_html
from presseschau.views import charts
from presseschau.views.cells import MOST_LINKS, MOST_ROWS
from presseschau.views.wording import advice, points, signed

RANKED = pd.DataFrame(
    {
        "name": ["A <b>", "B"], "value": [0.5, 0.1], "low": [0.4, 0.0], "high": [0.6, 0.2],
        "n": [20, 2], "evidence": [("a0#m3",), ("a1#m3", "a2#q0")],
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def page():
    return ps.page(small_corpus(), "actors", "de", "articles/")


def test_a_view_has_title_chart_table_and_evidence(page):
    table = RANKED.assign(n=20)
    html = page.view("presence", table, partial(charts.ranking, by="name")).html
    assert '<h2 id="presence">' in html
    assert 'href="articles/a0.html#m3"' in html
    assert "A &lt;b&gt;" in html
    assert "[40\u202f%; 60\u202f%]" in html
    assert 'alt="' in html


def test_on_a_phone_each_cell_of_a_row_with_a_sentence_bears_its_head():
    table = pd.DataFrame({"name": ["Mara Voss"], "tenor": [1], "text": ["Gut so."]})
    html = ps.page(small_corpus(), "mine", "de").view("one", table, title="Eins").html
    assert '<td class="number" data-head="Tenor">' in html
    assert 'class="ps fold"' in html
    assert 'data-head="Tenor"' in clean_html(html)


def test_of_many_sentences_some_of_each_are_shown():
    names = ["Mara Voss"] * 200 + ["Jan Petersen"] * 3 + [f"Rat {n}" for n in range(80)]
    table = pd.DataFrame({"name": names, "text": "Gut so."})
    html = ps.page(small_corpus(), "mine", "de").view("one", table, title="Eins").html
    shown = lxml_html.fromstring(f"<div>{html}</div>").xpath("//tbody/tr/td[1]/text()")
    assert len(shown) == MOST_ROWS
    assert [shown.count(name) for name in ("Mara Voss", "Jan Petersen", "Rat 79")] == [17, 3, 1]


def test_a_name_that_is_only_a_kind_is_doubted_where_it_first_stands():
    page = ps.page(small_corpus(), "mine", "de")
    table = pd.DataFrame({"name": ["Polizei", "CDU", "Landtag"], "value": 0.5})
    doubt = "Mit „Polizei“ und „Landtag“ kann jeder Artikel eine andere Stelle meinen."
    assert doubt in page.view("one", table, title="Eins").html
    assert "andere Stelle" not in page.view("two", table, title="Zwei").html
    assert doubt in page.view("one", table, title="Eins").html  # as where a cell is run again
    assert "andere Stelle" not in page.view("three", table[1:2], title="Drei").html


def test_what_few_articles_carry_is_left_out_of_a_report_and_grey_elsewhere(page):
    draw = partial(charts.ranking, by="name")
    table = pd.concat([RANKED, RANKED[:1].assign(name="C")])
    html = page.view("presence", table, draw).html
    assert "A &lt;b&gt;" in html
    assert "B</td>" not in html
    assert "Was auf weniger als fünf Artikeln beruht, fehlt." in html
    assert 'class="small"' not in html
    for few in (RANKED, RANKED[1:]):  # one alone ranks nothing
        assert page.view("presence", few, draw).html == ""
    lines = lxml_html.fromstring(page.limits().html + "<p></p>").find(".//ul").text_content()
    assert "Zu wenige Zeilen stützen sich auf mindestens 5 Artikel" in lines
    assert "Wer am häufigsten vorkommt" in lines
    beside = ps.page(small_corpus(), "actors", "de").view("presence", RANKED, draw).html
    assert beside.count('<tr class="small">') == 1
    assert "weniger als fünf Artikel" in beside


def test_of_those_that_enough_articles_carry_the_first_are_shown(page):
    table = pd.DataFrame({"name": [*"ABCD"], "value": 0.5, "n": [9, 1, 8, 7]})
    root = lxml_html.fromstring(f"<div>{page.view('presence', table, top=2).html}</div>")
    assert root.xpath("//tbody//td[1]/text()") == ["A", "C"]


def test_over_time_names_stay_that_enough_articles_carry_in_all(page):
    days = pd.date_range("2026-03-02", periods=3, freq="7D")
    often = (("A", 2), ("B", 1), ("C", 3))
    rows = [(name, day, n, 4, n / 4) for name, n in often for day in days]
    table = pd.DataFrame(rows, columns=["name", "since", "articles", "n", "value"])
    html = page.view("when", table, columns=["name", "since", "articles"]).html
    assert "A</td>" in html
    assert "B</td>" not in html


def test_a_chart_explains_only_the_signs_that_it_draws():
    page = ps.page(small_corpus(), "actors", "de")
    row = {"name": "A", "outlet": "Bote", "sentences": 7, "n": 2, "value": 0.5}
    table = pd.DataFrame([row | {"low": 0.1, "high": 0.9}])
    draw = partial(charts.matrix, rows="name", columns="outlet", unit="score")
    html = page.view("presence", table, draw, unit="score", behind=False).html
    assert "gezeigte Sätze: 7; blass" in html
    assert "Striche" not in html  # a grid has no room for intervals
    ranked = page.view("presence", table, partial(charts.ranking, by="name"), behind=False).html
    assert "gezeigte Sätze: 7; Striche: 95‑%-Intervalle; blass" in ranked
    unnamed = pd.concat([table, table.assign(outlet="")], ignore_index=True)
    by_outlet = page.view("presence", unnamed, partial(charts.ranking, by="outlet")).html
    assert "0 Artikel ohne Medium sind nicht gezeichnet" in by_outlet


def test_cells_write_days_briefly_and_leave_out_rows_that_are_none(page):
    day = pd.Timestamp("2026-03-04")
    table = pd.DataFrame(
        {"name": ["A"], "first": [day], "last": [day], "row": [0], "words": [390.5]}
    )
    html = page.view("presence", table).html
    assert '<td class="date">04.03.2026</td><td class="number">–</td>' in html
    assert "Erster Tag</th>" in html
    assert "Letzter Tag</th>" in html
    assert '<td class="number">390</td>' in html


def test_the_tenor_of_a_sentence_has_no_fractions_and_a_mean_has(page):
    sentence, mean = (page.view("a", pd.DataFrame({"tenor": [n]})).html for n in (-1, -1.0))
    assert ">−1</td>" in sentence
    assert ">−1,00</td>" in mean


def test_what_there_is_nothing_of_is_left_out_and_said_below_once():
    report = ps.page(small_corpus(), "actors", "de", "articles/")
    assert report.view("presence", RANKED.head(0)).html == ""
    report.view("presence", RANKED.head(0))
    below = lxml_html.fromstring(report.limits().html).get_element_by_id("unshown")
    assert below.xpath("string(summary)") == "Nicht gezeigt, weil …"
    assert [line.text_content() for line in below.iter("li")] == [
        "Dazu wurde nichts gefunden: Wer am häufigsten vorkommt"
    ]
    by_hand = ps.page(small_corpus(), "actors", "de")  # where a cell must not seem broken
    assert "nichts gefunden." in by_hand.view("presence", RANKED.head(0)).html


def test_refusals_come_with_advice_in_the_language():
    rejects = pd.DataFrame({"path": ["a"], "row": [1], "reason": ["broken JSON"], "detail": ["x"]})
    html = ps.page(small_corpus(), "corpus", "de").view("rejects", rejects).html
    assert "je Zeile ein Objekt" in html
    assert advice("no such reason", "Do this.", "de") == "Do this."


def test_heads_of_a_difference_are_the_outlets():
    table = measures.difference(small_corpus(), "presence", "Kurier", "Bote")
    sides = {"first": "Kurier", "second": "Bote"}
    draw = partial(charts.difference, by="name", unit="points", **sides)
    view = ps.page(small_corpus(), "compare", "en").view
    html = view("difference_presence", table, draw, unit="points", **sides).html
    assert ">Kurier</th>" in html
    assert "Kurier minus Bote" in html


def test_only_sure_differences_are_shown():
    columns = ["name", "first", "second", "value", "low", "high", "n", "evidence"]
    rows = [("Voss", 0.6, 0.2, 0.4, 0.1, 0.7, 9, ()), ("Petersen", 0.3, 0.2, 0.1, -0.1, 0.3, 9, ())]
    table = pd.DataFrame(rows, columns=columns)
    sides = {"first": "Kurier", "second": "Bote"}
    draw = partial(charts.difference, by="name", unit="points", **sides)
    page = ps.page(small_corpus(), "compare", "de", "articles/")

    def shown(table):
        html = page.view("difference_presence", table, draw, unit="points", sure=True, **sides).html
        return lxml_html.fromstring(f"<div>{html}</div>")

    root = shown(table)
    assert [table.xpath(".//td[1]")[0].text for table in root.iter("table")] == ["Voss"]
    assert "Sonst unterscheidet sich nichts" in root.text_content()
    assert "Sonst" not in shown(table[:1]).text_content()
    assert shown(table[1:]).text_content() == ""
    assert "Hier unterscheidet sich nichts über den Zufall hinaus" in page.limits().html


def test_scores_that_are_not_calibrated_are_not_shown():
    corpus = small_corpus()
    for key, table in [
        ("list", measures.quote_list(corpus)),
        ("evidence", measures.tone_evidence(corpus)),
        ("own", corpus.quotes),
    ]:
        html = ps.page(corpus, "quotes").view(key, table).html
        assert "<td" in html
        assert "Sicherheit" not in html
        assert "score" not in html


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_chart_of_direct_speech_says_which_outlet_has_lost_its_marks(language):
    corpus = small_corpus()
    marked = corpus.articles["text"].where(corpus.articles["outlet"] == "Bote", "Ein Wort.")
    bare = replace(corpus, articles=corpus.articles.assign(text=marked))
    for analysis, told in ((corpus, False), (bare, True)):
        table, lost = measures.speech_modes(analysis), measures.without_marks(analysis)
        drawn = partial(charts.ranking, by="outlet")
        html = ps.page(analysis, "quotes", language).view("modes", table, drawn, bare=lost).html
        assert ("Kurier" in html.partition("<figure")[0]) == told
        assert "Bote" in html.partition("<figure")[2]
        assert ("Kurier" in html.partition("<figure")[2]) != told


def test_a_number_in_the_text_is_no_head_of_a_column():
    table = pd.DataFrame({"speaker": ["A", "B"], "sentences": [17, 18], "coverage": [0.1, 0.2]})
    view = ps.page(small_corpus(), "sentiment", "de").view
    html = view("network", table, sentences=1, articles=1, coverage=0.15).html
    assert "Grundlage: 1 Satz aus 1 Artikel, das sind 15\u202f%" in html
    assert ">Sätze</th>" in html
    assert ">Abdeckung</th>" in html


def test_the_lead_says_nothing_of_outlets_that_are_not_known():
    nameless = ps.Analysis(articles=small_corpus().articles.assign(outlet="").head(1))
    html = ps.page(nameless, "corpus", "de").lead(copies=1).html
    assert re.search(r"Grundlage: 1 Artikel, \d+\. \w+ \d{4}\.", html)
    assert "1 Kopie ist weggelassen" in html


def test_differences_are_written_with_their_sign():
    assert points(0.123, "de") == "+12"
    assert points(0.0, "de") == "0"
    assert signed(0.0, "de") == "0,00"


def test_in_a_report_the_limits_lead_to_the_measured_quality(page):
    limits = page.limits().html
    assert 'href="method/index.html#quality"' in limits
    assert "<table" not in limits


def test_in_a_notebook_the_limits_quote_the_measured_quality():
    limits = ps.page(small_corpus(), "actors", "de").limits().html
    assert 'id="quality"' in limits
    html5lib.HTMLParser(strict=True).parseFragment(limits)
    rows = lxml_html.fromstring(f"<div>{limits}</div>").xpath("//table//tr[th and td]")
    assert len(rows) >= 3


def test_a_cell_links_to_some_of_many_articles_and_says_of_how_many(page):
    many = tuple(f"a{n}#m0" for n in range(3214))
    row = RANKED.head(1).assign(evidence=[many])
    html = page.view("presence", row, partial(charts.ranking, by="name")).html
    assert "von 3.214 Artikeln" in html
    linked = [int(n) for n in re.findall(r"articles/a(\d+)\.html", html)]
    assert 6 <= len(linked) <= MOST_LINKS
    assert re.search(r"(\d+) von 3.214 Artikeln.* und (\d+) weitere", html)
    assert linked[0] == 0
    assert linked[-1] > 2900


def test_a_table_shows_its_first_rows_and_says_how_many_there_are(page):
    long = pd.DataFrame({"path": [f"datei-{n}.txt" for n in range(1234)], "row": 0})
    html = page.view("presence", long).html
    assert html.count("<tr>") == 1 + MOST_ROWS
    assert "Gezeigt: 100 von 1.234 Zeilen" in html


def test_a_matrix_in_time_keeps_every_year_in_which_something_is():
    years = pd.date_range("2005-01-01", periods=18, freq="YS")
    table = pd.DataFrame([(f"Rat {n}", year) for n in range(10) for year in years],
                         columns=["name", "since"])  # fmt: skip
    table = table.assign(articles=[1, 4, 0] * 60, n=[1, 90, 5] * 60)
    table.loc[table["name"] != "Rat 0", "articles"] *= table["since"].dt.year < 2015
    table = table.assign(value=table["articles"] / table["n"])
    shown = ["name", "since", "articles"]
    html = ps.page(small_corpus(), "mine").view("one", table, title="Eins", columns=shown).html
    rows = lxml_html.fromstring(f"<div>{html}</div>").xpath("//tbody/tr[td[1]='Rat 0']/td[3]")
    assert [row.text for row in rows] == ["1", "4"] * 6
    assert "Gezeigt" not in html  # nothing is left out but years without


def test_the_share_of_voice_says_what_a_word_is_and_what_a_dash_means():
    voice = measures.share_of_voice(small_corpus())
    html = ps.page(small_corpus(), "quotes", "en").view("voice", voice, total=9).html
    assert "A word is what stands between spaces." in html
    assert "Where “–” stands under direct" in html


def test_a_chart_of_outlets_counts_the_articles_that_carry_it():
    analysis = small_corpus()
    voice = measures.voice_by_outlet(analysis)
    drawn = partial(charts.matrix, rows="name", columns="outlet")
    html = ps.page(analysis, "compare", "en").view("voice", voice, drawn).html
    carrying = measures.spoken(analysis).query("name != ''")["article_id"].nunique()
    assert carrying < len(analysis.articles)
    assert f"n = {carrying} articles" in html
    assert "whose speaker has a name" in html


def test_a_notebook_shows_the_sentences_behind_each_row_and_a_report_leads_to_them():
    analysis = small_corpus()
    table = measures.presence(analysis)
    html = ps.page(analysis, "actors", "de").view("presence", table).html
    sentences = lxml_html.fromstring(html).find_class("sentences")[0].text_content()
    assert "Jan Petersen02.03.2026, Bote, Titel 0: Jan Petersen kommt zu spät." in sentences
    assert "<mark>Jan Petersen</mark> kommt zu spät." in html
    linked = ps.page(analysis, "actors", "de", "articles/").view("presence", table).html
    assert "<mark>" not in linked
    quotes = measures.quote_list(analysis, 5)
    assert "<mark>" not in ps.page(analysis, "quotes", "de").view("quotes", quotes).html
