"""From dropped files to a saved corpus, in JupyterLab."""

import shutil

from browser.lab import IN_BROWSER, errors, notebook_page

from presseschau.articles import load_articles
from presseschau.core.resources import data_folder, notebooks_folder

pytestmark = IN_BROWSER


def test_dropped_files_become_a_corpus(tmp_path):
    shutil.copy(notebooks_folder() / "gather.ipynb", tmp_path)
    files = sorted((data_folder() / "sample" / "sundhafener-bote").glob("*.txt"))[:5]
    with notebook_page(tmp_path, "gather.ipynb") as page:
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
