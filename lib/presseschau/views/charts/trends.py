"""Trends: one share over time, with its intervals and a line at the half."""

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter

from presseschau.views.charts.canvas import (
    COLOURS,
    FAINT,
    GRID,
    INK,
    alt_text,
    canvas,
    heads,
    is_small,
    signs,
)
from presseschau.views.charts.pictures import Chart, chart, nothing
from presseschau.views.charts.time_steps import fold_sign, without_gaps
from presseschau.views.wording import percent, word

#: More days than this would run into each other below the drawing.
_MOST_HEADS = 8
_HALF = 0.5


def trend(table: pd.DataFrame, language: str = "de") -> Chart:
    """Draws the share of each period (since, value, low, high, n) and a line at the half.

    Periods that rest on fewer than five articles are hollow; where one has no share, the line
    between the others breaks.
    """
    if table.empty:
        return nothing()
    figure, axes = canvas(2.4)
    steps = without_gaps(table["since"])
    places = [steps.index(day) for day in table["since"]]
    axes.axhline(_HALF, color=COLOURS[1], lw=1.2, ls="--", zorder=1)
    said = word("common.half", language, half=percent(_HALF, language))
    axes.annotate(
        said, (1.01, _HALF), xycoords=("axes fraction", "data"), va="center", fontsize=7.5,
        color=COLOURS[1], annotation_clip=False,
    )  # fmt: skip
    shares = table.set_index("since")["value"].reindex(steps)
    axes.plot(range(len(steps)), shares, color=FAINT, lw=0.8, zorder=1)
    axes.vlines(places, table["low"], table["high"], color=INK, lw=1.1, zorder=2)
    faces = np.where(is_small(table), "white", COLOURS[0])
    axes.scatter(
        places, table["value"], s=30, color=faces, edgecolor=COLOURS[0], zorder=3, clip_on=False
    )
    step = -(-len(steps) // _MOST_HEADS) or 1
    axes.set_xticks(range(0, len(steps), step), heads(steps, language)[::step])
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, language)))
    axes.grid(axis="y", color=GRID, lw=0.6)
    axes.tick_params(length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    words = f"{alt_text(table, 'since', language, 'share')}; {said}"
    return chart(figure, words, signs(table) + fold_sign(steps))
