"""Quality: how much of what an annotator shows is right, as measured, read blind or checked."""

import json
from typing import Any

from presseschau.core.analysis import Analysis
from presseschau.core.resources import data_folder
from presseschau.measures.intervals import wilson
from presseschau.measures.spot_check import TASKS, checked

#: Of a hundred shown, so many must be right before a figure is made of them.
LEAST_PRECISION = 60
#: The task of judgements in the name of somebody, as data/blind.json calls it.
NAMED_TONE = "news_tone_named"


def measured(annotator: str) -> list[dict[str, Any]]:
    """The scores of an annotator on public gold, as data/quality.json has them, if it was measured.

    Each has task, value, low, high (None where there is no interval), gold and more.
    """
    return _scores("quality.json", annotator)


def read_blind(annotator: str) -> list[dict[str, Any]]:
    """How much was right of what an annotator showed in articles that nothing was tuned on.

    Each has task, articles, n (shown), right and their share, value, with low and high (Wilson's
    interval), of what data/blind.json has.
    """
    rows = _scores("blind.json", annotator)
    for row in rows:
        row["value"] = row["right"] / row["n"]
        row["low"], row["high"] = map(float, wilson(row["value"], row["n"]))
    return rows


def known_precision(analysis: Analysis) -> dict[str, int]:
    """How many of a hundred shown are right, by task.

    As people checked it in this corpus, else as read blind in newspapers, else as measured there.
    """
    scores = [*measured(analysis.annotator), *read_blind(analysis.annotator)]
    right = {row["task"]: row.get("precision", row["value"]) for row in scores}
    own = checked(analysis)["value"].rename(TASKS).to_dict()
    if "news_tone" in own:
        right.pop(NAMED_TONE, None)  # a check of this corpus says more, if of all voices together
    return {task: round(100 * share) for task, share in (right | own).items()}


def is_precise(analysis: Analysis, named: bool = False) -> bool:
    """Whether enough of the judgements shown are known to be right for a figure of them.

    Those of somebody ``named`` are more often right than those in an outlet's own words.
    """
    known = known_precision(analysis)
    right = known.get("news_tone", 0)
    return (known.get(NAMED_TONE, right) if named else right) >= LEAST_PRECISION


def _scores(name: str, annotator: str) -> list[dict[str, Any]]:
    path = data_folder() / name
    scores = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return scores.get(annotator, [])
