"""From dropped files to first findings, and onward to the workbench, in JupyterLab."""

import shutil
from pathlib import Path

from browser.lab import IN_BROWSER, errors, notebook_page, open_notebook, run_all
from playwright.sync_api import Page

from presseschau.articles import load_articles
from presseschau.core.resources import data_folder, notebooks_folder

pytestmark = IN_BROWSER


def drop(page: Page, file: Path) -> None:
    """Drags a file onto the button and lets go of it there."""
    given = page.evaluate_handle(
        """([name, text]) => {
            const data = new DataTransfer();
            data.items.add(new File([text], name));
            return data;
        }""",
        [file.name, file.read_text(encoding="utf-8")],
    )
    button = page.get_by_role("button", name="Dateien ablegen")
    for event in ("dragover", "drop"):
        button.dispatch_event(event, {"dataTransfer": given})


def test_files_lead_to_findings_and_onward_to_explore(tmp_path):
    for name in ("start", "explore"):
        shutil.copy(notebooks_folder() / f"{name}.ipynb", tmp_path)
    files = sorted((data_folder() / "sample" / "sundhafener-bote").glob("*.txt"))[:5]
    with notebook_page(tmp_path, "start.ipynb") as page:
        with page.expect_file_chooser() as chosen:
            page.get_by_role("button", name="Dateien ablegen").click()
        chosen.value.set_files(files[:4])
        page.get_by_text("4 Artikel gelesen").wait_for()
        page.get_by_text("Was allen Artikeln fehlt: Medium").wait_for()
        drop(page, files[4])
        page.get_by_text("5 Artikel gelesen").wait_for()
        page.get_by_label("ohne Medium (5)").fill("Sundhafener Bote")
        page.keyboard.press("Tab")
        page.get_by_role("cell", name="Sundhafener Bote").wait_for()
        page.get_by_role("button", name="Erste Befunde zeigen").click()
        page.get_by_text("zu wenige Artikel tragen einen Satz").wait_for()
        page.get_by_role("button", name="Als Korpus speichern").click()
        page.get_by_text("Gespeichert: 5 Artikel").wait_for()
        assert errors(page) == []
        page.get_by_role("link", name="explore.ipynb öffnen").click()
        page.wait_for_url("**/explore.ipynb")
        # Opened anew: the kernel that rests may still be that of the notebook before.
        open_notebook(page, page.url.partition("/doc/")[0], "explore.ipynb")
        run_all(page)
        page.get_by_text("5 von 5 Artikeln").wait_for()
        assert errors(page) == []
    articles, _ = load_articles(tmp_path / "mein-korpus")
    assert articles["outlet"].tolist() == ["Sundhafener Bote"] * 5
