from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presseschau.articles.dates import YEARS, date_in_path, find_date, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4. März 2026", datetime(2026, 3, 4)),
        ("Mittwoch, den 4. Maerz 2026", datetime(2026, 3, 4)),
        ("04.03.2026", datetime(2026, 3, 4)),
        ("4.3.26", datetime(2026, 3, 4)),
        ("4. 3. 2026", datetime(2026, 3, 4)),
        ("12. Jänner 1998", datetime(1998, 1, 12)),
        ("3. Dez. 2025", datetime(2025, 12, 3)),
        ("2026-03-04", datetime(2026, 3, 4)),
        ("Stand: 04.03.2026, 05:15 Uhr", datetime(2026, 3, 4, 5, 15)),
        ("am 4. März 2026 um 17.30 Uhr", datetime(2026, 3, 4, 17, 30)),
        ("4. März 2026, 9 Uhr", datetime(2026, 3, 4, 9)),
        ("2026-03-04T05:15:30.123", datetime(2026, 3, 4, 5, 15, 30)),
        ("2026-03-04T05:15:00+01:00", datetime(2026, 3, 4, 5, 15)),
        ("2026-03-03T23:30:00Z", datetime(2026, 3, 4, 0, 30)),
        ("2026-07-03T22:30:00+00:00", datetime(2026, 7, 4, 0, 30)),
        ("Wed, 04 Mar 2026 08:00:00 GMT", datetime(2026, 3, 4, 9)),
        ("March 4, 2026", datetime(2026, 3, 4)),
        ("20260304", datetime(2026, 3, 4)),
        ("1772611200", datetime(2026, 3, 4, 9)),
        ("1772611200000", datetime(2026, 3, 4, 9)),
    ],
)
def test_long_and_short_forms_are_read(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "value",
    ["", "gestern", "31.02.2026", "4. März", "0.0.2026", "12345", "4.3.2", "im März 2026", pd.NaT],
)
def test_what_is_no_full_date_is_none(value):
    assert parse_date(value) is None


def test_dates_of_excel_and_pandas_are_taken_as_they_are():
    assert parse_date(date(2026, 3, 4)) == datetime(2026, 3, 4)
    assert parse_date(pd.Timestamp(2026, 3, 4, 8)) == datetime(2026, 3, 4, 8)
    assert parse_date(datetime(2026, 3, 3, 23, 30, tzinfo=UTC)) == datetime(2026, 3, 4, 0, 30)


def test_find_date_says_where_it_stands():
    text = "Sundhafen, 4. März 2026. Am 31.2.2026 war nichts."
    found, start, end = find_date(text)
    assert (found, text[start:end]) == (datetime(2026, 3, 4), "4. März 2026")


@pytest.mark.parametrize(
    "path",
    [
        "bote/2026-03-04-hafen.txt",
        "bote/hafen_20260304.txt",
        "bote/2026/03/04/hafen.txt",
        "bote/hafen 4.3.2026.txt",
    ],
)
def test_file_names_and_folders_hold_dates(path):
    assert date_in_path(path) == datetime(2026, 3, 4)


@pytest.mark.parametrize("path", ["a/12345678.txt", "a/2026-13-40.txt", "a/hafen.txt"])
def test_other_numbers_in_paths_are_no_dates(path):
    assert date_in_path(path) is None


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text):
    found = parse_date(text)
    assert found is None or (found.year in YEARS and found.tzinfo is None)


@settings(deadline=None)
@given(st.dates(date(1600, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back(day):
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    name = months.split()[day.month - 1]
    expected = datetime(day.year, day.month, day.day)
    assert parse_date(f"{day.day}. {name} {day.year}") == expected
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == expected
    assert parse_date(day.isoformat()) == expected
