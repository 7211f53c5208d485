"""Story: one matter in the news: who spoke when, in which articles."""

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.evidence import places
from presseschau.measures.voice import spoken


def of_story(analysis: Analysis, story: str) -> Analysis:
    """Keeps the articles of one story."""
    articles = analysis.articles
    return analysis.keep(articles.loc[articles["story"] == story, "article_id"])


def timeline(analysis: Analysis, top: int = 12, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """Counts who spoke on which day in which outlet.

    Args:
        analysis: The analysis, of one story for instance.
        top: How many speakers, those with most quotes first.
        rows: What ``spoken`` gives for the analysis, where it is at hand.

    Returns:
        name, published (the day), outlet, quotes, evidence; speakers in the order in which they
        first spoke.
    """
    rows = spoken(analysis) if rows is None else rows
    rows = rows.dropna(subset=["published"])
    rows = rows[rows["name"] != ""]
    rows = rows[rows["name"].isin(rows["name"].value_counts().head(top).index)]
    rows = rows.assign(published=rows["published"].dt.normalize())
    by = ["name", "published", "outlet"]
    table = rows.groupby(by).size().rename("quotes").to_frame()
    table = table.join(places(rows, by)).reset_index()
    first = table.groupby("name")["published"].transform("min")
    table = table.assign(first=first).sort_values(["first", *by], ignore_index=True)
    return table.drop(columns="first")


def articles_of(analysis: Analysis, top: int = 50) -> pd.DataFrame:
    """Lists the articles: published, outlet, title, evidence; the earliest first."""
    rows = analysis.articles.sort_values(["published", "article_id"]).head(top)
    links = rows["article_id"].map(lambda article_id: (f"{article_id}#",))
    return rows[["published", "outlet", "title"]].assign(evidence=links).reset_index(drop=True)
