"""Differences say how much, how sure and on how little."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from small_corpus import small_corpus

from presseschau import measures
from presseschau.measures.intervals import difference_intervals


@pytest.fixture(scope="module")
def corpus():
    return small_corpus()


def test_the_difference_is_first_minus_second(corpus):
    table = measures.difference(corpus, "presence", "Kurier", "Bote").set_index("name")
    assert table.loc["Hafen AG", "value"] == pytest.approx(4 / 5 - 1 / 5)
    assert table.loc["Hafen AG", "first"] == pytest.approx(4 / 5)
    assert table.loc["Hafen AG", "low"] < 0.6 < table.loc["Hafen AG", "high"]


def test_swapping_the_sides_turns_the_sign(corpus):
    one = measures.difference(corpus, "voice", "Kurier", "Bote").set_index("name")["value"]
    other = measures.difference(corpus, "voice", "Bote", "Kurier").set_index("name")["value"]
    pd.testing.assert_series_equal(one.sort_index(), -other.sort_index())


def test_without_names_the_largest_outlet_meets_the_rest(corpus):
    assert measures.sides(corpus.select(outlet="Bote")) == ("Bote", "rest")
    assert measures.sides(corpus, second="Bote") == ("Kurier", "Bote")


def test_an_outlet_is_not_compared_by_how_often_it_names_itself(corpus):
    outlets = corpus.articles["outlet"].replace("Kurier", "hafen-ag.de")
    own = replace(corpus, articles=corpus.articles.assign(outlet=outlets))
    table = measures.difference(own, "presence", "hafen-ag.de", "Bote")
    assert len(table)
    assert "Hafen AG" not in set(table["name"])


def test_articles_of_no_known_outlet_are_on_neither_side(corpus):
    outlets = corpus.articles["outlet"].replace("Kurier", "")
    unnamed = replace(corpus, articles=corpus.articles.assign(outlet=outlets))
    assert measures.sides(unnamed)[0]
    known = unnamed.keep(unnamed.articles.loc[outlets != "", "article_id"])
    pd.testing.assert_frame_equal(
        measures.difference(unnamed, "presence"), measures.difference(known, "presence")
    )


def test_of_speakers_in_as_many_articles_those_with_most_words_are_compared(corpus):
    quotes, more = corpus.quotes, {"mara-voss": " und schweigt"}
    longer = replace(
        corpus, quotes=quotes.assign(text=quotes["text"] + quotes["actor_id"].map(more).fillna(""))
    )
    assert list(measures.difference(corpus, "voice", top=1)["name"]) == ["Jan Petersen"]
    assert list(measures.difference(longer, "voice", top=1)["name"]) == ["Mara Voss"]


def test_who_is_in_a_single_article_is_not_compared(corpus):
    first = corpus.quotes.drop_duplicates("actor_id")
    assert measures.difference(replace(corpus, quotes=first), "voice").empty


def test_tenor_needs_a_figure_on_both_sides(corpus):
    assert measures.difference(corpus, "tenor", "Kurier", "Bote").empty


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (("presence", "Kurir"), "There is no outlet 'Kurir'. Did you mean 'Kur"),
        (("presence", "Bote", "Bote"), "Both sides are 'Bote'"),
        (("volume",), "There is no difference in 'volume'. Choose from: presence, voice, tenor."),
    ],
)
def test_a_wrong_call_gets_a_sentence(corpus, call, sentence):
    with pytest.raises(ValueError, match=r"^There is|^Both") as caught:
        measures.difference(corpus, *call)
    assert sentence in str(caught.value)


def test_about_95_of_100_intervals_hold_no_difference_where_there_is_none():
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(40):
        hits = pd.DataFrame({"a": (rng.random(120) < 0.3).astype(float)})
        first = pd.Series(np.arange(120) < 60)
        found = difference_intervals(hits, pd.Series(1.0, index=hits.index), first).loc["a"]
        held += found["low"] <= 0 <= found["high"]
    assert held >= 34


def test_a_share_of_nothing_still_has_width():
    hits = pd.DataFrame({"a": [0.0] * 10 + [0.0] * 10})
    first = pd.Series([True] * 10 + [False] * 10)
    found = difference_intervals(hits, pd.Series(1.0, index=hits.index), first).loc["a"]
    assert found["value"] == 0
    assert found["low"] < -0.05 < 0.05 < found["high"]
    assert found["n"] == 0
