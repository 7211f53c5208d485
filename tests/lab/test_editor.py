"""The editor, driven as a person would: choose, write, press; then the file is read back."""

import re
from base64 import b64decode
from dataclasses import replace

import pytest
from small_analysis import SECOND, TEXT, small_analysis

from presseschau import measures
from presseschau.articles import article_id
from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.lab.editor import edit
from presseschau.link.corrections import (
    apply_corrections,
    evaluate_corrections,
    read_corrections,
    write_correction,
)
from presseschau.pipeline.analyzing import analyze

BASE = small_analysis()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "corrections.csv"


def rows_of(path) -> list[tuple]:
    columns = ["article_id", "what", "action", "value"]
    return list(read_corrections(path)[columns].itertuples(index=False, name=None))


def again(path, analysis: Analysis = BASE) -> Analysis:
    """Runs the analysis again with what was saved; every row must have held."""
    corrected = apply_corrections(analysis, read_corrections(path))
    assert set(corrected.corrections["state"]) <= {"applied", "replaced"}
    return corrected


def articles(text: str):
    row = {"article_id": article_id(text), "title": "Streit um den Speicher", "text": text}
    return conform([row | {"outlet": "Bote", "language": "de"}], "articles")


def shown_page(editor) -> tuple[str, str]:
    """Gives the page in the frame, and the anchor that it is opened at."""
    found = re.search(r'src="data:text/html;charset=utf-8;base64,([^#]*)#(.*?)"', editor.page.value)
    return b64decode(found[1]).decode(), found[2]


def put(editor, name: str, item: int | None = None, **fields) -> None:
    """Writes into the fields of a tab, and saves."""
    sheet = getattr(editor, name)
    editor.tabs.selected_index = editor.sheets.index(sheet)
    if item is not None:
        sheet.item.index = item
    for field, value in fields.items():
        getattr(sheet, field).value = value
    sheet.save.click()


def lines(sheet) -> list[str]:
    return [text for text, _ in sheet.item.options]


# Quotes


def test_shows_the_article_at_its_first_quote(path):
    editor = edit(BASE, path)
    assert lines(editor.quotes) == [
        "1 · Frauke Tamm: „Der Plan ist leichtsinnig“ „und er kommt zu spät.“",
        "+ fehlendes Zitat",
    ]
    page, anchor = shown_page(editor)
    assert f'id="{anchor}"' in page
    assert anchor == "q3"
    assert (editor.quotes.type.value, editor.quotes.speaker.value) == ("Direct", "Frauke Tamm")


def test_turns_to_another_analysis_and_can_still_take_back(path):
    editor = edit(BASE.keep(["a1"]), path)
    editor.quotes.save.click()
    editor.turn_to(BASE.keep(["b2"]), "b2")
    assert editor.session.article_id == "b2"
    assert shown_page(editor)[1] == ""
    assert editor.status.value == ""
    editor.undo.click()
    assert rows_of(path) == []
    editor.turn_to(BASE, "a1", "q3")
    assert shown_page(editor)[1] == "q3"


def test_saving_as_it_stands_confirms_quote_and_speaker(path):
    editor = edit(BASE, path, author="AB")
    put(editor, "quotes", note="zweimal gelesen")
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
    assert "Zeilen: 2" in editor.status.value


def test_another_type_and_speaker_are_changes_that_hold(path):
    editor = edit(BASE, path, language="en")
    put(editor, "quotes", type="Indirect", speaker="Nordlicht AG")
    quotes = again(path).quotes
    assert quotes[["type", "actor_id"]].iloc[0].tolist() == ["Indirect", "nordlicht-ag"]


def test_an_emptied_speaker_is_taken_away(path):
    editor = edit(BASE, path)
    put(editor, "quotes", speaker=" ")
    assert again(path).quotes["actor_id"].tolist() == [""]


def test_a_false_quote_is_deleted_and_the_next_one_shown(path):
    editor = edit(BASE, path)
    editor.quotes.delete.click()
    assert rows_of(path) == [("a1", "quote", "delete", "")]
    assert editor.quotes.item.value == 1
    assert lines(editor.quotes)[0].startswith("✗ ")
    assert editor.quotes.delete.disabled


def test_a_missing_quote_is_added_by_its_words(path):
    editor = edit(BASE, path)
    put(
        editor,
        "quotes",
        item=1,
        words="Frauke Tamm lehnt\nden  Ausbau ab",
        type="Reported",
        speaker="Die Hafenmeisterei",
    )
    assert "Neuer Akteur: „Die Hafenmeisterei“" in editor.status.value
    quotes = again(path).quotes
    assert quotes["text"].tolist()[1] == "Frauke Tamm lehnt den Ausbau ab"
    assert quotes["actor_id"].tolist()[1] == "die-hafenmeisterei"


@pytest.mark.parametrize("words", ["", "steht hier nicht", "Tamm"])
def test_words_that_do_not_stand_once_are_said(path, words):
    editor = edit(BASE, path)
    put(editor, "quotes", item=1, words=words)
    assert "nicht genau einmal" in editor.status.value
    assert not path.exists()


def test_an_added_quote_stays_one_when_it_is_judged_again(path):
    editor = edit(BASE, path)
    put(editor, "quotes", item=1, words="Frauke Tamm lehnt den Ausbau ab")
    later = edit(again(path), path)  # the notebook was run again
    put(
        later,
        "quotes",
        item=lines(later.quotes).index("✓ 1 · –: Frauke Tamm lehnt den Ausbau ab"),
        type="Indirect",
        speaker="Frauke Tamm",
    )
    added = again(path).quotes.set_index("text").loc["Frauke Tamm lehnt den Ausbau ab"]
    assert (added["type"], added["actor_id"]) == ("Indirect", "frauke-tamm")
    later.quotes.item.value = 0
    later.quotes.delete.click()
    assert again(path).quotes["quote"].tolist() == [3]


# Names


def test_a_name_is_confirmed_given_to_another_actor_or_deleted(path):
    editor = edit(BASE, path)
    editor.tabs.selected_index = 1
    assert lines(editor.names) == [
        "1 · Frauke Tamm → Frauke Tamm",
        "2 · Tamm → Frauke Tamm",
        "3 · Sundhafen → Sundhafen",
        "4 · Nordlicht AG → Nordlicht AG",
        "+ fehlender Name",
    ]
    editor.names.save.click()
    assert shown_page(editor)[1] == f"m{TEXT.index('Tamm am Montag')}"
    put(editor, "names", who="Jens Tamm")
    editor.names.delete.click()
    assert [line[0] for line in lines(editor.names)] == ["✓", "✓", "✗", "4", "+"]
    assert rows_of(path) == [
        ("a1", "mention", "confirm", "frauke-tamm"),
        ("a1", "mention", "change", "Jens Tamm"),
        ("a1", "mention", "delete", ""),
    ]
    analysis = again(path)
    mentions = analysis.mentions.query("article_id == 'a1'")
    assert mentions["actor_id"].tolist() == ["frauke-tamm", "jens-tamm", "nordlicht-ag"]
    assert analysis.quotes["actor_id"].tolist() == ["jens-tamm"]


def test_a_missing_name_is_added_wherever_it_stands(path):
    editor = edit(BASE, path)
    put(editor, "names", 4, words="Hafenmeisterin", who="frauke tamm")
    added = again(path).mentions.iloc[0]
    assert (added["text"], added["actor_id"]) == ("Hafenmeisterin", "frauke-tamm")
    assert lines(editor.names)[0] == "✓ 1 · Hafenmeisterin → Frauke Tamm"
    put(editor, "names", 5, words="Hafen", who="Hafen")
    assert "nirgends sonst" in editor.status.value


def test_an_unclear_name_says_who_may_be_meant(path):
    unclear = BASE.mentions.assign(candidates=["", "frauke-tamm;nordlicht-ag", "", "", ""])
    editor = edit(replace(BASE, mentions=unclear), path)
    assert lines(editor.names)[1] == "2 · Tamm → Frauke Tamm (Frauke Tamm / Nordlicht AG?)"


def test_a_name_needs_somebody(path):
    editor = edit(BASE, path, language="en")
    put(editor, "names", who="")
    assert "write who is meant" in editor.status.value
    assert not path.exists()


# Actors


def test_two_actors_become_one_and_two_again(path):
    editor = edit(BASE, path)
    editor.tabs.selected_index = 2
    assert lines(editor.actors)[0] == "Frauke Tamm · 2× Frauke Tamm, Tamm"
    put(editor, "actors", 1, who="Nordlicht AG", where="everywhere")
    assert lines(editor.actors)[1] == "✓ Sundhafen · 1× Sundhafen = Nordlicht AG"
    merged = again(path)
    assert "sundhafen" not in set(merged.mentions["actor_id"])
    later = edit(merged, path)  # the notebook was run again: only the file knows the other one
    later.tabs.selected_index = 2
    later.actors.item.index = lines(later.actors).index("✓ sundhafen = Nordlicht AG")
    later.actors.delete.click()
    assert again(path).mentions["actor_id"].equals(BASE.mentions["actor_id"])


def test_an_actor_is_another_one_in_this_article_only(path):
    editor = edit(BASE, path, article_id="b2")
    put(editor, "actors", who="Landkreis Sundhafen")
    found = again(path).mentions.groupby("article_id")["actor_id"].agg(set)
    assert "sundhafen" in found["a1"]
    assert found["b2"] == {"landkreis-sundhafen"}


def test_one_spelling_is_given_away(path):
    editor = edit(BASE, path)
    put(editor, "actors", names="Tamm", who="Jens Tamm", where="everywhere")
    analysis = again(path)
    assert analysis.mentions["actor_id"].tolist()[:2] == ["frauke-tamm", "jens-tamm"]
    assert analysis.quotes["actor_id"].tolist() == ["jens-tamm"]
    assert "✓ Frauke Tamm · Tamm = Jens Tamm" in lines(editor.actors)


def test_a_confirmed_actor_makes_its_names_certain(path):
    analysis = replace(BASE, mentions=BASE.mentions.assign(score=0.5))
    editor = edit(analysis, path)
    put(editor, "actors")
    assert rows_of(path) == [("a1", "actor", "confirm", "frauke-tamm")]
    scores = again(path, analysis).mentions.groupby("actor_id")["score"].min()
    assert (scores["frauke-tamm"], scores["nordlicht-ag"]) == (1.0, 0.5)


# Tone


def test_judgements_are_changed_deleted_and_added(path):
    editor = edit(BASE, path)
    editor.tabs.selected_index = 3
    assert lines(editor.tone) == [
        "Satz 2 (Frauke Tamm) → Sundhafen: −1 · leichtsinnig",
        "Satz 3 (Medium) → Nordlicht AG: +1 · klugen",
        "+ fehlendes Urteil",
    ]
    assert editor.tone.tenor.value == -1
    put(editor, "tone", tenor="none")
    put(editor, "tone", tenor=0)
    put(editor, "tone", words="lehnt den Ausbau ab", who="Frauke Tamm", tenor=1)
    assert lines(editor.tone) == [
        "✓ Satz 1 → Frauke Tamm: +1 · lehnt den Ausbau ab",
        "✗ Satz 2 (Frauke Tamm) → Sundhafen: kein Urteil · leichtsinnig",
        "✓ Satz 3 (Medium) → Nordlicht AG: 0 · klugen",
        "+ fehlendes Urteil",
    ]
    tone = again(path).tone.set_index("actor_id")["tenor"].to_dict()
    assert tone == {"nordlicht-ag": 0, "frauke-tamm": 1}


def test_a_missing_judgement_needs_actor_and_tone(path):
    editor = edit(BASE, path, article_id="b2")
    put(editor, "tone", words="Der Rat")
    assert "über wen" in editor.status.value
    put(editor, "tone", who="Sundhafen", tenor="none")
    assert "Ton wählen" in editor.status.value
    assert not path.exists()


# The whole form


def test_a_later_session_shows_what_was_judged(path):
    first = edit(BASE, path)
    put(first, "quotes", type="Reported", speaker="Jens Tamm", note="Irrtum der Zeitung")
    for sheet in (1, 3):
        first.tabs.selected_index = sheet
        first.sheets[sheet].save.click()
    first.names.reviewed.click()
    later = edit(BASE, path)
    assert lines(later.quotes)[0].startswith("✓ 1 · Jens Tamm")
    assert lines(later.names)[0].startswith("✓ ")
    assert lines(later.tone)[0].startswith("✓ ")
    assert later.names.item.index == 1  # work goes on where it ended
    assert later.names.reviewed.disabled
    assert not later.quotes.reviewed.disabled
    assert later.article.options[0][0].startswith("✓ Namen · 1 · Streit um den Hafen")
    later.quotes.item.index = 0
    fields = later.quotes.type, later.quotes.speaker, later.quotes.note
    assert [field.value for field in fields] == ["Reported", "Jens Tamm", "Irrtum der Zeitung"]
    assert "Jens Tamm" in later.names.who.options


def test_the_last_entry_is_taken_back(path):
    write_correction(path, {"article_id": "a1", "what": "quote", "action": "reviewed"})
    before = path.read_bytes()
    editor = edit(BASE, path)
    assert editor.undo.disabled
    editor.quotes.delete.click()
    editor.undo.click()
    assert path.read_bytes() == before
    assert not lines(editor.quotes)[0].startswith("✗")
    assert editor.undo.disabled


def test_what_another_wrote_behind_is_not_taken_back(path):
    editor = edit(BASE, path)
    editor.quotes.delete.click()
    write_correction(path, {"article_id": "b2", "what": "quote", "action": "reviewed"})
    editor.undo.click()
    assert "has changed since" in editor.status.value
    assert len(rows_of(path)) == 2


@pytest.mark.parametrize(("sheet", "what"), [(0, "quote"), (1, "mention"), (3, "tenor")])
def test_the_whole_article_is_marked_as_reviewed(path, sheet, what):
    editor = edit(BASE, path, article_id="b2")
    assert editor.article.value == "b2"
    assert SECOND.split()[0] in shown_page(editor)[0]
    editor.tabs.selected_index = sheet
    editor.sheets[sheet].reviewed.click()
    assert rows_of(path) == [("b2", what, "reviewed", "")]


def test_another_article_brings_its_own(path):
    editor = edit(BASE, path)
    editor.article.value = "b2"
    assert lines(editor.quotes) == ["+ fehlendes Zitat"]
    assert lines(editor.names) == ["1 · Sundhafen → Sundhafen", "+ fehlender Name"]
    assert editor.quotes.words.layout.display is None
    assert shown_page(editor)[1] == ""
    editor.article.value = "a1"
    assert editor.quotes.words.layout.display == "none"


def test_a_place_opens_its_tab(path):
    editor = edit(BASE, path)
    start = TEXT.index("Nordlicht AG")
    for anchor, tab, item in ((f"m{start}", 1, 3), ("s2", 3, 1), ("q3", 0, 0), ("s0", 0, 0)):
        editor.go_to(anchor)
        assert (editor.tabs.selected_index, editor.sheets[tab].item.index) == (tab, item)
        assert shown_page(editor)[1] == anchor


def test_an_article_without_anything_can_be_added_to(path):
    empty = {name: getattr(BASE, name)[:0] for name in ("mentions", "quotes", "tone", "actors")}
    editor = edit(replace(BASE, **empty), path)
    for sheet in range(4):
        editor.tabs.selected_index = sheet
    assert editor.actors.save.disabled
    assert editor.actors.item.options == ()
    put(editor, "names", words="Nordlicht AG", who="Nordlicht AG")
    assert again(path, replace(BASE, **empty)).mentions["actor_id"].tolist() == ["nordlicht-ag"]


def test_a_broken_file_is_said_at_once_and_left_alone(path):
    path.write_text("article_id;start;end;what;action\na1;x;y;quote;delete\n", encoding="utf-8")
    before = path.read_bytes()
    editor = edit(BASE, path)
    assert "line 2" in editor.status.value
    editor.quotes.save.click()
    assert "line 2" in editor.status.value
    assert 'role="alert"' in editor.status.value
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "corrections.csv", tmp_path):
        editor = edit(BASE, path)
        editor.quotes.save.click()
        said = re.sub("<.*?>", "", editor.status.value)
        assert "nichts wurde gespeichert" in said or "no table of corrections" in said
        assert lines(editor.quotes)[0].startswith("1 · ")


def test_speakers_of_one_name_are_told_apart(path):
    actors = BASE.actors.assign(name=["Frauke Tamm", "Sundhafen", "Frauke Tamm"])
    editor = edit(replace(BASE, actors=actors), path)
    assert editor.quotes.speaker.value == "Frauke Tamm (frauke-tamm)"
    put(editor, "quotes", speaker="Frauke Tamm")
    assert "Mehrere Akteure" in editor.status.value
    put(editor, "quotes", speaker="Frauke Tamm (nordlicht-ag)")
    assert rows_of(path)[1] == ("a1", "speaker", "change", "nordlicht-ag")


def test_an_empty_analysis_is_said(path):
    assert "keinen Artikel" in edit(BASE.select(start="2030-01-01"), path).status.value


def test_a_rerun_of_the_articles_holds_what_was_edited(path):
    text = (
        "Die Bürgermeisterin Hanne Wulff will den alten Speicher erhalten. „Der Speicher gehört zu"
        " uns“, sagte Wulff am Dienstag. Ihr Stellvertreter Ole Brix kritisierte die Pläne scharf."
        " „Das wird viel zu teuer“, sagte Brix der Zeitung."
    )
    found = analyze(articles(text), annotator="rules")
    editor = edit(found, path)
    while editor.quotes.chosen():
        editor.quotes.save.click()
    put(editor, "quotes", 0, speaker="Ole Brix")
    editor.tabs.selected_index = 1
    editor.names.reviewed.click()
    put(editor, "names", len(editor.names.item.options) - 1, words="Stellvertreter", who="Ole Brix")
    put(
        editor,
        "actors",
        lines(editor.actors).index("Hanne Wulff · 2× Hanne Wulff, Wulff"),
        who="Johanna Wulff",
        where="everywhere",
    )
    put(
        editor,
        "tone",
        len(editor.tone.item.options) - 1,
        words="will den alten Speicher erhalten",
        who="Hanne Wulff",
        tenor=1,
    )

    again = analyze(articles(text), annotator="rules", corrections=str(path))
    assert set(again.corrections["state"]) == {"applied", "replaced"}
    assert again.quotes["actor_id"].tolist()[0] == "ole-brix"
    assert {"johanna-wulff", "ole-brix"} == set(again.mentions["actor_id"])
    assert "Stellvertreter" in set(again.mentions["text"])
    judged = again.tone.query("sentence == 0 and actor_id == 'johanna-wulff'")
    assert judged["tenor"].tolist() == [1]
    counted = measures.corrections(again)
    assert counted["lines"].sum() == len(read_corrections(path))

    scores = evaluate_corrections(found, read_corrections(path))
    assert scores["quotes"]["precision"]["value"] == 1
    assert 0 < scores["speakers"]["precision"]["value"] < 1
    assert scores["names"]["recall"]["value"] < 1
    low, high = scores["actors"]["precision"]["interval"]
    assert low < scores["actors"]["precision"]["value"] <= high

    changed = analyze(
        articles(text + " Der Rat vertagte sich."), annotator="rules", corrections=str(path)
    )
    reasons = changed.corrections.query("article_id != ''")["reason"]
    assert set(reasons) <= {"text changed", ""}
    assert "text changed" in set(reasons)
    assert changed.quotes["actor_id"].iloc[0] != "ole-brix"


def test_every_field_has_a_label_and_nothing_can_run(path):
    editor = edit(BASE, path, article_id="b2")
    fields = [field for sheet in editor.sheets for field in sheet.children[:-1]]
    assert all(field.description for field in [*fields, editor.article])
    assert all(len(sheet.children) <= 6 for sheet in editor.sheets)
    assert 'sandbox=""' in editor.page.value
    assert 'title="' in editor.page.value
    assert "<script" not in shown_page(editor)[0]
