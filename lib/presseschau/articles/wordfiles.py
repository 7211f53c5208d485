"""The text of documents of word processors: docx and rtf, paragraph by paragraph."""

import io
import re

import docx
from docx.oxml.ns import qn
from docx.table import Table
from striprtf.striprtf import font_table_group, rtf_to_text

from presseschau.articles.packages import check_package
from presseschau.articles.records import MAX_WHOLE, Open, Refusal, read_whole

#: The parts of a docx file are held in memory when unpacked.
MAX_PARTS = 256 << 20
#: A paragraph has some twenty.
MAX_TAGS = 2_000_000
_FONT = re.compile(r"\\f(\d{1,5})(?!\d)[^;{}]{0,200}?\\fcharset(\d{1,3})(?!\d)")


def docx_text(open_file: Open) -> str:
    """A Word document's paragraphs and table rows as lines, cells with tabs between.

    Raises:
        Refusal: The file is no Word document, or too large.
    """
    data = io.BytesIO(read_whole(open_file, MAX_WHOLE))
    try:
        check_package(data, MAX_PARTS, MAX_TAGS)
        document = docx.Document(data)
        lines: list[str] = []
        for part in document.iter_inner_content():
            lines += _rows(part) if isinstance(part, Table) else [part.text]
    except Refusal:
        raise
    except Exception:  # whatever a parser of foreign files may raise
        detail = "The Word file cannot be opened; save it again as .docx or .txt."
        raise Refusal("broken file", detail) from None
    return "\n".join(lines)


def _rows(table: Table) -> list[str]:
    """A table's rows as lines: each cell once, however many columns it claims to span."""
    return [
        "\t".join("\n".join(part.text for part in cell.iter(qn("w:p"))) for cell in row.tc_lst)
        for row in table._tbl.tr_lst
    ]


def rtf_text(open_file: Open) -> str:
    """The text of a document in Rich Text Format (RTF).

    Raises:
        Refusal: The file is no RTF, or too large.
    """
    data = read_whole(open_file, MAX_WHOLE)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Refusal("broken file", "This is no RTF; save the file again as .rtf or .txt.")
    try:
        text = rtf_to_text(_tame(data.decode("latin-1")), encoding="cp1252", errors="replace")
    except Exception:  # whatever a parser of foreign files may raise
        detail = "The RTF cannot be read; save it again as .docx or .txt."
        raise Refusal("broken file", detail) from None
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return re.sub(r"\n{3,}", "\n\n", text)


def _tame(source: str) -> str:
    """Writes RTF so that striprtf's expressions for links and fonts read it in linear time.

    The table of fonts is written anew with what is used of it. Line breaks, which mean nothing in
    RTF, keep the addresses of links from being looked for; the links' texts stay.
    """
    if table := font_table_group(source):
        fonts = "".join(f"{{\\f{n}\\fcharset{code} x;}}" for n, code in _FONT.findall(table))
        source = source.replace(table, f"{{\\fonttbl{fonts}}}", 1)
    return source.replace("{\\field", "{\n\\field")
