"""The time of a report: cold, warm, and with one article in a hundred new."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from presseschau.reports.suite import SUITE


def time_reports(source: Path, rest: Path, folder: Path, annotator: str) -> dict[str, dict]:
    """Makes the same report three times; ``folder`` takes the cache and the reports.

    Returns:
        The steps' seconds, and "all" from the start of the command to its end, for "cold" (nothing
        is known), "new" (what is not in ``rest``, most of the source, is new), and "warm" (all is
        known).
    """
    (folder / "empty").mkdir(parents=True)
    found = {"cold": _report(source, folder, "cold", annotator)}
    _report(rest, folder, "new", annotator)
    found["new"] = _report(source, folder, "new", annotator)
    found["warm"] = _report(source, folder, "new", annotator)
    return found


def _report(source: Path, folder: Path, cache: str, annotator: str) -> dict[str, float]:
    out = folder / "report"
    command = [sys.executable, "-m", "presseschau.cli", "report", "--source", str(source)]
    command += ["--out", str(out), "--force", "-p", f"annotator={annotator}"]
    environment = os.environ | {"PRESSESCHAU_CACHE": str(folder / cache)}
    started = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    whole = time.monotonic() - started
    if done.returncode not in (0, 3):
        raise RuntimeError(f"presseschau report ended with {done.returncode}: {done.stderr}")
    seconds = json.loads((out / "run.json").read_text(encoding="utf-8"))["seconds"]
    beside = (*SUITE, "evidence", "workbook")  # within the time of the notebooks
    steps = {step: spent for step, spent in seconds.items() if step not in beside}
    return steps | {"start, index, placing": whole - sum(steps.values()), "all": whole}
