import pytest
from hypothesis import given
from hypothesis import strategies as st

from presseschau.annotate.annotator import Mention
from workshop.gold.germeval import (
    LABELS,
    Name,
    NameSentence,
    evaluate_names,
    predict_names,
    read_bioes,
    to_document,
    to_names,
    write_bioes,
)

GOLD = """Thea B-PER
Lindqvist E-PER
lobt O
den O
NATO-Gipfel S-ORGPART
. O

Die O
Berliner S-LOCDERIV
Polizei O
schweigt O
. O
"""


@st.composite
def sentences(draw):
    tokens = draw(st.lists(st.text("aBß.’-", min_size=1, max_size=4), min_size=1, max_size=8))
    names = []
    point = 0
    while point < len(tokens):
        last = min(point + draw(st.integers(0, 2)), len(tokens) - 1)
        if draw(st.booleans()):
            names.append(Name(point, last, draw(st.sampled_from(LABELS))))
        point = last + 1
    return NameSentence(tokens, names)


def test_names_are_read_as_token_spans(tmp_path):
    path = tmp_path / "gold.bioes"
    path.write_text(GOLD, encoding="utf-8")
    first, second = read_bioes(path)
    assert first.tokens == ["Thea", "Lindqvist", "lobt", "den", "NATO-Gipfel", "."]
    assert first.names == [Name(0, 1, "PER"), Name(4, 4, "ORGPART")]
    assert second.names == [Name(1, 1, "LOCDERIV")]


@given(st.lists(sentences(), max_size=4))
def test_what_is_written_is_read_again(tmp_path_factory, written):
    path = tmp_path_factory.mktemp("bioes") / "names.bioes"
    write_bioes(written, path)
    assert read_bioes(path) == written


def test_mentions_are_projected_onto_tokens():
    document = to_document(["Der", "NATO-Gipfel", "in", "New", "York"])
    assert document.text == "Der NATO-Gipfel in New York"
    mentions = [Mention(4, 9, "ORG", True), Mention(19, 27, "LOC"), Mention(0, 3, "OTH", True)]
    assert to_names(mentions, document) == [
        Name(1, 1, "ORGPART"),
        Name(3, 4, "LOC"),
        Name(0, 0, "OTHDERIV"),
    ]


def test_scores_count_only_what_agrees_in_span_and_label(tmp_path):
    gold, found = tmp_path / "gold.bioes", tmp_path / "found.bioes"
    gold.write_text(GOLD, encoding="utf-8")
    found.write_text(GOLD.replace("Berliner S-LOCDERIV", "Berliner S-LOC"), encoding="utf-8")
    scores = evaluate_names(gold, found)
    assert scores["sentences"] == 2
    assert scores["overall"]["f1"] == pytest.approx(2 / 3)
    assert scores["names"] | {"low": 0, "high": 0} == {
        "precision": 0.5,
        "recall": 1.0,
        "f1": pytest.approx(2 / 3),
        "low": 0,
        "high": 0,
        "gold": 1,
        "predicted": 2,
    }
    assert scores["labels"]["ORGPART"]["f1"] == 1.0
    assert scores["labels"]["LOCDERIV"]["f1"] == 0.0
    assert (
        0 <= scores["overall"]["low"] <= scores["overall"]["f1"] <= scores["overall"]["high"] <= 1
    )


def test_the_rules_are_run_where_no_predictions_are_given(tmp_path):
    path = tmp_path / "gold.bioes"
    path.write_text(GOLD, encoding="utf-8")
    assert evaluate_names(path)["labels"]["PER"]["f1"] == 1.0
    assert predict_names(read_bioes(path))[1].names == [Name(1, 1, "LOCDERIV")]


@pytest.mark.parametrize("content", ["Thea PER\n", "Thea\n", "Thea B-XYZ\n"])
def test_a_bad_line_is_named(tmp_path, content):
    path = tmp_path / "bad.bioes"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        read_bioes(path)


def test_missing_files_and_other_sentences_are_refused(tmp_path):
    gold, found = tmp_path / "gold.bioes", tmp_path / "found.bioes"
    with pytest.raises(ValueError, match="cannot be read"):
        read_bioes(gold)
    gold.write_text(GOLD, encoding="utf-8")
    found.write_text("Anderes O\n", encoding="utf-8")
    with pytest.raises(ValueError, match="does not hold the sentences"):
        evaluate_names(gold, found)
