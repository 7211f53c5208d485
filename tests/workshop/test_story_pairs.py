"""Scoring stories on judged pairs."""

from pathlib import Path

import pytest

from workshop.gold.story_pairs import Pair, read_story_pairs, score_pairs

GOLD = Path(__file__).parents[1] / "gold" / "story-pairs.csv"
PAIRS = [
    Pair("1", "2", "one"),
    Pair("1", "3", "one"),
    Pair("1", "4", "other"),
    Pair("5", "6", "other"),
    Pair("2", "4", "unclear"),
]


def test_clear_pairs_told_as_one_story_count():
    scores = score_pairs({"1": "Damm", "2": "Damm", "4": "Damm"}, PAIRS)
    assert (scores["precision"]["value"], scores["precision"]["n"]) == (0.5, 2)
    assert (scores["recall"]["value"], scores["recall"]["n"]) == (0.5, 2)
    assert scores["precision"]["low"] < 0.5 < scores["precision"]["high"]
    assert len(scores["errors"]) == 2


def test_articles_without_a_story_are_not_one():
    scores = score_pairs({}, PAIRS)
    assert scores["precision"]["n"] == 0
    assert scores["recall"]["value"] == 0


def test_an_unknown_verdict_is_named_with_its_line(tmp_path):
    file = tmp_path / "pairs.csv"
    file.write_text("first,second,verdict\n1,2,one\n1,3,maybe\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3"):
        read_story_pairs(file)


def test_the_pairs_of_the_house_can_be_read():
    assert len(read_story_pairs(GOLD)) == 200
