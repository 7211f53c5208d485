"""Networks: who appears with whom, and who judges whom."""

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from presseschau.charts.canvas import COLOURS, FAINT, INK, Chart, canvas, chart
from presseschau.wording import label, signed


def network(pairs: pd.DataFrame, language: str = "de", most: int = 40) -> Chart:
    """Draws who appears with whom: wider lines, more articles; larger dots, more company."""
    graph = nx.Graph()
    for row in pairs[pairs["npmi"] > 0].head(most).itertuples():
        graph.add_edge(row.first, row.second, weight=row.articles)
    figure, axes = canvas(4.4)
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
    return chart(figure, said)


def signed_network(pairs: pd.DataFrame, language: str = "de", most: int = 24) -> Chart:
    """Draws who judges whom: an arrow from speaker to target, blue if approving, else dashed.

    Args:
        pairs: speaker, target, value (mean tenor), sentences; the first ``most`` are drawn.
        language: Of the legend.
        most: How many arrows at most.
    """
    rows = pairs.head(most)
    graph = nx.DiGraph()
    for row in rows.itertuples():
        graph.add_edge(row.speaker, row.target)
    figure, axes = canvas(4.2)
    axes.set_axis_off()
    places = _circle(graph)
    heavy = max(rows["sentences"], default=1)
    for row in rows.itertuples():
        colour, style, _ = _sign(row.value)
        axes.add_patch(
            FancyArrowPatch(
                places[row.speaker],
                places[row.target],
                connectionstyle="arc3,rad=0.16",
                arrowstyle="-|>",
                mutation_scale=11,
                shrinkA=5,
                shrinkB=7,
                color=colour,
                linestyle=style,
                lw=1.1 + 1.6 * row.sentences / heavy,
                zorder=2,
            )
        )
    for name, (x, y) in places.items():
        axes.scatter(x, y, s=34, color=INK, zorder=3)
        side = "left" if x > 0.05 else "right" if x < -0.05 else "center"
        height = "center" if side != "center" else "bottom" if y > 0 else "top"
        axes.annotate(
            name, (x, y), (8 * x, 8 * y), textcoords="offset points", ha=side, va=height,
            fontsize=8, zorder=4,
        )  # fmt: skip
    axes.set_xlim(-1.75, 1.75)  # room for the names
    axes.set_ylim(-1.15, 1.15)
    shown = [_sign(value) for value in sorted(set(np.sign(rows["value"])), reverse=True)]
    marks = [Line2D([], [], color=c, linestyle=s, lw=1.8, label=label(w, language))
             for c, s, w in shown]  # fmt: skip
    axes.legend(
        handles=marks, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, frameon=False,
        fontsize=8,
    )  # fmt: skip
    said = "; ".join(
        f"{r.speaker} → {r.target}: {signed(r.value, language)}" for r in rows.head(5).itertuples()
    )
    return chart(figure, said)


def _sign(value: float) -> tuple[str, str, str]:
    if value > 0:
        return COLOURS[0], "-", "approves"
    return (COLOURS[1], "--", "disapproves") if value < 0 else (FAINT, ":", "divided")


def _circle(graph: nx.DiGraph) -> dict[str, tuple[float, float]]:
    """Places names on a circle, those who speak of each other side by side."""
    undirected = graph.to_undirected()
    order = []
    for part in sorted(nx.connected_components(undirected), key=lambda p: (-len(p), min(p))):
        start = max(sorted(part), key=undirected.degree)
        order += list(nx.dfs_preorder_nodes(undirected.subgraph(part), start))
    angles = np.pi / 2 - 2 * np.pi * np.arange(len(order)) / max(1, len(order))
    return {name: (np.cos(a), np.sin(a)) for name, a in zip(order, angles, strict=True)}
