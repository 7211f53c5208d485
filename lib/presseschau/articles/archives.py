"""Zip archives: their files, read in place and never unpacked to disk."""

import contextlib
import functools
import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from presseschau.articles.records import MAX_RATIO, SMALL, Refusal


def close_archives() -> None:
    """Closes the zip archives that stayed open for their files to be read."""
    opened_archive.cache_clear()


@functools.lru_cache(maxsize=4)
def opened_archive(file: Path) -> zipfile.ZipFile:
    """An archive, which stays open."""
    return zipfile.ZipFile(file)


def open_member(file: Path, member: zipfile.ZipInfo) -> BinaryIO:
    """Opens a file of an archive for reading."""
    return opened_archive(file).open(member)


def member_name(member: zipfile.ZipInfo) -> str:
    """A member's name; one in UTF-8 whose archive does not say so is not read as DOS wrote it."""
    if not member.flag_bits & 0x800:  # the mark of names in UTF-8
        with contextlib.suppress(UnicodeError):
            return member.orig_filename.encode("cp437").decode("utf-8")
    return member.filename


def check_member(member: zipfile.ZipInfo, inner: PurePosixPath) -> None:
    """Raises a ``Refusal`` if a file of an archive, or its place there, is no article's."""
    if not inner.parts or inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]:
        detail = "The archive names a place outside itself; pack it again without '..' or '/'."
        raise Refusal("outside the folder", detail)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refusal("outside the folder", "This is a link; pack the file itself.")
    if inner.suffix.lower() == ".zip":
        raise Refusal("nested archive", "This is an archive in an archive; unpack the outer one.")
    if member.flag_bits & 1:
        raise Refusal("encrypted", "This needs a password; unpack the archive and give the folder.")
    if member.file_size > max(SMALL, member.compress_size * MAX_RATIO):
        detail = f"This would unpack to {member.file_size >> 20} MB; unpack it to read it."
        raise Refusal("too large", detail)
