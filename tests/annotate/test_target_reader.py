"""What the second reading for judgements sees of a text, and where the actor is marked."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from presseschau.annotate.model.judged_pairs import actors_of, pairs, tone_feed
from presseschau.annotate.model.target_reader import (
    ACTOR,
    ACTOR_BEFORE,
    BEFORE,
    SENTENCE,
    by_pieces,
    passage,
)
from presseschau.annotate.rules.names import find_mentions
from presseschau.core.text import read_document

TEXT = (
    "Anna Meier leitet das Museum. Es hat neue Räume. Der Umbau dauerte drei Jahre. "
    "Sie hat die Stadt damit großartig vertreten."
)


def marked(text: str, name: str, sentence: int) -> dict[int, str]:
    """The words of a passage by their mark."""
    document = read_document(text)
    mentions = find_mentions(document)
    asked = pairs(document, mentions, actors_of(text, mentions), [])
    feed = tone_feed(document, mentions, asked)
    pair = next(
        n
        for n, p in enumerate(asked)
        if p.sentence == sentence and text[slice(*mentions[p.mention][:2])] == name
    )
    tokens, marks = passage(document, feed["sentence"][pair], feed["target"][pair])
    words = document.words()
    return {
        mark: " ".join(words[t] for t, m in zip(tokens, marks, strict=True) if m == mark)
        for mark in set(marks.tolist())
    }


def test_an_actor_in_the_sentence_is_marked_there():
    found = marked(TEXT, "Anna Meier", 0)
    assert found == {ACTOR: "Anna Meier", SENTENCE: "leitet das Museum ."}


def test_an_actor_named_before_comes_with_her_sentence_and_the_one_in_front():
    found = marked(TEXT, "Anna Meier", 3)
    assert found[ACTOR_BEFORE] == "Anna Meier"
    assert found[BEFORE] == "leitet das Museum . Der Umbau dauerte drei Jahre ."
    assert found[SENTENCE] == "Sie hat die Stadt damit großartig vertreten ."


@given(st.integers(1, 300), st.integers(0, 299), st.integers(0, 299))
def test_a_passage_is_short_and_holds_the_actor(length, named, first):
    words = [f"wort{n}" for n in range(length)]
    document = read_document(" ".join(words) + ".")
    named, first = min(named, length - 1), min(first, length - 1)
    sentence = np.array([first, len(document.tokens) - 1])
    tokens, marks = passage(document, sentence, np.array([named, named]))
    assert named in tokens[marks >= ACTOR]
    assert len(tokens) <= 64 + 2 * 40 + 1
    assert (np.diff(tokens) > 0).all()


def test_a_token_of_several_pieces_is_seen_twice():
    rows = np.zeros((3, 768), np.float32)
    rows[:, 0] = rows[:, 384] = [1, 2, 3]
    rows[1, 384] = 5
    pieces, place = by_pieces(rows)
    assert place.tolist() == [0, 1, 1, 2]
    assert pieces[:, 0].tolist() == [1, 2, 5, 3]
