"""What lesson 1 claims and does not compute before the learner's eyes."""

import re
import sys
import unicodedata

import pytest

from presseschau.core.text import split_sentences
from presseschau.lessons import sample


def text_of(outlet):
    return "\n".join(sample(outlet)["text"])


def test_the_simple_rule_turns_the_outlets_round():
    simple, good, missing = {}, {}, {}
    for outlet in ("Halmark Kurier", "Die Wiesche", "Nordblick", "Sundhafener Bote"):
        text = text_of(outlet)
        words, cuts, sentences = len(text.split()), len(text.split(". ")), split_sentences(text)
        simple[outlet], good[outlet] = words / cuts, words / len(sentences)
        missing[outlet] = 1 - cuts / len(sentences)
    assert simple["Halmark Kurier"] > simple["Die Wiesche"] + 0.5
    assert good["Halmark Kurier"] == pytest.approx(good["Die Wiesche"], abs=0.1)
    assert max(missing, key=missing.get) == "Halmark Kurier"
    assert max(simple, key=lambda name: simple[name] / good[name]) == "Halmark Kurier"


def test_there_are_far_more_characters_than_bytes():
    kinds = (unicodedata.category(chr(number)) for number in range(sys.maxunicode + 1))
    assert sum(kind not in ("Cn", "Co", "Cs") for kind in kinds) > 130_000


def test_a_sentence_ends_behind_a_tenth_of_the_numbers():
    places = re.findall(r"\d+\. ([A-ZÄÖÜ]\w*)", "\n".join(sample()["text"]))
    ends = [word for word in places if word in {"Die", "In", "Es", "Auf", "Hinzu", "Aus", "Und"}]
    assert 0.1 < len(ends) / len(places) < 0.12


@pytest.mark.parametrize(
    "trap",
    [
        "Ich komme um 8. Juni kommt später.",
        "Er mag Äpfel usw. Birnen mag er nicht.",
        "Er heißt Max M. Mehr weiß keiner.",
    ],
)
def test_the_traps_of_the_guide_are_traps(trap):
    assert len(split_sentences(trap)) == 1


def test_the_invented_papers_write_shorter_sentences_than_real_ones():
    text = "\n".join(sample()["text"])
    assert round(len(text.split()) / len(split_sentences(text))) == 11
