"""What goes wrong in the night: drives that are missing, full disks, killed runs."""

import datetime as dt
import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from small_jobs import MONDAY, article, finished, keys, make, run
from typer.testing import CliRunner

from presseschau.cli import app
from presseschau.jobs import building
from presseschau.jobs.due import Choice
from presseschau.jobs.traces import Busy, locked
from presseschau.reports.folder import check_out

TWO = '[job.tag]\nsources = ["in"]\n\n[job.nacht]\nsources = ["share"]\n'
DAY = "--date=2024-11-20"


@pytest.fixture
def called(house, monkeypatch):
    """Calls ``presseschau run`` on jobs of a day of 2024, whatever the clock says."""
    monkeypatch.setattr(building, "report", make)
    article(house, 20, year=2024)

    def call(jobs: str, *options: str):
        (house / "jobs.toml").write_text(jobs, encoding="utf-8")
        return CliRunner().invoke(app, ["run", str(house / "jobs.toml"), DAY, *options])

    return call


def test_a_source_that_is_missing_keeps_no_other_job_from_being_built(called, house):
    done = called(TWO)
    assert done.exit_code == 1
    assert finished(house) == ["2024-11-20"]
    (line,) = (line for line in done.output.splitlines() if " nacht " in line)
    assert "nacht failed: " in line
    assert f"'{house / 'share'}'" in line
    (house / "share").mkdir()
    assert called(TWO).exit_code == 0


def test_a_share_that_is_not_mounted_is_no_day_without_articles(house):
    run(house)
    (house / "in").rename(house / "away")
    (house / "in").mkdir()
    later = MONDAY + dt.timedelta(days=1)
    (event,) = run(house, later)
    assert event.status == "failed"
    assert "All 5 files of" in event.detail
    assert "is a drive missing?" in event.detail
    assert keys(run(house, later, choice=Choice(force=True))) == ["2026-11-23"]
    assert not keys(run(house, later), "failed")  # now it is known to be empty
    (house / "in").rmdir()
    (house / "away").rename(house / "in")
    assert not keys(run(house, later), "failed")


def test_late_articles_are_told_by_the_command_and_not_by_its_plan(called, house):
    assert called(TWO.partition("\n\n")[0]).exit_code == 0
    article(house, 20, "Deich", year=2024)
    assert "late" not in called(TWO.partition("\n\n")[0], "--dry-run").output
    assert "1 article came after the report" in called(TWO.partition("\n\n")[0]).output


def test_a_dry_run_says_what_is_due_and_leaves_no_trace(called, house):
    done = called(TWO.partition("\n\n")[0], "--dry-run", "--json")
    assert json.loads(done.stdout)["status"] == "due"
    assert not (house / "reports").exists()
    assert "There is no source 'share'" in called(TWO, "--dry-run").output


@pytest.mark.parametrize(
    "told",
    [
        '{"presseschau": 1, "period": "2024-11-20"}',
        '{"presseschau": 1, "period": "2024-11-20", "period_first": 7, "period_end": "x"}',
        '{"presseschau": 1, "per',
    ],
)
def test_a_damaged_report_is_built_again(called, house, told):
    broken = house / "reports" / "tag" / "2024-11-20" / "run.json"
    broken.parent.mkdir(parents=True)
    broken.write_text(told, encoding="utf-8")
    done = called(TWO.partition("\n\n")[0].replace("\n", "\nkeep = {days = 9999}\n", 1))
    assert done.exit_code == 0
    assert json.loads(broken.read_text(encoding="utf-8"))["period_end"]


def test_a_folder_in_the_way_is_named_and_keeps_no_other_job_from_being_built(
    called, house, monkeypatch
):
    def careful(sources, out, *rest, **how):
        return make(sources, check_out(out, sources), *rest, **how)

    monkeypatch.setattr(building, "report", careful)
    foreign = house / "reports" / "nacht" / "2024-11-20"
    foreign.mkdir(parents=True)
    (foreign / "brief.txt").write_text("Liebe Frauke", encoding="utf-8")
    done = called(TWO.replace("share", "in"))
    assert done.exit_code == 1
    assert f"The folder '{foreign}' holds something else than a report" in done.output
    assert "or delete it" in done.output
    assert finished(house) == ["2024-11-20"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_in_one_sentence_and_made_good(house, number):
    def full(*_, **__):
        raise OSError(number, os.strerror(number))

    (event,) = run(house, make=full)
    assert event.line().endswith(
        "failed: The disk is full; make room, and the next run makes good what is missing."
    )
    assert not (house / "reports" / "tag" / "2026-11-22").exists()
    assert keys(run(house)) == ["2026-11-22"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_log_on_a_full_disk_keeps_no_job_from_being_run(house):
    (house / "share").mkdir()
    (house / "jobs.toml").write_text(TWO.replace("\n\n", "\nsince = 2999-01-01\n\n"), "utf-8")
    command = [sys.executable, "-m", "presseschau.cli", "run", "jobs.toml", "--job=tag"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=house, stdout=full, stderr=subprocess.PIPE, check=False)
    assert b"Traceback" not in done.stderr
    assert (house / "reports" / ".work" / "tag" / "inputs.json").is_file()


def test_a_folder_that_cannot_be_written_is_one_sentence(called, house):
    (house / "reports").write_text("a file", encoding="utf-8")
    done = called(TWO.partition("\n\n")[0])
    assert done.exit_code == 1
    assert done.output == f"File exists: '{house / 'reports'}'.\n"


def test_a_second_run_is_kept_out_and_a_dead_one_is_not(house):
    program = (
        "import datetime as dt, pathlib, time\nfrom presseschau.jobs.traces import locked\n"
        f"with locked(pathlib.Path({str(house / 'reports')!r}), dt.datetime.now(dt.UTC)):\n"
        "    print('in', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "in\n"
        with pytest.raises(Busy, match=f"process {other.pid}, since"):
            run(house)
        other.kill()
    assert keys(run(house)) == ["2026-11-22"]


def test_a_lock_from_before_a_restart_is_nobodys(tmp_path):
    (tmp_path / ".work").mkdir()
    (tmp_path / ".lock").write_text(str(os.getpid()), encoding="utf-8")
    told = {"process": os.getpid(), "since": "2020-01-01T07:00:00+01:00"}  # its number is ours now
    (tmp_path / ".work" / "running.json").write_text(json.dumps(told), encoding="utf-8")
    with locked(tmp_path, MONDAY):
        assert "2026-11-23" in (tmp_path / ".work" / "running.json").read_text(encoding="utf-8")
    assert not (tmp_path / ".work" / "running.json").exists()


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_the_kernel_of_a_killed_run_ends_and_keeps_no_lock(tmp_path):
    cells = [
        "import os, pathlib, time",
        f"_ = pathlib.Path({str(tmp_path / 'part')!r}).write_text(str(os.getpid()))",
        f"os.replace({str(tmp_path / 'part')!r}, {str(tmp_path / 'kernel')!r})\ntime.sleep(300)",
    ]
    kernel = {"name": "python3", "language": "python", "display_name": "P"}
    notebook = new_notebook(cells=[*map(new_code_cell, cells)], metadata={"kernelspec": kernel})
    nbformat.write(notebook, tmp_path / "langsam.ipynb")
    program = (
        "import datetime as dt, pathlib\nfrom presseschau.jobs.traces import locked\n"
        "from presseschau.reports.execution import run_notebooks\n"
        f"here = pathlib.Path({str(tmp_path)!r})\n(here / 'out').mkdir()\n"
        "with locked(here, dt.datetime.now(dt.UTC)):\n"
        "    run_notebooks({'langsam': here / 'langsam.ipynb'}, {'langsam': {}}, here / 'out', "
        "here / 'failed')\n"
    )
    until = time.monotonic() + 60
    with subprocess.Popen([sys.executable, "-c", program]) as run_of_jobs:
        while not (tmp_path / "kernel").exists() and time.monotonic() < until:
            time.sleep(0.05)
        process = int((tmp_path / "kernel").read_text())
        run_of_jobs.send_signal(signal.SIGKILL)
    with locked(tmp_path, MONDAY):
        pass
    while not gone(process) and time.monotonic() < until:
        time.sleep(0.1)
    assert gone(process)
