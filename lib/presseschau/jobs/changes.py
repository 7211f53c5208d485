"""Changes: what is new, gone, louder, quieter or otherwise judged than in the period before."""

from math import comb

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import ordered
from presseschau.link.stories import find_stories
from presseschau.measures.evidence import places
from presseschau.measures.intervals import difference_intervals, spread
from presseschau.measures.presence import named
from presseschau.measures.quality import is_precise
from presseschau.measures.tone import toned
from presseschau.measures.voice import spoken

#: An actor, or a shift, counts from this many articles on: one article is chance.
LEAST_NAMED, LEAST_SHIFT = 2, 3
SHOWN, COMPARED, QUOTES = 5, 12, 3
#: What chance brings about more often than once in twenty periods is no change.
CHANCE = 0.05
_NOW, _BEFORE = "now:", "before:"
_COLUMNS = ["kind", "name", "now", "before", "evidence"]
#: Quotations of a day are whole thoughts that fit on a phone.
_QUOTE_WORDS = (6, 45)


def changes(now: Analysis, before: Analysis) -> pd.DataFrame:
    """Compares a period with the one before it.

    Shares of voice and tenor are given where the 95 % bootstrap interval of their difference
    leaves out 0 and at least three articles carry it; actors where at least two articles name
    them and chance alone would put all of these into the same period in less than one of twenty
    cases (Fisher's exact test); stories where all articles of a cluster over both periods are new.
    Tenor is compared only where enough judgements are known to be right. Periods with too few
    articles for any of this have no changes.

    Returns:
        kind ("story", "tone", "voice", "new", "gone"), name, now and before (articles, share or
        tenor), evidence; the most important of each kind first.
    """
    if not comparable(len(now.articles), len(before.articles)):
        return pd.DataFrame(columns=_COLUMNS)
    both = _joined(now, before)
    parts = [_stories(both), _tone(both), _voice(both), *_actors(both)]
    table = pd.concat([part.head(SHOWN) for part in parts if len(part)] or [pd.DataFrame()])
    return table.reindex(columns=_COLUMNS).reset_index(drop=True)


def comparable(now: int, before: int) -> bool:
    """Whether so many articles could show any change at all that chance hardly brings."""
    return comb(now + before, now) * CHANCE > 1


def quotes_of_the_period(analysis: Analysis) -> pd.DataFrame:
    """What most articles quote, one per speaker: name, text, outlet, printings, evidence."""
    rows = spoken(analysis)
    rows = rows[(rows["name"] != "") & (rows["type"] == "Direct")]
    rows = rows[rows["words"].between(*_QUOTE_WORDS)]
    which = analysis.utterances[["article_id", "quote", "utterance"]]
    rows = rows.merge(which, on=["article_id", "quote"], how="left")
    sizes = which.groupby("utterance").size()
    rows["printings"] = rows["utterance"].map(sizes).fillna(1).astype(int)
    prominence = analysis.actors.set_index("actor_id")["articles"]
    rows["prominence"] = rows["actor_id"].map(prominence).fillna(0)
    rows = ordered(rows, "-printings", "-prominence", "-score", "article_id", "start")
    rows = rows.drop_duplicates("actor_id")
    rows = rows[rows["utterance"].isna() | ~rows["utterance"].duplicated()]
    rows["evidence"] = [(f"{r.article_id}#{r.anchor}",) for r in rows.itertuples()]
    columns = ["name", "text", "outlet", "printings", "evidence"]
    return rows[columns].head(QUOTES).reset_index(drop=True)


def _joined(now: Analysis, before: Analysis) -> Analysis:
    """Both periods in one analysis whose article ids say the period."""
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
    return places(shown, by) if len(shown) else pd.Series(dtype=object)


def _actors(both: Analysis) -> list[pd.DataFrame]:
    rows = named(both)
    sides = np.where(_is_now(rows["article_id"]), "now", "before")
    counts = rows.groupby(["name", sides]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=["now", "before"], fill_value=0).reset_index()
    counts["evidence"] = counts["name"].map(_evidence(rows, "name"))
    is_now = _is_now(both.articles["article_id"])
    n_now, n_before = int(is_now.sum()), int((~is_now).sum())

    def clear(side: str, other: str, size: int, kind: str) -> pd.DataFrame:
        """Who is named on one side only, where chance would hardly do that."""
        alone = counts[(counts[other] == 0) & (counts[side] >= LEAST_NAMED)]
        by_chance = alone[side].map(lambda n: comb(size, n) / comb(n_now + n_before, n))
        found = alone[by_chance.astype(float) < CHANCE].assign(kind=kind)
        return found.sort_values([side, "name"], ascending=[False, True])

    return [clear("now", "before", n_now, "new"), clear("before", "now", n_before, "gone")]


def _voice(both: Analysis) -> pd.DataFrame:
    rows = spoken(both)
    rows = rows[rows["name"] != ""]
    articles = both.articles["article_id"]
    chosen = _first(rows, rows.groupby("name")["words"].sum())
    total = rows.groupby("article_id")["words"].sum().reindex(articles).fillna(0.0)
    return _shifts(spread(chosen, "name", "words", articles), total, rows, "voice")


def _tone(both: Analysis) -> pd.DataFrame:
    rows = toned(both, "outlet")
    rows = rows[(rows["polar"] > 0) & is_precise(both)]
    articles = both.articles["article_id"]
    chosen = _first(rows, rows.groupby("name").size())
    judged = spread(chosen, "name", "n", articles)
    return _shifts(spread(chosen, "name", "tenor", articles), judged, rows, "tone")


def _first(rows: pd.DataFrame, sizes: pd.Series) -> pd.DataFrame:
    most = sizes.sort_values(ascending=False, kind="stable").head(COMPARED)
    return rows[rows["name"].isin(most.index)]


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
    articles = find_stories(both.articles, both.tokens, both.mentions)
    articles = articles[articles["story"] != ""]
    fresh = _is_now(articles["article_id"]).groupby(articles["story"]).transform("all")
    rows = articles[fresh.astype(bool)].sort_values(["published", "article_id"]).assign(anchor="")
    table = rows.groupby("story").agg(now=("article_id", "size"))
    table = table.join(_evidence(rows, "story").rename("evidence"))
    table = table.reset_index().sort_values(["now", "story"], ascending=[False, True])
    return table.rename(columns={"story": "name"}).assign(kind="story", before=0)
