"""Coding by hand: one unit after another, saved at once, resumed, alone and by two people."""

import re
from pathlib import Path

import pandas as pd
import pytest
from small_corpus import small_corpus

from presseschau import workbench
from presseschau.core.calls import WrongCall
from presseschau.lab.workbench.coding_sheet import CodingSheet
from presseschau.measures.codebook import codebook_for, read_codebook
from presseschau.measures.codings import read_codings, save_coding
from presseschau.study.reliability import report
from presseschau.study.units import draw_units

BOOK = """
[frame]
question = "Worum geht es?"
rule = "Es gilt der Hauptsatz."
examples = ["Der Kai kostet Geld. – Kosten <b>"]

[frame.values]
1 = "Kosten"
2 = "anderes"

[tone]
question = "Wie klingt das?"

[tone.values]
-1 = "ablehnend"
0 = "weder noch"
"""


@pytest.fixture
def units(tmp_path) -> Path:
    (tmp_path / "codebook.toml").write_text(BOOK, encoding="utf-8")
    path = tmp_path / "units.csv"
    draw_units(small_corpus(), codebook_for(path), 3).to_csv(path, index=False)
    return path


def press(sheet, *values: str) -> None:
    """Presses the buttons that keys press: of the question that waits, or of the last row."""
    for value in values:
        if value in "zs":
            (sheet.back if value == "z" else sheet.skip).click()
            continue
        row = next(row for row in sheet.rows.values() if "ps-now" in row._dom_classes)
        row.buttons[int(value) - 1].click()


def begun(units: Path, coder: str) -> CodingSheet:
    sheet = workbench.code(units, coder=coder)
    sheet.begin.click()
    return sheet


def values(units: Path, coder: str) -> list[str]:
    return read_codings(units.with_name(f"units.{coder}.csv"))["value"].tolist()


def test_a_unit_stands_in_its_context_with_its_questions_rules_and_keys(units):
    sheet = begun(units, "anna")
    assert "Einheit 1 von 3, 0 fertig" in sheet.shown.value
    assert "<mark>" in sheet.shown.value
    asked = sheet.rows["frame"].children[0].value
    assert "Worum geht es?" in asked
    assert "<details><summary>Regel und Beispiele" in asked
    assert "Kosten &lt;b&gt;" in asked
    assert [b.description for b in sheet.rows["frame"].buttons] == ["1 Kosten", "2 anderes"]
    assert "jan-petersen" not in sheet.shown.value


def test_a_coder_goes_on_where_they_stopped_and_may_go_back_or_leave_a_unit_out(units):
    sheet = begun(units, "anna")
    press(sheet, "1", "2", "s", "1")
    again = begun(units, "anna")  # after a kill in the middle of the third unit
    assert "Einheit 2 von 3, 1 fertig" in again.shown.value
    press(again, "2", "1")
    assert "Einheit 3 von 3, 2 fertig" in again.shown.value
    press(again, "2")
    assert "Alles ist codiert: 3 Einheiten in units.anna.csv" in again.shown.value
    assert values(units, "anna") == ["1", "0", "1", "2", "-1", "0"]
    press(again, "z", "z", "z")
    assert again.rows["frame"].buttons[0].description == "1 Kosten ✓"
    press(again, "2")
    assert values(units, "anna") == ["0", "1", "2", "-1", "0", "2"]
    assert "Alles" not in again.shown.value


def test_two_people_and_two_windows_lose_nothing_and_see_nothing_of_each_other(units):
    first, second, ben = (begun(units, who) for who in ("anna", "anna", "ben"))
    press(first, "1", "1")
    press(second, "s", "2")
    press(ben, "2")
    assert values(units, "anna") == ["1", "-1", "2"]
    assert values(units, "ben") == ["2"]
    assert "anna" not in "".join(b.description for b in ben.rows["frame"].buttons)


def test_differences_are_talked_about_side_by_side_and_become_the_consensus(units):
    for who, keys in (("anna", "111111"), ("ben", "121112")):
        press(begun(units, who), *keys)
    sheet = workbench.code(units, language="en")
    sheet.discuss.click()
    assert "Unit 1 of 2, 0 done" in sheet.shown.value
    assert sheet.rows["frame"].layout.display == "none"
    shown = [button.description for button in sheet.rows["tone"].buttons]
    assert shown == ["1 ablehnend (anna)", "2 weder noch (ben)"]
    press(sheet, "2", "2")
    assert values(units, "consensus") == ["0", "0"]
    files = [units.with_name(f"units.{who}.csv") for who in ("anna", "ben", "consensus")]
    table = report(read_codings(*files), {}).set_index(["coder", "variable"])["holsti"]
    assert table["all", "frame"] == 1
    assert table["all", "tone"] == pytest.approx(1 / 3)
    assert table["anna", "tone"] == pytest.approx(1 / 3)
    assert table["ben", "tone"] == 1
    units.with_name("units.ben.csv").unlink()
    sheet.discuss.click()
    assert "they agree" in sheet.shown.value


def test_stances_of_a_network_are_coded_on_the_same_sheet(tmp_path):
    row = {"unit": "a1#s1", "coder": "", "variable": "Hafenausbau", "value": "", "text": "Nein!"}
    row |= {"claim": "Der Hafen soll wachsen", "name": "Mara Voss", "before": "", "after": ""}
    pd.DataFrame([row]).to_csv(tmp_path / "to-code.csv", index=False)
    sheet = begun(tmp_path / "to-code.csv", "anna")
    asked = sheet.rows["Hafenausbau"]
    assert "Stimmt Mara Voss zu? „Der Hafen soll wachsen“" in asked.children[0].value
    assert [b.description for b in asked.buttons] == ["1 stimmt zu", "2 widerspricht", "3 unklar"]
    press(sheet, "2")
    coded = read_codings(tmp_path / "to-code.anna.csv")
    assert coded.to_numpy().tolist() == [["a1#s1", "anna", "Hafenausbau", "-1"]]


def test_speakers_are_chosen_among_the_actors_of_the_article(tmp_path):
    path = tmp_path / "units.csv"
    draw_units(small_corpus(), codebook_for(path), 2).to_csv(path, index=False)
    sheet = begun(path, "anna")
    press(sheet, "1")
    shown = [button.description for button in sheet.rows["speaker"].buttons]
    assert shown[:2] == ["1 niemand mit Namen", "2 jemand anderes"]  # these have keys everywhere
    assert shown[2:] == ["3 Jan Petersen", "4 Mara Voss"]
    press(sheet, "4")
    assert values(path, "anna") == ["Direct", "mara-voss"]


def test_what_cannot_be_done_is_said_and_the_unit_waits(units, monkeypatch):
    sheet = workbench.code(units)
    for name in ("", "machine"):
        sheet.by.value = name
        sheet.begin.click()
        assert "Bitte einen Namen eintragen" in sheet.shown.value

    def full(*_):
        raise OSError("No space left on device")

    sheet = begun(units, "anna")
    with monkeypatch.context() as patch:
        patch.setattr("presseschau.measures.codings.write_whole", full)
        press(sheet, "1")
    assert "No space left" in sheet.shown.value
    assert "Einheit 1 von 3, 0 fertig" in sheet.shown.value
    units.with_name("units.ben.csv").write_text("unit,coder\n", encoding="utf-8")
    sheet.by.value = "ben"
    sheet.begin.click()
    assert "There is no column &#x27;variable&#x27;. Write unit, coder, " in sheet.shown.value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,variable\n", "line 1: There is no column 'text'"),
        ("unit,variable,text\nu,tune,x\n", "line 2: The codebook has no variable 'tune'. Did you"),
        ("unit,variable,text\n", "holds no unit"),
    ],
)
def test_wrong_units_are_told_with_their_line(units, text, said):
    units.write_text(text, encoding="utf-8")
    with pytest.raises(WrongCall) as error:
        workbench.code(units)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]\nvalues = 'actor'", ":2: Values are lines such as"),
        ("[a]\nrule = 'x'", ":1: 'a' has no values; write them under [a.values]."),
        ("[a]\nvalues = {1 = 'x'}\nof = 'quote'", ":3: 'of' cannot be 'quote'. Did you mean 'quo"),
        ("[a]\nvalues = {1 = 'x'}\nruls = 'y'", ":3: There is no setting 'ruls'. Did you mean"),
        ("[a]\nvalues = {1 = 'x'}\nexamples = 'y'", ":3: 'examples' should be a list"),
        ("[a]\nvalues = {1 = 'x'}\nrule = 7", ":3: 'rule' should be a text in marks, not 7."),
        ("a = 1", ":1: 'a' belongs to no variable"),
        ("", "There is no variable; begin one with [its-name]."),
    ],
)
def test_wrong_codebooks_are_told_with_their_line(tmp_path, text, said):
    path = tmp_path / "codebook.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongCall) as error:
        read_codebook(path)
    assert said in str(error.value)


def test_a_coding_takes_the_place_of_the_last_one(tmp_path):
    path = tmp_path / "units.anna.csv"
    save_coding(path, "u", "anna", "frame", "1")
    save_coding(path, "u", "ben", "frame", "1")
    found = save_coding(path, "u", "anna", "frame", "2")
    assert found.to_numpy().tolist() == read_codings(path).to_numpy().tolist()
    assert found["value"].tolist() == ["1", "2"]


def test_the_codebook_of_the_readme_and_the_projects_own_are_read(tmp_path):
    readme = Path(__file__).parents[2] / "README.md"
    blocks = re.findall(r"```toml\n(.*?)```", readme.read_text(encoding="utf-8"), re.S)
    path = tmp_path / "codebook.toml"
    path.write_text(next(block for block in blocks if ".values]" in block), encoding="utf-8")
    assert list(read_codebook(path)["frame"].values) == ["costs", "other"]
    own = codebook_for(tmp_path / "elsewhere" / "units.csv")
    assert list(own) == ["type", "speaker", "tenor"]
    assert list(own["tenor"].values) == ["1", "0", "-1"]
