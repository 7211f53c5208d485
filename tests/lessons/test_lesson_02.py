"""What lesson 2 claims and does not compute before the learner's eyes."""

import re
from collections import Counter
from functools import cache

import pytest

from presseschau.core.text import read_document
from presseschau.lessons import sample, sample_analysis
from presseschau.measures.keyness import keyness


@cache
def everything() -> str:
    return "\n".join(sample()["text"])


def words_of(text):
    return [token.lower() for token in read_document(text).words() if token.isalpha()]


@pytest.fixture(scope="module")
def counted():
    return Counter(words_of(everything()))


def test_types_and_tokens(counted):
    assert 5.5 < counted.total() / len(counted) < 6
    assert sum(number == 1 for number in counted.values()) > len(counted) / 2
    assert counted["der"] > 500


def test_zipf_holds_in_its_order_of_magnitude(counted):
    ranks = counted.most_common()
    assert all(2000 <= rank * ranks[rank - 1][1] <= 4000 for rank in (10, 100, 1000))
    assert ranks[99][1] > 10 * ranks[9][1] / 100


def test_the_sharp_words_are_the_kuriers_own():
    kurier = "\n".join(sample("Halmark Kurier")["text"])
    for word in ("Mega-Streik", "Flut-Blamage", "Gewerkschaftsboss"):
        assert everything().count(word) == kurier.count(word) == 1
    analysis = sample_analysis().keep(sample()["article_id"])
    assert keyness(analysis, "Halmark Kurier").empty  # its own name left out


def test_the_library_leaves_out_verbs_of_saying():
    analysis = sample_analysis().keep(sample()["article_id"])
    words = list(keyness(analysis, "Die Wiesche")["word"])
    assert words[0] == "frau"
    assert "sagt" not in words  # though it is counted by hand
    assert everything().count("räumte") > 4
    assert "räumte" not in set(keyness(analysis, "Sundhafener Bote")["word"])  # "räumte ... ein"


def test_the_wiesche_alone_tells_in_the_present_tense():
    for outlet in sample()["outlet"].unique():
        words = Counter(words_of("\n".join(sample(outlet)["text"])))
        assert (words["sagt"] > words["sagte"]) == (outlet == "Die Wiesche")


def test_mommsen_is_in_front_through_one_conversation():
    articles = sample("Die Wiesche")
    counts = [words_of(text).count("mommsen") for text in articles["text"]]
    assert max(counts) / sum(counts) == 0.6
    assert "Frau Mommsen, wie geht" in articles["text"][counts.index(max(counts))]


def test_a_victory_is_mostly_denied():
    places = re.findall(r"(\w+ )?\bSieg\b", everything())
    assert places.count("kein ") == 2
    assert len(places) == 3
