"""Intervals: how far a share or a mean would move had other articles been drawn."""

from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import betaincinv
from threadpoolctl import ThreadpoolController

DRAWS = 1000
SEED = 20_240_607
#: So many numbers of a draw are at hand at once: few enough for the processor's cache.
CHUNK, LEAST = 100_000, 16
_Z = 1.959964


def ratio_intervals(
    numerators: pd.DataFrame,
    denominators: pd.DataFrame | pd.Series,
    bounds: tuple[float, float] = (0, 1),
) -> pd.DataFrame:
    """Ratios of sums over articles with 95 % bootstrap intervals.

    Articles are drawn with replacement as whole clusters, since sentences of one article are not
    independent (percentile bootstrap; Efron & Tibshirani 1993). Where all articles agree on the
    least or greatest value, drawing tells nothing: there the interval is that of Jeffreys (Brown,
    Cai & DasGupta 2001) with as many trials as articles. The seed is fixed.

    Args:
        numerators: One row per article, one column per group.
        denominators: The same shape, or one column for all groups.
        bounds: The least and the greatest value that a ratio can have.

    Returns:
        One row per group: value, low, high; NaN where the denominator is 0, and no interval
        (low, high are NaN) where fewer than two articles carry the group, or all say the same.
    """
    top, bottom = _arrays(numerators, denominators)
    value = _ratios(top, bottom)
    low, high = _percentiles(_draws(top, bottom, bounds), (bottom > 0).sum(axis=0))
    return pd.DataFrame(
        {"value": value, "low": np.minimum(low, value), "high": np.maximum(high, value)},
        index=numerators.columns,
    )


def difference_intervals(
    numerators: pd.DataFrame,
    denominators: pd.DataFrame | pd.Series,
    is_first: pd.Series,
    bounds: tuple[float, float] = (0, 1),
) -> pd.DataFrame:
    """The difference of the same ratios between two sets of articles: the first, and the others.

    Each side draws its own articles, as in :func:`ratio_intervals`; the interval is that of the
    difference, which two overlapping intervals do not tell (Schenker & Gentleman 2001).

    Returns:
        One row per group: first, second (the two ratios), value (first minus second), low, high,
        n (the smallest of: articles of either side that could carry the figure, and articles
        that do); NaN where a side has no article for the group.
    """
    top, bottom = _arrays(numerators, denominators)
    own = is_first.to_numpy(dtype=bool)
    ratios, drawn, able = [], [], []
    for seed, rows in enumerate((own, ~own), SEED):  # the sides are drawn independently
        ratios.append(_ratios(top[rows], bottom[rows]))
        drawn.append(_draws(top[rows], bottom[rows], bounds, seed))
        able.append((bottom[rows] > 0).sum(axis=0))
    low, high = _percentiles(drawn[0] - drawn[1], np.minimum(*able))
    shared = denominators.ndim == 1
    carried = ((top != 0) if shared else (bottom > 0)).sum(axis=0)
    figures = {"first": ratios[0], "second": ratios[1], "value": ratios[0] - ratios[1]}
    figures |= {"low": low, "high": high, "n": np.minimum.reduce([*able, carried])}
    return pd.DataFrame(figures, index=numerators.columns)


def _arrays(
    numerators: pd.DataFrame, denominators: pd.DataFrame | pd.Series
) -> tuple[np.ndarray, np.ndarray]:
    top, bottom = numerators.to_numpy(dtype=float), denominators.to_numpy(dtype=float)
    return top, np.broadcast_to(bottom[:, None] if bottom.ndim == 1 else bottom, top.shape)


def _ratios(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    total = bottom.sum(axis=-2)
    return np.divide(top.sum(axis=-2), total, out=np.full(total.shape, np.nan), where=total > 0)


def _draws(
    top: np.ndarray, bottom: np.ndarray, bounds: tuple[float, float], seed: int = SEED
) -> np.ndarray:
    """The ratios (columns) of every draw of articles (rows)."""
    articles = len(top)
    if not articles:
        return np.full((1, top.shape[1]), np.nan)
    carrying = ((top != 0) | (bottom != 0)).any(axis=1)  # the others add nothing to any sum
    shared = bottom.strides[1] == 0  # one column stands for all groups
    above, below = top[carrying].T, (bottom[:, :1] if shared else bottom)[carrying].T
    counts = _counts(articles, seed)[carrying]
    step = max(LEAST, CHUNK // articles)
    drawn = []
    with _threads().limit(limits=1):  # more would wait for each other beside other work
        for first in range(0, DRAWS, step):
            weights = counts[:, first : first + step].astype(float)
            sums, totals = above @ weights, below @ weights
            ratios = np.full(sums.shape, np.nan)
            np.divide(sums, totals, out=ratios, where=totals > 0)
            drawn.append(ratios.T)
    rng = np.random.default_rng([seed, 1])
    return _unanimous(np.concatenate(drawn), top, bottom, bounds, rng)


def wilson(share: Any, n: Any) -> tuple[Any, Any]:
    """Where the 95 % interval of a share of n independent trials begins and ends (Wilson 1927)."""
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * np.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return np.maximum(middle - half, 0), np.minimum(middle + half, 1)


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@lru_cache(maxsize=4)  # one report or page asks for the same draws again and again
def _counts(articles: int, seed: int) -> np.ndarray:
    """How often each article (rows) is drawn in every draw (columns)."""
    rng = np.random.default_rng(seed)
    counts = np.empty((DRAWS, articles), dtype=np.uint8)
    for row in counts:  # several times faster than rng.multinomial
        row[:] = np.bincount(rng.integers(0, articles, articles), minlength=articles)
    return np.ascontiguousarray(counts.T)


def _unanimous(
    drawn: np.ndarray,
    top: np.ndarray,
    bottom: np.ndarray,
    bounds: tuple[float, float],
    rng: np.random.Generator,
) -> np.ndarray:
    """Puts draws from Jeffreys' posterior where all articles say the least or the greatest."""
    able = (bottom > 0).sum(axis=0)
    if not np.isfinite(bounds).all():
        return drawn
    evenly = (np.arange(DRAWS) + 0.5) / DRAWS
    for end, other in (bounds, bounds[::-1]):
        same = (np.isclose(top, end * bottom) | (bottom <= 0)).all(axis=0) & (able > 0)
        for column in np.flatnonzero(same):
            away = betaincinv(0.5, able[column] + 0.5, rng.permutation(evenly))
            drawn[:, column] = end + (other - end) * away
    return drawn


def _percentiles(ratios: np.ndarray, able: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ends of the intervals; one article alone has none, nor do articles that all agree."""
    known = ~np.isnan(ratios).all(axis=0) & (able > 1)
    low = np.full(ratios.shape[1], np.nan)
    high = low.copy()
    if known.any():
        low[known], high[known] = np.nanpercentile(ratios[:, known], [2.5, 97.5], axis=0)
    alike = np.isclose(low, high, rtol=0)  # as where two articles say the same: no certainty
    return np.where(alike, np.nan, low), np.where(alike, np.nan, high)


def mean_intervals(
    rows: pd.DataFrame,
    by: str | list[str],
    value: str,
    articles: pd.Series,
    bounds: tuple[float, float] = (0, 1),
) -> pd.DataFrame:
    """The mean of a column in each group (``n`` is 1 in each row), as :func:`ratio_intervals`."""
    sums, counts = (spread(rows, by, column, articles) for column in (value, "n"))
    return ratio_intervals(sums, counts, bounds)


def spread(
    rows: pd.DataFrame, by: str | list[str], value: str, articles: pd.Series
) -> pd.DataFrame:
    """Sums a column per article (rows) and group (columns), with a row for every article."""
    groups = rows.groupby(by)
    group, names = groups.ngroup().to_numpy(), groups.size().index
    article = pd.Index(articles).get_indexer(rows["article_id"])
    known = (group >= 0) & (article >= 0)
    cells = article[known] * len(names) + group[known]
    sums = np.bincount(cells, rows[value][known], minlength=len(articles) * len(names))
    return pd.DataFrame(
        sums.reshape(len(articles), len(names)),
        index=pd.Index(articles, name="article_id"),
        columns=names,
    )
