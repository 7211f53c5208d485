"""Plots: one row per name, with bars or with one dot for each measure."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from presseschau.core.tables import STANCES
from presseschau.views.charts.canvas import (
    BAR,
    COLOURS,
    FAINT,
    INK,
    PALE,
    REST,
    ROW,
    alt_text,
    axis,
    canvas,
    cut,
    is_small,
    legend,
    named,
    readable,
    row_names,
    row_room,
    signs,
    unknown_last,
)
from presseschau.views.charts.pictures import Chart, chart, nothing
from presseschau.views.charts.time_steps import fold_sign, without_gaps
from presseschau.views.wording import label, percent

#: What is grey: it tells nothing of its own, as what is of no known outlet.
_NEUTRAL = ("neutral", "rest", "unknown", "")
#: Parts that look the same in every chart, whichever others are there.
_OWN_PLACE = {name: n for n, name in enumerate(STANCES[1:])} | {"men": 0, "women": 2, "diverse": 4}


def ranking(
    table: pd.DataFrame, by: str, language: str = "de", unit: str = "share", value: str = "value"
) -> Chart:
    """Draws the value, low and high of each row as a bar, or as a dot if it is a score.

    Rows that rest on fewer than five articles are pale; beside a score stand the number of
    judged sentences and, if known, the share of sentences that are judged.
    """
    whole, table = table, readable(table, by)
    rows = table.iloc[::-1]
    figure, axes = canvas(0.5 + ROW * max(2, len(rows)))
    places = np.arange(len(rows))
    _values(axes, rows, places, unit, value)
    if unit == "score":
        axes.axvline(0, color=FAINT, lw=0.8)
        axes.set_xlim(*np.array([-1.08, 1.08]) * _reach(rows, value))
        row_room(axes, len(rows))
        for place, row in zip(places, rows.to_dict("records"), strict=True):
            said = str(row["sentences"])
            said += f" · {percent(row['coverage'], language)}" if "coverage" in row else ""
            axes.annotate(
                said, (1.02, place), xycoords=("axes fraction", "data"), va="center",
                fontsize=7.5, color=FAINT, annotation_clip=False,
            )  # fmt: skip
    row_names(axes, rows[by], language)
    axis(axes, unit, language)
    shown = signs(table, pale=unit != "count") + cut(table, whole)
    return chart(figure, alt_text(table, by, language, unit, value), shown)


def panels(table: pd.DataFrame, by: str, language: str = "de") -> Chart:
    """Draws several measures of the same rows side by side: by, measure, unit, value, low, high.

    A share that is 0 in every row is not drawn but said.
    """
    if table.empty:
        return nothing()
    whole, table = table, readable(table, by)
    counted = table.assign(value=table["value"].fillna(0).where(table["unit"] == "share", 1))
    most = counted.groupby("measure", sort=False)["value"].max()
    zeros = most.index[most == 0] if most.any() else []
    table, whole = (each[~each["measure"].isin(zeros)] for each in (table, whole))
    names = list(dict.fromkeys(table[by]))[::-1]
    measures = list(dict.fromkeys(table["measure"]))
    figure, all_axes = canvas(0.75 + ROW * max(2, len(names)), len(measures))
    for axes, measure in zip(np.atleast_1d(all_axes), measures, strict=True):
        rows = table[(table["measure"] == measure) & table["value"].notna()]
        places = np.array([names.index(name) for name in rows[by]])
        unit = rows["unit"].iloc[0] if len(rows) else "count"
        _values(axes, rows, places, "dot", "value")
        axes.set_title(label(measure, language), fontsize=8.5, loc="left", color=INK)
        row_names(axes, pd.Series(names), language, most=24)
        axes.tick_params(axis="y", pad=7)
        axis(axes, unit, language, steps=2)
        axes.tick_params(axis="x", labelsize=7)
        axes.set_xlim(0, 1 if measure == "position" else None)
        row_room(axes, len(names))
    said = alt_text(table[table["unit"] == "share"], [by, "measure"], language, "share")
    nowhere = tuple(f"nowhere_{measure}" for measure in zeros)
    return chart(figure, said, signs(table) + nowhere + cut(table, whole))


def stacked(
    table: pd.DataFrame, by: str, part: str, value: str, language: str = "de", unit: str = "count"
) -> Chart:
    """Draws one horizontal bar per row of ``by``, made of its parts.

    Of more parts than there are colours, the smallest are drawn as one. Rows that rest on fewer
    than five articles (column n) are pale; what is neutral is grey. Steps in time keep their gaps.
    """
    whole, table = table, readable(table, by)
    grid = table.pivot_table(index=by, columns=part, values=value, aggfunc="sum", sort=False)
    if pd.api.types.is_datetime64_any_dtype(table[by]):
        grid = grid.reindex(without_gaps(grid.index))
    grid = grid.fillna(0).iloc[::-1]
    grid = grid.loc[:, grid.any()]  # what is nowhere needs no colour
    largest = grid.sum().sort_values(ascending=False, kind="stable").index
    shown = list(largest) if len(largest) <= len(COLOURS) else list(largest[: len(COLOURS) - 1])
    rest = grid.drop(columns=shown).sum(axis=1)
    grid = grid[unknown_last(shown)]
    if len(shown) < len(largest):
        grid = grid.assign(rest=rest)
    few = set(table.loc[is_small(table), by]) if "n" in table else set()
    figure, axes = canvas(1.0 + ROW * max(2, len(grid)))
    left = np.zeros(len(grid))
    hatches = ("", "///", "", "---", "", "\\\\\\", "")  # dots are drawn one by one
    for place, name in enumerate(grid.columns):
        neutral, n = name in _NEUTRAL, _OWN_PLACE.get(name, place)
        bars = axes.barh(
            range(len(grid)), grid[name], left=left, height=0.66, label=named(name, language),
            color=REST if neutral else COLOURS[n % len(COLOURS)], edgecolor="white", lw=0.5,
            hatch="" if neutral else hatches[n % 7],
        )  # fmt: skip
        for bar, row in zip(bars, grid.index, strict=True):
            bar.set_alpha(0.4 if row in few else None)
        left += grid[name].to_numpy()
    row_room(axes, len(grid))
    row_names(axes, pd.Series(grid.index), language)
    axis(axes, unit, language)
    legend(axes, 3)
    said = alt_text(table, [by, part], language, unit, value)
    shown_signs = ("small",) * bool(few) + fold_sign(grid.index) + cut(table, whole)
    return chart(figure, said, shown_signs)


def _reach(rows: pd.DataFrame, value: str) -> float:
    """How far an axis of scores must reach: all, a half or a quarter of the scale."""
    drawn = [name for name in (value, "low", "high") if name in rows]
    most = rows[drawn].abs().max().max()
    return next((reach for reach in (0.25, 0.5) if most <= reach), 1.0)


def _values(axes: Axes, rows: pd.DataFrame, places: np.ndarray, unit: str, value: str) -> None:
    small = is_small(rows).to_numpy() & (unit != "count")
    if unit in ("score", "dot"):
        colours = np.where(rows[value] < 0, COLOURS[1], COLOURS[0])
        faces = np.where(small, "white", colours)
        axes.scatter(
            rows[value], places, s=30, color=faces, edgecolor=colours, zorder=3, clip_on=False
        )
    else:
        faces = np.where(small, PALE, BAR)
        axes.barh(places, rows[value], height=0.62, color=faces)
    if "low" in rows:
        axes.hlines(places, rows["low"], rows["high"], color=INK, lw=1.1, zorder=2)
