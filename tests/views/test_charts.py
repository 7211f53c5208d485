"""Charts are the same bytes every time and say in words what they show."""

import numpy as np
import pandas as pd
import pytest

from presseschau.views import charts
from presseschau.views.charts.canvas import heads, in_lines
from presseschau.views.charts.time_steps import without_gaps

RANKED = pd.DataFrame(
    {
        "name": ["Ruth Amelung", "Holger Brandt", "Kapitän Nähe-Süd & Söhne <GmbH>"],
        "value": [0.5, 0.25, -0.125],
        "low": [0.4, np.nan, -0.5],
        "high": [0.6, np.nan, 0.1],
        "n": [40, 3, 9],
        "sentences": [60, 4, 20],
        "coverage": [0.5, 0.25, 0.125],
    }
)
GRID = pd.DataFrame(
    {
        "name": ["A", "A", "B"],
        "outlet": ["Bote", "Kurier", "Bote"],
        "value": [0.5, np.nan, 0.1],
        "low": [0.1, np.nan, 0.0],
        "high": [0.9, np.nan, 0.4],
        "n": [9, 0, 2],
    }
)
PAIRS = pd.DataFrame(
    {"first": ["A", "A"], "second": ["B", "C"], "articles": [4, 2], "npmi": [0.5, 0.2]}
)

NAMED = {"Mara Voss": "Blatt t", "Jan Petersen": "Blatt a"}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("unit", ["share", "score", "count"])
def test_ranking_draws_every_unit(language, unit):
    chart = charts.ranking(RANKED, "name", language, unit)
    assert chart.svg.startswith(b"<?xml")
    assert "Ruth Amelung" in chart.alt


def test_alt_text_names_the_strongest_value_in_the_language():
    chart = charts.ranking(RANKED, "name", "de", "score")
    assert chart.alt.startswith("Ruth Amelung: +0,50")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: charts.ranking(RANKED, "name"),
        lambda: charts.grouped(GRID, "name", "outlet"),
        lambda: charts.matrix(GRID, "name", "outlet"),
        lambda: charts.stacked(GRID.dropna(), "name", "outlet", "value", unit="share"),
        lambda: charts.network(PAIRS),
    ],
)
def test_the_same_table_gives_the_same_bytes(draw):
    first, second = draw(), draw()
    assert (first.svg, first.alt) == (second.svg, second.alt)


def test_a_network_without_company_is_an_empty_drawing():
    assert charts.network(PAIRS.head(0)).svg


def test_a_network_tells_the_pairs_that_it_draws_and_that_there_are_more():
    chance = pd.DataFrame({"first": ["Y"], "second": ["Z"], "articles": [9], "npmi": [-0.1]})
    drawn = charts.network(pd.concat([chance, PAIRS]), most=1)
    assert (drawn.alt, drawn.signs) == ("A – B: 4", ("cut",))
    assert charts.network(PAIRS).signs == ()
    judged = pd.DataFrame({"speaker": ["A", "B"], "target": ["C", "C"], "value": [1.0, -1.0]})
    judged = judged.assign(sentences=[9, 8], n=[7, 6])
    assert charts.signed_network(judged, most=1).signs == ("cut",)


def test_signs_of_formulas_and_of_no_font_are_written_as_they_are():
    names = ["$5 gegen $6", r"$\href{x}{y}$", "👩 sagt"]
    table = pd.DataFrame({"name": names, "value": [3, 2, 1], "n": [9, 9, 9]})
    figure, axes = charts.canvas.canvas(2)
    charts.canvas.row_names(axes, table["name"], "de")
    axes.set_title(names[1])
    assert charts.pictures.chart(figure, "Namen").svg.startswith(b"<?xml")


@pytest.mark.parametrize(
    "draw",
    [
        lambda table: charts.ranking(table, "outlet"),
        lambda table: charts.stacked(table, "outlet", "name", "value", unit="share"),
        lambda table: charts.matrix(table, "name", "outlet"),
        lambda table: charts.grouped(table, "name", "outlet"),
    ],
)
def test_what_has_no_known_outlet_is_no_outlet_beside_others(draw):
    known = GRID.dropna()
    table = pd.concat([known, known.assign(outlet="", name="C")], ignore_index=True)
    assert "unnamed" in draw(table).signs
    assert "cut" not in draw(table).signs
    assert "unnamed" not in draw(known).signs
    assert draw(table.tail(2)).signs == draw(known.assign(outlet="X", name="C")).signs


def test_small_scores_are_drawn_on_a_shorter_axis():
    table = pd.DataFrame({"name": ["A"], "value": [0.1], "low": [-0.1], "high": [0.2]})
    axes = charts.ranking(table.assign(sentences=9, n=9), "name", unit="score").figure.axes[0]
    assert 0.25 < axes.get_xlim()[1] < 0.3


def test_of_too_many_columns_those_are_drawn_that_say_something_and_no_empty_row():
    outlets = [f"Blatt {letter}" for letter in "abcdefghijklmnopqrst"]
    rows = [(name, o, float(o == own)) for name, own in NAMED.items() for o in outlets]
    table = pd.DataFrame(rows, columns=["name", "outlet", "value"]).assign(n=1)
    table.loc[(table["name"] == "Jan Petersen"), "value"] = 0.0
    chart = charts.matrix(table, "name", "outlet")
    assert "Blatt t" in chart.alt
    assert "Jan Petersen" not in chart.alt
    assert "cut" in chart.signs


def test_rows_of_few_articles_are_pale_in_stacked_bars():
    table = pd.DataFrame({"name": ["A", "B"], "cue_stance": "neutral", "quotes": 4, "n": [9, 2]})
    drawn = charts.stacked(table, "name", "cue_stance", "quotes")
    paleness = {bar.get_alpha() for bar in drawn.figure.axes[0].patches}
    assert paleness == {None, 0.4}
    assert drawn.signs == ("small",)


def test_a_part_has_its_colour_whichever_others_are_there():
    parts = pd.DataFrame({"outlet": "Bote", "gender": ["men", "unknown", "women"], "value": 1.0})
    colours = set()
    for some in (parts, parts.iloc[[0, 2]], parts.tail(1)):
        drawn = charts.stacked(some, "outlet", "gender", "value", unit="share")
        bars = drawn.figure.axes[0].containers
        colours |= {one[0].get_facecolor() for one in bars if one.get_label() == "Frauen"}
    assert len(colours) == 1


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2026-03-02", "2026-03-09"], ["2.3.", "9.3."]),
        (["2026-03-01", "2026-04-01"], ["März 2026", "Apr. 2026"]),
        (["2025-01-01", "2026-01-01"], ["2025", "2026"]),
        (["2024-05-03", "2026-01-07"], ["Mai 2024", "Jan. 2026"]),
    ],
)
def test_days_at_an_axis_tell_their_year_where_it_is_needed(days, said):
    assert heads([pd.Timestamp(day) for day in days], "de") == said


def test_more_parts_than_colours_are_drawn_as_one():
    parts = pd.DataFrame({"week": "1", "outlet": [f"Blatt {n}" for n in range(12)], "articles": 5})
    parts = parts.assign(articles=range(20, 8, -1))
    drawn = charts.stacked(parts, "week", "outlet", "articles").svg
    few = charts.stacked(parts.head(7), "week", "outlet", "articles").svg
    assert len(drawn) < 1.3 * len(few)


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (["2026-03-02", "2026-03-16"], ["2026-03-02", "2026-03-09", "2026-03-16"]),
        (["2025-11-01", "2026-01-01"], ["2025-11-01", "2025-12-01", "2026-01-01"]),
        (["2020-01-01", "2022-01-01"], ["2020-01-01", "2021-01-01", "2022-01-01"]),
        (["2026-03-03", "2026-03-05"], ["2026-03-03", "2026-03-04", "2026-03-05"]),
        (["1990-01-01", "2010-01-01"], ["1990-01-01", "2000-01-01", "2010-01-01"]),
        (["2020-07-26", "2021-12-12"], ["2020-07-26", None, "2021-12-12"]),
        (["2020-07-01", "2021-12-01"], ["2020-07-01", None, "2021-12-01"]),
    ],
)
def test_steps_in_time_without_a_figure_keep_their_place_where_they_can_be_read(days, shown):
    assert without_gaps(list(pd.to_datetime(days))) == list(pd.to_datetime(shown))


def test_a_long_time_without_a_figure_is_one_mark_and_is_explained():
    since = pd.to_datetime(["2020-07-01", "2021-12-01"])
    table = pd.DataFrame({"since": since, "outlet": "Bote", "name": "Ada", "articles": [9, 5]})
    drawn = charts.stacked(table, "since", "outlet", "articles")
    assert [tick.get_text() for tick in drawn.figure.axes[0].get_yticklabels()] == [
        *("Dez. 2021", "⋯", "Juli 2020")
    ]
    cells = charts.matrix(table, "name", "since", unit="count", value="articles")
    assert drawn.signs[-1] == cells.signs[-1] == "folded"


def test_a_share_that_is_nowhere_is_said_instead_of_drawn():
    table = pd.DataFrame({"name": ["Ada", "Bo"], "value": 0.0, "unit": "share", "n": 9})
    table = pd.concat([table.assign(measure="distancing"), table.assign(measure="length", value=7)])
    table.loc[table["measure"] == "length", "unit"] = "count"
    drawn = charts.panels(table, "name")
    assert [axes.get_title(loc="left") for axes in drawn.figure.axes] == ["Länge (Wörter)"]
    assert drawn.signs == ("nowhere_distancing",)


def test_a_long_name_is_parted_at_a_joint_before_it_is_cut():
    name = "Vereinigte Dienstleistungsgewerkschaft Ver.di"
    assert in_lines(name, 33) == "Vereinigte Dienstleistungs-\ngewerkschaft Ver.di"
    assert in_lines("Warnstreik legt Sundhafen lahm", 20) == "Warnstreik legt\nSundhafen lahm"
    assert in_lines("Staatsanwaltschaft Berlin I", 26) == "Staatsanwaltschaft\nBerlin I"


@pytest.mark.parametrize("most", [0.004, 0.024, 0.12, 0.37, 1.0])
def test_the_marks_of_an_axis_of_shares_are_what_is_written_there(most):
    table = pd.DataFrame({"name": ["A", "B"], "value": [most, most / 3], "n": [9, 9]})
    (axes,) = charts.ranking(table, "name").figure.axes
    marks = 100 * axes.get_xticks()
    assert np.allclose(marks, marks.round())
    assert len(set(marks.round())) == len(marks)


def test_a_long_name_takes_two_lines_before_it_is_cut():
    in_lines = charts.canvas.in_lines
    assert in_lines("Mara Voss", 20) == "Mara Voss"
    assert in_lines("Institut für Küsten- und Gewässerforschung", 29) == (
        "Institut für Küsten- und\nGewässerforschung"
    )
    assert in_lines("Bundesamt für Ausrüstung und Nutzung der Bundeswehr", 20).endswith("…")


def test_where_some_rows_have_no_interval_it_is_said_which_have():
    assert charts.ranking(RANKED, "name").signs[0] == "some_intervals"
    assert charts.ranking(RANKED.dropna(subset=["low"]), "name").signs[0] == "intervals"


def test_what_is_of_no_known_outlet_alone_is_all_there_is():
    assert heads([""], "de") == ["alle Artikel"]
    assert heads(["", "Bote"], "de") == ["ohne Medium", "Bote"]
