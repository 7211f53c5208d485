"""Markup within texts: the HTML and the entities that exports leave in the cells of their data."""

import html
import re
from functools import partial

#: Tags that no author writes by hand: "a < b" and "<Name>" are text.
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|em|strong|b|i|u|h[1-6]|ul|ol|li|blockquote|img|figure|figcaption|section"
    r"|article|table|t[rdh]|tbody|iframe|script|style|hr|q|cite|sup|sub)(?:\s[^<>]*)?/?>"
    r"|<!--.*?-->|<!\[CDATA\[",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,31}\d{0,2});")
_BLOCKS = {
    *("p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr"),
    *("section", "article", "header", "footer", "table", "tr", "pre", "dl", "dt", "dd"),
}
_PARTED = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_NOT_TEXT = ("script", "style", "figure", "figcaption", "iframe", "noscript", "form", "svg")


def plain(text: str) -> str:
    """A text without markup: blocks as lines, entities as the characters that they name.

    Captions and scripts go. A text without tags and entities is given back as it is.
    """
    if _TAG.search(text):
        text = _without_tags(text)
    for _ in range(2):  # "&amp;#8222;" was written by two hands
        if "&" not in text or not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text


def _without_tags(text: str) -> str:
    from lxml import etree  # few texts have tags
    from lxml import html as lxml_html

    text = text.replace("<![CDATA[", "").replace("]]>", "")
    try:
        tree = lxml_html.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError):  # ValueError: characters that XML cannot hold
        return _TAG.sub("\n", text)
    # Where no tag parts the paragraphs, the line breaks do.
    parted = _PARTED.search(text)
    run = partial(re.sub, r"\s+", " ") if parted else str  # a line break is a space there
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            parts.append(run(element.tail or ""))
        elif event == "end":
            parts.append("\n" if element.tag in _BLOCKS else "")
            parts.append(run(element.tail or "") if element is not tree else "")
        else:
            parts.append("\n" if element.tag in _BLOCKS else "")
            if element.tag in _NOT_TEXT:
                element.text = None
                del element[:]
            parts.append(run(element.text or ""))
    lines = "".join(parts)
    return re.sub(r"\n\s*", "\n", lines).strip() if parted else lines
