import json

import pytest

from workshop.gold.segmentation import evaluate_segmentation


def test_boundaries_are_scored_against_gold(tmp_path):
    text = "Es regnet. Wir gehen."
    spans = [(0, 2), (3, 9), (9, 10), (11, 14), (15, 20), (20, 21)]
    gold = {
        "originalText": text,
        "tokens": [{"charBegin": start, "charEnd": end} for start, end in spans],
        "sentences": [{"tokenIds": [0, 1, 2]}, {"tokenIds": [3, 4]}],
    }
    (tmp_path / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    scores = evaluate_segmentation(tmp_path)
    assert scores["token_f1"] == 1.0
    assert scores["sentence_end_f1"] == 0.5
    assert scores["documents"] == 1


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(ValueError, match="No gold document"):
        evaluate_segmentation(tmp_path)
