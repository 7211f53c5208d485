"""Speakers without a name: which words for them a page may show."""

import pytest

from presseschau.link.actors.nameless import nameless


@pytest.mark.parametrize(
    "speaker",
    [
        "ein Sprecher", "Eine Sprecherin der Reederei", "zwei Zeugen", "Experten", "die Anwohnerin",
        "Kritiker", "Beobachtern", "der Vorsitzende Richter", "Ihre Anwälte", "eine der Frauen",
        "ein 40-Jähriger", "Wiener Forscher", "der Konzern", "das Ministerium", "Die Opposition",
        "Koalitionskreisen", "Angaben der Polizei", "Einschätzung von Experten", "Polizeiangaben",
        "Mehrere ältere Nachbarn",
    ],
)  # fmt: skip
def test_people_and_bodies_are_told(speaker):
    assert nameless(speaker, "sagte") == speaker


@pytest.mark.parametrize(
    "speaker",
    [
        "", "Kritik", "Scharfe Kritik", "Feige", "Hand", "man ihn", "Informationen", "im Buch",
        "den Angaben", "eignen Angaben", "Einschätzung", "deute", "Vorerst", "Parteiintern",
        "Berichten", "der Tür der Schneiderei", "der in Deutschland beliebte", "Diese", "Er",
        "er einem Sender", "Der dem Angeklagten", "den Zauberer", "eine Wiener Studie", "Schwer",
        "Kallmann", "Richter", "„“", "an die Wand", "aus ihrem Umfeld",
    ],
)  # fmt: skip
def test_what_is_nobody_outside_the_text_is_not(speaker):
    assert nameless(speaker, "sagte") == ""


def test_what_hangs_behind_is_cut_off():
    assert nameless("ein Manager ein") == "ein Manager"
    assert nameless("Ein Pfleger, der nicht genannt werden will") == "Ein Pfleger"


def test_who_is_accused_is_no_speaker():
    assert nameless("Dem Arzt", "wurde vorgeworfen") == ""
