"""Voice: who speaks how much, in which form and with which reporting verbs."""

from weakref import WeakKeyDictionary

import pandas as pd

from presseschau.annotate.rules.gazetteer import is_word
from presseschau.core.analysis import Analysis
from presseschau.core.tables import ordered
from presseschau.measures.evidence import anchored, linked, places
from presseschau.measures.intervals import mean_intervals, ratio_intervals, spread

#: Outlets with fewer pairs of quotation marks in a thousand words have probably lost them: real
#: newspapers have about ten, the ones of 10kGNAD 0.4.
LEAST_PAIRS = 1
#: Characters that the words in marks may reach beyond the speech they are part of: ".“".
_CLOSING = 2
#: What was said in the analyses that are in use, and where marks are lost: nearly all that is
#: counted begins with it.
_SPOKEN: WeakKeyDictionary[Analysis, pd.DataFrame] = WeakKeyDictionary()
_LOST: WeakKeyDictionary[Analysis, list[str]] = WeakKeyDictionary()
_PAIR = r'„[^„“”"]+[“”"]|“[^“”]+”|[»«][^»«]+[»«]|"[^"]+"'


def without_marks(analysis: Analysis) -> list[str]:
    """The outlets whose texts carry almost no quotation marks; direct speech is unsure there."""
    if "marks_lost" in analysis.articles:  # told before texts were cut to passages
        return sorted(set(analysis.articles.loc[analysis.articles["marks_lost"], "outlet"]))
    if analysis not in _LOST:
        texts = analysis.articles["text"]
        counts = pd.DataFrame({"pairs": texts.str.count(_PAIR), "words": texts.str.count(r"\S+")})
        counts = counts.groupby(analysis.articles["outlet"]).sum()
        few = counts["pairs"] * 1000 < LEAST_PAIRS * counts["words"]
        _LOST[analysis] = list(counts.index[few])
    return list(_LOST[analysis])


def directness(analysis: Analysis, rows: pd.DataFrame) -> pd.Series:
    """Tells of quotes whether they are direct: 1 or 0, NaN where the outlet has lost its marks."""
    direct = (rows["type"] == "Direct").astype(float)
    return direct.where(~rows["outlet"].isin(without_marks(analysis)))


def spoken(analysis: Analysis) -> pd.DataFrame:
    """The quotes with their speaker's name, outlet, date, words and anchor.

    Each is counted once, at its outermost: a quote inside of another one is part of it, unless it
    is by another actor.
    """
    if analysis not in _SPOKEN:
        _SPOKEN[analysis] = _outermost(analysis)
    return _SPOKEN[analysis].copy(deep=False)


def _outermost(analysis: Analysis) -> pd.DataFrame:
    names = analysis.actors[["actor_id", "name", "roles"]]
    where = analysis.articles[["article_id", "outlet", "published", "story", "title"]]
    rows = analysis.quotes.merge(names, on="actor_id", how="left").merge(where, on="article_id")
    rows["name"] = rows["name"].fillna("")
    rows = rows[~_inside(rows)].reset_index(drop=True)
    words = rows["words"] if "words" in rows else rows["text"].str.count(r"\S+")
    return anchored(rows.assign(words=words, n=1.0))


def _inside(rows: pd.DataFrame) -> pd.Series:
    """Tells which quotes are part of another one: of the same actor, or by nobody known."""
    nobody = rows["actor_id"] == ""
    return _within(rows, ["article_id", "actor_id"]) | (nobody & _within(rows, ["article_id"]))


def _within(rows: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Tells which quotes stand within another one of their group; of two alike, the nameless."""
    sorted_rows = rows.assign(nobody=rows["actor_id"] == "").sort_values(
        [*keys, "start", "end", "nobody", "quote"],
        ascending=[*[True] * len(keys), True, False, True, True],
    )
    groups = sorted_rows.groupby(keys, sort=False)["end"]
    furthest = groups.cummax().groupby([sorted_rows[key] for key in keys], sort=False).shift()
    return (furthest + _CLOSING >= sorted_rows["end"]).reindex(rows.index)


def share_of_voice(
    analysis: Analysis, top: int = 15, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Ranks speakers by their share of all quoted words that have a named speaker.

    ``rows`` are what :func:`spoken` gives for the analysis, with :func:`directness` as ``direct``,
    where it is at hand.

    Returns:
        name, quotes, words, n (articles that quote the speaker), direct (share of quotes
        word by word), value (share), low, high, evidence.
    """
    if rows is None:
        rows = spoken(analysis)
        rows = rows.assign(direct=directness(analysis, rows))
    rows = rows[rows["name"] != ""]
    table = _ranked(rows, top)
    table["direct"] = rows.groupby("name")["direct"].mean()
    articles = analysis.articles["article_id"]
    kept = rows[rows["name"].isin(table.index)]
    total = rows.groupby("article_id")["words"].sum().reindex(articles).fillna(0.0)
    shares = ratio_intervals(spread(kept, "name", "words", articles), total)
    return table.join(shares).join(places(kept, "name")).reset_index()


def _ranked(rows: pd.DataFrame, top: int) -> pd.DataFrame:
    """Counts quotes, words and n of the speakers with most words, these first."""
    table = rows.groupby("name").agg(
        quotes=("n", "size"), words=("words", "sum"), n=("article_id", "nunique")
    )
    return table.sort_values(["words", "quotes"], ascending=False, kind="stable").head(top)


def voice_by(analysis: Analysis, by: str = "outlet", top: int = 10) -> pd.DataFrame:
    """Per group of articles, the share of its quoted words that each top speaker has.

    A column of the articles makes the groups; the top have most words in the whole analysis.

    Returns:
        name, the group's column, words, n (articles of the group that quote someone), value.
    """
    rows = spoken(analysis)
    rows = rows[rows["name"] != ""]
    if by not in rows:
        rows = rows.merge(analysis.articles[["article_id", by]], on="article_id")
    chosen = _ranked(rows, top).index
    sizes = rows.groupby(by).agg(total=("words", "sum"), n=("article_id", "nunique"))
    words = rows[rows["name"].isin(chosen)].groupby(["name", by])["words"].sum()
    full = pd.MultiIndex.from_product([chosen, sizes.index], names=["name", by])
    table = words.reindex(full, fill_value=0).reset_index().merge(sizes, on=by)
    return table.assign(value=table["words"] / table["total"]).drop(columns="total")


def voice_by_outlet(analysis: Analysis, top: int = 10) -> pd.DataFrame:
    """Share of each outlet's quoted words per top speaker, as in :func:`voice_by`."""
    return voice_by(analysis, "outlet", top)


def speech_modes(
    analysis: Analysis, by: str = "outlet", top: int = 15, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The share of quotes word by word (Direct) with interval.

    Outlets that have lost their marks (:func:`without_marks`) are left out. ``rows`` are what
    :func:`spoken` gives for the analysis, where it is at hand.

    Returns:
        The group's column, quotes, marked (those word by word), n (articles), value (share),
        low, high, evidence.
    """
    rows = spoken(analysis) if rows is None else rows
    rows = rows.assign(direct=directness(analysis, rows)).dropna(subset=["direct"])
    rows = rows[rows[by] != ""]
    table = rows.groupby(by).agg(
        quotes=("n", "size"), marked=("direct", "sum"), n=("article_id", "nunique")
    )
    table = table.sort_values("quotes", ascending=False, kind="stable").head(top)
    table = table.astype({"marked": int})
    kept = rows[rows[by].isin(table.index)]
    shares = mean_intervals(kept, by, "direct", analysis.articles["article_id"])
    evidence = places(kept[kept["direct"] > 0], by)
    table = table.join(shares).assign(evidence=evidence.reindex(table.index, fill_value=()))
    return table.reset_index()


def cues(analysis: Analysis, top: int = 20) -> pd.DataFrame:
    """Counts the words that introduce speech: cue, cue_stance, quotes, evidence.

    What introduces a single quote is left out where others introduce more.
    """
    rows = spoken(analysis)
    rows = rows[rows["cue"] != ""].assign(cue=lambda r: r["cue"].map(_as_inside))
    table = rows.groupby(["cue", "cue_stance"]).size().rename("quotes").reset_index()
    table = table.merge(places(rows, "cue"), on="cue")
    table = table[table["quotes"] >= min(2, table["quotes"].max())] if len(table) else table
    return ordered(table, "-quotes", "cue").head(top)


def _as_inside(cue: str) -> str:
    """A cue as it stands inside a sentence: "Nach" as "nach", but "die Frage"."""
    is_noun = is_word(cue) and not is_word(cue.lower())
    return cue if is_noun else cue[:1].lower() + cue[1:]


def stances(analysis: Analysis, by: str = "name", top: int = 12) -> pd.DataFrame:
    """Counts, per speaker or outlet, the stances of the cues that introduce the speech.

    Returns:
        The group's column, cue_stance, quotes, n (articles), value (share of the group's quotes
        with a cue).
    """
    rows = spoken(analysis)
    rows = rows[(rows["cue_stance"] != "") & (rows[by] != "")]
    sizes = rows.groupby(by).size().sort_values(ascending=False, kind="stable").head(top)
    rows = rows[rows[by].isin(sizes.index)]
    table = rows.groupby([by, "cue_stance"]).size().rename("quotes").reset_index()
    table["n"] = table[by].map(rows.groupby(by)["article_id"].nunique()).astype(int)
    table["value"] = table["quotes"] / table[by].map(sizes).astype(float)
    return table.set_index(by).loc[sizes.index].reset_index()


def timeline(analysis: Analysis, top: int = 12, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """Counts who spoke on which day in which outlet, for the speakers with most quotes.

    ``rows`` are what ``spoken`` gives for the analysis, where it is at hand.

    Returns:
        name, published (the day), outlet, quotes, evidence; speakers in the order in which they
        first spoke.
    """
    rows = spoken(analysis) if rows is None else rows
    rows = rows.dropna(subset=["published"])
    rows = rows[rows["name"] != ""]
    rows = rows[rows["name"].isin(rows["name"].value_counts().head(top).index)]
    rows = rows.assign(published=rows["published"].dt.normalize())
    by = ["name", "published", "outlet"]
    table = rows.groupby(by).size().rename("quotes").to_frame()
    table = table.join(places(rows, by)).reset_index()
    first = table.groupby("name")["published"].transform("min")
    table = table.assign(first=first).sort_values(["first", *by], ignore_index=True)
    return table.drop(columns="first")


def quote_list(
    analysis: Analysis, top: int = 100, actor: str = "", rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Lists quotes with speaker and source, of one actor or the most frequent speakers first.

    ``rows`` are what :func:`spoken` gives for the analysis, where it is at hand.

    Returns:
        name, text, type, cue, outlet, published, evidence.
    """
    rows = spoken(analysis) if rows is None else rows
    rows = rows[rows["actor_id"] == actor] if actor else rows[rows["name"] != ""]
    rows = rows.assign(rank=rows.groupby("name")["n"].transform("size"))
    rows = ordered(rows, "-rank", "name", "published", "start").head(top)
    rows = rows.assign(evidence=linked(rows))
    return rows[["name", "text", "type", "cue", "outlet", "published", "evidence"]]
