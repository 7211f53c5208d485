import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.gold.scoring import align, is_right, reliability, score_quotes
from workshop.gold.wikinews import GoldQuote

LONG = GoldQuote(tuple(range(10, 20)), speaker=(1, 2), cue=(3,), frame=(1, 2, 3), type="Indirect")
INNER = GoldQuote((14, 15, 16), speaker=(12,), type="Direct", nested=True)
LATER = GoldQuote(tuple(range(40, 50)), speaker=(52,), cue=(51,), type="Direct")
GOLD = {"a": [LONG, INNER], "b": [LATER], "c": []}


def test_gold_against_itself_is_perfect():
    scores = score_quotes(GOLD, GOLD)
    assert scores["joint"]["f1"] == scores["exact"] == scores["shown_right"] == scores["found"] == 1
    assert scores["types"]["Direct"]["f1"] == scores["type"] == 1


def test_nothing_predicted_scores_zero():
    scores = score_quotes(GOLD, {})
    assert scores["joint"]["f1"] == scores["found"] == scores["shown_right"] == 0
    assert scores["counts"] == {"documents": 3, "gold": 3, "predicted": 0}


def test_a_missing_quote_costs_the_recall_of_all_its_parts():
    scores = score_quotes(GOLD, {"a": [LONG], "b": [LATER]})
    # Of nine gold parts (4 + 2 + 3) the seven of the two predicted quotes are found.
    assert scores["joint"]["precision"] == 1
    assert scores["joint"]["recall"] == pytest.approx(7 / 9)
    assert scores["quote"]["recall"] == pytest.approx(2 / 3)


def test_half_a_quote_counts_by_its_tokens():
    half = LATER._replace(quote=LATER.quote[:5], speaker=(), cue=())
    scores = score_quotes({"b": [LATER]}, {"b": [half]})
    assert scores["quote"]["precision"] == 1
    assert scores["quote"]["recall"] == 0.5
    assert scores["joint"]["recall"] == pytest.approx(0.5 / 3)
    assert scores["exact"] == 0
    assert scores["overlap"] == 1


def test_alignment_prefers_overlap_and_breaks_ties_by_type():
    nested = align([LONG, INNER], [INNER._replace(type="Indirect"), LONG])
    assert [(p.gold, p.predicted.quote) for p in nested] == [
        (LONG, LONG.quote),
        (INNER, INNER.quote),
    ]
    twins = [LATER._replace(type="Reported"), LATER]
    [first, second] = align(twins, twins[::-1])
    assert first.predicted.type == "Reported"
    assert second.predicted.type == "Direct"


def test_a_reader_wants_the_quote_and_its_speaker():
    def judge(predicted):
        return is_right(align([LONG], [predicted])[0])

    assert judge(LONG._replace(speaker=(2,)))
    assert not judge(LONG._replace(speaker=(7,)))
    assert not judge(LONG._replace(speaker=()))
    assert not judge(LONG._replace(quote=LONG.quote[:2]))


def test_reliability_bins_confidence():
    table = reliability([(0.95, True), (1.0, True), (0.92, False), (0.15, False)])
    assert [(row["from"], row["n"]) for row in table] == [(0.1, 1), (0.9, 3)]
    assert table[1]["right"] == pytest.approx(2 / 3)


def test_intervals_hold_the_score_and_repeat():
    predicted = {"a": [LONG._replace(speaker=(9,))], "b": [LATER]}
    first, second = (score_quotes(GOLD, predicted) for _ in range(2))
    assert first == second
    low, high = first["joint"]["interval"]
    assert low <= first["joint"]["f1"] <= high


token_sets = st.sets(st.integers(0, 30), min_size=1).map(lambda ids: tuple(sorted(ids)))
quotes = st.lists(st.tuples(token_sets, token_sets).map(lambda t: GoldQuote(*t)), max_size=5)


@given(quotes, quotes)
def test_alignment_keeps_every_quote_once(gold, predicted):
    pairs = align(gold, predicted)
    assert sorted(p.gold for p in pairs if p.gold) == sorted(gold)
    assert sorted(p.predicted for p in pairs if p.predicted) == sorted(predicted)
    scores = score_quotes({"x": gold}, {"x": predicted})
    assert 0 <= scores["joint"]["f1"] <= 1
