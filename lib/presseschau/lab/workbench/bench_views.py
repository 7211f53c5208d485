"""The views: what the workbench shows of a selection, each a table with or without a chart."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from presseschau import measures
from presseschau.core.analysis import Analysis
from presseschau.core.tables import OUTLET_VOICE
from presseschau.lab.workbench.bookmark import Place
from presseschau.lab.workbench.shelf import Selection, Shelf, find_word
from presseschau.measures.context import contexts
from presseschau.measures.corpus import by_outlet, week
from presseschau.measures.intervals import ratio_intervals
from presseschau.measures.quality import is_precise
from presseschau.views import charts
from presseschau.views.cells import evenly
from presseschau.views.charts import Chart

#: So many actors stand in a ranking, so many speakers in the timeline.
TOP, SPEAKERS = 15, 10
#: So many marks the timeline holds before days become weeks, and weeks months.
MARKS = 250
#: Outlets are told apart by the shape of their mark; more than this nobody tells apart.
SHAPES = 4
#: No view lists more places of a word.
PLACES = 500


class View(NamedTuple):
    """A table of figures or texts, how to draw it, and how many rows there are in all."""

    key: str
    table: pd.DataFrame
    draw: Callable[..., Chart] | None = None
    unit: str = "share"
    total: int = 0
    values: dict[str, str] = {}  # noqa: RUF012 - never changed


def figures(shelf: Shelf, chosen: Selection, place: Place, limit: int) -> View:
    """Counts a selection: key, number, of (what ``value`` is of), value with interval, n."""
    size, ids = len(chosen.articles), chosen.articles["article_id"]
    spoken, toned = chosen.spoken, _own_words(chosen)

    def count(rows: pd.DataFrame, weights: pd.Series | None = None) -> np.ndarray:
        return np.bincount(rows["at"], weights, len(shelf.articles))[chosen.chosen]

    quotes, in_marks = count(spoken), count(spoken, spoken["direct"].notna())
    direct = count(spoken, spoken["direct"].fillna(0))
    judged, tenor = count(toned, toned["polar"]), count(toned, toned["polar"] * toned["tenor"])
    words, ones = chosen.articles["words"].to_numpy(dtype=float), np.ones(size)
    rows = [
        ("articles", size, "count", ""),
        ("outlets", chosen.articles["outlet"].nunique(), "count", ""),
        ("quotes", len(chosen.spoken), "count", ""),
        ("with_quotes", (quotes > 0).sum(), "share", "of_articles", quotes > 0, ones),
        ("direct_quotes", direct.sum(), "share", "of_quotes", direct, in_marks),
        ("judging", (judged > 0).sum(), "share", "of_articles", judged > 0, ones),
        ("words", words.sum(), "count", "per_article", words, ones),
        ("judgements", judged.sum(), "score", "mean_tenor", tenor, judged),
    ]
    parts = [
        ratio_intervals(
            pd.DataFrame({row[0]: row[4] for row in some}, index=ids, dtype=float),
            pd.DataFrame({row[0]: row[5] for row in some}, index=ids, dtype=float),
            bounds,
        )
        for some, bounds in ((rows[3:6], (0, 1)), (rows[6:], (-1, 1)))
    ]
    table = pd.DataFrame([row[:4] for row in rows], columns=["key", "number", "unit", "of"])
    table = table.astype({"number": float}).join(pd.concat(parts), on="key").assign(n=size)
    if not is_precise(shelf.analysis):
        table.loc[table["key"] == "judgements", ["of", "value", "low", "high"]] = [
            "",
            *[np.nan] * 3,
        ]
    return View("figures", table, total=len(table))


def outlets(shelf: Shelf, chosen: Selection, place: Place, limit: int) -> View:
    """Describes each outlet: articles, words (median), first, last; most articles first."""
    table = by_outlet(chosen.articles)
    table = table.sort_values("articles", ascending=False, kind="stable").reset_index()
    draw = partial(charts.ranking, by="outlet", unit="count", value="articles")
    return View("outlets", table, draw, "count", len(table))


def voice(shelf: Shelf, chosen: Selection, place: Place, limit: int) -> View:
    """Ranks the speakers of a selection by their share of the quoted words."""
    table = measures.share_of_voice(_bare(chosen), top=TOP, rows=chosen.spoken)
    return View("voice", table, partial(charts.ranking, by="name"), total=len(table))


def quotes(shelf: Shelf, chosen: Selection, place: Place, limit: int) -> View:
    """Lists the quotes, those of the chosen actor or of all who have a name."""
    rows = chosen.spoken
    rows = rows[rows["actor_id"] == place.actor] if place.actor else rows[rows["name"] != ""]
    rows = _holding(rows, ["name", "text", "cue", "outlet"], place.search)
    table = measures.quote_list(_bare(chosen), limit, rows=rows)
    return View("quotes", table, total=len(rows))


def tone(shelf: Shelf, chosen: Selection, place: Place, limit: int) -> View:
    """The mean tenor of each outlet's own words, towards the chosen actor or all.

    Where too few judgements are known to be right for a mean, it lists their sentences instead.
    """
    if not is_precise(shelf.analysis):
        rows = chosen.toned[chosen.toned["polar"] > 0]
        rows = rows[rows["actor_id"] == place.actor] if place.actor else rows
        table = measures.tone_evidence(shelf.analysis, limit, rows)
        shown = ["name", "tenor", "text", "words", "voice", "outlet", "evidence"]
        return View("judgements", table[shown], total=len(rows))
    table = measures.tone_by(_bare(chosen), "outlet", actor=place.actor, rows=_own_words(chosen))
    draw = partial(charts.ranking, by="outlet", unit="score")
    return View("tone", table, draw, "score", len(table))


def timeline(shelf: Shelf, chosen: Selection, place: Place, limit: int) -> View:
    """Counts who spoke when; days become weeks or months where they are too many to draw."""
    rows = chosen.spoken.dropna(subset=["published"])
    rows = rows[rows["actor_id"] == place.actor] if place.actor else rows[rows["name"] != ""]
    rows = rows[rows["name"].isin(rows["name"].value_counts().head(SPEAKERS).index)]
    if rows["outlet"].nunique() > SHAPES:
        rows = rows.assign(outlet="all_outlets")
    days = rows["published"].dt.normalize()
    months = days - pd.to_timedelta(days.dt.day - 1, unit="D")
    for step, dates in (("day", days), ("week", week(rows["published"])), ("month", months)):
        marks = pd.DataFrame({"name": rows["name"], "outlet": rows["outlet"], "date": dates})
        if step == "month" or len(marks.drop_duplicates()) <= MARKS:
            break
    rows = rows.assign(published=dates)
    table = measures.timeline(_bare(chosen), SPEAKERS, rows=rows)
    draw = partial(charts.timeline, by="name", group="outlet")
    return View("timeline", table, draw, "count", len(table), {"step": step})


def kwic(shelf: Shelf, chosen: Selection, place: Place, limit: int) -> View:
    """Lists the places of the chosen word with what stands around them."""
    tokens = shelf.analysis.tokens
    first, last = find_word(shelf, chosen.chosen, place.word)
    shown = [tokens.iloc[evenly(ends, min(limit, PLACES))] for ends in (first, last)]
    table = contexts(shelf.analysis.articles, *shown)
    return View("kwic", table, total=len(first), values={"word": place.word})


def articles(shelf: Shelf, chosen: Selection, place: Place, limit: int) -> View:
    """Lists the articles, the earliest first."""
    rows = _holding(chosen.articles, ["outlet", "title"], place.search)
    table = measures.articles_of(Analysis(articles=rows), limit)
    return View("articles", table, total=len(rows))


#: The views of each page of the workbench, in the order of its buttons.
PAGES: dict[str, tuple[Callable[[Shelf, Selection, Place, int], View], ...]] = {
    "overview": (figures, outlets),
    "voice": (voice,),
    "quotes": (quotes,),
    "tone": (tone,),
    "timeline": (timeline,),
    "kwic": (kwic,),
    "articles": (articles,),
}
#: The pages whose tables can hold more rows than are shown, so that they have a search of all.
LONG = ("quotes", "articles")


def typical_word(shelf: Shelf) -> str:
    """A word to begin a search with: of the largest story's name, the one most articles have."""
    stories = shelf.articles.loc[shelf.articles["story"] != "", "story"]
    if stories.empty:
        return ""
    story = stories.mode().iloc[0]
    articles = shelf.analysis.articles
    texts = articles.loc[articles["story"] == story, "text"]
    nouns = re.findall(r"\b[A-ZÄÖÜ]\w{2,}", story) or [story]
    return max(nouns, key=lambda noun: texts.str.contains(rf"\b{noun}\b").sum())


def _own_words(chosen: Selection) -> pd.DataFrame:
    """The tone rows of what outlets say in their own words."""
    return chosen.toned[chosen.toned["voice"] == OUTLET_VOICE]


def _bare(chosen: Selection) -> Analysis:
    """The analysis of a selection as far as measures need it whose rows are at hand."""
    return Analysis(articles=chosen.articles)


def _holding(rows: pd.DataFrame, columns: list[str], searched: str) -> pd.DataFrame:
    """Keeps the rows that hold each of the searched words in some column, in any case."""
    for part in searched.split():
        holds = [rows[column].str.contains(part, case=False, regex=False) for column in columns]
        rows = rows[np.any(holds, axis=0)]
    return rows
