"""The editor, driven as a person would: choose, write, press; then the file is read back."""

from dataclasses import replace

import pytest
from small_analysis import SECOND, TEXT, small_analysis

from presseschau.corrections import apply_corrections, read_corrections
from presseschau.editor import edit


@pytest.fixture
def path(tmp_path):
    return tmp_path / "corrections.csv"


def rows_of(path) -> list[tuple]:
    columns = ["article_id", "what", "action", "value"]
    return list(read_corrections(path)[columns].itertuples(index=False, name=None))


def test_shows_the_article_with_its_quotes(path):
    editor = edit(small_analysis(), path)
    assert [text for text, _ in editor.quote.options] == [
        "1 · Frauke Tamm: „Der Plan ist leichtsinnig“ „und er kommt zu spät.“",
        "+ fehlendes Zitat",
    ]
    assert "id=&quot;q3&quot;" in editor.page.value
    assert "leichtsinnig" in editor.context.value
    assert (editor.type.value, editor.speaker.value) == ("Direct", "Frauke Tamm")


def test_saving_as_it_stands_confirms_quote_and_speaker(path):
    editor = edit(small_analysis(), path, author="AB")
    editor.note.value = "zweimal gelesen"
    editor.save.click()
    assert rows_of(path) == [
        ("a1", "quote", "confirm", "Direct"),
        ("a1", "speaker", "confirm", "frauke-tamm"),
    ]
    row = read_corrections(path).iloc[0]
    assert (row["author"], row["note"]) == ("AB", "zweimal gelesen")
    assert (
        row["text"] == "„Der Plan ist leichtsinnig“, sagte Tamm am Montag in Sundhafen…"[:60] + "…"
    )
    assert "corrections.csv" in editor.status.value
    assert "2 Zeilen" in editor.status.value


def test_another_type_and_speaker_are_changes_that_hold(path):
    editor = edit(small_analysis(), path, language="en")
    editor.type.value = "Indirect"
    editor.speaker.value = "Nordlicht AG"
    editor.save.click()
    analysis = apply_corrections(small_analysis(), read_corrections(path))
    assert analysis.quotes[["type", "actor_id"]].iloc[0].tolist() == ["Indirect", "nordlicht-ag"]
    assert set(analysis.corrections["state"]) == {"applied"}


def test_an_emptied_speaker_is_taken_away(path):
    editor = edit(small_analysis(), path)
    editor.speaker.value = " "
    editor.save.click()
    assert rows_of(path)[1] == ("a1", "speaker", "delete", "")


def test_a_false_quote_is_deleted_and_the_next_one_shown(path):
    editor = edit(small_analysis(), path)
    editor.delete.click()
    assert rows_of(path) == [("a1", "quote", "delete", "")]
    assert editor.quote.value == 1
    assert editor.quote.options[0][0].startswith("✓ ")
    assert editor.delete.disabled


def test_a_missing_quote_is_added_by_its_words(path):
    editor = edit(small_analysis(), path)
    editor.quote.value = 1
    editor.words.value = "Frauke Tamm lehnt\nden  Ausbau ab"
    editor.type.value = "Reported"
    editor.speaker.value = "Die Hafenmeisterei"
    editor.save.click()
    assert rows_of(path) == [
        ("a1", "quote", "add", "Reported"),
        ("a1", "speaker", "change", "Die Hafenmeisterei"),
    ]
    quotes = apply_corrections(small_analysis(), read_corrections(path)).quotes
    assert quotes["text"].tolist()[1] == "Frauke Tamm lehnt den Ausbau ab"
    assert quotes["actor_id"].tolist()[1] == "die-hafenmeisterei"


@pytest.mark.parametrize("words", ["", "steht hier nicht", "Tamm"])
def test_words_that_do_not_stand_once_are_said(path, words):
    editor = edit(small_analysis(), path)
    editor.quote.value = 1
    editor.words.value = words
    editor.save.click()
    assert "nicht genau einmal" in editor.status.value
    assert not path.exists()


def test_the_whole_article_is_marked_as_reviewed(path):
    editor = edit(small_analysis(), path, article_id="b2")
    assert editor.article.value == "b2"
    assert SECOND.split()[0] in editor.page.value
    editor.reviewed.click()
    assert rows_of(path) == [("b2", "quote", "reviewed", "")]


def test_another_article_brings_its_own_quotes(path):
    editor = edit(small_analysis(), path)
    editor.article.value = "b2"
    assert [text for text, _ in editor.quote.options] == ["+ fehlendes Zitat"]
    assert not editor.words.disabled
    assert editor.context.value == ""
    editor.article.value = "a1"
    assert editor.words.disabled


def test_a_broken_file_is_said_and_left_alone(path):
    path.write_text("article_id;start;end;what;action\na1;x;y;quote;delete\n", encoding="utf-8")
    before = path.read_bytes()
    editor = edit(small_analysis(), path)
    editor.save.click()
    assert "line 2" in editor.status.value
    assert path.read_bytes() == before


def test_speakers_of_one_name_are_told_apart(path):
    analysis = small_analysis()
    actors = analysis.actors.assign(name=["Frauke Tamm", "Sundhafen", "Frauke Tamm"])
    editor = edit(replace(analysis, actors=actors), path)
    assert editor.speaker.value == "Frauke Tamm (frauke-tamm)"
    editor.speaker.value = "Frauke Tamm (nordlicht-ag)"
    editor.save.click()
    assert rows_of(path)[1] == ("a1", "speaker", "change", "nordlicht-ag")


def test_an_empty_analysis_is_said(path):
    analysis = small_analysis().select(start="2030-01-01")
    assert "keinen Artikel" in edit(analysis, path).status.value


def test_text_cannot_run_as_a_page(path):
    editor = edit(small_analysis(), path, article_id="b2")
    assert "<script" not in editor.page.value
    assert 'sandbox="allow-same-origin"' in editor.page.value
    assert TEXT not in editor.page.value
