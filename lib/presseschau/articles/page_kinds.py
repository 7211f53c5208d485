"""Kinds of pages: which hold no article, and where a live blog's entries have their heads."""

import re
from collections import Counter

from lxml import etree, html

#: A page with fewer words than this, pictures' captions left out, is no article.
MIN_WORDS = 20
#: An error page says a little more: that it is sorry, and where to look.
_ERROR_WORDS = 100
#: Captions or counters from which on a page with few words for each is a gallery.
_MIN_PICTURES = 4
_PICTURE_WORDS = 30

_ERROR = re.compile(
    r"^\W*(?:(?:http|fehler|error)\W*)*(?:404|403|410|500|502|503)\b"
    r"|\b(?:seite|artikel|inhalt|beitrag|dokument|adresse|page)\b[^.!?]{0,40}"
    r"\b(?:nicht (?:mehr )?(?:gefunden|verfügbar|erreichbar|vorhanden)|existiert nicht|not found)\b"
    r"|^\W*(?:not found|forbidden|access denied|zugriff verweigert)\b",
    re.IGNORECASE,
)
_ADVERTISING = re.compile(r"\W*(?:anzeige|werbung|advertisement|advertorial|sponsored)\W*", re.I)
_PICTURE = re.compile(
    r"\b(?:Bild|Foto) \d+ (?:von|/) ?\d+\b|^\d+ ?/ ?\d+$|\b(?:Foto|Bild|Fotos): |©", re.MULTILINE
)
#: Each match of ``_PICTURE`` holds one of them.
_PICTURE_SIGNS = ("Bild", "Foto", "/", "©")

_LIVE = re.compile(
    r"""LiveBlogPosting|class=["'][^"']*(?:live-?blog|live-?ticker|news-?ticker)
    |<title>[^<]*(?:Live-?[Bb]log|(?:Live|News)-?[Tt]icker|Newsblog)""",
    re.VERBOSE,
)
_HEADS = ("h2", "h3", "h4", "h5", "h6", "time")
_BOXES = ("div", "li", "section", "article", "header")
#: So many alike make entries; of a single one, all is read as of any other page.
_MIN_ENTRIES = 2


def no_article(title: str, text: str) -> str:
    """What a page is, if it holds no article: its kind, as a sentence ends; else empty."""
    words = len(text.split())
    pictures = sum(map(text.count, _PICTURE_SIGNS))  # at most, and counted at once
    if pictures >= _MIN_PICTURES:
        pictures = len(_PICTURE.findall(text))
    if words < _ERROR_WORDS and (_ERROR.search(title) or _ERROR.search(text[:150])):
        return "this is an error page"
    if words < _ERROR_WORDS and _ADVERTISING.fullmatch(title or text.partition("\n")[0]):
        return "this is an advertisement"
    if pictures >= _MIN_PICTURES and words < _PICTURE_WORDS * pictures:
        return "this is a gallery of pictures"
    if words < MIN_WORDS:
        return f"it has {words} words of running text, an article at least {MIN_WORDS}"
    return ""


def with_entry_heads(page: str) -> str | html.HtmlElement:
    """A live blog with the heads and times of its entries as paragraphs; else the page itself.

    Extraction leaves heads out that come again and again, and with them when and of what an
    entry tells.
    """
    if not _LIVE.search(page):
        return page
    try:
        tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, UnicodeError):
        return page
    for entry in _entries(tree):
        for part in list(entry.iter(etree.Element)):
            if _is_head(part):
                part.tag = "p"
            elif part.tag == "header":  # which is left out as a page's
                part.tag = "div"
        # Extraction takes the first of "article" or class "entry" for all of the text.
        entry.tag = "div"
        entry.attrib.clear()
        around = entry.getparent()
        if not any(above.tag in ("article", "main") for above in (around, *around.iterancestors())):
            around.tag = "article"
    return tree


def _entries(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements of which several stand side by side, each with a head and a paragraph."""
    entries = []
    for parent in tree.iter(etree.Element):
        alike = Counter((child.tag, child.get("class")) for child in parent)
        for child in parent:
            if alike[child.tag, child.get("class")] >= _MIN_ENTRIES and not _is_head(child):
                has_text = next(child.iter("p"), None) is not None
                if has_text and any(_is_head(part) for part in child.iter(etree.Element)):
                    entries.append(child)
    return entries


def _is_head(part: html.HtmlElement) -> bool:
    """Tells whether an element is a head or time, or bold or other words outside of paragraphs."""
    within = part.getparent()
    loose = part.tag in ("span", "strong", "b") and within is not None and within.tag in _BOXES
    return part.tag in _HEADS or loose
