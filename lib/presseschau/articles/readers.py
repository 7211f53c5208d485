"""One reader per file format, in a registry by suffix: from a file to records of named fields."""

from collections.abc import Callable
from importlib import import_module

from presseschau.articles.records import Open, Records, Refusal

#: Module and name of each format's reader: its libraries are imported when such a file is met.
READERS = {
    ".txt": ("documents", "read_txt"),
    ".docx": ("documents", "read_docx"),
    ".rtf": ("documents", "read_rtf"),
    ".html": ("webpages", "read_html"),
    ".htm": ("webpages", "read_html"),
    ".xhtml": ("webpages", "read_html"),
    ".json": ("jsonfiles", "read_json"),
    ".jsonl": ("linefiles", "read_jsonl"),
    ".ndjson": ("linefiles", "read_jsonl"),
    ".csv": ("linefiles", "read_csv"),
    ".tsv": ("linefiles", "read_csv"),
    ".xlsx": ("excelfiles", "read_xlsx"),
    ".parquet": ("parquetfiles", "read_parquet"),
}

#: What to do with files of other formats.
ADVICE = {
    ".pdf": "Save its text as .txt.",
    ".doc": "Save it as .docx or plain text (.txt).",
    ".odt": "Save it as .docx or plain text (.txt).",
    ".xls": "Save it as .xlsx or .csv.",
    ".ods": "Save it as .xlsx or .csv.",
    ".gz": "Unpack it first.",
    ".tar": "Unpack it first.",
    ".7z": "Unpack it first.",
}


def read_file(suffix: str, open_file: Open) -> Records:
    """Reads a file by the reader of its suffix.

    Raises:
        Refusal: The suffix is not known, or the file cannot be read.
    """
    if suffix.lower() not in READERS:
        advice = ADVICE.get(suffix.lower(), "Leave it out or save it in one of these.")
        detail = f"Only {', '.join(READERS)} and .zip are read. {advice}"
        raise Refusal("unsupported format", detail)
    yield from _reader(*READERS[suffix.lower()])(open_file)


def _reader(room: str, name: str) -> Callable[[Open], Records]:
    return getattr(import_module(f"presseschau.articles.{room}"), name)
