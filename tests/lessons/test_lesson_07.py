"""What lesson 7 claims and does not compute before the learner's eyes."""

import random

import numpy as np
import pytest

from presseschau.lessons import sample, sample_analysis


def slips(outlet, word="Wendland"):
    return np.array([int(word in text) for text in sample(outlet)["text"]])


def draws(slips, seed):
    rng = np.random.default_rng(seed)
    return slips[rng.integers(0, len(slips), (20_000, len(slips)))].mean(axis=1)


@pytest.mark.parametrize("seed", [1, 2])
def test_intervals_overlap_where_the_difference_is_clear(seed):
    bote, wiesche = draws(slips("Sundhafener Bote"), seed), draws(slips("Die Wiesche"), seed + 9)
    assert np.percentile(bote, 2.5) < np.percentile(wiesche, 97.5)
    assert np.percentile(bote - wiesche, 2.5) > 0.05


def test_what_is_said_of_the_kurier_does_not_hang_on_the_seed():
    kurier = draws(slips("Halmark Kurier"), 5)
    clear = {name: np.percentile(kurier - draws(slips(name), 6), 2.5) > 0.05
             for name in ("Sundhafener Bote", "Nordblick", "Die Wiesche")}  # fmt: skip
    assert clear == {"Sundhafener Bote": False, "Nordblick": True, "Die Wiesche": True}
    assert 2 / 3 < slips("Halmark Kurier").mean() < 5 / 6  # "etwa drei von vier"


def test_four_times_the_articles_halve_the_interval():
    widths = [np.ptp(np.percentile(draws(np.tile(slips("Halmark Kurier"), times), 3), [2.5, 97.5]))
              for times in (1, 4, 16)]  # fmt: skip
    assert widths[1] / widths[0] == pytest.approx(0.5, abs=0.1)
    assert widths[2] / widths[0] == pytest.approx(0.25, abs=0.06)


def test_the_wiesches_amelung_is_the_prime_minister():
    texts = [text for text in sample("Die Wiesche")["text"] if "Amelung" in text]
    assert all("Ruth Amelung" in text or "Ministerpräsidentin" in text for text in texts)


def test_almost_all_agency_texts_tell_of_the_police_in_three_papers_each():
    articles = sample_analysis().keep(sample()["article_id"]).articles
    wire = articles[articles["wire_group"] != ""].groupby("wire_group")
    assert set(wire["outlet"].nunique()) == {3}
    police = wire["text"].agg(lambda texts: texts.str.contains("Polizei").all())
    assert police.sum() == len(police) - 1


def test_the_chart_of_trick_1_shows_four_times_what_is():
    wiesche, kurier = slips("Die Wiesche", "Hafen").mean(), slips("Halmark Kurier", "Hafen").mean()
    assert (kurier - 0.55) / (wiesche - 0.55) == pytest.approx(4, abs=0.2)


def test_two_halves_of_one_paper_differ_by_about_thirty_points():
    names = ["Amelung", "Wendland", "Sörensen", "Brandt", "Rautenberg", "Lindqvist", "Okafor",
             "Krull", "von der Heyde", "Beloussow", "Mommsen", "Dürr"]  # fmt: skip
    texts = list(sample("Sundhafener Bote")["text"])
    drawn = random.Random(5)
    largest = []
    for _ in range(100):
        drawn.shuffle(texts)
        counts = [[sum(name in text for text in half) / len(half) for name in names]
                  for half in (texts[:12], texts[12:])]  # fmt: skip
        largest.append(np.abs(np.subtract(*counts)).max())
    assert np.median(largest) == pytest.approx(0.3, abs=0.06)


def test_the_lie_factor_compares_changes():
    kurier, wiesche = slips("Halmark Kurier", "Hafen").mean(), slips("Die Wiesche", "Hafen").mean()
    drawn = (kurier - 0.55) / (wiesche - 0.55)
    assert round(drawn, 1) == 4.1
    assert round((drawn - 1) * 100) == 308
    assert round((kurier / wiesche - 1) * 100) == 20
    assert round((drawn - 1) / (kurier / wiesche - 1)) == 15
