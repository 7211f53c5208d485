"""An index over several reports: one page that lists the report folders beside it."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from presseschau.calls import WrongCall
from presseschau.placing import place
from presseschau.reports.rendering import render, texts
from presseschau.wording import MISSING, date, number


def write_index(folder: str | Path, language: str = "de") -> Path:
    """Writes index.html over the reports in a folder, the newest first.

    Args:
        folder: A folder of report folders.
        language: "de" or "en".

    Raises:
        WrongCall: There is no such folder, or it is a report itself.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise WrongCall(f"There is no folder '{folder}'; give the one that holds the reports.")
    if (folder / "run.json").is_file():
        raise WrongCall(f"'{folder}' is a report itself; give the folder that holds the reports.")
    found = [(path.parent.name, facts) for path in sorted(folder.glob("*/run.json"))
             if (facts := _read(path))]  # fmt: skip
    found.sort(key=lambda item: (_newness(item[1]), item[0]), reverse=True)
    t = texts(language)
    page = render(
        "reports.html.j2",
        language,
        title=t["reports"]["title"],
        home="index.html",
        reports=[_entry(name, facts, language) for name, facts in found],
    )
    target = folder / "index.html"
    part = folder / ".index.html.part"
    part.write_text(page, encoding="utf-8")
    place(part, target)
    return target


def _read(path: Path) -> dict[str, Any]:
    """Reads a run.json; a broken one, or one of something else, counts as none."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) and "presseschau" in facts else {}


def _newness(facts: Mapping[str, Any]) -> str:
    """Gives the end of a job's period, else the time at which the report was finished."""
    return str(facts.get("period_end") or facts.get("finished", ""))


def _entry(name: str, facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    t = texts(language)
    return {
        "href": quote(name) + "/",
        "title": facts.get("title") or name,
        "period": _period(facts, language),
        "articles": number(facts.get("articles", 0), language),
        "rejects": number(facts.get("rejects", 0), language),
        "pages": [
            {"href": quote(page), "title": t["titles"].get(Path(page).stem, Path(page).stem)}
            for page in facts.get("pages", [])
        ],
    }


def _period(facts: Mapping[str, Any], language: str) -> str:
    try:
        days = [dt.date.fromisoformat(facts[key]) for key in ("first", "last")]
    except (KeyError, ValueError):
        return MISSING
    first, last = (date(pd.Timestamp(day), language) for day in days)
    return first if first == last else f"{first} – {last}"
