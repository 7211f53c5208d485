"""Web pages: an article without navigation and advertising, or Factiva's many in one page."""

import logging
import re
from collections.abc import Iterator
from functools import cache

import trafilatura
from lxml import etree, html
from trafilatura.settings import Extractor

from presseschau.articles.boilerplate import is_locked
from presseschau.articles.encodings import decode
from presseschau.articles.page_kinds import MIN_WORDS, no_article, with_entry_heads
from presseschau.articles.records import MAX_DOCUMENT, Open, Record, Records, Refusal, read_whole

#: Marks a page as Factiva's; the letters before "Article" are the text's language.
FACTIVA = re.compile(r"""class=["']?article [a-z]{2}Article\b""")

#: Factiva's two-letter codes of the fields that are ours; HD and TD may repeat.
_CODES = {"HD": "title", "SN": "outlet", "PD": "published", "ET": "time", "BY": "author"}
_TEXT_CODES = ("LP", "TD")
_WORDS = re.compile(r"[\d.,]+ (?:Wörter|words|mots)", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:Dokument|Document) \w{8,}")


def read_html(open_file: Open) -> Records:
    """Reads a web page's article without navigation and advertising, or Factiva's many."""
    page, encoding = decode(read_whole(open_file))
    exported = list(split_factiva(page)) if FACTIVA.search(page) else []
    if exported:
        yield from (Record(row, fields, encoding) for row, fields in enumerate(exported, 1))
        return
    if len(page) > MAX_DOCUMENT:
        detail = f"A page is not larger than {MAX_DOCUMENT >> 20} MB; save its text as .txt."
        raise Refusal("too large", detail)
    _quiet()
    source = with_entry_heads(page)
    try:
        document = trafilatura.bare_extraction(source, options=_options(precision=True))
        if document is None or len((document.text or "").split()) < MIN_WORDS:
            document = trafilatura.bare_extraction(source, options=_options()) or document
    except Exception:  # whatever a parser of foreign pages may raise
        document = None
    if document is None or not document.text:
        raise Refusal("no text", "No article was found in the page; save its text as .txt.")
    locked = is_locked(page)
    if not locked and (what := no_article(document.title or "", document.text)):
        raise Refusal("no text", f"No article was found in the page: {what}.")
    fields = {
        "text": document.text,
        "title": document.title,
        "published": document.date,
        "outlet": document.sitename,
        "author": document.author,
        "url": document.url,
        "locked": locked,
    }
    yield Record(0, {name: value for name, value in fields.items() if value}, encoding)


@cache  # or trafilatura takes them from its configuration for every page
def _options(precision: bool = False) -> Extractor:
    return Extractor(
        output_format="python",
        precision=precision,
        comments=False,
        tables=False,
        with_metadata=True,
        date_params={
            "extensive_search": False,
            "original_date": True,
            "outputformat": "%Y-%m-%d %H:%M",
        },
    )


@cache
def _quiet() -> None:
    """Keeps to itself what is logged about odd pages: the rejects say it in our words."""
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def split_factiva(page: str) -> Iterator[dict[str, str]]:
    """The articles of an exported page, one after the other, each as a dictionary of fields.

    Yields:
        ``text``, and where they are found ``title``, ``outlet``, ``published`` and ``author``.
    """
    data = page.encode("utf-8", "replace")  # of a text, lxml takes no declared encoding
    try:
        tree = html.fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # nothing but comments
        return
    for article in tree.xpath("//div[contains(concat(' ', @class), ' article ')]"):
        rows = article.xpath(".//tr[td[1]//b]")
        yield _from_table(rows) if rows else _from_blocks(article)


def _from_table(rows: list) -> dict[str, str]:
    """Reads the form with indexing: a code in the first cell, its value in the second."""
    fields: dict[str, str] = {}
    text: list[str] = []
    for row in rows:
        cells = row.xpath("./td")
        code = _line(cells[0])
        if code in _TEXT_CODES and len(cells) > 1:
            text += _paragraphs(cells[1])
        elif code in _CODES and len(cells) > 1:
            fields.setdefault(_CODES[code], _line(cells[1]))
    if time := fields.pop("time", ""):
        fields["published"] = f"{fields.get('published', '')} {time}"
    return {**fields, "text": "\n\n".join(text)}


def _from_blocks(article: html.HtmlElement) -> dict[str, str]:
    """Reads the form for reading: headline, author, length, date, outlet, each in its own block."""
    title = " ".join(_line(part) for part in article.xpath(".//*[contains(@class, 'Headline')]"))
    lines = [_line(part) for part in article.xpath("./div")]
    lines = [line for line in lines if line and line != title]
    counted = next((n for n, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    fields = {"title": title}
    if counted is not None:
        after = lines[counted + 1 :]
        timed = re.fullmatch(r"\d{1,2}:\d{2}", "".join(after[1:2]))
        names = ("published", "time", "outlet") if timed else ("published", "outlet")
        fields |= dict(zip(names, after, strict=False))
        fields["author"] = lines[counted - 1] if counted else ""
    if time := fields.pop("time", ""):
        fields["published"] += f" {time}"
    text = [line for line in _paragraphs(article) if not _DOCUMENT.fullmatch(line)]
    return {name: value for name, value in fields.items() if value} | {"text": "\n\n".join(text)}


def _paragraphs(part: html.HtmlElement) -> list[str]:
    found = part.xpath(".//p")
    return list(filter(None, map(_line, found))) if found else [_line(part)]


def _line(part: html.HtmlElement) -> str:
    return " ".join(part.text_content().split())
