"""Grids: a figure in every cell of rows and columns."""

import math

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from presseschau.views.charts.canvas import (
    COLOURS,
    FAINT,
    INK,
    MOST_COLUMNS,
    ROW,
    SMALLER,
    alt_text,
    canvas,
    cut,
    heads,
    in_lines,
    is_small,
    of_known,
    readable,
    row_names,
    signs,
)
from presseschau.views.charts.pictures import Chart, chart, nothing
from presseschau.views.charts.time_steps import fold_sign, without_gaps
from presseschau.views.wording import UNITS

#: Letters that stand side by side in a chart, in a column's head, and beside the rows.
_WIDTH, _HEAD, _ROWS = 61, 26, (44, 29)
_LETTER = 0.075  # inches
#: From disapproval (vermilion) over white to approval (blue), as the dots are.
_SIGNED = LinearSegmentedColormap.from_list("signed", [COLOURS[1], "#ffffff", COLOURS[0]])


def matrix(
    table: pd.DataFrame, rows: str, columns: str, language: str = "de", unit: str = "share",
    value: str = "value",
) -> Chart:  # fmt: skip
    """Draws a matrix of cells, each coloured and with its figure written in it.

    Shares and scores that rest on fewer than five articles are pale; behind a score stands the
    number of judged sentences, behind a column of shares the number of its articles (n). Steps in
    time are drawn with their gaps; where they are too many for figures, colours alone tell.
    """
    if table.empty:
        return nothing()
    whole = table
    table = _widest(of_known(readable(table, rows), columns), rows, columns, value)
    places = {name: n for n, name in enumerate(dict.fromkeys(table[rows]))}
    over_time = pd.api.types.is_datetime64_any_dtype(table[columns])
    across = without_gaps(table[columns]) if over_time else sorted(table[columns].unique())
    shown = table[table[value].notna()]
    small = is_small(shown).to_numpy() & (unit != "count")
    limit = 1.0 if unit == "score" else max(1e-9, shown[value].max() if len(shown) else 0)
    values = np.full((len(places), len(across)), np.nan)
    counted = unit == "share" and "n" in table
    below = (
        {c: f" ({n})" for c, n in zip(table[columns], table["n"], strict=True)} if counted else {}
    )
    named = zip(heads(across, language), across, strict=True)
    said = [in_lines(words, _HEAD) + below.get(name, "") for words, name in named]
    beside, turn, room = _layout(heads(places, language), said)
    step = 1
    if over_time:  # some days tell the others
        step, turn = math.ceil(len(said) * (1 + max(map(len, said))) / room), 0
    high = max(0.3, _LETTER * _widest_line(said) * math.sin(math.radians(turn)))
    figure, axes = canvas(0.45 + high + ROW * max(2, len(places)))
    write = UNITS[unit]
    cells = [write(figure_value, language) for figure_value in shown[value]]
    if unit == "score":
        cells = [f"{cell} ({n})" for cell, n in zip(cells, shown["sentences"], strict=True)]
    written = max(map(len, cells), default=0) <= room / len(across)
    for row, pale, cell in zip(shown.to_dict("records"), small, cells, strict=True):
        place, column, figure_value = places[row[rows]], across.index(row[columns]), row[value]
        values[place, column] = figure_value * (0.3 if pale else 1)
        if written and (figure_value or unit == "score"):
            strong = abs(values[place, column]) > 0.6 * limit
            axes.text(
                column, place, cell, ha="center", va="center", fontsize=7.5,
                color="white" if strong else FAINT if pale else INK,
            )  # fmt: skip
    scheme = _SIGNED if unit == "score" else mpl.colormaps["Blues"]
    colours = scheme.with_extremes(bad="#f6f8fa")
    lowest = -limit if unit == "score" else 0
    axes.imshow(values, cmap=colours, vmin=lowest, vmax=limit, aspect="auto")
    for column, day in enumerate(across):
        if day is pd.NaT:  # folded steps: nothing is known of them
            axes.axvspan(column - 0.5, column + 0.5, color="white", zorder=1)
    row_names(axes, pd.Series(list(places)), language, most=beside)
    axes.xaxis.tick_top()
    ticks, side = range(0, len(said), step), "left" if 0 < turn < 90 else "center"
    small_letters = {"fontsize": SMALLER} if any("\n" in words for words in said) else {}
    axes.set_xticks(ticks, said[::step], rotation=turn, ha=side, linespacing=1, **small_letters)
    if side == "left":  # the layout gives what juts out a little less than it takes
        figure.get_layout_engine().set(w_pad=0.09)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xticks(np.arange(-0.5, len(said)), minor=True)
    axes.set_yticks(np.arange(-0.5, len(places)), minor=True)
    axes.grid(which="minor", color="white", lw=1.5)
    axes.tick_params(which="minor", length=0)
    said = alt_text(table, [rows, columns], language, unit, value)
    shown_signs = signs(shown, intervals=False, pale=unit != "count")
    return chart(figure, said, shown_signs + fold_sign(across) + cut(table, whole))


def _layout(names: list[str], said: list[str]) -> tuple[int, int, float]:
    """Letters of the rows' names, how far the columns' heads are turned, and letters left."""
    head = _widest_line(said)
    for most in _ROWS:
        room = _WIDTH - min(most, max(map(len, names), default=0))
        if (head + 1) * len(said) <= room:
            return most, 0, room
    slanted = len(said) < (4 if any("\n" in words for words in said) else 7)
    return (most, 45, room - 0.75 * head) if slanted else (most, 90, room)


def _widest_line(said: list[str]) -> int:
    return max((len(line) for words in said for line in words.split("\n")), default=0)


def _widest(table: pd.DataFrame, rows: str, columns: str, value: str) -> pd.DataFrame:
    """The columns that rest on most and the rows with something there; days all stay."""
    over_time = pd.api.types.is_datetime64_any_dtype(table[columns])
    if over_time or table[columns].nunique() <= MOST_COLUMNS:
        return table
    size = next((name for name in ("n", "articles", "sentences", "quotes") if name in table), None)
    told = table.assign(size=table[size] if size else 1, told=table[value].abs())
    sizes = told.groupby(columns)[["size", "told"]].sum().sort_index()
    order = sizes.sort_values(["size", "told"], ascending=False, kind="stable").index
    told = told[told[columns].isin(order[:MOST_COLUMNS])]
    drawn = told.groupby(rows)["told"].transform("max") > 0
    return table.loc[told.index[drawn if drawn.any() else slice(None)]]
