"""The words, numbers and dates of what a report shows, in German and English."""

import tomllib
from functools import cache, lru_cache, partial, reduce
from numbers import Integral
from operator import getitem
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
    """The text of a key such as "actors.presence.title", its placeholders filled by :func:`fill`.

    Raises:
        KeyError: The key has no text.
        ValueError: There is no such language.
    """
    return fill(str(reduce(getitem, key.split("."), _entries(language))), language, **values)


def has_word(key: str, language: str) -> bool:
    """Tells whether there is a text for a key."""
    try:
        return isinstance(reduce(getitem, key.split("."), _entries(language)), str)
    except (KeyError, TypeError):
        return False


def fill(text: str, language: str, /, **values: object) -> str:
    """A text with its placeholders filled: ``{n}`` writes a number in the reader's language.

    ``{n:Medium|Medien}`` picks the form that goes with the number n.
    """
    counts = {
        name: _Count(value, language)
        for name, value in values.items()
        if isinstance(value, Integral)
    }
    return text.format(**values | counts)


class _Count:
    """A whole number in a text."""

    def __init__(self, value: Integral, language: str):
        self._value, self._language = int(value), language

    def __format__(self, forms: str) -> str:
        if not forms:
            return number(self._value, self._language)
        one, other = forms.split("|")  # German and English have these two
        return one if abs(self._value) == 1 else other


def extent(articles: pd.DataFrame, language: str) -> str:
    """How much was read: "54 Artikel aus 4 Medien"; outlets that are not known do not count."""
    outlets = articles["outlet"].replace("", None).nunique()
    key = "common.articles_from" if outlets else "common.articles"
    return word(key, language, n=len(articles), outlets=outlets)


def period(articles: pd.DataFrame, language: str) -> str:
    """From when to when articles are: "1. März 2026 – 7. März 2026"; empty where none is dated."""
    days = articles["published"].dropna().dt.normalize().drop_duplicates()
    ends = [date(day, language) for day in ([days.min(), days.max()] if len(days) else [])]
    between = word("common.two_days", language) if len(days) == 2 else " – "
    return between.join(dict.fromkeys(ends))


def label(name: str, language: str) -> str:
    """The label of a column or value; names without one stand for themselves."""
    return str(_entries(language)["labels"].get(name, name))


def in_words(value: object, language: str) -> object:
    """A value as it stands in a sentence: a share, a label, several outlets; numbers stay."""
    if isinstance(value, float):
        return percent(value, language)
    if isinstance(value, list):
        return ", ".join(name or word("common.no_outlet", language) for name in value)
    return label(value, language) if isinstance(value, str) else value


def advice(reason: str, detail: str, language: str) -> str:
    """Says what to do about a refused input: the reason's text, the detail where it has none."""
    said = str(_entries(language)["advice"].get(reason, detail))
    return said.replace("{given}", detail[1:].partition("' is")[0])


@lru_cache(_KEPT)
def number(value: float, language: str, digits: int = 0) -> str:
    """Writes a number: 1.234,5 in German."""
    if pd.isna(value):
        return MISSING
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return format_decimal(round(float(value), digits) + 0.0, pattern, locale=language)


@lru_cache(_KEPT)
def signed(value: float, language: str, digits: int = 2) -> str:
    """Writes a tone value with its sign: +0,25, or that of one sentence: +1."""
    if pd.isna(value):
        return MISSING
    return _with_sign(round(float(value), digits), f"{0:.{digits}f}", language)


@lru_cache(_KEPT)
def percent(value: float, language: str, digits: int = 0) -> str:
    """Writes a share: 23 %."""
    if pd.isna(value):
        return MISSING
    pattern = f"#,##{0:.{digits}f}" + ("\u202f%" if language == "de" else "%")
    sign = "−" if round(value, 2 + digits) < 0 else ""
    return sign + format_percent(abs(value), pattern, locale=language)


def points(value: float, language: str, digits: int = 0) -> str:
    """Writes a difference of two shares in percentage points: +12."""
    if pd.isna(value):
        return MISSING
    return _with_sign(round(float(value) * 100, digits), f"{0:.{digits}f}", language)


def _with_sign(value: float, form: str, language: str) -> str:
    return format_decimal(value + 0.0, f"+{form};−{form}" if value else form, locale=language)


@lru_cache(_KEPT)
def date(value: pd.Timestamp, language: str, form: str = "long") -> str:
    """A date: 4. März 2026; medium: 04.03.2026; short: 4.3.; month: März 2026; year: 2026."""
    if pd.isna(value):
        return MISSING
    own = {"short": {"de": "d.M.", "en": "d MMM"}[language], "month": "MMM y", "year": "y"}
    return format_date(value, own.get(form, form), locale=language)


#: How a figure is written, by the unit of the measure.
UNITS = {
    "share": percent,
    "score": signed,
    "points": points,
    "count": number,
    "number": partial(number, digits=1),
}
