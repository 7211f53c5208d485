"""Changes: what is new, gone, louder, quieter or otherwise judged than in the period before."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from presseschau.analysis import Analysis
from presseschau.measures.evidence import places
from presseschau.measures.intervals import difference_intervals, spread
from presseschau.measures.presence import named
from presseschau.measures.tone import toned
from presseschau.measures.voice import spoken
from presseschau.reports.rendering import texts
from presseschau.stories import find_stories
from presseschau.wording import number, percent, signed

#: An actor, or a shift, counts from this many articles on: one article is chance.
LEAST_NAMED, LEAST_SHIFT = 2, 3
SHOWN, COMPARED = 5, 12
CHANCE = 0.05
_NOW, _BEFORE = "now:", "before:"
_COLUMNS = ["kind", "name", "now", "before", "evidence"]
#: Quotations of a day are whole thoughts that fit on a phone.
_QUOTE_WORDS = (6, 45)

#: The order in which a reader wants to know.
KINDS = ("story", "tone", "voice", "new", "gone", "quote")


def changes(now: Analysis, before: Analysis) -> pd.DataFrame:
    """Compares a period with the one before it.

    Shares of voice and tenor are given where the 95 % bootstrap interval of their difference
    leaves out 0 and at least three articles carry it; actors where at least two articles name
    them and chance would let an actor named as often go unnamed in the other period in less than
    one of twenty cases; stories where all articles of a cluster over both
    periods are new.

    Returns:
        kind ("story", "tone", "voice", "new", "gone"), name, now and before (articles, share or
        tenor), evidence; the most important of each kind first.
    """
    if now.articles.empty or before.articles.empty:
        return pd.DataFrame(columns=_COLUMNS)
    both = _joined(now, before)
    parts = [_stories(both), _tone(both), _voice(both), *_actors(both)]
    table = pd.concat([part.head(SHOWN) for part in parts if len(part)] or [pd.DataFrame()])
    return table.reindex(columns=_COLUMNS).reset_index(drop=True)


def quotes_of_the_period(analysis: Analysis, top: int = 3) -> pd.DataFrame:
    """Gives the quotations that most articles print, one per speaker and each once.

    Returns:
        name, text, outlet, printings, evidence.
    """
    rows = spoken(analysis)
    rows = rows[(rows["name"] != "") & (rows["type"] == "Direct")]
    rows = rows[rows["words"].between(*_QUOTE_WORDS)]
    which = analysis.utterances[["article_id", "quote", "utterance"]]
    rows = rows.merge(which, on=["article_id", "quote"], how="left")
    sizes = which.groupby("utterance").size()
    rows["printings"] = rows["utterance"].map(sizes).fillna(1).astype(int)
    prominence = analysis.actors.set_index("actor_id")["articles"]
    rows["prominence"] = rows["actor_id"].map(prominence).fillna(0)
    rows = rows.sort_values(
        ["printings", "prominence", "score", "article_id", "start"],
        ascending=[False, False, False, True, True],
    ).drop_duplicates("actor_id")
    rows = rows[rows["utterance"].isna() | ~rows["utterance"].duplicated()]
    rows["evidence"] = [(f"{r.article_id}#{r.anchor}",) for r in rows.itertuples()]
    columns = ["name", "text", "outlet", "printings", "evidence"]
    return rows[columns].head(top).reset_index(drop=True)


def opening(
    now: Analysis, before: Analysis | None, language: str, label_before: str = ""
) -> dict[str, Any]:
    """Says what changed, as the first page of a report shows it.

    Args:
        now: The period of the report.
        before: The period before it; None where there is none.
        language: "de" or "en".
        label_before: How the period before is called.

    Returns:
        title, how, headline (one line), groups, each a kind, a title and its lines of text and
        links, and links to the pages over all reports of the series.
    """
    t = texts(language)["changes"]
    table = changes(now, before) if before else pd.DataFrame(columns=_COLUMNS)
    groups = [
        {
            "kind": kind,
            "title": t[kind],
            "lines": [_line(row, t, language) for row in rows.to_dict("records")],
        }
        for kind in KINDS
        if len(rows := table[table["kind"] == kind])
    ]
    sizes = {"n": number(len(now.articles), language), "period": label_before}
    if before is None or before.articles.empty:
        how = headline = t["first"].format(**sizes)
    else:
        how = t["how"].format(m=number(len(before.articles), language), **sizes)
        headline = f"{groups[0]['title']}: {groups[0]['lines'][0]['text']}" if groups else t["none"]
        groups = groups or [_nothing(t)]
    said = quotes_of_the_period(now)
    if len(said):
        lines = [_quote_line(row, t, language) for row in said.to_dict("records")]
        groups.append({"kind": "quote", "title": t["quote"], "lines": lines})
    links = [
        {"href": "../trend.html", "text": t["trend"]},
        {"href": "../index.html", "text": t["all"]},
    ]
    found = {"title": t["title"], "how": how, "headline": headline}
    return found | {"groups": groups, "links": links}


def _nothing(t: Mapping[str, str]) -> dict[str, Any]:
    line = {"text": t["none"], "links": []}
    return {"kind": "none", "title": t["none_title"], "lines": [line]}


def _joined(now: Analysis, before: Analysis) -> Analysis:
    """Puts both periods into one analysis whose article ids say the period."""
    tables = {}
    for (name, later), (_, earlier) in zip(now.tables(), before.tables(), strict=True):
        if name == "actors":
            tables[name] = pd.concat([later, earlier]).drop_duplicates("actor_id")
        elif "article_id" in later:
            parts = [
                part.assign(article_id=mark + part["article_id"])
                for mark, part in ((_NOW, later), (_BEFORE, earlier))
            ]
            tables[name] = pd.concat(parts)
        else:
            continue
        tables[name] = tables[name].reset_index(drop=True)
    return Analysis(**tables, annotator=now.annotator)


def _is_now(articles: pd.Series) -> pd.Series:
    return articles.str.startswith(_NOW)


def _evidence(rows: pd.DataFrame, by: str) -> pd.Series:
    shown = rows[_is_now(rows["article_id"])]
    shown = shown.assign(article_id=shown["article_id"].str.removeprefix(_NOW))
    return places(shown, by, "anchor") if len(shown) else pd.Series(dtype=object)


def _actors(both: Analysis) -> list[pd.DataFrame]:
    rows = named(both)
    sides = np.where(_is_now(rows["article_id"]), "now", "before")
    counts = rows.groupby(["name", sides]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=["now", "before"], fill_value=0).reset_index()
    counts["evidence"] = counts["name"].map(_evidence(rows, "name"))
    is_now = _is_now(both.articles["article_id"])
    n_now, n_before = int(is_now.sum()), int((~is_now).sum())
    by_chance_new = (1 - counts["now"] / n_now) ** n_before
    by_chance_gone = (1 - counts["before"] / n_before) ** n_now
    new = counts[
        (counts["now"] >= LEAST_NAMED) & (counts["before"] == 0) & (by_chance_new < CHANCE)
    ]
    gone = counts[
        (counts["before"] >= LEAST_NAMED) & (counts["now"] == 0) & (by_chance_gone < CHANCE)
    ]
    return [
        part.assign(kind=kind).sort_values([by, "name"], ascending=[False, True])
        for part, kind, by in ((new, "new", "now"), (gone, "gone", "before"))
    ]


def _voice(both: Analysis) -> pd.DataFrame:
    rows = spoken(both)
    rows = rows[rows["name"] != ""]
    articles = both.articles["article_id"]
    most = rows.groupby("name")["words"].sum().sort_values(ascending=False, kind="stable")
    chosen = rows[rows["name"].isin(most.head(COMPARED).index)]
    total = rows.groupby("article_id")["words"].sum().reindex(articles).fillna(0.0)
    return _shifts(spread(chosen, "name", "words", articles), total, rows, "voice")


def _tone(both: Analysis) -> pd.DataFrame:
    rows = toned(both, "outlet")
    rows = rows[rows["polar"] > 0]
    articles = both.articles["article_id"]
    most = rows.groupby("name").size().sort_values(ascending=False, kind="stable")
    chosen = rows[rows["name"].isin(most.head(COMPARED).index)]
    judged = spread(chosen, "name", "n", articles)
    return _shifts(spread(chosen, "name", "tenor", articles), judged, rows, "tone")


def _shifts(
    numerators: pd.DataFrame, denominators: pd.DataFrame | pd.Series, rows: pd.DataFrame, kind: str
) -> pd.DataFrame:
    if numerators.empty:
        return pd.DataFrame()
    is_now = _is_now(pd.Series(numerators.index, index=numerators.index))
    table = difference_intervals(numerators, denominators, is_now)
    clear = (table["low"] > 0) | (table["high"] < 0)
    table = table[clear & (table["n"] >= LEAST_SHIFT)]
    table = table.loc[table["value"].abs().sort_values(ascending=False, kind="stable").index]
    table = table.rename(columns={"first": "now", "second": "before"}).rename_axis("name")
    table = table.reset_index().assign(kind=kind)
    return table.assign(evidence=table["name"].map(_evidence(rows, "name")))


def _stories(both: Analysis) -> pd.DataFrame:
    articles = find_stories(both.articles, both.tokens)
    articles = articles[articles["story"] != ""]
    fresh = _is_now(articles["article_id"]).groupby(articles["story"]).transform("all")
    rows = articles[fresh.astype(bool)].sort_values(["published", "article_id"]).assign(anchor="")
    table = rows.groupby("story").agg(now=("article_id", "size"), title=("title", "first"))
    table = table.join(_evidence(rows, "story").rename("evidence"))
    table = table.reset_index().sort_values(["now", "story"], ascending=[False, True])
    names = [f"{r.story} („{r.title}“)" if r.title else r.story for r in table.itertuples()]
    return table.assign(kind="story", name=names, before=0)


_WRITE = {"voice": percent, "tone": signed}


def _line(row: Mapping[str, Any], t: Mapping[str, str], language: str) -> dict[str, Any]:
    kind = row["kind"]
    write = _WRITE.get(kind, number)
    figures = {side: write(row[side], language) for side in ("now", "before")}
    text = t[f"{kind}_line"].format(name=row["name"], **figures)
    return {"text": text, "links": _links(row["evidence"])}


def _quote_line(row: Mapping[str, Any], t: Mapping[str, str], language: str) -> dict[str, Any]:
    source = row["outlet"]
    if row["printings"] > 1:
        source = t["printings"].format(n=number(row["printings"], language))
    name = f"{row['name']} ({source})" if source else row["name"]
    return {"text": f"{row['text']} – {name}", "links": _links(row["evidence"])}


def _links(evidence: object) -> list[str]:
    found = evidence[:3] if isinstance(evidence, tuple) else ()
    pairs = (place.partition("#") for place in found)
    return [f"articles/{name}.html" + (f"#{anchor}" if anchor else "") for name, _, anchor in pairs]
