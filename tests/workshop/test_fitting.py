"""The thresholds of the quote heads, fitted on annotated articles."""

import json
from pathlib import Path

import pytest

from presseschau.annotate.model.model_annotator import ModelAnnotator
from presseschau.core.resources import data_folder
from workshop.gold.sample import read_sample_gold
from workshop.gold.scoring import score_quotes
from workshop.gold.wikinews import ROLES, project_quote
from workshop.training.fitting import fit_thresholds

GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture
def articles():
    return [article for article in read_sample_gold(GOLD) if article.name.startswith("streik")]


@pytest.fixture
def data(articles, tmp_path):
    """The sample's gold in the form of the Wikinews quotations."""
    folder = tmp_path / "data" / "dev"
    folder.mkdir(parents=True)
    for article in articles:
        tokens = article.document.tokens
        whole = {"charBegin": 0, "charEnd": tokens[-1][1], "begin": 0, "end": len(tokens)}
        quotes = [project_quote(quote, tokens) for quote in article.gold.quotes]
        content = {
            "documentName": article.name,
            "originalText": article.document.text,
            "sentences": [whole],
            "tokens": [{"charBegin": start, "charEnd": end} for start, end in tokens],
            "annotations": [
                {role: {"tokenIds": list(getattr(quote, role))} for role in ROLES}
                | {"type": quote.type, "medium": quote.medium, "isNested": False}
                for quote in quotes
            ],
        }
        (folder / f"{article.name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder.parent


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


def test_a_bad_threshold_is_mended(data, models, articles):
    before = joint(models, articles)
    fitted = json.loads(fit_thresholds(data, models).read_text(encoding="utf-8"))
    assert fitted["direct"] < 1
    assert joint(models, articles) > before + 0.02
    assert [len(weights) for weights in fitted["confidence"].values()] == [3, 3]
