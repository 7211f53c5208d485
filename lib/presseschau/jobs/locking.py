"""Locking: one run at a time in a folder of reports."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from presseschau.jobs.facts import read_facts


class Busy(RuntimeError):  # noqa: N818 - named after what it is
    """Another run is at work in the same folder."""


@contextmanager
def locked(out: Path, now: dt.datetime) -> Iterator[None]:
    """Keeps a second run out.

    The lock belongs to the process and not to the file: the system opens it when the process
    ends, however that comes, so that no dead run can lock out a living one, not even one that
    got its number after a restart.

    Raises:
        Busy: Another run is at work.
        OSError: The folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    note = out / ".work" / "running.json"
    lock = FileLock(out / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Busy(
            f"Another run is at work in '{out}'{_who(note)}; this one did nothing."
        ) from None
    try:
        told = {"process": os.getpid(), "since": now.isoformat(timespec="seconds")}
        with suppress(OSError):  # the note only tells who; on a full disk nobody needs it
            note.parent.mkdir(exist_ok=True)
            note.write_text(json.dumps(told), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _who(note: Path) -> str:
    told = read_facts(note)
    known = told.keys() >= {"process", "since"}
    return f" (process {told['process']}, since {told['since']})" if known else ""
