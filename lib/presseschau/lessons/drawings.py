"""Drawings: charts that a short cell can make, with a title and words for those who do not see."""

import base64
from collections.abc import Iterable, Mapping
from html import escape
from io import BytesIO

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presseschau.views.charts import Chart, ranking
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
    return picture(ranking(table, "name", unit=unit), title)


def picture(drawing: Chart | Figure | Axes, title: str, alt: str = "") -> Html:
    """Shows a drawing under its title.

    Args:
        drawing: A chart of :mod:`presseschau.views.charts`, or a figure or axes of matplotlib.
        title: What the drawing shows.
        alt: What can be seen in it, in words; a chart brings its own.
    """
    if isinstance(drawing, Axes):
        drawing = drawing.figure
    if isinstance(drawing, Figure):
        drawing.set_layout_engine("constrained")  # else labels may be cut off
        stream = BytesIO()
        drawing.savefig(stream, format="svg", metadata={"Date": None})
        svg = stream.getvalue()
    else:
        svg = drawing.svg
    said = alt or getattr(drawing, "alt", "")
    image = base64.b64encode(svg).decode()
    words = escape(f"{title}. {said}")
    return Html(
        f'<figure style="max-width: 42em; margin: 1em 0"><figcaption><strong>{escape(title)}'
        f'</strong></figcaption><img style="width: 100%; background: white" alt="{words}" '
        f'src="data:image/svg+xml;base64,{image}"></figure>'
    )
