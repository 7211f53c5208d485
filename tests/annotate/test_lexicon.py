import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presseschau.annotate import lexicon
from presseschau.annotate.lexicon import CLASSES, load_lexicon, look_up, separable


def lemma_of(word, sentence_start=False):
    entry = look_up(word, sentence_start)
    return entry.lemma if entry else None


def test_the_lexicon_is_large_and_uses_every_class():
    entries = load_lexicon().entries.values()
    assert len(entries) >= 1500
    assert {entry.kind for entry in entries} == set(CLASSES)


@pytest.mark.parametrize(
    "word", ["Krise", "Kritik", "Minister", "Kanzlerin", "Regierung", "Partei"]
)
def test_topics_and_offices_are_no_entries(word):
    assert look_up(word) is None


@pytest.mark.parametrize("word", ["Krieg", "Tod", "Unfall", "Rekordgewinn"])
def test_what_happens_is_an_event(word):
    assert look_up(word).kind == "event"


@pytest.mark.parametrize("word", ["umstritten", "überfordert", "besonnen", "skandalös"])
def test_what_judges_is_an_evaluation(word):
    assert look_up(word).kind == "evaluation"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("korrupten", "korrupt"),
        ("skandalöses", "skandalös"),
        ("kritisierte", "kritisieren"),
        ("gelobt", "loben"),
        ("vorzuwerfen", "vorwerfen"),
        ("Vorwürfen", "Vorwurf"),
        ("schlechtesten", "schlecht"),
        ("unglaubwürdiger", "unglaubwürdig"),
    ],
)
def test_inflection_is_undone(form, lemma):
    assert lemma_of(form) == lemma


def test_capitals_tell_nouns_from_adjectives_inside_a_sentence():
    assert lemma_of("Klug") is None
    assert lemma_of("Klug", sentence_start=True) == "klug"
    assert lemma_of("versagen") == "versagen"
    assert look_up("Versagen").pos == "NOUN"


def test_compounds_are_read_by_tail_and_by_judging_first_part():
    assert lemma_of("Korruptionsskandal") == "Skandal"
    assert look_up("Skandalminister").sign == -1
    assert look_up("Chaostage").sign == -1


@pytest.mark.parametrize("word", ["Bürgermeister", "Vorsorge", "Ausschuss", "Verordnung", "Demut"])
def test_blocked_words_are_no_compounds(word):
    assert look_up(word) is None


def test_a_denied_virtue_is_a_fault():
    entry = look_up("unkollegialen")
    assert entry.sign == -1


def test_separable_verbs_are_joined():
    assert separable("warf", "vor").lemma == "vorwerfen"
    assert separable("warf", "zu") is None


@pytest.mark.parametrize(
    "row",
    ["gut\tADJ\t+\t2", "gut\tADJ\t?\t2\tevaluation", "gut\tADJ\t+\t9\tevaluation"],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path, monkeypatch, row):
    header = "lemma\tpos\tsign\tstrength\tclass\n"
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "tone.tsv").write_text(header + row + "\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "data_folder", lambda: tmp_path)
    with pytest.raises(ValueError, match="line 2"):
        load_lexicon.__wrapped__()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12) | st.text("unhochtiefvoresenä-S", max_size=8))
def test_any_string_may_be_looked_up(word):
    for start in (True, False):
        entry = look_up(word, start)
        assert entry is None or -1 <= entry.weight <= 1
