"""How good the annotator is on the user's own articles, from those that a person reviewed."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.link.corrections.applying import APPLIED, ORPHANED, apply_corrections
from presseschau.link.corrections.reach import (
    Orphan,
    find_actor,
    nearest,
    sentence_of,
    within_reach,
)

_QUOTE = ["article_id", "quote"]
_NAME = ["article_id", "start", "end"]
_TONE = ["article_id", "sentence", "actor_id", "voice"]

Figures = dict[str, object]


def evaluate_corrections(analysis: Analysis, corrections: pd.DataFrame) -> dict[str, object]:
    """Measures an analysis by the articles of it that a person has reviewed.

    An article's quotes are reviewed if there is a row "quote, reviewed" for it or each of its
    quotes was confirmed, changed or deleted; its names likewise with "mention" (who confirms an
    actor in an article confirms all its names there), its judgements with "tenor". What carries no
    row in a reviewed article counts as right. Recall is measured where an article was marked as
    reviewed or something was added in it: elsewhere nobody looked for what is missing.

    An actor who was only called otherwise everywhere, by a name that the machine does not know,
    counts as the same: whom names mean is measured, not what they are called.

    Intervals are Wilson's (1927, "Probable inference, the law of succession, and statistical
    inference", JASA 22: 209-212), 95 %. They take the rows for independent, which those of one
    article are not: with few articles the truth is less sure than they say.

    Args:
        analysis: The analysis as the annotator made it, without corrections.
        corrections: What :func:`read_corrections` reads.

    Returns:
        ``quotes`` (precision, recall, type), ``speakers`` (precision: of quotes that are right
        and have an actor; recall: of those that should have one), ``names`` (precision, recall),
        ``actors`` (whose the right names are; as for speakers), ``tone`` (precision and recall of
        judgements other than 0). Each figure has value, interval and n (``{"n": 0}`` where there
        is nothing to count); ``articles`` are those reviewed. And the number of ``orphaned`` rows.

    Raises:
        ValueError: No article is reviewed, or the analysis holds corrections already.
    """
    if (analysis.corrections["state"] == APPLIED).any():
        raise ValueError(
            "These tables hold corrections already; give the articles themselves as the source."
        )
    corrected = apply_corrections(analysis, corrections)
    rows = corrected.corrections
    applied = rows[rows["state"] == APPLIED]
    machine = _called_alike(analysis, corrected, applied)
    quotes = _quotes(analysis, machine, corrected, applied[applied["what"] == "quote"])
    names = _names(
        analysis, machine, corrected, applied[applied["what"].isin(["mention", "actor"])]
    )
    tone = _tone(analysis, machine, corrected, applied[applied["what"] == "tenor"])
    if not any(part["articles"] for part in (quotes["quotes"], names["names"], tone["tone"])):
        raise ValueError(
            "No article is reviewed yet: judge every quote of one, or add a row with its"
            " article_id, what = quote, action = reviewed."
        )
    return {**quotes, **names, **tone, "orphaned": int((rows["state"] == ORPHANED).sum())}


def _called_alike(analysis: Analysis, corrected: Analysis, rows: pd.DataFrame) -> Analysis:
    """The machine's tables with the names that a person chose for whole actors."""
    merges = rows[(rows["action"] == "merge") & (rows["article_id"] == "")]
    reach, later = within_reach(analysis, ()), within_reach(corrected, ())
    known, names = set(reach.actors), {}
    for row in merges.itertuples():
        try:
            old, new = find_actor(row.actor, reach), find_actor(row.value, later)
        except Orphan:
            continue
        if new not in known and new not in names.values():  # of several, the first stands for it
            names[old] = new
    tables = {
        "mentions": analysis.mentions.replace({"actor_id": names}),
        "quotes": analysis.quotes.replace({"actor_id": names}),
        "tone": analysis.tone.replace({"actor_id": names, "voice": names}),
    }
    return replace(analysis, **tables) if names else analysis


def _quotes(
    analysis: Analysis, machine: Analysis, corrected: Analysis, rows: pd.DataFrame
) -> dict[str, Figures]:
    reach, judged = within_reach(analysis, rows["article_id"]), set()
    for row in rows[rows["action"] != "reviewed"].itertuples():
        if quote := nearest(reach.quotes[row.article_id], row.start, row.end):
            judged.add((row.article_id, quote["quote"]))
    reviewed, complete = _reviewed(analysis.quotes[_QUOTE], judged, rows)
    found, true = (_by_key(part.quotes, _QUOTE, reviewed) for part in (machine, corrected))
    both = found.keys() & true.keys()
    types = sum(found[key]["type"] == true[key]["type"] for key in both)
    figures = {"articles": len(reviewed), **_found(found, true, complete)}
    return {"quotes": figures | {"type": _share(types, len(both))}, "speakers": _whose(found, true)}


def _names(
    analysis: Analysis, machine: Analysis, corrected: Analysis, rows: pd.DataFrame
) -> dict[str, Figures]:
    rows = rows[rows["article_id"] != ""]
    reach, later = (within_reach(part, rows["article_id"]) for part in (analysis, corrected))
    judged = set()
    for row in rows[rows["action"] != "reviewed"].itertuples():
        if row.what == "mention":
            near = nearest(reach.mentions[row.article_id], row.start, row.end)
            named = [near] if near else []
        else:
            actor = find_actor(row.value or row.actor, later)
            named = [m for m in later.mentions[row.article_id] if m["actor_id"] == actor]
        judged |= {tuple(mention[name] for name in _NAME) for mention in named}
    reviewed, complete = _reviewed(analysis.mentions[_NAME], judged, rows)
    found, true = (_by_key(part.mentions, _NAME, reviewed) for part in (machine, corrected))
    return {
        "names": {"articles": len(reviewed), **_found(found, true, complete)},
        "actors": _whose(found, true),
    }


def _tone(
    analysis: Analysis, machine: Analysis, corrected: Analysis, rows: pd.DataFrame
) -> dict[str, Figures]:
    reach, judged = within_reach(analysis, rows["article_id"]), set()
    for row in rows[rows["action"] != "reviewed"].itertuples():
        try:
            actor = find_actor(row.actor, reach)
        except Orphan:
            continue
        judged.add((row.article_id, sentence_of(row.article_id, row.start, reach), actor))
    units = analysis.tone.loc[analysis.tone["tenor"] != 0, _TONE[:3]]
    reviewed, complete = _reviewed(units, judged, rows)
    found, true = (
        _by_key(tone[tone["tenor"] != 0], [*_TONE, "tenor"], reviewed)
        for tone in (machine.tone, corrected.tone)
    )
    return {"tone": {"articles": len(reviewed), **_found(found, true, complete)}}


def _reviewed(units: pd.DataFrame, judged: set[tuple], rows: pd.DataFrame) -> tuple[set, set]:
    """The articles that were reviewed, and those in which missing rows were looked for."""
    found = units[units["article_id"].isin(rows["article_id"])].itertuples(index=False, name=None)
    unseen = {key[0] for key in set(found) - judged}
    marked = set(rows.loc[rows["action"] == "reviewed", "article_id"])
    added = set(rows.loc[rows["action"] == "add", "article_id"])
    reviewed = marked | (set(rows["article_id"]) - unseen)
    return reviewed, reviewed & (marked | added)


def _by_key(table: pd.DataFrame, key: list[str], articles: set[str]) -> dict[tuple, Mapping]:
    rows = table[table["article_id"].isin(articles)].to_dict("records")
    return {tuple(row[name] for name in key): row for row in rows}


def _found(found: Mapping, true: Mapping, complete: set[str]) -> Figures:
    """Counts what of the found is right and, in articles seen as a whole, what was found."""
    both = found.keys() & true.keys()
    sought = [key for key in true if key[0] in complete]
    return {
        "precision": _share(len(both), len(found)),
        "recall": _share(sum(key in both for key in sought), len(sought)),
    }


def _whose(found: Mapping, true: Mapping) -> Figures:
    """Counts how often what was rightly found is given to the right actor."""
    both = found.keys() & true.keys()
    named = sum(bool(found[key]["actor_id"]) for key in both)
    nameable = [key for key in both if true[key]["actor_id"]]
    right = sum(found[key]["actor_id"] == true[key]["actor_id"] for key in nameable)
    return {"precision": _share(right, named), "recall": _share(right, len(nameable))}


def _share(right: int, n: int) -> Figures:
    """A share with its Wilson interval, 95 %."""
    if not n:
        return {"n": 0}
    from scipy.stats import binomtest  # over a second that only this should cost

    interval = binomtest(right, n).proportion_ci(method="wilson")
    return {"value": right / n, "interval": (float(interval.low), float(interval.high)), "n": n}
