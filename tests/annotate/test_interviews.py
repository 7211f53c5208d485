"""Interviews: answers are direct quotes of who answers, questions are nobody's."""

import pytest

from presseschau.annotate.annotator import Mention, Quote
from presseschau.annotate.rules.interviews import find_turns, with_interview
from presseschau.annotate.rules.rules_annotator import load
from presseschau.annotate.rules.unmarked import as_spoken
from presseschau.core.text import read_document

LEAD = "Die Hafenmeisterin Ida Moll über leere Becken. Das Gespräch führte Tim Lohse."
QUESTIONS = [
    "Frau Moll, wie geht es dem Hafen?",
    "Wer zahlt das?",
    "Und was sagt der Rat dazu?",
]
ANSWERS = [
    "Wir haben kein Wasser mehr. Das macht mir Sorgen.",
    "Ich weiß es nicht.",
    "Der Rat hat uns immer gut behandelt. Ich klage nicht.",
]


def interview(ask: str, answer: str) -> str:
    turns = [f"{ask}{q}\n\n{answer}{a}" for q, a in zip(QUESTIONS, ANSWERS, strict=True)]
    return "\n\n".join([LEAD, *turns])


def answers(text: str) -> list[tuple[str, str]]:
    """The direct quotes of a text with the words that name their speakers."""
    [annotation] = load().annotate([read_document(text)])
    return [
        (text[slice(*quote.spans[0])], " ".join(text[a:b] for a, b in quote.speaker))
        for quote in annotation.quotes
        if quote.type == "Direct"
    ]


@pytest.mark.parametrize(
    ("ask", "answer", "speaker"),
    [
        ("", "", "Frau Moll"),
        ("", "MOLL: ", "MOLL"),
        ("TL: ", "IM: ", "IM"),
        ("Hafenblatt: ", "Moll: ", "Moll"),
        ("Frage: ", "Antwort: ", "Ida Moll"),
    ],
)
def test_each_answer_is_one_quote_of_who_answers(ask, answer, speaker):
    assert answers(interview(ask, answer)) == [(words, speaker) for words in ANSWERS]


def test_labels_also_part_turns_within_a_line():
    text = interview("Frage: ", "Antwort: ").replace("\n\n", " ")
    assert [words for words, _ in answers(text)] == ANSWERS


def test_who_answers_is_named_in_the_introduction():
    assert answers(interview("", "").replace("Frau Moll, wie", "Wie"))[0] == (
        ANSWERS[0],
        "Ida Moll",
    )


def test_an_answer_goes_on_up_to_the_next_question():
    text = interview("", "").replace("Ich weiß es nicht.", "Ich weiß es nicht.\n\nDer Hafen auch.")
    text += "\n\nMir reicht es.\n\nDie Hafenmeisterin ist 61."
    expected = [ANSWERS[0], f"{ANSWERS[1]}\n\nDer Hafen auch.", f"{ANSWERS[2]}\n\nMir reicht es."]
    assert [words for words, _ in answers(text)] == expected


def test_a_list_of_goals_is_no_interview():
    goals = "Runde 1: Au siegt. Tore: Kehl (3.). Tore: Moll (9.). Tore: Kern (80.). Runde 2: Remis."
    people = [Mention(goals.index(name), goals.index(name) + 4, "PER") for name in ("Kehl", "Moll")]
    assert find_turns(goals.replace("Runde 2", "Runde").replace("Runde 1", "Runde"), people) == []


def test_questions_that_nobody_answers_in_person_are_no_interview():
    for ask, answer in (("", ""), ("Frage: ", "Antwort: ")):
        text = interview(ask, answer).replace("Ich", "Er").replace("Wir haben", "Es gibt")
        text = text.replace("mir", "ihm").replace("uns", "ihn")
        assert answers(text) == []


def test_a_ticker_with_times_is_no_interview():
    text = "\n".join(f"{hour}.15 Uhr: Ich melde mich wieder." for hour in (9, 10, 11))
    assert answers(text) == []


def test_within_an_answer_only_another_speaker_is_quoted():
    text = interview("", "MOLL: ").replace(
        "Ich klage nicht.", "Der Senator sagte, er werde helfen. Das sei doch nett."
    )
    [annotation] = load().annotate([read_document(text)])
    inner = [q for q in annotation.quotes if q.type != "Direct"]
    assert [text[slice(*q.spans[0])] for q in inner] == [
        "er werde helfen",
        "Das sei doch nett.",
    ]


def test_the_label_is_a_name_even_where_no_annotator_knows_it():
    assert answers(interview("Portal: ", "XAVERÖK: "))[0][1] == "XAVERÖK"


def test_the_minutes_of_a_ticker_are_nobodys_turns():
    text = (
        "Das Spiel in Kürze. 12. Minute: Rieck schießt vorbei. 30. Minute: Flanke von Jens Uhl, "
        "Kopfball daneben. 36. Minute: Rieck trifft zum 1:0. Danach passierte wenig."
    )
    uhl = Mention(text.index("Jens"), text.index(", Kopf"), "PER")
    assert find_turns(text, [uhl]) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ich habe davon nichts gewusst, sagte der Minister.", "Direct"),
        ("Er habe davon nichts gewusst, sagte der Minister.", "Indirect"),
        ("Er habe „mich nie gefragt“, sagte der Minister.", "Indirect"),
    ],
)
def test_the_first_person_is_verbatim(text, kind):
    said = Quote(((0, text.index(", sagte")),), "Indirect")
    [quote] = as_spoken(text, [said])
    assert quote.type == kind


def test_what_a_question_holds_up_to_who_is_asked_is_nobodys_speech():
    held_up = "Sie sagten einmal, der Hafen brauche kein Geld. Was nun?"
    others = "Der Fischer Jan Petersen sagt, der Hafen brauche Wasser. Stimmt das?"
    text = interview("Hafenblatt: ", "Moll: ").replace(QUESTIONS[1], held_up)
    [annotation] = load().annotate([read_document(text.replace(QUESTIONS[2], others))])
    inner = [quote for quote in annotation.quotes if quote.type != "Direct"]
    read = text.replace(QUESTIONS[2], others)
    said = [" ".join(read[a:b] for a, b in quote.speaker) for quote in inner]
    assert said == ["Der Fischer Jan Petersen"]


def test_an_answer_holds_no_further_quote_of_who_gives_it():
    text = interview("Frage: ", "Antwort: ")
    start = text.index(ANSWERS[2])
    names = [Mention(text.index("Ida Moll"), text.index("Ida Moll") + 8, "PER")]
    said = text.index("behandelt"), text.index("behandelt") + 9
    speakers = [text.index("uns immer"), text.index("Rat hat")]
    inner = [Quote((said,), "Indirect", speaker=((at, at + 3),)) for at in speakers]
    kept = [q for q in with_interview(text, names, inner) if q.spans[0][0] > start]
    assert [text[slice(*q.speaker[0])] for q in kept] == ["Rat"]


def test_an_office_in_brackets_belongs_to_the_label():
    assert answers(interview("Frage: ", "Ida Moll (Amt): ")) == [(a, "Ida Moll") for a in ANSWERS]
