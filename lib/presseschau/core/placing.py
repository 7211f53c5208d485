"""Placing: a finished file or folder appears in its place whole, even where the power fails."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from presseschau.core.calls import WrongCall

#: Files that are waited for together: a disk settles several at the price of one.
_AT_ONCE = 8


def place(part: Path, target: Path) -> None:
    """Moves a finished file or folder, once all of it is on the disk, to its place there.

    A file system may note a move before it writes what is moved: after a power failure the
    name would stand for empty files. A file in its place is replaced, a folder only an empty one.

    Raises:
        OSError: The disk is full or fails; ``target`` is as it was.
    """
    if part.is_dir():
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for folder, _, files in os.walk(part, topdown=False):
                list(pool.map(_settle, (os.path.join(folder, name) for name in files)))
                _settle(folder)
    else:
        _settle(part)
    os.replace(part, target)
    _settle(target.parent)


def write_whole(target: Path, content: str | bytes, modified: float | None = None) -> Path:
    """Writes a file that is seen whole or not at all, in a folder that is made if there is none.

    Text is written in UTF-8, with the ends of lines as they are; the file is to bear the time
    ``modified`` (seconds since 1970) where one is given.

    Raises:
        OSError: The disk is full or fails; ``target`` is as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())  # Windows settles no file that is only open to be read
        if modified is not None:
            os.utime(part, (modified, modified))
        place(part, target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return target


@contextmanager
def replacing(folder: str | Path) -> Iterator[Path]:
    """An empty folder whose files take their places in ``folder`` once all are written.

    A folder that is not there yet appears whole; in one that is there no file is missing at any
    time, and files of other names stay. Where the work in it fails, ``folder`` stays as it was.
    """
    folder = Path(folder)
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # of a run that was killed
    part.mkdir(parents=True)
    try:
        yield part
        if folder.exists():
            for file in sorted(part.iterdir()):
                place(file, folder / file.name)
        else:
            place(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def check_place(folder: str | Path) -> Path:
    """The whole path of a folder that may be put in its place at once.

    Raises:
        WrongCall: Whoever calls stands in it: they would be left in one that is gone.
    """
    folder, here = Path(os.path.abspath(folder)), Path.cwd()
    if folder == here or folder in here.parents:
        raise WrongCall(f"You are in '{folder}' itself; give a folder of its own with --out.")
    return folder


def _settle(path: str | Path) -> None:
    """Waits until a file, or a folder's list of names, is on the disk."""
    if os.name != "posix":  # Windows opens no folders, and settles what it moves by itself
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
