"""Each lesson holds together: built from its source, graded fairly, readable by its learners."""

import ast
import re
from itertools import pairwise
from unittest import mock

import nbformat
import pytest
import sheets
from matplotlib.figure import Figure
from sheets import exercises

from presseschau.lessons import build, checking, keys

SOURCES = build.teacher_sources()


@pytest.fixture(scope="module", params=SOURCES, ids=lambda path: path.stem)
def source(request):
    """A lesson: all its tests follow each other, so that one process runs its notebook once."""
    return request.param


ADVICE = "Run 'python -m presseschau.lessons.build'."


def kept_keys(source) -> str:
    return (keys.FOLDER / f"{source.stem}.json").read_text(encoding="utf-8")


def without_digests(text: str) -> str:
    return re.sub(r'"[0-9a-f]{24,}"', lambda sealed: str(len(sealed[0])), text)


def test_the_students_version_and_the_keys_are_what_the_source_gives(source):
    made = keys.format_keys([one.key for one in exercises(source)])
    assert without_digests(kept_keys(source)) == without_digests(made), ADVICE
    for one in exercises(source):
        with sheets.quick(source):
            said = checking.judge(one.key.exercise, one.answer)
        assert said.state == "right"
        assert checking.judge(one.key.exercise, one.answer) == said, ADVICE
    student = (source.parents[1] / source.name).read_text(encoding="utf-8")
    assert student == build.student_version(source), ADVICE


@pytest.mark.slow  # each digest takes what slows down guessing
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_digest_is_what_the_source_gives(source):
    with mock.patch("presseschau.reports.report", sheets.unmade):
        made = keys.format_keys([one.key for one in build.read_exercises(source)])
    assert kept_keys(source) == made, ADVICE


def test_points_of_solution_empty_sheet_and_mistakes(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    full = sum(one.key.points for one in exercises(source))
    assert sheets.points(source, sheets.solved(source)) == full
    assert sheets.points(source, sheets.empty(source)) == 0
    assert sheets.spoilable(exercises(source))
    for one in exercises(source):
        for value, hint, *share in one.wrong:
            if one.key.kind == "chart":
                value = Figure().subplots().bar(range(len(value)), value)
            with sheets.quick(source):
                verdict = checking.judge(one.key.exercise, value)
            assert verdict.state == "typical", hint
            assert hint in verdict.text
            assert verdict.share >= (share or [0])[0]
            assert verdict.share < 1
    assert not list(tmp_path.iterdir())  # a shared folder may be read-only


def test_no_answer_stands_in_the_students_reach(source):
    student = (source.parents[1] / source.name).read_text(encoding="utf-8")
    assert "SOLUTION" not in student
    assert "HIDDEN" not in student
    assert "key(" not in student
    for one in exercises(source):
        if isinstance(one.answer, str | int) and not isinstance(one.answer, bool):
            said = " ".join([*one.key.hints, *(hint for hint, _ in one.key.wrong.values())])
            assert not re.search(rf"\b{re.escape(str(one.answer))}\b", said, re.IGNORECASE), said


def test_the_form_of_a_lesson(source):
    cells = sheets.empty(source).cells
    assert len({cell.id for cell in cells}) == len(cells)
    for cell in cells:
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None
            assert len(cell.source.splitlines()) <= 12, cell.source
            ast.parse(cell.source)
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for part in ("**Summary**", "**Stufe**", "**Dauer**", "**Du brauchst**", "**Du lernst**",
                 "## Zum Diskutieren", "## Quellen", "## Zum Weiterdenken"):  # fmt: skip
        assert part in text, part
    assert text.count("Vorhersage") >= 2
    assert 5 <= len(exercises(source)) <= 11


def test_exercises_are_numbered_in_order(source):
    number = int(source.name[:2])
    names = [one.key.exercise for one in exercises(source)]
    assert names == [f"{number}.{n}" for n in range(1, len(names) + 1)]


def test_the_guide_tells_of_each_lesson():
    guide = (build.teacher_folder() / "GUIDE.md").read_text(encoding="utf-8")
    for source in SOURCES:
        assert f"## Lektion {int(source.name[:2])}:" in guide
        assert f"| Lektion {int(source.name[:2])} |" in guide  # the table of the KMK's areas


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(one, marks=pytest.mark.soak if number else pytest.mark.slow, id=one.stem)
        for number, one in enumerate(SOURCES)
    ],
)
@pytest.mark.filterwarnings("ignore")  # of nbgrader's own code
def test_nbgrader_grades_and_gives_feedback(source, tmp_path):
    lesson = source.stem
    mistake = sheets.spoilable(exercises(source))[0]
    handed_in = {
        "solution": sheets.solved(source),
        "mistake": sheets.mistaken(source, mistake),
    }
    from nbgrader.api import Gradebook
    from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback

    config = build.configuration(tmp_path)
    build.add_lesson(tmp_path, source)
    build.convert(GenerateAssignment, config, lesson)
    for student, sheet in handed_in.items():
        place = tmp_path / "submitted" / student / lesson
        place.mkdir(parents=True)
        nbformat.write(sheet, place / source.name)
    build.convert(Autograde, config, lesson)
    with Gradebook(config.CourseDirectory.db_url) as book:
        grades = {one.student.id: one.score for one in book.assignment_submissions(lesson)}
    assert grades == {student: sheets.points(source, sheet) for student, sheet in handed_in.items()}
    build.convert(GenerateFeedback, config, lesson)
    pages = (tmp_path / "feedback").glob(f"*/{lesson}/*.html")
    said = {page.parents[1].name: page.read_text(encoding="utf-8") for page in pages}
    assert f"Aufgabe {mistake.key.exercise}: Noch nicht." in said["mistake"]
    assert "Noch nicht." not in said["solution"]
