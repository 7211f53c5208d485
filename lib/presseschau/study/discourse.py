"""Discourse network: who agrees or disagrees with what, and so with whom."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.core.tables import ordered, parse_spans
from presseschau.measures.codings import agreed, meant
from presseschau.measures.evidence import places
from presseschau.study.units import slices

#: What a coder may write of a statement: agreement, disagreement, neither.
VALUES = {"1": 1, "agree": 1, "ja": 1, "-1": -1, "disagree": -1, "nein": -1, "0": 0, "neither": 0}
#: Cues that tell what the speaker thinks of it; to distance oneself is the outlet's part.
_CUES = {"affirming": 1, "demanding": 1, "confronting": -1}


def statements(
    analysis: Analysis, hits: pd.DataFrame, codings: pd.DataFrame | None = None
) -> pd.DataFrame:
    """What speakers say of categories, and whether they agree: one row per hit in speech.

    With codings, a stance is what coders agreed on, and nothing else. Without any it is a guess:
    the sign of what the speaker judges of actors in that sentence, else that of the cue (affirming
    and demanding: agreement; confronting: disagreement). Of the 5 that cues told in the
    sample corpus, 2 agree with its example codings, as who confronts may confront the other side:
    so code by hand. Where nothing tells a stance, or coders differ, it is 0 and counts for nothing.

    Args:
        analysis: Where the hits were found.
        hits: What :func:`presseschau.study.categories.find_hits` gives.
        codings: unit ("article_id#anchor"), coder, variable (the category), value (1, -1 or 0).

    Returns:
        unit, article_id, published, outlet, actor_id, name, category, stance, basis ("coded",
        "judgement", "cue" or ""), start, end and text (of the passage), anchor.

    Raises:
        WrongCall: A coding says something else.
    """
    articles = analysis.articles[["article_id", "published", "outlet"]]
    said = hits[hits["actor_id"] != ""].merge(articles, on="article_id", how="left")
    said = said.merge(analysis.actors[["actor_id", "name"]], on="actor_id")
    said["text"] = slices(analysis, said)
    said["unit"] = said["article_id"] + "#" + said["anchor"]
    if codings is not None:
        told = {"coded": _coded(said, codings)}
    else:  # what is surest is written last
        told = {
            "cue": _introduced(said, analysis.quotes),
            "judgement": _judged(said, analysis.tone),
        }
    said["stance"], said["basis"] = 0, ""
    for basis, stance in told.items():
        known = stance.notna()
        said.loc[known, "stance"] = stance[known].astype(int)
        said.loc[known, "basis"] = basis
    columns = ["unit", "article_id", "published", "outlet", "actor_id", "name", "category"]
    return said[[*columns, "stance", "basis", "start", "end", "text", "anchor"]]


def affiliations(said: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """The two-mode network: each actor with each category it takes a stance on.

    What an actor says of a category counts from so many statements on as ``least`` says.

    Returns:
        actor_id, name, category, agree, disagree, statements, n (articles), value (mean stance, -1
        to 1), evidence; most statements first.
    """
    said = said[said["stance"] != 0]
    by = ["actor_id", "name", "category"]
    said = said.assign(agree=said["stance"] > 0, disagree=said["stance"] < 0)
    table = said.groupby(by).agg(
        agree=("agree", "sum"),
        disagree=("disagree", "sum"),
        statements=("stance", "size"),
        n=("article_id", "nunique"),
        value=("stance", "mean"),
    )
    table = table[table["statements"] >= least].join(places(said, by)).reset_index()
    ascending = [False, True, True, True]
    return table.sort_values(["statements", *by], ascending=ascending, ignore_index=True)


def relations(said: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """The congruence and conflict networks: which actors share stances, and which oppose.

    Congruence is in how many categories two actors take the same stance, conflict in how many
    the opposite (who does both in one, counts in both); each is divided by the mean number of
    categories that the two take any stance on, their average activity (Leifeld 2017, "Discourse
    Network Analysis", Oxford Handbook of Political Networks). That one says a thing often makes
    no pair closer. ``least`` is as in :func:`affiliations`.

    Returns:
        first, second (names), categories (that both speak of), congruence, conflict, value (the
        former less the latter), statements and n (articles) that it rests on, first_id,
        second_id, evidence.
    """
    cells = affiliations(said, least)
    active = cells.groupby("actor_id")["actor_id"].transform("size")
    yes, no = (cells[side].gt(0).astype(int) for side in ("agree", "disagree"))
    cells = cells.assign(yes=yes, no=no, active=active)
    pairs = cells.merge(cells, on="category", suffixes=("", "_2"))
    pairs = pairs[pairs["actor_id"] < pairs["actor_id_2"]]
    activity = (pairs["active"] + pairs["active_2"]) / 2
    same = pairs["yes"] * pairs["yes_2"] + pairs["no"] * pairs["no_2"]
    opposite = pairs["yes"] * pairs["no_2"] + pairs["no"] * pairs["yes_2"]
    pairs = pairs.assign(congruence=same / activity, conflict=opposite / activity)
    for column in ("statements", "evidence"):
        pairs[column] += pairs[f"{column}_2"]
    pairs = pairs.rename(columns={"actor_id": "first_id", "actor_id_2": "second_id"})
    table = pairs.groupby(["first_id", "second_id"], as_index=False).agg(
        first=("name", "first"),
        second=("name_2", "first"),
        categories=("category", "nunique"),
        congruence=("congruence", "sum"),
        conflict=("conflict", "sum"),
        statements=("statements", "sum"),
        evidence=("evidence", lambda found: tuple(dict.fromkeys(sum(found, ())))),
    )
    table["value"] = table["congruence"] - table["conflict"]
    table["n"] = [len({place.partition("#")[0] for place in cell}) for cell in table["evidence"]]
    return ordered(table, "-categories", "-statements", "first_id", "second_id")[_RELATIONS]


def sensitivity(
    said: pd.DataFrame, least: Sequence[int] = (1, 2, 3), tie: Sequence[float] = (0, 0.3, 0.6)
) -> pd.DataFrame:
    """How the networks change with the thresholds, and without each kind of guess.

    Tried are ``least`` as in :func:`affiliations`, and how strong congruence must outweigh
    conflict, or the other way round, for a ``tie``.

    Returns:
        without (the basis that is left out, or ""), least, tie, statements, actors, categories,
        congruent and conflicting (pairs), kept (the share of the pairs of the whole network that
        are still there with their sign).
    """
    whole, rows = _signs(relations(said), 0), []
    bases = sorted(set(said["basis"]) - {""})
    trials = [("", fewest, tie) for fewest in least]
    trials += [(basis, least[0], tie[:1]) for basis in bases if len(bases) > 1]
    for basis, fewest, ties in trials:
        part = said[said["basis"] != basis] if basis else said
        cells, pairs = affiliations(part, fewest), relations(part, fewest)
        for strong in ties:
            signs = _signs(pairs, strong)
            kept = sum(whole.get(pair) == sign for pair, sign in signs.items())
            rows.append(
                {
                    "without": basis,
                    "least": fewest,
                    "tie": strong,
                    "statements": int(cells["statements"].sum()),
                    "actors": cells["actor_id"].nunique(),
                    "categories": cells["category"].nunique(),
                    "congruent": sum(sign > 0 for sign in signs.values()),
                    "conflicting": sum(sign < 0 for sign in signs.values()),
                    "kept": kept / len(whole) if whole else np.nan,
                }
            )
    return pd.DataFrame(rows)


_RELATIONS = ["first", "second", "categories", "congruence", "conflict", "value"]
_RELATIONS += ["statements", "n", "first_id", "second_id", "evidence"]


def _signs(pairs: pd.DataFrame, tie: float) -> dict[tuple[str, str], int]:
    strong = pairs[(pairs["value"] != 0) & (pairs["value"].abs() >= tie)]
    both = zip(strong["first_id"], strong["second_id"], strict=True)
    return dict(zip(both, np.sign(strong["value"]), strict=True))


def _coded(said: pd.DataFrame, codings: pd.DataFrame) -> pd.Series:
    """What was coded of each row: 0 where the coders differ, NaN where nobody coded."""
    keys, places = ["unit", "variable"], list(zip(said["unit"], said["category"], strict=True))
    codings = codings[codings.set_index(keys).index.isin(places)]
    if codings.empty:
        raise WrongCall("None of the codings is of a statement that was found; code to-code.csv.")
    codings = codings.assign(value=meant(codings, VALUES, "A stance cannot be"))
    known = agreed(codings).set_index(keys)["value"]
    known = codings.assign(value=0).set_index(keys)["value"].to_dict() | known.to_dict()
    return pd.Series([known.get(place, np.nan) for place in places], said.index, dtype=float)


def _judged(said: pd.DataFrame, tone: pd.DataFrame) -> pd.Series:
    """The sign of what the speaker of each row judges of actors in its sentence."""
    keys = ["article_id", "sentence", "voice"]
    sums = tone.groupby(keys)["tenor"].sum()
    signs = np.sign(sums[sums != 0]).to_dict()
    places = zip(said["article_id"], said["sentence"], said["actor_id"], strict=True)
    return pd.Series([signs.get(place, np.nan) for place in places], said.index, dtype=float)


def _introduced(said: pd.DataFrame, quotes: pd.DataFrame) -> pd.Series:
    """The stance of the cue of the shortest quote in which the first word of each row stands."""
    first = [parse_spans(cell)[0][0] for cell in said["spans"]]
    rows = said[["article_id", "actor_id"]].assign(word=first, row=said.index)
    rows = rows.merge(quotes, on=["article_id", "actor_id"])
    rows = rows[(rows["start"] <= rows["word"]) & (rows["word"] < rows["end"])]
    rows = rows.assign(length=rows["end"] - rows["start"]).sort_values("length", kind="stable")
    cues = rows.drop_duplicates("row").set_index("row")["cue_stance"]
    return cues.map(_CUES).reindex(said.index)
