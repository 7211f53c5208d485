"""The files that name dependencies hold together, and nothing names a host or this machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SMALL_LOCK = (ROOT / "environment.lock").read_text(encoding="utf-8")
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")


def locked(lock: str = LOCK) -> dict[str, set[str]]:
    """Gives the versions of each locked package (several where platforms differ)."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", lock, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), set()).add(version)
    return versions


EXTRAS = PROJECT["optional-dependencies"]
OTHERS = [line for extra, lines in EXTRAS.items() if extra != "workshop" for line in lines]
REQUIRED = PROJECT["dependencies"] + [
    line for line in OTHERS if Requirement(line).name != "presseschau"
]


def said(*words: str) -> str:
    """Gives the commands that make would run."""
    command = ["make", "-n", "-o", ".venv/ready", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_lab_opens_at_start_and_shows_the_menus_of_nbgrader_to_teachers_alone():
    assert "jupyter lab notebooks/start.ipynb" in said("lab")
    assert (ROOT / "notebooks/start.ipynb").is_file()
    assert 'disable "@jupyter/nbgrader"' in said("lab")
    assert 'enable "@jupyter/nbgrader"' in said("lab", "TEACH=yes")


def test_an_own_folder_has_a_report_of_its_own():
    assert "data/actors.csv" in said("report")
    own = said("report", "SOURCE=my own", "OPTIONS=--language en")
    assert '--source "my own" --actors "" ' in own
    assert "--language en" in own
    assert "--out" not in own
    assert '--out "x"' in said("report", "OUT=x")


@pytest.mark.parametrize("line", REQUIRED)
def test_every_dependency_is_locked_within_its_range(line):
    requirement = Requirement(line)
    versions = locked()[canonicalize_name(requirement.name)]
    assert all(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("lock", [LOCK, SMALL_LOCK])
def test_every_locked_package_has_a_hash_and_no_host(lock):
    blocks = re.split(r"\n(?=\S)", lock.strip())
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in lock


def test_the_smaller_lock_is_the_same_without_what_only_tests_need():
    whole, small = locked(), locked(SMALL_LOCK)
    assert small.items() < whole.items()
    needed = {canonicalize_name(Requirement(line).name) for line in REQUIRED}
    tests = {canonicalize_name(Requirement(line).name) for line in EXTRAS["test"]}
    assert needed - tests <= small.keys()
    assert not tests & small.keys()


def test_environment_reads_the_lock_on_the_same_python():
    minor = re.search(r"python=(\d+\.\d+)$", ENVIRONMENT, re.MULTILINE)[1]
    assert f">={minor}" in PROJECT["requires-python"]
    assert "--requirement environment.lock" in ENVIRONMENT


def test_training_packages_stay_out_of_the_lock():
    names = {Requirement(line).name for line in EXTRAS["workshop"]}
    assert not names & set(locked())


def test_versions_agree():
    import presseschau

    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = PROJECT["version"]
    assert presseschau.__version__ == version
    assert f"version: {version}" in citation
    assert f"## {version}" in changelog


def test_no_committed_file_names_a_registry_or_a_machine_path():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    own = {"tests/test_project.py"}
    pattern = re.compile(
        r"pypi\.org/(?:simple)|index[-]url|find[-]links|file:[/]{3}|(?<![\w.])/(?:root|work)/"
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if name in own or path.suffix not in {".py", ".md", ".toml", ".yml", ".lock", ".ipynb", ""}:
            continue
        assert not pattern.search(path.read_text(encoding="utf-8")), name
