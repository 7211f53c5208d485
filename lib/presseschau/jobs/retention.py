"""Retention: which reports of a series are finished, which have had their time, what is debris."""

import datetime as dt
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any, Protocol

_REPLACED = re.compile(r"\.(.+)-[a-z0-9_]{8}-old")


class Limits(Protocol):
    """How many reports stay, and for how many days."""

    count: int | None
    days: int | None


def finished_reports(folder: Path) -> dict[str, dict[str, Any]]:
    """Gives the run.json of every finished report of a series, by its period, the oldest first."""
    found = {}
    for path in sorted(folder.glob("*/run.json")):
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(facts, dict) and facts.get("period") == path.parent.name:
            found[path.parent.name] = facts
    return dict(sorted(found.items(), key=lambda item: str(item[1].get("period_end", ""))))


def outdated(folder: Path, keep: Limits, now: dt.datetime) -> list[Path]:
    """Gives the reports of a series that are too many or too old, the oldest first."""
    finished = finished_reports(folder)
    keys = list(finished)
    gone = set(keys[: -keep.count]) if keep.count else set()
    if keep.days:
        limit = now - dt.timedelta(days=keep.days)
        ends = {key: dt.datetime.fromisoformat(finished[key]["period_end"]) for key in keys}
        gone |= {key for key in keys if ends[key] <= limit}
    return [folder / key for key in keys if key in gone]


def old_failures(folder: Path, keep: Limits, now: dt.datetime) -> list[Path]:
    """Gives what reports that failed left behind, where it is as old or as much as reports may."""
    left = {path: path.stat().st_mtime for path in folder.glob("*.failed")}
    newest = sorted(left, key=lambda path: (left[path], path.name), reverse=True)
    gone = set(newest[keep.count :]) if keep.count else set()
    if keep.days:
        limit = (now - dt.timedelta(days=keep.days)).timestamp()
        gone |= {path for path in left if left[path] <= limit}
    return sorted(gone)


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
