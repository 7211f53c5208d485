"""Slides: a report's findings as a presentation, one to each."""

import math
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pptx
from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide, SlideLayout
from pptx.util import Cm, Pt

from presseschau.reports.draft import Draft
from presseschau.reports.office import LOCALES, fitted, office_bytes
from presseschau.reports.rendering import texts
from presseschau.views.charts.pictures import png
from presseschau.views.wording import word

#: The layouts of python-pptx's template that are used: for the title, for text, for a finding.
_USED = (0, 1, 4)
#: Left edge, top, width and height of the places on a slide.
_OPENING = ((Cm(1.7), Cm(5), Cm(30.4), Cm(4)), (Cm(1.7), Cm(9.4), Cm(30.4), Cm(3)))
_TITLE = (Cm(1.7), Cm(0.8), Cm(30.4), Cm(3.2))
_TEXT = (Cm(1.7), Cm(4.4), Cm(30.4), Cm(13.4))
_BASIS = (Cm(1.7), Cm(4.1), Cm(30.4), Cm(1.7))
_PROOF = (Cm(1.7), Cm(6), Cm(10.6), Cm(12))
_CHART = (Cm(13), Cm(6), Cm(19.1), Cm(12))
#: So many letters of a finding fit in so many points.
_SIZES = ((110, 26), (180, 22), (math.inf, 18))


def slides(draft: Draft) -> bytes:
    """The presentation of a draft: its title, its findings with their charts, and the method."""
    language, show = draft.language, pptx.Presentation()
    opening, plain, pictured = _layouts(show)
    _add(show, opening, draft.title, draft.dateline)
    for row in draft.findings:
        basis = f"{row['figure']} {row['caption']}."
        proof = "\n".join(line for one in row["proofs"] for line in one)
        slide = _add(show, pictured, row["sentence"], basis, proof)
        _set_sizes(slide)
        _draw(slide, row)
    if not draft.findings:
        _add(show, plain, word("findings.title", language), draft.nothing)
    _add(show, plain, texts(language)["draft"]["method"], "\n".join(draft.method))
    for run in (run for slide in show.slides for run in slide.element.iter(qn("a:r"))):
        run.get_or_add_rPr().set("lang", LOCALES[language])
    return office_bytes(show, draft.title, language)


def _add(show: Presentation, layout: SlideLayout, *said: str) -> Slide:
    """A slide that says something at each place of its layout, a line to each paragraph."""
    slide = show.slides.add_slide(layout)
    for place, text in zip(slide.placeholders, said, strict=True):
        place.text_frame.text = text
    return slide


def _set_sizes(slide: Slide) -> None:
    """Lets a long finding fit above its figures, and tells the sentence from its source."""
    length = len(slide.shapes.title.text)
    for paragraph in slide.shapes.title.text_frame.paragraphs:
        paragraph.font.size = Pt(next(size for most, size in _SIZES if length <= most))
    proofs = slide.placeholders[2].text_frame.paragraphs
    for source in proofs[1::2]:
        source.font.size, source.space_before = Pt(12), Pt(6)
    if len(proofs) > 2:  # two sentences take the room of one
        for text in proofs[::2]:
            text.font.size, text.space_before = Pt(13), Pt(12)
        proofs[0].space_before = Pt(0)


def _draw(slide: Slide, row: Mapping[str, Any]) -> None:
    """Puts the chart of a finding into its frame."""
    left, top, *frame = _CHART
    size = fitted(row["chart"].figure.get_size_inches(), *frame)
    picture = slide.shapes.add_picture(BytesIO(png(row["chart"])), left, top, *size)
    picture.element.nvPicPr.cNvPr.set("descr", f"{row['caption']}. {row['chart'].alt}")


def _layouts(show: Presentation) -> list[SlideLayout]:
    """The template's layouts for a title, for text and for a finding, on wide slides."""
    used = [show.slide_layouts[n] for n in _USED]
    for layout in [layout for layout in show.slide_layouts if layout not in used]:
        show.slide_layouts.remove(layout)
    show.slide_width = Cm(33.867)
    master, (opening, _, pictured) = show.slide_master, used
    for style, size, more in (("p:titleStyle", 26, {"algn": "l"}), ("p:bodyStyle", 16, {})):
        looks = next(master.element.iter(qn(style))).find(qn("a:lvl1pPr"))
        _set_looks(looks, size, **more)
    title, subtitle = list(opening.placeholders)[:2]
    _, basis, proof, *others = pictured.placeholders
    for shape in others[:2]:
        shape.element.getparent().remove(shape.element)
    basis.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    flush = {"marL": "0", "indent": "0", "algn": "l"}
    for shape, size in ((subtitle, 18), (basis, 14), (proof, 16)):
        looks = shape.element.txBody.find(qn("a:lstStyle")).find(qn("a:lvl1pPr"))
        _set_looks(looks, size, **flush)
    shapes = (title, subtitle, *list(master.placeholders)[:2], basis, proof)
    for shape, place in zip(shapes, (*_OPENING, _TITLE, _TEXT, _BASIS, _PROOF), strict=True):
        shape.left, shape.top, shape.width, shape.height = place
    return used


def _set_looks(looks: etree._Element, size: int, **more: str) -> None:
    """Sets the size of a layout's text, and whatever else; an indent of 0 has no bullets."""
    for name, value in more.items():
        looks.set(name, value)
    letters = looks.find(qn("a:defRPr"))
    letters.set("sz", str(100 * size))
    letters.attrib.pop("b", None)
    if "indent" in more and looks.find(qn("a:buNone")) is None:
        letters.addprevious(etree.Element(qn("a:buNone")))
