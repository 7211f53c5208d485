"""Beside a page: the note in which its feed says what the page itself may leave out."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

from presseschau.articles.dates import parse_date
from presseschau.articles.records import Open

#: The note of ``page.html`` is ``page.html.json``.
PAGE, NOTE = ".html", ".json"
_FIELDS = ("title", "published", "outlet", "author", "url")
_MOST = 1 << 16
_VERSION = re.compile(
    r"(?:.*/)?(?P<day>\d{4}-\d\d-\d\d)/(?P<page>[0-9a-f]{12})-(?P<time>\d{6})-[0-9a-f]{12}\.html"
)


def page_path(page: str, content: str, moment: dt.datetime) -> str:
    """Names a version of a page, below the folder of its feed: day/page-time-content.html.

    The page's address and its content stand in it as twelve hexadecimal digits each.
    """
    return f"{moment:%Y-%m-%d}/{page}-{moment:%H%M%S}-{content}{PAGE}"


def version_of(path: str) -> tuple[str, str] | None:
    """The page that a path is a version of, and a text that orders the versions; else None."""
    match = _VERSION.fullmatch(path)
    return (match["page"], f"{match['day']} {match['time']}") if match else None


def read_note(open_note: Open | None) -> dict[str, str]:
    """Reads a note; an unreadable one says nothing, since the page itself is the article."""
    if open_note is None:
        return {}
    try:
        with open_note() as stream:
            told = json.loads(stream.read(_MOST))
    except Exception:  # whatever an archive or a parser may raise
        return {}
    told = told if isinstance(told, dict) else {}
    return {name: str(told[name]) for name in _FIELDS if told.get(name)}


def with_note(fields: Mapping[str, Any], note: Mapping[str, str]) -> dict[str, Any]:
    """Fills what a page does not say of itself with what the note says.

    The page comes first. Only where it gives a day and the note an hour of this day, the note's
    date is taken.
    """
    both = {**note, **fields}
    if "published" in note and "published" in fields:
        said, noted = parse_date(fields["published"]), parse_date(note["published"])
        if said and noted and said.date() == noted.date() and not (said.hour or said.minute):
            both["published"] = note["published"]
    return both
