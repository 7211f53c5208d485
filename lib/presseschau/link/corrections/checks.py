"""The checks of a correction's row: what can be said of what, and in which words."""

import re
from collections.abc import Mapping

from presseschau.core.tables import QUOTE_TYPES

#: The columns of the file. ``start`` and ``end`` are offsets into the article's text, and
#: ``text`` the first words that stand there, for the reader and as a check.
COLUMNS = (
    *("article_id", "start", "end", "what", "action", "actor", "value", "text", "author", "date"),
    "note",
)
#: What can be done with what. ``value`` is a quote's type, the actor (id or name) of a speaker or
#: mention, the tenor (-1, 0, 1) towards ``actor``, or who ``actor`` is: "merge" makes the two one,
#: "split" gives away only the mentions that are written like ``text``. Both hold in the article
#: or, without ``article_id``, everywhere.
ACTIONS = {
    "quote": ("confirm", "delete", "change", "add", "reviewed"),
    "speaker": ("confirm", "delete", "change"),
    "mention": ("confirm", "delete", "change", "add", "reviewed"),
    "actor": ("confirm", "merge", "split"),
    "tenor": ("confirm", "delete", "change", "add", "reviewed"),
}
_TENORS = {"-1": "-1", "−1": "-1", "0": "0", "1": "1", "+1": "1"}
_TYPES = {name.lower(): name for name in QUOTE_TYPES}
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]+")


def plain(text: str) -> str:
    """A text as one line without control characters, as a cell holds it."""
    return _CONTROL.sub(" ", text).strip()


def checked_row(cells: Mapping[str, str]) -> dict[str, object]:
    """A correction with the values of ``COLUMNS`` in their one spelling.

    Args:
        cells: What stands in the row, by the names of the columns; others are left out.

    Raises:
        ValueError: It is wrong; the sentence says what to write.
    """
    row = {name: plain(cells.get(name) or "") for name in COLUMNS}
    row = {name: re.sub(r"^'(?=[=+\-@'])", "", value) for name, value in row.items()}
    what, action = row["what"].lower(), row["action"].lower()
    if what not in ACTIONS:
        raise ValueError(f"'what' is '{_short(what)}'; write one of: {', '.join(ACTIONS)}.")
    if action not in ACTIONS[what]:
        fitting = ", ".join(ACTIONS[what])
        raise ValueError(f"'action' is '{_short(action)}'; for a {what} write one of: {fitting}.")
    placed = what != "actor" and action != "reviewed"
    if not row["article_id"] and what != "actor":
        raise ValueError("'article_id' is empty; write the article's id.")
    if re.fullmatch(r"[\d.,]+[eE]\+\d+", row["article_id"]):
        raise ValueError(
            f"'article_id' is '{_short(row['article_id'])}', which Excel made of an id; set the"
            " column to text and write the id again."
        )
    start, end = _offsets(row) if placed else (-1, -1)
    if what in ("actor", "tenor") and action != "reviewed" and not row["actor"]:
        raise ValueError("'actor' is empty; write whose row this is.")
    if action == "split" and not row["text"]:
        raise ValueError("'text' is empty; write the name as it stands in the articles.")
    value = _value(row["value"], what, action)
    return row | {"start": start, "end": end, "what": what, "action": action, "value": value}


def _offsets(row: Mapping[str, str]) -> tuple[int, int]:
    for name in ("start", "end"):
        if not re.fullmatch(r"[0-9]{1,9}", row[name]):
            raise ValueError(f"'{name}' is '{_short(row[name])}'; write a whole number.")
    start, end = int(row["start"]), int(row["end"])
    if start >= end:
        raise ValueError(f"'end' ({end}) does not stand behind 'start' ({start}).")
    return start, end


def _value(value: str, what: str, action: str) -> str:
    """The value in its one spelling; a confirmation may leave it out."""
    if action in ("delete", "reviewed") or (action == "confirm" and not value):
        return ""
    if what == "quote":
        if value.lower() not in _TYPES:
            types = ", ".join(QUOTE_TYPES)
            raise ValueError(f"'value' is '{_short(value)}'; write a type of quote: {types}.")
        return _TYPES[value.lower()]
    if what == "tenor":
        if value not in _TENORS:
            raise ValueError(f"'value' is '{_short(value)}'; write a tenor: -1, 0 or 1.")
        return _TENORS[value]
    if not value:
        raise ValueError("'value' is empty; write the actor's id or name.")
    return value


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:40] + "…"
