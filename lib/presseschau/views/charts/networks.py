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
    MOST_LETTERS,
    WIDTH,
    canvas,
    cut,
    is_small,
    shortened,
    signs,
)
from presseschau.views.charts.pictures import Chart, chart, nothing
from presseschau.views.wording import label, signed

#: Inches: a letter on average, a line, from a dot to its name, radii of the circle.
_INCHES, _LINE, _GAP, _LEAST, _WIDEST = 0.066, 0.13, 0.12, 0.55, 1.45


def network(pairs: pd.DataFrame, language: str = "de", most: int = 40) -> Chart:
    """Draws who appears with whom on a circle: company side by side, wider lines, more articles."""
    rows = beyond_chance(pairs).head(most)
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
        axes.add_patch(PathPatch(
            bend, fill=False, edgecolor=colours[first] if inside else FAINT,
            lw=0.5 + 3 * weight / heavy, alpha=0.75 if inside else 0.35, zorder=1,
        ))  # fmt: skip
    for name, (x, y) in places.items():
        axes.scatter(x, y, s=22 + 8 * graph.degree(name), color=colours[name], zorder=2)
    _name_around(axes, places)
    said = "; ".join(f"{r.first} – {r.second}: {r.articles}" for r in rows.head(5).itertuples())
    return chart(figure, said, cut(rows, pairs))


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
        axes.add_patch(FancyArrowPatch(
            places[row[first]], places[row[second]], connectionstyle="arc3,rad=0.16",
            arrowstyle="-" if both_ways else "-|>", mutation_scale=11, shrinkA=5, shrinkB=7,
            color=colour, linestyle=style, lw=1.1 + 1.6 * row[size] / heavy,
            alpha=0.55 if few else 1, zorder=2,
        ))  # fmt: skip
    axes.scatter(*zip(*places.values(), strict=True), s=34, color=INK, zorder=3)
    _name_around(axes, places, above=0.35)
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


def _name_around(axes: Axes, places: Mapping[str, tuple[float, float]], above: float = 0.1) -> None:
    """Writes names around a circle, turned so that none meets another, and leaves room for them.

    The drawing is as high as its names need, and ``above`` more, in inches.
    """
    if not places:
        return
    wide, least = WIDTH / 2 - 0.1, max(_LEAST, _LINE * len(places) / (2 * np.pi))
    # The more a name lies across, the less room it has.
    names = {
        name: shortened(
            name, min(MOST_LETTERS, int((wide / max(abs(x), 0.1) - _GAP - least) / _INCHES))
        )
        for name, (x, _) in places.items()
    }
    ends = [(x, y, _GAP + _INCHES * len(names[name])) for name, (x, y) in places.items()]
    fitting = [wide / abs(x) - taken for x, _, taken in ends if abs(x) > 0.1]
    radius = min([*fitting, 0.5 + 0.09 * len(names), _WIDEST])
    for name, (x, y) in places.items():
        turn, out = np.degrees(np.arctan2(y, x)), 1 + _GAP / radius
        left = abs(turn) > 90
        axes.text(
            out * x, out * y, names[name], fontsize=7.5, rotation=turn - 180 * left,
            rotation_mode="anchor", ha="right" if left else "left", va="center", in_layout=False,
        )  # fmt: skip
    high, deep = (max(s * (radius + taken) * y for _, y, taken in ends) + 0.1 for s in (1, -1))
    axes.figure.set_figheight(high + deep + above)
    axes.set_xlim(-wide / radius, wide / radius)
    axes.set_ylim(-deep / radius, high / radius)


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
