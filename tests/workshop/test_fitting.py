"""The thresholds of the quote heads, fitted on annotated articles."""

import json
from itertools import islice
from pathlib import Path

import pytest

from presseschau.annotate.model.model_annotator import ModelAnnotator
from presseschau.core.resources import data_folder
from workshop.corpus.rows import Article
from workshop.gold.sample import read_sample_gold
from workshop.gold.scoring import score_quotes
from workshop.gold.wikinews import project_quote
from workshop.training import fitting

GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture
def articles():
    found = (one for one in read_sample_gold(GOLD) if one.name.startswith("streik"))
    return list(islice(found, 3))


@pytest.fixture
def corpus(articles, monkeypatch):
    """The sample's gold in the place of the open corpus' part ``dev``."""

    def read(article):
        parts = ("spans", "speaker", "cue", "frame", "addressee", "type", "medium")
        rows = [{name: getattr(q, name) for name in parts} for q in article.gold.quotes]
        head = [article.name, "dev", "", "", "", "", article.document.text]
        return Article(*head, {"quotes": rows})

    monkeypatch.setattr(fitting, "load_corpus", lambda *_, **__: map(read, articles))
    grid = {("direct",): (0.5, 0.9), ("speaker", "least"): (0.16,)}  # two of six thresholds
    monkeypatch.setattr(fitting, "_GRID", grid)


@pytest.fixture
def models(tmp_path):
    """The shipped model, with a threshold by which no direct quote is shown."""
    folder = tmp_path / "models"
    folder.mkdir()
    settings = json.loads((data_folder() / "models" / "quotes.json").read_text(encoding="utf-8"))
    (folder / "quotes.json").write_text(json.dumps(settings | {"direct": 1}), encoding="utf-8")
    for file in (data_folder() / "models").iterdir():
        if file.name != "quotes.json":
            (folder / file.name).symlink_to(file)
    return folder


def joint(folder, articles):
    found = ModelAnnotator(folder).annotate([article.document for article in articles])
    gold, shown = (
        {
            article.name: [project_quote(quote, article.document.tokens) for quote in item.quotes]
            for article, item in zip(articles, annotations, strict=True)
        }
        for annotations in ([article.gold for article in articles], found)
    )
    return score_quotes(gold, shown)["joint"]["f1"]


def test_a_bad_threshold_is_mended(corpus, models, articles, tmp_path):
    before = joint(models, articles)
    fitted = json.loads(fitting.fit_thresholds(tmp_path, models).read_text(encoding="utf-8"))
    assert fitted["direct"] < 1
    assert joint(models, articles) > before + 0.02
    assert [len(weights) for weights in fitted["confidence"].values()] == [3, 3]
