"""Pictures: the main charts of a report as PNG, drawn anew from its saved tables."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from presseschau import measures
from presseschau.core.analysis import Analysis
from presseschau.jobs.delivery.finished import Finished
from presseschau.views import charts
from presseschau.views.charts.canvas import png
from presseschau.views.wording import word

#: A mail is short; fewer articles than these prove nothing.
ROWS, LEAST = 8, 5


class Picture(NamedTuple):
    """A chart with its title and what it says in words."""

    name: str
    title: str
    alt: str
    png: bytes


def _tone(analysis: Analysis) -> pd.DataFrame:
    table = measures.tone_by(analysis, "name", voice="outlet", top=ROWS)
    return table[~charts.is_small(table)]


#: The first view of each notebook: its wording, its figures, their unit.
_FIRST: dict[str, tuple[str, Callable[[Analysis], pd.DataFrame], str]] = {
    "actors": ("actors.presence", partial(measures.presence, top=ROWS), "share"),
    "quotes": ("quotes.voice", partial(measures.share_of_voice, top=ROWS), "share"),
    "sentiment": ("sentiment.actors", _tone, "score"),
}


def pictures(report: Finished, language: str) -> list[Picture]:
    """The first chart of each page of a report that opens with a ranking of actors.

    There are none where the report rests on fewer than five articles.
    """
    said = report.facts.get("parameters", {})
    analysis = Analysis.load(report.folder / "tables").select(outlet=said.get("outlet", ""))
    if len(analysis.articles) < LEAST:
        return []
    if said.get("count_wire_once"):
        analysis = analysis.without_copies()
    found = []
    for name in (Path(page).stem for page in report.facts.get("pages", [])):
        if name not in _FIRST:
            continue
        key, figures, unit = _FIRST[name]
        if len(table := figures(analysis)):
            chart = charts.ranking(table, "name", language, unit)
            title = word(f"{key}.title", language)
            found.append(Picture(name, title, f"{title}: {chart.alt}", png(chart)))
    return found
