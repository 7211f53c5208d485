"""Due: which reports of a series a run is to build, which are finished, which had their time."""

import datetime as dt
import os
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from presseschau.jobs import Jobs, Series, WrongJobs, series_of
from presseschau.jobs.inputs import Ids
from presseschau.jobs.orders import Keep
from presseschau.jobs.periods import Period, newest_over, over, period_of
from presseschau.jobs.traces import read_facts

_REPLACED = re.compile(r"\.(.+)\.old")


def finished_reports(folder: Path) -> dict[str, dict[str, Any]]:
    """The run.json of every finished report of a series, by its period, the oldest first.

    One that is damaged tells of no finished report: it is built again.
    """
    found = {path.parent.name: read_facts(path) for path in sorted(folder.glob("*/run.json"))}
    finished = [(key, facts) for key, facts in found.items() if _is_whole(facts, key)]
    return dict(sorted(finished, key=lambda item: str(item[1].get("period_end", ""))))


def _is_whole(facts: dict[str, Any], key: str) -> bool:
    try:
        dt.date.fromisoformat(facts["period_first"])
        zone = dt.datetime.fromisoformat(facts["period_end"]).tzinfo
    except (KeyError, TypeError, ValueError):
        return False
    return facts.get("period") == key and bool(zone) and isinstance(facts.get("inputs", []), list)


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
        elif path.suffix in (".part", ".lock"):
            path.unlink()


class Choice(NamedTuple):
    """What of all the jobs a run is asked for."""

    job: str = ""
    day: dt.date | None = None
    since: dt.date | None = None
    force: bool = False


def chosen_series(
    jobs: Jobs, choice: Choice, now: dt.datetime | None = None
) -> dict[str, list[Series]]:
    """The series of the jobs that are asked for, by job.

    Raises:
        WrongJobs: There is no such job, or the day asked for lies in no period that is over.
    """
    if choice.job and choice.job not in jobs.job:
        raise WrongJobs([f"There is no job '{choice.job}'. Choose from: {', '.join(jobs.job)}."])
    found: dict[str, list[Series]] = {}
    for series in series_of(jobs):
        if choice.job in ("", series.job_name):
            found.setdefault(series.job_name, []).append(series)
    if now and choice.day and not choice.force:
        days = {name: period_of(choice.day, all_[0].job.rhythm()) for name, all_ in found.items()}
        if all(period.end > now for period in days.values()):
            raise WrongJobs(
                f"'{name}': {period.key} is not over; --force builds it as far as it is."
                for name, period in days.items()
            )
    return found


def due_periods(
    series: Series, out: Path, now: dt.datetime, choice: Choice, ids: Ids
) -> list[Period]:
    """The periods of a series that are to be built, in the order of the job."""
    job, rhythm = series.job, series.job.rhythm()
    finished = finished_reports(out / series.name)
    newest = newest_over(now, rhythm)
    if choice.day:
        period = period_of(choice.day, rhythm)
        if period.end > now and not choice.force:
            return []  # of another job, the period of this day is over
        return [period] if choice.force or not _is_done(period, finished, ids) else []
    if choice.force and not choice.since:
        return [newest]
    days = [facts["period_first"] for facts in finished.values() if "period_first" in facts]
    first = choice.since or job.since or min([newest.first, *map(dt.date.fromisoformat, days)])
    wanted = over(first, now, rhythm)
    if job.keep.count:
        wanted = wanted[-job.keep.count :]
    if job.keep.days:
        wanted = [p for p in wanted if p.end > now - dt.timedelta(days=job.keep.days)]
    rebuilt = job.late == "rebuild"
    due = [
        period
        for period in wanted
        if choice.force
        or not _is_done(period, finished, ids)
        or (rebuilt and late_articles(finished[period.key], ids.get(period.key, set())))
    ]
    return due[::-1] if job.order == "newest" else due


def late_articles(facts: dict[str, Any], ids: set[str]) -> set[str]:
    """The articles of a period that came after its report was built."""
    return ids - set(facts.get("inputs", ()))


def is_ahead(period: Period, ids: Ids) -> bool:
    """Whether no article is of a period or later: it may not be over, and the clock be wrong."""
    return period.key > max((key for key, found in ids.items() if found), default="")


def _is_done(period: Period, finished: dict[str, dict[str, Any]], ids: Ids) -> bool:
    """Whether a period has its report.

    One forced before its end is good until then, one ahead of all articles until some come.
    """
    facts = finished.get(period.key)
    early = facts and facts.get("ahead") and ids.get(period.key)
    return bool(facts) and not (facts.get("so_far") or early)
