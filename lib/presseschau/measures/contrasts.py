"""Contrasts: which two groups of articles differ, and whether by more than chance brings about."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtri

from presseschau.measures.intervals import ratio_intervals, spread

#: Articles that must carry a finding, and those that each side of a comparison must have.
LEAST, LEAST_SIDE = 5, 10


class Contrast(NamedTuple):
    """Two groups of a table, and the difference of their values with its 95 % interval."""

    name: str
    where: str
    other: str
    first: float
    second: float
    value: float
    low: float
    high: float
    clear: bool


def is_clear(value: float, low: float, high: float, tests: int = 1) -> bool:
    """Whether an interval leaves out 0 even if it is widened for so many comparisons (Bonferroni).

    Of twenty 95 % intervals one misses the truth by chance; who looks at many must ask for more.
    """
    end = value - low if value > 0 else high - value
    return bool(abs(value) > end * ndtri(0.025 / max(1, tests)) / ndtri(0.025))


def strongest(table: pd.DataFrame, by: str) -> Contrast | None:
    """The two groups (``by``) of a table whose values differ most surely; None if too few articles.

    The interval of the difference is made of those of the two values (Zou & Donner 2008,
    Statistics in Medicine 27). The table has value, low, high and n (articles); if it has ``name``,
    groups are compared name by name.
    """
    table = table[table["n"] >= LEAST_SIDE].dropna(subset=["value", "low", "high"])
    names = table["name"] if "name" in table else pd.Series("", index=table.index)
    found = []
    for name, rows in table.groupby(names, sort=False):
        rows = rows.sort_values("value", ascending=False, kind="stable")
        for above, below in combinations(rows.to_dict("records"), 2):
            value = above["value"] - below["value"]
            low = value - np.hypot(above["value"] - above["low"], below["high"] - below["value"])
            high = value + np.hypot(above["high"] - above["value"], below["value"] - below["low"])
            figures = above["value"], below["value"], value, low, high
            found.append((name, above[by], below[by], *figures))
    if not found:
        return None
    best = max(found, key=lambda row: row[5] / max(1e-9, row[5] - row[6]))
    return Contrast(*best, is_clear(*best[5:8], len(found)))


def lead(rows: pd.DataFrame, by: str, pair: list[str], articles: pd.Series) -> pd.Series:
    """How far the first of two names is ahead of the second, in share of the articles.

    ``rows`` have article_id, the column of the names and n (1), one row for each name and article.

    Returns:
        value (difference of the two shares), low, high.
    """
    hits = spread(rows[rows[by].isin(pair)], by, "n", articles)
    ahead = (hits[pair[0]] - hits[pair[1]]).to_frame()
    return ratio_intervals(ahead, pd.Series(1.0, index=hits.index), (-1, 1)).iloc[0]
