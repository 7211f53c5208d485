from dataclasses import replace

import pytest
from small_analysis import small_analysis
from small_jobs import article

from presseschau.jobs import building, runs


@pytest.fixture
def written(tmp_path):
    """Writes a jobs.toml beside a folder of articles."""
    (tmp_path / "in").mkdir()

    def write(text: str):
        path = tmp_path / "jobs.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A folder with articles of five days, and jobs on them that are fast to build."""
    still = {"title": "", "how": "", "headline": "", "groups": []}
    monkeypatch.setattr(building, "opening", lambda *_: still)
    monkeypatch.setattr(runs, "_write_overviews", lambda *_: None)
    nothing = small_analysis().keep([])
    (tmp_path / "in").mkdir()
    for day in range(18, 23):
        article(tmp_path, day)

    def analyze(articles, rejects):
        return replace(nothing, articles=articles.drop(columns="agency", errors="ignore"))

    monkeypatch.setattr(building, "analyze", analyze)
    return tmp_path
