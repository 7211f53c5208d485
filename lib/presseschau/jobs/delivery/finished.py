"""Finished: the reports under a folder, built or failed, as the folders themselves tell."""

import datetime as dt
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date

from presseschau.jobs.delivery import ledger
from presseschau.jobs.periods import Rhythm, period_of
from presseschau.jobs.traces import read_facts
from presseschau.views.wording import MISSING

_WEEK, _MONTH = re.compile(r"\d{4}-W\d\d"), re.compile(r"\d{4}-\d\d")
_LONG = {"de": "EEEE, d. MMMM y", "en": "EEEE, d MMMM y"}
_SHORT = {"de": "EEE, d.M.", "en": "EEE, d MMM"}


class Finished(NamedTuple):
    """A report: where it is, what its run.json says, and what went wrong or is late.

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


def read_finished(folder: Path) -> list[Finished]:
    """The reports in a folder, or in the folders of series inside it, the newest first."""
    late = ledger.late(folder)
    found: dict[Path, Finished] = {}
    for path in (*folder.glob("*/run.json"), *folder.glob("*/*/run.json")):
        facts = read_facts(path)
        if "presseschau" in facts and not path.parent.name.startswith("."):
            series, key = str(facts.get("series", "")), path.parent.name
            lacking = late.get(series, {}).get(key, 0)
            found[path.parent] = Finished(path.parent, series, key, facts, late=lacking)
    for path in (*folder.glob("*.failed/reason.txt"), *folder.glob("*/*.failed/reason.txt")):
        report = path.parent.with_suffix("")
        none = Finished(path.parent, report.parent.name, report.name, {})
        reason = path.read_text(encoding="utf-8", errors="replace").strip()
        found[report] = found.get(report, none)._replace(failed=reason)
    return sorted(found.values(), key=_newness, reverse=True)


def open_report(folder: Path) -> Finished:
    """One finished report of a series."""
    facts = read_facts(folder / "run.json")
    return Finished(folder, str(facts.get("series", "")), folder.name, facts)


def period_title(report: Finished, language: str, short: bool = False) -> str:
    """A report's period as its name: "Freitag, 3. April 2026" or "30. März – 5. April 2026".

    Where it is to be ``short``, a day is "Fr., 3.4."
    """
    days = _days(report)
    if days is None:
        return str(report.facts.get("title") or report.key)
    first, last = days
    if first == last:
        return format_date(last, (_SHORT if short else _LONG)[language], locale=language)
    if _MONTH.fullmatch(report.key):
        return format_date(last, "LLLL y", locale=language)
    return " – ".join(format_date(day, "long", locale=language) for day in days)


def span_of_articles(report: Finished, language: str) -> str:
    """The days of a report's articles, where it belongs to no job."""
    days = [report.facts.get(name) or "" for name in ("first", "last")]
    if not all(days):
        return MISSING
    written = [format_date(dt.date.fromisoformat(day), "long", locale=language) for day in days]
    return " – ".join(dict.fromkeys(written))


def _days(report: Finished) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a report's period, from its name where it has failed."""
    with suppress(KeyError, TypeError, ValueError):
        first, last = (report.facts[name] for name in ("period_first", "period_last"))
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    rhythm, day = Rhythm("day"), report.key
    if _WEEK.fullmatch(report.key):
        rhythm, day = Rhythm("week", (6,)), f"{report.key}-7"
    elif _MONTH.fullmatch(report.key):
        rhythm, day = Rhythm("month"), f"{report.key}-01"
    with suppress(ValueError):
        return period_of(dt.date.fromisoformat(day), rhythm)[1:3]
    return None


def _newness(report: Finished) -> tuple[str, str, str]:
    days, finished = _days(report), str(report.facts.get("finished", ""))
    return str(days[1]) if days else finished[:10], finished, report.key
