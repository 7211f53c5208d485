"""Reported speech that goes on in sentences without a frame."""

import re

import pytest

from presseschau.annotate.annotator import Mention, Quote
from presseschau.annotate.rules.between import with_between
from presseschau.annotate.rules.going_on import with_going_on
from presseschau.core.text import read_document


def going_on(text: str) -> list[str]:
    """The sentences found beside "Der Kai ist fertig", said by Ida Moll."""
    said, frame = text.index(", sagte Ida Moll"), text.index("Ida Moll")
    quote = Quote(
        ((0, said),),
        "Indirect",
        speaker=((frame, frame + 8),),
        cue=((said + 2, said + 7),),
        frame=((said, frame + 8),),
    )
    found = with_going_on(read_document(text), [quote])
    assert all(other.speaker == quote.speaker for other in found)
    return [text[slice(*q.spans[0])] for q in found if q != quote]


def test_a_main_clause_in_the_mood_of_speech_goes_on_with_the_one_before_it():
    text = (
        "Der Kai ist fertig, sagte Ida Moll. Die Kritik richte sich gegen den Hafen. Wenn er"
        " voll ist, sei das gut. Dann kamen Boote. Das Wasser sei kalt."
    )
    assert going_on(text) == [
        "Die Kritik richte sich gegen den Hafen.",
        "Wenn er voll ist, sei das gut.",
    ]


def test_wuerde_goes_on_behind_a_whole_sentence_with_a_frame():
    text = "Der Kai ist fertig, sagte Ida Moll. Das würde dem Hafen schaden. Es würde regnen?"
    assert going_on(text) == ["Das würde dem Hafen schaden."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Leute am Kai wollen Ruhe und sichere Häuser.",
        "Sei es, wie es sei, er bleibt.",
        "Hier sei noch einmal auf den Preis hingewiesen.",
        "Unklar ist, wozu das gut sei.",
        "Die reiche Familie kam an.",
        "Als Erfolg nennt sie ein Boot, an dem viele gebaut hätten.",
    ],
)
def test_other_sentences_do_not(sentence):
    assert going_on(f"Der Kai ist fertig, sagte Ida Moll. {sentence}") == []


def test_what_goes_on_verbatim_is_a_quote_of_its_own():
    text = "Der Kai ist fertig, sagte Ida Moll. Sie habe gezögert: „Ich war müde. Sehr müde.“"
    assert going_on(text) == ["Sie habe gezögert"]


def test_whom_a_free_sentence_speaks_of_does_not_speak_the_next():
    text = "Der Kai ist fertig, sagte Ida Moll. Mit Max Kern gebe es Streit. Das sei neu."
    document = read_document(text)
    frame, kern = text.index("Ida Moll"), text.index("Max Kern")
    first = Quote(((0, 18),), "Indirect", speaker=((frame, frame + 8),), frame=((18, frame + 8),))
    free = [Quote((span,), "IndirectFreeIndirect") for span in document.sentences[1:]]
    free = [free[0]._replace(speaker=first.speaker), free[1]._replace(speaker=((kern, kern + 8),))]
    assert [q.speaker for q in with_going_on(document, [first, *free])] == [first.speaker] * 3


@pytest.mark.parametrize(
    ("between", "whose"),
    [
        ("Der Hafen ist einfach zu klein.", ["Ida Moll"]),
        ("Das müsste jedem klar sein.", ["Ida Moll"]),
        ("Der Hafen wurde teurer.", []),
        ("Die Boote hatten gewartet.", []),
        ("Am Montag beginnt der Bau.", []),
        ("Ob das stimmt?", []),
        ("Ida Moll leitet den Hafen.", []),
    ],
)
def test_an_opinion_between_two_parts_of_a_speech_belongs_to_it(between, whose):
    text = f"Der Kai ist fertig, sagte Ida Moll. {between} Das Wasser sei kalt."
    speaker, last = ((26, 34),), text.index("Das Wasser")
    said = Quote(((0, 18),), "Indirect", speaker=speaker, frame=((18, 34),))
    goes_on = Quote(((last, len(text)),), "IndirectFreeIndirect", speaker=speaker)
    names = [Mention(m.start(), m.end(), "PER") for m in re.finditer("Ida Moll", text)]
    found = with_between(read_document(text), [said, goes_on], names)
    added = [q for q in found if q not in (said, goes_on)]
    assert [text[slice(*q.speaker[0])] for q in added] == whose
    assert all(text[slice(*q.spans[0])] == between for q in added)


def test_a_sentence_between_two_parts_of_verbatim_speech_belongs_to_it():
    text = "Ich lief, sagte Ida Moll. Es war nass. Ich fror. Sie ging."
    speaker = ((16, 24),)
    said = Quote(((0, 8),), "Direct", speaker=speaker, frame=((8, 24),))
    goes_on = Quote(((39, 48),), "Direct", speaker=speaker)
    found = with_between(read_document(text), [said, goes_on], [Mention(16, 24, "PER")])
    assert [text[slice(*q.spans[0])] for q in found] == ["Ich lief", "Es war nass.", "Ich fror."]


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("Den Kai, der seit Jahren bröckelt, habe sie geprüft.", "Ida Moll"),
        ("Den Bau, wie ihn der Rat will, halte man für teuer.", "Ida Moll"),
        ("Der Kai, der seit Jahren bröckelt, wird gesperrt.", None),
        ("Den Satz, den der Bote druckte, habe er nie gesagt.", "er"),
        ("Den Satz habe er niemals so gesagt.", "er"),
    ],
)
def test_speech_goes_on_around_a_relative_clause_and_a_denial_is_the_subjects(behind, speaker):
    text = f"Der Kai ist fertig, sagte Ida Moll. {behind}"
    said = Quote(((0, 18),), "Indirect", speaker=((26, 34),), frame=((18, 34),))
    found = with_going_on(read_document(text), [said])[1:]
    assert [text[slice(*q.speaker[0])] for q in found] == ([speaker] if speaker else [])
