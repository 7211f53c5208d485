"""Runs: every report that is due is built once and whole, and every job says what happened."""

import datetime as dt
import functools
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from presseschau import __version__
from presseschau.core.calls import counted, sentence
from presseschau.jobs import Jobs, Series, WrongJobs
from presseschau.jobs.delivery import ledger, rounds
from presseschau.jobs.due import (
    Choice,
    chosen_series,
    due_periods,
    finished_reports,
    is_ahead,
    late_articles,
    old_failures,
    outdated,
    remove,
    tidy,
)
from presseschau.jobs.inputs import Ids, Inputs, articles_by_period, survey
from presseschau.jobs.periods import Period
from presseschau.jobs.traces import Event, keep_reason, locked, log

#: What a run must not end well with.
FAILURES = ("failed", rounds.UNDELIVERED)
_AHEAD = "No article is as new; is the clock right? It is built again when one comes"


def fetch_feeds(
    jobs: Jobs, now: dt.datetime, job: str = "", say: Callable[[Event], None] = lambda event: None
) -> list[Event]:
    """Fetches what is new in the feeds of one job, or of all; each feed once.

    ``say`` takes the event of each feed as it happens: its articles, and as rejects the pages
    that did not come.

    Raises:
        Busy: Another run is at work; it might build reports of half of what a feed brings.
        OSError: The folder of the reports cannot be written.
    """
    events, told = log(now, say)
    if not (feeds := jobs.feeds(job)):
        return events
    from presseschau.jobs.feeds.fetching import fetch  # only now: it brings the network's libraries

    with locked(Path(jobs.out), now):
        for url, status, detail, new, missing in fetch(feeds, jobs.fetch, now, __version__):
            told(url, "", status, detail, articles=new, rejects=missing)
    return events


def run(
    jobs: Jobs,
    now: dt.datetime,
    choice: Choice = Choice(),  # noqa: B008 - immutable
    *,
    say: Callable[[Event], None] = lambda event: None,
    sleep: Callable[[float], None] = time.sleep,
    check: Callable[[], None] = lambda: None,
) -> list[Event]:
    """Builds every report that is due and not yet built.

    A finished folder is all the state there is: a run that was killed is made good by the next
    one. A report that fails does not keep the others from being built.

    ``say`` takes each event as it happens, ``sleep`` waits between attempts, and ``check`` is
    called before the first report is built, where any is due; it may raise.

    Raises:
        WrongJobs: The choice names no job, or a period that is not over.
        Busy: Another run is at work in the folder of the reports.
        OSError: The folder of the reports cannot be written.
    """
    events, told = log(now, say)
    chosen = chosen_series(jobs, choice, now)
    out, language = Path(jobs.out), next(iter(jobs.job.values())).language
    this = rounds.Round(out, jobs.mail, jobs.url, now, told, sleep)
    put_off: list[rounds.Waiting] = []
    check = functools.cache(check)
    with locked(out, now):
        for name, series in chosen.items():
            steps = (
                functools.partial(_run_job, series, this, choice, check),
                functools.partial(rounds.refresh, out, jobs.url, language),
            )
            for step in steps:
                try:
                    step()
                except WrongJobs:
                    raise
                except Exception as error:  # whatever it is, the other jobs are run
                    told(name, "", "failed", sentence(error))
            put_off += this.deliver(series)
        this.deliver_again(put_off)
        wrong = {event[1:4]: event.detail for event in events if event.status in FAILURES}
        this.tell_failures(wrong, [one for s in chosen.values() for one in s], language)
    return events


def planned(
    jobs: Jobs, now: dt.datetime, choice: Choice, say: Callable[[Event], None] = lambda event: None
) -> list[Event]:
    """What a run would build and remove; nothing is touched."""
    out = Path(jobs.out)
    events, told = log(now, say)
    for name, series in chosen_series(jobs, choice, now).items():
        memory = out / ".work" / name / "inputs.json"
        try:
            inputs = survey(series[0].job.sources, memory, remember=False, emptied=choice.force)
        except (OSError, ValueError) as error:
            told(name, "", "failed", sentence(error))
            continue
        for one in series:
            ids = articles_by_period(inputs, one.job.by, one.job.rhythm())
            due = due_periods(one, out, now, choice, ids)
            for period in due:
                articles = len(ids.get(period.key, ()))
                detail = f"{counted(articles, 'article')}, {period.first} to {period.last}"
                detail += f". {_AHEAD}" if is_ahead(period, ids) else ""
                told(one.name, period.key, "due", detail, articles)
            for folder in outdated(out / one.name, one.job.keep, now):
                told(one.name, folder.name, "to be removed")
            if not due:
                told(one.name, "", "nothing due")
    return events


def _run_job(
    all_series: list[Series], this: rounds.Round, choice: Choice, check: Callable[[], None]
) -> None:
    """Builds what is due of all series of a job, so that these share the reading of articles."""
    job, out, now, told = all_series[0].job, this.out, this.now, this.told
    work = out / ".work" / all_series[0].job_name
    for folder in (*(out / one.name for one in all_series), work / "tables"):
        tidy(folder)
    inputs = survey(job.sources, work / "inputs.json", emptied=choice.force)
    ids = articles_by_period(inputs, job.by, job.rhythm())
    failed = False
    due = {one.name: due_periods(one, out, now, choice, ids) for one in all_series}
    if any(due.values()):
        check()
    for one in all_series:
        if not due[one.name]:
            told(one.name, "", "nothing due")
        _tell_late(one, this, inputs, ids, due[one.name])
    periods = sorted({p for found in due.values() for p in found}, key=lambda p: p.start)
    for period in periods[::-1] if job.order == "newest" else periods:
        for one in all_series:
            if period not in due[one.name]:
                continue
            started = time.monotonic()
            try:
                this.expect(one, period.key)
                done, headline = _attempts(one, period, inputs, ids, this)
            except Exception as error:  # whatever it is, the other reports are built
                failed = True
                told(one.name, period.key, "failed", sentence(error))
                keep_reason(out / one.name / f"{period.key}.failed", error)
                continue
            spent = round(time.monotonic() - started, 1)
            counts = f"{counted(done.articles, 'article')}, {done.rejects} refused, {spent} s"
            doubt = _AHEAD if is_ahead(period, ids) else ""
            detail = ". ".join(filter(None, (counts, doubt, headline)))
            figures = {"articles": done.articles, "rejects": done.rejects, "seconds": spent}
            told(one.name, period.key, "built", detail, **figures)
    for one in all_series:
        for folder in outdated(out / one.name, job.keep, now):
            remove(folder)
            ledger.forget(out, one.name, folder.name)
            told(one.name, folder.name, "removed", "older than the job keeps")
        for folder in old_failures(out / one.name, job.keep, now):
            remove(folder)
        _write_overviews(one, out / one.name, told)
    if not failed:
        shutil.rmtree(work / "tables", ignore_errors=True)


def _attempts(
    series: Series, period: Period, inputs: Inputs, ids: Ids, this: rounds.Round
) -> tuple[Any, str]:
    from presseschau.jobs.building import build  # only now: a run with nothing to do ends at once
    from presseschau.reports.execution import CellFailed

    once = functools.partial(build, series, period, inputs, ids, this.out, period.end > this.now)
    for attempt in range(series.job.retries):
        with suppress(CellFailed, OSError):
            return once()
        this.sleep(series.job.pause * 2**attempt)
    return once()


def _write_overviews(series: Series, folder: Path, told: Callable[..., None]) -> None:
    """Writes the pages over all reports of a series where they do not show these as they are."""
    reports = list(folder.glob("*/run.json"))
    if not reports:
        return
    index, trend = folder / "index.html", folder / "trend.html"
    changed = max(path.stat().st_mtime for path in (folder, *reports))
    shown = min((page.stat().st_mtime if page.is_file() else 0) for page in (index, trend))
    if changed <= shown:
        return
    from presseschau.jobs.delivery.index import write_index
    from presseschau.jobs.trend import write_trend

    try:
        outlet, once = (series.parameters.get(name) for name in ("outlet", "count_wire_once"))
        write_trend(folder, series.job.language, outlet or "", bool(once))
        write_index(folder, series.job.language)
        os.utime(trend), os.utime(index)  # after the folder itself, which both have changed
    except Exception as error:  # the reports are there; only the pages over them are old
        told(series.name, "", "failed", sentence(error))


def _tell_late(
    series: Series, this: rounds.Round, inputs: Inputs, ids: Ids, due: list[Period]
) -> None:
    """Says which finished reports lack articles that have come since, when these are first seen."""
    coming = {period.key for period in due}
    counts = {}
    new = {article_id for path in inputs.new for article_id, _ in inputs.files[path].articles}
    for key, facts in sorted(finished_reports(this.out / series.name).items()):
        all_late = late_articles(facts, ids.get(key, set()))
        counts[key] = 0 if key in coming else len(all_late)
        late = all_late & new
        if late and key not in coming:
            again = f"--date {facts.get('period_last', key)} --force"
            said = f"came after the report; {again} builds it again, 'late = \"rebuild\"' always"
            this.told(series.name, key, "late", f"{counted(len(late), 'article')} {said}")
    with suppress(OSError):  # the disk is full: the log has it, and the next run notes it
        ledger.note_late(this.out, series.name, counts)
