"""Units: what is to be coded, drawn from an analysis, with the sentences around it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache, partial

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.measures.codebook import ACTORS, NOBODY, Variable
from presseschau.measures.codings import COLUMNS, MACHINE
from presseschau.measures.evidence import anchored
from presseschau.measures.intervals import SEED

#: The variables that the machine decides on, and what a correction calls each of them.
DECIDED = {"type": "quote", "speaker": "speaker", "tenor": "tenor"}
#: So many sentences before a unit, and after it, are shown to coders.
_BEFORE, _AFTER = 2, 1


def passages(analysis: Analysis, of: str = "sentences") -> pd.DataFrame:
    """All sentences, quotes, headlines or articles, each with its ``unit``.

    A unit is "article_id#anchor", as in what :func:`presseschau.study.categories.find_hits` gives;
    an article is its id.

    Returns:
        unit, article_id, start, end, text; other columns as the table has them.
    """
    if of in ("headlines", "articles"):
        rows = analysis.articles.assign(start=0, end=0, anchor="")
        if of == "articles":
            return rows.assign(end=rows["text"].str.len(), unit=rows["article_id"])
        rows["text"] = rows["title"]
    elif of == "quotes":
        rows = anchored(analysis.quotes)
    else:
        rows = analysis.sentences.assign(anchor="s" + analysis.sentences["sentence"].astype(str))
        rows["text"] = slices(analysis, rows)
    rows["unit"] = rows["article_id"] + "#" + rows["anchor"]
    return rows.drop_duplicates("unit")


def machine_codings(analysis: Analysis) -> pd.DataFrame:
    """What the machine decided, as one more coder: types and speakers of quotes, and tenors.

    A unit is a place in an article ("article:start-end"; a tenor's is followed by the actor), so
    that it stays the same in another run.

    Returns:
        unit, coder, variable, value ("none" for a speaker without a name); article_id, start, end,
        text (to be read by coders), name (of the actor who is judged), score.
    """
    tone = analysis.tone.merge(analysis.sentences, on=["article_id", "sentence"])
    tone = tone.drop_duplicates(["article_id", "sentence", "actor_id"])
    tone = tone.merge(analysis.actors[["actor_id", "name"]], how="left")
    quotes = analysis.quotes.drop_duplicates(["article_id", "start", "end"])  # joint speakers
    speakers = quotes["actor_id"].replace("", NOBODY)
    tenors, judged = tone["tenor"].astype(str), ":" + tone["actor_id"]
    quotes = quotes.assign(about="", name="")
    parts = [
        quotes.assign(variable="type", value=quotes["type"]),
        quotes.assign(variable="speaker", value=speakers, score=quotes["actor_score"]),
        tone.assign(variable="tenor", value=tenors, about=judged, score=tone["tenor_score"]),
    ]
    rows = pd.concat(parts, ignore_index=True).assign(coder=MACHINE)
    rows["text"] = slices(analysis, rows)  # also what interrupts a quote
    place = rows["start"].astype(str) + "-" + rows["end"].astype(str)
    rows["unit"] = rows["article_id"] + ":" + place + rows["about"]
    return rows[[*COLUMNS, "article_id", "start", "end", "text", "name", "score"]]


def in_context(analysis: Analysis, rows: pd.DataFrame) -> pd.DataFrame:
    """Adds to places in articles the sentences before and after each of them."""
    texts = analysis.articles.set_index("article_id")["text"]
    sentences = analysis.sentences[analysis.sentences["article_id"].isin(rows["article_id"])]
    starts, ends = (sentences.groupby("article_id")[side].agg(list) for side in ("start", "end"))
    before, after = [], []
    for article, start, end in rows[["article_id", "start", "end"]].itertuples(index=False):
        text, begins, stops = texts[article], starts.get(article, [0]), ends.get(article, [0])
        first = bisect_right(begins, start) - 1 - _BEFORE
        last = bisect_left(stops, end) + _AFTER
        before.append(text[begins[max(0, first)] : start].strip())
        after.append(text[end : stops[min(last, len(stops) - 1)]].strip())
    return rows.assign(before=before, after=after)


def sample_units(
    units: pd.DataFrame, n: int, by: str = "", uncertain: bool = False, seed: int = SEED
) -> pd.DataFrame:
    """Draws units to be coded, in the order in which they are to be coded: a random one.

    As many as there are, but ``n`` at most; those of each value of the column ``by`` equally often,
    as far as they go. The ``uncertain`` ones have the lowest ``score``: good to find mistakes, but
    no agreement or quality of the whole can be told from such a sample.
    """
    drawn = units.sample(frac=1, random_state=seed)
    if by:
        drawn = drawn.iloc[drawn.groupby(by).cumcount().argsort(kind="stable")]
    if uncertain:
        drawn = drawn.loc[drawn.index.isin(drawn["score"].nsmallest(n).index)]
    return drawn.head(n).reset_index(drop=True)


def draw_units(
    analysis: Analysis,
    codebook: Mapping[str, Variable],
    n: int,
    by: str = "",
    uncertain: bool = False,
) -> pd.DataFrame:
    """Draws units for each variable of a codebook, without what the machine decided.

    Variables called "type", "speaker" and "tenor" get the units that the machine decided on, so
    that it can be compared; all others passages of their kind, the same ones for each of a kind.

    ``n`` of each variable; ``by`` ("outlet", or nothing) and ``uncertain`` as in
    :func:`sample_units`.

    Returns:
        unit, coder, variable, value (both empty), article_id, outlet, title, name, before, text,
        after, choices ("id=name; ..." of the actors of an article, in their order there, places
        last, where the values are actors): all that :func:`presseschau.workbench.code` shows.

    Raises:
        WrongCall: The least certain ones were asked for of what no machine decided.
    """
    decided, drawn = machine_codings(analysis), []
    outlets = analysis.articles[["article_id", "outlet", "title"]]
    passages_of = cache(partial(passages, analysis))
    named = _actors_named(analysis)
    for name, variable in codebook.items():
        units = decided[decided["variable"] == name]
        if name not in DECIDED:
            if uncertain:
                raise WrongCall(f"The machine decides nothing of '{name}': leave out --uncertain.")
            units = passages_of(variable.of)[["unit", "article_id", "start", "end", "text"]]
        units = sample_units(units.merge(outlets), n, by, uncertain).assign(variable=name)
        choices = named if variable.values == ACTORS else {}
        drawn.append(units.assign(choices=[choices.get(id_, "") for id_ in units["article_id"]]))
    rows = in_context(analysis, pd.concat(drawn, ignore_index=True))
    rows = rows.assign(coder="", value="")
    shown = ["article_id", "outlet", "title", "name", "before", "text", "after", "choices"]
    return rows.reindex(columns=[*COLUMNS, *shown], fill_value="").fillna("")


def slices(analysis: Analysis, rows: pd.DataFrame) -> list[str]:
    """What stands in the articles at rows with article_id, start and end."""
    texts = analysis.articles.set_index("article_id")["text"]
    places = rows[["article_id", "start", "end"]].itertuples(index=False)
    return [texts[article][start:end] for article, start, end in places]


def _actors_named(analysis: Analysis) -> dict[str, str]:
    """The actors of each article as "id=name; ...", as they are named, who seldom speaks last."""
    rows = analysis.mentions[["article_id", "start", "actor_id"]].sort_values("start")
    rows = rows.drop_duplicates(["article_id", "actor_id"]).merge(analysis.actors)
    rows = rows.sort_values("kind", key=lambda kinds: kinds.isin(["LOC", "OTH"]), kind="stable")
    pairs = rows["actor_id"] + "=" + rows["name"]
    return pairs.groupby(rows["article_id"], sort=False).agg("; ".join).to_dict()
