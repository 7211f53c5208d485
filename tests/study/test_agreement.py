"""Agreement against published worked examples, and against NLTK."""

import math

import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import interval_distance

from presseschau.core.calls import WrongCall
from presseschau.study.agreement import agreement


def codings(*coders: str) -> pd.DataFrame:
    """The codings of each coder, one sign for each unit; a dot where it was not coded."""
    rows = [
        (unit, f"coder {number}", "v", value)
        for number, values in enumerate(coders)
        for unit, value in enumerate(values)
        if value != "."
    ]
    return pd.DataFrame(rows, columns=["unit", "coder", "variable", "value"])


#: Krippendorff 2011, "Computing Krippendorff's alpha-reliability", sections A, B and C.
BINARY = codings("0100000010", "1110010000")
NOMINAL = codings("aabbdcccedda", "babbbccceddd")
MISSING = codings("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(
    ("rows", "level", "published"),
    [
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
        (MISSING, "nominal", 0.743),
        (MISSING, "ordinal", 0.815),
        (MISSING, "interval", 0.849),
    ],
)
def test_alpha_is_krippendorffs_own(rows, level, published):
    assert agreement(rows, {"v": level})["alpha"][0] == pytest.approx(published, abs=5e-4)


def test_kappa_is_cohens_own():
    """Cohen 1968, "Weighted kappa", table 1: 200 diagnoses of two judges."""
    table = {"pp": 88, "np": 10, "sp": 2, "pn": 14, "nn": 40, "sn": 6, "ps": 18, "ns": 10, "ss": 12}
    one, other = ("".join(pair[judge] * n for pair, n in table.items()) for judge in (0, 1))
    found = agreement(codings(one, other)).iloc[0]
    assert found["kappa"] == pytest.approx(0.492, abs=5e-4)
    assert found["holsti"] == pytest.approx(0.700, abs=5e-4)
    assert found["kappa_low"] < 0.492 < found["kappa_high"]


def test_holsti_is_the_textbooks():
    """Wimmer and Dominick, "Mass media research": 50 units, 35 of them alike."""
    found = agreement(codings("a" * 50, "a" * 35 + "b" * 15)).iloc[0]
    assert found["holsti"] == pytest.approx(0.700, abs=5e-4)


@pytest.mark.parametrize("level", ["nominal", "interval"])
def test_nltk_finds_the_same_for_three_coders(level):
    rng = np.random.default_rng(3)
    truth = rng.integers(1, 4, 40)
    coders = [np.where(rng.random(40) < 0.7, truth, rng.integers(1, 4, 40)) for _ in range(3)]
    rows = codings(*("".join(map(str, values)) for values in coders))
    triples = [(c, u, int(v)) for u, c, v in rows[["unit", "coder", "value"]].to_numpy()]
    found = agreement(rows, {"v": level}).iloc[0]
    task = AnnotationTask(triples)
    assert found["kappa"] == pytest.approx(task.kappa())
    assert found["holsti"] == pytest.approx(task.avg_Ao())
    if level == "interval":
        task = AnnotationTask(triples, distance=interval_distance)
    assert found["alpha"] == pytest.approx(task.alpha())


def test_intervals_narrow_with_more_units():
    wide, narrow = (agreement(codings("ab" * n, "ab" * (n - 2) + "baba")).iloc[0] for n in (5, 50))
    for figure in ("holsti", "alpha", "kappa"):
        low, value, high = (wide[f"{figure}{end}"] for end in ("_low", "", "_high"))
        assert low < value < high
        assert narrow[f"{figure}_high"] - narrow[f"{figure}_low"] < (high - low) / 2


def test_agreement_without_variation_claims_nothing():
    found = agreement(codings("aaaa", "aaaa")).iloc[0]
    assert found["holsti"] == 1
    assert found["holsti_low"] < 0.9
    assert all(math.isnan(found[name]) for name in ("alpha", "kappa", "alpha_low"))
    alike = agreement(codings("abab", "abab")).iloc[0]
    assert alike["alpha"] == alike["kappa"] == 1
    assert math.isnan(alike["alpha_low"])


def test_units_of_one_coder_count_for_nothing():
    both = agreement(codings("abba", "abab")).iloc[0]
    more = agreement(codings("abbaab", "abab..")).iloc[0]
    assert both.equals(more)
    assert agreement(codings("ab..", "..ab"))["units"][0] == 0


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({"v": "ordnial"}, "There is no level 'ordnial'. Did you mean 'ordinal'?"),
        ({"w": "ordinal"}, "No variable 'w' was coded. Choose from: v."),
        ({"v": "interval"}, "'a' is no number, but 'v' is taken as interval"),
    ],
)
def test_a_wrong_level_is_told(levels, said):
    with pytest.raises(WrongCall) as error:
        agreement(codings("ab", "ab"), levels)
    assert said in str(error.value)
