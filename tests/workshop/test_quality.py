"""The README quotes what was measured, and nothing else."""

import json
from pathlib import Path

from presseschau.core.resources import data_folder
from workshop.gold.quality import with_table

ROOT = Path(__file__).parents[2]


def test_the_readme_quotes_the_measured_scores():
    measured = json.loads((data_folder() / "quality.json").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_table(readme, measured) == readme
