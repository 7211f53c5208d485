import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presseschau.annotate.annotator import Quote
from workshop.gold.wikinews import (
    GoldQuote,
    project,
    project_quote,
    read_predictions,
    read_wikinews,
    write_predictions,
)

TEXT = "Die Bürgermeisterin sagte, der Deich halte."
TOKENS = [(0, 3), (4, 19), (20, 25), (25, 26), (27, 30), (31, 36), (37, 42), (42, 43)]


def write_document(folder, **changes):
    def part(*ids):
        return {"tokenIds": list(ids)}

    data = {
        "documentName": "1 - Deich (2024-01-02)",
        "originalText": TEXT,
        "sentences": [{"charBegin": 0, "charEnd": 43, "begin": 0, "end": 8}],
        "tokens": [{"charBegin": start, "charEnd": end} for start, end in TOKENS],
        "annotations": [
            {
                "quote": part(4, 5, 6),
                "speaker": part(0, 1),
                "cue": part(2),
                "frame": part(0, 1, 2),
                "addressee": part(),
                "type": "Indirect",
                "medium": "Speech",
                "isNested": False,
            }
        ],
    }
    (folder / "1.json").write_text(json.dumps(data | changes), encoding="utf-8")


def test_reads_documents(tmp_path):
    write_document(tmp_path)
    [item] = read_wikinews(tmp_path)
    assert item.name.startswith("1 - Deich")
    assert item.document.words()[1] == "Bürgermeisterin"
    assert item.document.sentence_tokens == [(0, 8)]
    [quote] = item.quotes
    assert (quote.quote, quote.speaker, quote.cue) == ((4, 5, 6), (0, 1), (2,))
    assert quote.type == "Indirect"


def test_empty_folder_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(ValueError, match="No quotation documents"):
        read_wikinews(tmp_path)


def test_broken_document_is_refused_with_its_name(tmp_path):
    write_document(tmp_path, tokens=[{"begin": 1}])
    with pytest.raises(ValueError, match=r"1\.json is no quotation document"):
        read_wikinews(tmp_path)


def test_predictions_survive_a_round_trip_in_the_data_sets_format(tmp_path):
    path = tmp_path / "predictions.jsonl"
    quotes = [GoldQuote((4, 5, 6), speaker=(0, 1), type="Indirect", score=0.75)]
    write_predictions([("a", quotes), ("b", [])], path)
    assert read_predictions(path) == {"a": quotes, "b": []}
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert first["annotations"][0]["speaker"] == {"tokenIds": [0, 1]}
    assert first["annotations"][0]["cue"] == {"tokenIds": []}


def test_a_broken_line_of_predictions_is_named(tmp_path):
    path = tmp_path / "predictions.jsonl"
    path.write_text('{"documentName": "a", "annotations": []}\n{"nonsense": 1}\n')
    with pytest.raises(ValueError, match="line 2"):
        read_predictions(path)


def test_projects_spans_that_cut_tokens_by_their_middle():
    assert project([(27, 42)], TOKENS) == (4, 5, 6)
    assert project([(5, 19), (34, 36)], TOKENS) == (1,)
    assert project([], TOKENS) == ()


def test_projects_a_quote_with_its_roles():
    quote = Quote(((27, 42),), "Indirect", speaker=((0, 19),), cue=((20, 25),), score=0.5)
    assert project_quote(quote, TOKENS) == GoldQuote(
        (4, 5, 6), speaker=(0, 1), cue=(2,), type="Indirect", score=0.5
    )
    assert project_quote(Quote(((26, 27),), "Direct"), TOKENS) is None


@given(st.sets(st.integers(0, 7)))
def test_projecting_tokens_spans_gives_the_tokens(ids):
    assert set(project([TOKENS[i] for i in ids], TOKENS)) == ids
