"""Person: what a corpus says of one actor: names, roles over time, periods, outlets, voices."""

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import ordered
from presseschau.link.actors.role_words import head, summary
from presseschau.measures.corpus import period
from presseschau.measures.evidence import anchored, places
from presseschau.measures.manner import pairs_in_quotes
from presseschau.measures.presence import shares_in
from presseschau.measures.voice import spoken


def names_of(analysis: Analysis, actor: str) -> pd.DataFrame:
    """The actor in one row: kind, aliases, mentions, articles, quotes, first, last."""
    rows, named = analysis.actors[analysis.actors["actor_id"] == actor], _mentions(analysis, actor)
    days = named["published"]
    return rows[["kind", "aliases", "mentions"]].assign(
        articles=named["article_id"].nunique(),
        quotes=int((spoken(analysis)["actor_id"] == actor).sum()),
        first=days.min(),
        last=days.max(),
    )


def roles_over_time(analysis: Analysis, actor: str) -> pd.DataFrame:
    """Lists the roles that stand beside the actor's name, with the days on which they were read.

    Forms of one office ("Fraktionschef", "Fraktionschef des Bürgerbundes") are one role.

    Returns:
        role (the office's commonest form), first, last, articles, evidence; in the order of the
        first day.
    """
    roles = analysis.roles.loc[analysis.roles["actor_id"] == actor, ["article_id", "role", "start"]]
    names = _mentions(analysis, actor).sort_values("start")
    # The name that a role stands beside is the nearest.
    read = pd.merge_asof(
        roles.sort_values("start"), names, on="start", by="article_id", direction="nearest"
    ).dropna(subset="anchor")
    read = read.assign(office=read["role"].map(head)).sort_values(["article_id", "start"])
    table = read.groupby("office").agg(
        role=("role", lambda forms: summary(forms, most=1)),
        first=("published", "min"),
        last=("published", "max"),
        articles=("article_id", "nunique"),
    )
    table = table.join(places(read, "office"))
    return table.sort_values(["first", "role"], ignore_index=True)


def periods_of(analysis: Analysis, actor: str) -> pd.DataFrame:
    """Counts the articles that quote the actor or only name them, period by period.

    Returns:
        since, part ("is_quoted" or "only_named"), articles (0 in periods without).
    """
    dated = analysis.articles.dropna(subset=["published"])
    dated = dated.assign(since=period(dated["published"]))
    quoted = set(analysis.quotes.loc[analysis.quotes["actor_id"] == actor, "article_id"])
    named = set(_mentions(analysis, actor)["article_id"]) - quoted
    parts = []
    for part, articles in (("is_quoted", quoted), ("only_named", named)):
        counts = dated["article_id"].isin(articles).groupby(dated["since"]).sum()
        parts.append(counts.rename("articles").reset_index().assign(part=part))
    table = pd.concat(parts)[["since", "part", "articles"]]
    return table.sort_values(["since", "part"], ascending=True, ignore_index=True)


def outlets_of(analysis: Analysis, actor: str) -> pd.DataFrame:
    """The share of each outlet's articles that name the actor.

    Returns:
        outlet, articles (that name the actor), n (of the outlet), value, low, high, evidence.
    """
    articles = analysis.articles[analysis.articles["outlet"] != ""]
    rows = _mentions(analysis, actor).drop_duplicates("article_id").assign(name=actor)
    table = shares_in(articles, rows, "outlet").drop(columns="name")
    return ordered(table, "-value", "outlet")


def speakers_about(
    analysis: Analysis, actor: str, top: int = 12, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Counts who names the actor in their own words.

    ``rows`` are what ``pairs_in_quotes`` gives for the analysis, where it is at hand.

    Returns:
        speaker, quotes, n (articles), evidence; most quotes first.
    """
    rows = pairs_in_quotes(analysis) if rows is None else rows
    rows = rows[rows["target_id"] == actor]
    table = rows.groupby("speaker").agg(quotes=("quote", "size"), n=("article_id", "nunique"))
    table = table.join(places(rows, "speaker")).reset_index()
    return ordered(table, "-quotes", "speaker").head(top)


def _mentions(analysis: Analysis, actor: str) -> pd.DataFrame:
    rows = analysis.mentions[analysis.mentions["actor_id"] == actor]
    where = analysis.articles[["article_id", "outlet", "published"]]
    return anchored(rows.merge(where, on="article_id"))
