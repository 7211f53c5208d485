"""The plan of the house: few rooms, imports that fall one way, no circle, no wing into another."""

import ast
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

LIB = Path(__file__).parents[1] / "lib"
HOUSE = LIB / "presseschau"
#: From the ground up: a room imports from those before it.
CORE = ["core", "articles", "annotate", "link", "pipeline", "measures", "views", "reports"]
WINGS = ["jobs", "lab", "lessons", "study"]
FACE = ["__init__", "cli"]


def modules(folder: Path) -> dict[str, Path]:
    """Gives every module by its dotted name."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules(HOUSE)


def imported(module: str, path: Path) -> set[str]:
    """Gives the modules of the house that one imports anywhere in its code."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {nearest(name) for name in names if name.split(".")[0] == "presseschau"} - {module}


def nearest(name: str) -> str:
    """Gives the module in which a dotted name lives."""
    while name not in MODULES:
        name = name.rpartition(".")[0]
    return name


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports, but for the face: it names its rooms as text."""
    return {name: imported(name, path) for name, path in MODULES.items() if name != "presseschau"}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def test_the_house_has_few_rooms_and_all_are_on_the_plan():
    entries = {path.stem for path in HOUSE.iterdir() if path.name != "__pycache__"}
    assert len(entries) <= 16
    assert entries == {*CORE, *WINGS, *FACE}


@pytest.mark.parametrize("name", [*CORE, *WINGS])
def test_a_room_says_what_lives_there(name):
    said = ast.get_docstring(ast.parse((HOUSE / name / "__init__.py").read_text(encoding="utf-8")))
    assert said
    assert said.endswith(".")


def test_imports_fall_one_way():
    floors = {name: floor for floor, name in enumerate(["__init__", *CORE])}
    floors |= dict.fromkeys(WINGS, len(floors)) | {"cli": len(floors) + 1}
    up = [
        f"{module} imports {other}"
        for module, others in imports().items()
        for other in others
        if room(other) != room(module) and floors[room(other)] > floors[room(module)]
    ]
    assert up == []


def test_no_wing_imports_another():
    between = [
        f"{module} imports {other}"
        for module, others in imports().items()
        for other in others
        if room(module) in WINGS and room(other) in WINGS and room(other) != room(module)
    ]
    assert between == []


def test_no_circle():
    left = dict(imports())
    while free := [module for module, others in left.items() if not others & left.keys()]:
        for module in free:
            del left[module]
    assert sorted(left) == [], "these import each other, or what does"


def test_nothing_in_the_package_needs_the_workshop():
    asked = {
        module
        for module, path in MODULES.items()
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("import workshop", "from workshop"))
    }
    assert asked <= {"presseschau.cli"}


def test_no_two_modules_share_a_name():
    counts = Counter(path.name for path in MODULES.values() if path.name != "__init__.py")
    assert [name for name, count in counts.items() if count > 1] == []
