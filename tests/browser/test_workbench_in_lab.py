"""The workbench in JupyterLab: a choice changes the chart, a correction outlives a restart."""

import re
import shutil
from pathlib import Path

import pytest
from browser.axe import AXE, violations
from browser.lab import IN_BROWSER, errors, notebook_page, restart_and_run_all, wait_idle
from playwright.sync_api import Page, expect
from small_corpus import small_corpus

from presseschau.core.resources import notebooks_folder

pytestmark = IN_BROWSER

VIEWS = ["Überblick", "Redeanteile", "Zitate", "Ton", "Zeitleiste", "Fundstellen", "Artikel"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    shutil.copy(notebooks_folder() / "explore.ipynb", folder)
    small_corpus().save(folder.parent / "data" / "sample")
    return folder


@pytest.fixture(scope="module")
def page(folder):
    with notebook_page(folder, "explore.ipynb") as page:
        yield page


def turn(page: Page, view: str) -> None:
    """Chooses a view by key, as an article that is just opening may move the page under a click."""
    headings = "[...document.querySelectorAll('.ps-workbench h2')].map(h => h.innerText).join()"
    before = page.evaluate(headings)
    page.locator(".ps-view").get_by_label(view, exact=True).focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"before => {headings} != before", arg=before)
    wait_idle(page)


def drawn(page: Page) -> str:
    return page.locator(".ps-workbench figure img").first.get_attribute("src")


def test_a_choice_moves_the_chart_and_a_correction_is_found_after_a_restart(page, folder):
    assert errors(page) == []
    turn(page, "Redeanteile")
    page.wait_for_selector(".ps-workbench figure img")
    before = drawn(page)
    page.locator(".ps-outlet select").select_option("Bote")
    page.wait_for_function(
        "src => document.querySelector('.ps-workbench figure img').src != src", arg=before
    )
    assert drawn(page) != before

    turn(page, "Zitate")
    page.locator(".ps-workbench .ps-open").first.click()
    save = page.locator(".ps-reading").get_by_role("button", name="Richtig so, speichern")
    save.first.click()
    page.get_by_text("Gespeichert in").first.wait_for()
    wait_idle(page)
    assert "confirm" in (folder / "corrections.csv").read_text(encoding="utf-8")

    restart_and_run_all(page)
    assert errors(page) == []
    expect(page.locator(".ps-outlet select")).to_have_value("Bote")
    page.locator(".ps-workbench .ps-open").first.click()
    judged = page.locator(".ps-reading option", has_text="✓")
    expect(judged.first).to_be_attached()


def test_the_sentences_behind_a_row_open_in_a_drawer_and_lead_to_the_article(page):
    turn(page, "Redeanteile")
    page.locator(".ps-workbench table .ps-open", has_text="Artikel").first.focus()
    page.keyboard.press("Enter")  # the article before may still move the page under a click
    drawer = page.get_by_role("dialog")
    expect(drawer.locator("tbody mark").first).to_be_visible()
    if AXE.exists():
        assert not violations(page, ".ps-drawer")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.locator(".ps-open:focus")).to_have_text(re.compile("Artikel"))
    page.keyboard.press("Enter")
    drawer.locator("tbody tr").first.click()
    expect(drawer).to_be_hidden()
    page.locator(".ps-reading iframe").wait_for()


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core; 'make browser' fetches it")
def test_no_view_has_a_serious_violation(page):
    found = {}
    for name in VIEWS:
        page.locator(".ps-view").get_by_label(name, exact=True).focus()
        page.keyboard.press("Space")
        wait_idle(page)
        found[name] = violations(page, ".ps-workbench")
    page.locator(".ps-workbench .ps-open").first.click()
    page.locator(".ps-reading iframe").wait_for()
    wait_idle(page)
    found["reading"] = violations(page, ".ps-workbench")
    assert not any(found.values()), found


def test_a_corpus_is_checked_by_keys(page, folder):
    sheet = page.locator(".ps-check")
    sheet.locator("input").fill("anna")
    sheet.locator("input").press("Tab")
    sheet.get_by_role("button", name="Prüfen").click()
    sheet.locator("mark").wait_for()
    page.keyboard.press("r")
    sheet.get_by_text("2/").wait_for()
    check = folder.parent / "data" / "sample.check.csv"
    assert ",right,anna" in check.read_text(encoding="utf-8")
