"""The guide is followed word for word: what it says to type works, its plans can be taught."""

import csv
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

import nbformat
import pytest
import sheets
import steps
from small_analysis import unexecuted

from presseschau.lessons import build

ROOT = Path(__file__).parents[2]
GUIDE = (build.teacher_folder() / "GUIDE.md").read_text(encoding="utf-8")
SOURCES = build.teacher_sources()
each_lesson = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)


def typed(heading: str, language: str = "sh") -> list[str]:
    """Gives the lines that a section says to type."""
    section = re.search(rf"^### {heading}\n(.*?)^##", GUIDE, re.MULTILINE | re.DOTALL)
    return re.search(rf"```{language}\n(.*?)```", section[1], re.DOTALL)[1].splitlines()


def plan(source: Path) -> list[int]:
    """Gives the steps that the guide names for 45 minutes."""
    section = GUIDE.split(f"## Lektion {int(source.name[:2])}:")[1].split("\n## ")[0]
    said = re.search(r"In 45 Minuten: Schritte? (.*?)[;.:(]", section.replace("\n", " "))
    numbers = []
    for first, last in re.findall(r"(\d)(?: bis (\d))?(?![.\d])", said[1] if said else ""):
        numbers += range(int(first), int(last or first) + 1)
    return numbers


@each_lesson
def test_each_step_says_which_it_needs(source):
    notebook = nbformat.read(source, 4)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    for step, needed in steps.needs(notebook).items():
        said = re.search(rf"^## {step} .*\n\n(\*Braucht: .*\*)?", text, re.MULTILINE)
        assert not step or (said[1] or "") == steps.stated(needed), f"step {step}"


@pytest.mark.slow  # runs most of each lesson
@each_lesson
def test_45_minutes_can_be_taught_from_a_fresh_kernel(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    needed = steps.needs(nbformat.read(source, 4))
    parts = steps.cells_by_step(sheets.empty(source))
    taught = plan(source)
    assert len(taught) >= 2
    space: dict = {"display": lambda *views: None}
    run = {0, *taught, *(more for step in taught for more in needed[step])}
    with (
        mock.patch("presseschau.lessons.checking.display"),
        mock.patch("presseschau.reports.making.run_notebooks", unexecuted),
        redirect_stdout(StringIO()),
    ):
        for step in sorted(run):
            for cell in parts.get(step, []):
                if cell.cell_type == "code":
                    exec(compile(cell.source, f"step {step}", "exec"), space)


def test_the_install_text_is_one_for_all_systems():
    here, windows = typed("Installation"), typed("Installation", "bat")
    as_windows = [line.replace("python3 ", "py ", 1).replace(".venv/bin/", ".venv\\Scripts\\")
                  for line in here]  # fmt: skip
    assert as_windows == windows
    assert any(line.endswith("install --no-deps --no-build-isolation .") for line in here)
    for word in " ".join(here).split():
        assert not re.search(r"\.lock$|^notebooks/", word) or (ROOT / word).exists()


@pytest.mark.soak  # fetches everything
def test_the_install_text_ends_in_jupyterlab(tmp_path):
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        place = tmp_path / "presseschau" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, place)
    *lines, last = typed("Installation")
    imports = '.venv/bin/python -c "from presseschau.lessons import check, sample"'
    script = "\n".join(["set -e", *lines, f"{last} --version", imports])
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(["sh", "-c", script], cwd=tmp_path / "presseschau", env=environment, check=True)


@pytest.mark.slow  # eight runs of a notebook
def test_six_sheets_are_graded_as_the_guide_says(tmp_path):
    source = SOURCES[0]
    found = sheets.exercises(source)
    handed_in = {"anna": None, "leer": sheets.empty(source), "richtig": sheets.solved(source)}
    handed_in |= {
        f"irrt{number}": sheets.mistaken(source, one)
        for number, one in enumerate(sheets.spoilable(found)[:3])
    }
    (tmp_path / "notebooks").symlink_to(ROOT / "notebooks")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "activate").write_text(
        f'PATH="{Path(sys.executable).parent}:$PATH"'
    )
    lines = typed("Benoten mit nbgrader")
    grading = next(n for n, line in enumerate(lines) if "autograde" in line)

    def type_in(lines, folder):
        command = "\n".join(["set -e", ". ../.venv/bin/activate" * (folder.name == "kurs"), *lines])
        done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    type_in(lines[:grading], tmp_path)
    course = tmp_path / "kurs"
    for name, sheet in handed_in.items():
        place = course / "submitted" / name / source.stem
        place.mkdir(parents=True, exist_ok=True)
        if sheet:
            nbformat.write(sheet, place / source.name)
    type_in([*lines[grading:], "nbgrader export"], course)
    with (course / "grades.csv").open(encoding="utf-8") as lines:
        points = {row["student_id"]: row["score"] for row in csv.DictReader(lines)}
    for name, sheet in handed_in.items():
        assert float(points[name]) == sheets.points(source, sheet or handed_in["leer"]), name
        page = course / "feedback" / name / source.stem / f"{source.stem}.html"
        assert "Aufgabe 1.1" in page.read_text(encoding="utf-8")
