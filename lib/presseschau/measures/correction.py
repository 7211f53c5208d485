"""Correction: proportions freed from the known errors of the annotator that counted them."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.quality import measured
from presseschau.measures.spot_check import LEAST_CHECKED, read_check

#: Half the width of a 95 % interval, in standard errors.
_Z = 1.959964


class Rates(NamedTuple):
    """How an annotator sorts found items into yes and no, measured on gold.

    ``sensitivity`` is the share of gold yes that it calls yes (of ``positives`` items),
    ``specificity`` the share of gold no that it calls no (of ``negatives``).
    """

    sensitivity: float
    specificity: float
    positives: int
    negatives: int
    gold: str


def error_rates(annotator: str, analysis: Analysis | None = None) -> Rates | None:
    """The rates with which an annotator tells direct quotes; None where they are not measured.

    Where people checked enough quotes of an analysis by hand, the specificity is the one they
    found there. What is missed, they do not see: the sensitivity stays the measured one.
    """
    for score in measured(annotator):
        if score["task"] == "direct_quotes" and "sensitivity" in score:
            rates = Rates(*(score[name] for name in Rates._fields))
            return rates if analysis is None else _checked(rates, analysis)
    return None


def _checked(rates: Rates, analysis: Analysis) -> Rates:
    """Rates with the share of judged quotes, not direct ones in truth, that are called direct."""
    check = read_check(analysis.check)
    check = check[(check["what"] == "quote") & (check["annotator"] == analysis.annotator)]
    none = check.groupby(["article_id", "start", "end"])["verdict"].agg(
        lambda said: "none" in set(said)
    )
    rows = analysis.quotes.merge(
        none.rename("none").reset_index(), on=["article_id", "start", "end"]
    )
    direct = rows["type"] == "Direct"
    wrong, negatives = int((direct & rows["none"]).sum()), int((rows["none"] | ~direct).sum())
    if negatives < LEAST_CHECKED:
        return rates
    return rates._replace(specificity=1 - wrong / negatives, negatives=negatives, gold="own_check")


def corrected(table: pd.DataFrame, rates: Rates | None) -> pd.DataFrame:
    """Corrects proportions (value, low, high) for the error rates with which they were counted.

    The estimator is (p + specificity - 1) / (sensitivity + specificity - 1), clipped to 0..1
    (Rogan & Gladen 1978, American Journal of Epidemiology 107); its variance, by the delta
    method, adds that of the two rates to that of the observed share, which is taken from the
    share's own interval. What the annotator did not find at all, it does not bring back.

    Returns:
        The table with corrected figures, and the observed share as ``observed``; as it is where
        the rates are None or no better than chance.
    """
    if rates is None or rates.sensitivity + rates.specificity <= 1:
        return table
    spread = rates.sensitivity + rates.specificity - 1
    raw = (table["value"] + rates.specificity - 1) / spread
    share = raw.clip(0, 1)
    observed = ((table["high"] - table["low"]) / (2 * _Z)) ** 2
    of_sensitivity = _variance(rates.sensitivity, rates.positives)
    of_specificity = _variance(rates.specificity, rates.negatives)
    variance = observed + share**2 * of_sensitivity + (1 - share) ** 2 * of_specificity
    half = _Z * np.sqrt(variance) / spread
    return table.assign(
        value=share,
        low=(raw - half).clip(0, 1),
        high=(raw + half).clip(0, 1),
        observed=table["value"],
    )


def _variance(rate: float, items: int) -> float:
    """The variance of a measured rate; two items more keep it above 0 at 0 and 1."""
    rate = (rate * items + 1) / (items + 2)
    return rate * (1 - rate) / (items + 2)
