"""A long analysis, killed on the way and started again: what it took, and whether it is whole."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil


class Ordeal(NamedTuple):
    """What a run took, all its starts together; ``peak`` in bytes, of all its processes at once."""

    seconds: float
    processor: float
    peak: int
    kills: int
    digest: str


def analyze_through_kills(
    source: Path,
    out: Path,
    cache: Path,
    annotator: str,
    workers: int,
    kills: Sequence[float] = (),
) -> Ordeal:
    """Runs ``presseschau analyze``, kills it after some seconds each time, lets the last one end.

    ``kills`` says after how many seconds each start but the last is killed: the parent alone, with
    SIGKILL; its workers must end by themselves.

    Raises:
        RuntimeError: The last start failed, or workers outlived their parent.
    """
    command = [sys.executable, "-m", "presseschau.cli", "analyze", str(source), "--out", str(out)]
    command += ["--annotator", annotator, "--workers", str(workers)]
    environment = os.environ | {"PRESSESCHAU_CACHE": str(cache)}
    began, peak, processor = time.monotonic(), 0, 0.0
    for patience in (*kills, float("inf")):
        started = time.monotonic()
        seen: dict[psutil.Process, float] = {}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as run:
            while run.poll() is None:
                memory, spent = _family(run.pid)
                peak, seen = max(peak, memory), seen | spent
                if time.monotonic() - started > patience:
                    run.kill()
                    break
                time.sleep(0.5)
        processor += sum(seen.values())
        _wait_for([process for process in seen if process.pid != run.pid])
        if patience == float("inf") and run.returncode not in (0, 3):
            raise RuntimeError(f"presseschau analyze ended with {run.returncode}.")
    files = sorted(out.glob("*.parquet"))
    told = "".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    return Ordeal(time.monotonic() - began, processor, peak, len(kills), digest)


def _family(parent: int) -> tuple[int, dict[psutil.Process, float]]:
    """The resident bytes and the processor seconds of a process and its descendants."""
    memory, spent = 0, {}
    with suppress(psutil.Error):
        parents = psutil.Process(parent)
        for process in (parents, *parents.children(recursive=True)):
            with suppress(psutil.Error):  # it has just ended
                memory += process.memory_info().rss
                times = process.cpu_times()
                spent[process] = times.user + times.system
    return memory, spent


def _wait_for(processes: Iterable[psutil.Process]) -> None:
    ends = time.monotonic() + 30
    while alive := sorted(process.pid for process in processes if _runs(process)):
        if time.monotonic() > ends:
            raise RuntimeError(f"Processes outlived their parent: {alive}.")
        time.sleep(0.2)


def _runs(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False
