"""A view takes any figure, and charts and analyses show themselves in Jupyter."""

import re
from functools import partial

import matplotlib
import pandas as pd
import pytest
from matplotlib import pyplot
from small_corpus import small_corpus

import presseschau as ps
from presseschau import charts, measures
from presseschau.core.calls import WrongCall
from presseschau.views.charts.pictures import figure_html

matplotlib.use("agg")
TABLE = pd.DataFrame({"name": ["A & B"], "value": [0.5]})


class Drawn:
    """Shows itself as other libraries' drawings do."""

    def __init__(self, **shown: object) -> None:
        for kind, value in shown.items():
            setattr(self, f"_repr_{kind}_", lambda value=value: value)


def test_a_chart_shows_its_drawing_and_says_what_it_shows():
    chart = charts.ranking(TABLE, by="name")
    assert chart._repr_html_().startswith('<img alt="A &amp; B: 50\u202f%" src="data:image/svg')
    assert repr(chart) == "Chart: A & B: 50\u202f%"


def test_an_analysis_shows_what_it_holds():
    analysis = small_corpus()
    assert len(repr(analysis)) < 300
    assert f"quotes {len(analysis.quotes)}" in repr(analysis)
    html = analysis._repr_html_()
    assert len(html) < 5000
    assert f'<th scope="row">quotes</th><td>{len(analysis.quotes)}</td>' in html


@pytest.mark.parametrize(
    ("drawn", "shown"),
    [
        (Drawn(html="<b>bold</b>"), '<div role="group" aria-label="Alt &lt;"><b>bold</b></div>'),
        (Drawn(svg="<svg/>"), '<img alt="Alt &lt;" src="data:image/svg+xml;base64,PHN2Zy8+">'),
        (Drawn(png=b"png"), '<img alt="Alt &lt;" src="data:image/png;base64,cG5n">'),
        (Drawn(html=None, png=b"png"), '<img alt="Alt &lt;" src="data:image/png;base64,cG5n">'),
    ],
)
def test_a_drawing_of_another_library_keeps_its_form(drawn, shown):
    assert figure_html(drawn, "Alt <") == shown


def test_figures_of_matplotlib_are_shown_once_and_alike():
    axes = TABLE["value"].plot()
    first = figure_html(axes, "Line")
    assert 'src="data:image/svg+xml' in first
    assert pyplot.get_fignums() == []  # nothing is left for Jupyter to show again
    assert figure_html(axes.figure, "Line") == first


def test_what_is_no_figure_is_named():
    with pytest.raises(TypeError, match="not a 'int'"):
        figure_html(7, "Seven")


def test_a_view_of_ones_own_needs_no_wording():
    page = ps.page(small_corpus(), "mine", "de", "articles/")
    assert "Grundlage" in page.lead().html
    quotes = small_corpus().quotes
    table = quotes.groupby("type").agg(value=("text", "size"))
    table["evidence"] = measures.evidence(quotes, "type")
    html = page.view(
        "kinds", table.reset_index(), TABLE["value"].plot(), "count", title="Arten", how="Je Art."
    ).html
    assert '<h2 id="kinds">Arten</h2><p class="how">Je Art.</p>' in html
    assert 'alt="Arten"' in html
    assert 'href="articles/' in html
    assert "<figure" in page.view("line", chart=TABLE["value"].plot(), title="Linie").html
    assert "gemessene" in page.limits().html.lower()


def test_a_row_without_evidence_says_so():
    table = pd.DataFrame({"name": ["A", "B"], "value": [1, 2], "evidence": [("a0#q1",), None]})
    html = ps.page(small_corpus(), "mine").view("own", table, unit="count", title="Own").html
    assert re.search(r"<td[^>]*>–</td>", html)


def test_evidence_leads_to_quotes_mentions_sentences_and_articles():
    analysis = small_corpus()
    signs = {"quotes": "q", "mentions": "m", "tone": "s"}
    for name, sign in signs.items():
        rows = getattr(analysis, name)
        first = measures.evidence(rows, "article_id").iloc[0][0]
        assert first.partition("#")[2].startswith(sign)
    articles = measures.evidence(analysis.articles, "outlet")
    assert set(articles.index) == set(analysis.articles["outlet"])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"titel": "Arten"}, "no argument 'titel'. Did you mean 'title'?"),
        ({"chart": charts.ranking, "title": "x"}, "ranking"),
        ({"columns": ["nom"], "title": "x"}, "no column 'nom'; it has: name, n"),
    ],
)
def test_a_mistake_in_an_own_view_is_told(call, said):
    table = pd.DataFrame({"name": ["A"], "n": [3]})
    with pytest.raises((WrongCall, TypeError), match=re.escape(said)):
        ps.page(small_corpus(), "mine").view("own", table, **call)


def test_the_column_that_a_chart_lacks_is_named():
    table = pd.DataFrame({"name": ["A"], "n": [3]})
    draw = partial(charts.ranking, by="name")
    with pytest.raises(WrongCall, match=re.escape("no column 'value'; it has: name, n.")):
        ps.page(small_corpus(), "mine").view("own", table, draw, title="Own")


def test_a_series_is_a_table_and_a_mean_keeps_its_fraction():
    series = pd.Series([11.26], index=pd.Index(["A"], name="name"), name="value")
    draw = partial(charts.ranking, by="name", unit="number")
    html = ps.page(small_corpus(), "mine").view("own", series, draw, "number", title="Own").html
    assert "11,3" in html


def test_a_page_in_a_language_that_is_none_is_refused():
    with pytest.raises(WrongCall, match="choose one of: de, en"):
        ps.page(small_corpus(), "mine", "fr")


def test_a_day_in_another_form_is_refused():
    with pytest.raises(WrongCall, match=re.escape("'10.3.2026' is no day; write it as YYYY-MM-DD")):
        small_corpus().select(start="10.3.2026")


def test_the_public_face_is_offered_for_completion():
    assert {"open_analysis", "page", "charts", "load_articles"} <= set(dir(ps))
    assert "import_module" not in dir(ps)


def test_evidence_without_articles_is_refused():
    with pytest.raises(WrongCall, match="article_id"):
        measures.evidence(small_corpus().actors, "gender")
