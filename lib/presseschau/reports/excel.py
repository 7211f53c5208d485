"""The workbook of a report, made in a process of its own: threads of one take turns in Python."""

import subprocess
import sys
from pathlib import Path

from presseschau.core.analysis import Analysis


def write_workbook(tables: Path, target: Path) -> None:
    """Writes the workbook of saved tables.

    Raises:
        OSError: The disk is full or fails.
        RuntimeError: The workbook cannot be made.
    """
    command = [sys.executable, "-P", "-m", __name__, str(tables)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RuntimeError(said[-1] if said else "The workbook could not be made.")
    target.write_bytes(done.stdout)


if __name__ == "__main__":
    sys.stdout.buffer.write(Analysis.load(sys.argv[1]).workbook())
