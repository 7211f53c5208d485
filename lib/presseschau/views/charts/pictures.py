"""Pictures: a chart as SVG, PNG and HTML, and whatever else draws itself as HTML."""

import re
import sys
import warnings
from base64 import b64encode
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import NamedTuple

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from presseschau.views.charts.canvas import STYLE, canvas

_UNSEEN = (
    # What a text says is kept for paper, in letters that nothing below takes for others.
    (re.compile(rb"<!-- (.*?) -->", re.DOTALL), lambda said: b"<!--%b-->" % b64encode(said[1])),
    (re.compile(rb"<!DOCTYPE.*?>|<metadata>.*?</metadata>", re.DOTALL), b""),
    (re.compile(rb"\s*\n\s*"), b" "),
    (re.compile(rb"> <"), b"><"),
    (re.compile(rb'<g id="[\w.]+"'), b"<g"),
    (re.compile(rb"(?<!scale\()\b(\d+\.\d\d)\d{2,}"), rb"\1"),
    # A letter is "use" of its drawing, moved to the right by hundredths of its size.
    (
        re.compile(rb'xlink:href="(#[^"]+)" transform="translate\((\d+)\S* 0\)"'),
        rb'href="\1" x="\2"',
    ),
    (re.compile(rb'xlink:href="'), b'href="'),
    (re.compile(rb"DejaVuSans-"), b""),
    (re.compile(rb"(?<=[MLQCz]) | (?=[MLQCz] )| (?=[Mz\"])"), b""),
    (re.compile(rb"(?<=[:;]) "), b""),
    (re.compile(rb"(?:<g/>)+"), b""),
)
_CANVASES = {"svg": (FigureCanvasSVG, 72), "png": (FigureCanvasAgg, 200)}


class Chart(NamedTuple):
    """A drawing as SVG, what it says in words for those who do not see it, and its figure.

    ``signs`` names what has to be explained beside it: "intervals" or "some_intervals" (lines),
    "small" (pale), "cut" (not all of the table is drawn), "unnamed" (what is of no known outlet is
    not).
    """

    svg: bytes
    alt: str
    figure: Figure
    signs: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        return picture(self.svg, self.alt)

    def __repr__(self) -> str:
        return f"Chart: {self.alt}"


def picture(data: bytes, alt: str, kind: str = "image/svg+xml") -> str:
    """An image as HTML that needs no other file."""
    return f'<img alt="{escape(alt)}" src="data:{kind};base64,{b64encode(data).decode()}">'


def figure_html(drawn: object, alt: str) -> str:
    """A drawing as HTML.

    Args:
        drawn: A chart of this package, a figure or axes of matplotlib (pandas
            and seaborn draw such), or whatever shows itself in Jupyter as HTML, SVG or PNG.
        alt: What it shows, for those who do not see it; a chart adds its values.

    Raises:
        TypeError: It is none of these.
    """
    if isinstance(drawn, Chart):
        return picture(drawn.svg, f"{alt}. {drawn.alt}")
    figure = getattr(drawn, "figure", drawn)  # of axes
    if hasattr(figure, "savefig"):
        return picture(_plain_svg(figure), alt)
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


def _plain_svg(figure: Figure) -> bytes:
    """A figure of matplotlib as SVG, the same bytes each time."""
    stream = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "presseschau"}):
        figure.savefig(
            stream, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None}
        )
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure)  # or Jupyter would show it once more below the cell
    return stream.getvalue()


def chart(figure: Figure, alt: str, signs: tuple[str, ...] = ()) -> Chart:
    """Writes a figure as SVG; the same figure gives the same bytes."""
    return Chart(_written(figure, "svg", Date=None, Creator=None), alt, figure, signs)


def nothing() -> Chart:
    """The drawing of a table without rows: empty."""
    figure, axes = canvas(1)
    axes.set_axis_off()
    return chart(figure, "")


@lru_cache(8)  # those of a report's findings stand in two files
def png(drawn: Chart) -> bytes:
    """A chart as PNG, for mail, which knows no SVG; the same chart gives the same bytes."""
    return _written(drawn.figure, "png", Software=None)


def _written(figure: Figure, kind: str, **metadata: str | None) -> bytes:
    stream, engine, own = BytesIO(), figure.get_layout_engine(), figure.dpi
    for axes in figure.axes:  # they bear no names, for which each drawing would look for room
        axes.xaxis.set_label_coords(0.5, 0)
        axes.yaxis.set_label_coords(0, 0.5)
    kind_of_canvas, dpi = _CANVASES[kind]
    kind_of_canvas(figure)
    figure.set_dpi(dpi)
    with mpl.rc_context(STYLE), warnings.catch_warnings():
        # A sign that no font has, such as an emoji in a headline, becomes a box.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        for text in figure.findobj(Text):
            text.set_parse_math(False)  # a headline's "$" is money, no formula
        engine.execute(figure)
        figure.set_layout_engine(None)  # or savefig would draw all of it twice
        figure.set_dpi(own)
        figure.savefig(stream, format=kind, dpi=max(dpi, own), metadata=metadata)
    figure.set_layout_engine(engine)
    return _slim(stream.getvalue()) if kind == "svg" else stream.getvalue()


def _slim(svg: bytes) -> bytes:
    """A drawing without what nobody sees, two fifths of it: blanks, names, a millionth of a point.

    All texts are drawn as paths, so that blanks mean nothing; a comment before each says what it
    is, for paper.
    """
    for what, instead in _UNSEEN:
        svg = what.sub(instead, svg)
    return svg
