"""Told: the articles of an actor or a story, with the tables that each subject's page needs."""

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures import tone
from presseschau.measures.corpus import period
from presseschau.measures.manner import pairs_in_quotes
from presseschau.measures.presence import named
from presseschau.measures.voice import spoken
from presseschau.reports.quotations import placed
from presseschau.reports.rendering import texts
from presseschau.reports.subjects import FOLDER
from presseschau.views.page import Html, Page, page


class Told(NamedTuple):
    """An analysis, and the tables that every page needs, made once and then filtered.

    The analysis of a part has its articles only, but every other table whole; articles tell the
    first day of their step in time, ``since``.
    """

    analysis: Analysis
    language: str
    titles: dict[str, str]
    named: pd.DataFrame
    said: pd.DataFrame
    pairs: pd.DataFrame
    toned: pd.DataFrame

    @classmethod
    def of(cls, analysis: Analysis, language: str) -> "Told":
        """The whole of an analysis."""
        where = analysis.articles[["article_id", "outlet", "published", "story"]]
        rows = named(analysis).merge(where, on="article_id")
        titles = page(analysis, FOLDER, language).titles
        made = placed(spoken(analysis)), pairs_in_quotes(analysis), tone.toned(analysis)
        articles = analysis.articles.assign(since=period(analysis.articles["published"]))
        analysis = replace(analysis, articles=articles)
        return cls(analysis, language, titles, rows, *made)

    @property
    def dated(self) -> bool:
        """Whether any of the articles has a date."""
        return bool(self.analysis.articles["published"].notna().any())

    def actor(self, key: str) -> "Told":
        """The articles that name, quote or judge an actor, but only what they say, or is said."""
        rows, said, toned = (
            table[table["actor_id"] == key] for table in (self.named, self.said, self.toned)
        )
        told = (rows, said, toned[toned["polar"] > 0])
        ids = {article for table in told for article in table["article_id"]}
        return self._within(
            self.analysis.articles["article_id"].isin(ids),
            named=rows,
            said=said,
            pairs=self.pairs[self.pairs["target_id"] == key],
            toned=toned[toned["article_id"].isin(ids)],
        )

    def story(self, key: str) -> "Told":
        """The articles of a story."""
        tables = {name: getattr(self, name) for name in ("named", "said", "pairs", "toned")}
        kept = {name: table[table["story"] == key] for name, table in tables.items()}
        return self._within(self.analysis.articles["story"] == key, **kept)

    def _within(self, chosen: pd.Series, **tables: pd.DataFrame) -> "Told":
        part = replace(self.analysis, articles=self.analysis.articles[chosen])
        return self._replace(analysis=part, **tables)

    def page(self, name: str) -> Page:
        """A notebook's page of these articles."""
        return Page(name, self.analysis, self.language, "../articles/", self.titles)

    def view(self, key: str, table: pd.DataFrame, own: str = "", **more: object) -> Html:
        """A table as a notebook's page shows it, with a title and text of ours; none if empty."""
        name, _, view = key.partition(".")
        if table.empty:
            return Html("")
        t = texts(self.language)[FOLDER]
        said = {"title": t[own], "how": t[f"{own}_how"]} if own else {}
        return self.page(name).view(view, table, **(said | more))
