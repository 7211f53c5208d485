"""The notebooks keep their promise: parameters, no outputs, no logic, and they run."""

import ast
import re

import nbformat
import pytest
from small_corpus import small_corpus

from presseschau import workbench
from presseschau.core.resources import data_folder, notebooks_folder
from presseschau.views.charts import pictures
from presseschau.views.page import Html

NAMES = ("corpus", "actors", "quotes", "sentiment", "compare", "person", "story")


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(notebooks_folder() / f"{name}.ipynb", 4)


def run(name: str, space: dict | None = None, most: int = 99, **values: object) -> list[Html]:
    """Runs the cells in this process, faster than a kernel, until so many views are shown."""
    space = {} if space is None else space
    space["display"] = lambda *views: None
    shown = []
    for cell in read(name).cells:
        if cell.cell_type != "code":
            continue
        if len(shown) == most:
            break
        tree = ast.parse(cell.source)
        last = tree.body[-1]
        if isinstance(last, ast.Expr):
            exec(compile(ast.Module(tree.body[:-1], []), name, "exec"), space)
            view = eval(compile(ast.Expression(last.value), name, "eval"), space)
            shown += [view] if isinstance(view, Html) else []
        else:
            exec(compile(tree, name, "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space |= values
    return shown


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    return str(small_corpus().save(tmp_path_factory.mktemp("saved")))


@pytest.mark.parametrize("name", [*NAMES, "code", "explore", "start", "study"])
def test_the_form_of_a_notebook(name):
    cells = read(name).cells
    tagged = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert len(cells) <= 40
    assert len({cell.id for cell in cells}) == len(cells)
    for cell in cells:
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None
            assert "def " not in cell.source


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs(name, language, saved, monkeypatch):
    if language == "en":  # drawn once: the drawings differ in words alone
        monkeypatch.setattr(pictures, "_written", lambda *_, **__: b"<svg/>")
    views = run(name, source=saved, language=language)
    assert len(views) > 3
    assert views[-1].html.startswith('<h2 id="limits">')


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_on_an_empty_period(name, saved):
    views = run(name, source=saved, start="2031-01-01")
    assert 'class="notice"' in views[0].html


def test_an_unknown_person_gets_a_sentence(saved):
    views = run("person", source=saved, actor="Mara Foss")
    assert "kein Akteur „Mara Foss“" in views[0].html
    assert "Mara Voss" in views[0].html
    assert all("<figure" not in view.html for view in views)


def test_wire_copies_are_said_to_be_left_out(saved):
    (view,) = run("actors", most=1, source=saved, count_wire_once=True)
    assert "1 Kopie ist weggelassen" in view.html


def test_asked_for_correction_is_said(saved):
    (view,) = run("quotes", most=1, source=saved, correct_for_errors=True)
    assert "Rogan" in view.html


def test_the_notebook_for_an_own_corpus_saves_it(tmp_path):
    source = data_folder() / "sample" / "sundhafener-bote"
    given = {"source": str(source), "folder": str(tmp_path / "bote"), "inbox": str(tmp_path / "in")}
    run("start", **given)
    assert "Mein Korpus" in (tmp_path / "bote" / "CARD.md").read_text(encoding="utf-8")


def test_the_notebook_for_coding_draws_units_and_tells_the_agreement(saved, tmp_path):
    path, space = tmp_path / "units.csv", {}
    run("code", space, source=saved, units=str(path), n=2)
    drawn = path.read_text(encoding="utf-8")
    for coder in ("anna", "ben"):
        sheet = workbench.code(path, coder=coder)
        sheet.begin.click()
        sheet.rows["type"].buttons[0].click()
    run("code", space, units=str(path))
    assert path.read_text(encoding="utf-8") == drawn
    assert len(space["files"]) == 2
    assert space["report"](space["read_codings"](*space["files"]), {})["holsti"].tolist() == [1]


def test_outlets_are_compared_by_what_an_outlets_csv_says(saved, tmp_path):
    path = tmp_path / "outlets.csv"
    path.write_text("outlet,region\nBote,Nord\nKurier,Süd\n", encoding="utf-8")
    views = run("compare", source=saved, outlets=str(path), group="region")
    assert "Nord" in views[1].html
    assert "Kurier" not in "".join(view.html for view in views)


def test_the_study_goes_from_the_register_to_the_network(tmp_path, monkeypatch):
    monkeypatch.chdir(notebooks_folder())
    space = {}  # all of the sample, which other tests have read: the codings belong to it
    views = run("study", space, annotator="rules", files=str(tmp_path), language="en")
    html = "".join(view.html for view in views)
    shown = re.findall(r'<h2 id="([^"]+)"', html)
    assert shown == ["register", "voice", "categories", "reliability", "apart", "machine",
                     "network", "relations", "sensitivity", "limits"]  # fmt: skip
    assert html.count("<figure") == 4
    assert "not how far people would agree" in html
    assert "all together" in html  # the agreement on all categories, of few units each
    network = space["network"].set_index(["name", "category"])["value"]
    assert network["Thea Lindqvist", "Hafenausbau"] == -1
    assert network["Ruth Amelung", "Hafenausbau"] == 1
    assert (tmp_path / "network" / "conflict.graphml").is_file()
    assert (tmp_path / "spss" / "quotes.sav").is_file()
