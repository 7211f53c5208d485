"""The rows of corrections that an editor writes: what a person said of a place in an article."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from presseschau.core.tables import Span, meet, parse_spans
from presseschau.link.corrections.checks import plain

_SHOWN = 60


def judge_quote(quote: Mapping[str, Any], text: str, type_: str, speaker: str) -> list[dict]:
    """Rows for: there is a quote, of this type and by this speaker.

    A type or speaker other than the annotator's is a change, the same one a confirmation.

    Args:
        quote: A row of the table quotes.
        text: The article's text.
        type_: The right type.
        speaker: The right speaker's actor id, or name where there is no such actor yet; empty
            for nobody.
    """
    place = _place(quote["article_id"], text, (quote["start"], quote["end"]))
    typed = "confirm" if type_ == quote["type"] else "change"
    spoken = "confirm" if speaker == quote["actor_id"] else "change" if speaker else "delete"
    return [
        place | {"what": "quote", "action": typed, "value": type_},
        place | {"what": "speaker", "action": spoken, "value": speaker},
    ]


def add_quote(article_id: str, text: str, words: str, type_: str, speaker: str) -> list[dict]:
    """Rows for: here a quote is missing.

    Raises:
        ValueError: The words do not stand exactly once in the text.
    """
    place = _place(article_id, text, _only(text, words))
    rows = [place | {"what": "quote", "action": "add", "value": type_}]
    if speaker:
        rows.append(place | {"what": "speaker", "action": "change", "value": speaker})
    return rows


def judge_mention(mention: Mapping[str, Any], text: str, actor: str) -> list[dict]:
    """The row for: there is a name of this actor; an empty actor leaves open whose it is."""
    place = _place(mention["article_id"], text, (mention["start"], mention["end"]))
    action = "change" if actor and actor != mention["actor_id"] else "confirm"
    return [place | {"what": "mention", "action": action, "value": actor}]


def reject(found: Mapping[str, Any], text: str, what: str) -> list[dict]:
    """The row for: this is no "quote", or no "mention" of anybody."""
    place = _place(found["article_id"], text, (found["start"], found["end"]))
    return [place | {"what": what, "action": "delete"}]


def add_mentions(
    article_id: str, text: str, words: str, actor: str, known: Iterable[Span]
) -> list[dict]:
    """Rows for: a name was missed, wherever it stands as a whole word outside of known names.

    Raises:
        ValueError: It stands nowhere else in the text.
    """
    taken = list(known)
    found = [
        span
        for span in _find(text, words, r"(?<!\w)", r"(?!\w)")
        if not any(meet(span, other) for other in taken)
    ]
    if not found:
        raise ValueError("These words stand nowhere else in the article.")
    row = {"what": "mention", "action": "add", "value": actor}
    return [_place(article_id, text, span) | row for span in found]


def judge_tenor(
    judgement: Mapping[str, Any], text: str, sentence: Span, tenor: int | None
) -> list[dict]:
    """The row for: so a sentence judges an actor, with -1, 0 or 1, or (None) not at all.

    Args:
        judgement: A row of the table tone.
        text: The article's text.
        sentence: Where the sentence stands, for judgements without words of their own.
        tenor: The right tenor.
    """
    span = next(iter(parse_spans(judgement["evidence"])), sentence)
    place = _place(judgement["article_id"], text, span) | {"actor": judgement["actor_id"]}
    if tenor is None:
        return [place | {"what": "tenor", "action": "delete"}]
    action = "confirm" if tenor == judgement["tenor"] else "change"
    return [place | {"what": "tenor", "action": action, "value": str(tenor)}]


def add_tenor(article_id: str, text: str, words: str, actor: str, tenor: int) -> list[dict]:
    """The row for: here a judgement is missing.

    Raises:
        ValueError: The words do not stand exactly once in the text.
    """
    place = _place(article_id, text, _only(text, words)) | {"actor": actor}
    return [place | {"what": "tenor", "action": "add", "value": str(tenor)}]


def judge_actor(actor_id: str, right: str, article_id: str = "", spelling: str = "") -> list[dict]:
    """The row for: this is who an actor really is.

    Args:
        actor_id: The actor.
        right: Who it is: another actor (they become one) or itself, which also takes back what
            was said before.
        article_id: Where this holds; everywhere if empty.
        spelling: Give away only the names that are written so.
    """
    action = "split" if spelling else "confirm" if right == actor_id else "merge"
    row = {"article_id": article_id, "what": "actor", "action": action}
    return [_signed(row | {"actor": actor_id, "value": right, "text": spelling})]


def mark_reviewed(article_id: str, what: str = "quote") -> list[dict]:
    """The row for: all quotes (or "mention", "tenor") of an article were seen, none is missing."""
    return [_signed({"article_id": article_id, "what": what, "action": "reviewed"})]


def _only(text: str, words: str) -> Span:
    found = _find(text, words)
    if len(found) != 1:
        raise ValueError(f"These words stand {len(found)} times in the article, not once.")
    return found[0]


def _find(text: str, words: str, before: str = "", behind: str = "") -> list[Span]:
    """Finds words however lines are broken between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [m.span() for m in re.finditer(before + pattern + behind, text)] if pattern else []


def _place(article_id: str, text: str, span: Span) -> dict:
    words = plain(text[slice(*span)])
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
    start, end = (int(offset) for offset in span)
    return _signed({"article_id": article_id, "start": start, "end": end, "text": shown})


def _signed(row: dict) -> dict:
    return row | {"date": date.today().isoformat()}
