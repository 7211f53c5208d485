"""Presence: who appears where, when and with whom."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd

from presseschau.articles.outlet_names import spelling
from presseschau.core.analysis import Analysis
from presseschau.core.tables import ordered
from presseschau.link.actors.role_words import summary
from presseschau.measures.corpus import period
from presseschau.measures.evidence import anchored, places
from presseschau.measures.intervals import ratio_intervals, spread
from presseschau.measures.private import bystanders

#: Articles that must name two actors together: two may do so by chance.
TOGETHER = 3


def outlets_named(analysis: Analysis) -> set[str]:
    """The names of actors that are outlets of the corpus: an outlet names itself, as all do."""
    outlets = {spelling(name) for name in analysis.articles["outlet"].unique() if name}
    return {name for name in analysis.actors["name"] if spelling(name) in outlets}


def named(
    analysis: Analysis, kinds: tuple[str, ...] = ("PER", "ORG", "GOV"), labels: bool = False
) -> pd.DataFrame:
    """One row per actor and article that names it: article_id, actor_id, name, anchor, n.

    Who is in an article by a label alone ("Ruth Amelung (SUH)") is not named there, unless
    ``labels`` are to count.
    """
    actors = analysis.actors[analysis.actors["kind"].isin(kinds)]
    mentions = analysis.mentions[~analysis.mentions["is_label"] | labels]
    mentions = mentions.merge(actors[["actor_id", "name"]], on="actor_id")
    first = anchored(mentions.sort_values(["article_id", "start"], kind="stable"))
    first = first.drop_duplicates(["article_id", "actor_id"])
    return first[["article_id", "actor_id", "name", "anchor"]].assign(n=1.0)


def listed(analysis: Analysis, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of :func:`named` without private people whom one article names and nobody quotes."""
    return rows[~rows["actor_id"].isin(bystanders(analysis).index)]


def presence(
    analysis: Analysis, top: int = 15, kinds: tuple[str, ...] = ("PER", "ORG", "GOV")
) -> pd.DataFrame:
    """Ranks actors by the share of articles that name them.

    Private people whom one article names and nobody quotes are left out.

    Returns:
        actor_id, name, kind, roles, articles, mentions, value (share), low, high, evidence.
    """
    rows = named(analysis, kinds)
    table = ranked(analysis, rows, top)
    kept = rows[rows["actor_id"].isin(table["actor_id"])]
    matrix = spread(kept, "actor_id", "n", analysis.articles["article_id"])
    shares = ratio_intervals(matrix, pd.Series(1.0, index=matrix.index))
    evidence = places(kept, "actor_id")
    table = table.join(shares, on="actor_id").join(evidence, on="actor_id")
    columns = ["actor_id", "name", "kind", "roles", "articles", "mentions"]
    return table[[*columns, "value", "low", "high", "evidence"]]


def ranked(analysis: Analysis, rows: pd.DataFrame, top: int) -> pd.DataFrame:
    """The actors that most articles name, of those in the rows of :func:`named`."""
    rows = listed(analysis, rows)
    counts = rows.groupby("actor_id").size().rename("articles").to_frame()
    named_so = analysis.mentions.loc[~analysis.mentions["is_label"], "actor_id"]
    counts = counts.join(named_so.value_counts().rename("mentions"))
    table = analysis.actors.drop(columns=["articles", "mentions"]).merge(counts, on="actor_id")
    return ordered(table, "-articles", "-mentions", "actor_id").head(top)


def presence_by(analysis: Analysis, by: str = "outlet", top: int = 15) -> pd.DataFrame:
    """The share of each group's articles that name each of the top actors of the whole analysis.

    A column of the articles, such as "outlet" or "story", makes the groups.

    Returns:
        name, the group's column, articles (that name the actor), n (of the group), value (share).
    """
    rows = named(analysis)
    chosen = ranked(analysis, rows, top)
    groups = analysis.articles[["article_id", by]]
    sizes = groups.groupby(by).size().rename("n")
    rows = rows[rows["actor_id"].isin(chosen["actor_id"])].merge(groups, on="article_id")
    counts = rows.groupby(["name", by])["article_id"].nunique().rename("articles")
    full = pd.MultiIndex.from_product([chosen["name"].unique(), sizes.index], names=["name", by])
    table = counts.reindex(full, fill_value=0).reset_index().merge(sizes, on=by)
    return table.assign(value=table["articles"] / table["n"])


def shares_in(
    articles: pd.DataFrame, rows: pd.DataFrame, by: str, keys: tuple[str, ...] = ("article_id",)
) -> pd.DataFrame:
    """The share of each group's articles that rows are about, name by name, with interval.

    Groups are a column ``by`` of the articles, such as "outlet". The rows have the keys that lead
    to articles, name and anchor, one for each name and article (in each group); with the key
    "actor_id" an article may be in several groups.

    Returns:
        name, the group's column, articles (with the name), n (of the group), value, low, high,
        evidence.
    """
    ids = articles["article_id"].drop_duplicates()
    rows = rows[[*keys, "name", "anchor"]].assign(n=1.0)
    sizes = spread(articles.assign(n=1.0), by, "n", ids)
    names = rows["name"].unique()
    groups = pd.MultiIndex.from_product([names, sizes.columns], names=["name", by])
    rows = rows.merge(articles[[*keys, by]], on=list(keys))
    hits = spread(rows, ["name", by], "n", ids).reindex(columns=groups, fill_value=0.0)
    of = pd.DataFrame(np.tile(sizes, len(names)), index=hits.index, columns=groups)
    table = ratio_intervals(hits, of)
    table.insert(0, "articles", hits.sum().astype(int))
    table.insert(1, "n", of.sum().astype(int))
    table["evidence"] = places(rows, ["name", by]).reindex(groups, fill_value=())
    return table.reset_index()


def presence_by_period(analysis: Analysis, top: int = 10) -> pd.DataFrame:
    """Counts the articles that name each of the top actors.

    Returns:
        name, since, articles (that name the actor), n (articles of the period), value (share),
        evidence.
    """
    dated = analysis.articles.assign(since=period(analysis.articles["published"]))
    table = presence_by(replace(analysis, articles=dated), "since", top)
    rows = named(analysis).merge(dated[["article_id", "since"]], on="article_id")
    by = ["name", "since"]
    found = places(rows[rows["name"].isin(table["name"])], by)
    return table.join(found.reindex(pd.MultiIndex.from_frame(table[by]), fill_value=()), on=by)


def cooccurrence(analysis: Analysis, top: int = 25, least: int = TOGETHER) -> pd.DataFrame:
    """Pairs of actors that several articles name, with normalised pointwise mutual information.

    NPMI (Bouma 2009) runs from -1 (never together) over 0 (as by chance) to 1 (only together).
    Actors of one name, as a station that was also taken for a person, are one here. Paired are the
    ``top`` actors of most articles; at ``least`` so many articles must name both.

    Returns:
        first, second (names), articles (together), npmi, evidence; most articles first.
    """
    chosen = presence(analysis, top)
    rows = named(analysis)
    rows = rows[rows["actor_id"].isin(chosen["actor_id"])].sort_values(["article_id", "name"])
    rows = rows.drop_duplicates(["article_id", "name"])
    pairs = [
        (first, second, article_id)
        for article_id, names in rows.groupby("article_id")["name"]
        for first, second in combinations(names, 2)
    ]
    together = pd.DataFrame(pairs, columns=["first", "second", "article_id"])
    together = together.assign(anchor="")
    table = together.groupby(["first", "second"]).size().rename("articles").reset_index()
    total = max(1, len(analysis.articles))
    single = rows.groupby("name").size() / total
    joint = table["articles"] / total
    expected = table["first"].map(single) * table["second"].map(single)
    surprise = -np.log(joint.where(joint < 1))
    table["npmi"] = (np.log(joint / expected) / surprise).fillna(1.0).astype(float)
    evidence = places(together, ["first", "second"])
    table = table[table["articles"] >= least].join(evidence, on=["first", "second"])
    return ordered(table, "-articles", "-npmi", "first", "second")


def beyond_chance(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs that several articles name together, and more than chance would."""
    return pairs[(pairs["npmi"] > 0) & (pairs["articles"] > 1)]


def roles(analysis: Analysis, top: int = 25) -> pd.DataFrame:
    """The people named most with their roles in the text and the forms of their names.

    The roles are those read in the articles of the analysis, so that a period shows its own; where
    it shows none, what is known of the actor stands in. Who has neither a role nor a second form
    is left out.

    Returns:
        name, roles, aliases, articles, evidence.
    """
    people = presence(analysis, top, kinds=("PER",))
    aliases = analysis.actors.set_index("actor_id")["aliases"]
    read = analysis.roles.groupby("actor_id")["role"].agg(summary)
    shown = people["actor_id"].map(read.to_dict()).astype(object).fillna(people["roles"])
    people = people.assign(aliases=people["actor_id"].map(aliases), roles=shown)
    people = people[(people["roles"] != "") | people["aliases"].str.contains(";")]
    return people[["name", "roles", "aliases", "articles", "evidence"]].reset_index(drop=True)


def named_by_one(analysis: Analysis, top: int = 20) -> pd.DataFrame:
    """Lists actors in at least two articles of one outlet and in none of the others.

    Returns:
        name, outlet, articles, evidence; most articles first.
    """
    rows = named(analysis).merge(analysis.articles[["article_id", "outlet"]], on="article_id")
    table = rows.groupby("name").agg(
        outlet=("outlet", "first"),
        outlets=("outlet", "nunique"),
        articles=("article_id", "nunique"),
    )
    table = table[(table["outlets"] == 1) & (table["articles"] > 1)].drop(columns="outlets")
    table = table.join(places(rows, "name")).reset_index()
    return ordered(table, "-articles", "name").head(top)
