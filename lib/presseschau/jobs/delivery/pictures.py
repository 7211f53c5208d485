"""Pictures: the main charts of a report as PNG, drawn anew from its saved tables."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from presseschau import measures
from presseschau.core.analysis import Analysis
from presseschau.jobs.delivery.finished import Shelved
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


def _presence(analysis: Analysis) -> pd.DataFrame:
    return measures.presence(analysis, ROWS)


def _voice(analysis: Analysis) -> pd.DataFrame:
    return measures.share_of_voice(analysis, top=ROWS)


def _tone(analysis: Analysis) -> pd.DataFrame:
    table = measures.tone_by(analysis, "name", voice="outlet", top=ROWS)
    return table[~charts.is_small(table)]


#: The first view of each notebook: its wording, its figures, their unit.
_FIRST: dict[str, tuple[str, Callable[[Analysis], pd.DataFrame], str]] = {
    "actors": ("actors.presence", _presence, "share"),
    "quotes": ("quotes.voice", _voice, "share"),
    "sentiment": ("sentiment.actors", _tone, "score"),
}


def pictures(report: Shelved, language: str) -> list[Picture]:
    """Draws the first chart of each page of a report that opens with a ranking of actors.

    Gives none where the report rests on fewer than five articles.
    """
    said = report.facts.get("parameters", {})
    analysis = Analysis.load(report.folder / "tables").select(outlet=said.get("outlet", ""))
    if len(analysis.articles) < LEAST:
        return []
    if said.get("count_wire_once"):
        analysis = analysis.without_copies()
    return list(_drawn(analysis, report.facts.get("pages", []), language))


def _drawn(analysis: Analysis, pages: Sequence[str], language: str) -> Iterator[Picture]:
    for name in (Path(page).stem for page in pages):
        if name not in _FIRST:
            continue
        key, figures, unit = _FIRST[name]
        table = figures(analysis)
        if len(table):
            chart = charts.ranking(table, "name", language, unit)
            title = word(f"{key}.title", language)
            yield Picture(name, title, f"{title}: {chart.alt}", png(chart))
