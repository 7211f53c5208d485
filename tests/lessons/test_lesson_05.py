"""What lesson 5 claims and does not compute before the learner's eyes; its table of sentences."""

import nbformat
import pandas as pd
import pytest
from sheets import exercises

from presseschau.core.resources import data_folder
from presseschau.core.text import read_document
from presseschau.lessons import build, sample, sample_analysis
from presseschau.lessons.checking import judge

SOURCE = build.teacher_folder() / "05-lernen.ipynb"


@pytest.fixture(scope="module")
def sentences():
    return pd.read_csv(data_folder() / "lessons/redesaetze.csv")


def homes(articles, outlet, sentence):
    own = articles[articles["outlet"] == outlet]
    return set(own[[sentence in text for text in own["text"]]]["article_id"])


def test_every_sentence_stands_in_an_article_of_its_outlet(sentences):
    articles = sample()
    for row in sentences.itertuples():
        assert homes(articles, row.zeitung, row.satz), row.satz
    assert not sentences["satz"].duplicated().any()


def test_no_article_and_no_wire_copy_stands_on_both_sides(sentences):
    parts = sentences[sentences["teil"] != "üben"]
    articles = sample_analysis().articles
    wire = set(articles[articles["wire_group"] != ""]["article_id"])
    side = {}
    for (part, _), rows in parts.groupby(["teil", "artikel"]):
        texts = [homes(articles, row.zeitung, row.satz) for row in rows.itertuples()]
        (home,) = set.intersection(*texts)
        assert home not in wire
        assert side.setdefault(home, part) == part
    assert set(parts["rede"]) == {"ja", "nein"}


@pytest.fixture(scope="module")
def solved():
    return {one.key.exercise: one for one in exercises(SOURCE)}


def test_sentences_that_the_guideline_leaves_open_are_not_checked(solved):
    groups = [set(numbers) for (numbers,) in solved["5.1"].key.examples]
    assert min(map(len, groups)) > 1  # j or n: to name one sentence would be to give it away
    asked = set().union(*groups)
    alex, kim = "jnjnjnjjjjnnjjjnjnjn", "jnjnnnjnjnnnjnjnjjjn"
    open_ones = set(range(1, 21)) - asked
    disputed = {at for at in range(1, 21) if alex[at - 1] != kim[at - 1]}
    assert (len(asked), len(open_ones)) == (13, 7)
    assert disputed - open_ones == {8}  # "one of them is clear"


def test_the_model_misses_more_than_a_third_of_speech_without_false_alarm(solved):
    assert 0.6 < solved["5.7"].answer < 2 / 3
    typical = [value for value, *_ in solved["5.7"].wrong]
    assert solved["5.7"].answer == pytest.approx(1 - typical[0])  # all errors are misses


def test_the_held_out_sentences_are_a_little_easier_for_who_always_says_no(sentences):
    shares = (sentences["rede"] == "nein").groupby(sentences["teil"]).mean()
    assert 0.5 < shares["lernen"] < shares["prüfen"] < 0.6


@pytest.mark.parametrize("typed", ["JNJNJ NJJJN NNJJJ NJNJN", list("jnjnjnjjjnnnjjjnjnjn")])
def test_judgements_count_in_whichever_way_they_are_typed(typed):
    assert counted(typed)([1, 2, 20]) == ["j", "n", "n"]


def test_one_judgement_missing_is_told():
    with pytest.raises(AssertionError, match="19 Buchstaben geschrieben, 1 zu wenig"):
        counted("jnjnj njjjn nnjjj njnj")([1])


def counted(typed):
    cells = {cell.id: cell.source for cell in nbformat.read(SOURCE, 4).cells}
    space = {"meine": typed}
    exec(cells["l5-06"], space)
    return space["meine_urteile"]


def test_the_model_adds_half_a_sentence_to_what_it_counts(sentences):
    words = ["sei", "seien", "habe", "werde", "müsse", "könne", "wolle"]
    learned = sentences[sentences["teil"] == "lernen"]
    found = [not set(read_document(text).words()).isdisjoint(words) for text in learned["satz"]]
    marked = pd.Series(found, learned.index).groupby(learned["rede"])
    yes, no = marked.sum()["ja"], marked.sum()["nein"]
    all_yes, all_no = marked.size()["ja"], marked.size()["nein"]
    assert round((yes / all_yes) / (no / all_no)) == 47
    smooth = ((yes + 0.5) / (all_yes + 1)) / ((no + 0.5) / (all_no + 1))
    assert round(smooth, 1) == 31.8


@pytest.mark.parametrize(
    ("letters", "said"),
    [("jn" * 10 + "j", "21 Buchstaben geschrieben, 1 zu viel."), ("jn", "18 zu wenig.")],
)
def test_it_is_said_how_many_letters_are_too_many(letters, said):
    cells = {cell.id: cell.source for cell in nbformat.read(SOURCE, 4).cells}
    space = {"meine": letters}
    exec(cells["l5-06"], space)
    assert said in judge("5.1", space["meine_urteile"]).text
