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


@each_lesson
def test_the_guide_says_what_each_exercise_earns(source):
    section = GUIDE.split(f"## Lektion {int(source.name[:2])}:")[1].split("\n## ")[0]
    said = re.findall(r"^\| (\d\.\d+) \|.* \| (\d) \|$", section, re.MULTILINE)
    cells = [cell for cell in nbformat.read(source, 4).cells if cell.source.startswith("check(")]
    earned = [(cell.source.split('"')[1], str(cell.metadata.nbgrader.points)) for cell in cells]
    assert said == earned


def test_the_guide_names_all_of_the_frame_that_no_lesson_covers():
    frame = {
        f"{area}.{n + 1}" for area, size in enumerate([3, 5, 3, 4, 5, 2], 1) for n in range(size)
    }
    table, rest = GUIDE.split("## Medienkompetenzrahmen")[1].split("Nicht abgedeckt sind")
    named = re.findall(r"\d\.\d", rest.split(". Der Bereich")[0])
    assert set(named) == frame - set(re.findall(r"\b\d\.\d\b", table))


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


@pytest.fixture
def type_in(tmp_path):
    """Types lines as the guide says, where it says; gives the course folder on the way."""
    (tmp_path / "notebooks").symlink_to(ROOT / "notebooks")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "activate").write_text(
        f'PATH="{Path(sys.executable).parent}:$PATH"'
    )

    def type_in(lines, folder=tmp_path):
        command = "\n".join(["set -e", ". ../.venv/bin/activate" * (folder.name == "kurs"), *lines])
        done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return tmp_path / "kurs"

    return type_in


def hand_in(course, lesson, handed_in):
    """Puts sheets where the guide says; None stands for the one that it copies itself."""
    for name, sheet in handed_in.items():
        place = course / "submitted" / name / lesson
        place.mkdir(parents=True, exist_ok=True)
        if sheet:
            nbformat.write(sheet, place / f"{lesson}.ipynb")


def exported(course):
    with (course / "grades.csv").open(encoding="utf-8") as lines:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(lines)}


@pytest.mark.slow  # eight runs of a notebook
def test_six_sheets_are_graded_as_the_guide_says(type_in):
    source = SOURCES[0]
    found = sheets.exercises(source)
    handed_in = {"anna": None, "leer": sheets.empty(source), "richtig": sheets.solved(source)}
    handed_in |= {
        f"irrt{number}": sheets.mistaken(source, one)
        for number, one in enumerate(sheets.spoilable(found)[:3])
    }
    lines = typed("Benoten mit nbgrader")
    grading = next(n for n, line in enumerate(lines) if "autograde" in line)
    course = type_in(lines[:grading])
    hand_in(course, source.stem, handed_in)
    type_in([*lines[grading:], "nbgrader export"], course)
    points = exported(course)
    for name, sheet in handed_in.items():
        assert points[name] == sheets.points(source, sheet or handed_in["leer"]), name
        page = course / "feedback" / name / source.stem / f"{source.stem}.html"
        assert "Aufgabe 1.1" in page.read_text(encoding="utf-8")


@pytest.mark.slow  # six runs of a notebook
def test_six_projects_are_graded_by_hand_as_the_guide_says(type_in):
    from nbgrader.api import Gradebook

    source = build.teacher_folder() / "projekt.ipynb"
    slips = {  # what a pupil wrote instead, and what the page says of it
        "name": ("p-ueberblick", 'zitat["outlet"].value_counts()', "Meinst du zitate?"),
        "text": ("p-auswahl", 'auswahl = "zitate"', "Erst der Fehler weiter oben"),
        "kurz": ("p-verdicts", 'von_hand = "rrr"', "Es sind 10 Stellen; ihr habt 3 Urteile"),
        "komma": ("p-claims", 'belege = "3, 4, 6"\nantwort = "Ja, weil."\ngrenzen = "keine"',
                  "Es fehlen die Belege"),
    }  # fmt: skip
    handed_in = {"anna": None, "richtig": sheets.solved(source)}
    for name, (cell_id, written, _) in slips.items():
        handed_in[name] = sheets.solved(source)
        next(cell for cell in handed_in[name].cells if cell.id == cell_id).source = written
    lines = [line.replace("01-text", "projekt") for line in typed("Benoten mit nbgrader")]
    feedback = next(n for n, line in enumerate(lines) if "feedback" in line)
    course = type_in(lines[: feedback - 1])
    hand_in(course, "projekt", handed_in)
    type_in(lines[feedback - 1 : feedback], course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:  # what the form grader writes
        for name in handed_in:
            notebook = book.find_submission_notebook("projekt", "projekt", name)
            assert notebook.max_score == 35
            for grade in notebook.grades:
                grade.manual_score = 0 if name == "anna" else grade.max_score
            notebook.comments[0].manual_comment = "Gut begründet."
        book.db.commit()
    type_in([*lines[feedback:], "nbgrader export"], course)
    assert exported(course) == dict.fromkeys(handed_in, 35) | {"anna": 0}
    for name in handed_in:
        page = course / "feedback" / name / "projekt" / "projekt.html"
        shown = page.read_text(encoding="utf-8")
        assert "Gut begründet." in shown
        if name in slips:
            assert slips[name][2] in shown, name
        poster = course / "autograded" / name / "projekt" / "plakat" / "plakat.html"
        assert poster.exists() == (name in ("richtig", "name")), name
