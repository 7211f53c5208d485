"""Traces: what a run leaves for others: what happened, a lock, small facts, why it failed."""

import datetime as dt
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from filelock import FileLock, Timeout

from presseschau.core.calls import sentence


def read_facts(path: Path) -> dict[str, Any]:
    """What a JSON file tells; nothing where it is missing, broken or no object."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


class Event(NamedTuple):
    """What happened to one report, or to one series where nothing was to do."""

    time: str
    series: str
    period: str
    #: "built", "failed", "late", "removed", "due" or "nothing due"; "delivered", "undelivered" or
    #: "not mailed"
    status: str
    detail: str = ""
    articles: int = 0
    rejects: int = 0
    seconds: float = 0.0

    def line(self) -> str:
        """The event as one line of the log."""
        head = " ".join(filter(None, [self.time, self.series, self.period, self.status]))
        return f"{head}: {self.detail}" if self.detail else head


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


def keep_reason(folder: Path, error: Exception) -> None:
    """Writes reason.txt beside the reports, where the disk takes it; the log has it anyway."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "reason.txt").write_text(sentence(error) + "\n", encoding="utf-8")


def log(now: dt.datetime, say: Callable[[Event], None]) -> tuple[list[Event], Callable[..., None]]:
    """The events of a run that begins ``now``, and what tells one more, each with its time."""
    events: list[Event] = []
    begun = time.monotonic()

    def told(*what: Any, **figures: Any) -> None:
        when = now + dt.timedelta(seconds=time.monotonic() - begun)
        events.append(Event(when.isoformat(timespec="seconds"), *what, **figures))
        say(events[-1])

    return events, told
