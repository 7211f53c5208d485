"""Bars: counts over time, drawn by a page's own style."""

import pandas as pd

from presseschau.views.charts.canvas import heads
from presseschau.views.charts.time_steps import FOLD
from presseschau.views.wording import date, label, number, word

#: Bars that leave room for their numbers.
_WIDE = 16


def bars(counts: pd.DataFrame, language: str) -> str:
    """Draws counts, a row for each step in time and a column for each part, as HTML."""
    steps = heads(counts.index, language)
    if steps[0] == date(counts.index[0], language, "short"):  # a day, here with its year
        steps = [date(day, language, "medium") for day in counts.index]  # of folded ones unread
    most, drawn = max(counts.sum(axis=1).max(), 1), []
    for step, (day, row) in zip(steps, counts.iterrows(), strict=True):
        if day is pd.NaT:
            drawn.append(f'<span title="{word("common.folded", language)}">{FOLD}</span>')
            continue
        pieces = "".join(
            f'<i class="{part}" style="height: {85 * n / most:.1f}%"></i>'
            for part, n in row.items()
            if n
        )
        told = number(row.sum(), language)
        shown = told if len(counts) <= _WIDE and row.sum() else ""
        drawn.append(f'<span title="{step}: {told}">{shown}{pieces}</span>')
    parts = [part for part in counts if counts[part].any()]
    keys = [f'<span class="key {part}"></span> {label(part, language)}' for part in parts]
    return (
        f'<div style="max-width: {max(22, 5 * len(counts))}rem">'
        f'<div class="bars" aria-hidden="true">{"".join(drawn)}</div><p class="ends">'
        f"<span>{steps[0]}</span> <span>{' '.join(keys)}</span> <span>{steps[-1]}</span></p></div>"
    )
