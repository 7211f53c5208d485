"""Where articles come from: files, folders, globs and zip archives, walked without leaving them."""

import contextlib
import functools
import glob
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from presseschau.articles.archives import check_member, member_name, open_member, opened_archive
from presseschau.articles.beside import NOTE, PAGE
from presseschau.articles.records import Refusal, check_archive
from presseschau.core.calls import WrongCall
from presseschau.core.outputs import is_report, written

#: A folder with these two is a saved corpus; what else is in it tells of the articles.
CORPUS_FILES = ("articles.parquet", "CARD.md")
#: The marked texts that come with the library, of which only the first are articles.
_MARKED_TEXTS = ("own.jsonl", "wikinews.jsonl", "passages.jsonl")
#: As ``CORPUS_FILES``, of a saved analysis.
_ANALYSIS_FILES = ("articles.parquet", "annotator.txt")

#: Signs that command a terminal, break a line or turn it around.
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_HIDDEN = ("__MACOSX", "Thumbs.db", "desktop.ini")
_NOTE = PAGE + NOTE


class Found(NamedTuple):
    """A file that may hold articles: its path as users see it, its size, and how to open it."""

    path: str
    size: int
    open: Callable[[], BinaryIO]
    modified: float  # Unix seconds; of a file in an archive: the archive's
    note: Callable[[], BinaryIO] | None = None  # what lies beside a page, see ``beside``


class _Root(NamedTuple):
    """A file or folder of a source, what its path is relative to, and where its links may lead."""

    path: Path
    base: Path
    boundary: Path


def find_files(sources: tuple[str | os.PathLike, ...]) -> Iterator[Found | tuple[str, Refusal]]:
    """Finds the files of all sources, each once, in the order of their paths.

    Paths are relative to the source, or, with several sources, to the folder they share, so that
    ``find_files(("press/a", "press/b"))`` names its files as ``find_files(("press",))`` does.

    Yields:
        Files, and paths with the reason why they were not looked into. Hidden files are left out.

    Raises:
        FileNotFoundError: A source does not exist, or a glob matches nothing.
        WrongCall: A source is the folder of texts to train and measure on.
    """
    roots = list(dict.fromkeys(root for source in sources for root in _roots(os.fspath(source))))
    if not roots:
        return
    alone = len(roots) == 1 and roots[0].path == roots[0].boundary and roots[0].path.is_dir()
    bases = {str(roots[0].path)} if alone else {str(root.base) for root in roots}
    shared = Path(os.path.commonpath(bases))
    files = {file: root.boundary for root in roots for file in _walk(root)}
    seen: set[str] = set()
    folder = functools.cache(os.path.realpath)
    for file in sorted(files, key=lambda file: file.parts):
        if file.name.endswith(_NOTE) and file.with_suffix("") in files:
            continue
        link = os.path.islink(file)
        real = os.path.realpath(file) if link else os.path.join(folder(file.parent), file.name)
        if real in seen:
            continue
        seen.add(real)
        path = _shown(file.relative_to(shared).as_posix())
        if link and not _inside(real, files[file]):
            detail = "This link leads out of the folder; copy the file itself into it."
            yield path, Refusal("outside the folder", detail)
            continue
        try:
            yield from _opened(file, path)
        except Refusal as refusal:
            yield path, refusal


def _roots(source: str) -> Iterator[_Root]:
    source = os.path.expanduser(source)
    path = Path(os.path.abspath(source))
    if source and os.path.exists(path):  # "" is a setting that was forgotten, not this folder
        if all((path / name).is_file() for name in _MARKED_TEXTS):
            told = f"open the articles in its file {_MARKED_TEXTS[0]}"
            raise WrongCall(f"{source!r} holds texts to train and measure on, no articles; {told}.")
        yield _Root(path, path.parent, path)
        return
    fixed = glob.escape(source).partition("[")[0]
    base = Path(os.path.abspath(os.path.dirname(fixed)))
    matches = []
    if glob.has_magic(source):
        # Unlike glob.glob, a path's own glob follows no linked folders, which may go in circles.
        with contextlib.suppress(ValueError, OSError):
            matches = sorted(base.glob(source[len(os.path.dirname(fixed)) :].lstrip("/")))
    if not matches:
        wanted = "matches no file" if glob.has_magic(source) else "does not exist"
        raise FileNotFoundError(f"The source {source!r} {wanted}; check the path.")
    for match in matches:
        path = Path(os.path.abspath(match))
        if not _hidden(path.relative_to(base).parts):
            yield _Root(path, base, base)


def _walk(root: _Root) -> Iterator[Path]:
    if not root.path.is_dir() or not _inside(os.path.realpath(root.path), root.boundary):
        yield root.path
        return
    waiting = [root.path]  # os.walk calls itself and so has a greatest depth
    if root.path == root.boundary and is_report(root.path):  # which somebody named, not met
        waiting = [root.path / "tables"]
    named = tuple(waiting) if root.path == root.boundary else ()
    while waiting:
        here = waiting.pop()
        if here not in named and written(here):
            yield here
            continue
        try:
            with os.scandir(here) as found:
                entries = [entry for entry in found if not _hidden((entry.name,))]
        except OSError:
            yield here
            continue
        names = {entry.name for entry in entries}
        corpus = names.issuperset(CORPUS_FILES) or names.issuperset(_ANALYSIS_FILES)
        for entry in entries:
            path = here / entry.name
            if not os.path.isdir(path):  # which a link in a circle is not
                if not corpus or entry.name == CORPUS_FILES[0]:
                    yield path
            elif not entry.is_symlink():
                waiting.append(path)
            # A linked folder inside the root is met at its own place; others are refused.
            elif not _inside(os.path.realpath(path), root.boundary):
                yield path


def _opened(file: Path, path: str) -> Iterator[Found | tuple[str, Refusal]]:
    try:
        status = file.stat()
    except OSError:
        detail = "It leads nowhere, or its path is too long; copy the file itself into the folder."
        raise Refusal("unreadable", detail) from None
    if made := written(file):
        raise Refusal("made by Presseschau", f"This is {made}; name it alone to read its articles.")
    if stat.S_ISDIR(status.st_mode):
        raise Refusal("unreadable", "You have no permission to open this folder.")
    if not stat.S_ISREG(status.st_mode):
        raise Refusal("unsupported format", "This is a device or pipe, not a file.")
    if not os.access(file, os.R_OK):
        raise Refusal("unreadable", "You have no permission to read this file.")
    if file.suffix.lower() == ".zip":
        yield from _members(file, path)
    else:
        opened = functools.partial(file.open, "rb")
        beside = file.with_name(file.name + NOTE)
        has_note = file.suffix == PAGE and beside.is_file() and not beside.is_symlink()
        note = functools.partial(beside.open, "rb") if has_note else None
        yield Found(path, status.st_size, opened, status.st_mtime, note)


def _members(file: Path, path: str) -> Iterator[Found | tuple[str, Refusal]]:
    """The files in a zip archive; they are read in place and never unpacked to disk."""
    try:
        archive = opened_archive(file)
    except Exception:  # whatever an unpacker of foreign files may raise
        raise Refusal("broken file", "The archive cannot be opened; pack it again.") from None
    check_archive(archive)
    members = [member for member in archive.infolist() if not member.filename.endswith("/")]
    if not members:
        raise Refusal("empty file", "The archive is empty; pack it again.")
    modified = file.stat().st_mtime
    by_name = {member.filename: member for member in members}
    for member in sorted(members, key=lambda member: PurePosixPath(member.filename).parts):
        inner = PurePosixPath(member_name(member).replace("\\", "/"))
        if _hidden(part for part in inner.parts if part != ".."):
            continue
        if member.filename.endswith(_NOTE) and member.filename.removesuffix(NOTE) in by_name:
            continue
        shown = _shown(f"{path}/{inner.as_posix().lstrip('/')}")
        try:
            check_member(member, inner)
        except Refusal as refusal:
            yield shown, refusal
        else:
            opened = functools.partial(open_member, file, member)
            beside = by_name.get(member.filename + NOTE) if inner.suffix == PAGE else None
            note = functools.partial(open_member, file, beside) if beside else None
            yield Found(shown, member.file_size, opened, modified, note)


def _inside(real: str, root: Path) -> bool:
    """Tells whether a real path lies in the folder the user gave; a file given itself may."""
    top = os.path.realpath(root)
    return real == top or real.startswith(os.path.join(top, ""))


def _hidden(parts: object) -> bool:
    return any(part.startswith((".", "~$")) or part in _HIDDEN for part in parts)


def _shown(path: str) -> str:
    """A path that can be stored and printed, whatever bytes the file system allows.

    Letters and their marks are one sign, so that a folder of a Mac is the same outlet's.
    """
    written = os.fsencode(path).decode("utf-8", "replace")
    return _ODD.sub("\ufffd", unicodedata.normalize("NFC", written))
