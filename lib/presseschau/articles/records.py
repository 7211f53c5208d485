"""Records: what the reader of each format gives, or a refusal; and how much it takes."""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import BinaryIO, NamedTuple

REASONS = (
    *(
        "binary file",
        "broken file",
        "broken JSON",
        "doubtful date",
        "unreadable date",
        "empty file",
        "encrypted",
    ),
    *("made by Presseschau", "nested archive", "no text", "no text column", "outside the folder"),
    *("too large", "unreadable", "unsupported format"),
)

#: Limits in bytes: one document, one file that must be read whole, all of a table, one row of it.
MAX_DOCUMENT = 8 << 20
MAX_WHOLE = 64 << 20
MAX_TABLE = 4 << 30
MAX_ROW = 16 << 20
#: Limits of one zip archive: what lies above them is an attack or an accident.
MAX_MEMBERS = 100_000
MAX_UNPACKED = 4 << 30
MAX_RATIO = 200
#: Below this size, in bytes, any ratio of compression is harmless.
SMALL = 1 << 20
#: Sheets of a workbook; each entry in its list is read, even if all are the same.
MAX_SHEETS = 1000
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_CHUNK = 1 << 20

#: Module and name of each format's reader: its libraries are imported when such a file is met.
READERS = {
    ".txt": ("documents", "read_txt"),
    ".docx": ("documents", "read_docx"),
    ".rtf": ("documents", "read_rtf"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), ("webpages", "read_html")),
    ".json": ("datafiles", "read_json"),
    **dict.fromkeys((".jsonl", ".ndjson"), ("datafiles", "read_jsonl")),
    **dict.fromkeys((".csv", ".tsv"), ("datafiles", "read_csv")),
    ".xlsx": ("tablefiles", "read_xlsx"),
    ".parquet": ("tablefiles", "read_parquet"),
}

#: What to do with files of other formats.
ADVICE = {
    ".pdf": "Save its text as .txt.",
    **dict.fromkeys((".doc", ".odt"), "Save it as .docx or plain text (.txt)."),
    **dict.fromkeys((".xls", ".ods"), "Save it as .xlsx or .csv."),
    **dict.fromkeys((".gz", ".tar", ".7z"), "Unpack it first."),
}


#: Documents that are often saved under the name of another.
_DOCUMENTS = (".txt", ".rtf", ".docx", ".html", ".htm", ".xhtml")


class Refusal(Exception):  # noqa: N818 - it is handed on as a result, too
    """An input, or one row of it, that is left out.

    Args:
        reason: One of ``REASONS``.
        detail: A sentence for the user: what was found and what to do.
        row: The row of a table, counted from 1; 0 for a whole file.
    """

    def __init__(self, reason: str, detail: str, row: int = 0):
        assert reason in REASONS, reason
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.row = row


class Record(NamedTuple):
    """One article as its file gives it: its row (0 if alone in its file), fields and encoding."""

    row: int
    fields: dict[str, object]
    encoding: str


#: Opens a file anew, at its start, for reading bytes.
Open = Callable[[], BinaryIO]
Records = Iterator[Record | Refusal]


@contextmanager
def parsing(advice: str) -> Iterator[None]:
    """Lets whatever a parser of foreign files may raise be a ``Refusal`` with this advice."""
    try:
        yield
    except Refusal:
        raise
    except Exception:
        raise Refusal("broken file", advice) from None


def read_whole(open_file: Open) -> bytes:
    """Reads a file of at most ``MAX_WHOLE`` bytes; a larger or empty one is refused."""
    with open_file() as stream:
        data = stream.read(_CHUNK)
        if len(data) == _CHUNK:  # room for the most is made only where it may be needed
            data += stream.read(MAX_WHOLE + 1 - _CHUNK)
    if len(data) > MAX_WHOLE:
        raise Refusal("too large", f"The file is larger than {MAX_WHOLE >> 20} MB; split it.")
    if not data.strip():
        raise Refusal("empty file", "The file holds no text; save the article again.")
    return data


def read_file(suffix: str, open_file: Open) -> Records:
    """Reads a file by the reader of its suffix; refuses one that is unknown or unreadable."""
    if suffix.lower() not in READERS:
        advice = ADVICE.get(suffix.lower(), "Leave it out or save it in one of these.")
        detail = f"Only {', '.join(READERS)} and .zip are read. {advice}"
        raise Refusal("unsupported format", detail)
    room, name = READERS[_held_format(suffix.lower(), open_file)]
    yield from getattr(import_module(f"presseschau.articles.{room}"), name)(open_file)


def _held_format(suffix: str, open_file: Open) -> str:
    """The suffix of what a document holds, whatever it is called; a PDF is refused."""
    if suffix not in _DOCUMENTS:
        return suffix
    with open_file() as stream:
        head = stream.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"%pdf-"):
        raise Refusal("unsupported format", f"This is a PDF under another name. {ADVICE['.pdf']}")
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    return ".html" if re.match(rb"(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html)\b", head) else suffix


def check_archive(archive: zipfile.ZipFile, limit: int = MAX_UNPACKED) -> None:
    """Raises a ``Refusal`` if an archive would unpack to more than anybody's articles do."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS:
        detail = f"The archive holds {len(members)} files, more than {MAX_MEMBERS}; split it."
        raise Refusal("too large", detail)
    if packed > archive.start_dir:  # where the list of files begins, behind all of them
        raise Refusal("broken file", "Files in the archive overlap; pack it again.")
    if unpacked > limit or unpacked > max(SMALL, packed * MAX_RATIO):
        detail = f"The archive would unpack to {unpacked >> 20} MB; unpack it and give the folder."
        raise Refusal("too large", detail)


def check_package(file: BinaryIO, unpacked: int, tags: int) -> None:
    """Raises a ``Refusal`` if a package of XML (Word, Excel) would take more than articles do.

    Its parts together are given so many bytes, unpacked, and opening and closing tags.
    """
    found = sheets = 0
    with zipfile.ZipFile(file) as archive:
        check_archive(archive, unpacked)
        for part in archive.infolist():
            with archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    found += chunk.count(b"<")
                    sheets += len(_SHEET.findall(chunk.replace(b"\0", b"")))
            if found > tags or sheets > MAX_SHEETS:
                raise Refusal("too large", "The file has too many parts; save it as .csv or .txt.")
