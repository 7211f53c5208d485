"""Steps in time at an axis: periods in order, long empty times folded into a mark."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pandas as pd

#: Steps in time that a chart draws at most, and empty ones in a row; more are folded into a mark.
_MOST_STEPS, _MOST_EMPTY = 45, 5
#: What stands for steps that are folded.
FOLD = "⋯"


def without_gaps(days: Iterable[pd.Timestamp]) -> list[pd.Timestamp]:
    """First days of periods in order, with those between that have no figure.

    Days, weeks (from Monday), months, years and decades are told apart by the days themselves;
    where none fits, or the steps are too many to be read, the days stay as they are. A long time
    without figures is one step, NaT, which :func:`heads` writes as a mark.
    """
    days = pd.DatetimeIndex(sorted(set(days)))
    if days.empty:
        return []
    for step in ("10YS", "YS", "MS", "W-MON", "D"):
        filled = pd.date_range(days[0], days[-1], freq=step)
        if days.isin(filled).all():
            folded = _folded(filled, days)
            return folded if len(folded) <= _MOST_STEPS else list(days)
    return list(days)


def _folded(filled: pd.DatetimeIndex, days: pd.DatetimeIndex) -> list[pd.Timestamp]:
    """The steps, of which those in a row that hold no day are NaT where they are many."""
    places = np.flatnonzero(filled.isin(days))
    steps = [filled[0]]
    for before, place in pairwise(places):
        empty = place - before - 1
        between = [pd.NaT] if empty > _MOST_EMPTY else filled[before + 1 : place]
        steps += [*between, filled[place]]
    return steps


def fold_sign(steps: Iterable[pd.Timestamp]) -> tuple[str, ...]:
    """The sign of a chart on whose axis of time empty steps are folded."""
    return ("folded",) * any(step is pd.NaT for step in steps)
