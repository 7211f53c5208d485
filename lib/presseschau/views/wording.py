"""The words, numbers and dates of what a report shows, in German and English."""

import tomllib
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

LANGUAGES = ("de", "en")
MISSING = "–"
#: So many written numbers and dates are kept: a table writes the same ones again and again.
_KEPT = 4096


@cache
def _entries(language: str) -> dict:
    if language not in LANGUAGES:
        raise ValueError(f"There is no language '{language}'. Choose one of: de, en.")
    path = Path(__file__).parent / "words" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def word(key: str, language: str, **values: object) -> str:
    """Gives the text of a key such as "actors.presence.title".

    Raises:
        KeyError: The key has no text.
        ValueError: There is no such language.
    """
    entry = _entries(language)
    for part in key.split("."):
        entry = entry[part]
    return str(entry).format(**values)


def label(name: str, language: str) -> str:
    """Gives the label of a column or value; names without one stand for themselves."""
    return str(_entries(language)["labels"].get(name, name))


def advice(reason: str, detail: str, language: str) -> str:
    """Says what to do about a refused input: the reason's text, the detail where it has none."""
    return str(_entries(language)["advice"].get(reason, detail))


@lru_cache(_KEPT)
def number(value: float, language: str, digits: int = 0) -> str:
    """Writes a number: 1.234,5 in German."""
    if pd.isna(value):
        return MISSING
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return format_decimal(round(float(value), digits) + 0.0, pattern, locale=language)


@lru_cache(_KEPT)
def signed(value: float, language: str) -> str:
    """Writes a tone value with its sign: +0,25."""
    if pd.isna(value):
        return MISSING
    return _with_sign(round(float(value), 2), "0.00", language)


@lru_cache(_KEPT)
def percent(value: float, language: str) -> str:
    """Writes a share: 23 %."""
    if pd.isna(value):
        return MISSING
    return format_percent(value, "#,##0\u202f%" if language == "de" else "#,##0%", locale=language)


def points(value: float, language: str) -> str:
    """Writes a difference of two shares in percentage points: +12."""
    if pd.isna(value):
        return MISSING
    return _with_sign(round(float(value) * 100), "0", language)


def _with_sign(value: float, form: str, language: str) -> str:
    return format_decimal(value + 0.0, f"+{form};−{form}" if value else form, locale=language)


@lru_cache(_KEPT)
def date(value: pd.Timestamp, language: str, form: str = "long") -> str:
    """Writes a date: 4. März 2026; medium: 04.03.2026; short: 4.3.; month: März 26; year: 2026."""
    if pd.isna(value):
        return MISSING
    own = {"short": {"de": "d.M.", "en": "d MMM"}[language], "month": "MMM yy", "year": "y"}
    return format_date(value, own.get(form, form), locale=language)


#: How a figure is written, by the unit of the measure.
UNITS = {
    "share": percent,
    "score": signed,
    "points": points,
    "count": number,
}
