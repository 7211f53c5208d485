"""Every chart can be read, however much or little its table holds: no text cut, none upon another.

Looked at is what is drawn: the boxes of all texts, turned as they are, inside the figure.
"""

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_svg import RendererSVG

from presseschau.views import charts

NAME = "Bundesministerium für Ernährung und Forsten"
OUTLET = "Niederlausitzer Tageblatt und Anzeiger"


def table(rows: int, outlets: int) -> pd.DataFrame:
    """Figures of so many names in so many outlets, with every column that a chart may ask for."""
    n = np.arange(max(rows, outlets))
    value = np.cos(n + 0.1)
    names = [f"{i} {NAME}" for i in n % rows]
    found = pd.DataFrame({"name": names, "n": 1 + n % 9, "value": value})
    found["outlet"] = [f"{OUTLET} {i}" for i in n % outlets]
    found["since"] = pd.Timestamp("2009-01-01") + pd.to_timedelta(n % 17 * 365.25, "D")
    found["since"] = found["since"].dt.to_period("Y").dt.start_time
    found["published"] = found["since"] + pd.Timedelta(days=3)
    found["low"], found["high"] = value - 0.2, value + 0.2
    found["sentences"], found["coverage"], found["articles"] = 1 + n * 7, 0.25, 2 + n % 30
    found["quotes"], found["npmi"], found["unit"] = 1 + n % 8, 0.5, "share"
    found["first"], found["second"] = found["name"], found["name"].shift(-1).fillna("A")
    found["speaker"], found["target"] = found["first"], found["second"]
    return found


def positive(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(value=rows["value"].abs(), low=0, high=1)


def three_measures(rows: pd.DataFrame) -> pd.DataFrame:
    measures = ["is_quoted", "length", "position"]
    return pd.concat([positive(rows).assign(measure=measure) for measure in measures])


CHARTS = {
    "shares": lambda t: charts.ranking(positive(t), "name"),
    "scores": lambda t: charts.ranking(t, "name", unit="score"),
    "panels": lambda t: charts.panels(three_measures(t), "name"),
    "parts": lambda t: charts.stacked(t, "name", "outlet", "articles"),
    "years": lambda t: charts.stacked(t, "since", "outlet", "articles"),
    "groups": lambda t: charts.grouped(t, "name", "outlet"),
    "difference": lambda t: charts.difference(t, "name", OUTLET, NAME),
    "timeline": lambda t: charts.timeline(t, "name", "outlet"),
    "matrix": lambda t: charts.matrix(positive(t), "name", "outlet"),
    "scores in time": lambda t: charts.matrix(t, "name", "since", unit="score"),
    "trend": lambda t: charts.trend(positive(t).drop_duplicates("since")),
    "network": lambda t: charts.network(t),
    "signed": lambda t: charts.signed_network(t),
}


def boxes(name: str, rows: int, outlets: int, monkeypatch) -> tuple[charts.Chart, list, np.ndarray]:
    """A chart, what is written in it, and the corners of each text, as it is turned."""
    words, corners = [], []
    draw = RendererSVG.draw_text

    def write(renderer, gc, x, y, said, font, angle, *more, **others):
        width, height, below = renderer.get_text_width_height_descent(said, font, False)
        turn = np.deg2rad(angle)
        along, up = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        start = np.array([x, renderer.height - y]) - below * up
        sides = [0 * up, width * along, width * along + height * up, height * up]
        words.append(said)
        corners.append(start + sides)
        draw(renderer, gc, x, y, said, font, angle, *more, **others)

    monkeypatch.setattr(RendererSVG, "draw_text", write)
    return CHARTS[name](table(rows, outlets)), words, np.array(corners)


def meet(first: np.ndarray, second: np.ndarray) -> bool:
    """Tells whether two turned boxes overlap: no side of either parts them."""
    for box in (first, second):
        for side in np.diff(box[:3], axis=0):
            along, others = first @ side, second @ side
            touch = np.linalg.norm(side)  # by a point they may
            if along.max() <= others.min() + touch or others.max() <= along.min() + touch:
                return False
    return True


SIZES = [(name, *size) for name in CHARTS for size in ((1, 1), (10_000, 40))]
TWO_OUTLETS = [(name, 25, 2) for name in ("years", "groups", "matrix", "scores in time")]


@pytest.mark.parametrize(("name", "rows", "outlets"), SIZES + TWO_OUTLETS)
def test_all_that_is_written_can_be_read(name, rows, outlets, monkeypatch):
    drawn, words, corners = boxes(name, rows, outlets, monkeypatch)
    low, high = corners.min(axis=1), corners.max(axis=1)
    width, height = 72 * drawn.figure.get_size_inches()
    inside = (low >= -1).all(axis=1) & (high <= (width + 1, height + 1)).all(axis=1)
    assert [word for word, well in zip(words, inside, strict=True) if not well] == []
    near = (low[:, None] < high - 1).all(axis=2) & (low < high[:, None] - 1).all(axis=2)
    pairs = zip(*np.nonzero(np.triu(near, 1)), strict=True)
    assert [(words[a], words[b]) for a, b in pairs if meet(corners[a], corners[b])] == []
    assert height < 20 * 72
    assert len(drawn.svg) < 300_000


@pytest.mark.parametrize("name", CHARTS)
def test_a_table_without_rows_is_a_drawing_without_words(name):
    drawn = CHARTS[name](table(1, 1).head(0))
    assert drawn.svg.startswith(b"<?xml")
    assert (drawn.alt, drawn.signs) == ("", ())
