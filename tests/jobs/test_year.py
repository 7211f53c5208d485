import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def simulated(folder: Path, *options: str) -> dict:
    command = [sys.executable, "simulated_year.py", str(folder / "year"), *options]
    done = subprocess.run(
        command,
        cwd=Path(__file__).parent,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def test_a_week_of_kills_and_full_disks_loses_nothing(tmp_path):
    told = simulated(
        tmp_path, "--first=2026-03-27", "--days=6", "--kills=2", "--full=1", "--outage=1"
    )
    assert told["reports"] == 6


@pytest.mark.soak
def test_a_year_of_kills_and_full_disks_loses_nothing(tmp_path):
    assert simulated(tmp_path)["reports"] == 365
