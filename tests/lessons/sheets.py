"""Sheets as students hand them in: solved, empty, or with one typical mistake."""

import ast
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import nbformat
from matplotlib import pyplot

from presseschau.core import text
from presseschau.lessons import build
from presseschau.lessons.stating import Exercise

#: A lesson's texts are parted into words once, however often its cells are run.
READ = mock.patch("presseschau.core.text.read_document", cache(text.read_document))


def stretched(exercise: str, shape: str) -> bytes:
    """Stands in for the work that slows down guessing, and all tests of lessons."""
    return hashlib.sha256(f"{exercise} {shape}".encode()).digest()


QUICK = mock.patch("presseschau.lessons.keys._stretch", stretched)


@cache
def exercises(source: Path) -> list[Exercise]:
    """Gives the exercises of a lesson, whose notebook is run once for all tests; quick keys."""
    with READ, QUICK, mock.patch("presseschau.reports.report", unmade):
        return build.read_exercises(source)


@contextmanager
def quick(source: Path) -> Iterator[None]:
    """Within it, answers to a lesson are judged by its quick keys."""
    own = {one.key.exercise: one.key for one in exercises(source)}
    with (
        QUICK,
        mock.patch("presseschau.lessons.keys.load_key", own.__getitem__),
        mock.patch("presseschau.lessons.stating.load_key", own.__getitem__),
    ):
        yield


def unmade(source: Path, target: Path, names: list[str], *values: dict, **more: object) -> object:
    """Stands in for ``report``: the reports' own tests make one, and `make browser` this one."""
    (target / "notebooks").mkdir(parents=True)
    (target / "index.html").write_text("", encoding="utf-8")
    for name in names:
        nbformat.write(nbformat.v4.new_notebook(), target / "notebooks" / f"{name}.ipynb")
    return SimpleNamespace(folder=target)


def solved(source: Path) -> nbformat.NotebookNode:
    """Gives the students' version with the teacher's solutions filled in."""
    teacher = {cell.id: cell for cell in nbformat.read(source, 4).cells}
    notebook = empty(source)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = teacher[cell.id].source
    return notebook


def empty(source: Path) -> nbformat.NotebookNode:
    """Gives the students' version as it is handed out."""
    return nbformat.read(source.parents[1] / source.name, 4)


def mistaken(source: Path, exercise: Exercise) -> nbformat.NotebookNode:
    """Gives an empty sheet with the first typical mistake in one exercise."""
    notebook = empty(source)
    start = f'check("{exercise.key.exercise}", '
    place, cell = next((n, c) for n, c in enumerate(notebook.cells) if start in c.source)
    name = cell.source.split(start)[1].split(")")[0]
    spoiled = nbformat.v4.new_code_cell(f"{name} = {exercise.wrong[0][0]!r}")
    notebook.cells.insert(place, spoiled)
    return notebook


def spoilable(exercises: list[Exercise]) -> list[Exercise]:
    """Gives the exercises that have a typical mistake which can be written down."""
    plain = (str, int, float, list, set, dict)
    return [one for one in exercises if one.wrong and isinstance(one.wrong[0][0], plain)]


def points(source: Path, sheet: nbformat.NotebookNode) -> float:
    """Grades a sheet in this process, as nbgrader does: locked cells come from the source."""
    teacher = {cell.id: cell for cell in nbformat.read(source, 4).cells}
    space: dict = {"display": lambda *views: None}
    total = 0.0
    with (
        READ,
        quick(source),
        mock.patch.dict(os.environ, NBGRADER_EXECUTION="autograde"),
        mock.patch("presseschau.lessons.checking.display"),
        mock.patch("presseschau.reports.report", unmade),
        redirect_stdout(StringIO()),
    ):
        for cell in sheet.cells:
            if cell.cell_type != "code":
                continue
            graded = cell.metadata.get("nbgrader", {}).get("grade")
            tree = ast.parse(teacher[cell.id].source if graded else cell.source)
            last = tree.body.pop() if graded else None
            exec(compile(tree, cell.id, "exec"), space)
            if last:
                total += eval(compile(ast.Expression(last.value), cell.id, "eval"), space)
            pyplot.close("all")
    return total
