"""What lesson 4 claims and does not compute before the learner's eyes."""

import re

import nbformat
import pandas as pd
import pytest

from presseschau.lessons import build, sample, sample_analysis
from presseschau.lessons.checking import judge

SOURCE = build.teacher_folder() / "04-wer-spricht.ipynb"


@pytest.fixture(scope="module")
def articles():
    return sample()


@pytest.fixture(scope="module")
def quotes(articles):
    origin = articles[["article_id", "outlet", "published", "title"]]
    return sample_analysis().quotes.merge(origin, on="article_id")


@pytest.fixture(scope="module")
def everything(articles):
    return "\n".join([*articles["title"], *articles["text"]])


@pytest.mark.parametrize(
    "place",
    [
        "Fähre „Wiesche II“ fällt bis Freitag aus",
        "hat das Theater Lindwerder am Sonnabend „Pegelstand“ uraufgeführt, ein Stück von Daniel",
        "„Das ist der falsche Streik zur falschen Zeit“, sagte er am Nachmittag vor Journalisten.",
        "Meret Sörensen (Grüne Liste) sprach von einem „Kahlschlag auf Vorrat“.",
        "Der »Kurier« wittert einen Skandal und rechnet vor, was ein Theaterplatz",
        "rief jemand vom Rang: „Ein Fünftel aufstehen, bitte!“",
        "Ein Geständnis in fünf Wörtern.",
        "Ohne die Wieschewiesen stünde heute das Hafenviertel unter Wasser, sagte die Sprecherin",
    ],
)
def test_what_the_lesson_cites_stands_in_the_articles(place, everything):
    assert place in everything


def test_die_wiesche_uses_other_marks_and_nordblick_a_third_kind(articles):
    text = {outlet: "\n".join(sample(outlet)["text"]) for outlet in articles["outlet"].unique()}
    counts = {outlet: len(re.findall(r"„[^“]*“", one)) for outlet, one in text.items()}
    assert min(counts, key=counts.get) == "Die Wiesche"
    assert text["Die Wiesche"].count("»") > counts["Die Wiesche"]
    assert text["Nordblick"].count('"') > 2 * 20


def test_the_kurier_stands_off_and_quarrels_most(quotes):
    cued = quotes[quotes["cue"] != ""]
    sharp = cued["cue_stance"].isin(["distancing", "confronting"]).groupby(cued["outlet"]).mean()
    order = sharp.sort_values(ascending=False)
    assert order.index[0] == "Halmark Kurier"
    assert order.iloc[0] > 2 * order.iloc[1]


def test_one_claim_is_counted_twice_and_one_is_praise(quotes):
    claimed = quotes[quotes["cue"].str.contains("behaupte")]
    assert claimed["text"].str.contains("teuer, aber tragbar").sum() == 2
    praise = claimed[claimed["speaker"] == "seine Stellvertreterin"]
    assert list(praise["title"]) == ["Der Mann, der nicht laut wird"]
    tale = sample("Die Wiesche").set_index("title")["text"]["Der Mann, der nicht laut wird"]
    assert "behauptet seine Stellvertreterin" in tale.split("\n\n")[1]
    assert set(claimed["outlet"]) == {"Die Wiesche", "Halmark Kurier"}


def test_the_same_words_are_given_to_two(quotes):
    both = quotes[quotes["text"].str.contains("Wer den Hafen klein hält")]
    assert list(both.sort_values("published")["actor_id"]) == ["karsten-wendland", "martin-krull"]


def test_quotes_stand_whole_in_tables(quotes):
    longest = max(quotes["text"].str.replace(r"\s+", " ", regex=True), key=len)
    cells = {cell.id: cell.source for cell in nbformat.read(SOURCE, 4).cells}
    with pd.option_context("display.max_colwidth", 50):
        exec(cells["l4-02"], {})
        assert longest in pd.DataFrame({"text": [longest]}).to_string()


@pytest.mark.parametrize("name", ["Pries", "Betriebsratschef Pries", "der Betriebsrat Olaf Pries"])
def test_a_speaker_may_be_named_with_his_office(name):
    assert judge("4.8", name).state == "right"
    assert judge("2.6", "Der Halmark-Kurier").state == "right"
