"""The course: lessons as nbgrader assignments in a folder of their own, outside the checkout."""

import logging
import os
import sys
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


def add_lesson(folder: Path, source: Path) -> None:
    """Puts a lesson with solutions into a course folder as its source version."""
    place = folder / "source" / source.stem
    place.mkdir(parents=True, exist_ok=True)
    (place / source.name).write_bytes(source.read_bytes())


def convert(converter: type, config: Config, lesson: str) -> None:
    """Runs a converter of nbgrader on a lesson; what it changes of the process is undone."""
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
        made.start()
    finally:
        os.environ.clear()
        os.environ.update(before)
