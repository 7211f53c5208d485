"""Bootstrap intervals cover what they promise and stay silent where nothing can be said."""

import numpy as np
import pandas as pd
import pytest

from presseschau.measures.intervals import ratio_intervals


def test_value_is_the_ratio_of_sums_within_its_interval():
    top = pd.DataFrame({"a": [1.0, 0, 1, 1, 0, 0, 1, 0]})
    result = ratio_intervals(top, pd.Series(1.0, index=top.index)).loc["a"]
    assert result["value"] == pytest.approx(0.5)
    assert 0.05 < result["low"] < 0.5 < result["high"] < 0.95


def test_the_same_input_gives_the_same_interval():
    top = pd.DataFrame({"a": np.arange(30.0), "b": np.arange(30.0)[::-1]})
    bottom = pd.Series(30.0, index=top.index)
    pd.testing.assert_frame_equal(ratio_intervals(top, bottom), ratio_intervals(top, bottom))


def test_one_article_gives_a_value_without_an_interval():
    top = pd.DataFrame({"a": [2.0, 0, 0]})
    bottom = pd.DataFrame({"a": [4.0, 0, 0]})
    result = ratio_intervals(top, bottom).loc["a"]
    assert result["value"] == 0.5
    assert np.isnan(result["low"])
    assert np.isnan(result["high"])


def test_no_articles_give_no_value():
    result = ratio_intervals(pd.DataFrame({"a": []}), pd.Series([], dtype=float))
    assert np.isnan(result.loc["a", "value"])


def test_about_95_of_100_intervals_hold_the_true_share():
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(60):
        top = pd.DataFrame({"a": (rng.random(80) < 0.3).astype(float)})
        result = ratio_intervals(top, pd.Series(1.0, index=top.index)).loc["a"]
        held += result["low"] <= 0.3 <= result["high"]
    assert held >= 52
