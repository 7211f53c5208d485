"""Hostile fields in what is shown: the page has no element or attribute but those it should."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from xml.etree.ElementTree import Element

import html5lib
import pandas as pd
from small_analysis import small_analysis

from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.lab.workbench.search_tables import searchable
from presseschau.reports.article_pages import evidence_pages
from presseschau.reports.safety import clean_html
from presseschau.reports.text_marks import Mark, mark_up

#: Elements that run, load, or change what the others mean.
FORBIDDEN = {
    *("script", "style", "iframe", "frame", "object", "embed", "form", "input", "button", "base"),
    *("link", "meta", "svg", "math", "template", "noscript", "video", "audio", "source", "applet"),
}
_FIELDS = ("title", "text", "outlet", "author", "url", "language")
#: Columns of other tables that a text, a register or a correction fills.
_CELLS = (
    *(("actors", "name"), ("quotes", "speaker"), ("quotes", "cue"), ("quotes", "type")),
    *(("quotes", "text"), ("mentions", "kind"), ("mentions", "text"), ("tone", "voice")),
)


def show_article(data: bytes) -> None:
    """Shows an article and a table of it, with one field from each stretch between bytes 255."""
    parts = [part.decode("utf-8", "replace") for part in data.split(b"\xff")]
    parts += [parts[-1]] * (len(_FIELDS) + len(_CELLS) - len(parts))
    tables = dict(small_analysis().keep(["a1"]).tables())
    fields = dict(zip(_FIELDS, parts, strict=False))
    tables["articles"] = conform([{"article_id": "a1", **fields}], "articles")
    for (table, column), value in zip(_CELLS, parts[len(_FIELDS) :], strict=False):
        tables[table] = tables[table].assign(**{column: value})
    [(_, page)] = evidence_pages(Analysis(**tables), "de")
    check_inert(page, {"style": 1, "meta": 6})
    check_inert(_table(*parts[:5]), _own_elements())


def mark_text(data: bytes) -> None:
    """Marks parts of a text, three bytes each, and gets the text back."""
    head, _, body = data.partition(b"\xff")
    text = body.decode("utf-8", "replace").replace("\r", "\n")
    found = [
        Mark(a, b, ("q", "m PER", "s")[c % 3], f"x{n}" if c & 4 else "", text[:5] if c & 8 else "")
        for n, (a, b, c) in enumerate(zip(head[::3], head[1::3], head[2::3], strict=False))
    ]
    html = mark_up(text, 0, len(text), found)
    tree = _parsed(f"<div>{html}</div>")
    assert {element.tag for element in tree.iter()} <= {
        "html",
        "head",
        "body",
        "div",
        "span",
        "abbr",
    }
    assert len("".join(tree.itertext())) == len(text)
    anchors = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(anchors) == len(set(anchors))


def clean_output(data: bytes) -> None:
    """Cleans an output's HTML; it is inert."""
    cleaned = clean_html(data.decode("utf-8", "replace"))
    check_inert(f"<div>{cleaned}</div>", {})


def check_inert(html: str, most: Mapping[str, int]) -> None:
    """Sees to it that a page runs and loads nothing but the elements that it may have."""
    elements = [element for element in _parsed(html).iter() if isinstance(element.tag, str)]
    for tag in FORBIDDEN:
        assert sum(element.tag == tag for element in elements) <= most.get(tag, 0), tag
    for element in elements:
        for name, value in element.attrib.items():
            address = re.sub(r"[\0- ]", "", value).casefold()
            assert not name.casefold().startswith("on"), name
            assert name not in ("srcdoc", "action", "formaction"), name
            if name in ("href", "src"):
                scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
                assert not scheme or scheme[0] in ("http:", "https:", "mailto:", "data:"), value
                assert name == "href" or address.startswith("data:image/"), value
            assert name != "style" or "url(" not in address, value


def _table(text: str, name: str, cell: str, place: str, title: str) -> str:
    frame = pd.DataFrame({"text": [text], name: [cell], "evidence": [(place,)]})
    return searchable(frame, "de", titles={place: title})


@cache
def _own_elements() -> Counter:
    """Counts the elements that a table brings along."""
    return Counter(element.tag for element in _parsed(_table("a", "b", "c", "d#e", "f")).iter())


def _parsed(html: str) -> Element:
    return html5lib.parse(html, namespaceHTMLElements=False)
