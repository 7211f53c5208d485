"""Networks: who appears with whom, and who judges whom."""

from collections.abc import Mapping

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, PathPatch
from matplotlib.path import Path

from presseschau.measures.presence import beyond_chance
from presseschau.views.charts.canvas import (
    COLOURS,
    FAINT,
    INK,
    WIDTH,
    canvas,
    cut,
    is_small,
    shortened,
    signs,
)
from presseschau.views.charts.pictures import Chart, chart, nothing
from presseschau.views.wording import label, signed

#: Letters of a name beside a circle, and the room that one takes on average, in inches.
_LETTERS, _INCHES = 20, 0.066


def network(pairs: pd.DataFrame, language: str = "de", most: int = 40) -> Chart:
    """Draws who appears with whom on a circle: company side by side, wider lines, more articles."""
    company = beyond_chance(pairs)
    rows = company.head(most)
    graph = nx.Graph()
    for row in rows.itertuples():
        graph.add_edge(row.first, row.second, weight=row.articles)
    figure, axes = canvas(4.6)
    axes.set_axis_off()
    axes.set_aspect("equal")
    groups = _company(graph)
    places = _on_circle([name for group in groups for name in group])
    colours = {name: COLOURS[n % 6] for n, group in enumerate(groups) for name in group}
    heavy = max((weight for *_, weight in graph.edges.data("weight")), default=1)
    for first, second, weight in graph.edges.data("weight"):
        inside = colours[first] == colours[second]
        bend = Path(
            [places[first], (0, 0), places[second]], [Path.MOVETO, Path.CURVE3, Path.CURVE3]
        )
        axes.add_patch(
            PathPatch(
                bend,
                fill=False,
                edgecolor=colours[first] if inside else FAINT,
                lw=0.5 + 3 * weight / heavy,
                alpha=0.75 if inside else 0.35,
                zorder=1,
            )
        )
    for name, (x, y) in places.items():
        axes.scatter(x, y, s=22 + 8 * graph.degree(name), color=colours[name], zorder=2)
    _name_around(axes, places)
    said = "; ".join(f"{r.first} – {r.second}: {r.articles}" for r in rows.head(5).itertuples())
    return chart(figure, said, cut(rows, company))


def _company(graph: nx.Graph) -> list[list[str]]:
    """Groups names that keep company (Louvain; Blondel et al. 2008), the largest group first."""
    if not graph:
        return []
    groups = nx.community.louvain_communities(graph, seed=1)
    ordered = [sorted(group, key=lambda name: (-graph.degree(name), name)) for group in groups]
    return sorted(ordered, key=lambda group: (-len(group), group[0]))


def signed_network(
    pairs: pd.DataFrame, language: str = "de", most: int = 24, first: str = "speaker",
    second: str = "target", size: str = "sentences", both_ways: bool = False,
) -> Chart:  # fmt: skip
    """Draws who judges whom: an arrow from first to second, blue if approving, else dashed.

    The pairs have names in these columns, value (from -1 to 1), a size such as sentences, and n;
    those that rest on fewer than five articles are pale. What holds ``both_ways`` is a line.
    """
    if pairs.empty:
        return nothing()
    rows = pairs.head(most)
    graph = nx.DiGraph()
    graph.add_edges_from(zip(rows[first], rows[second], strict=True))
    figure, axes = canvas(4.8)
    axes.set_axis_off()
    axes.set_aspect("equal")
    places = _circle(graph)
    heavy = max(rows[size], default=1)
    for row, few in zip(rows.to_dict("records"), is_small(rows), strict=True):
        colour, style, _ = _sign(row["value"])
        axes.add_patch(
            FancyArrowPatch(
                places[row[first]],
                places[row[second]],
                connectionstyle="arc3,rad=0.16",
                arrowstyle="-" if both_ways else "-|>",
                mutation_scale=11,
                shrinkA=5,
                shrinkB=7,
                color=colour,
                linestyle=style,
                lw=1.1 + 1.6 * row[size] / heavy,
                alpha=0.55 if few else 1,
                zorder=2,
            )
        )
    axes.scatter(*zip(*places.values(), strict=True), s=34, color=INK, zorder=3)
    _name_around(axes, places)
    shown = [_sign(value) for value in sorted(set(np.sign(rows["value"])), reverse=True)]
    words = _PAIRED if both_ways else {}
    marks = [Line2D([], [], color=c, linestyle=s, lw=1.8, label=label(words.get(w, w), language))
             for c, s, w in shown]  # fmt: skip
    axes.legend(
        handles=marks, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, frameon=False,
        fontsize=8,
    )  # fmt: skip
    joint = "–" if both_ways else "→"
    said = "; ".join(
        f"{row[first]} {joint} {row[second]}: {signed(row['value'], language)}"
        for row in rows.head(5).to_dict("records")
    )
    return chart(figure, said, signs(rows, intervals=False) + cut(rows, pairs))


def _name_around(axes: Axes, places: Mapping[str, tuple[float, float]]) -> None:
    """Writes names around a circle, turned so that none meets another, and leaves room for them."""
    names = {name: shortened(name, _LETTERS) for name in places}
    for name, (x, y) in places.items():
        turn = np.degrees(np.arctan2(y, x))
        left = abs(turn) > 90
        axes.text(
            1.1 * x, 1.1 * y, names[name], fontsize=7.5, rotation=turn - 180 * left,
            rotation_mode="anchor", ha="right" if left else "left", va="center", in_layout=False,
        )  # fmt: skip
    room = WIDTH / 2 - 0.1  # inches, of which the longest name takes its part
    reach = 1.1 * room / (room - _INCHES * max(map(len, names.values()), default=0))
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-reach, reach)


def _sign(value: float) -> tuple[str, str, str]:
    if value > 0:
        return COLOURS[0], "-", "approves"
    return (COLOURS[1], "--", "disapproves") if value < 0 else (FAINT, ":", "divided")


#: What stands between two, where nobody judges anybody.
_PAIRED = {"approves": "congruent", "disapproves": "conflicting"}


def _circle(graph: nx.DiGraph) -> dict[str, tuple[float, float]]:
    """Places names on a circle, those who speak of each other side by side."""
    undirected = graph.to_undirected()
    order = []
    for part in sorted(nx.connected_components(undirected), key=lambda p: (-len(p), min(p))):
        start = max(sorted(part), key=undirected.degree)
        order += list(nx.dfs_preorder_nodes(undirected.subgraph(part), start))
    return _on_circle(order)


def _on_circle(names: list[str]) -> dict[str, tuple[float, float]]:
    angles = np.pi / 2 - 2 * np.pi * np.arange(len(names)) / max(1, len(names))
    return {name: (np.cos(a), np.sin(a)) for name, a in zip(names, angles, strict=True)}
