"""Charts: tables of figures in, drawings that are readable at a glance out."""

from presseschau.charts.bars import panels, ranking, stacked
from presseschau.charts.canvas import SMALL_N, Chart, is_small
from presseschau.charts.dots import difference, grouped, timeline
from presseschau.charts.grids import matrix
from presseschau.charts.networks import network, signed_network

__all__ = [
    "SMALL_N",
    "Chart",
    "difference",
    "grouped",
    "is_small",
    "matrix",
    "network",
    "panels",
    "ranking",
    "signed_network",
    "stacked",
    "timeline",
]
