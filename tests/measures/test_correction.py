"""Rogan and Gladen's estimator brings back what known errors hid."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_corpus import small_corpus

from presseschau.measures.correction import Rates, corrected, error_rates


def shares(value: float, half: float = 0.05) -> pd.DataFrame:
    return pd.DataFrame({"value": [value], "low": [value - half], "high": [value + half]})


@given(true=st.floats(0.05, 0.95), sensitivity=st.floats(0.6, 1), specificity=st.floats(0.6, 1))
def test_the_true_share_comes_back(true, sensitivity, specificity):
    observed = true * sensitivity + (1 - true) * (1 - specificity)
    rates = Rates(sensitivity, specificity, 500, 500, "own")
    found = corrected(shares(observed), rates).iloc[0]
    assert found["value"] == pytest.approx(true, abs=1e-6)
    assert found["low"] <= found["value"] <= found["high"]
    assert found["observed"] == pytest.approx(observed)


def test_the_interval_widens_with_unsure_rates():
    sure = corrected(shares(0.4), Rates(0.9, 0.9, 10_000, 10_000, "own")).iloc[0]
    unsure = corrected(shares(0.4), Rates(0.9, 0.9, 30, 30, "own")).iloc[0]
    assert unsure["high"] - unsure["low"] > sure["high"] - sure["low"] > 0.1


def test_a_share_stays_between_0_and_1():
    found = corrected(shares(0.02, 0.02), Rates(0.9, 0.9, 100, 100, "own")).iloc[0]
    assert found["value"] == 0
    assert found["low"] == 0


@pytest.mark.parametrize("rates", [None, Rates(0.5, 0.5, 100, 100, "own")])
def test_without_usable_rates_nothing_changes(rates):
    table = shares(0.3)
    pd.testing.assert_frame_equal(corrected(table, rates), table)


def test_a_share_without_interval_keeps_none():
    table = pd.DataFrame({"value": [0.5], "low": [np.nan], "high": [np.nan]})
    assert corrected(table, Rates(0.9, 0.95, 100, 100, "own"))["low"].isna().all()


def test_the_rules_have_measured_rates_and_others_none():
    rates = error_rates("rules")
    assert rates is None or 0.5 < rates.sensitivity <= 1
    assert error_rates("niemand") is None


def test_a_check_by_hand_gives_the_specificity():
    small = small_corpus()
    first = small.quotes.head(1)
    indirect = [first.assign(type="Indirect", start=n, end=n + 1) for n in range(100, 119)]
    analysis = replace(small, quotes=pd.concat([first, *indirect], ignore_index=True))
    said = {"what": "quote", "claim": "Mara Voss", "annotator": "rules", "by": "me"}
    judged = analysis.quotes[["article_id", "start", "end"]].assign(verdict="right", **said)
    judged.loc[0, "verdict"] = "none"  # what stands in marks there is no quote
    few = replace(analysis, check=judged.head(9).to_csv(index=False))
    assert error_rates("rules", few) == error_rates("rules", small) == error_rates("rules")
    found = error_rates("rules", replace(analysis, check=judged.to_csv(index=False)))
    assert (found.negatives, found.gold) == (20, "own_check")
    assert found.specificity == pytest.approx(0.95)
    assert found.sensitivity == error_rates("rules").sensitivity
