"""Lost marks: the rows of an article stand at the same words when its quotation marks are gone."""

from dataclasses import dataclass

import pytest

from workshop.corpus.rows import Article, load_corpus
from workshop.training.unmarked import unmarked


@dataclass
class Pair:
    """An article before and after."""

    before: Article
    after: Article


@pytest.fixture(scope="module")
def pairs():
    read = ((article, unmarked(article)) for article in load_corpus(splits=["dev"]))
    return [Pair(article, lost) for article, lost in read if lost]


def words(text: str, spans) -> list[str]:
    return ["".join(filter(str.isalnum, text[start:end])) for start, end in spans]


def long_enough(text: str, quote: dict) -> bool:
    return quote["type"] != "Direct" or len(text[quote["start"] : quote["end"]].split()) > 3


def test_all_rows_stand_at_the_same_words(pairs):
    for pair in pairs:
        text, lost = pair.before.text, pair.after.text
        assert len(lost) < len(text)
        quotes = [row for row in pair.before.rows["quotes"] if long_enough(text, row)]
        for was, row in zip(quotes, pair.after.rows["quotes"], strict=True):
            for role in ("spans", "speaker", "cue", "frame", "addressee"):
                assert words(text, was[role]) == words(lost, row[role])
        for layer in ("mentions", "tone", "valence"):
            for was, row in zip(pair.before.rows[layer], pair.after.rows[layer], strict=True):
                place, moved = (was["start"], was["end"]), (row["start"], row["end"])
                assert words(text, [place]) == words(lost, [moved])


def test_verbatim_speech_without_its_marks_is_still_direct(pairs):
    direct = [row for pair in pairs for row in pair.after.rows["quotes"] if row["type"] == "Direct"]
    assert len(direct) > 50


def test_an_article_without_speech_in_marks_gives_no_further_text(pairs):
    layers = {layer: [] for layer in pairs[0].before.rows}
    assert unmarked(pairs[0].before._replace(text="Der Hafen ruht.", rows=layers)) is None
