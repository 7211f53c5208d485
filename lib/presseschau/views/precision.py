"""Precision in words: how much of what a page shows is right, and where that was found out."""

from collections.abc import Iterable, Mapping
from functools import partial
from html import escape
from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.correction import error_rates
from presseschau.measures.quality import NAMED_TONE, measured, read_blind
from presseschau.measures.spot_check import TASKS, checked
from presseschau.views.cells import with_interval
from presseschau.views.wording import label, number, percent, word

#: Of what it was measured how much is right, and how much is found.
_FOUND = ("news_quotes", "news_actors", "news_tone")


def plainly(analysis: Analysis, tasks: Iterable[str], language: str) -> str:
    """How much of what is shown is wrong, in plain words: "Etwa drei von zehn gezeigten …".

    As people checked it in this corpus, else as read blind in newspapers; where nobody did, what
    was measured in those that an annotator was tuned on is told instead.
    """
    right = {row["task"]: row["value"] for row in read_blind(analysis.annotator)}
    own = own_check(analysis, language)
    right |= checked(analysis)["value"].rename(TASKS).to_dict() if own else {}
    told = [
        _wrong(task, right[task], language)
        if task in right
        else in_newspapers(analysis.annotator, task, language)
        for task in tasks
    ]
    told += [word("plain.here", language)] * any(task in own for task in tasks)
    return " ".join(filter(None, told))


def _wrong(task: str, right: float, language: str) -> str:
    """How many of ten are wrong, where such a share is ``right``."""
    tenths = round(10 * (1 - right))
    if not tenths:
        return word(f"plain.few.{task}", language)
    said = word(f"plain.one.{task}" if tenths == 1 else f"plain.tenths.{tenths}", language)
    return word(f"plain.{task}", language, n=tenths, said=said)


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


def plain_html(analysis: Analysis, task: str, language: str, place: str = "") -> str:
    """What a page says at its head of how much is wrong, with a link to how that was measured.

    What people checked in this corpus is told with its interval, which they are waiting for.
    """
    kinds = [task, NAMED_TONE] if task == "news_tone" else [task]
    said = own_check(analysis, language).get(task) or plainly(analysis, kinds, language)
    if not said:
        return ""
    said = f"<strong>{escape(said, quote=False)}</strong>"
    return f'<p class="how">{said}{" " + measured_where(language, place) if place else ""}</p>'


def measured_where(language: str, place: str, key: str = "plain.where") -> str:
    """The link to where a report has the measured quality whole, as HTML."""
    return f'<a href="{place}#quality">{escape(word(key, language), quote=False)}</a>'


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
    known += [in_newspapers(analysis.annotator, task, language) for task in _FOUND]
    told = "".join(f"<li>{escape(said, quote=False)}</li>" for said in known if said)
    first = f'<ul class="how">{told}</ul>' if told else ""
    how = escape(word("common.quality_how", language), quote=False)
    return (
        f'<div class="quality" id="quality"><h3>{title}</h3>{first}<p class="how">{how}</p>'
        f'<table class="ps"><tbody>{rows}</tbody></table></div>'
    )
