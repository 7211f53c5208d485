"""From dropped files to a saved corpus, in JupyterLab."""

import shutil

import pytest
from browser.lab import BROWSER, browser_page, errors, open_notebook, run_all, running_lab

from presseschau.articles import load_articles
from presseschau.core.resources import data_folder, notebooks_folder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine"),
]


def test_dropped_files_become_a_corpus(tmp_path):
    shutil.copy(notebooks_folder() / "gather.ipynb", tmp_path)
    files = sorted((data_folder() / "sample" / "sundhafener-bote").glob("*.txt"))[:5]
    with running_lab(tmp_path) as address, browser_page() as page:
        open_notebook(page, address, "gather.ipynb")
        run_all(page)
        with page.expect_file_chooser() as chosen:
            page.get_by_role("button", name="Dateien ablegen").click()
        chosen.value.set_files(files)
        page.get_by_text("5 Artikel gelesen").wait_for()
        page.get_by_label("ohne Namen (5)").fill("Sundhafener Bote")
        page.keyboard.press("Tab")
        page.get_by_role("cell", name="Sundhafener Bote").wait_for()
        page.get_by_role("button", name="Als Korpus speichern").click()
        page.get_by_text("Gespeichert: 5 Artikel").wait_for()
        assert errors(page) == []
    articles, _ = load_articles(tmp_path / "mein-korpus")
    assert articles["outlet"].tolist() == ["Sundhafener Bote"] * 5
