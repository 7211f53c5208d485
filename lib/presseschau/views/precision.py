"""Precision in words: how much of what a page shows is right, and where that was found out."""

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.correction import error_rates
from presseschau.measures.quality import measured, read_blind
from presseschau.measures.spot_check import TASKS, checked
from presseschau.views.cells import with_interval
from presseschau.views.wording import label, number, percent, word


def how_right(analysis: Analysis, task: str, language: str) -> str:
    """How much of a kind is right: as people checked it in this corpus, else in newspapers.

    What was read blind comes first, before what the annotator was tuned on.
    """
    if own := own_check(analysis, language).get(task):
        return own
    blind = as_read_blind(analysis.annotator, language).get(task, "")
    return f"{blind} {in_newspapers(analysis.annotator, task, language)}".strip()


def one_figure(analysis: Analysis, task: str, language: str) -> str:
    """How much of a kind is right, by the one figure that is nearest to this corpus."""
    known = as_read_blind(analysis.annotator, language) | own_check(analysis, language)
    return known.get(task) or in_newspapers(analysis.annotator, task, language)


def as_read_blind(annotator: str, language: str) -> dict[str, str]:
    """How much was right in articles that nothing was tuned on, by task, in words."""
    return {row["task"]: _in_words(f"blind.{row['task']}", row, language)
            for row in read_blind(annotator)}  # fmt: skip


def in_newspapers(annotator: str, task: str, language: str) -> str:
    """How much of a kind is right in the newspapers that an annotator was tuned on, if known."""
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
    rows = table.to_dict("index").items()
    return {TASKS[what]: _in_words(f"check.{what}", row, language) for what, row in rows}


def _in_words(key: str, row: Mapping[str, Any], language: str) -> str:
    shares = {name: round(100 * row[name]) for name in ("value", "low", "high")}
    return word(key, language, **row | shares)


def correction_said(analysis: Analysis, language: str) -> str:
    """How shares were corrected for known errors, or that they could not be, as HTML."""
    rates = error_rates(analysis.annotator, analysis)
    name = label(analysis.annotator, language)
    if rates is None:
        said = word("common.uncorrected", language, annotator=name)
    else:
        shares = {n: percent(getattr(rates, n), language) for n in ("sensitivity", "specificity")}
        said = word("common.corrected", language, **shares, gold=label(rates.gold, language))
    return escape(said, quote=False)


def quality_line(analysis: Analysis, language: str, place: str) -> str:
    """Where a report has the measured quality whole, as HTML."""
    if not measured(analysis.annotator):
        return quality_box(analysis, language)
    key, name = "common.quality_place", label(analysis.annotator, language)
    said = escape(word(key, language, annotator=name), quote=False)
    return f'<p class="how"><a href="{place}#quality">{said}</a></p>'


def quality_box(analysis: Analysis, language: str) -> str:
    """What was measured of an analysis' annotator, and what was checked by hand here, as HTML."""
    scores, name = measured(analysis.annotator), label(analysis.annotator, language)
    own = own_check(analysis, language)
    if not scores:
        said = [word("common.unmeasured", language, annotator=name), *own.values()]
        text = escape(" ".join(said), quote=False)
        return f'<p class="notice">{text}</p>'
    write = partial(number, language=language, digits=2)
    rows = "".join(
        f'<tr><th scope="row">{escape(label(score["task"], language))} '
        f'<span class="interval">{escape(label(score["gold"], language))}</span></th>'
        f"<td>{with_interval(score, write)}</td></tr>"
        for score in scores
    )
    title = escape(word("common.quality", language, annotator=name), quote=False)
    known = [*own.values(), *as_read_blind(analysis.annotator, language).values()]
    first = f'<p class="how">{escape(" ".join(known), quote=False)}</p>' if known else ""
    how = escape(word("common.quality_how", language), quote=False)
    return (
        f'<div class="quality" id="quality"><h3>{title}</h3>{first}<p class="how">{how}</p>'
        f'<table class="ps"><tbody>{rows}</tbody></table></div>'
    )
