"""The run that finds everything done: a press office starts it every morning, for years."""

import datetime as dt
import json
import os
import subprocess
import sys
import time

import pandas as pd
import pytest

from presseschau.jobs import read_jobs, series_of
from presseschau.jobs.inputs import survey
from presseschau.jobs.periods import over

FIRST, REPORTS, FILES = dt.date(2025, 6, 1), 400, 5000
PROGRAM = """
import sys
from presseschau.cli import app
try:
    app(["run", "jobs.toml"])
finally:
    print("pandas" in sys.modules, file=sys.stderr)
"""


@pytest.fixture
def done(tmp_path, monkeypatch):
    """Jobs with 400 finished reports over 5,000 files."""
    (tmp_path / "in").mkdir()
    for number in range(FILES):
        (tmp_path / "in" / f"{number}.txt").touch()
    last = FIRST + dt.timedelta(days=REPORTS - 1)
    settings = f'[job.tag]\nsources = ["in"]\nsince = {FIRST}\nnotebooks = ["corpus"]\n'
    (tmp_path / "jobs.toml").write_text(settings, encoding="utf-8")

    def load(*_, only, **__):
        rows = [(path, f"{n:012}", pd.Timestamp(FIRST)) for n, path in enumerate(only)]
        return pd.DataFrame(rows, columns=["path", "article_id", "published"]), None

    monkeypatch.setattr("presseschau.articles.load_articles", load)
    jobs = read_jobs(tmp_path / "jobs.toml")
    (series,) = series_of(jobs)
    survey(series.job.sources, tmp_path / "reports" / ".work" / "tag" / "inputs.json")
    now = dt.datetime.now().astimezone()
    for period in over(FIRST, now, series.job.rhythm()):
        folder = tmp_path / "reports" / "tag" / period.key
        folder.mkdir(parents=True)
        facts = {"presseschau": 1, "period": period.key, "period_first": str(period.first)}
        facts |= {"period_last": str(period.last), "period_end": period.end.isoformat()}
        facts["inputs"] = [f"{n:012}" for n in range(FILES if period.first == FIRST else 0)]
        facts["opening"] = {"headline": "x" * 4000}
        (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    overviews = [tmp_path / "reports" / "tag" / name for name in ("index.html", "trend.html")]
    for path in (*overviews, *overviews):  # the second time after their folder
        path.touch()
    assert period.last >= last
    return tmp_path


def test_a_run_with_nothing_to_do_takes_less_than_two_seconds(done):
    command = [sys.executable, "-c", PROGRAM]
    for attempt in ("writes the index", "does nothing"):
        before, began = os.times(), time.monotonic()
        ended = subprocess.run(command, cwd=done, capture_output=True, text=True, check=False)
        after, wall = os.times(), time.monotonic() - began
        assert ended.returncode == 0, ended.stderr
        assert "tag nothing due" in ended.stdout, attempt
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    print(f"{wall:.2f} s by the clock, {spent:.2f} s of work")
    assert ended.stderr.splitlines() == ["False"]  # nothing that reads or draws was loaded
    assert spent < 2
