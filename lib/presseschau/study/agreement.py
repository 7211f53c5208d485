"""Agreement of coders: Holsti, Krippendorff's alpha and Cohen's kappa, with their intervals."""

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from presseschau.core.calls import WrongCall, nearest, require_one_of
from presseschau.measures.intervals import DRAWS, SEED, ratio_intervals

LEVELS = ("nominal", "ordinal", "interval")
FIGURES = ("holsti", "alpha", "kappa")
_HOLSTI = ("holsti", "holsti_low", "holsti_high")


def agreement(codings: pd.DataFrame, levels: Mapping[str, str] | None = None) -> pd.DataFrame:
    """How far coders agree on each variable, with 95 % bootstrap intervals.

    Units that only one coder coded count for nothing. Holsti (1969) is the share of pairs of
    codings that are the same; alpha is Krippendorff's (2011, "Computing Krippendorff's
    alpha-reliability"), at the level of the variable; kappa is Cohen's (1960), of more than two
    coders the mean over their pairs (Light 1971). Units are drawn with replacement; where all
    coders agree, drawing tells nothing: alpha and kappa then have no interval. Where only one
    value occurs they are not defined.

    The libraries for it are GPL or behind pandas, and NLTK's takes seconds for each interval: so
    these are the formulas, which the tests hold to NLTK and to published examples.

    Args:
        codings: The columns unit, coder, variable, value; one row for each decision.
        levels: The level of measurement of variables, nominal where none is given.

    Returns:
        One row per variable: level, units, coders, values (how many), and each of ``FIGURES``
        with ``_low`` and ``_high``.

    Raises:
        WrongCall: There is no such level or variable, or a value is no number where it must be.
    """
    levels = dict(levels or {})
    for variable, level in levels.items():
        require_one_of(level, LEVELS, "level")
        if variable not in set(codings["variable"]):
            hint = nearest(variable, codings["variable"].unique())
            raise WrongCall(f"No variable '{variable}' was coded. {hint}")
    rows = [
        {"variable": name, **_figures(rows, name, levels.get(name, "nominal"))}
        for name, rows in codings.groupby("variable", sort=False)
    ]
    limits = [f"{name}{end}" for name in FIGURES for end in ("", "_low", "_high")]
    columns = ["variable", "level", "units", "coders", "values", *limits]
    return pd.DataFrame(rows, columns=columns)


def _figures(rows: pd.DataFrame, variable: str, level: str) -> dict[str, object]:
    grid = rows.pivot(index="unit", columns="coder", values="value")
    grid = grid[grid.notna().sum(axis=1) > 1].dropna(axis=1, how="all")
    values = _ordered(pd.Series(grid.to_numpy().ravel()).dropna().unique(), variable, level)
    codes = pd.Index(values).get_indexer(grid.to_numpy().ravel()).reshape(grid.shape)
    chosen = codes[:, :, None] == np.arange(len(values))
    counts = chosen.sum(axis=1)
    coded = counts.sum(axis=1)
    figures = {"level": level, "units": len(grid), "coders": grid.shape[1], "values": len(values)}
    if grid.empty:
        return figures
    same, pairs = (pd.Series((n * (n - 1)).reshape(len(grid), -1).sum(1)) for n in (counts, coded))
    holsti = ratio_intervals(same.to_frame(), pairs).iloc[0]
    figures |= dict(zip(_HOLSTI, holsti[["value", "low", "high"]], strict=True))
    drawn = np.random.default_rng(SEED).multinomial(len(grid), [1 / len(grid)] * len(grid), DRAWS)
    weights = np.vstack([np.ones(len(grid)), drawn])  # first the units as they are
    apart = _distances(values, counts.sum(axis=0), level)
    with np.errstate(divide="ignore", invalid="ignore"):
        both = {"alpha": _alpha(weights, counts, apart), "kappa": _kappa(weights, chosen)}
    for name, found in both.items():
        draws = found[1:][np.isfinite(found[1:])]
        sure = not len(draws) or len(grid) < 2 or holsti["value"] == 1
        low, high = (np.nan, np.nan) if sure else np.percentile(draws, [2.5, 97.5])
        figures |= {name: found[0], f"{name}_low": low, f"{name}_high": high}
    return figures


def _ordered(values: Iterable[str], variable: str, level: str) -> list[str]:
    """The values in their order, which is that of numbers above the nominal level."""
    if level == "nominal":
        return sorted(values)
    try:
        return sorted(values, key=float)
    except ValueError as error:
        wrong = str(error).rpartition(": ")[2]
        raise WrongCall(
            f"{wrong} is no number, but '{variable}' is taken as {level}; code it in numbers, or"
            f" take it as nominal."
        ) from None


def _distances(values: list[str], totals: np.ndarray, level: str) -> np.ndarray:
    """How far values are apart; those of ordinal ones are the same in all draws."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    interval = level == "interval"
    places = np.array(values, dtype=float) if interval else totals.cumsum() - totals / 2
    return (places[:, None] - places) ** 2


def _alpha(weights: np.ndarray, counts: np.ndarray, apart: np.ndarray) -> np.ndarray:
    observed = weights @ ((counts @ apart * counts).sum(axis=1) / (counts.sum(axis=1) - 1))
    totals = weights @ counts
    expected = (totals @ apart * totals).sum(axis=1) / (totals.sum(axis=1) - 1)
    return 1 - observed / expected


def _kappa(weights: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    found = []
    for first, second in combinations(range(chosen.shape[1]), 2):
        one, other = chosen[:, first], chosen[:, second]
        both = one.any(axis=1) & other.any(axis=1)
        n = weights @ both
        observed = weights @ (one & other).any(axis=1) / n
        margins = (weights @ (coder & both[:, None]) / n[:, None] for coder in (one, other))
        expected = np.multiply(*margins).sum(axis=1)
        found.append(np.where(expected < 1, (observed - expected) / (1 - expected), np.nan))
    known = ~np.isnan(found)
    return np.where(known, found, 0).sum(axis=0) / known.sum(axis=0)
