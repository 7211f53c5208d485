"""One reader per file format, in a registry by suffix: from a file to records of named fields."""

import json
import logging
import re

import trafilatura

from presseschau.articles.boilerplate import LOCKED
from presseschau.articles.databases import split_export
from presseschau.articles.encodings import decode
from presseschau.articles.factiva import FACTIVA, split_factiva
from presseschau.articles.fields import field_of, name_fields
from presseschau.articles.linefiles import read_csv, read_jsonl
from presseschau.articles.records import (
    MAX_DOCUMENT,
    MAX_WHOLE,
    Open,
    Record,
    Records,
    Refusal,
    read_whole,
)
from presseschau.articles.tablefiles import read_parquet, read_xlsx
from presseschau.articles.wordfiles import docx_text, rtf_text

#: Lists and objects in one JSON file; each takes a multiple of its bytes in memory.
MAX_NODES = 2_000_000
#: Commas in it, which part numbers and short words that take as much.
MAX_PARTS = 8_000_000

_HEAD_LINE = re.compile(r"(?P<name>[A-Za-zÄÖÜäöüß_ -]{3,24}):\s+(?P<value>\S.{0,300})")


def read_txt(open_file: Open) -> Records:
    """Reads a plain text: one article, or a press database's export of many."""
    yield from _document(*decode(read_whole(open_file, MAX_WHOLE)))


def read_docx(open_file: Open) -> Records:
    """Reads a Word document: one article, or a press database's export of many."""
    yield from _document(docx_text(open_file), "docx")


def read_rtf(open_file: Open) -> Records:
    """Reads a Rich Text document: one article, or a press database's export of many."""
    yield from _document(rtf_text(open_file), "rtf")


def _document(text: str, encoding: str) -> Records:
    """Gives a text's articles; a single one may have lines such as ``Titel: ...`` at its head."""
    exported = split_export(text)
    if exported is not None:
        yield from (Record(row, fields, encoding) for row, fields in enumerate(exported, 1))
        return
    if len(text) > MAX_DOCUMENT:
        detail = f"An article is not larger than {MAX_DOCUMENT >> 20} MB; split the file."
        raise Refusal("too large", detail)
    fields: dict[str, object] = {}
    lines = text.splitlines()
    while lines:
        match = _HEAD_LINE.fullmatch(lines[0].strip())
        field = field_of(match["name"]) if match else ""
        if not field or field == "text" or field in fields:
            break
        fields[field] = match["value"]
        lines.pop(0)
    yield Record(0, {**fields, "text": "\n".join(lines)}, encoding)


def read_html(open_file: Open) -> Records:
    """Reads a web page's article without navigation and advertising, or Factiva's many."""
    page, encoding = decode(read_whole(open_file, MAX_WHOLE))
    exported = list(split_factiva(page)) if FACTIVA.search(page) else []
    if exported:
        yield from (Record(row, fields, encoding) for row, fields in enumerate(exported, 1))
        return
    if len(page) > MAX_DOCUMENT:
        detail = f"A page is not larger than {MAX_DOCUMENT >> 20} MB; save its text as .txt."
        raise Refusal("too large", detail)
    # What trafilatura logs about odd pages is said in the rejects, in our words.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    options = {
        "include_comments": False,
        "include_tables": False,
        "with_metadata": True,
        "date_extraction_params": {
            "extensive_search": False,
            "original_date": True,
            "outputformat": "%Y-%m-%d %H:%M",
        },
    }
    try:
        document = trafilatura.bare_extraction(page, favor_precision=True, **options)
        if document is None or not document.text:
            document = trafilatura.bare_extraction(page, **options)
    except Exception:  # whatever a parser of foreign pages may raise
        document = None
    if document is None or not document.text:
        raise Refusal("no text", "No article was found in the page; save its text as .txt.")
    fields = {
        "text": document.text,
        "title": document.title,
        "published": document.date,
        "outlet": document.sitename,
        "author": document.author,
        "url": document.url,
        "locked": LOCKED.search(page) is not None,
    }
    yield Record(0, {name: value for name, value in fields.items() if value}, encoding)


def read_json(open_file: Open) -> Records:
    """Reads a JSON file: one article, a list of articles, or an object that holds such a list."""
    data = read_whole(open_file, MAX_WHOLE)
    text, encoding = decode(data)
    if text.count("[") + text.count("{") > MAX_NODES or text.count(",") > MAX_PARTS:
        raise Refusal("too large", "The file has too many parts; save it as JSON Lines (.jsonl).")
    try:
        value = json.loads(text)
    except RecursionError:
        raise Refusal("broken JSON", "The file is nested too deeply to be an article.") from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # JSON Lines under another name
            yield from read_jsonl(open_file)
            return
        detail = f"Line {error.lineno}, column {error.colno}: {error.msg}; save the file again."
        raise Refusal("broken JSON", detail) from None
    except ValueError:
        raise Refusal("broken JSON", "The file holds a number that is too long.") from None
    if isinstance(value, dict):
        fields = name_fields(value)
        if "text" in fields:
            yield Record(0, fields, encoding)
            return
        lists = (part for part in value.values() if isinstance(part, list))
        value = next((part for part in lists if part and isinstance(part[0], dict)), [value])
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        raise Refusal("no text", "The file holds no article; see the README for its form.")
    for row, item in enumerate(value, 1):
        yield Record(row, name_fields(item) if isinstance(item, dict) else {}, encoding)


READERS = {
    ".txt": read_txt,
    ".docx": read_docx,
    ".rtf": read_rtf,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".parquet": read_parquet,
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
    reader = READERS.get(suffix.lower())
    if reader is None:
        advice = ADVICE.get(suffix.lower(), "Leave it out or save it in one of these.")
        detail = f"Only {', '.join(READERS)} and .zip are read. {advice}"
        raise Refusal("unsupported format", detail)
    yield from reader(open_file)
