"""Dots: groups side by side in the row of a name, differences, days on which somebody speaks."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from presseschau.views.charts.canvas import (
    COLOURS,
    FAINT,
    GRID,
    INK,
    MOST_GROUPS,
    MOST_LETTERS,
    REST,
    ROW,
    alt_text,
    axis,
    canvas,
    cut,
    heads,
    is_small,
    legend,
    named,
    of_known,
    readable,
    row_names,
    row_room,
    shortened,
    signs,
    unknown_last,
)
from presseschau.views.charts.pictures import Chart, chart, nothing
from presseschau.views.wording import label

_MARKERS = "osD^vPX"


def grouped(
    table: pd.DataFrame, by: str, group: str, language: str = "de", unit: str = "score"
) -> Chart:
    """Draws one dot with interval per row and group; groups are told by colour and shape."""
    whole, table = table, _most_groups(of_known(readable(table, by), group), group)
    names, groups = list(dict.fromkeys(table[by])), table[group].unique()
    figure, axes = canvas(0.95 + (0.17 + 0.13 * len(groups)) * max(2, len(names)))
    if unit == "score":
        axes.axvline(0, color=FAINT, lw=0.8)
        axes.set_xlim(-1.08, 1.08)
    for rows, mark, colour in _groups(axes, table, by, group, language, 0.72):
        places, faint = rows["place"], is_small(rows).to_numpy()
        axes.hlines(places, rows["low"], rows["high"], color=colour, lw=1.2, alpha=0.75)
        faces = np.where(faint, "white", colour)
        axes.scatter(
            rows["value"], places, s=26, marker=mark, color=faces, edgecolor=colour, zorder=3
        )
    row_room(axes, len(names))
    for place in np.arange(0.5, len(names) - 1):
        axes.axhline(place, color=GRID, lw=0.6)
    row_names(axes, pd.Series(names[::-1]), language)
    axis(axes, unit, language)
    legend(axes, min(len(groups), 2))
    shown = signs(table) + cut(table, whole)
    return chart(figure, alt_text(table, [by, group], language, unit), shown)


def difference(
    table: pd.DataFrame,
    by: str,
    first: str,
    second: str,
    language: str = "de",
    unit: str = "points",
) -> Chart:
    """Draws the difference of two sides with its interval, row by row.

    Full dots are differences whose interval leaves out 0, hollow ones may be chance; rows that
    rest on fewer than five articles are grey.
    """
    if table.empty:
        return nothing()
    whole, table = table, readable(table, by)
    rows = table.iloc[::-1]
    places = np.arange(len(rows))
    figure, axes = canvas(0.8 + ROW * max(2, len(rows)))
    axes.axvline(0, color=FAINT, lw=0.8)
    small = is_small(rows).to_numpy() | rows["low"].isna().to_numpy()
    clear = ((rows["low"] > 0) | (rows["high"] < 0)).to_numpy()
    colours = np.where(rows["value"] >= 0, COLOURS[0], COLOURS[1])
    colours = np.where(small, "#a0a7ae", colours)
    axes.hlines(places, rows["low"], rows["high"], color=colours, lw=1.3, zorder=2)
    faces = np.where(clear & ~small, colours, "white")
    axes.scatter(rows["value"], places, s=32, color=faces, edgecolor=colours, zorder=3)
    row_room(axes, len(rows))
    reach = 1.08 * np.nanmax(np.abs(rows[["value", "low", "high"]].to_numpy(dtype=float)))
    axes.set_xlim(-(reach or 1), reach or 1)
    ends = [f"{shortened(label(first, language))} →", f"← {shortened(label(second, language))}"]
    room = 54 - min(MOST_LETTERS, max(map(len, heads(rows[by], language)), default=0))
    lift = 11 * (sum(map(len, ends)) > room)  # long ones stand one above the other
    for name, side, at, above in zip(ends, ("right", "left"), (1, 0), (4 + lift, 4), strict=True):
        axes.annotate(
            name, (at, 1), (0, above), xycoords="axes fraction", textcoords="offset points",
            ha=side, va="bottom", color=COLOURS[1 - at], fontweight="bold", fontsize=8,
        )  # fmt: skip
    row_names(axes, rows[by], language)
    axis(axes, unit, language)
    grey = ("grey",) * bool(small.any())
    shown = signs(table, pale=False) + grey + cut(table, whole)
    return chart(figure, alt_text(table, by, language, unit), shown)


def timeline(table: pd.DataFrame, by: str, group: str, language: str = "de") -> Chart:
    """Draws a dot for each day on which a name has quotes, larger for more; groups by shape."""
    if table.empty:
        return nothing()
    whole, table = table, _most_groups(readable(table, by), group)
    names, groups = list(dict.fromkeys(table[by])), table[group].unique()
    figure, axes = canvas(0.95 + 0.3 * max(2, len(names)))
    for rows, mark, colour in _groups(axes, table, by, group, language, 0.5):
        for size, alike in rows.groupby(
            rows["quotes"].clip(upper=6)
        ):  # one shape, however often it is drawn
            axes.scatter(
                alike["published"], alike["place"], s=14 + 12 * size, marker=mark, color=colour,
                alpha=0.85, edgecolor="white", lw=0.5, zorder=3 - size / 10,
            )  # fmt: skip
    for place in range(len(names)):
        axes.axhline(place, color=GRID, lw=0.6, zorder=1)
    days = pd.DatetimeIndex(table["published"].unique()).sort_values()
    shown = pd.date_range(days.min(), days.max(), periods=min(5, len(days))).normalize().unique()
    axes.set_xticks(shown, heads(shown, language), color=INK)
    axes.tick_params(axis="x", length=0)
    axes.margins(x=0.04)
    row_names(axes, pd.Series(names[::-1]), language)
    legend(axes, min(len(groups), 2))
    said = alt_text(table, [by, "published"], language, "count", "quotes")
    return chart(figure, said, cut(table, whole))


def _most_groups(table: pd.DataFrame, group: str) -> pd.DataFrame:
    """The groups with most rows, as many as colours and shapes tell apart."""
    return table[table[group].isin(table[group].value_counts().index[:MOST_GROUPS])]


def _groups(
    axes: Axes, table: pd.DataFrame, by: str, group: str, language: str, room: float
) -> Iterator[tuple[pd.DataFrame, str, str]]:
    """The rows of each group with their place, its shape and its colour; the legend names them."""
    names, groups = list(dict.fromkeys(table[by])), unknown_last(table[group].unique())
    for n, name in enumerate(groups):
        rows = table[table[group] == name]
        shift = (n - (len(groups) - 1) / 2) * (room / len(groups))
        places = [len(names) - 1 - names.index(value) - shift for value in rows[by]]
        mark, colour = _MARKERS[n % 7], COLOURS[n % len(COLOURS)] if name else REST
        yield rows.assign(place=places), mark, colour
        axes.scatter([], [], s=26, marker=mark, color=colour, label=named(name, language))
