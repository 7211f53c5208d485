"""The text of documents of word processors: docx and rtf, paragraph by paragraph."""

import io
import re
import zipfile

import docx
from docx.table import Table
from striprtf.striprtf import rtf_to_text

from presseschau.articles.records import MAX_WHOLE, Open, Refusal, read_whole
from presseschau.articles.sources import check_archive

#: The parts of a docx file are held in memory when unpacked.
MAX_PARTS = 256 << 20


def docx_text(open_file: Open) -> str:
    """Gives a Word document's paragraphs and table rows as lines, cells with tabs between.

    Raises:
        Refusal: The file is no Word document.
    """
    data = io.BytesIO(read_whole(open_file, MAX_WHOLE))
    try:
        with zipfile.ZipFile(data) as archive:
            check_archive(archive.infolist(), MAX_PARTS)
        document = docx.Document(data)
    except Refusal:
        raise
    except Exception:  # whatever a parser of foreign files may raise
        detail = "The Word file cannot be opened; save it again as .docx or .txt."
        raise Refusal("broken file", detail) from None
    lines: list[str] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            lines.append(part.text)
    return "\n".join(lines)


def rtf_text(open_file: Open) -> str:
    """Gives the text of a Rich Text Format document.

    Raises:
        Refusal: The file is no RTF.
    """
    data = read_whole(open_file, MAX_WHOLE)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Refusal("broken file", "This is no RTF; save the file again as .rtf or .txt.")
    try:
        text = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")
    except Exception:  # whatever a parser of foreign files may raise
        detail = "The RTF cannot be read; save it again as .docx or .txt."
        raise Refusal("broken file", detail) from None
    return re.sub(r"\n{3,}", "\n\n", text)
