"""Cells: tables of figures as HTML, with intervals, links to evidence and words in a language."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from presseschau.views.charts import is_small
from presseschau.views.shown_rows import MOST_ROWS, chosen_rows
from presseschau.views.wording import (
    MISSING,
    UNITS,
    advice,
    date,
    label,
    number,
    percent,
    signed,
    word,
)

#: A cell links to so many articles, drawn evenly from all, and names so many, which the drawer of a
#: report lists.
MOST_LINKS, MOST_PLACES = 12, 60
#: Digits of two shares and their difference, which must be seen to agree.
_DIGITS = 1
SHARES = {"direct", "coverage", "observed"}
SCORES = {"valence", "tenor"}
#: Columns that a table keeps to itself: the interval stands beside the value, and scores are not
#: calibrated on real news.
INTERNAL = {"low", "high", "actor_id", "n", "unit", "score", "actor_score", "tenor_score"}
#: Where the name of an outlet may be parted besides its blanks.
_PARTED = re.compile(r"(?<=\w\w[.-])(?=\w\w)")
_HINT = re.compile(r'(?<=") title="[^"]*"(?=>)')
#: Columns that hold sentences.
_SENTENCES = {"text", "printing"}
#: How words are marked that another printing does not have.
_PIECES = {"same": "{} ", "cut": "<del>{}</del> ", "added": "<ins>{}</ins> "}


def table_html(
    table: pd.DataFrame,
    language: str,
    link: Callable[[str, str], str],
    unit: str = "share",
    columns: list[str] | None = None,
    heads: Mapping[str, str] | None = None,
) -> str:
    """Writes a table of figures; rows that rest on fewer than five articles are grey.

    Columns that have nothing in any row, as outlets where none is known, are left out.

    Args:
        table: The figures, with a column ``evidence`` of places ("article_id#anchor") if any.
        language: "de" or "en".
        link: Gives the HTML of a link from a place and the link's text.
        unit: How ``value`` is written, unless the table has a column ``unit``.
        columns: The columns to show; all but internal ones if None.
        heads: Heads of columns, where they are not the columns' own.
    """
    shown = columns or [column for column in table if column not in INTERNAL]
    shown = [column for column in shown if not _is_blank(table[column])]
    if leads := _titles_lead(table, shown):
        shown.remove("evidence")
    table, rows_in_all = chosen_rows(table, shown)
    given = heads or {}
    aligned = {column: _align(column, table) for column in shown}
    names = {c: escape(given.get(c) or _label(c, table, language)) for c in shown}
    head = "".join(f'<th scope="col"{aligned[c]}>{names[c]}</th>' for c in shown)
    # On a phone a row with much to read becomes a block, in which each cell bears its head.
    folds = not (_SENTENCES | {"roles"}).isdisjoint(shown)
    if folds:
        headed = [column for column in shown[1:] if column not in _SENTENCES]
        aligned |= {column: f'{aligned[column]} data-head="{names[column]}"' for column in headed}
    small = is_small(table) if "value" in table else pd.Series(False, index=table.index)
    rows = []
    for row, pale in zip(table.to_dict("records"), small, strict=True):
        if leads:
            row["title"] = _Lead(row["title"], *row["evidence"])
        cells = [
            f"<td{aligned[column]}>{cell_html(column, row, unit, language, link)}</td>"
            for column in shown
        ]
        start = '<tr class="small">' if pale else "<tr>"
        rows.append(f"{start}{''.join(cells)}</tr>")
    name = escape(word("common.table", language))
    kind = ("ps wide" if len(shown) + folds > 6 else "ps") + " fold" * folds
    note = f'<p class="how">{escape(word("common.small_rows", language))}</p>' if any(small) else ""
    if rows_in_all > MOST_ROWS:
        counts = {"shown": len(table), "n": rows_in_all}
        note += f'<p class="how rows">{escape(word("common.first_rows", language, **counts))}</p>'
    size = f' aria-rowcount="{rows_in_all + 1}"' if rows_in_all > MOST_ROWS else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
        f'<table class="{kind}"{size}>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>{note}"
    )


class _Lead(NamedTuple):
    """The title of an article, which leads there."""

    title: str
    place: str


def _titles_lead(table: pd.DataFrame, shown: list[str]) -> bool:
    """Tells whether each row is of one article, whose title may lead there instead of a number."""
    if not {"title", "evidence"} <= set(shown):
        return False
    return all(isinstance(places, tuple) and len(places) == 1 for places in table["evidence"])


def _is_blank(values: pd.Series) -> bool:
    return not pd.api.types.is_numeric_dtype(values) and (values.isna() | (values == "")).all()


def with_interval(row: dict, write: Callable[[float], str]) -> str:
    """Writes value [low; high], or the value alone where no interval can be seen."""
    value = write(row["value"])
    if "low" not in row or pd.isna(row["low"]):
        return value
    low, high = write(row["low"]), write(row["high"])
    return value if low == high else f'{value} <span class="interval">[{low}; {high}]</span>'


def _label(column: str, table: pd.DataFrame, language: str) -> str:
    if column in {"first", "last"} and pd.api.types.is_datetime64_any_dtype(table[column]):
        return label(f"{column}_day", language)
    interval = column == "value" and "low" in table
    said = label("value_interval" if interval else column, language)
    return said if said.startswith("n ") else said[:1].upper() + said[1:]


def _align(column: str, table: pd.DataFrame) -> str:
    if column == "left":
        return ' style="text-align: right"'
    values = table[column]
    is_number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    if pd.api.types.is_datetime64_any_dtype(values):
        return ' class="date"'
    if column in _SENTENCES:
        return ' class="words"'
    if column in {"outlet", "roles", "aliases", "evidence"}:
        return f' class="{column}"'
    return ' class="number"' if is_number else ""


def cell_html(
    column: str, row: Mapping, unit: str, language: str, link: Callable[[str, str], str]
) -> str:
    """Writes one cell of a table of figures; the arguments are those of :func:`table_html`."""
    value = row[column]
    if column == "evidence":  # a row of an own table may have none
        return _links(value, language, link) if isinstance(value, tuple) else MISSING
    if isinstance(value, _Lead):
        return link(value.place, escape(value.title))
    if column == "printing":
        return "".join(_PIECES[kind].format(escape(words)) for kind, words in value)
    if column == "value":
        write, kind = UNITS[row.get("unit", unit)], row.get("unit", unit)
        exact = {"digits": _DIGITS} if kind == "points" else {}
        return with_interval(row, partial(write, language=language, **exact))
    if column == "detail":
        return escape(advice(row["reason"], value, language))
    if column in {"left", "right"}:
        return escape(value)
    if column == "outlet" and not value:
        return escape(word("common.no_outlet", language))
    if column == "change":
        return escape(", ".join(label(said, language) for said in value))
    if column == "word" and "left" in row:
        return f"<strong>{escape(value)}</strong>"
    if column == "outlet":  # the address of a page may be parted, too
        return _PARTED.sub("<wbr>", escape(label(value, language)))
    if isinstance(value, bool):
        return escape(word("common.yes" if value else "common.no", language))
    if isinstance(value, pd.Timestamp) or value is pd.NaT:
        return date(value, language, "medium")
    if isinstance(value, int | float):
        return _number(column, value, unit, language)
    return escape(label(str(value), language))


def _number(column: str, value: float, unit: str, language: str) -> str:
    if unit == "points" and column in {"first", "second"}:
        return percent(value, language, _DIGITS)
    if column in SHARES:
        return percent(value, language)
    if column == "row" and not value:
        return MISSING
    if column == "words":
        return number(value, language)
    if column in SCORES or (unit == "score" and column in {"first", "second"}):
        return signed(value, language, 0 if isinstance(value, int) else 2)
    return number(value, language, 0 if float(value).is_integer() else 2)


def _links(places: tuple[str, ...], language: str, link: Callable[[str, str], str]) -> str:
    named = evenly(places, MOST_PLACES)
    shown = evenly(named, MOST_LINKS)
    links = [link(place, str(n)) for n, place in enumerate(shown, 1)]
    if len(links) <= 3:
        return " ".join(links)
    # Titles are half the weight of long lists, and the drawer that these open tells them.
    links = [_HINT.sub("", one) for one in links]
    count = escape(told_places(places, language, MOST_PLACES))
    attribute = ""
    if rest := [place for place in named if place not in shown]:
        attribute = f' data-rest="{escape(" ".join(rest))}"'
        links.append(escape(word("common.further", language, n=len(rest))))
    inside = f"<summary>{count}</summary>{' '.join(links)}"
    return f'<details class="places"{attribute}>{inside}</details>'


def evenly(places: Any, most: int) -> Any:
    """So many places at most, drawn evenly from all; they are a tuple or an array."""
    return places[:: -(-len(places) // most) or 1]


def told_places(places: tuple[str, ...], language: str, most: int) -> str:
    """How many articles there are behind a row, and how many of them are shown."""
    shown = len(evenly(places, most))
    key = "articles" if shown == len(places) else "some_articles"
    return word(f"common.{key}", language, shown=shown, n=len(places))


def row_name(row: Mapping, language: str) -> str:
    """What a row of a table is called, as HTML: its first cell."""
    first = next(name for name in row if name not in INTERNAL)
    return cell_html(first, row, "share", language, lambda place, text: text)
