"""Drawings: bars that a first lesson can draw in one call, said in words for those who see none."""

from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd

from presseschau.views.charts import ranking
from presseschau.views.charts.pictures import figure_html
from presseschau.views.page import Html


def bars(values: Mapping | Iterable[tuple], title: str, unit: str = "count") -> Html:
    """Draws a horizontal bar for each name, the first on top.

    Args:
        values: Names with their values: a dictionary, a Series, or pairs as ``most_common`` gives.
        title: What the chart shows.
        unit: "count", "share" (0 to 1) or "score" (-1 to 1).
    """
    pairs = values.items() if isinstance(values, Mapping | pd.Series) else values
    table = pd.DataFrame(list(pairs), columns=["name", "value"])
    image = figure_html(ranking(table, "name", unit=unit), title)
    image = image.replace("<img", '<img style="width: 100%; background: white"', 1)
    return Html(
        f'<figure style="max-width: 42em; margin: 1em 0"><figcaption><strong>{escape(title)}'
        f"</strong></figcaption>{image}</figure>"
    )
