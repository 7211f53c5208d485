"""The table of all quotes and the drawer, as a person uses them: by search, keyboard and copy."""

from pathlib import Path

import pytest
from browser.axe import AXE, violations
from browser.lab import IN_BROWSER, browser_page
from small_corpus import small_corpus

from presseschau.reports.evidence_drawer import drawer_data
from presseschau.reports.quotations import quotation_pages
from presseschau.reports.rendering import Body, render_notebook
from presseschau.reports.scripts import packed, script_of

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made, analysis = tmp_path_factory.mktemp("report"), small_corpus()
    (made / "quotations").mkdir()
    for name, page in quotation_pages(analysis, "en"):
        (made / "quotations" / name).write_text(page, encoding="utf-8")
    places = [f"{row.article_id}#q{row.quote}" for row in analysis.quotes.itertuples()]
    links = "".join(f'<a href="articles/{p.replace("#", ".html#")}">1</a>' for p in places[:3])
    rest = " ".join(places[3:])  # which the drawer alone lists
    inside = f"<summary>{len(places)} articles</summary>{links}"
    list_of = f'<details class="places" data-rest="{rest}">{inside}</details>'
    body = Body("Probe", f"<table><tr><td>Voss</td><td>{list_of}</td></tr></table>", [], "", "")
    held = packed(drawer_data(analysis, places, "en"))
    page = render_notebook(body, "probe", "en", [], "", held=held, **script_of("evidence.js"))
    (made / "probe.html").write_text(page, encoding="utf-8")
    return made


def test_quotes_are_searched_filtered_linked_and_copied(folder):
    with browser_page() as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto((folder / "quotations" / "index.html").as_uri())
        page.wait_for_selector("#ps-filters:not([hidden])")
        every = page.locator("#ps-rows tr").count()
        page.fill("#ps-words", "umbau")
        page.select_option("#ps-by-outlet", "Kurier")
        assert 0 < page.locator("#ps-rows tr").count() < every
        assert "outlet=Kurier" in page.url
        page.click("#ps-rows .copy >> nth=0")
        page.wait_for_selector(".copy.done")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "Hafen AG verschleppt" in copied
        assert "Jan Petersen, Kurier" in copied
        with page.expect_download() as saving:
            page.click("#ps-save")
        saved = saving.value.path().read_text(encoding="utf-8-sig")
        assert saved.startswith("Day,Actor,Quote")
        assert "Bote" not in saved
        assert "#a7-q0" in copied
        page.goto(copied.splitlines()[-1].replace("#a7", "#a9"))  # one that the filters leave out
        assert "Mara Voss" in page.inner_text("#a9-q0.meant")
        page.fill("#ps-words", "nowhere")
        assert page.locator("#ps-nothing").is_visible()
        page.click("#ps-reset")
        assert page.locator("#ps-rows tr").count() == every
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert not AXE.exists() or not violations(page)


def test_the_drawer_opens_and_closes_by_keyboard_and_marks_the_words(folder):
    with browser_page() as page:
        page.goto((folder / "probe.html").as_uri())
        page.wait_for_selector("summary[aria-haspopup]")
        page.focus("summary")
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog[open]")
        assert "Voss" in page.inner_text("#ps-drawer-title")
        rows = page.locator("#ps-rows tr:visible")
        assert rows.count() == rows.locator("mark").count() > 3
        page.select_option("#ps-drawer-outlet", "Kurier")
        assert "Bote" not in page.inner_text("#ps-rows")
        assert not AXE.exists() or not violations(page)
        page.keyboard.press("Escape")
        assert not page.locator("dialog[open]").count()
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
