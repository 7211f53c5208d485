"""Building: the teachers' notebooks give the keys and, through nbgrader, the students' notebooks.

``python -m presseschau.lessons.build`` builds all lessons and the project; name
numbers, or "projekt", to build only these.
"""

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import nbformat
from matplotlib import pyplot
from traitlets.config import Config, PyFileConfigLoader

from presseschau.core.calls import WrongCall, counted
from presseschau.core.resources import notebooks_folder
from presseschau.lessons import keys
from presseschau.lessons.stating import Exercise, recording

#: The notebook of the pupils' own study, which no key can check.
PROJECT = Path("projekt.ipynb")


def teacher_folder() -> Path:
    """The folder of the lessons with their solutions."""
    return notebooks_folder() / "lessons" / "teacher"


def teacher_sources() -> list[Path]:
    """The lessons with their solutions, in their order."""
    return sorted(teacher_folder().glob("[0-9][0-9]-*.ipynb"))


def configuration(folder: Path) -> Config:
    """The teachers' settings of nbgrader, for a course folder; its database lies there, too."""
    config = PyFileConfigLoader("nbgrader_config.py", str(teacher_folder())).load_config()
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.db_url = f"sqlite:///{folder / 'gradebook.db'}"
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
    tools = str(Path(sys.executable).parent)  # nbgrader calls alembic by name
    path = os.pathsep.join([tools, os.environ.get("PATH", "")])
    with patch.dict(os.environ, PATH=path):
        made.start()


def main(arguments: Sequence[str] = ()) -> int:
    """Builds lessons: writes their keys and students' notebooks; gives the exit code."""
    chosen = [path for path in teacher_sources()
              if not arguments or path.name[:2] in arguments]  # fmt: skip
    try:
        for source in chosen:
            exercises = read_exercises(source)
            keys.FOLDER.mkdir(exist_ok=True)
            text = keys.format_keys([exercise.key for exercise in exercises])
            (keys.FOLDER / f"{source.stem}.json").write_text(text, encoding="utf-8")
            target = source.parents[1] / source.name
            target.write_text(student_version(source), encoding="utf-8")
            print(f"{source.stem}: {counted(len(exercises), 'exercise')}")
        if not arguments or PROJECT.stem in arguments:
            project = teacher_folder() / PROJECT
            target = project.parents[1] / PROJECT
            target.write_text(student_version(project), encoding="utf-8")
            print(f"{PROJECT.stem}: graded by hand")
    except WrongCall as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def read_exercises(source: Path) -> list[Exercise]:
    """Runs a teacher's notebook in this process and gives its exercises.

    Raises:
        WrongCall: A cell fails, an exercise has no points, or is none of this lesson.
    """
    space: dict[str, Any] = {"__name__": "__main__", "display": lambda *views: None}
    found = []
    for number, cell in enumerate(nbformat.read(source, 4).cells):
        if cell.cell_type != "code":
            continue
        try:
            with recording() as met, redirect_stdout(StringIO()):
                exec(compile(cell.source, f"{source.name}, cell {number}", "exec"), space)
        except WrongCall:
            raise
        except Exception as error:
            raise WrongCall(f"{source.name}, cell {number} fails: {error!r}") from error
        pyplot.close("all")  # as Jupyter does after each cell: a chart begins on fresh axes
        found += [_with_points(one, cell, source) for one in met]
    return found


def _with_points(exercise: Exercise, cell: nbformat.NotebookNode, source: Path) -> Exercise:
    name = exercise.key.exercise
    points = cell.metadata.get("nbgrader", {}).get("points", 0)
    if not points:
        raise WrongCall(f"{source.name}: the cell that checks exercise {name} has no points.")
    if int(name.split(".")[0]) != int(source.name[:2]):
        raise WrongCall(f"{source.name}: exercise {name} has the number of another lesson.")
    return exercise._replace(key=exercise.key._replace(points=float(points)))


def student_version(source: Path) -> str:
    """The students' version of a lesson, as nbgrader makes it."""
    from nbgrader.converters import GenerateAssignment

    with TemporaryDirectory() as name:
        folder = Path(name)
        add_lesson(folder, source)
        config = configuration(folder)
        config.SaveCells.enabled = False  # no gradebook: nobody is graded here
        config.GenerateAssignment.no_database = True
        convert(GenerateAssignment, config, source.stem)
        notebook = nbformat.read(folder / "release" / source.stem / source.name, 4)
    return nbformat.writes(notebook) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
