"""The notebook: a workbench in JupyterLab, a full still page under papermill."""

import ast
import sys

import nbformat
import papermill
import pytest
from small_corpus import small_corpus

from presseschau.core.resources import notebooks_folder
from presseschau.lab.workbench import explore
from presseschau.lab.workbench.bench import Bench
from presseschau.reports.rendering import notebook_body
from presseschau.views.page import Html

PATH = notebooks_folder() / "explore.ipynb"
NOTEBOOK = nbformat.read(PATH, 4)
VIEWS = ("figures", "outlets", "voice", "quotes", "tone", "timeline", "kwic", "articles", "limits")


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    return str(small_corpus().save(tmp_path_factory.mktemp("saved")))


def test_the_form_of_the_notebook():
    tagged = [cell for cell in NOTEBOOK.cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for cell in NOTEBOOK.cells:
        if cell.cell_type == "code":
            assert not cell.outputs
            assert "def " not in cell.source
            ast.parse(cell.source)


def test_under_papermill_the_notebook_is_a_still_page(saved, tmp_path, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    executed = papermill.execute_notebook(
        str(PATH), str(tmp_path / "out.ipynb"), {"source": saved, "annotator": "rules"},
        progress_bar=False, cwd=str(tmp_path), kernel_name="python3",
    )  # fmt: skip
    assert not (tmp_path / ".explore.json").exists()
    body = notebook_body(executed, "explore", "de")
    assert [heading["id"] for heading in body.headings] == list(VIEWS)
    assert body.html.count("<figure") == 4
    assert "Mara Voss" in body.html


def test_somebody_at_a_jupyter_server_gets_the_workbench(saved, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.modules[explore.__module__], "_still", lambda *_: Html(""))
    monkeypatch.setenv("JPY_SESSION_NAME", "explore.ipynb")
    assert isinstance(explore(saved), Bench)
    assert isinstance(explore(saved, evidence="articles/"), Html)
    assert isinstance(explore(saved, widgets="off"), Html)
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert isinstance(explore(saved), Html)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_still_page_has_every_view_and_the_evidence(saved, language):
    html = explore(saved, language=language, evidence="articles/", widgets="off").html
    for view in VIEWS:
        assert f'<h2 id="{view}">' in html
    assert 'href="articles/a5.html#q0"' in html
    assert "<button" not in html


def test_a_still_page_follows_its_parameters(saved):
    html = explore(saved, widgets="off", outlet="Kurier", actor="Petersen", word="Umbau").html
    assert "n = 4 Artikel" in html
    assert "„Umbau“ im Zusammenhang" in html
    assert "Mara Voss</td>" not in html.partition('id="quotes"')[2].partition("<h2")[0]


@pytest.mark.parametrize("asked", [{"actor": "Niemand"}, {"story": "Ufo"}, {"outlet": "Anzeiger"}])
def test_what_is_not_there_is_said(saved, asked):
    html = explore(saved, widgets="off", **asked).html
    assert "In diesem Korpus gibt es nicht" in html
    assert next(iter(asked.values())) in html


def test_an_empty_period_is_said(saved):
    html = explore(saved, widgets="off", start="2031-01-01").html
    assert "Keine Artikel" in html
    assert '<h2 id="limits">' in html
