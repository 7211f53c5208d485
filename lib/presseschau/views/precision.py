"""Precision in words: how much of what a page shows is right, and where that was found out."""

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.correction import measured
from presseschau.measures.spot_check import TASKS, checked
from presseschau.views.wording import word


def how_right(analysis: Analysis, task: str, language: str) -> str:
    """How much of a kind is right: in this corpus where people checked it, else in newspapers."""
    own = own_check(analysis, language)
    return own[task] if task in own else in_newspapers(analysis.annotator, task, language)


def in_newspapers(annotator: str, task: str, language: str) -> str:
    """How much of a kind an annotator finds right in newspapers; empty where that is not known."""
    for score in measured(annotator):
        if score["task"] == task:
            shares = {"n": round(100 * score["precision"]), "found": round(100 * score["recall"])}
            return word(f"common.quality_{task}", language, **shares)
    return ""


def own_check(analysis: Analysis, language: str) -> dict[str, str]:
    """What people found right in this corpus, by task, where they judged enough of it."""
    if not analysis.check:
        return {}  # what most corpora have, and every view asks
    return counted_right(checked(analysis), language)


def counted_right(table: pd.DataFrame, language: str) -> dict[str, str]:
    """What the precision that people found says of each task, in words."""
    said = {}
    for what, row in table.to_dict("index").items():
        shares = {name: round(100 * row[name]) for name in ("value", "low", "high")}
        said[TASKS[what]] = word(f"check.{what}", language, n=row["n"], **shares)
    return said
