"""The README quotes what was measured, and nothing else."""

import json
from pathlib import Path

import pytest

from presseschau.core.analysis import Analysis
from presseschau.core.resources import data_folder
from presseschau.measures.quality import known_precision, read_blind
from presseschau.reports.methods import paragraph
from presseschau.views import precision
from workshop.gold.quality import as_markdown, news_scores, with_table

TASKS = ("quotes", "quotes_sure", "actors", "roles", "tone", "tone_named")
ROOT = Path(__file__).parents[2]


def test_the_readme_quotes_the_measured_scores():
    measured = json.loads((data_folder() / "quality.json").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_table(readme, measured) == readme


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "also eher zu günstig"), ("en", "so rather too good")],
)
def test_real_newspapers_stand_in_the_table_and_the_box_of_a_report(language, said, monkeypatch):
    score = {"precision": 0.617, "recall": 0.5, "f1": 0.552, "interval": (0.4, 0.7)}
    found = {
        "quotes": {"right_with_actor": score},
        "actors": score,
        "roles": score,
        "tone": {"with_voice": score},
    }
    scores = list(news_scores(found))
    first = "| Quotes right with their speaker, F1 | 0.552 [0.400, 0.700] | real newspapers, dev |"
    assert first in as_markdown({"rules": scores})
    monkeypatch.setattr(precision, "measured", lambda annotator: scores)
    box = precision.quality_box(Analysis(), language)
    assert said in box
    assert {"de": "0,55", "en": "0.55"}[language] in box
    assert "62" in precision.in_newspapers("rules", "news_quotes", language)


def test_what_was_read_blind_stands_in_the_readme_and_before_what_was_tuned_on():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    readme = " ".join(readme.partition("<!-- /quality -->")[2].split())
    analysis = Analysis(annotator="model")
    rows = read_blind("model")
    assert {row["task"] for row in rows} == {f"news_{one}" for one in TASKS}
    for row in rows:
        assert all(f"{row[key]} " in readme for key in ("articles", "n", "right"))
        told = f"{row['right']} of {row['n']}"
        for said in (precision.quality_box(analysis, "en"), paragraph(analysis, "en")):
            assert -1 < said.find(told) < said.find("too good")
    assert precision.plainly(analysis, ["news_actors"], "en") == (
        "About two of ten actors shown are wrong."
    )
    assert "also guided the tuning" in precision.plainly(
        Analysis(annotator="rules"), ["news_actors"], "en"
    )
    assert known_precision(analysis)["news_actors"] == round(100 * 225 / 270)


@pytest.mark.parametrize(
    ("right", "said"),
    [
        (98, "Weniger als eines von zehn gezeigten Zitaten ist falsch oder hat"),
        (89, "Etwa eines von zehn gezeigten Zitaten ist falsch oder hat"),
        (74, "Etwa drei von zehn gezeigten Zitaten sind falsch oder haben"),
        (0, "Etwa zehn von zehn gezeigten Zitaten sind falsch oder haben"),
    ],
)
def test_how_much_is_wrong_is_told_in_plain_words(right, said, monkeypatch):
    rows = [{"task": "news_quotes", "value": right / 100, "n": 100, "right": right}]
    monkeypatch.setattr(precision, "read_blind", lambda annotator: rows)
    found = precision.plainly(Analysis(annotator="model"), ["news_quotes"], "de")
    assert found == f"{said} den falschen Sprecher."
