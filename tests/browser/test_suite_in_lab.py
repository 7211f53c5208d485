"""Each notebook of the suite, opened in JupyterLab and run as a reader would."""

import shutil
from pathlib import Path

import pytest
from browser.lab import IN_BROWSER, browser_page, errors, open_notebook, run_all, running_lab
from small_corpus import small_corpus

from presseschau.core.resources import notebooks_folder

pytestmark = IN_BROWSER
NAMES = ("corpus", "actors", "quotes", "sentiment", "compare", "person", "story")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The notebooks beside a corpus that was analysed already, in a folder of their own."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    for path in Path(notebooks_folder()).glob("*.ipynb"):
        shutil.copy(path, folder / "notebooks")
    small_corpus(20).save(folder / "data" / "sample")  # judged often enough for figures
    with running_lab(folder) as address:
        yield address


@pytest.fixture(scope="module")
def page():
    with browser_page() as page:
        yield page


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_from_top_to_bottom(lab, page, name):
    open_notebook(page, lab, f"notebooks/{name}.ipynb")
    run_all(page)
    assert errors(page) == []
    assert page.locator(".jp-OutputArea-output h2").count() > 2
    assert page.locator("figure.chart img").count() > 0
