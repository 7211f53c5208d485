"""Charts: tables of figures in, drawings that are readable at a glance out."""

from typing import Any

from presseschau.views.charts.canvas import SMALL_N, is_small
from presseschau.views.charts.dots import difference, grouped, timeline
from presseschau.views.charts.grids import matrix
from presseschau.views.charts.pictures import Chart, picture
from presseschau.views.charts.plots import panels, ranking, stacked
from presseschau.views.charts.trends import trend

__all__ = [
    "SMALL_N", "Chart", "difference", "grouped", "is_small", "matrix", "network", "panels",
    "picture", "ranking", "signed_network", "stacked", "timeline", "trend",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Loads the networks on first use: most charts need no graphs."""
    if name not in __all__:
        raise AttributeError(f"module 'presseschau.views.charts' has no attribute '{name}'")
    from presseschau.views.charts import networks

    return getattr(networks, name)
