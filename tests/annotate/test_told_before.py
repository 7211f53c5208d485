"""What a sentence tells, attributed in the sentence behind it."""

import pytest

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.speech import find_quotes
from presseschau.annotate.rules.told_before import (
    with_content_first,
    with_framed,
    with_told_before,
)
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
        ("Das stellte der Rat am Montag fest.", "der Rat", ["stellte", "fest"]),
        ("Dies gibt der Hafenbund bekannt.", "der Hafenbund", ["gibt", "bekannt"]),
        ("Zu diesem Schluss kommt die Stadt in einer Studie.", "die Stadt", ["Schluss kommt"]),
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


def test_hearsay_is_told_by_whom_the_next_sentence_names():
    text = "Der Kai soll sinken. Das meldete die Küstenwache."
    [quote] = with_told_before(read_document(text), [Quote(((0, 20),), "FreeIndirect")])
    assert (quote.type, text[slice(*quote.speaker[0])]) == ("Indirect", "die Küstenwache")


def test_a_paragraphs_first_sentences_are_told_as_one():
    text = "Kiel\n\nDer Kai ist gesperrt. Er brach. Das teilte die Polizei mit."
    [quote] = with_told_before(read_document(text), [])
    assert text[slice(*quote.spans[0])] == "Der Kai ist gesperrt. Er brach"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Kai wird in Rott gebaut, sagte Lotsin Ida Moll der Zeitung.", True),
        ("Der Kai wird in Rott gebaut, wie Ida Moll am Montag mitteilte.", True),
        ("Der Kai wird in Rott gebaut, so Ida Moll.", True),
        ("Der Kai wird laut Ida Moll in Rott gebaut.", True),
        ("Der Kai wird nach Rats-Angaben in Rott gebaut.", True),
        ("Der Kai wird nach der Veröffentlichung in Rott gebaut.", False),
        ("Der Kai wird in Rott gebaut, so der Plan von Moll gelingt.", False),
        ("Während der neue Kai gebaut wird, lobte Ida Moll den Hafen.", False),
        ("Der Kai ist so schön, wie er immer war.", False),
    ],
)
def test_a_whole_sentence_in_front_of_a_plain_frame_is_a_quote(text, found):
    document = read_document(text)
    quotes = with_framed(document, [], find_quotes(document))
    assert [text[q.spans[0][0] : q.spans[-1][1]] for q in quotes] == [
        text[: text.find(",")]
    ] * found
    assert with_framed(document, quotes, find_quotes(document)) == quotes


@pytest.mark.parametrize(
    ("rest", "speaker"),
    [
        ("will Moll nicht stehen lassen", "Moll"),
        ("sieht die Stadt nicht als Problem an", "die Stadt"),
        ("glaubt Ida Moll nicht", "Ida Moll"),
        ("halten Moll und Kern für falsch", "Moll und Kern"),
    ],
)
def test_a_clause_with_dass_in_front_is_what_the_subject_behind_the_verb_says(rest, speaker):
    text = f"Es regnete. Dass man den Kai geschlossen habe, {rest}. Dann kamen Boote."
    [quote] = with_content_first(read_document(text), [])
    assert text[slice(*quote.spans[0])] == "Dass man den Kai geschlossen habe"
    assert text[slice(*quote.speaker[0])] == speaker


@pytest.mark.parametrize("rest", ["sieht Moll nicht", "hielt die Boote nicht ab", "ist neu"])
def test_other_verbs_behind_dass_say_nothing(rest):
    assert with_content_first(read_document(f"Dass man den Kai geschlossen hat, {rest}."), []) == []


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Dass der Kai leer sei, will Moll nicht stehen lassen.", "Moll"),
        ("Der Kai sei in Rott gut bekannt, sagte Ida Moll.", "Ida Moll"),
        ("Sie sei die beste Lotsin in Rott, räumte von der Leck einmal ein.", "von der Leck"),
        ("Sie sei die beste Lotsin in Rott, gab Kern zu.", "Kern"),
        ("Der Kai sei leer. Das teilte die Polizei mit.", "die Polizei"),
    ],
)
def test_a_frame_of_its_own_beats_what_was_taken_to_go_on(sentence, speaker):
    text = f"Es war spät, sagte Max Kern. Der Hafen sei zu. {sentence} Das Boot komme."
    document = read_document(text)
    kern, hafen, end = (text.index(word) for word in ("Max Kern", "Der Hafen", " Das Boot"))
    free = Quote(((hafen, len(text)),), "IndirectFreeIndirect", speaker=((kern, kern + 8),))
    quotes = with_framed(document, [free], find_quotes(document))
    quotes = with_told_before(document, with_content_first(document, quotes))
    [found], [rest] = ([q for q in quotes if bool(q.cue) == framed] for framed in (True, False))
    assert text[slice(*found.speaker[0])] == speaker
    assert [text[a:b].strip() for a, b in rest.spans] == ["Der Hafen sei zu.", text[end:].strip()]


def test_what_somebody_said_without_a_frame_stays_out():
    text = "Der Kai sei fertig, so Moll."
    quote = Quote(((0, 18),), "Indirect", speaker=((23, 27),), cue=((20, 22),))
    assert with_framed(read_document(text), [], [quote]) == []
