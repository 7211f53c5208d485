"""The README quotes what was measured, and nothing else."""

import json
from pathlib import Path

import pytest

from presseschau.core.analysis import Analysis
from presseschau.core.resources import data_folder
from presseschau.views import precision
from workshop.gold.quality import as_markdown, news_scores, with_table

ROOT = Path(__file__).parents[2]


def test_the_readme_quotes_the_measured_scores():
    measured = json.loads((data_folder() / "quality.json").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_table(readme, measured) == readme


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "die Regeln abgestimmt wurden, sind es 62"), ("en", "rules were tuned on, 62 are")],
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
    assert said in precision.quality_box(Analysis(), language)
