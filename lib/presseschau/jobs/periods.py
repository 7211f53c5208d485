"""Periods: the days, weeks and months of a job in its own time zone, and which of them are over."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = tuple(range(7))
_DAY = dt.timedelta(days=1)
#: Where the dates of German articles are told.
GERMANY = ZoneInfo("Europe/Berlin")


class Rhythm(NamedTuple):
    """How a job cuts time: by days, weeks or months, when these close, and where."""

    kind: str  # "day", "week" or "month"
    weekdays: tuple[int, ...] = EVERY_DAY  # on which a day or week may end; 0 is Monday
    closes: dt.timedelta = _DAY  # how long after midnight the last day of a period closes
    zone: ZoneInfo = GERMANY


class Period(NamedTuple):
    """A stretch of time with one report: ``start`` belongs to it, ``end`` no more."""

    key: str  # "2026-11-23", "2026-W47" or "2026-11": the name of the report's folder
    first: dt.date
    last: dt.date
    start: dt.datetime
    end: dt.datetime


def period_of(day: dt.date, rhythm: Rhythm) -> Period:
    """The period to which a day belongs.

    With some weekdays only, a period reaches back over the days left out: Monday's report holds
    the weekend, so that every article is in exactly one report.
    """
    if rhythm.kind == "month":
        first = day.replace(day=1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - _DAY
    else:
        last = next(d for d in _days(day, 1) if d.weekday() in rhythm.weekdays)
        first = next(d for d in _days(last - _DAY, -1) if d.weekday() in rhythm.weekdays) + _DAY
    year, week, _ = last.isocalendar()
    keys = {"day": f"{last}", "week": f"{year}-W{week:02}", "month": f"{last:%Y-%m}"}
    return Period(
        keys[rhythm.kind], first, last, _close(first - _DAY, rhythm), _close(last, rhythm)
    )


def before(period: Period, rhythm: Rhythm) -> Period:
    """The period before a period."""
    return period_of(period.first - _DAY, rhythm)


def after(period: Period, rhythm: Rhythm) -> Period:
    """The period after a period."""
    return period_of(period.last + _DAY, rhythm)


def period_at(moment: dt.datetime, rhythm: Rhythm) -> Period:
    """The period in which a moment (aware of its time zone) lies."""
    period = period_of(moment.astimezone(rhythm.zone).date(), rhythm)
    while moment >= period.end:
        period = after(period, rhythm)
    while moment < period.start:
        period = before(period, rhythm)
    return period


def newest_over(now: dt.datetime, rhythm: Rhythm) -> Period:
    """The newest period that is over at a moment."""
    return before(period_at(now, rhythm), rhythm)


def over(first: dt.date, now: dt.datetime, rhythm: Rhythm) -> list[Period]:
    """The periods that are over at a moment, from the one of the first day on."""
    found = []
    period = period_of(first, rhythm)
    while period.end <= now:
        found.append(period)
        period = after(period, rhythm)
    return found


def moment_of(published: str) -> dt.datetime:
    """The moment of an article's date, which is told in German local time."""
    return dt.datetime.fromisoformat(published).replace(tzinfo=GERMANY)


def _days(day: dt.date, step: int) -> Iterator[dt.date]:
    return (day + dt.timedelta(days=step * n) for n in range(8))


def _close(day: dt.date, rhythm: Rhythm) -> dt.datetime:
    """The end of a day; in UTC, since clocks that are put back tell the same time twice."""
    wall = dt.datetime.combine(day, dt.time()) + rhythm.closes
    return wall.replace(tzinfo=rhythm.zone).astimezone(dt.UTC)
