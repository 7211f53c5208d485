"""The statement on retelling: how often outlets print an utterance differently, with an example."""

from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.contrasts import LEAST
from presseschau.measures.intervals import wilson
from presseschau.measures.printings import disputed_rows
from presseschau.measures.retelling import SPEAKER, retold, told_apart

_PLACES = ["article_id", "start", "end", "anchor"]


def retold_statement(analysis: Analysis) -> dict[str, Any]:
    """How many of the utterances that several outlets print they print differently.

    What one of its speakers denies having said is the example, else the most telling.
    """
    if analysis.articles["outlet"].replace("", None).nunique() < 2:
        return {"kind": "retold", "reason": "one_outlet"}
    shared = retold(analysis)
    apart = told_apart(shared)
    sides = pd.DataFrame([*apart["first"], *apart["other"]], columns=_PLACES)
    carried = sides["article_id"].nunique()
    if min(len(apart), carried) < LEAST:
        return {"kind": "retold", "reason": "few_printings"}
    counts = apart["how"].value_counts(sort=False)
    value, of = len(apart) / len(shared), len(shared)
    low, high = wilson(value, of)
    table = pd.DataFrame({"change": counts.index, "value": counts.to_numpy() / of, "n": carried})
    table["low"], table["high"] = wilson(table["value"], of)
    best, denial = _most_telling(analysis, apart)
    first, other = best["first"], best["other"]
    told = {"how": best["how"], "counts": counts.to_dict(), "instead": other["name"]}
    told |= {"cue": first["cue"], "other_cue": other["cue"]}
    told["denied"] = "".join(denial["name"].head(1))
    figures = {"value": value, "low": low, "high": high, "first": value, "second": 0.0}
    counts = {"n": carried, "of": of, "quotes": len(apart), "clear": True, "table": table}
    sides = {"name": first["name"], "where": first["outlet"], "other": other["outlet"]}
    places = {"places": pd.DataFrame([first])[_PLACES], "beside": pd.DataFrame([other])[_PLACES]}
    places |= {"denial": denial[_PLACES]} if len(denial) else {}
    return {"kind": "retold", "told": told, **figures, **counts, **sides, **places}


def _most_telling(analysis: Analysis, apart: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    """What somebody denies having said, with the place of that, else the first of all."""
    rows = disputed_rows(analysis)
    for denial in rows[rows["change"] == "denied"].to_dict("records"):
        same = apart[(apart["utterance"] == denial["utterance"]) & (apart["how"] == SPEAKER)]
        if len(same):
            return same.iloc[0], pd.DataFrame([denial])
    return apart.iloc[0], rows.head(0)
