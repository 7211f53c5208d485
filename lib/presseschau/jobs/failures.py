"""Failures: what went wrong, in one sentence that says what to do."""

import errno
from contextlib import suppress
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def sentence(error: Exception) -> str:
    """Says an error in one sentence; one that is nobody's but the program's says so."""
    said = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, OSError) and error.errno in _FULL:
        return "The disk is full; make room, and the next run makes good what is missing."
    if isinstance(error, OSError) and error.strerror:
        place = f": '{error.filename}'" if error.filename else ""
        return f"{error.strerror}{place}."
    if isinstance(error, OSError | ValueError) or type(error).__name__ == "CellFailed":
        return said
    return f"This is a fault of Presseschau ({type(error).__name__}: {said}); report it."


def keep_reason(folder: Path, error: Exception) -> None:
    """Writes reason.txt beside the reports, where the disk takes it; the log has it anyway."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "reason.txt").write_text(sentence(error) + "\n", encoding="utf-8")
