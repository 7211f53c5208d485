"""Placing: a finished file or folder appears in its place whole, even where the power fails."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

#: Files that are waited for together: a disk settles several at the price of one.
_AT_ONCE = 8


def place(part: Path, target: Path) -> None:
    """Moves a finished file or folder to its place, once all of it is on the disk.

    A file system may note a move before it writes what is moved: after a power failure the
    name would stand for empty files.

    Args:
        part: What is finished, in the folder of ``target`` or on the same disk.
        target: Where it goes; a file there is replaced, a folder only where it is empty.

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


def _settle(path: str | Path) -> None:
    """Waits until a file, or a folder's list of names, is on the disk."""
    if os.name != "posix":  # Windows opens no folders, and settles what it moves by itself
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
