"""Web pages: an article without navigation and advertising, or Factiva's many in one page."""

import logging

import trafilatura

from presseschau.articles.boilerplate import LOCKED
from presseschau.articles.encodings import decode
from presseschau.articles.factiva import FACTIVA, split_factiva
from presseschau.articles.records import (
    MAX_DOCUMENT,
    MAX_WHOLE,
    Open,
    Record,
    Records,
    Refusal,
    read_whole,
)


def read_html(open_file: Open) -> Records:
    """Reads a web page's article without navigation and advertising, or Factiva's many."""
    page, encoding = decode(read_whole(open_file, MAX_WHOLE))
    exported = list(split_factiva(page)) if FACTIVA.search(page) else []
    if exported:
        yield from (Record(row, fields, encoding) for row, fields in enumerate(exported, 1))
        return
    if len(page) > MAX_DOCUMENT:
        detail = f"A page is not larger than {MAX_DOCUMENT >> 20} MB; save its text as .txt."
        raise Refusal("too large", detail)
    # What trafilatura logs about odd pages is said in the rejects, in our words.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    options = {
        "include_comments": False,
        "include_tables": False,
        "with_metadata": True,
        "date_extraction_params": {
            "extensive_search": False,
            "original_date": True,
            "outputformat": "%Y-%m-%d %H:%M",
        },
    }
    try:
        document = trafilatura.bare_extraction(page, favor_precision=True, **options)
        if document is None or not document.text:
            document = trafilatura.bare_extraction(page, **options)
    except Exception:  # whatever a parser of foreign pages may raise
        document = None
    if document is None or not document.text:
        raise Refusal("no text", "No article was found in the page; save its text as .txt.")
    fields = {
        "text": document.text,
        "title": document.title,
        "published": document.date,
        "outlet": document.sitename,
        "author": document.author,
        "url": document.url,
        "locked": LOCKED.search(page) is not None,
    }
    yield Record(0, {name: value for name, value in fields.items() if value}, encoding)
