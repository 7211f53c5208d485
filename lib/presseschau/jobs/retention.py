"""Retention: which reports of a series are finished, which have had their time, what is debris."""

import datetime as dt
import os
import re
import shutil
from pathlib import Path
from typing import Any

from presseschau.jobs.facts import read_facts
from presseschau.jobs.orders import Keep

_REPLACED = re.compile(r"\.(.+)-[a-z0-9_]{8}-old")


def finished_reports(folder: Path) -> dict[str, dict[str, Any]]:
    """The run.json of every finished report of a series, by its period, the oldest first."""
    found = {path.parent.name: read_facts(path) for path in sorted(folder.glob("*/run.json"))}
    finished = [(key, facts) for key, facts in found.items() if facts.get("period") == key]
    return dict(sorted(finished, key=lambda item: str(item[1].get("period_end", ""))))


def outdated(folder: Path, keep: Keep, now: dt.datetime) -> list[Path]:
    """The reports of a series that are too many or too old, the oldest first."""
    finished = finished_reports(folder)
    ends = {folder / key: facts["period_end"] for key, facts in finished.items()}
    return _surplus({p: dt.datetime.fromisoformat(end) for p, end in ends.items()}, keep, now)


def old_failures(folder: Path, keep: Keep, now: dt.datetime) -> list[Path]:
    """What reports that failed left behind, where it is as old or as much as reports may be."""
    left = sorted((path.stat().st_mtime, path) for path in folder.glob("*.failed"))
    return _surplus({p: dt.datetime.fromtimestamp(end, dt.UTC) for end, p in left}, keep, now)


def _surplus(ends: dict[Path, dt.datetime], keep: Keep, now: dt.datetime) -> list[Path]:
    """Those of some folders, the oldest first, that are too many or ended too long ago."""
    gone = set(list(ends)[: -keep.count]) if keep.count else set()
    if keep.days:
        gone |= {p for p, end in ends.items() if end <= now - dt.timedelta(days=keep.days)}
    return [path for path in ends if path in gone]


def remove(report: Path) -> None:
    """Removes a report, which vanishes at once even if the removal is cut short."""
    gone = report.with_name(f".{report.name}-gone")
    shutil.rmtree(gone, ignore_errors=True)
    os.replace(report, gone)
    shutil.rmtree(gone, ignore_errors=True)


def tidy(folder: Path) -> None:
    """Clears away what a killed run left in a series, and puts back what it was replacing."""
    for path in sorted(folder.glob(".*")):
        replaced = _REPLACED.fullmatch(path.name)
        if replaced and not (folder / replaced[1]).exists():
            os.replace(path, folder / replaced[1])
        elif path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.suffix == ".part":
            path.unlink()
