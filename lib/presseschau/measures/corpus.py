"""What was read: articles, outlets, stories, what was taken out, refused and printed twice."""

from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import REMOVED_WHOLE, ordered
from presseschau.core.titles import headed
from presseschau.measures.evidence import linked, places

#: More steps in time than this nobody reads in a chart; so few weeks are drawn by days.
MOST_PERIODS, FEW_WEEKS = 40, 2


def articles_by_period(analysis: Analysis) -> pd.DataFrame:
    """Counts articles per outlet and period: outlet, since (the period's first day), articles."""
    dated = analysis.articles.dropna(subset=["published"])
    dated = dated.assign(since=period(dated["published"]))
    return dated.groupby(["outlet", "since"]).size().reset_index(name="articles")


def week(published: pd.Series) -> pd.Series:
    """The Monday of each date's week (ISO 8601)."""
    return _begin(published, "W")


def step_of(published: pd.Series) -> str:
    """How dates are put together: by "day", "week", "month", "year" or "decade".

    The span from first to last decides: a few weeks go by days, and where weeks, months or years
    are too many to be read, the next longer step.
    """
    ends = published.dropna().agg(["min", "max"]).dt.to_period("W")
    weeks = ends["max"].ordinal - ends["min"].ordinal + 1 if published.notna().any() else 0
    if weeks <= FEW_WEEKS:
        return "day"
    for step, length in (("week", 1), ("month", 365.25 / 84), ("year", 365.25 / 7)):
        if weeks / length <= MOST_PERIODS:
            return step
    return "decade"


def period(published: pd.Series) -> pd.Series:
    """The first day of each date's step in time (:func:`step_of`)."""
    step = step_of(published)
    if step == "day":
        return published.dt.normalize()
    if step != "decade":
        return _begin(published, step[0].upper())
    decades = (published.dt.year // 10 * 10).astype("Int64").astype("string")
    return pd.to_datetime(decades + "-01-01")


def _begin(published: pd.Series, unit: str) -> pd.Series:
    return published.dt.to_period(unit).dt.start_time


def by_outlet(articles: pd.DataFrame, **more: tuple[str, Any]) -> pd.DataFrame:
    """Per outlet its articles, median of ``words``, first, last, and ``more`` columns of them."""
    return articles.groupby("outlet").agg(
        articles=("article_id", "size"), words=("words", "median"),
        first=("published", "min"), last=("published", "max"), **more,
    )  # fmt: skip


def outlets(analysis: Analysis) -> pd.DataFrame:
    """Describes each outlet: articles, median words, first, last, undated, teasers, wire copies."""
    articles, tokens = analysis.articles, analysis.tokens
    counts = tokens.loc[tokens["text"].str.contains(r"\w"), "article_id"].value_counts()  # words
    words = counts.reindex(articles["article_id"], fill_value=0).to_numpy()
    table = by_outlet(
        articles.assign(words=words),
        undated=("published", lambda dates: int(dates.isna().sum())),
        teasers=("is_teaser", "sum"),
        wire=("wire_group", lambda groups: int((groups != "").sum())),
    )
    return table.sort_values("articles", ascending=False).reset_index()


def removals(analysis: Analysis) -> pd.DataFrame:
    """Sums up what cleaning took out: kind, outlet, text, articles, lines.

    Whole articles stand first, then what was taken out most often.
    """
    removed = analysis.removed
    table = removed.groupby(["kind", "outlet", "text"]).agg(
        articles=("article_id", "nunique"), lines=("count", "sum")
    )
    table = table.reset_index()
    table = table.assign(part=~table["kind"].isin(REMOVED_WHOLE))
    return ordered(table, "part", "-lines", "kind", "text").drop(columns="part")


def wire_groups(analysis: Analysis) -> pd.DataFrame:
    """Texts that several articles share: title, published (first), outlets, articles, evidence."""
    copies = headed(analysis.articles[analysis.articles["wire_group"] != ""])
    copies = copies.sort_values(["published", "article_id"])
    grouped = copies.groupby("wire_group", sort=False)
    table = grouped.agg(
        title=("title", "first"),
        published=("published", "min"),
        outlets=("outlet", lambda names: ", ".join(dict.fromkeys(names))),
        articles=("article_id", "size"),
        evidence=("article_id", lambda ids: tuple(f"{i}#" for i in ids)),
    )
    return ordered(table, "-articles", "title")


def stories(analysis: Analysis, top: int = 40) -> pd.DataFrame:
    """Counts the articles of each story, as all pages do, those of most articles first.

    Returns:
        story, articles, texts (different ones: each wire text counts once), evidence.
    """
    rows = analysis.articles[analysis.articles["story"] != ""].assign(anchor="")
    copies = rows["wire_group"].where(rows["wire_group"] != "", rows["article_id"])
    grouped = rows.assign(text=copies).groupby("story")
    table = grouped.agg(articles=("article_id", "size"), texts=("text", "nunique"))
    table = ordered(table.reset_index(), "-articles", "story").head(top)
    found = places(rows, "story").reindex(table["story"])
    return table.assign(evidence=found.to_numpy(dtype=object))


def of_story(analysis: Analysis, story: str) -> Analysis:
    """Keeps the articles of one story."""
    articles = analysis.articles
    return analysis.keep(articles.loc[articles["story"] == story, "article_id"])


def articles_of(analysis: Analysis, top: int = 50) -> pd.DataFrame:
    """Lists the articles: published, outlet, title, evidence; the earliest first."""
    rows = analysis.articles.sort_values(["published", "article_id"]).head(top)
    rows = headed(rows).assign(evidence=linked(rows.assign(anchor="")))
    return rows[["published", "outlet", "title", "evidence"]].reset_index(drop=True)


def coverage(analysis: Analysis, top: int = 40) -> pd.DataFrame:
    """Counts the articles of each outlet on the most reported stories, those first.

    Returns:
        story, outlet, articles, evidence; no row where an outlet has no article on the story.
    """
    rows = analysis.articles[analysis.articles["story"] != ""].assign(anchor="")
    most = stories(analysis, top).set_index("story")["articles"]
    rows = rows[rows["story"].isin(most.index)]
    by = ["story", "outlet"]
    table = rows.groupby(by).size().rename("articles").reset_index()
    table = table.join(places(rows, by), on=by)
    sizes = table["story"].map(most)
    return ordered(table.assign(size=sizes), "-size", *by).drop(columns="size")


def corrections(analysis: Analysis) -> pd.DataFrame:
    """Counts the corrections by hand: what, action, state, reason, lines, evidence (the articles).

    The states are "applied", "replaced" (a later line is about the same thing) and "orphaned"
    (what it is about is not there any more; the reason says why).
    """
    by = ["what", "action", "state", "reason"]
    rows = analysis.corrections
    known = set(analysis.articles["article_id"])
    table = rows.groupby(by).agg(
        lines=("line", "size"),
        evidence=(
            "article_id",
            lambda ids: tuple(f"{i}#" for i in dict.fromkeys(ids) if i in known),
        ),
    )
    return table.reset_index().sort_values(["state", "what", "action", "reason"], ignore_index=True)
