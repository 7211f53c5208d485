import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def simulated(folder: Path, *options: str) -> dict:
    command = [sys.executable, "simulated_year.py", str(folder / "year"), *options]
    here, there = str(Path(__file__).parents[1]), filter(None, [os.environ.get("PYTHONPATH")])
    done = subprocess.run(
        command,
        cwd=Path(__file__).parent,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([here, *there])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr  # a full disk is told in the log, by a sentence
    print(done.stdout)
    return json.loads(done.stdout)


@pytest.mark.slow
def test_killed_runs_and_full_disks_lose_nothing_when_an_hour_comes_twice(tmp_path):
    options = ("--first=2026-10-24", "--days=3", "--kills=1", "--full=1", "--outage=0")
    told = simulated(tmp_path, *options)
    assert (told["reports"], told["articles"]) == (3, 2 + 5 + 0)


@pytest.mark.soak
def test_a_year_of_kills_and_full_disks_loses_nothing(tmp_path):
    told = simulated(tmp_path)
    assert (told["reports"], told["kills"], told["full"], told["off"]) == (365, 40, 10, 14)


@pytest.mark.soak
def test_kernels_of_killed_runs_leave_nothing_behind_for_a_month(tmp_path):
    told = simulated(tmp_path, "--kernels", "--days=30", "--kills=10", "--full=3", "--outage=3")
    assert (told["reports"], told["kills"], told["full"]) == (30, 10, 3)
