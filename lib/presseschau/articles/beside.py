"""Beside a page: the note in which its feed says what the page itself may leave out."""

import json
from collections.abc import Mapping
from typing import Any

from presseschau.articles.dates import parse_date
from presseschau.articles.records import Open

#: The note of ``page.html`` is ``page.html.json``.
PAGE, NOTE = ".html", ".json"
_FIELDS = ("title", "published", "outlet", "author", "url")
_MOST = 1 << 16


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
