"""How good the annotator is on the user's own articles, from those that a person reviewed."""

from collections.abc import Mapping

import pandas as pd
from scipy.stats import binomtest

from presseschau.analysis import Analysis
from presseschau.corrections.applying import APPLIED, ORPHANED, apply_corrections
from presseschau.corrections.desk import Orphan, find_actor, nearest, open_desk, sentence_of

_TONE = ["article_id", "sentence", "actor_id", "voice"]


def evaluate_corrections(analysis: Analysis, corrections: pd.DataFrame) -> dict:
    """Measures an analysis by the articles of it that a person has reviewed.

    An article's quotes are reviewed if there is a row "quote, reviewed" for it or each of its
    quotes was confirmed, changed or deleted; its judgements likewise with "tenor". What carries
    no row in a reviewed article counts as right. Recall is measured where an article was marked
    as reviewed or something was added in it: elsewhere nobody looked for what is missing.

    Intervals are Wilson's (1927, "Probable inference, the law of succession, and statistical
    inference", JASA 22: 209-212), 95 %. They take the rows for independent, which those of one
    article are not: with few articles the truth is less sure than they say.

    Args:
        analysis: The analysis as the annotator made it, without corrections.
        corrections: What :func:`read_corrections` gives.

    Returns:
        ``quotes`` (precision, recall, type), ``speakers`` (precision: of quotes that are right
        and have an actor; recall: of those that should have one), ``tone`` (precision and recall
        of judgements other than 0), each figure with value, interval and n (``{"n": 0}`` where
        there is nothing to count), and the numbers of ``articles`` and ``orphaned`` rows.

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
    quotes = _quotes(analysis, corrected, applied[applied["what"] == "quote"])
    tone = _tone(analysis, corrected, applied[applied["what"] == "tenor"])
    if not quotes["articles"] + tone["articles"]:
        raise ValueError(
            "No article is reviewed yet: judge every quote of one, or add a row with its"
            " article_id, what = quote, action = reviewed."
        )
    return {**quotes, "tone": tone, "orphaned": int((rows["state"] == ORPHANED).sum())}


def _quotes(analysis: Analysis, corrected: Analysis, rows: pd.DataFrame) -> dict:
    judged = _judged_quotes(analysis, rows)
    units = analysis.quotes[["article_id", "quote"]]
    reviewed, complete = _reviewed(units, judged, rows)
    found, true = (
        _by_key(table, ["article_id", "quote"], reviewed)
        for table in (analysis.quotes, corrected.quotes)
    )
    both = found.keys() & true.keys()
    sought = [key for key in true if key[0] in complete]
    named = [key for key in both if found[key]["actor_id"]]
    nameable = [key for key in both if true[key]["actor_id"]]
    right = sum(found[key]["actor_id"] == true[key]["actor_id"] for key in nameable)
    types = sum(found[key]["type"] == true[key]["type"] for key in both)
    return {
        "articles": len(reviewed),
        "quotes": {
            "precision": _share(len(both), len(found)),
            "recall": _share(sum(key in both for key in sought), len(sought)),
            "type": _share(types, len(both)),
        },
        "speakers": {
            "precision": _share(right, len(named)),
            "recall": _share(right, len(nameable)),
        },
    }


def _judged_quotes(analysis: Analysis, rows: pd.DataFrame) -> set[tuple]:
    """Gives article and number of the annotator's quotes that a row speaks of."""
    desk, judged = open_desk(analysis, rows["article_id"]), set()
    for row in rows[rows["action"] != "reviewed"].itertuples():
        if quote := nearest(desk.quotes[row.article_id], row.start, row.end):
            judged.add((row.article_id, quote["quote"]))
    return judged


def _tone(analysis: Analysis, corrected: Analysis, rows: pd.DataFrame) -> dict:
    machine = analysis.tone[analysis.tone["tenor"] != 0]
    person = corrected.tone[corrected.tone["tenor"] != 0]
    judged = _judged_tone(analysis, rows)
    reviewed, complete = _reviewed(machine[_TONE[:3]], judged, rows)
    found, true = (_by_key(table, _TONE, reviewed) for table in (machine, person))
    right = {k for k in found if k in true and found[k]["tenor"] == true[k]["tenor"]}
    sought = [key for key in true if key[0] in complete]
    return {
        "articles": len(reviewed),
        "precision": _share(len(right), len(found)),
        "recall": _share(sum(key in right for key in sought), len(sought)),
    }


def _judged_tone(analysis: Analysis, rows: pd.DataFrame) -> set[tuple]:
    """Gives article, sentence and actor of the annotator's judgements that a row speaks of."""
    desk, judged = open_desk(analysis, rows["article_id"]), set()
    for row in rows[rows["action"] != "reviewed"].itertuples():
        try:
            actor = find_actor(row.actor, desk)
        except Orphan:
            continue
        judged.add((row.article_id, sentence_of(row.article_id, row.start, desk), actor))
    return judged


def _reviewed(units: pd.DataFrame, judged: set[tuple], rows: pd.DataFrame) -> tuple[set, set]:
    """Gives the articles that were reviewed, and those in which missing rows were looked for."""
    found = units[units["article_id"].isin(rows["article_id"])].itertuples(index=False, name=None)
    unseen = {key[0] for key in set(found) - judged}
    marked = set(rows.loc[rows["action"] == "reviewed", "article_id"])
    added = set(rows.loc[rows["action"] == "add", "article_id"])
    reviewed = marked | (set(rows["article_id"]) - unseen)
    return reviewed, reviewed & (marked | added)


def _by_key(table: pd.DataFrame, key: list[str], articles: set[str]) -> dict[tuple, Mapping]:
    rows = table[table["article_id"].isin(articles)].to_dict("records")
    return {tuple(row[name] for name in key): row for row in rows}


def _share(right: int, n: int) -> dict[str, object]:
    """Gives a share with its Wilson interval."""
    if not n:
        return {"n": 0}
    interval = binomtest(right, n).proportion_ci(method="wilson")
    return {"value": right / n, "interval": (interval.low, interval.high), "n": n}
