"""Quality of hits: precision from coded hits, recall from coded passages drawn at random."""

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.codings import meant
from presseschau.measures.intervals import wilson
from presseschau.study.units import passages

#: What a coder may say of a passage and a category, and whether the category fits.
VALUES = {"1": True, "0": False, "yes": True, "no": False, "ja": True, "nein": False}


def draw_hits(hits: pd.DataFrame, each: int = 50, seed: int = 1) -> pd.DataFrame:
    """So many hits of each category, drawn at random, with the ``unit`` to code them under."""
    drawn = hits.sample(frac=1, random_state=seed).groupby("category", sort=False).head(each)
    return drawn.assign(unit=_units(drawn)).sort_index().reset_index(drop=True)


def draw_passages(
    analysis: Analysis, size: int = 200, within: str = "sentences", seed: int = 1
) -> pd.DataFrame:
    """So many sentences, quotes or headlines, drawn at random from all, with their ``unit``."""
    rows = passages(analysis, within)
    return rows.sample(min(size, len(rows)), random_state=seed).sort_index().reset_index(drop=True)


def precision(hits: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Of the hits that were coded, the share that a person found right, by category.

    A coding has the unit (of :func:`draw_hits`), the category as variable, and 1 or 0 as value.

    Returns:
        category, n, value, low, high (95 % interval of Wilson 1927).
    """
    coded = _coded(hits, codings)
    return _shares(coded[coded["hit"]], "right")


def recall(hits: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Of the passages in which a person found a category, the share that it hit.

    As :func:`precision`, but of :func:`draw_passages`: passages drawn by their hits hide those
    that were missed.
    """
    coded = _coded(hits, codings)
    return _shares(coded[coded["right"]], "hit")


def _units(rows: pd.DataFrame) -> pd.Series:
    return rows["article_id"] + "#" + rows["anchor"]


def _coded(hits: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    right = meant(codings, VALUES, "A coding cannot say").astype(bool)
    found = set(zip(_units(hits), hits["category"], strict=True))
    pairs = zip(codings["unit"], codings["variable"], strict=True)
    hit = [pair in found for pair in pairs]
    return pd.DataFrame({"category": codings["variable"], "hit": hit, "right": right})


def _shares(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    table = rows.groupby("category")[column].agg(n="size", value="mean").reset_index()
    low, high = wilson(table["value"], table["n"])
    return table.assign(low=low, high=high)
