"""Charts: tables of figures in, drawings that are readable at a glance out."""

from io import BytesIO
from typing import NamedTuple

import matplotlib as mpl
import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from presseschau.wording import UNITS, date, label

#: Okabe & Ito (2008): told apart with every kind of colour vision; yellow left out on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#444444")
INK, FAINT, GRID = "#1f2328", "#6a737d", "#d8dee4"
WIDTH = 5.0
SMALL_N = 5

_STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "svg.fonttype": "path",
    "svg.hashsalt": "presseschau",
    "axes.edgecolor": GRID,
    "axes.labelcolor": FAINT,
    "text.color": INK,
    "xtick.color": FAINT,
    "ytick.color": INK,
}


class Chart(NamedTuple):
    """A drawing as SVG, and what it says in words for those who do not see it."""

    svg: bytes
    alt: str


def ranking(
    table: pd.DataFrame, by: str, language: str = "de", unit: str = "share", value: str = "value"
) -> Chart:
    """Draws the value, low and high of each row as a bar (share) or a dot (score) with interval."""
    rows = table.iloc[::-1]
    figure, axes = _canvas(0.5 + 0.27 * max(2, len(rows)))
    places = np.arange(len(rows))
    colour = COLOURS[0]
    if unit == "score":
        axes.axvline(0, color=FAINT, lw=0.8)
        axes.set_xlim(-1.08, 1.08)
        axes.scatter(rows[value], places, s=30, color=_by_sign(rows[value]), zorder=3)
    else:
        axes.barh(places, rows[value], height=0.62, color=colour)
    if "low" in rows:
        axes.hlines(places, rows["low"], rows["high"], color=INK, lw=1.1, zorder=2)
    _names(axes, rows[by], language)
    _axis(axes, unit, language)
    return _chart(figure, _spoken(table, by, language, unit, value))


def grouped(
    table: pd.DataFrame, by: str, group: str, language: str = "de", unit: str = "score"
) -> Chart:
    """Draws one dot with interval per row and group; groups are told by colour and shape."""
    names = list(dict.fromkeys(table[by]))
    groups = sorted(table[group].unique())
    step = 0.72 / max(1, len(groups))
    figure, axes = _canvas(0.95 + (0.17 + 0.13 * len(groups)) * max(2, len(names)))
    if unit == "score":
        axes.axvline(0, color=FAINT, lw=0.8)
        axes.set_xlim(-1.08, 1.08)
    for n, name in enumerate(groups):
        rows = table[table[group] == name]
        places = [len(names) - 1 - names.index(value) - (n - (len(groups) - 1) / 2) * step
                  for value in rows[by]]  # fmt: skip
        faint = (rows["n"] < SMALL_N).to_numpy()
        colour = COLOURS[n % len(COLOURS)]
        axes.hlines(places, rows["low"], rows["high"], color=colour, lw=1.2, alpha=0.75)
        faces = np.where(faint, "white", colour)
        axes.scatter(
            rows["value"], places, s=26, marker="osD^vPX"[n % 7], color=faces, edgecolor=colour,
            zorder=3,
        )  # fmt: skip
        axes.scatter(
            [], [], s=26, marker="osD^vPX"[n % 7], color=colour, label=label(name, language)
        )
    for place in np.arange(0.5, len(names) - 1):
        axes.axhline(place, color=GRID, lw=0.6)
    _names(axes, pd.Series(names[::-1]), language)
    _axis(axes, unit, language)
    _legend(axes, min(len(groups), 2))
    return _chart(figure, _spoken(table, [by, group], language, unit))


def matrix(
    table: pd.DataFrame, rows: str, columns: str, language: str = "de", unit: str = "share",
    value: str = "value",
) -> Chart:  # fmt: skip
    """Draws a matrix of cells, each coloured and with its figure written in it."""
    grid = table.pivot(index=rows, columns=columns, values=value)
    grid = grid.reindex(index=list(dict.fromkeys(table[rows])))
    figure, axes = _canvas(0.75 + 0.27 * max(2, len(grid)))
    values = grid.to_numpy(dtype=float)
    scheme = mpl.colormaps["PuOr_r" if unit == "score" else "Blues"]
    colours = scheme.with_extremes(bad="#f6f8fa")
    limit = 1.0 if unit == "score" else max(1e-9, np.nanmax(values, initial=0))
    lowest = -limit if unit == "score" else 0
    axes.imshow(values, cmap=colours, vmin=lowest, vmax=limit, aspect="auto")
    write = UNITS[unit]
    for (row, column), figure_value in np.ndenumerate(values):
        if not np.isnan(figure_value) and (figure_value or unit == "score"):
            strong = abs(figure_value) > 0.6 * limit
            axes.text(
                column, row, write(figure_value, language), ha="center", va="center",
                fontsize=7.5, color="white" if strong else INK,
            )  # fmt: skip
    _names(axes, pd.Series(grid.index), language)
    heads = [_head(name, language) for name in grid.columns]
    axes.xaxis.tick_top()
    turn = 0 if len(heads) * max(map(len, heads), default=0) < 62 else 28
    axes.set_xticks(range(len(heads)), heads, rotation=turn, ha="left" if turn else "center")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xticks(np.arange(-0.5, len(heads)), minor=True)
    axes.set_yticks(np.arange(-0.5, len(grid)), minor=True)
    axes.grid(which="minor", color="white", lw=1.5)
    axes.tick_params(which="minor", length=0)
    return _chart(figure, _spoken(table, [rows, columns], language, unit, value))


def stacked(
    table: pd.DataFrame, by: str, part: str, value: str, language: str = "de", unit: str = "count"
) -> Chart:
    """Draws one horizontal bar per row of ``by``, made of its parts."""
    grid = table.pivot_table(index=by, columns=part, values=value, aggfunc="sum", sort=False)
    grid = grid.fillna(0).iloc[::-1]
    grid = grid[sorted(grid.columns)]
    figure, axes = _canvas(1.0 + 0.27 * max(2, len(grid)))
    left = np.zeros(len(grid))
    hatches = ("", "///", "", "...", "", "\\\\\\", "")
    for n, name in enumerate(grid.columns):
        axes.barh(
            range(len(grid)), grid[name], left=left, height=0.66, label=label(name, language),
            color=COLOURS[n % len(COLOURS)], edgecolor="white", lw=0.5, hatch=hatches[n % 7],
        )  # fmt: skip
        left += grid[name].to_numpy()
    _names(axes, pd.Series(grid.index), language)
    _axis(axes, unit, language)
    _legend(axes, 3)
    return _chart(figure, _spoken(table, [by, part], language, unit, value))


def network(pairs: pd.DataFrame, language: str = "de", most: int = 40) -> Chart:
    """Draws who appears with whom: wider lines, more articles; larger dots, more company."""
    graph = nx.Graph()
    for row in pairs[pairs["npmi"] > 0].head(most).itertuples():
        graph.add_edge(row.first, row.second, weight=row.articles)
    figure, axes = _canvas(4.4)
    axes.axis("off")
    if graph:
        places = nx.spring_layout(graph, seed=3, k=1.9 / np.sqrt(len(graph)), iterations=300)
        heavy = max(weight for *_, weight in graph.edges.data("weight"))
        for first, second, weight in graph.edges.data("weight"):
            (x, y), (u, v) = places[first], places[second]
            axes.plot(
                [x, u], [y, v], color=COLOURS[4], lw=0.6 + 3 * weight / heavy, alpha=0.7, zorder=1
            )
        for name, (x, y) in places.items():
            axes.scatter(x, y, s=22 + 9 * graph.degree(name), color=COLOURS[0], zorder=2)
            axes.annotate(
                name, (x, y), (0, 6), textcoords="offset points", ha="center", fontsize=7.5,
                bbox={"fc": "white", "ec": "none", "alpha": 0.7, "pad": 0.6}, zorder=3,
            )  # fmt: skip
        axes.margins(0.14, 0.08)
    said = "; ".join(f"{r.first} – {r.second}: {r.articles}" for r in pairs.head(5).itertuples())
    return _chart(figure, said)


def _canvas(height: float) -> tuple[Figure, Axes]:
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        return figure, figure.subplots()


def _chart(figure: Figure, alt: str) -> Chart:
    stream = BytesIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return Chart(stream.getvalue(), alt)


def _names(axes: Axes, names: pd.Series, language: str) -> None:
    shown = [_head(name, language) for name in names]
    axes.set_yticks(range(len(shown)), [n if len(n) < 30 else n[:28] + "…" for n in shown])
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)


def _axis(axes: Axes, unit: str, language: str) -> None:
    write = UNITS[unit]
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=unit == "count"))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value, language)))
    axes.grid(axis="x", color=GRID, lw=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", length=0)


def _legend(axes: Axes, columns: int) -> None:
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1.01), ncols=columns, frameon=False, fontsize=8,
        borderaxespad=0, handletextpad=0.4, columnspacing=1.2,
    )  # fmt: skip


def _by_sign(values: pd.Series) -> list[str]:
    return [COLOURS[1] if value < 0 else COLOURS[0] for value in values]


def _head(name: object, language: str) -> str:
    if isinstance(name, pd.Timestamp):
        return date(name, language, "short")
    return label(str(name), language)


def _spoken(
    table: pd.DataFrame, by: str | list[str], language: str, unit: str, value: str = "value"
) -> str:
    columns = [by] if isinstance(by, str) else by
    known = table.dropna(subset=[value])
    rows = known.loc[known[value].abs().sort_values(ascending=False, kind="stable").index].head(5)
    write = UNITS[unit]
    return "; ".join(
        f"{', '.join(_head(row[c], language) for c in columns)}: {write(row[value], language)}"
        for _, row in rows.iterrows()
    )
