import json

import pytest

from workshop.gold.gerntsa import (
    Prediction,
    Snippet,
    evaluate_tone,
    is_dev,
    predict_tone,
    read_gerntsa,
    read_predictions,
    score_tone,
    write_predictions,
)

TEXTS = [
    ("Der korrupte Senator Kehl versagte auf ganzer Linie.", "Kehl", "negative"),
    ("Die großartige Torfrau Moll begeisterte alle.", "Moll", "positive"),
    ("Am Dienstag tagt der Rat in Breesen.", "Breesen", "neutral"),
]


@pytest.fixture
def gold(tmp_path):
    rows = []
    for number, (text, target, polarity) in enumerate(TEXTS):
        start = text.index(target)
        rows.append(
            {
                "id": str(number),
                "opinion_snippet": text,
                "target": target,
                "target_anchor": {"from": start, "to": start + len(target)},
                "sentiment": {"polarity": polarity},
            }
        )
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_snippets_are_read_with_their_targets(gold):
    snippets = read_gerntsa(gold)
    assert [item.text[slice(*item.target)] for item in snippets] == ["Kehl", "Moll", "Breesen"]
    assert [item.polarity for item in snippets] == [-1, 1, 0]


def test_predictions_come_back_from_their_file(gold, tmp_path):
    snippets = read_gerntsa(gold)
    found = [Prediction(-1, 0.75), Prediction(1, 0.5), Prediction(0, 0.0)]
    write_predictions(tmp_path / "found.json", snippets, found)
    assert read_predictions(tmp_path / "found.json", snippets) == found
    assert read_gerntsa(tmp_path / "found.json") == snippets


def test_the_rules_are_scored_from_raw_text(gold):
    scores = evaluate_tone(gold)["all"]
    assert scores["n"] == 3
    assert scores["macro_f1"] == 1.0
    assert scores["confusion"]["negative"] == {"negative": 1, "neutral": 0, "positive": 0}


def test_a_gold_file_serves_as_predictions(gold):
    assert evaluate_tone(gold, gold)["all"]["macro_f1"] == 1.0


def test_predictions_are_written_where_no_file_is_yet(gold, tmp_path):
    path = tmp_path / "new.json"
    first = evaluate_tone(gold, path)
    assert [item.polarity for item in read_gerntsa(path)] == [-1, 1, 0]
    assert evaluate_tone(gold, path) == first


def test_precision_is_taken_of_the_best_scored_calls():
    gold = [1, 1, 0, -1, 0, 0, 0, 0]
    scores = [0.9, 0.8, 0.7, 0.6, 0, 0, 0, 0]
    predicted = [
        Prediction(polarity, score)
        for polarity, score in zip([1, 1, 1, 1, 0, 0, 0, 0], scores, strict=True)
    ]
    at = score_tone(gold, predicted)["precision_at"]
    assert at["50%"] == at["50%"] | {"precision": 1.0, "n": 2}
    assert at["100%"] == at["100%"] | {"precision": 0.5, "n": 4}


def test_the_interval_holds_the_score():
    gold = [1, 0, -1, 0, 1] * 20
    scores = score_tone(gold, [Prediction(value, 0.5) for value in [1, 0, 0, 0, -1] * 20])
    assert scores["interval"][0] < scores["macro_f1"] < scores["interval"][1]


def test_texts_stand_on_one_side_of_the_split():
    first = Snippet("1", "Ein Text.", (0, 3), 0)
    assert is_dev(first) == is_dev(Snippet("2", "Ein Text.", (4, 8), 1))
    share = sum(is_dev(Snippet("", f"Text {n}", (0, 4), 0)) for n in range(1000)) / 1000
    assert 0.25 < share < 0.35


def test_nothing_is_predicted_for_nothing():
    assert predict_tone([], "rules") == []


@pytest.mark.parametrize("content", ["{}", "[1]", "no json", '[{"id": "1"}]'])
def test_other_files_are_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="is no GerNTSA file"):
        evaluate_tone(path)


def test_missing_predictions_and_other_annotators_are_refused(gold, tmp_path):
    (tmp_path / "none.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="no prediction for 3 of 3"):
        evaluate_tone(gold, tmp_path / "none.json")
    with pytest.raises(ValueError, match="There is no annotator"):
        evaluate_tone(gold, annotator="horoscope")
