"""Jobs that are fast to build, for the tests of runs."""

import datetime as dt
import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from presseschau.jobs import building, read_jobs, runs
from presseschau.jobs.due import Choice
from presseschau.reports.execution import CellFailed

ALL = Choice()
MONDAY = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)


def article(house: Path, day: int, word: str = "Hafen", year: int = 2026) -> None:
    text = f"Der {word}\n\nSundhafen, {day}. November {year}. Der {word} ruht am Tag {day}.\n"
    (house / "in" / f"{word}-{day}.txt").write_text(text, encoding="utf-8")


def make(tables, out, *_, facts, fail=(), **__):
    """Stands in for a report: one folder with its run.json, placed at once."""
    if out.name in fail:
        raise CellFailed(f"Notebook 'probe' stopped in {out.name}.")
    part = out.with_name(f".{out.name}-abcdefgh")
    part.mkdir(parents=True)
    shutil.rmtree(out, ignore_errors=True)
    (part / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    os.replace(part, out)
    return SimpleNamespace(articles=len(facts["inputs"]), rejects=0, notes=())


def run(house, now=MONDAY, setting="", choice=ALL, make=make, **how):
    path = house / "jobs.toml"
    path.write_text(f'[job.tag]\nsources = ["in"]\n{setting}\n', encoding="utf-8")
    how = {"sleep": lambda seconds: None} | how
    with patch.object(building, "report", make):
        return runs.run(read_jobs(path), now, choice, **how)


def keys(events, status="built"):
    return [event.period for event in events if event.status == status]


def finished(house):
    return sorted(path.parent.name for path in house.glob("reports/tag/*/run.json"))
