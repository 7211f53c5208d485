"""The canvas of all charts: style, what of a table is drawn, axes, names, legends, words."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager, get_font, ttfFontProperty
from matplotlib.ticker import FuncFormatter, MaxNLocator

from presseschau.views.charts.time_steps import FOLD
from presseschau.views.wording import UNITS, date, label, word

#: Okabe & Ito (2008): told apart with every kind of colour vision; yellow left out on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#444444")
INK, FAINT, GRID = "#1f2328", "#6a737d", "#d8dee4"
#: Bars, light enough for the line of an interval, and those that rest on few articles.
BAR, PALE = "#6db3dd", "#dcebf5"
#: What is neutral and only fills a bar up.
REST = "#b3bac1"
WIDTH = 4.5
#: How high a row is, in inches: two lines of the smaller letters have room.
ROW = 0.24
#: Letters of a name beside a drawing, which needs the rest of the room.
MOST_LETTERS = 29
#: Where a name may be parted: at blanks and hyphens, and behind the "s" inside a compound.
_BLANK = re.compile(r" |(?<=[-/])(?=\w)")
_JOINT = re.compile(r"\w{3}(?:ung|heit|keit|schaft|ion|tät)s(?=[a-zäöü]{4})")
_SHORTEST_LINE = 4
#: The size of letters where names take two lines.
SMALLER = 7.3
SMALL_N = 5
#: More rows, groups or columns nobody reads; a chart says how it was cut, its table holds all.
MOST_ROWS, MOST_GROUPS, MOST_COLUMNS = 40, 7, 12
#: The DejaVu Sans that comes with matplotlib, by a name of its own: a machine may have another.
FONT = "Presseschau"
for _file in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
    _font = ttfFontProperty(get_font(Path(mpl.get_data_path(), "fonts", "ttf", _file)))
    fontManager.ttflist.append(replace(_font, name=FONT))

STYLE = {
    "text.parse_math": False, "font.family": FONT, "font.size": 8.5,
    "svg.fonttype": "path", "svg.hashsalt": "presseschau", "axes.edgecolor": GRID,
    "axes.labelcolor": FAINT, "text.color": INK, "xtick.color": FAINT, "ytick.color": INK,
}  # fmt: skip


def is_small(table: pd.DataFrame) -> pd.Series:
    """Tells which rows rest on so few articles (column n, else articles) that they prove little."""
    column = next((name for name in ("n", "articles") if name in table), None)
    return table[column] < SMALL_N if column else pd.Series(False, index=table.index)


def readable(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows of the names that stand first in a table, as many as can be read; days all stay."""
    table = of_known(table, by)
    names = table[by].drop_duplicates()
    if len(names) <= MOST_ROWS or pd.api.types.is_datetime64_any_dtype(names):
        return table
    return table[table[by].isin(names.head(MOST_ROWS))]


def of_known(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows whose outlet is known, unless none is: the unknown one is no outlet beside them."""
    known = table[by] != ""
    return table[known] if known.any() else table


def cut(drawn: pd.DataFrame, table: pd.DataFrame) -> tuple[str, ...]:
    """The signs of a chart that draws less than its table holds."""
    left = table.drop(drawn.index)
    unnamed = left["outlet"] == "" if "outlet" in left else pd.Series(False, index=left.index)
    return ("unnamed",) * bool(unnamed.any()) + ("cut",) * bool((~unnamed).any())


def canvas(height: float, panels: int = 1) -> tuple[Figure, Axes]:
    """A figure of the width of all charts, with its axes (an array if several)."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        return figure, figure.subplots(1, panels, sharey=True)


def signs(table: pd.DataFrame, intervals: bool = True, pale: bool = True) -> tuple[str, ...]:
    """Tells which of the signs that a chart draws occur in its table."""
    lines = intervals and "low" in table and table["low"].notna().any()
    bare = lines and (table["low"].isna() & table.get("value", table["low"]).notna()).any()
    told = "some_intervals" if bare else "intervals"
    return (told,) * bool(lines) + ("small",) * bool(pale and is_small(table).any())


def row_names(axes: Axes, names: pd.Series, language: str, most: int = MOST_LETTERS) -> None:
    """Writes the names of the rows, the first at the bottom; long ones take two lines."""
    shown = heads(names, language)
    size = STYLE["font.size"]
    if max(map(len, shown), default=0) > most:
        shown, size = [in_lines(name, int(most * size / SMALLER)) for name in shown], SMALLER
    axes.set_yticks(range(len(shown)), shown, linespacing=1, fontsize=size)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)


def row_room(axes: Axes, rows: int) -> None:
    """Gives each row its room; a single one stands in the middle of that of two."""
    spare = max(0, 2 - rows) / 2
    axes.set_ylim(-0.6 - spare, rows - 0.4 + spare)


class _Percents(MaxNLocator):
    """Places of an axis of shares: whole per cent, which is how they are written."""

    def tick_values(self, vmin: float, vmax: float) -> np.ndarray:
        return super().tick_values(100 * vmin, 100 * vmax) / 100


def axis(axes: Axes, unit: str, language: str, steps: int = 5) -> None:
    """Writes the values' axis in the unit's and the language's form."""
    write = UNITS[unit]
    if unit in ("share", "points"):
        axes.xaxis.set_major_locator(_Percents(steps, integer=True, min_n_ticks=1))
    else:
        axes.xaxis.set_major_locator(MaxNLocator(steps, integer=unit == "count"))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value, language)))
    axes.grid(axis="x", color=GRID, lw=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", length=0)


def shortened(name: str, most: int = MOST_LETTERS) -> str:
    """Cuts a name that would leave no room for the drawing, behind a word where one ends late."""
    if len(name) <= most:
        return name
    words = name[: most - 1].rpartition(" ")[0]
    return f"{words} …" if len(words) > most // 2 else f"{name[: most - 1]}…"


def in_lines(name: str, most: int = MOST_LETTERS) -> str:
    """A name in two lines where one would leave no room for the drawing, and cut beyond them.

    Lines end at a blank; where the second would be cut, also at the joint of a compound.
    """
    if len(name) <= most:
        return name
    blanks = [(m.start(), m.end(), "") for m in _BLANK.finditer(name)]
    joints = [(m.end(), m.end(), "-") for m in _JOINT.finditer(name)]
    parted = [(name[: most - 1] + "-", name[most - 1 :])]
    for places in (blanks, sorted(blanks + joints)):
        lines = [(name[:end] + hyphen, name[start:]) for end, start, hyphen in places]
        parted = [two for two in lines if len(two[0]) <= most] or parted
        if whole := [two for two in parted if _SHORTEST_LINE <= len(two[1]) <= most]:
            return "\n".join(whole[-1])
    first, rest = parted[-1]
    return f"{first}\n{shortened(rest, most)}"


def legend(axes: Axes, columns: int) -> None:
    """Puts the legend above the drawing; long names stand in fewer columns."""
    handles, names = axes.get_legend_handles_labels()
    names = [shortened(name, 44) for name in names]
    longest = max(map(len, names), default=1)
    columns = max(1, min(columns, 56 // (longest + 5)))
    axes.figure.legend(
        handles, names, loc="outside upper left", ncols=columns, frameon=False, fontsize=8,
        borderaxespad=0.2, handletextpad=0.4, columnspacing=1.2,
    )  # fmt: skip


def heads(names: Iterable, language: str) -> list[str]:
    """Names, or days, as they stand at an axis; where all are first ones, months or years."""
    names = list(names)
    if names == [""]:  # nothing stands beside what is of no known outlet
        return [word("common.all_articles", language)]
    days = [name for name in names if isinstance(name, pd.Timestamp)]
    form = "short"
    if len(days) > 1 and all(day.day == 1 for day in days):
        form = "year" if all(day.month == 1 for day in days) else "month"
    elif days and (max(days) - min(days)).days > 365:
        form = "month"
    return [
        FOLD
        if name is pd.NaT
        else date(name, language, form)
        if isinstance(name, pd.Timestamp)
        else named(name, language)
        for name in names
    ]


def unknown_last(names: Iterable[str]) -> list[str]:
    """Names in order; what is of no known outlet comes last."""
    return sorted(names, key=lambda name: (not name, name))


def named(name: object, language: str) -> str:
    """A name or label at an axis or in a legend; only outlets may have none."""
    return label(str(name), language) or word("common.no_outlet", language)


def alt_text(
    table: pd.DataFrame, by: str | list[str], language: str, unit: str, value: str = "value"
) -> str:
    """The five strongest values in words, for those who do not see the drawing."""
    columns = [by] if isinstance(by, str) else by
    known = table.dropna(subset=[value])
    rows = known.loc[known[value].abs().sort_values(ascending=False, kind="stable").index].head(5)
    write = UNITS[unit]
    said = {
        column: dict(zip(every, heads(every, language), strict=True))
        for column in columns
        for every in [list(dict.fromkeys(table[column]))]
    }
    return "; ".join(
        f"{', '.join(said[c][row[c]] for c in columns)}: {write(row[value], language)}"
        for _, row in rows.iterrows()
    )
