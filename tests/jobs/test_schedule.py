import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from presseschau.cli import app
from presseschau.jobs.schedule import cron_line, systemd_units

JOBS = '[job.tag]\nsources = ["in"]\nsince = 2999-01-01\n'


@pytest.fixture
def jobs(tmp_path) -> Path:
    """A jobs.toml with nothing due, in a folder whose name is a trap for shells."""
    folder = tmp_path / "100 % Presse $HOME"
    (folder / "in").mkdir(parents=True)
    (folder / "jobs.toml").write_text(JOBS, encoding="utf-8")
    return folder / "jobs.toml"


def called(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_cron_line_runs_the_jobs(jobs):
    line = cron_line(jobs, "06:30")
    minute, hour, *rest, command = line.rstrip("\n").split(" ", 5)
    assert (minute, hour, rest) == ("30", "6", ["*", "*", "*"])
    assert "%" not in command.replace(r"\%", "")
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace(r"\%", "%")], env={}, timeout=120, check=False
    )
    log = jobs.with_suffix(".log").read_text(encoding="utf-8")
    assert done.returncode == 0, log
    assert "tag nothing due" in log


def test_the_timer_catches_up(jobs):
    units = systemd_units(jobs)
    assert "Persistent=true" in units["presseschau.timer"]
    assert "OnCalendar=*-*-* 07:00:00" in units["presseschau.timer"]
    assert "100 %% Presse $$HOME" in units["presseschau.service"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_takes_the_units(jobs, tmp_path):
    for name, unit in systemd_units(jobs).items():
        (tmp_path / name).write_text(unit, encoding="utf-8")
    paths = [str(tmp_path / name) for name in systemd_units(jobs)]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert str(tmp_path / "presseschau.") not in done.stderr, done.stderr


def test_the_command_prints_one_or_the_other(jobs):
    assert called("schedule", jobs, "--cron").output.endswith(".log' 2>&1\n")
    assert "[Timer]" in called("schedule", jobs, "--systemd", "--at", "06:00").output
    assert called("schedule", jobs).exit_code == 2
    assert called("schedule", jobs, "--cron", "--at", "7 Uhr").exit_code == 2


def test_run_and_clean_say_what_is_wrong(jobs, tmp_path):
    jobs.write_text(JOBS.replace("since", "sinse"), encoding="utf-8")
    done = called("run", jobs)
    assert done.exit_code == 2
    assert "jobs.toml:3: There is no setting 'sinse'. Did you mean 'since'?" in done.output
    assert called("clean", tmp_path / "fehlt", "--keep", 3).exit_code == 2
    assert called("clean", tmp_path).exit_code == 2


def test_a_run_with_nothing_due_is_quiet(jobs):
    done = called("run", jobs, "--json")
    assert done.exit_code == 0
    assert '"status": "nothing due"' in done.output
