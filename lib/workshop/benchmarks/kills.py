"""A long analysis, killed on the way and started again: what it took, and whether it is whole."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


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

    Args:
        source: The articles.
        out: The folder for the tables.
        cache: The folder of the cache.
        annotator: The annotator.
        workers: Processes.
        kills: After how many seconds each start but the last is killed, parent alone, with
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
        seen: dict[int, float] = {}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as run:
            while run.poll() is None:
                memory, spent = _family(run.pid)
                peak, seen = max(peak, memory), seen | spent
                if time.monotonic() - started > patience:
                    run.send_signal(signal.SIGKILL)
                    break
                time.sleep(0.5)
        processor += sum(seen.values())
        _wait_for(set(seen) - {run.pid})
        if patience == float("inf") and run.returncode not in (0, 3):
            raise RuntimeError(f"presseschau analyze ended with {run.returncode}.")
    files = sorted(out.glob("*.parquet"))
    told = "".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    return Ordeal(time.monotonic() - began, processor, peak, len(kills), digest)


def _family(parent: int) -> tuple[int, dict[int, float]]:
    """The resident bytes and the processor seconds of a process and its descendants."""
    children: dict[int, list[int]] = {}
    found: dict[int, tuple[int, float]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            pid = int(entry.name)
            children.setdefault(int(fields[1]), []).append(pid)
            ticks = int(fields[11]) + int(fields[12])
            memory = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
            found[pid] = (memory, ticks / os.sysconf("SC_CLK_TCK"))
    family, waiting = [], [parent]
    while waiting:
        pid = waiting.pop()
        family.append(pid)
        waiting += children.get(pid, [])
    own = {pid: found[pid] for pid in family if pid in found}
    return sum(memory for memory, _ in own.values()), {p: spent for p, (_, spent) in own.items()}


def _wait_for(processes: set[int], seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while alive := {pid for pid in processes if _runs(pid)}:
        if time.monotonic() > ends:
            raise RuntimeError(f"Processes outlived their parent: {sorted(alive)}.")
        time.sleep(0.2)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
