"""The files that a user copies to start the jobs elsewhere: do they say what exists?"""

import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typer
import yaml

from presseschau.cli import app
from presseschau.core.resources import notebooks_folder

FILES = notebooks_folder() / "schedule"
ROOT = notebooks_folder().parent
COMMANDS = typer.main.get_command(app).commands


def check(command: str) -> None:
    """Makes sure that a line calls presseschau with a command and options that exist."""
    program, name, *words = shlex.split(command.partition("||")[0])
    assert program.endswith(".venv/bin/presseschau")
    options = {opt for param in COMMANDS[name].params for opt in param.opts}
    assert {word for word in words if word.startswith("-")} <= options


def outcome(command: str, folder: Path, code: int) -> int:
    """Runs a line of shell with a presseschau that ends with a code."""
    stub = folder / "presseschau"
    stub.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    stub.chmod(0o755)
    line = re.sub(r"\S*\.venv/bin/presseschau", shlex.quote(str(stub)), command)
    return subprocess.run(["/bin/bash", "-e", "-c", line], check=False).returncode


@pytest.fixture
def steps():
    told = yaml.safe_load((FILES / "github-actions.yml").read_text(encoding="utf-8"))
    (job,) = told["jobs"].values()
    assert told[True]["schedule"][0]["cron"].split()[2:] == ["*", "*", "*"]  # YAML reads "on" so
    return job["steps"]


def test_the_workflow_calls_what_exists(steps, tmp_path):
    make, run = (step["run"] for step in steps if "run" in step)
    target = make.removeprefix("make ")
    assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
    check(run)
    assert [outcome(run, tmp_path, code) for code in (0, 3)] == [0, 0]
    assert [outcome(run, tmp_path, code) for code in (1, 2)] == [1, 1]


def test_the_workflow_keeps_the_reports_from_run_to_run(steps):
    uses = {step["uses"].partition("@")[0]: step for step in steps if "uses" in step}
    restore, save = uses["actions/cache/restore"]["with"], uses["actions/cache/save"]["with"]
    assert (restore["path"], restore["key"]) == (save["path"], save["key"])
    assert save["key"].startswith(restore["restore-keys"])
    assert uses["actions/upload-artifact"]["if"] == "always()"


def test_the_dag_calls_what_exists(monkeypatch, tmp_path):
    tasks, dags = [], []

    class Dag:
        def __init__(self, dag_id, **how):
            dags.append((dag_id, how))

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    modules = {
        "pendulum": {"datetime": lambda *day, tz: (day, tz)},
        "airflow.sdk": {"DAG": Dag},
        "airflow.providers.standard.operators.bash": {
            "BashOperator": lambda **how: tasks.append(how)
        },
    }
    for name in list(modules):  # and the packages that they are in
        parts = name.split(".")
        modules |= {".".join(parts[:n]): {} for n in range(1, len(parts))}
    for name, content in modules.items():
        module = ModuleType(name)
        module.__dict__.update(content)
        monkeypatch.setitem(sys.modules, name, module)
    runpy.run_path(str(FILES / "airflow_dag.py"))
    ((name, how),) = dags
    assert (name, how["catchup"], how["max_active_runs"]) == ("presseschau", False, 1)
    assert how["start_date"][1] == "Europe/Berlin"
    (task,) = tasks
    check(task["bash_command"])
    assert [outcome(task["bash_command"], tmp_path, code) for code in (0, 3, 1)] == [0, 0, 1]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_reads_the_timers_days():
    from presseschau.jobs.schedule import systemd_units

    timer = systemd_units(Path("jobs.toml"), "06:30")["presseschau.timer"]
    spoken = re.search(r"OnCalendar=(.+)", timer)[1]
    done = subprocess.run(
        ["systemd-analyze", "calendar", "--iterations=2", spoken],
        capture_output=True,
        text=True,
        check=True,
    )
    times = re.findall(r"\d{4}-\d\d-\d\d (\d\d:\d\d):00", done.stdout)
    assert times == ["06:30", "06:30"], done.stdout
