"""Tone: how actors are judged (tenor) and what happens around them (valence)."""

import pandas as pd

from presseschau.analysis import Analysis
from presseschau.measures.corpus import week
from presseschau.measures.evidence import places, sentence_anchor
from presseschau.measures.intervals import ratio_intervals, spread
from presseschau.tables import OUTLET_VOICE, parse_spans


def toned(analysis: Analysis, voice: str = "all") -> pd.DataFrame:
    """Gives the tone rows with the target's name, outlet, story, week and anchor.

    Args:
        analysis: The analysis.
        voice: "outlet" for the outlets' own words, "quoted" for the words of others, or "all".
    """
    names = analysis.actors[["actor_id", "name", "kind"]]
    where = analysis.articles[["article_id", "outlet", "published", "story"]]
    rows = analysis.tone.merge(names, on="actor_id").merge(where, on="article_id")
    rows = rows[rows["kind"].isin(["PER", "ORG"])]
    if voice == "outlet":
        rows = rows[rows["voice"] == OUTLET_VOICE]
    elif voice == "quoted":
        rows = rows[rows["voice"] != OUTLET_VOICE]
    rows = rows.assign(week=week(rows["published"]), n=1.0)
    polar = (rows["tenor"] != 0).astype(float)
    return sentence_anchor(rows.assign(polar=polar, tenor=rows["tenor"].astype(float)))


def tone_by(
    analysis: Analysis,
    by: str | list[str] = "name",
    voice: str = "outlet",
    value: str = "tenor",
    top: int = 15,
) -> pd.DataFrame:
    """Gives the mean tenor or valence of a group's sentences.

    Tenor is averaged over the sentences in which the method judged (coverage says how many these
    are), valence over all sentences that name the actor.

    Args:
        analysis: The analysis.
        by: "name", "outlet", "story", "week", or a list of these.
        voice: Whose words: "outlet", "quoted" or "all".
        value: "tenor" or "valence".
        top: How many actors at most, the most often judged first.

    Returns:
        The columns of ``by``, n (judged sentences), articles, coverage (share of judged
        sentences), value, low, high, evidence.
    """
    columns = [by] if isinstance(by, str) else by
    rows = toned(analysis, voice)
    rows = rows[(rows[columns].notna() & (rows[columns] != "")).all(axis=1)]
    if "name" in columns:
        counts = rows.groupby("name")["polar"].sum().sort_values(ascending=False, kind="stable")
        rows = rows[rows["name"].isin(counts[counts > 0].head(top).index)]
    coverage = rows.groupby(columns)["polar"].mean().rename("coverage")
    judged = rows[rows["polar"] > 0] if value == "tenor" else rows
    judged = judged.assign(group=judged[columns].astype(str).agg("\x1f".join, axis=1))
    articles = analysis.articles["article_id"]
    means = ratio_intervals(
        spread(judged, "group", value, articles), spread(judged, "group", "n", articles)
    )
    table = judged.groupby([*columns, "group"]).agg(
        n=("n", "size"), articles=("article_id", "nunique")
    )
    table = table.reset_index().join(means, on="group").join(coverage, on=columns)
    table = table.join(places(judged, "group", "anchor").rename("evidence"), on="group")
    table = table.drop(columns="group").sort_values(
        ["n", *columns], ascending=[False] + [True] * len(columns)
    )
    return table.reset_index(drop=True)


def tone_voices(analysis: Analysis, top: int = 10) -> pd.DataFrame:
    """Sets the outlets' own tenor towards each actor beside that of the people they quote.

    Returns:
        name, voice ("outlet" or "quoted"), n, articles, coverage, value, low, high, evidence.
    """
    parts = [
        tone_by(analysis, "name", voice, top=top).assign(voice=voice)
        for voice in ("outlet", "quoted")
    ]
    table = pd.concat(parts, ignore_index=True)
    order = table.groupby("name")["n"].sum().sort_values(ascending=False, kind="stable").head(top)
    table = table[table["name"].isin(order.index)]
    rank = table["name"].map({name: n for n, name in enumerate(order.index)})
    return table.assign(rank=rank).sort_values(["rank", "voice"]).drop(columns="rank")


def tone_evidence(analysis: Analysis, top: int = 30) -> pd.DataFrame:
    """Lists the sentences judged with the highest scores, with the words that say so.

    Returns:
        name, tenor, valence, text (of the sentence), words (evidence), voice, outlet,
        published, score, evidence.
    """
    rows = toned(analysis)
    rows = rows[rows["polar"] > 0].merge(analysis.sentences, on=["article_id", "sentence"])
    rows = rows.sort_values(
        ["tenor_score", "article_id", "sentence", "actor_id"], ascending=[False, True, True, True]
    ).head(top)
    texts = analysis.articles.set_index("article_id")["text"]
    rows = rows.rename(columns={"evidence": "spans"})
    speakers = analysis.actors.set_index("actor_id")["name"].to_dict()
    return pd.DataFrame(
        {
            "name": rows["name"],
            "tenor": rows["tenor"].astype(int),
            "valence": rows["valence"],
            "text": [texts[r.article_id][r.start : r.end] for r in rows.itertuples()],
            "words": [_words(texts[r.article_id], r.spans) for r in rows.itertuples()],
            "voice": rows["voice"].map(lambda voice: speakers.get(voice, voice)),
            "outlet": rows["outlet"],
            "published": rows["published"],
            "score": rows["tenor_score"],
            "evidence": [(f"{r.article_id}#{r.anchor}",) for r in rows.itertuples()],
        }
    ).reset_index(drop=True)


def _words(text: str, spans: str) -> str:
    return ", ".join(text[start:end] for start, end in parse_spans(spans))
