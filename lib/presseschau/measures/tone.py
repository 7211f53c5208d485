"""Tone: how actors are judged (tenor) and what happens around them (valence)."""

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import OUTLET_VOICE, ordered, parse_spans
from presseschau.measures.corpus import period
from presseschau.measures.evidence import anchored, linked, places
from presseschau.measures.intervals import mean_intervals
from presseschau.measures.private import bystanders

#: The column that tells which sentences a value is averaged over.
_BASES = {"tenor": "polar", "valence": "eventful"}


def toned(analysis: Analysis, voice: str = "all") -> pd.DataFrame:
    """The tone rows with the target's name, outlet, story, first day of period and anchor.

    The voice is "outlet" for the outlets' own words, "quoted" for those of others, or "all".
    """
    names = analysis.actors[["actor_id", "name", "kind"]]
    where = analysis.articles[["article_id", "outlet", "published", "story"]]
    rows = analysis.tone.merge(names, on="actor_id").merge(where, on="article_id")
    rows = rows[rows["kind"].isin(["PER", "ORG", "GOV"])]
    if voice == "outlet":
        rows = rows[rows["voice"] == OUTLET_VOICE]
    elif voice == "quoted":
        rows = rows[rows["voice"] != OUTLET_VOICE]
    rows = rows.assign(since=period(rows["published"]), n=1.0)
    found = {
        "polar": (rows["tenor"] != 0).astype(float),
        "eventful": (rows["valence"] != 0).astype(float),
        "tenor": rows["tenor"].astype(float),
    }
    return anchored(rows.assign(**found))


def tone_by(
    analysis: Analysis,
    by: str | list[str] = "name",
    voice: str = "outlet",
    value: str = "tenor",
    top: int = 15,
    actor: str = "",
    rows: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The mean tenor or valence of a group's sentences.

    Tenor is averaged over the sentences in which the method judged, valence over those that tell
    of something good or bad; coverage says how many these are.

    Args:
        analysis: The analysis.
        by: "name", "since", a column of the articles such as "outlet", or a list of these.
        voice: Whose words: "outlet", "quoted" or "all".
        value: "tenor" or "valence".
        top: How many actors, or else stories, at most: those with the most such sentences.
        actor: The ``actor_id`` of one target; empty for all.
        rows: What :func:`toned` gives for the analysis and voice, where it is at hand.

    Returns:
        The columns of ``by``, sentences (such ones), n (articles behind the figure), coverage
        (their share), value, low, high, evidence; sorted by value, periods by time. Actors with one
        such sentence only are left out where others have more, and private people whom one article
        names and nobody quotes.
    """
    columns = [by] if isinstance(by, str) else by
    basis = _BASES[value]
    rows = toned(analysis, voice) if rows is None else rows
    rows = rows[rows["actor_id"] == actor] if actor else rows
    if further := [column for column in columns if column not in rows]:
        rows = rows.merge(analysis.articles[["article_id", *further]], on="article_id")
    rows = rows[(rows[columns].notna() & (rows[columns] != "")).all(axis=1)]
    if limited := next((name for name in ("name", "story") if name in columns), ""):
        if limited == "name" and not actor:
            rows = rows[~rows["actor_id"].isin(bystanders(analysis).index)]
        counts = rows.groupby(limited)[basis].sum().sort_values(ascending=False, kind="stable")
        least = 2 if limited == "name" and (counts > 1).any() else 1
        rows = rows[rows[limited].isin(counts[counts >= least].head(top).index)]
    return _sorted(_means(analysis, rows, columns, value), columns)


def _means(analysis: Analysis, rows: pd.DataFrame, columns: list[str], value: str) -> pd.DataFrame:
    """The figures of :func:`tone_by` for the rows of :func:`toned` that one may group."""
    basis = _BASES[value]
    judged = rows[rows[basis] > 0]
    table = judged.groupby(columns).agg(sentences=("n", "size"), n=("article_id", "nunique"))
    means = mean_intervals(judged, columns, value, analysis.articles["article_id"], (-1, 1))
    coverage = rows.groupby(columns)[basis].mean().rename("coverage")
    table = table.join(means).join(coverage).join(places(judged, columns))
    return table.reset_index()


def _sorted(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Sorts by the mean of the first column's groups, then by the other columns."""
    first = columns[0]
    if first == "since":
        return table.sort_values(columns, ignore_index=True)
    total = (table["value"] * table["sentences"]).groupby(table[first]).transform("sum")
    mean = total / table.groupby(first)["sentences"].transform("sum")
    return ordered(table.assign(mean=mean), "-mean", *columns).drop(columns="mean")


def tone_voices(analysis: Analysis, top: int = 10) -> pd.DataFrame:
    """Sets the outlets' own tenor towards each actor beside that of the people they quote.

    Returns:
        name, voice ("outlet" or "quoted") and the figures of :func:`tone_by`.
    """
    parts = [
        tone_by(analysis, "name", voice, top=top).assign(voice=voice)
        for voice in ("outlet", "quoted")
    ]
    table = pd.concat(parts, ignore_index=True)
    most = table.groupby("name")["sentences"].sum().sort_values(ascending=False, kind="stable")
    table = table[table["name"].isin(most.head(top).index)]
    columns = ["name", "voice"]
    return _sorted(table[[*columns, *table.columns.difference(columns, sort=False)]], columns)


def signed_pairs(analysis: Analysis, top: int = 20, target: str = "") -> pd.DataFrame:
    """Who judges, attacks or supports whom: a directed network with signed edges.

    A ``target`` is the ``actor_id`` of the only one that is asked for.

    Returns:
        speaker, target (names), sentences (judged), n (articles), coverage (share of the
        speaker's sentences about the target that were judged), value (mean tenor), low, high,
        evidence; most sentences first. Speakers without a name are left out.
    """
    rows = toned(analysis, "quoted")
    rows = rows[rows["actor_id"] == target] if target else rows
    speakers = analysis.actors.set_index("actor_id")["name"]
    rows = rows.assign(speaker=rows["voice"].map(speakers), target=rows["name"])
    rows = rows[rows["speaker"].notna()]
    table = _means(analysis, rows, ["speaker", "target"], "tenor")
    table.insert(4, "coverage", table.pop("coverage"))
    return ordered(table, "-sentences", "-n", "speaker", "target").head(top)


def judged_speech(analysis: Analysis) -> dict[str, float]:
    """Says what the network of judgements rests on, for the text above it.

    Returns:
        sentences (judged ones of named speakers), articles (with such), coverage (their share of
        the sentences in which a named speaker speaks of an actor with some word of tone).
    """
    rows = toned(analysis, "quoted")
    rows = rows[rows["voice"].isin(analysis.actors["actor_id"])]
    judged = rows[rows["polar"] > 0]
    return {
        "sentences": len(judged),
        "articles": judged["article_id"].nunique(),
        "coverage": len(judged) / max(1, len(rows)),
    }


def judgements(
    analysis: Analysis, by: str = "name", top: int = 12, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Counts the sentences that praise and those that criticise, where means would say too much.

    Groups are those judged ("name") or those who judge ("speaker"): people, or an outlet in its
    own words. ``rows`` are what :func:`toned` gives for the analysis, where it is at hand.

    Returns:
        The group's column, praising, critical, evidence; most sentences first.
    """
    rows = toned(analysis) if rows is None else rows
    speakers = rows["voice"].map(_speakers(analysis, rows))
    speakers = speakers.astype(object).where(rows["voice"] != OUTLET_VOICE, rows["outlet"])
    rows = rows.assign(speaker=speakers.fillna(""))
    rows = rows[(rows["polar"] > 0) & (rows[by] != "")]
    signs = rows.assign(praising=rows["tenor"] > 0, critical=rows["tenor"] < 0)
    table = signs.groupby(by)[["praising", "critical"]].sum().join(places(rows, by))
    order = (-table["praising"] - table["critical"]).sort_values(kind="stable").index
    return table.loc[order].head(top).reset_index()


def tone_evidence(
    analysis: Analysis, top: int = 30, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Lists the sentences judged with the highest scores, with the words that say so.

    ``rows`` are those of :func:`toned` that one may want.

    Returns:
        name, tenor, valence, text (of the sentence), words (evidence), voice, outlet,
        published, score, evidence.
    """
    rows = toned(analysis) if rows is None else rows
    rows = ordered(rows[rows["polar"] > 0], "-tenor_score", "article_id", "sentence", "actor_id")
    rows = rows.head(top)
    sentences = analysis.sentences[analysis.sentences["article_id"].isin(rows["article_id"])]
    rows = rows.merge(sentences, on=["article_id", "sentence"])
    texts = analysis.articles.set_index("article_id")["text"]
    rows = rows.rename(columns={"evidence": "spans"})
    speakers = _speakers(analysis, rows)
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
            "evidence": linked(rows),
        }
    ).reset_index(drop=True)


def _speakers(analysis: Analysis, rows: pd.DataFrame) -> dict[str, str]:
    """The names of those whose words the rows of :func:`toned` are."""
    actors = analysis.actors[analysis.actors["actor_id"].isin(rows["voice"])]
    return dict(zip(actors["actor_id"], actors["name"], strict=True))


def _words(text: str, spans: str) -> str:
    return ", ".join(text[start:end] for start, end in parse_spans(spans))
