import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presseschau.jobs.periods import (
    EVERY_DAY,
    Rhythm,
    after,
    before,
    moment_of,
    newest_over,
    over,
    period_at,
    period_of,
)

DAY = Rhythm("day")
WORKDAYS = Rhythm("day", (0, 1, 2, 3, 4))
WEEK = Rhythm("week", (6,))
MONTH = Rhythm("month")
MORNING = Rhythm("day", EVERY_DAY, dt.timedelta(hours=6))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "rhythm", "key", "first", "last"),
    [
        ("2026-11-23", DAY, "2026-11-23", "2026-11-23", "2026-11-23"),
        ("2026-11-23", WEEK, "2026-W48", "2026-11-23", "2026-11-29"),
        ("2027-01-01", WEEK, "2026-W53", "2026-12-28", "2027-01-03"),
        ("2024-02-10", MONTH, "2024-02", "2024-02-01", "2024-02-29"),
        ("2026-11-21", WORKDAYS, "2026-11-23", "2026-11-21", "2026-11-23"),
        ("2026-11-24", WORKDAYS, "2026-11-24", "2026-11-24", "2026-11-24"),
        ("2026-11-23", Rhythm("week", (4,)), "2026-W48", "2026-11-21", "2026-11-27"),
    ],
)
def test_a_day_has_its_period(day, rhythm, key, first, last):
    period = period_of(dt.date.fromisoformat(day), rhythm)
    assert (period.key, str(period.first), str(period.last)) == (key, first, last)


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-23", 24)]
)
def test_days_of_the_clock_change_are_shorter_and_longer(day, hours):
    period = period_of(dt.date.fromisoformat(day), DAY)
    assert period.end - period.start == dt.timedelta(hours=hours)


def test_a_period_is_over_at_midnight_of_its_zone():
    assert newest_over(utc("2026-07-01T21:59"), DAY).key == "2026-06-30"
    assert newest_over(utc("2026-07-01T22:00"), DAY).key == "2026-07-01"
    tokyo = DAY._replace(zone=ZoneInfo("Asia/Tokyo"))
    assert newest_over(utc("2026-07-01T15:00"), tokyo).key == "2026-07-01"


def test_a_day_that_closes_in_the_morning_holds_the_morning_papers():
    assert period_at(moment_of("2026-11-23T00:00:00"), MORNING).key == "2026-11-23"
    assert period_at(moment_of("2026-11-23T05:59:59"), MORNING).key == "2026-11-23"
    assert period_at(moment_of("2026-11-23T06:00:00"), MORNING).key == "2026-11-24"
    assert newest_over(utc("2026-11-23T06:00"), MORNING).key == "2026-11-23"


def test_the_periods_that_are_over_follow_each_other():
    found = over(dt.date(2026, 10, 20), utc("2026-11-03T06:00"), DAY)
    assert [p.key for p in found][::13] == ["2026-10-20", "2026-11-02"]
    assert len(found) == 14
    assert over(dt.date(2026, 11, 3), utc("2026-11-03T06:00"), DAY) == []


rhythms = st.builds(
    Rhythm,
    st.sampled_from(["day", "week", "month"]),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    st.integers(1, 24 * 60).map(lambda minutes: dt.timedelta(minutes=minutes)),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"]).map(ZoneInfo),
)


@given(st.datetimes(dt.datetime(2000, 1, 2), dt.datetime(2035, 1, 1)), rhythms)
def test_every_moment_lies_in_exactly_one_period(moment, rhythm):
    moment = moment.replace(tzinfo=dt.UTC)
    period = period_at(moment, rhythm)
    assert period.start <= moment < period.end
    assert before(period, rhythm).end == period.start
    assert after(period, rhythm).start == period.end
    assert before(after(period, rhythm), rhythm) == period
