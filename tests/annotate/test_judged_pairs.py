"""Which pairs of a sentence and an actor the head for judgements is asked about."""

import pytest

from presseschau.annotate.model.judged_pairs import (
    PAIR_SIZES,
    TONE_SIZES,
    actors_of,
    pairs,
    tone_feed,
)
from presseschau.annotate.rules.names import find_mentions
from presseschau.annotate.rules.speech import find_quotes
from presseschau.core.text import read_document

TEXT = (
    "Anna Meier kritisierte Peter Schulz. Er sei „ein Versager“, sagte sie. "
    "Schulz hat eine großartige Arbeit geleistet. Der Regen ließ nach."
)


@pytest.fixture(scope="module")
def read():
    document = read_document(TEXT)
    mentions = find_mentions(document)
    return document, mentions, actors_of(TEXT, mentions)


def test_a_surname_is_the_person_named_before(read):
    _, mentions, actors = read
    names = [TEXT[m.start : m.end] for m in mentions]
    assert names == ["Anna Meier", "Peter Schulz", "Schulz"]
    assert actors == [0, 1, 1]


def test_a_sentence_may_judge_those_it_names_and_those_named_shortly_before(read):
    document, mentions, actors = read
    asked = pairs(document, mentions, actors, find_quotes(document, mentions))
    assert {(p.sentence, p.actor) for p in asked} == {(s, a) for s in range(4) for a in (0, 1)}
    nearest = {p.sentence: TEXT[slice(*mentions[p.mention][:2])] for p in asked if p.actor == 1}
    assert nearest == {0: "Peter Schulz", 1: "Peter Schulz", 2: "Schulz", 3: "Schulz"}


def test_all_codes_have_a_place_in_their_table(read):
    document, mentions, actors = read
    asked = pairs(document, mentions, actors, find_quotes(document, mentions))
    feed = tone_feed(document, mentions, asked)
    assert feed["clues"].shape == (len(document.tokens), len(TONE_SIZES))
    assert (feed["clues"].max(axis=0) < TONE_SIZES).all()
    assert (feed["codes"].max(axis=0) < PAIR_SIZES).all()
    first, last = feed["sentence"][0]
    assert TEXT[document.tokens[first][0] : document.tokens[last][1]].startswith("Anna Meier")


def test_a_compound_names_who_is_also_named_by_himself():
    text = "VW ruft Autos zurück. Der VW-Skandal nimmt kein Ende. Die DHB-Auswahl verlor."
    mentions = find_mentions(read_document(text))
    actors = dict(
        zip((text[m.start : m.end] for m in mentions), actors_of(text, mentions), strict=True)
    )
    assert actors["VW-"] == actors["VW"] >= 0
    assert actors.get("DHB-", -1) == -1


def test_an_actor_may_be_judged_long_after_the_name(read):
    document = read_document("Anna Meier kam." + " Der Regen ließ nach." * 12)
    mentions = find_mentions(document)
    asked = pairs(document, mentions, actors_of(document.text, mentions), [])
    assert [p.sentence for p in asked] == list(range(13))
