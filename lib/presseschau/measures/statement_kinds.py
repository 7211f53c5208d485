"""Kinds of statements: what could be said first about an analysis, by the other measures."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import ordered
from presseschau.link.actors.institutions import is_kind
from presseschau.measures.contrasts import LEAST, is_clear, lead, strongest
from presseschau.measures.corpus import stories
from presseschau.measures.correction import corrected, error_rates
from presseschau.measures.evidence import anchored
from presseschau.measures.keyness import keyness_by_outlet, not_own_words, word_counts
from presseschau.measures.presence import named, outlets_named, presence, shares_in
from presseschau.measures.retold_statement import retold_statement
from presseschau.measures.tone import tone_by, toned
from presseschau.measures.voice import directness, speech_modes, spoken

#: Judged sentences that a tone needs.
LEAST_JUDGED = 30
#: So many actors, and words, are compared; so many may be in front together.
ACTORS, WORDS, FRONT = 8, 5, 3
#: Where nobody is in front, the first are told only if so large a share of the articles is theirs.
OFTEN = 0.2
#: Who is named in less than this share of the articles is no news, however surely new.
SELDOM = 0.01


def candidates(analysis: Analysis, correct: bool) -> Iterator[dict[str, Any]]:
    """The rows of :func:`presseschau.measures.findings`, each with the places behind it.

    A candidate for which the analysis lacks something has a kind and a reason only. Bodies that
    have no name but their kind ("Polizei") are not counted: each article may mean another one.
    """
    quotes = spoken(analysis)
    own = ~analysis.actors["name"].map(is_kind).astype(bool)
    analysis = replace(analysis, actors=analysis.actors[own])
    names, widely = named(analysis), named(analysis, labels=True)
    known = analysis.keep(analysis.articles.loc[analysis.articles["outlet"] != "", "article_id"])
    several = known.articles["outlet"].nunique() > 1
    alone = [{"kind": kind, "reason": "one_outlet"} for kind in ("outlets", "words", "manner")]
    yield retold_statement(analysis)
    yield from _shifts(analysis, names, widely)
    yield _outlets(known, names, widely) if several else alone[0]
    yield _judged(analysis)
    yield _most_reported(analysis)
    yield _most_named(analysis, names)
    yield _most_quoted(analysis, quotes[quotes["name"].isin(analysis.actors["name"])])
    yield _words(known) if several else alone[1]
    yield _manner(known, quotes, correct) if several else alone[2]


def _most_named(analysis: Analysis, names: pd.DataFrame) -> dict[str, Any]:
    row = _leading(analysis, "lead", presence(analysis, ACTORS), names, "actor_id")
    return row | {"places": _mentions(analysis, row.get("name", ""))}


def _most_quoted(analysis: Analysis, quotes: pd.DataFrame) -> dict[str, Any]:
    """By articles, not by words, so that one long interview does not speak for all."""
    rows = quotes.drop_duplicates(["article_id", "name"])
    row = _leading(analysis, "quoted", _ranked(analysis, rows), rows)
    own = quotes[quotes["name"] == row.get("name", "")]
    direct = own[own["type"] == "Direct"]
    verbatim = directness(analysis, own).sum(skipna=False)  # NaN where marks are lost
    counts = {"quotes": len(own), "direct": verbatim}
    return row | counts | {"places": _unaltered(analysis, direct if len(direct) else own)}


def _most_reported(analysis: Analysis) -> dict[str, Any]:
    """By articles, as the pages count; of a wire text's reprints alone nothing is said."""
    rows = analysis.articles[analysis.articles["story"] != ""]
    rows = rows.assign(name=rows["story"], n=1.0, anchor="", start=0, end=1)
    row = _leading(analysis, "story", _ranked(analysis, rows), rows)
    texts = stories(analysis, ACTORS).set_index("story")["texts"].get(row.get("name"), 0)
    row |= {"texts": int(texts)} if texts >= LEAST else {"reason": "few_articles"}
    return row | {"places": rows[rows["name"] == row.get("name", "")]}


def _ranked(analysis: Analysis, rows: pd.DataFrame) -> pd.DataFrame:
    """The names with rows of most articles and their share of all articles."""
    most = rows["name"].value_counts().head(ACTORS).index
    table = shares_in(analysis.articles.assign(all=""), rows[rows["name"].isin(most)], "all")
    return ordered(table.drop(columns=["all", "n"]), "-articles", "name")


def _leading(
    analysis: Analysis, kind: str, table: pd.DataFrame, rows: pd.DataFrame, by: str = "name"
) -> dict[str, Any]:
    """Who is in most articles: one, or two or three together, who are surely before all others.

    Where nobody is, the first stands for itself, if it is in many articles.
    """
    if table.empty or table["articles"][0] < LEAST:
        return {"kind": kind, "reason": "few_articles"}
    if len(table) < 2:
        return {"kind": kind, "reason": "alone"}
    ids, clear, front = analysis.articles["article_id"], False, 0
    while not clear and front < min(FRONT, len(table) - 1) and table["articles"][front] >= LEAST:
        front += 1
        figures = lead(rows, by, table[by][front - 1 : front + 1].tolist(), ids)
        clear = is_clear(**figures, tests=front)
    last, behind = table.loc[front - 1], table.loc[front]
    sides = {"first": last["value"], "second": behind["value"], "table": table}
    counts = {"n": int(last["articles"]), "behind": int(behind["articles"]), "front": front}
    ties = table["name"][front + 1 :][table["articles"][front + 1 :] == behind["articles"]]
    counts |= {"of": len(ids), "ties": ties.tolist()}
    who = {"kind": kind, "name": table["name"][0], "other": behind["name"], "clear": clear}
    row = {"reason": "", **who, **sides, **figures, **counts}
    if clear:
        return row
    first = table.loc[0]
    own = first[["value", "low", "high"]].to_dict() | {"first": first["value"], "second": 0.0}
    own |= {"n": int(first["articles"]), "front": 0}
    return row | own | {"reason": "" if first["value"] >= OFTEN else "level"}


def _shifts(
    analysis: Analysis, names: pd.DataFrame, widely: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    """Who is named more, or less, since the middle of the period, and who was not named before."""
    articles = analysis.articles.dropna(subset=["published"])
    days = articles["published"].dt.normalize()
    counts = days.value_counts().sort_index()
    if len(counts) < 2:
        yield from ({"kind": kind, "reason": "undated"} for kind in ("new", "change"))
        return
    since = (counts.cumsum().shift().iloc[1:] - len(days) / 2).abs().idxmin()
    halves = (days >= since).map({True: "later", False: "earlier"})
    articles = articles.assign(half=halves)
    least = max(LEAST, SELDOM * len(articles))
    rows = names[names.groupby("name")["n"].transform("size") >= least]
    early = articles.loc[halves == "earlier", "article_id"]
    known = rows["name"].isin(widely.loc[widely["article_id"].isin(early), "name"])
    for kind, part in (("new", rows[~known]), ("change", rows[known])):
        part = part[part["article_id"].isin(articles["article_id"])]
        most = part["name"].value_counts().head(ACTORS).index
        row = _named_apart(kind, articles, part[part["name"].isin(most)], widely, "half")
        places = _mentions(analysis, row.get("name", ""))
        within = articles.loc[halves == row.get("where"), "article_id"]
        yield row | {"since": since, "places": places[places["article_id"].isin(within)]}


def _judged(analysis: Analysis) -> dict[str, Any]:
    rows = toned(analysis, "outlet")
    table = tone_by(analysis, "name", "outlet", top=ACTORS, rows=rows)
    table = table[(table["sentences"] >= LEAST_JUDGED) & (table["n"] >= LEAST)]
    if table.empty:
        return {"kind": "judged", "reason": "few_judgements"}
    far = table["value"].abs() / (table["high"] - table["low"])
    row = table.loc[far.idxmax()]
    figures = row[["value", "low", "high"]]
    sign = 1 if row["value"] > 0 else -1
    places = rows[(rows["name"] == row["name"]) & (rows["tenor"] == sign)]
    places = places.merge(analysis.sentences, on=["article_id", "sentence"])
    clear = is_clear(*figures, len(table))
    found = {"kind": "judged", "name": row["name"], "n": int(row["n"]), "of": row["sentences"]}
    found |= {"reason": "" if clear else "chance", "clear": clear, "first": row["value"]}
    return found | {"table": table.reset_index(drop=True), "places": places, **figures}


def _outlets(analysis: Analysis, names: pd.DataFrame, widely: pd.DataFrame) -> dict[str, Any]:
    most = set(presence(analysis, ACTORS)["name"]) - outlets_named(analysis)
    rows = names[names["name"].isin(most)]
    row = _named_apart("outlets", analysis.articles, rows, widely, "outlet")
    places = _mentions(analysis, row.get("name", ""))
    return row | {"places": _of_outlet(analysis, places, row.get("where"))}


def _words(analysis: Analysis) -> dict[str, Any]:
    """The word of one outlet by keyness whose share of articles differs most from another's."""
    counted, tokens = word_counts(analysis), analysis.tokens
    table = keyness_by_outlet(analysis, WORDS, counted)
    most = table.sort_values("g2", ascending=False)["word"].unique()[:WORDS]
    if not len(most):
        return {"kind": "words", "reason": "chance"}
    written = {text.lower(): text for text in most}
    forms = {text: written.get(text.lower()) for text in tokens["text"].unique()}
    places = tokens.assign(name=tokens["text"].map(forms)).dropna(subset=["name"])
    places = places[~not_own_words(analysis, places)]
    places = places.assign(anchor="s" + places["sentence"].astype(str))
    rows = places.drop_duplicates(["article_id", "name"])
    row = _compared("words", shares_in(analysis.articles, rows, "outlet"), "outlet")
    if row["reason"] == "chance":  # of its frequency it is none, or it would not be among the most
        row["reason"] = "spread"
    places = places[places["name"] == row.get("name", "")]
    return row | {"places": _of_outlet(analysis, places, row.get("where"))}


def _manner(analysis: Analysis, quotes: pd.DataFrame, correct: bool) -> dict[str, Any]:
    rates = error_rates(analysis.annotator, analysis) if correct else None
    row = _compared("manner", corrected(speech_modes(analysis, rows=quotes), rates), "outlet")
    direct = quotes[quotes["type"] == "Direct"]
    places = _of_outlet(analysis, direct, row.get("where"))
    return row | {"places": _unaltered(analysis, places)}


def _named_apart(
    kind: str, articles: pd.DataFrame, rows: pd.DataFrame, widely: pd.DataFrame, by: str
) -> dict[str, Any]:
    """Whom two groups of articles name most differently, whether or not labels count.

    Else who writes a party into brackets ("Ida Moll (SPD)") would seem to pass it over.
    """
    table, counts = shares_in(articles, rows, by), rows["name"].value_counts()
    more = widely[widely["name"].isin(counts.index)]
    sizes = more["name"].value_counts()
    labelled = sizes.index[sizes > counts.reindex(sizes.index)]
    wide = shares_in(articles, more[more["name"].isin(labelled)], by)
    while True:
        row = _compared(kind, table, by)
        same = wide[wide["name"] == row.get("name")]
        same = same[same[by].isin([row.get("where"), row.get("other")])]
        told = _compared(kind, same, by)
        if row["reason"] or same.empty or (not told["reason"] and told["where"] == row["where"]):
            return row
        table = table[table["name"] != row["name"]]


def _compared(kind: str, table: pd.DataFrame, by: str) -> dict[str, Any]:
    """The two groups of a table that differ most surely."""
    best = strongest(table, by)
    if best is None:
        return {"kind": kind, "reason": "few_articles"}
    if "name" in table:
        table = table[table["name"] == best.name]
    sides = table[table[by].isin([best.where, best.other])]
    carried = "articles" if "articles" in table else "n"
    counts = {"n": int(sides[carried].sum()), "of": int(sides["n"].sum())}
    reason = "few_articles" if counts["n"] < LEAST else "" if best.clear else "chance"
    shown = table.reset_index(drop=True)
    return {"kind": kind, "reason": reason, "table": shown, **best._asdict(), **counts}


def _mentions(analysis: Analysis, name: str) -> pd.DataFrame:
    actor = analysis.actors.loc[analysis.actors["name"] == name, "actor_id"]
    mentions = analysis.mentions[~analysis.mentions["is_label"]]
    return anchored(mentions[mentions["actor_id"].isin(actor)])


def _unaltered(analysis: Analysis, quotes: pd.DataFrame) -> pd.DataFrame:
    """Without quotes that another article prints at more length or otherwise, if any remain."""
    known = analysis.utterances
    altered = known[~known["is_reference"] & ~known["change"].isin(["", "verbatim"])]
    keys = ["article_id", "quote"]
    places = pd.MultiIndex.from_frame(quotes[keys])
    kept = quotes[~places.isin(pd.MultiIndex.from_frame(altered[keys]))]
    return kept if len(kept) else quotes


def _of_outlet(analysis: Analysis, rows: pd.DataFrame, outlet: str | None) -> pd.DataFrame:
    articles = analysis.articles
    return rows[rows["article_id"].isin(articles.loc[articles["outlet"] == outlet, "article_id"])]
