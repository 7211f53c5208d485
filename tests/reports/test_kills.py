"""Kills: whoever is killed, or runs beside another, leaves the old or the new, whole."""

import json
import random
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from killed_runs import TEXTS, whole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.mark.parametrize(
    ("kills", "pairs"),
    [
        pytest.param(1, 1, marks=pytest.mark.slow),
        pytest.param(100, 30, marks=pytest.mark.soak),
    ],
)
def test_killed_runs_and_two_at_once_leave_old_or_new(tmp_path, kills, pairs):
    script = [sys.executable, str(Path(__file__).with_name("killed_runs.py"))]
    given = [str(tmp_path), str(kills), str(pairs)]  # ten seconds, of which four are imports
    done = subprocess.run([*script, *given], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    print(kills, "kills,", pairs, "pairs:", done.stdout)
    assert all(told["killed"] > kills / 2 for told in json.loads(done.stdout).values())


@pytest.mark.soak
@pytest.mark.parametrize("command", ["report", "analyze"])
def test_a_killed_command_with_all_its_processes_leaves_old_or_new(tmp_path, command):
    """The whole command, with kernels and printing, ten times."""
    out, source = tmp_path / "house" / "out", tmp_path / "articles"
    source.mkdir()
    (source / "a.txt").write_text(TEXTS["new"], encoding="utf-8")
    given = ["--source", str(source)] if command == "report" else [str(source)]
    start = partial(
        subprocess.Popen,
        [sys.executable, "-m", "presseschau.cli", command, *given, "--out", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    started = time.monotonic()
    assert start().wait() == 0
    seconds, made = time.monotonic() - started, whole(out)
    chance = random.Random(7)
    for kill in range(10):
        with start() as process:
            time.sleep(chance.uniform(0.1, 1) * seconds)
            process.kill()
        assert whole(out) == made, f"kill {kill}"
    assert start().wait() == 0
    assert [path.name for path in out.parent.iterdir()] == ["out"]
