"""Coding in JupyterLab: units drawn and coded by keys, closed in the middle, by two people."""

from pathlib import Path

import pytest
from browser.axe import AXE, violations
from browser.lab import IN_BROWSER, errors, notebook_page, open_notebook, restart_and_run_all
from playwright.sync_api import Locator, Page, expect
from small_corpus import small_corpus
from typer.testing import CliRunner

from presseschau.cli import app
from presseschau.core.resources import notebooks_folder
from presseschau.measures.codings import read_codings

pytestmark = IN_BROWSER

CODEBOOK = """
[frame]
question = "Worum geht es in diesem Satz?"
rule = "Es gilt der Hauptsatz."
examples = ["Der Kai kostet 80 Millionen. – Kosten"]
values = { costs = "Kosten", party = "Feste", other = "anderes" }

[tone]
question = "Wie klingt er?"
values = { 1 = "zustimmend", -1 = "ablehnend" }
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("code")
    notebook = (notebooks_folder() / "code.ipynb").read_text(encoding="utf-8")
    (folder / "code.ipynb").write_text(notebook.replace("n: int = 100", "n: int = 6"), "utf-8")
    (folder / "codebook.toml").write_text(CODEBOOK, encoding="utf-8")
    small_corpus().save(folder.parent / "data" / "sample")
    return folder


@pytest.fixture(scope="module")
def page(folder):
    with notebook_page(folder, "code.ipynb") as page:
        yield page


def begin(page: Page, coder: str) -> Locator:
    sheet = page.locator(".ps-check")
    sheet.locator("input").fill(coder)
    sheet.locator("input").press("Tab")
    sheet.get_by_role("button", name="Codieren", exact=True).click()
    expect(sheet.locator(".ps-unit")).to_be_in_viewport(ratio=0.9)
    return sheet


def test_two_people_code_by_keys_and_one_closes_in_the_middle(page, folder):
    assert errors(page) == []
    page.set_viewport_size({"width": 1280, "height": 600})
    sheet = begin(page, "anna")
    expect(sheet.locator(".ps-question.ps-now")).to_be_in_viewport(ratio=0.9)
    expect(sheet.get_by_role("status")).to_contain_text("Einheit 1 von 6, 0 fertig")
    expect(sheet.locator(".ps-question summary")).to_have_text("Regel und Beispiele")
    page.keyboard.type("1122111")  # fast: three units, and the first question on the fourth
    expect(sheet.get_by_role("status")).to_contain_text("Einheit 4 von 6, 3 fertig")
    expect(sheet.locator(".ps-question.ps-now h3")).to_have_text("Wie klingt er?")
    coded = read_codings(folder / "units.anna.csv")
    assert coded["value"].tolist() == ["costs", "1", "party", "-1", "costs", "1", "costs"]

    open_notebook(page, page.url.partition("/doc/")[0], "code.ipynb")
    restart_and_run_all(page)
    sheet = begin(page, "anna")
    expect(sheet.get_by_role("status")).to_contain_text("Einheit 4 von 6, 3 fertig")
    expect(sheet.locator(".ps-question.ps-now h3")).to_have_text("Wie klingt er?")
    page.keyboard.type("12121")
    expect(sheet.get_by_role("status")).to_contain_text("Alles ist codiert: 6 Einheiten")

    begin(page, "ben")
    sheet.locator(".ps-question.ps-now").get_by_role("button", name="1 Kosten").click()
    expect(sheet.locator(".ps-question.ps-now h3")).to_have_text("Wie klingt er?")
    page.keyboard.type("11212121212")  # after the mouse, the keys go on
    expect(sheet.get_by_role("status")).to_contain_text("Alles ist codiert")
    if AXE.exists():
        assert not violations(page, ".ps-check")

    files = [str(folder / f"units.{coder}.csv") for coder in ("anna", "ben")]
    result = CliRunner().invoke(app, ["reliability", *files])
    assert result.exit_code == 0, result.output
    assert "frame (nominal): 6 units, 2 coders" in result.output
    assert "tone (nominal): 6 units, 2 coders" in result.output


def test_differences_are_chosen_from_side_by_side(page, folder):
    sheet = page.locator(".ps-check")
    sheet.get_by_role("button", name="Abweichungen besprechen").click()
    expect(sheet.locator(".ps-question.ps-now")).to_contain_text("(anna)")
    page.keyboard.press("1")
    expect(sheet.locator(".ps-question.ps-now h3")).to_have_text("Wie klingt er?")
    consensus = read_codings(folder / "units.consensus.csv")
    assert consensus["coder"].tolist() == ["consensus"]


def test_on_a_narrow_screen_the_next_unit_comes_into_sight(page):
    page.set_viewport_size({"width": 390, "height": 560})
    sheet = begin(page, "carla")
    for asked in ("Worum geht es in diesem Satz?", "Wie klingt er?"):
        expect(sheet.locator(".ps-question.ps-now h3")).to_have_text(asked)
        now = sheet.locator(".ps-question.ps-now")
        now.evaluate("question => question.scrollIntoView({ block: 'start' })")
        now.get_by_role("button").first.click()
    expect(sheet.get_by_role("status")).to_contain_text("Einheit 2 von 6, 1 fertig")
    expect(sheet.locator(".ps-unit")).to_be_in_viewport(ratio=0.9)
