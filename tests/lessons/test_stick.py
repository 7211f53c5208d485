"""A stick for a classroom: what lies on it, and that it installs without a network."""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from presseschau.core.resources import notebooks_folder
from presseschau.lessons import build, stick

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
LINUX = "x86_64-manylinux_2_28"
#: What the markers of a lock ask of a machine.
MACHINES = {
    "x86_64-pc-windows-msvc": ("win32", "Windows", "nt", "AMD64"),
    "aarch64-apple-darwin": ("darwin", "Darwin", "posix", "arm64"),
    LINUX: ("linux", "Linux", "posix", "x86_64"),
}
each_system = pytest.mark.parametrize("system", stick.SYSTEMS)
each_python = pytest.mark.parametrize("python", stick.PYTHONS)


def machine(system: str, python: str) -> dict[str, str]:
    platform, name, shell, processor = MACHINES[system]
    return {
        "sys_platform": platform,
        "platform_system": name,
        "os_name": shell,
        "platform_machine": processor,
        "python_version": python,
        "python_full_version": f"{python}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def needed(asked: list[str], environment: dict[str, str]) -> set[str]:
    """Gives all that some requirements ask for, as far as what is installed here knows."""
    project = tomllib.loads((stick.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found, left, seen = set(), [Requirement(line) for line in asked], set()
    while left:
        one = left.pop()
        name = canonicalize_name(one.name)
        for extra in {"", *one.extras} - {extra for known, extra in seen if known == name}:
            seen.add((name, extra))
            if name == "presseschau":
                more = project["optional-dependencies"][extra] if extra else project["dependencies"]
                left += map(Requirement, more)
                continue
            found.add(name)
            try:
                lines = importlib.metadata.requires(name) or []
            except importlib.metadata.PackageNotFoundError:  # another system's
                continue
            left += [
                more
                for more in map(Requirement, lines)
                if not more.marker or more.marker.evaluate(environment | {"extra": extra})
            ]
    return found


@each_system
def test_all_that_the_lessons_need_is_locked_once_for_each_system(system):
    environment = machine(system, stick.PYTHONS[-1])
    lock = re.findall(r"^\w.*?==.*?(?= \\)", stick.LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    pins = [
        canonicalize_name(one.name)
        for one in map(Requirement, lock)
        if not one.marker or one.marker.evaluate(environment)
    ]
    wanted = needed(["presseschau[teach]"], environment)
    assert {"numpy", "jupyterlab", "jupyterlab-language-pack-de-de", "nbgrader"} <= wanted
    assert [name for name in sorted(wanted) if pins.count(name) != 1] == []


def test_solutions_are_with_the_teacher_and_not_on_the_stick(tmp_path, monkeypatch):
    monkeypatch.setattr(stick, "_run", lambda *command: None)
    stick.fill(tmp_path, systems=[])
    names = {path.name for path in (tmp_path / "klasse").rglob("*")}
    notebooks = {source.name for source in build.teacher_sources()}
    assert {"start.bat", "start.command", "start.sh", "start.py", "blatt.css", *notebooks} <= names
    assert not {"teacher", "GUIDE.md", "papier-loesungen.html"} & names
    for path in (tmp_path / "klasse").rglob("*.ipynb"):
        assert "SOLUTION" not in path.read_text(encoding="utf-8")
    teachers = zipfile.ZipFile(tmp_path / "lehrkraft.zip").namelist()
    for name in ("GUIDE.md", "nbgrader_config.py", "papier-loesungen.html", *notebooks):
        assert f"teacher/{name}" in teachers
    assert "papier/blatt.css" in teachers  # the solutions' page is drawn with it
    batch = (tmp_path / "klasse" / "start.bat").read_bytes()
    assert batch.isascii()  # whatever the code page of the console
    assert batch.count(b"\r\n") == batch.count(b"\n")


def test_each_start_looks_for_the_pythons_that_have_wheels():
    folder = notebooks_folder() / "lessons" / "stick"
    for name in ("start.bat", "start.sh", "LIESMICH.txt"):
        said = re.findall(r"3\.\d\d", (folder / name).read_text(encoding="utf-8"))
        assert set(said) == set(stick.PYTHONS), name
    bounds = re.search(r"\((3, \d+)\) <= .* <= \((3, \d+)\)", (folder / "start.py").read_text())
    assert [bound.replace(", ", ".") for bound in bounds.groups()] == [
        stick.PYTHONS[0],
        stick.PYTHONS[-1],
    ]
    for name in ("start.sh", "start.command"):
        subprocess.run(["sh", "-n", folder / name], check=True)


def test_a_second_start_keeps_what_a_pupil_wrote(tmp_path):
    home = {"HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path / "programs")}
    python = tmp_path / "programs" / "presseschau-lektionen" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\n')
    python.chmod(0o755)
    (python.parents[1] / "eingerichtet.txt").write_text("[]")
    lessons = tmp_path / "stick" / "lektionen" / "papier"
    lessons.mkdir(parents=True)
    (lessons / "blatt.css").write_text("p {}")
    (lessons.parent / "01-text.ipynb").write_text("as handed out")
    start = tmp_path / "stick" / "start.py"
    start.write_bytes((notebooks_folder() / "lessons" / "stick" / "start.py").read_bytes())
    command = [sys.executable, start, "--no-browser"]
    done = subprocess.run(command, env=os.environ | home, capture_output=True, text=True)
    assert done.stdout.split()[:2] == ["-m", "jupyterlab"]
    assert done.stdout.split()[-1] == "--no-browser"
    own = tmp_path / "Presseschau" / "01-text.ipynb"
    assert own.read_text() == "as handed out"
    own.write_text("my answers")
    (own.parent / "papier" / "blatt.css").unlink()
    subprocess.run(command, env=os.environ | home, capture_output=True, check=True)
    assert own.read_text() == "my answers"
    assert (own.parent / "papier" / "blatt.css").exists()


@pytest.mark.soak  # asks the registry
@each_system
@each_python
def test_each_pin_has_a_wheel_for_each_system(system, python):
    pins = stick.pins(system, python)
    names = {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", pins, re.MULTILINE)}
    assert needed(["presseschau[teach]"], machine(system, python)) <= names


@pytest.mark.soak  # fetches 250 MB
def test_the_stick_installs_without_a_network(tmp_path):
    stick.fill(tmp_path, [LINUX], [HERE])
    environment = os.environ | {"HOME": str(tmp_path), "PIP_NO_INDEX": ""}
    environment.pop("PYTHONPATH", None)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def offline(*command):
        """Gives what is printed and the processor's time: the clock would count other work, too."""
        start = sum(os.times()[2:4])
        # a network of its own, in which the machine reaches only itself
        apart = ["unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
        done = subprocess.run(
            [*apart, *map(str, command)], env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout, sum(os.times()[2:4]) - start

    _, seconds = offline("sh", tmp_path / "klasse" / "start.sh", "--version")
    assert seconds < 300
    place = tmp_path / ".local" / "presseschau-lektionen"
    notebook = nbformat.read(tmp_path / "Presseschau" / "01-text.ipynb", 4)
    code = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    notebook.cells = notebook.cells[: code[2]]
    nbformat.write(notebook, tmp_path / "beginning.ipynb")
    execute = [place / "bin" / "jupyter-execute", tmp_path / "beginning.ipynb"]
    offline(*execute)  # the first start also compiles what the lessons import
    _, seconds = offline(*execute)
    assert seconds < 15
    assert sum(path.lstat().st_size for path in place.rglob("*")) < 900e6

    late = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell('check("1.1", wort)')])
    nbformat.write(late, tmp_path / "late.ipynb")
    offline(
        place / "bin" / "jupyter-execute", "--allow-errors", "--inplace", tmp_path / "late.ipynb"
    )
    assert "Das bedeutet der Fehler" in (tmp_path / "late.ipynb").read_text(encoding="utf-8")

    asked = "import jupyterlab_server.translation_utils as t; print(t.get_language_packs())"
    packs, _ = offline(place / "bin" / "python", "-c", asked)
    settings = json.loads((place / "share/jupyter/lab/settings/overrides.json").read_text())
    assert settings["@jupyterlab/translation-extension:plugin"]["locale"] in packs
