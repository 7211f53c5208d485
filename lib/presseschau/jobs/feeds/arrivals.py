"""Arrivals: pages as they came, one folder a feed and day, each with a note of its feed beside it.

A page's name is made of its address and its content, so that it is saved once, however often it
comes. The files are all that says what has been fetched; what waits is told in ``.feed.json``.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presseschau.articles.beside import NOTE, PAGE, page_path
from presseschau.core.placing import write_whole
from presseschau.jobs.periods import GERMANY

STATE, FEED = ".feed.json", ".feed.xml"
_ADDRESS = 12


def key_of(link: str) -> str:
    """The part of a page's name that stands for its address."""
    return _digest(link.encode())


def saved_pages(folder: Path) -> dict[str, Path]:
    """The newest version of each page of a feed, by :func:`key_of`."""
    found = {}
    for day in _days(folder):
        names = sorted(name for name in os.listdir(day) if name.endswith(PAGE))
        found |= {name[:_ADDRESS]: day / name for name in names}
    return found


def save_page(
    folder: Path,
    link: str,
    page: bytes,
    note: Mapping[str, str],
    old: Path | None,
    now: dt.datetime,
) -> Path:
    """Saves a page of a feed, as it came, and before it its note; hands back where it is.

    ``old``, its newest version so far, stays the newest if the page is the same. The file's time
    is when the run began.
    """
    content = _digest(page)
    if old and old.stem.endswith(content):
        return old
    path = folder / page_path(key_of(link), content, now.astimezone(GERMANY))
    told = json.dumps(dict(note), ensure_ascii=False, indent=1)
    write_whole(note_of(path), told, now.timestamp())
    write_whole(path, page, now.timestamp())
    return path


def note_of(page: Path) -> Path:
    """The path of the note beside a page."""
    return page.with_name(page.name + NOTE)


def write_state(folder: Path, state: Mapping[str, Any], now: dt.datetime) -> None:
    """Writes what the next run is to know of a feed."""
    told = json.dumps(state, ensure_ascii=False, indent=1)
    write_whole(folder / STATE, told, now.timestamp())


def tidy(folder: Path, now: dt.datetime, keep_days: int | None = None) -> None:
    """Clears away what a killed run left, and the pages of days that have had their time.

    Unfinished files go, and notes whose page never came.
    """
    if keep_days:
        first = f"{now.astimezone(GERMANY) - dt.timedelta(days=keep_days):%Y-%m-%d}"
        for day in _days(folder):
            if day.name < first:
                shutil.rmtree(day, ignore_errors=True)
    newest = _days(folder)[-1:]  # the only one in which a killed run can have been at work
    for part in (*folder.glob(".*.part"), *(p for day in newest for p in day.glob(".*.part"))):
        part.unlink(missing_ok=True)
    for note in (p for day in newest for p in day.glob(f"*{PAGE}{NOTE}")):
        if not note.with_suffix("").exists():
            note.unlink(missing_ok=True)


def _days(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*-[0-9]*-[0-9]*"))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_ADDRESS]
