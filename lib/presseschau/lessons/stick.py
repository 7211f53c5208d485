"""A stick for a classroom: lessons, wheels and a start for each system; the teacher's part apart.

``python -m presseschau.lessons.stick stick`` needs a network and uv; who starts from the stick
needs neither, only a Python.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from presseschau.core.calls import WrongCall
from presseschau.core.resources import notebooks_folder
from presseschau.lessons.build import teacher_folder

ROOT = notebooks_folder().parent
LOCK = ROOT / "environment.lock"

#: Each system by uv's name, with the tags of wheels that its machines take, the newest first.
SYSTEMS = {
    "x86_64-pc-windows-msvc": ["win_amd64"],
    "aarch64-apple-darwin": ["macosx_14_0_arm64"],
    "x86_64-manylinux_2_28": ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64",
                              "manylinux_2_26_x86_64", "manylinux_2_24_x86_64",
                              "manylinux2014_x86_64"],
}  # fmt: skip

#: The Pythons that a school may have; each brings its own wheels.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def fill(folder: Path, systems: Iterable[str] = SYSTEMS, pythons: Iterable[str] = PYTHONS) -> None:
    """Fills a folder: ``klasse`` goes on the stick, ``lehrkraft.zip`` stays with the teacher.

    Raises:
        WrongCall: A package has no wheel for a system, or no network is there.
    """
    wheels = folder / "klasse" / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    _run("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels,
         ROOT)  # fmt: skip
    for system in systems:
        for python in pythons:
            print(f"{system}, Python {python}")
            _fetch(wheels, system, python)
    _pack_lessons(folder / "klasse")
    _pack_teachers_part(folder)


def pins(system: str, python: str) -> str:
    """What the lessons and nbgrader need on one system, as locked; each has a wheel there.

    Raises:
        WrongCall: One has no wheel, or no network is there.
    """
    with TemporaryDirectory() as name:
        found = Path(name) / "pins.txt"
        _run("uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate",
             ROOT / "pyproject.toml", "--extra", "teach", "--constraint", LOCK,
             "--generate-hashes", "--only-binary", ":all:", "--python-platform", system,
             "--python-version", python, "--output-file", found)  # fmt: skip
        return found.read_text(encoding="utf-8")


def _fetch(wheels: Path, system: str, python: str) -> None:
    with TemporaryDirectory() as name:
        wanted = Path(name) / "pins.txt"
        wanted.write_text(pins(system, python), encoding="utf-8")
        tags = [part for tag in SYSTEMS[system] for part in ("--platform", tag)]
        _run("pip", "download", "--quiet", "--no-deps", "--require-hashes", *tags,
             "--only-binary", ":all:", "--python-version", python,
             "--dest", wheels, "--requirement", wanted)  # fmt: skip


def _run(module: str, *arguments: str | Path) -> None:
    # onnxruntime has no wheel for an older macOS, and uv thinks of macOS 13
    environment = os.environ | {"MACOSX_DEPLOYMENT_TARGET": "14.0"}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    # uv prints what it also writes
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode:
        raise WrongCall(f"The stick could not be filled: {module} failed, see above.")


def _pack_lessons(folder: Path) -> None:
    lessons = notebooks_folder() / "lessons"
    shutil.copytree(lessons, folder / "lektionen", dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("teacher", "stick", ".*"))  # fmt: skip
    for path in sorted((lessons / "stick").iterdir()):
        text = path.read_text(encoding="utf-8")
        # cmd.exe finds the labels of a batch file for sure only between its own line ends
        end = "\r\n" if path.suffix in (".bat", ".txt") else "\n"
        (folder / path.name).write_text(text, encoding="utf-8", newline=end)
        (folder / path.name).chmod(0o755)


def _pack_teachers_part(folder: Path) -> None:
    with TemporaryDirectory() as name:
        for part in (teacher_folder(), teacher_folder().parent / "papier"):
            shutil.copytree(part, Path(name) / part.name, ignore=shutil.ignore_patterns(".*"))
        shutil.make_archive(str(folder / "lehrkraft"), "zip", name)


def main(arguments: Sequence[str]) -> int:
    """Fills the named folder; gives the exit code."""
    try:
        fill(Path(arguments[0]))
    except WrongCall as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["stick"]))
