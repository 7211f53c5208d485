"""The sample's gold points into its texts, and the rules are scored on it."""

from pathlib import Path

import pytest

from presseschau.core.tables import KINDS, QUOTE_TYPES
from workshop.gold.sample import evaluate_sample, read_sample_gold

GOLD = Path(__file__).parents[1] / "gold"


def test_every_span_of_the_gold_holds_words():
    articles = read_sample_gold(GOLD)
    assert len(articles) >= 15
    for article in articles:
        text = article.document.text
        for mention in article.gold.mentions:
            surface = text[mention.start : mention.end]
            assert surface == surface.strip() != ""
            assert mention.kind in KINDS
        for quote in article.gold.quotes:
            assert quote.type in QUOTE_TYPES
            assert all(text[start:end].strip() for start, end in quote.spans + quote.speaker)


def test_the_rules_read_the_sample_well():
    scores = evaluate_sample(GOLD, annotator="rules")
    assert scores["quotes"]["joint"]["f1"] > 0.7
    assert scores["names"]["f1"] > 0.75
    assert len(scores["worst"]) == 10


def test_a_folder_without_gold_is_said(tmp_path):
    with pytest.raises(ValueError, match="No gold articles"):
        read_sample_gold(tmp_path)
