"""The course: lessons as nbgrader assignments in a folder of their own, outside the checkout."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from traitlets.config import Config

from presseschau.core.resources import notebooks_folder

#: What nbgrader puts in the place of a solution.
STUB = "# Ersetze die drei Punkte durch deine Antwort."


def teacher_folder() -> Path:
    """The folder of the lessons with their solutions."""
    return notebooks_folder() / "lessons" / "teacher"


def teacher_sources() -> list[Path]:
    """The lessons with their solutions, in their order."""
    return sorted(teacher_folder().glob("[0-9][0-9]-*.ipynb"))


def configuration(folder: Path) -> Config:
    """Settings of nbgrader for a course folder; its database lies in the folder, too."""
    config = Config()
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.db_url = f"sqlite:///{folder / 'gradebook.db'}"
    config.ClearSolutions.code_stub = {"python": STUB}
    config.Execute.timeout = 60
    config.Execute.startup_timeout = 60
    config.NbGrader.logfile = ""
    return config


def add_lessons(folder: Path, sources: list[Path]) -> None:
    """Puts lessons with solutions into a course folder as its source version."""
    for source in sources:
        place = folder / "source" / source.stem
        place.mkdir(parents=True, exist_ok=True)
        (place / source.name).write_bytes(source.read_bytes())


def generate_assignment(folder: Path, lesson: str, *, gradebook: bool = True) -> Path:
    """Makes the students' version of a lesson of the course; gives its path.

    Args:
        folder: The course folder.
        lesson: Name of the lesson.
        gradebook: Enter the lesson into the course's gradebook, without which it cannot be graded.
    """
    from nbgrader.converters import GenerateAssignment

    config = configuration(folder)
    config.SaveCells.enabled = gradebook
    config.GenerateAssignment.no_database = not gradebook
    with _converting(GenerateAssignment, config, lesson) as converter:
        converter.start()
    return folder / "release" / lesson / f"{lesson}.ipynb"


def autograde(folder: Path, lesson: str) -> dict[str, float]:
    """Grades all that was handed in for a lesson; gives the points of each student.

    Raises:
        NbGraderException: A notebook could not be graded.
    """
    from nbgrader.api import Gradebook
    from nbgrader.converters import Autograde

    with _converting(Autograde, configuration(folder), lesson) as converter:
        converter.start()
    with Gradebook(str(configuration(folder).CourseDirectory.db_url)) as book:
        handed_in = book.assignment_submissions(lesson)
        return {one.student.id: one.score for one in handed_in}


def generate_feedback(folder: Path, lesson: str) -> list[Path]:
    """Writes the feedback on all that was graded of a lesson, as HTML pages."""
    from nbgrader.converters import GenerateFeedback

    with _converting(GenerateFeedback, configuration(folder), lesson) as converter:
        converter.start()
    return sorted((folder / "feedback").glob(f"*/{lesson}/*.html"))


@contextmanager
def _converting(converter: type, config: Config, lesson: str) -> Iterator:
    """A converter of nbgrader for one lesson; what it changes of the process is undone."""
    from nbgrader.coursedir import CourseDirectory

    courses = CourseDirectory(config=config)
    courses.assignment_id = lesson
    made = converter(coursedir=courses, config=config)
    made.force = True
    made.log.setLevel(logging.ERROR)
    before = dict(os.environ)
    tools = str(Path(sys.executable).parent)  # nbgrader calls alembic by name
    os.environ["PATH"] = os.pathsep.join([tools, before.get("PATH", "")])
    try:
        yield made
    finally:
        os.environ.clear()
        os.environ.update(before)
