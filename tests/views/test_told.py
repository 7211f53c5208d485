"""Findings are told in whole sentences of either language, and drawn with what they name."""

import pandas as pd
import pytest

from presseschau.views.excerpts import whole_marks
from presseschau.views.findings import drawing, figure, sentence

ROW = {
    "kind": "lead", "name": "Mara Voss", "where": None, "other": "Jan Petersen", "first": 0.675,
    "second": 0.46, "value": 0.2125, "low": 0.0875, "high": 0.325, "n": 54.0, "of": 80.0,
    "front": 1.0, "behind": 37.0, "ties": None, "quotes": float("nan"), "direct": float("nan"),
    "clear": True, "since": pd.NaT,
}  # fmt: skip


def test_who_leads_in_both_languages():
    assert sentence(ROW, "de") == (
        "Am häufigsten fällt der Name Mara Voss: in 54 von 80 Artikeln (68\u202f%)."
        " Dahinter: Jan Petersen (37, 46\u202f%)."
    )
    assert figure(ROW, "de") == (
        "Abstand: +21 Prozentpunkte, 95‑%-Intervall +9 bis +32; Grundlage: 54 Artikel."
    )
    assert figure(ROW | {"value": 0.011}, "de").startswith("Abstand: +1 Prozentpunkt, ")


RANKED = pd.DataFrame({"name": [*"ABCD"], "articles": [54, 50, 49, 3],
                       "value": [0.675, 0.62, 0.61, 0.04]})  # fmt: skip


def test_where_nobody_is_in_front_the_figure_is_that_of_the_first_and_no_gap():
    row = ROW | {"front": 0.0, "value": 0.675, "low": 0.58, "high": 0.78}
    assert figure(row, "de") == (
        "Mara Voss: 68\u202f%, 95‑%-Intervall 58\u202f% bis 78\u202f%; Grundlage: 54 Artikel."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "change", "where": "earlier", "since": pd.Timestamp("2026-03-21")},
         "Seltener genannt in der zweiten Hälfte (ab 21. März 2026): Mara Voss, in 46\u202f% der"
         " Artikel, davor in 68\u202f%."),
        ({"kind": "outlets", "where": "Bote", "other": "Kurier"},
         "Bote nennt Mara Voss in 68\u202f% der Artikel, Kurier in 46\u202f%."),
        ({"kind": "judged", "value": -0.4, "of": 41.0, "n": 20.0},
         "In 41 urteilenden Sätzen aus 20 Artikeln urteilen die Medien überwiegend kritisch über"
         " Mara Voss."),
        ({"kind": "quoted", "quotes": 1.0, "clear": True},
         "Am häufigsten kommt zu Wort: Mara Voss, in 54 von 80 Artikeln (68\u202f%), mit 1"
         " Äußerung. Dahinter: Jan Petersen (37, 46\u202f%)."),
        ({"kind": "quoted", "quotes": 96.0, "direct": 20.0, "ties": ["Ina Kolb"]},
         "Am häufigsten kommt zu Wort: Mara Voss, in 54 von 80 Artikeln (68\u202f%), mit 96"
         " Äußerungen, davon 20 wörtlich. Dahinter: Jan Petersen und Ina Kolb (je 37, 46\u202f%)."),
        ({"kind": "story", "front": 2.0, "other": "Kai", "ties": ["Rat"], "table": RANKED},
         "Die größten Themen: „A“ (in 54 von 80 Artikeln, 68\u202f%) und „B“ (50, 62\u202f%)."
         " Dahinter: „Kai“ und „Rat“ (je 37, 46\u202f%)."),
        ({"kind": "quoted", "front": 0.0, "table": RANKED, "quotes": 9.0},
         "Häufig kommen zu Wort: A (in 54 von 80 Artikeln, 68\u202f%), B (50, 62\u202f%) und C"
         " (49, 61\u202f%)."),
        ({"kind": "story", "name": "Streik", "other": "Kai", "texts": 40.0, "clear": True},
         "Das größte Thema: „Streik“, mit 54 von 80 Artikeln (68\u202f%; 40 verschiedene Texte)."
         " Dahinter: „Kai“ (37, 46\u202f%)."),
        ({"kind": "manner", "where": "Bote", "other": "Kurier", "table": pd.DataFrame(
            {"outlet": ["Kurier", "Bote"], "marked": [67, 57], "n": [23, 21]})},
         "Bote gibt 68\u202f% der Zitate wörtlich wieder (57 in 21 Artikeln), Kurier 46\u202f%"
         " (67 in 23)."),
    ],
)  # fmt: skip
def test_other_kinds_say_what_they_are_about(changed, said):
    assert sentence(ROW | changed, "de") == said


def test_who_is_named_less_often_has_a_negative_difference():
    told = figure(ROW | {"kind": "change", "where": "earlier", "n": 20.0}, "de")
    assert "−21 Prozentpunkte, 95‑%-Intervall −32 bis −9" in told
    assert "+21" in figure(ROW | {"kind": "change", "where": "later", "n": 20.0}, "de")


def test_a_small_chart_of_many_outlets_shows_the_two_that_are_compared():
    names = [f"Medium {n}" for n in range(40)]
    table = pd.DataFrame({"outlet": names, "value": 0.5, "low": 0.4, "high": 0.6, "n": 20})
    table.loc[[30, 39], "value"] = 0.9, 0.1
    row = ROW | {"kind": "outlets", "where": "Medium 30", "other": "Medium 39", "table": table}
    alt = drawing(row, "de").alt
    assert "Medium 30: 90" in alt
    assert "Medium 39: 10" in alt
    assert alt.count("Medium") == 5


@pytest.mark.parametrize(
    ("cut", "shown"),
    [
        ("Moll: „Das geht. Es muss gehen.", "Moll: „Das geht. Es muss gehen. …“"),
        ("Es muss gehen“, sagte Moll.", "„… Es muss gehen“, sagte Moll."),
        ('Moll: "Das geht.', 'Moll: "Das geht. …"'),
        ('Es muss gehen", sagte Moll.', '"… Es muss gehen", sagte Moll.'),
        ("»Das geht", "»Das geht …«"),
        ("«Das geht", "«Das geht …»"),
    ],
)
def test_what_is_cut_within_marks_gets_them_back(cut, shown):
    assert whole_marks(cut) == shown
    assert whole_marks(shown) == shown
