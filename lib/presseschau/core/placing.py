"""Placing: a finished file or folder appears in its place whole, even where the power fails."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from presseschau.core.calls import WrongCall

#: A disk that does not take so many bytes takes no report and no tables either.
_PROBE = 4 << 20
#: Files that are waited for together: a disk settles several at the price of one.
_AT_ONCE = 8


def place(part: Path, target: Path) -> None:
    """Moves a finished file or folder, once all of it is on the disk, to its place there.

    A file system may note a move before it writes what is moved: after a power failure the
    name would stand for empty files. A file in its place is replaced, a folder only an empty one.

    Raises:
        OSError: The disk is full or fails; ``target`` is as it was.
    """
    _settle_all(part)
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
def replacing(folder: str | Path, carry: bool = True) -> Iterator[Path]:
    """An empty folder that takes the place of ``folder`` once all in it is written.

    Where the work in it fails, ``folder`` stays as it was. At any time the old one or the new one
    is there, and what a killed run left is cleared away. Files of other names stay if they are to
    ``carry`` over.

    Raises:
        WrongCall: Another run is writing the folder.
        OSError: Nothing can be written there; this is found before the work begins.
    """
    from filelock import FileLock, Timeout  # who only reads needs none

    folder = Path(os.path.abspath(folder))
    part, old, latch = (
        folder.with_name(f".{folder.name}.{end}") for end in ("part", "old", "lock")
    )
    made = [place for place in folder.parents if not place.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(latch)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise WrongCall(f"Another run is writing '{folder}'; wait until it ends.") from None
    try:
        if old.exists() and not folder.exists():
            os.replace(old, folder)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        (part / "probe").write_bytes(bytes(_PROBE))
        (part / "probe").unlink()
        yield part
        if not folder.exists():
            place(part, folder)
            return
        if carry:
            shutil.copytree(folder, part, True, copy_function=_link, dirs_exist_ok=True)
        _settle_all(part)
        if not _exchange(part, folder):
            os.replace(folder, old)
            try:
                place(part, folder)
            except OSError:
                os.replace(old, folder)
                raise
    finally:
        for left in (part, old):
            shutil.rmtree(left, ignore_errors=True)
        with suppress(OSError):  # Windows removes no file that is open, but does so by itself
            latch.unlink(missing_ok=True)
        lock.release()
        for place_made in made:
            with suppress(OSError):  # what is not empty stays
                place_made.rmdir()


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Keeps all others who would hold a file from it, to be read and written anew meanwhile."""
    from filelock import FileLock  # who only reads needs none

    with FileLock(file.with_name(f".{file.name}.lock"), timeout=30):
        yield


def _link(source: str, target: str) -> None:
    """Carries a file over; one that was written anew stays."""
    if not os.path.lexists(target):
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)


def _exchange(one: Path, other: Path) -> bool:
    """Lets two folders change their names in one step; false where the system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return libc.renamex_np(*names, 2) == 0  # RENAME_SWAP
        here = -100  # AT_FDCWD
        return libc.renameat2(here, names[0], here, names[1], 2) == 0  # RENAME_EXCHANGE
    except (AttributeError, OSError, TypeError):  # no such call here
        return False


def check_place(folder: str | Path) -> Path:
    """The whole path of a folder that may be put in its place at once.

    Raises:
        WrongCall: Whoever calls stands in it: they would be left in one that is gone; or its name
            is no UTF-8, which tables cannot be written to.
    """
    if not str(folder).isprintable():
        raise WrongCall(f"The name {str(folder)!r} holds odd characters; give another --out.")
    folder, here = Path(os.path.abspath(folder)), Path.cwd()
    if folder == here or folder in here.parents:
        raise WrongCall(f"You are in '{folder}' itself; give a folder of its own with --out.")
    return folder


def _settle_all(part: Path) -> None:
    """Waits until a file, or a folder with all in it, is on the disk."""
    if part.is_dir():
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for folder, _, files in os.walk(part, topdown=False):
                list(pool.map(_settle, (os.path.join(folder, name) for name in files)))
                _settle(folder)
    else:
        _settle(part)


def _settle(path: str | Path) -> None:
    """Waits until a file, or a folder's list of names, is on the disk."""
    if os.name != "posix":  # Windows opens no folders, and settles what it moves by itself
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
