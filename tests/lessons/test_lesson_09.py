"""What lesson 9 claims and does not compute before the learner's eyes."""

import json
import re

import nbformat
import pandas as pd
import pytest

from presseschau.core.resources import data_folder
from presseschau.core.text import split_sentences
from presseschau.lessons import build
from presseschau.lessons.checking import judge
from workshop.corpus.real_news import DOCS, careful_speakers
from workshop.corpus.rows import Article, digest

FOLDER = data_folder() / "lessons" / "wikinews"
SOURCE = build.teacher_folder() / "09-echte-nachrichten.ipynb"


@pytest.fixture(scope="module")
def sentences():
    return pd.read_csv(FOLDER / "saetze.csv")


@pytest.fixture(scope="module")
def texts():
    return pd.read_csv(FOLDER / "artikel.csv").set_index("doc")["text"]


@pytest.fixture(scope="module")
def rows():
    with (data_folder() / "corpus" / "wikinews.jsonl").open(encoding="utf-8") as lines:
        read = (json.loads(line) for line in lines)
        return {row["doc"]: row for row in read if row["doc"] in DOCS}


def shares(table):
    return {name: (table[name] == table["sorgfalt"]).mean() for name in ("regeln", "modell")}


def test_the_texts_are_of_the_corpus_part_train_and_each_names_its_page(texts, rows):
    sources = pd.read_csv(FOLDER / "attribution.tsv", sep="\t")
    assert list(sources["doc"]) == list(texts.index) == DOCS
    assert set(sources["licence"]) == {"CC BY 2.5"}
    assert sources["page"].str.startswith("https://de.wikinews.org/wiki/").all()
    assert {row["split"] for row in rows.values()} == {"train"}
    assert {doc: digest(text) for doc, text in texts.items()} == {
        doc: rows[doc]["sha256"] for doc in DOCS
    }


def test_the_careful_column_is_the_corpus_own_reading(sentences, texts, rows):
    for doc, text in texts.items():
        here = sentences[sentences["doc"] == doc]
        assert list(here["satz"]) == [text[start:end] for start, end in split_sentences(text)]
        article = Article(doc, "train", "", "", "", "", text, rows[doc])
        assert list(here["sorgfalt"]) == careful_speakers(article)


def test_every_judgement_can_be_given_by_a_letter(sentences):
    for row in sentences.itertuples():
        choices = [*row.wahl.split("; "), "niemand", "ohne Namen"]
        assert len(choices) <= 6
        assert {row.sorgfalt, row.regeln, row.modell} <= set(choices)


def test_the_twenty_were_chosen_against_the_rules(sentences):
    cells = {cell.id: cell.source for cell in nbformat.read(SOURCE, 4).cells}
    space = {"saetze": sentences}
    exec(next(source for source in cells.values() if source.startswith("nummern =")), space)
    assert len(space["zwanzig"]) == 20
    chosen, everywhere = shares(space["zwanzig"]), shares(sentences)
    gap, fair = (one["modell"] - one["regeln"] for one in (chosen, everywhere))
    assert chosen["regeln"] < 0.5 < everywhere["regeln"]
    assert fair / gap == pytest.approx(1 / 3, abs=0.03)


def test_on_strange_articles_the_model_is_less_far_ahead(sentences):
    measured = json.loads((data_folder() / "quality.json").read_text(encoding="utf-8"))
    [rules], [model] = (
        [one["value"] for one in measured[name] if one["task"] == "speaker"]
        for name in ("rules", "model")
    )
    known = shares(sentences)
    assert 0 < model - rules < (known["modell"] - known["regeln"]) / 2


def test_figures_of_the_careful_reading_stand_with_the_corpus():
    readme = (data_folder() / "corpus" / "README.md").read_text(encoding="utf-8")
    assert "| quotes with actor | 0.945 |" in readme
    assert "30 articles" in readme
    assert "Joint 0.845" in readme
    card = (data_folder() / "models" / "quotes.md").read_text(encoding="utf-8")
    assert "(1,052 articles" in card
    shipped = sum(path.stat().st_size for path in (data_folder() / "models").iterdir())
    assert 20e6 < shipped < 40e6


@pytest.mark.parametrize(("answer", "share"), [(["n"], 0.7), (["Titel", "n"], 0.0), ([], 1.0)])
def test_a_chart_without_its_words_is_not_done(answer, share):
    assert judge("9.9", answer).share == share


def test_a_chart_is_told_what_it_lacks():
    source = next(c.source for c in nbformat.read(SOURCE, 4).cells if "def maengel_von" in c.source)
    space = {"re": re, "achsen": ...}
    exec(source, space)
    axes = pd.Series({"a": 1, "b": 2}).plot.barh()
    assert space["maengel_von"](axes) == ["Titel", "Achse", "n", "Quelle", "drei Balken"]
    assert space["maengel_von"](3)[0].startswith("kein Diagramm")
