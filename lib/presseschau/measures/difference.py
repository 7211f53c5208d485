"""Differences: what one outlet does more or less than another, and how sure that is."""

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.calls import require_one_of
from presseschau.core.tables import ordered
from presseschau.measures.evidence import places
from presseschau.measures.intervals import difference_intervals, spread
from presseschau.measures.presence import named, outlets_named
from presseschau.measures.tone import toned
from presseschau.measures.voice import spoken

#: The name of the other side where an outlet is compared with all others.
REST = "rest"
_FIGURES = "presence, voice, tenor"


def difference(
    analysis: Analysis, what: str, first: str = "", second: str = "", top: int = 12
) -> pd.DataFrame:
    """Compares two outlets, or one with all others, actor by actor.

    Compared is ``what``: "presence" (share of articles that name the actor), "voice" (share of the
    quoted words that have a named speaker) or "tenor" (mean tenor in the outlets' own words). The
    first is the outlet with most articles if empty, the second all others. Of the actors ``top``
    are taken at most, those behind most articles first, then those with most words or judgements;
    who is in a single article differs between no outlets and is left out.

    Returns:
        name, first, second (the two figures), value (first minus second), low, high (95 %
        bootstrap interval of the difference over articles), n (articles behind the figure on the
        weaker side), evidence; sorted by value. Actors without a figure on one side are left out,
        and outlets of the analysis.

    Raises:
        ValueError: There is no such outlet or figure.
    """
    first, second = sides(analysis, first, second)
    articles = analysis.articles
    if first:  # what is of no known outlet may be of either
        told = (articles["outlet"] == first) | (articles["outlet"] == second)
        told |= (second == REST) & (articles["outlet"] != "")
        analysis = analysis.keep(articles.loc[told, "article_id"])
        articles = analysis.articles
    if what == "presence":
        rows, value, weight = named(analysis), "n", pd.Series(1.0, index=articles["article_id"])
    elif what == "voice":
        rows, value = spoken(analysis), "words"
        rows = rows[rows["name"] != ""]
        weight = rows.groupby("article_id")["words"].sum()
    elif what == "tenor":
        rows, value, weight = toned(analysis, "outlet"), "tenor", None
        rows = rows[rows["polar"] > 0]
    else:
        raise ValueError(f"There is no difference in '{what}'. Choose from: {_FIGURES}.")
    rows = rows[~rows["name"].isin(outlets_named(analysis))]
    rows = rows[rows["name"].isin(_most(rows, "words" if what == "voice" else "n")[:top])]
    ids = articles["article_id"]
    tops = spread(rows, "name", value, ids)
    bottoms = spread(rows, "name", "n", ids) if weight is None else weight.reindex(ids).fillna(0.0)
    is_first = articles["outlet"] == first
    bounds = (-1, 1) if what == "tenor" else (0, 1)
    table = difference_intervals(tops, bottoms, is_first, bounds).dropna(subset=["value"])
    table = table.join(places(rows, "name")).rename_axis("name")
    return ordered(table.reset_index(), "-value", "name")


def surely(table: pd.DataFrame) -> pd.Series:
    """For each difference, whether its interval leaves out 0."""
    return (table["low"] > 0) | (table["high"] < 0)


def _most(rows: pd.DataFrame, size: str) -> list[str]:
    """The names in several articles, those in most of them and with most besides first."""
    counts = rows.groupby("name").agg(articles=("article_id", "nunique"), size=(size, "sum"))
    counts = counts[counts["articles"] > 1].reset_index()
    return list(ordered(counts, "-articles", "-size", "name")["name"])


def sides(analysis: Analysis, first: str = "", second: str = "") -> tuple[str, str]:
    """The two sides of a comparison: the outlets named, else the largest and the rest.

    Raises:
        ValueError: There is no such outlet, or both sides are the same one.
    """
    outlets = list(analysis.articles["outlet"].value_counts().index)
    second = "" if second == REST else second
    for name in (first, second):
        if name:
            require_one_of(name, outlets, "outlet")
    first = first or next((name for name in outlets if name not in ("", second)), "")
    if first and first == second:
        raise ValueError(f"Both sides are '{first}'; name two different outlets.")
    return first, second or REST
