"""Diagrams: what can be read off a chart that a learner drew, and what it still lacks."""

import re
from typing import Any

import numpy as np

_N = re.compile(r"\b[nN]\s*=\s*(\d[\d.\s]*)")


def axes_of(drawing: Any) -> Any:
    """The axes of whatever pandas or matplotlib gives back: axes, figure, bars or lines; or None.

    Matplotlib need not be loaded to find out that something is no drawing.
    """
    if isinstance(drawing, np.ndarray | list | tuple) and len(drawing):
        drawing = drawing[0]
    axes = getattr(drawing, "axes", None)
    if isinstance(axes, list):
        axes = axes[0] if axes else None
    return axes if hasattr(axes, "get_xlabel") else None


def lengths(axes: Any) -> list[float]:
    """What a chart shows: the lengths of its bars or, without any, the heights of its lines."""
    bars = [value for group in _bars(axes) for value in group.datavalues]
    return bars or [float(height) for line in axes.lines for height in line.get_ydata()]


def stated(axes: Any) -> int | None:
    """The number behind the first "n =" that is written in or around a chart."""
    found = _N.search("\n".join(_texts(axes)))
    return int(re.sub(r"\D", "", found[1])) if found else None


def lacking(axes: Any, n: int | None = None) -> list[str]:
    """What an honest chart needs and this one lacks, each as the end of a German sentence.

    ``n`` is how many cases it rests on, where that is known.
    """
    lying = {group.orientation == "horizontal" for group in _bars(axes)} or {True, False}
    labels = [axes.get_xlabel()] * (True in lying) + [axes.get_ylabel()] * (False in lying)
    own = [label.split("Quelle")[0].strip() for label in labels]
    starts = [axes.get_xlim() if one else axes.get_ylim() for one in lying if _bars(axes)]
    title = axes.get_title() or axes.get_title("left") or axes.figure.get_suptitle()
    missing = {
        "eine Überschrift: achsen.set_title(…)": not title.strip(),
        "eine Beschriftung der Achse, an der die Zahlen stehen: achsen.set_xlabel(…) oder "
        "achsen.set_ylabel(…)": not all(own),
        "die Quelle: das Wort „Quelle“ und woher die Texte sind": "uelle" not in str(_texts(axes)),
        "die Angabe, worauf die Zahlen beruhen, in der Form „n = 100“": stated(axes) is None,
        'das f vor einem Text mit geschweiften Klammern: f"n = {…}"': "{" in str(_texts(axes)),
        "die richtige Zahl hinter „n =“ (zähle nach)": stated(axes) is not None
        and n is not None and stated(axes) != n,
        "eine Achse, die bei null beginnt": any(min(ends) > 0 for ends in starts),
    }  # fmt: skip
    return [what for what, lacks in missing.items() if lacks]


def _bars(axes: Any) -> list:
    return [group for group in axes.containers if getattr(group, "datavalues", None) is not None]


def _texts(axes: Any) -> list[str]:
    titles = [axes.get_title(place) for place in ("left", "center", "right")]
    written = [text.get_text() for text in [*axes.texts, *axes.figure.texts]]
    return [*titles, axes.get_xlabel(), axes.get_ylabel(), *written]
