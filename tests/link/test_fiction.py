"""Figures and works are no actors where a text speaks of works; who plays and makes them is."""

import pytest

from presseschau.link.actors.fiction import without_fiction
from presseschau.link.actors.kinds import KindMention

REVIEW = "Der Roman kam ins Kino, Regie führte Ida Moll. "


def actors(text, *names, kind="PER"):
    rows = []
    for name in names:
        start = text.index(name)
        rows.append(KindMention(0, start, start + len(name), name, kind, derived=False))
    return [r.text for r in without_fiction(sorted(rows, key=lambda r: r.start), [text])
            if r.kind != "OTH"]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "names", "left"),
    [
        ("Bergmann (Nils Kehl) flieht.", ["Bergmann", "Nils Kehl"], ["Nils Kehl"]),
        ("Nils Kehl glänzt als Bankräuber Jan Bergmann. Bergmanns Plan scheitert.",
         ["Nils Kehl", "Jan Bergmann", "Bergmanns"], ["Nils Kehl"]),
        ("Mit seiner Heldin Paula Sund wagt Kehl viel.", ["Paula Sund", "Kehl"], ["Kehl"]),
        ("Kehl in der Rolle des Kommissars Bergmann.", ["Kehl", "Bergmann"], ["Kehl"]),
        ("Nils Kehl spielt, Eva Sund führt die Kamera.", ["Nils Kehl", "Eva Sund"],
         ["Nils Kehl", "Eva Sund"]),
    ],
)  # fmt: skip
def test_figures_are_no_actors_in_a_review(told, names, left):
    assert actors(REVIEW + told, *names) == left


def test_works_are_no_actors():
    text = REVIEW + "Nordlicht ist ein leiser Film. Auch der Thriller Eisgang gefiel Moll."
    assert actors(text, "Nordlicht", "Eisgang", "Moll", kind="ORG") == ["Moll"]


def test_news_keeps_its_people():
    text = "Der Held des Abends, Nils Kehl (Eva Sund jubelte mit), traf. Ministerin Moll (Ida) kam."
    assert actors(text, "Nils Kehl", "Eva Sund", "Moll", "Ida") == [
        "Nils Kehl", "Eva Sund", "Moll", "Ida"
    ]  # fmt: skip
