"""Manner: how outlets quote actors: with which distance, at what length, where in the article."""

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import ordered, parse_spans
from presseschau.measures.evidence import places
from presseschau.measures.intervals import mean_intervals
from presseschau.measures.voice import spoken

#: The measures and how their values are written.
MANNERS = {"distancing": "share", "length": "count", "position": "share"}


def manner(analysis: Analysis, by: str = "name", top: int = 12) -> pd.DataFrame:
    """Describes how speakers ("name") or outlets ("outlet") quote, those with most quotes first.

    - distancing: share of the quotes with a cue whose cue keeps its distance ("behauptete");
    - length: mean words of a quote;
    - position: where in the article the first quote begins, from 0 (top) to 1 (end), in mean.

    Returns:
        The group's column, measure, quotes, n (articles behind the figure), value, low, high,
        unit ("share" or "count"), evidence.
    """
    rows = spoken(analysis)
    rows = rows[rows[by] != ""]
    order = rows.groupby(by).size().sort_values(ascending=False, kind="stable").head(top)
    rows = rows[rows[by].isin(order.index)]
    cued = rows[rows["cue_stance"] != ""]
    cued = cued.assign(figure=(cued["cue_stance"] == "distancing").astype(float))
    size = analysis.articles.set_index("article_id")["text"].str.len().clip(lower=1)
    first = rows.sort_values("start").drop_duplicates(["article_id", by])
    first = first.assign(figure=first["start"] / first["article_id"].map(size).astype(float))
    found = {"distancing": cued, "length": rows.assign(figure=rows["words"]), "position": first}
    tables = [_means(analysis, found[name], by, name, unit) for name, unit in MANNERS.items()]
    return pd.concat(tables).loc[order.index].reset_index()


def _means(
    analysis: Analysis, rows: pd.DataFrame, by: str, measure: str, unit: str
) -> pd.DataFrame:
    table = rows.groupby(by).agg(quotes=("n", "size"), n=("article_id", "nunique"))
    bounds = (0, 1) if unit == "share" else (0, float("inf"))
    means = mean_intervals(rows, by, "figure", analysis.articles["article_id"], bounds)
    shown = rows[rows["figure"] > 0] if measure == "distancing" else rows
    evidence = places(shown, by).reindex(table.index, fill_value=())
    table.insert(0, "measure", measure)
    return table.join(means).assign(evidence=evidence, unit=unit)


def speaks_about(analysis: Analysis, top: int = 12) -> pd.DataFrame:
    """Counts who speaks about whom: a speaker, and an actor named within the speaker's words.

    A name in a quote within a quote belongs to the inner speaker. Speaking about oneself is left
    out. Of speakers and of targets, ``top`` are taken at most, those with most quotes.

    Returns:
        speaker, target (names), quotes, articles, evidence; most quotes first.
    """
    rows = pairs_in_quotes(analysis)
    speakers = rows["speaker"].value_counts().head(top).index
    targets = rows["target"].value_counts().head(top).index
    rows = rows[rows["speaker"].isin(speakers) & rows["target"].isin(targets)]
    by = ["speaker", "target"]
    table = rows.groupby(by).agg(quotes=("quote", "size"), articles=("article_id", "nunique"))
    table = table.join(places(rows, by)).reset_index()
    return ordered(table, "-quotes", "-articles", *by)


def pairs_in_quotes(analysis: Analysis) -> pd.DataFrame:
    """One row per quote and actor named in it: the quote's columns, speaker, target.

    Names in the words for the speaker do not count: "Ruth Amelung (SUH) lehnte das ab" is not
    about the SUH.
    """
    quotes = spoken(analysis).drop(columns=["speaker", "score"])
    names = analysis.actors.loc[
        analysis.actors["kind"].isin(["PER", "ORG", "GOV"]), ["actor_id", "name"]
    ]
    mentions = analysis.mentions.merge(names, on="actor_id")
    mentions = mentions[~mentions["derived"]]
    mentions = mentions.rename(columns={"actor_id": "target_id", "name": "target"})
    mentions = mentions[["article_id", "start", "end", "target_id", "target"]]
    inside, own = (_within(mentions, quotes, spans) for spans in ("spans", "speaker_spans"))
    own = pd.MultiIndex.from_frame(own[["article_id", "quote", "start"]])
    inside = inside[~pd.MultiIndex.from_frame(inside[["article_id", "quote", "start"]]).isin(own)]
    inside = inside.assign(width=inside["until"] - inside["from"]).sort_values("width")
    inside = inside.drop_duplicates(["article_id", "start", "end"])  # the innermost quote
    rows = inside.drop(columns=["start", "end", "width", "from", "until"])
    rows = rows.drop_duplicates(["article_id", "quote", "target_id"])
    rows = rows.merge(quotes.rename(columns={"name": "speaker"}), on=["article_id", "quote"])
    others = (rows["speaker"] != "") & (rows["actor_id"] != rows["target_id"])
    return rows[others].reset_index(drop=True)


def _within(mentions: pd.DataFrame, quotes: pd.DataFrame, spans: str) -> pd.DataFrame:
    """The mentions inside the quotes' spans of a column, with quote, from and until."""
    rows = [
        (row.article_id, row.quote, start, end)
        for row in quotes[["article_id", "quote", spans]].itertuples(name="Row")
        for start, end in parse_spans(getattr(row, spans))
    ]
    places = pd.DataFrame(rows, columns=["article_id", "quote", "from", "until"])
    inside = places.merge(mentions, on="article_id")
    return inside[(inside["start"] >= inside["from"]) & (inside["end"] <= inside["until"])]
