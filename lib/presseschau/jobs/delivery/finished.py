"""The shelf: every report under a folder, finished or failed, as the folders themselves tell."""

import calendar
import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date

from presseschau.jobs.delivery import ledger
from presseschau.views.wording import MISSING

_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_LONG = {"de": "EEEE, d. MMMM y", "en": "EEEE, d MMMM y"}
_SHORT = {"de": "EEE, d.M.", "en": "EEE, d MMM"}


class Shelved(NamedTuple):
    """A report on the shelf: where it is, what its run.json says, and what went wrong or is late.

    ``facts`` is empty where the report has failed and there is none of an earlier run; ``failed``
    holds the reason. ``late`` counts the articles that came after the report.
    """

    folder: Path
    series: str
    key: str
    facts: dict[str, Any]
    failed: str = ""
    late: int = 0

    @property
    def opening(self) -> Mapping[str, Any]:
        """What the report opens with: ``headline`` and ``groups``; empty where it is no job's."""
        return self.facts.get("opening", {})

    @property
    def language(self) -> str:
        """The report's language; empty where nothing says it."""
        return str(self.facts.get("parameters", {}).get("language", ""))


def read_shelf(folder: Path) -> list[Shelved]:
    """Finds the reports in a folder, or in the folders of series inside it, the newest first."""
    late = ledger.late(folder)
    found: dict[Path, Shelved] = {}
    for path in (*folder.glob("*/run.json"), *folder.glob("*/*/run.json")):
        facts = _read(path)
        if "presseschau" in facts and not path.parent.name.startswith("."):
            series, key = str(facts.get("series", "")), path.parent.name
            lacking = late.get(series, {}).get(key, 0)
            found[path.parent] = Shelved(path.parent, series, key, facts, late=lacking)
    for path in (*folder.glob("*.failed/reason.txt"), *folder.glob("*/*.failed/reason.txt")):
        report = path.parent.with_suffix("")
        none = Shelved(path.parent, report.parent.name, report.name, {})
        reason = path.read_text(encoding="utf-8", errors="replace").strip()
        found[report] = found.get(report, none)._replace(failed=reason)
    return sorted(found.values(), key=_newness, reverse=True)


def open_report(folder: Path) -> Shelved:
    """Gives one finished report of a series."""
    facts = _read(folder / "run.json")
    return Shelved(folder, str(facts.get("series", "")), folder.name, facts)


def period_title(report: Shelved, language: str, short: bool = False) -> str:
    """Names a report by its period: "Freitag, 3. April 2026" or "30. März – 5. April 2026".

    Args:
        report: The report.
        language: "de" or "en".
        short: Name a day by "Fr., 3.4."
    """
    first, last = _days(report)
    if first is None or last is None:
        return str(report.facts.get("title") or report.key)
    if first == last:
        return format_date(last, (_SHORT if short else _LONG)[language], locale=language)
    if _MONTH.fullmatch(report.key):
        return format_date(last, "LLLL y", locale=language)
    write = partial(format_date, format="long", locale=language)
    return f"{write(first)} – {write(last)}"


def span_of_articles(report: Shelved, language: str) -> str:
    """Gives the days of a report's articles, where it belongs to no job."""
    days = [report.facts.get(name) or "" for name in ("first", "last")]
    if not all(days):
        return MISSING
    written = [format_date(_day(day), "long", locale=language) for day in days]
    return " – ".join(dict.fromkeys(written))


def _days(report: Shelved) -> tuple[dt.date | None, dt.date | None]:
    """Gives the first and last day of a report's period, from its name where it has failed."""
    facts = report.facts
    if "period_first" in facts:
        return _day(facts["period_first"]), _day(facts["period_last"])
    try:
        if match := _WEEK.fullmatch(report.key):
            last = dt.date.fromisocalendar(int(match[1]), int(match[2]), 7)
            return last - dt.timedelta(days=6), last
        if match := _MONTH.fullmatch(report.key):
            year, month = int(match[1]), int(match[2])
            days = calendar.monthrange(year, month)[1]
            return dt.date(year, month, 1), dt.date(year, month, days)
        return (dt.date.fromisoformat(report.key),) * 2
    except ValueError:
        return None, None


def _newness(report: Shelved) -> tuple[str, str, str]:
    last = _days(report)[1] or report.facts.get("finished", "")
    return str(last)[:10], str(report.facts.get("finished", "")), report.key


def _day(text: object) -> dt.date:
    return dt.date.fromisoformat(str(text))


def _read(path: Path) -> dict[str, Any]:
    """Reads a JSON object; a broken file, or one of something else, counts as empty."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}
