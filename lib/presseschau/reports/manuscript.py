"""The manuscript: a report's findings and quotes as a Word file, to be edited and passed on."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from presseschau.reports.draft import Draft
from presseschau.reports.office import LOCALES, fitted, office_bytes
from presseschau.reports.rendering import texts
from presseschau.views.charts.pictures import png
from presseschau.views.wording import fill, word

#: The frame of a chart.
_WIDTH, _HEIGHT = Cm(13), Cm(8)
_INK = RGBColor(0x1D, 0x1C, 0x1A)


def manuscript(draft: Draft) -> bytes:
    """The Word file of a draft; its looks are styles, each of which is changed at one place."""
    t, language = texts(draft.language)["draft"], draft.language
    document = docx.Document()
    _set_styles(document, language)
    document.add_heading(draft.title, 0)
    document.add_paragraph(draft.dateline, "Subtitle")
    document.add_heading(word("findings.title", language), 1)
    if not draft.findings:
        document.add_paragraph(draft.nothing)
    for n, row in enumerate(draft.findings, 1):
        _add_finding(document, row, fill(t["figure"], language, n=n, title=row["caption"]))
    if draft.quotes:
        document.add_heading(t["quotes"], 1)
        document.add_paragraph(t["quotes_how"])
    for speaker, quotes in draft.quotes.items():
        document.add_heading(speaker, 2)
        for quote in quotes:
            _add_quote(document, *quote)
    document.add_heading(t["method"], 1)
    for text in draft.method:
        document.add_paragraph(text)
    return office_bytes(document, draft.title, language)


def _set_styles(document: Document, language: str) -> None:
    page, styles = document.sections[0], document.styles
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "Quote"):
        styles[name].font.color.rgb = _INK
    for name, size, space in (("Heading 1", 18, 24), ("Heading 2", 13, 18)):
        styles[name].font.size = Pt(size)
        styles[name].paragraph_format.space_before = Pt(space)
    basis, chart, source = (
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in ("Basis", "Chart", "Source")
    )
    basis.base_style = chart.base_style = source.base_style = styles["Normal"]
    source.font.size = Pt(9)
    for style in (basis, chart, styles["Quote"]):
        style.paragraph_format.keep_with_next = True
    for style in (source, styles["Quote"]):
        style.paragraph_format.left_indent = Cm(0.8)
    for spoken in styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), LOCALES[language])


def _add_finding(document: Document, row: Mapping[str, Any], caption: str) -> None:
    chart = row["chart"]
    document.add_heading(row["sentence"], 2)
    document.add_paragraph(row["figure"], "Basis")
    size = fitted(chart.figure.get_size_inches(), _WIDTH, _HEIGHT)
    place = document.add_paragraph(style="Chart").add_run()
    picture = place.add_picture(BytesIO(png(chart)), *(Emu(side) for side in size))
    picture._inline.docPr.set("descr", f"{row['caption']}. {chart.alt}")
    document.add_paragraph(caption, "Caption")
    for proof in row["proofs"]:
        _add_quote(document, *proof)


def _add_quote(document: Document, text: str, source: str) -> None:
    document.add_paragraph(text, "Quote")
    document.add_paragraph(source, "Source")
