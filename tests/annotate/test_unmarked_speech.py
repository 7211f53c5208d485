"""Verbatim speech in texts that set no marks."""

import re

import pytest

from presseschau.annotate.annotator import Mention, Quote
from presseschau.annotate.rules.unmarked import as_told, with_unmarked
from presseschau.core.text import read_document


def spoken(text: str, said: str, speaker: str, frame: str = "") -> list[tuple[str, str]]:
    """What is found beside one quote, all with their speakers; Moll and Kern are people."""

    def place(words: str):
        start = text.index(words)
        return ((start, start + len(words)),) if words else ()

    names = [
        Mention(text.index(name), text.index(name) + len(name), "PER")
        for name in ("Ida Moll", "Max Kern")
        if name in text
    ]
    quote = Quote(place(said), "Indirect", speaker=place(speaker), frame=place(frame))
    found = with_unmarked(read_document(text), [quote], names)
    return [(text[q.spans[0][0] : q.spans[-1][1]], text[slice(*q.speaker[0])]) for q in found]


def test_what_a_person_goes_on_to_say_in_the_first_person_is_speech():
    text = "Der Kai ist fertig, sagte Ida Moll. Wir freuen uns. Ich danke allen. Dann regnete es."
    assert spoken(text, "Der Kai ist fertig", "Ida Moll", ", sagte Ida Moll") == [
        ("Der Kai ist fertig", "Ida Moll"),
        ("Wir freuen uns. Ich danke allen.", "Ida Moll"),
    ]


def test_speech_goes_on_behind_sentences_that_name_nobody_else():
    text = "Der Kai ist fertig, sagte Ida Moll. Es regnete. Ida Moll lachte. Wir werden sehen."
    assert spoken(text, "Der Kai ist fertig", "Ida Moll", ", sagte Ida Moll")[1:] == [
        ("Wir werden sehen.", "Ida Moll")
    ]


def test_what_stands_behind_the_colon_of_a_name_or_of_what_somebody_told_is_verbatim():
    text = "Ida Moll lobt den Hafen: Der Kai ist schön. Es regnete."
    assert spoken(text, "Ida Moll lobt den Hafen", "Ida Moll")[1:] == [
        ("Der Kai ist schön.", "Ida Moll")
    ]
    text = "Ida Moll: Der Kai ist schön. Es regnete, sagte Ida Moll. Das Boot: Es fährt."
    assert spoken(text, "Es regnete", "Ida Moll", ", sagte Ida Moll")[:-1] == [
        ("Der Kai ist schön.", "Ida Moll")
    ]
    assert len(spoken(text, "Es regnete", "Ida Moll", ", sagte Ida Moll")) == 2


def test_speech_begins_in_front_of_the_sentence_with_its_frame():
    text = "Es regnete lange. Ich bin müde. Der Kai ist fertig, sagte Ida Moll."
    assert spoken(text, "Der Kai ist fertig", "Ida Moll", ", sagte Ida Moll") == [
        ("Ich bin müde. Der Kai ist fertig", "Ida Moll")
    ]


def test_who_is_named_before_a_colon_says_what_is_behind_it():
    text = "Der Kai ist fertig, sagte Ida Moll. Lotse Max Kern war müde: Wir haben alles versucht."
    assert spoken(text, "Der Kai ist fertig", "Ida Moll", ", sagte Ida Moll")[1] == (
        "Wir haben alles versucht.",
        "Max Kern",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Der Kai ist fertig, sagte Ida Moll. Es war ein Tag. So ist das. „Ja, ich bin schon hier.“"
        " Der Kai ist fertig, sagte Ida Moll. Wir werden sehen.",  # a paper that sets marks
        "Der Kai ist fertig, sagte Ida Moll. Wo stehen wir nun?",
        "Der Kai ist fertig, sagte Ida Moll. Das kann der Rat nicht ernst meinen.",
        "Der Kai ist fertig, sagte Ida Moll. KURIER: Da sind wir froh.",
        "Der Kai ist fertig, sagte Ida Moll. Max Kern schwieg. Wir werden sehen.",
        "Der Kai ist fertig, sagte Ida Moll. Es ging. Es kam. Es regnete. Wir werden sehen.",
        "Der Kai ist fertig, sagte Ida Moll. Es regnete. Erlauben Sie uns ein Wort.",
    ],
)
def test_the_papers_own_words_are_no_speech(text):
    found = spoken(text, "Der Kai ist fertig", "Ida Moll", ", sagte Ida Moll")
    assert found == [("Der Kai ist fertig", "Ida Moll")]


def test_where_marks_are_set_what_stands_outside_of_them_is_not_verbatim():
    lead = "Der Rat tagt. Es regnet. Der Kai steht. Viele kamen. "
    end = "Der Kai sei fertig, sagte Ida Moll. "
    said = ((len(lead), len(lead) + len("Der Kai sei fertig")),)
    quote = Quote(said, "Direct")
    marked = read_document(lead + end + "„Wir freuen uns sehr auf den Sommer“, sagte sie.")
    assert as_told(marked, [quote])[0].type == "Indirect"
    assert as_told(read_document(lead + end), [quote]) == [quote]


def test_a_full_name_with_a_colon_speaks_though_it_has_not_spoken_before():
    text = "Es sei kalt, sagte Ida Moll. Taucher Max Kern: Der Kai ist uns doch egal. Es schneite."
    assert spoken(text, "Es sei kalt", "Ida Moll", ", sagte Ida Moll")[1:] == [
        ("Der Kai ist uns doch egal.", "Max Kern")
    ]


def test_a_name_with_a_colon_in_front_of_a_list_does_not_speak():
    text = (
        "Es sei kalt, sagte Ida Moll. Trainer Max Kern: Ole Lund, Tim Post, Jan Kolb. Es schneite."
    )
    assert len(spoken(text, "Es sei kalt", "Ida Moll", ", sagte Ida Moll")) == 1


def test_what_a_person_whose_act_of_speech_is_told_says_next_is_speech():
    text = "Ida Moll lobte den neuen Kai. Wir können dort anlegen. Dann regnete es."
    names = [Mention(0, 8, "PER")]
    told = Quote(((0, 29),), "Reported", speaker=((0, 8),))
    found = with_unmarked(read_document(text), [told], names)
    assert [text[slice(*q.spans[0])] for q in found[1:]] == ["Wir können dort anlegen."]


@pytest.mark.parametrize(("last", "whose"), [("Moll", ["Moll"]), ("Kern", [])])
def test_where_one_person_speaks_alone_whoever_says_i_is_that_one(last, whose):
    text = (
        "Ich bin müde, sagte Moll. Der Kai liegt still. Boote fahren aus. Es ist Mai. Moll geht. "
        f"Ich mag den Wind. Es regnete. Kern kam. Der Kai brach. Das reicht, sagte {last}."
    )
    names = [Mention(place.start(), place.end(), "PER") for place in re.finditer("Moll|Kern", text)]
    quotes = [
        Quote((place.span(1),), "Direct", speaker=(place.span(2),), frame=(place.span(3),))
        for place in re.finditer(r"([^.]+)(, sagte (Moll|Kern))", text)
    ]
    quotes = [q._replace(speaker=q.frame, frame=q.speaker) for q in quotes]
    found = with_unmarked(read_document(text), quotes, names)
    said = [q for q in found if text[slice(*q.spans[0])] == "Ich mag den Wind."]
    assert [text[slice(*q.speaker[0])] for q in said] == whose
