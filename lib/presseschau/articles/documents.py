"""Documents: plain text, Word and RTF, each with one article or a press database's many."""

import re

from presseschau.articles.databases import split_export
from presseschau.articles.encodings import decode
from presseschau.articles.fields import field_of
from presseschau.articles.records import (
    MAX_DOCUMENT,
    MAX_WHOLE,
    Open,
    Record,
    Records,
    Refusal,
    read_whole,
)

_HEAD_LINE = re.compile(r"(?P<name>[A-Za-zÄÖÜäöüß_ -]{3,24}):\s+(?P<value>\S.{0,300})")


def read_txt(open_file: Open) -> Records:
    """Reads a plain text: one article, or a press database's export of many."""
    yield from _document(*decode(read_whole(open_file, MAX_WHOLE)))


def read_docx(open_file: Open) -> Records:
    """Reads a Word document: one article, or a press database's export of many."""
    from presseschau.articles.wordfiles import docx_text

    yield from _document(docx_text(open_file), "docx")


def read_rtf(open_file: Open) -> Records:
    """Reads a Rich Text document: one article, or a press database's export of many."""
    from presseschau.articles.wordfiles import rtf_text

    yield from _document(rtf_text(open_file), "rtf")


def _document(text: str, encoding: str) -> Records:
    """The articles of a text; a single one may have lines such as ``Titel: ...`` at its head."""
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
