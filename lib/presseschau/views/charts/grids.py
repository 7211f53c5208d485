"""Grids: a figure in every cell of rows and columns."""

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from presseschau.views.charts.canvas import (
    COLOURS,
    FAINT,
    INK,
    Chart,
    alt_text,
    canvas,
    chart,
    heads,
    is_small,
    row_names,
    signs,
)
from presseschau.views.wording import UNITS

#: From disapproval (vermilion) over white to approval (blue), as the dots are.
_SIGNED = LinearSegmentedColormap.from_list("signed", [COLOURS[1], "#ffffff", COLOURS[0]])


def matrix(
    table: pd.DataFrame, rows: str, columns: str, language: str = "de", unit: str = "share",
    value: str = "value",
) -> Chart:  # fmt: skip
    """Draws a matrix of cells, each coloured and with its figure written in it.

    Shares and scores that rest on fewer than five articles are pale; behind a score stands the
    number of judged sentences, behind a column of shares the number of its articles (n).
    """
    places = {name: n for n, name in enumerate(dict.fromkeys(table[rows]))}
    across = _without_gaps(sorted(table[columns].unique()))
    shown = table[table[value].notna()]
    small = is_small(shown).to_numpy() & (unit != "count")
    limit = 1.0 if unit == "score" else max(1e-9, shown[value].max() if len(shown) else 0)
    values = np.full((len(places), len(across)), np.nan)
    figure, axes = canvas(0.75 + 0.27 * max(2, len(places)))
    write = UNITS[unit]
    for row, pale in zip(shown.to_dict("records"), small, strict=True):
        place, column, figure_value = places[row[rows]], across.index(row[columns]), row[value]
        values[place, column] = figure_value * (0.3 if pale else 1)
        said = write(figure_value, language)
        said += f" ({row['sentences']})" if unit == "score" else ""
        if figure_value or unit == "score":
            strong = abs(values[place, column]) > 0.6 * limit
            axes.text(
                column, place, said, ha="center", va="center", fontsize=7.5,
                color="white" if strong else FAINT if pale else INK,
            )  # fmt: skip
    scheme = _SIGNED if unit == "score" else mpl.colormaps["Blues"]
    colours = scheme.with_extremes(bad="#f6f8fa")
    lowest = -limit if unit == "score" else 0
    axes.imshow(values, cmap=colours, vmin=lowest, vmax=limit, aspect="auto")
    row_names(axes, pd.Series(list(places)), language, most=44)
    counted = unit == "share" and "n" in table
    below = (
        {c: f" ({n})" for c, n in zip(table[columns], table["n"], strict=True)} if counted else {}
    )
    said = heads(across, language)
    said = [words + below.get(name, "") for words, name in zip(said, across, strict=True)]
    axes.xaxis.tick_top()
    room = len(said) * max(map(len, said), default=0)
    turn = 0 if room < 62 else 28 if len(said) < 6 else 45
    axes.set_xticks(range(len(said)), said, rotation=turn, ha="left" if turn else "center")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xticks(np.arange(-0.5, len(said)), minor=True)
    axes.set_yticks(np.arange(-0.5, len(places)), minor=True)
    axes.grid(which="minor", color="white", lw=1.5)
    axes.tick_params(which="minor", length=0)
    said = alt_text(table, [rows, columns], language, unit, value)
    return chart(figure, said, signs(shown, intervals=False, pale=unit != "count"))


def _without_gaps(across: list) -> list:
    """Columns in order; among first days of periods also those that have no figure."""
    if len(across) < 2 or not isinstance(across[0], pd.Timestamp):
        return across
    days = pd.DatetimeIndex(across)
    step = "7D"
    if (days.day == 1).all():
        step = "YS" if (days.month == 1).all() else "MS"
    filled = pd.date_range(days[0], days[-1], freq=step)
    return list(filled) if days.isin(filled).all() else across
