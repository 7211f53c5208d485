"""Figures: any drawing as a piece of HTML, with words for those who do not see it."""

import sys
from html import escape
from io import BytesIO

import matplotlib as mpl

from presseschau.views.charts import Chart, picture


def figure_html(drawn: object, alt: str) -> str:
    """A drawing as HTML.

    Args:
        drawn: A chart of :mod:`presseschau.views.charts`, a figure or axes of matplotlib (pandas
            and seaborn draw such), or whatever shows itself in Jupyter as HTML, SVG or PNG.
        alt: What it shows, for those who do not see it; a chart adds its values.

    Raises:
        TypeError: It is none of these.
    """
    if isinstance(drawn, Chart):
        return picture(drawn.svg, f"{alt}. {drawn.alt}")
    figure = getattr(drawn, "figure", drawn)  # of axes
    if hasattr(figure, "savefig"):
        return picture(_svg(figure), alt)
    for kind in ("html", "svg", "png"):
        shown = getattr(drawn, f"_repr_{kind}_", lambda: None)()
        if shown and kind == "html":
            return f'<div role="group" aria-label="{escape(alt)}">{shown}</div>'
        if shown:
            data = shown.encode() if isinstance(shown, str) else shown
            return picture(data, alt, "image/svg+xml" if kind == "svg" else "image/png")
    raise TypeError(
        f"A view draws charts, figures of matplotlib and what shows itself in Jupyter, not a "
        f"'{type(drawn).__name__}'."
    )


def _svg(figure: object) -> bytes:
    """A figure of matplotlib as SVG, the same bytes each time."""
    stream = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "presseschau"}):
        figure.savefig(
            stream, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None}
        )
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure)  # or Jupyter would show it once more below the cell
    return stream.getvalue()
