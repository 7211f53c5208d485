"""The tables of an analysis: columns, dtypes and span notation, named once and here."""

from collections.abc import Iterable
from functools import cache

import pandas as pd

KINDS = ("PER", "ORG", "LOC", "OTH")
#: What an actor can be: as a mention, or GOV, a place that acts as a government ("Moskau zeigte
#: sich beunruhigt"). Its mentions keep the kind LOC; its actor, "russland-regierung", is not the
#: place.
ACTOR_KINDS = (*KINDS, "GOV")
#: How a quote's speaker is known: by name, through a noun or pronoun, or not as one actor.
SPEAKER_CLASSES = ("named", "resolved", "collective", "anonymous", "none")
QUOTE_TYPES = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
STANCES = (
    "neutral",
    "affirming",
    "distancing",
    "confronting",
    "conceding",
    "announcing",
    "demanding",
)
#: What cleaning takes out: parts of articles, and whole ones.
DUPLICATE, EARLIER_VERSION = "exact duplicate", "earlier version"
REMOVED_WHOLE = (DUPLICATE, EARLIER_VERSION)
REMOVED = (
    *("repeated line", "boilerplate", "byline", "dateline", "agency tail", "teaser notice"),
    *REMOVED_WHOLE,
)

SCHEMAS: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": "str",
        "title": "str",
        "text": "str",
        "published": "datetime64[s]",
        "outlet": "str",
        "author": "str",
        "url": "str",
        "language": "str",
        "path": "str",
        "encoding": "str",
        "wire_group": "str",
        "is_teaser": "bool",
        "story": "str",
    },
    "sentences": {"article_id": "str", "sentence": "int32", "start": "int32", "end": "int32"},
    "tokens": {
        "article_id": "str",
        "sentence": "int32",
        "token": "int32",
        "start": "int32",
        "end": "int32",
        "text": "str",
    },
    "mentions": {
        "article_id": "str",
        "start": "int32",
        "end": "int32",
        "text": "str",
        "kind": "str",
        "derived": "bool",
        "score": "float64",
        "actor_id": "str",
        "candidates": "str",
    },
    "actors": {
        "actor_id": "str",
        "name": "str",
        "kind": "str",
        "aliases": "str",
        "roles": "str",
        "gender": "str",
        "articles": "int32",
        "mentions": "int32",
    },
    "roles": {
        "actor_id": "str",
        "role": "str",
        "article_id": "str",
        "published": "datetime64[s]",
        "start": "int32",
    },
    "quotes": {
        "article_id": "str",
        "quote": "int32",
        "start": "int32",
        "end": "int32",
        "text": "str",
        "spans": "str",
        "type": "str",
        "medium": "str",
        "cue": "str",
        "cue_spans": "str",
        "cue_stance": "str",
        "frame": "str",
        "frame_spans": "str",
        "speaker": "str",
        "speaker_spans": "str",
        "speaker_start": "int32",
        "speaker_end": "int32",
        "speaker_class": "str",
        "actor_id": "str",
        "actor_score": "float64",
        "addressee": "str",
        "score": "float64",
    },
    "utterances": {
        "utterance": "int32",
        "article_id": "str",
        "quote": "int32",
        "actor_id": "str",
        "is_reference": "bool",
        "change": "str",
        "other_speaker": "bool",
        "other_cue": "bool",
        "other_stance": "bool",
    },
    "tone": {
        "article_id": "str",
        "sentence": "int32",
        "actor_id": "str",
        "voice": "str",
        "tenor": "int8",
        "tenor_score": "float64",
        "valence": "float64",
        "evidence": "str",
    },
    "corrections": {
        "article_id": "str",
        "start": "int32",
        "end": "int32",
        "what": "str",
        "action": "str",
        "actor": "str",
        "value": "str",
        "text": "str",
        "author": "str",
        "date": "str",
        "note": "str",
        "line": "int32",
        "state": "str",
        "reason": "str",
    },
    "removed": {
        "article_id": "str",
        "outlet": "str",
        "kind": "str",
        "text": "str",
        "count": "int32",
    },
    "rejects": {"path": "str", "row": "int64", "reason": "str", "detail": "str"},
}

#: The voice of a sentence's own author, as opposed to the actor who is quoted in it.
OUTLET_VOICE = "outlet"

Span = tuple[int, int]


def empty(table: str) -> pd.DataFrame:
    """A table of the schema without rows; ``table`` is a key of ``SCHEMAS``."""
    return _empty(table).copy()


@cache
def _empty(table: str) -> pd.DataFrame:
    return conform(pd.DataFrame(), table)


def conform(rows: pd.DataFrame | Iterable[dict], table: str) -> pd.DataFrame:
    """Brings rows into the schema of a table: its columns first, its dtypes, a fresh index.

    Missing columns are filled (text with "", numbers with 0, whole ones with -1, dates with NaT);
    further columns, such as those of the user's ``actors.csv``, are kept behind the schema's.

    Args:
        rows: A DataFrame or dictionaries with any of the table's columns.
        table: A key of ``SCHEMAS``.

    Raises:
        KeyError: There is no such table.
    """
    schema = SCHEMAS[table]
    frame = pd.DataFrame(rows) if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    columns = {}
    for column, dtype in schema.items():
        values = frame.get(column)
        if values is None:
            values = pd.Series([_filler(dtype)] * len(frame), dtype=object, index=frame.index)
        if values.dtype == dtype and not values.hasnans:
            columns[column] = values  # as large tables are, when they are read back
            continue
        if dtype != "datetime64[s]":
            values = values.astype(object).where(values.notna(), _filler(dtype))
        columns[column] = values.astype(dtype)
    for column in frame.columns.difference(list(schema), sort=False):
        columns[column] = frame[column]
    return pd.DataFrame(columns).reset_index(drop=True)


def _filler(dtype: str) -> object:
    if dtype == "str":
        return ""
    if dtype == "bool":
        return False
    if dtype.startswith("datetime"):
        return pd.NaT
    return -1 if dtype.startswith("int") else 0


def format_spans(spans: Iterable[Span]) -> str:
    """Writes spans as one cell: ``[(3, 9), (12, 20)]`` becomes ``"3-9;12-20"``."""
    return ";".join(f"{start}-{end}" for start, end in spans)


def parse_spans(cell: str) -> list[Span]:
    """The spans of a cell that :func:`format_spans` wrote."""
    pairs = (part.split("-") for part in cell.split(";") if part)
    return [(int(start), int(end)) for start, end in pairs]
