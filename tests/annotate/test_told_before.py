"""What a sentence tells, attributed in the sentence behind it."""

import pytest

from presseschau.annotate.rules.told_before import with_told_before
from presseschau.core.text import read_document


@pytest.mark.parametrize(
    ("frame", "speaker", "cue"),
    [
        ("Das teilte die Polizei am Montag mit.", "die Polizei", ["teilte", "mit"]),
        ("Dies bestätigte Lotsin Ida Moll am Telefon.", "Lotsin Ida Moll", ["bestätigte"]),
        ("Das gab Ida Moll Montagabend bekannt.", "Ida Moll", ["gab", "bekannt"]),
        ("Das berichtet zumindest der Bote, der lange suchte.", "der Bote", ["berichtet"]),
        ("Das meldete am Montag die Küstenwache.", "die Küstenwache", ["meldete"]),
        ("Das geht aus Akten der Stadt hervor.", "Akten der Stadt", ["geht", "hervor"]),
    ],
)
def test_the_sentence_before_is_a_quote_of_whom_the_next_one_names(frame, speaker, cue):
    text = f"Es regnete. So kam es. Kiel – Der Kai ist gesperrt. {frame} Dann kamen Boote."
    [quote] = with_told_before(read_document(text), [])
    assert text[slice(*quote.spans[0])] == "Der Kai ist gesperrt"
    assert text[slice(*quote.speaker[0])] == speaker
    assert [text[slice(*part)] for part in quote.cue] == cue


@pytest.mark.parametrize(
    "frame",
    [
        "Das erklärt sich leicht.",
        "Das sagt er seit Jahren: Es regne.",
        "Das teilte den Hafen in zwei Teile.",
        "Das geht aus dem der dpa vorliegenden Plan hervor.",
        "Das ist neu, sagte Ida Moll.",
    ],
)
def test_other_sentences_attribute_nothing(frame):
    assert with_told_before(read_document(f"Der Kai ist gesperrt. {frame}"), []) == []


def test_a_paragraphs_first_sentences_are_told_as_one():
    text = "Kiel\n\nDer Kai ist gesperrt. Er brach. Das teilte die Polizei mit."
    [quote] = with_told_before(read_document(text), [])
    assert text[slice(*quote.spans[0])] == "Der Kai ist gesperrt. Er brach"
