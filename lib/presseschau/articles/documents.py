"""Documents: plain text, Word and RTF, each with one article or a press database's many."""

import io
import re

from presseschau.articles.databases import split_export
from presseschau.articles.encodings import decode
from presseschau.articles.fields import field_of
from presseschau.articles.records import (
    MAX_DOCUMENT,
    Open,
    Record,
    Records,
    Refusal,
    check_package,
    parsing,
    read_whole,
)

#: The parts of a docx file are held in memory when unpacked.
MAX_PARTS = 256 << 20
#: A paragraph has some twenty.
MAX_TAGS = 2_000_000
_FONT = re.compile(r"\\f(\d{1,5})(?!\d)[^;{}]{0,200}?\\fcharset(\d{1,3})(?!\d)")
_HEAD_LINE = re.compile(r"(?P<name>[A-Za-zÄÖÜäöüß_ -]{3,24}):\s+(?P<value>\S.{0,300})")


def read_txt(open_file: Open) -> Records:
    """Reads a plain text: one article, or a press database's export of many."""
    yield from _document(*decode(read_whole(open_file)))


def read_docx(open_file: Open) -> Records:
    """Reads a Word document: paragraphs and table rows as lines, cells with tabs between.

    Raises:
        Refusal: The file is no Word document, or too large.
    """
    import docx
    from docx.oxml.ns import qn
    from docx.table import Table

    data = io.BytesIO(read_whole(open_file))
    lines: list[str] = []
    with parsing("The Word file cannot be opened; save it again as .docx or .txt."):
        check_package(data, MAX_PARTS, MAX_TAGS)
        for part in docx.Document(data).iter_inner_content():
            # Each cell of a table once, however many columns it claims to span.
            rows = part._tbl.tr_lst if isinstance(part, Table) else []
            cells = [[cell.iter(qn("w:p")) for cell in row.tc_lst] for row in rows]
            written = ["\t".join("\n".join(p.text for p in cell) for cell in row) for row in cells]
            lines += written if isinstance(part, Table) else [part.text]
    yield from _document("\n".join(lines), "docx")


def read_rtf(open_file: Open) -> Records:
    """Reads a document in Rich Text Format (RTF); what is none, or too large, is refused."""
    from striprtf.striprtf import rtf_to_text

    data = read_whole(open_file)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Refusal("broken file", "This is no RTF; save the file again as .rtf or .txt.")
    with parsing("The RTF cannot be read; save it again as .docx or .txt."):
        text = rtf_to_text(_tame(data.decode("latin-1")), encoding="cp1252", errors="replace")
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    yield from _document(re.sub(r"\n{3,}", "\n\n", text), "rtf")


def _tame(source: str) -> str:
    """Writes RTF so that striprtf's expressions for links and fonts read it in linear time.

    The table of fonts is written anew with what is used of it. Line breaks, which mean nothing in
    RTF, keep the addresses of links from being looked for; the links' texts stay.
    """
    from striprtf.striprtf import font_table_group

    if table := font_table_group(source):
        fonts = "".join(f"{{\\f{n}\\fcharset{code} x;}}" for n, code in _FONT.findall(table))
        source = source.replace(table, f"{{\\fonttbl{fonts}}}", 1)
    return source.replace("{\\field", "{\n\\field")


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
