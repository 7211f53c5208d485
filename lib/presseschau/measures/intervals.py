"""Intervals: how far a share or a mean would move had other articles been drawn."""

import numpy as np
import pandas as pd

DRAWS = 1000
CHUNK = 4_000_000


def ratio_intervals(
    numerators: pd.DataFrame, denominators: pd.DataFrame | pd.Series
) -> pd.DataFrame:
    """Gives ratios of sums over articles with 95 % bootstrap intervals.

    Articles are drawn with replacement as whole clusters, since sentences of one article are not
    independent (percentile bootstrap; Efron & Tibshirani 1993). The seed is fixed.

    Args:
        numerators: One row per article, one column per group.
        denominators: The same shape, or one column for all groups.

    Returns:
        One row per group: value, low, high; NaN where the denominator is 0, and no interval
        (low, high are NaN) where fewer than two articles carry the group.
    """
    top = numerators.to_numpy(dtype=float)
    bottom = denominators.to_numpy(dtype=float)
    bottom = np.broadcast_to(bottom[:, None] if bottom.ndim == 1 else bottom, top.shape)
    total = bottom.sum(axis=0)
    value = np.divide(top.sum(axis=0), total, out=np.full(total.shape, np.nan), where=total > 0)
    low, high = _percentiles(top, bottom)
    alone = (bottom > 0).sum(axis=0) < 2
    low[alone], high[alone] = np.nan, np.nan
    return pd.DataFrame({"value": value, "low": low, "high": high}, index=numerators.columns)


def _percentiles(top: np.ndarray, bottom: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    articles = len(top)
    if not articles:
        nothing = np.full(top.shape[1], np.nan)
        return nothing, nothing.copy()
    rng = np.random.default_rng(20_240_607)
    step = max(1, CHUNK // articles)
    drawn = []
    for first in range(0, DRAWS, step):
        size = min(step, DRAWS - first)
        weights = rng.multinomial(articles, np.full(articles, 1 / articles), size=size)
        totals = weights @ bottom
        ratios = np.full(totals.shape, np.nan)
        np.divide(weights @ top, totals, out=ratios, where=totals > 0)
        drawn.append(ratios)
    ratios = np.concatenate(drawn)
    known = ~np.isnan(ratios).all(axis=0)
    low = np.full(top.shape[1], np.nan)
    high = low.copy()
    if known.any():
        low[known], high[known] = np.nanpercentile(ratios[:, known], [2.5, 97.5], axis=0)
    return low, high


def spread(rows: pd.DataFrame, by: str, value: str, articles: pd.Series) -> pd.DataFrame:
    """Sums a column per article (rows) and group (columns), with a row for every article."""
    sums = rows.pivot_table(index="article_id", columns=by, values=value, aggfunc="sum")
    return sums.reindex(articles).fillna(0.0)
