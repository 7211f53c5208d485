"""The rows of corrections that an editor writes: what a person said of a quote."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from presseschau.corrections.file import plain

_SHOWN = 60


def judge_quote(quote: Mapping[str, Any], text: str, type_: str, speaker: str) -> list[dict]:
    """Says that there is a quote, and of which type and by whom.

    A type or speaker other than the annotator's is a change, the same one a confirmation.

    Args:
        quote: A row of the table quotes.
        text: The article's text.
        type_: The right type.
        speaker: The right speaker's actor id, or name where there is no such actor yet; empty
            for nobody.
    """
    place = _place(quote["article_id"], text, quote["start"], quote["end"])
    typed = "confirm" if type_ == quote["type"] else "change"
    spoken = "confirm" if speaker == quote["actor_id"] else "change" if speaker else "delete"
    return [
        place | {"what": "quote", "action": typed, "value": type_},
        place | {"what": "speaker", "action": spoken, "value": speaker},
    ]


def reject_quote(quote: Mapping[str, Any], text: str) -> list[dict]:
    """Says that a quote is none."""
    place = _place(quote["article_id"], text, quote["start"], quote["end"])
    return [place | {"what": "quote", "action": "delete"}]


def add_quote(article_id: str, text: str, words: str, type_: str, speaker: str) -> list[dict]:
    """Says that a quote is missing.

    Raises:
        ValueError: The words do not stand exactly once in the text.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    if len(found) != 1:
        raise ValueError(f"These words stand {len(found)} times in the article, not once.")
    place = _place(article_id, text, *found[0])
    rows = [place | {"what": "quote", "action": "add", "value": type_}]
    if speaker:
        rows.append(place | {"what": "speaker", "action": "change", "value": speaker})
    return rows


def mark_reviewed(article_id: str, what: str = "quote") -> list[dict]:
    """Says that all quotes (or "tenor": judgements) of an article were seen, none is missing."""
    return [_signed({"article_id": article_id, "what": what, "action": "reviewed"})]


def _place(article_id: str, text: str, start: int, end: int) -> dict:
    words = plain(text[start:end])
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
    return _signed({"article_id": article_id, "start": start, "end": end, "text": shown})


def _signed(row: dict) -> dict:
    return row | {"date": date.today().isoformat()}
