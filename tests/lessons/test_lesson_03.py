"""What lesson 3 claims and does not compute before the learner's eyes."""

import re

import pytest

from presseschau.lessons import sample, sample_analysis

GOLD = [
    "Ruth Amelung",
    "Amelung",
    "Thea Lindqvist",
    "Martin Krull",
    "Karsten Wendland",
    "Wendland",
    "Olaf Pries",
    "Von der Heyde",
]


@pytest.fixture(scope="module")
def articles():
    return sample()


@pytest.fixture(scope="module")
def mentions(articles):
    return sample_analysis().keep(articles["article_id"]).mentions


def test_the_gold_stands_in_the_passage_in_this_order(articles):
    passage = "\n\n".join(articles["text"][0].split("\n\n")[2:6])
    place = 0
    for name in GOLD:
        place = passage.index(name, place) + len(name)
    surnames = "Amelung|Lindqvist|Krull|Wendland|Pries|Heyde"
    assert len(re.findall(surnames, passage)) == len(GOLD)


def test_the_library_misses_one_of_the_gold_and_adds_nobody(articles, mentions):
    start = articles["text"][0].index("Ministerpräsidentin")
    ours = mentions[(mentions["article_id"] == articles["article_id"][0])]
    people = ours[(ours["kind"] == "PER") & (ours["start"] >= start)]
    assert list(people["text"]) == [name for name in GOLD if name != "Von der Heyde"]


def test_the_two_krulls_are_not_related_and_every_outlet_tells_of_the_strike(articles):
    tale = articles[articles["title"] == "Zwei Krulls, ein Kreißsaal"]["text"].item()
    assert "Sie heißen gleich, sie sind nicht verwandt" in tale
    strikes = articles["text"].str.contains("[Ss]treik").groupby(articles["outlet"]).sum()
    assert len(strikes) == 4
    assert strikes.min() >= 2


def test_krull_alone_is_left_open_where_both_or_none_is_named(articles, mentions):
    alone = mentions[mentions["text"] == "Krull"].merge(articles, on="article_id")
    undecided = alone[alone["candidates"] != ""]
    assert set(undecided["title"]) == {"Runder Tisch zur Geburtshilfe vertagt sich"}
    assert 0 < len(undecided) < len(alone) / 2


def test_nordblick_names_the_union_leader_most_often_but_never_in_this_spelling(articles, mentions):
    found = mentions[mentions["actor_id"] == "jurij-beloussow"].merge(articles, on="article_id")
    counts = found["outlet"].value_counts()
    assert set(counts.nlargest(2).index) == {"Nordblick", "Sundhafener Bote"}
    assert counts.nlargest(3).iloc[2] < counts["Nordblick"]
    assert "Beloussow" not in "\n".join(sample("Nordblick")["text"])
