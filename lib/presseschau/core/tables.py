"""The tables of an analysis: columns, dtypes and span notation, named once and here."""

from collections.abc import Iterable
from functools import cache

import pandas as pd

KINDS = ("PER", "ORG", "LOC", "OTH")
#: What an actor can be: as a mention, or GOV, a place that acts as a government ("Moskau zeigte
#: sich beunruhigt"). Its mentions keep the kind LOC; its actor, "russland-regierung", is not the
#: place.
ACTOR_KINDS = (*KINDS, "GOV")
QUOTE_TYPES = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
STANCES = ("neutral", "affirming", "distancing", "confronting")
STANCES += ("conceding", "announcing", "demanding")
#: What cleaning takes out: parts of articles, and whole ones.
DUPLICATE, EARLIER_VERSION = "exact duplicate", "earlier version"
REMOVED_WHOLE = (DUPLICATE, EARLIER_VERSION)
REMOVED = (
    *("repeated line", "boilerplate", "byline", "dateline", "agency tail", "teaser notice"),
    "line-end hyphen",
    *REMOVED_WHOLE,
)

#: The dtypes of columns, the same in all tables; every other column is text.
_DTYPES = {
    "published": "datetime64[s]",
    "row": "int64",
    "tenor": "int8",
    **dict.fromkeys(("start", "end", "sentence", "token", "quote", "utterance", "line"), "int32"),
    **dict.fromkeys(("speaker_start", "speaker_end", "articles", "mentions", "count"), "int32"),
    **dict.fromkeys(("score", "actor_score", "tenor_score", "valence"), "float64"),
    **dict.fromkeys(("is_teaser", "derived", "is_label", "is_reference"), "bool"),
    **dict.fromkeys(("other_speaker", "other_cue", "other_stance"), "bool"),
}


def typed(columns: str) -> dict[str, str]:
    """The dtypes of columns that are named with spaces between, in this order."""
    return {column: _DTYPES.get(column, "str") for column in columns.split()}


SCHEMAS: dict[str, dict[str, str]] = {
    "articles": typed(
        "article_id title text published outlet author url language path encoding wire_group"
        " is_teaser story"
    ),
    "sentences": typed("article_id sentence start end"),
    "tokens": typed("article_id sentence token start end text"),
    "mentions": typed("article_id start end text kind derived score actor_id candidates is_label"),
    "actors": typed("actor_id name kind aliases roles gender articles mentions"),
    "roles": typed("actor_id role article_id published start"),
    "quotes": typed(
        "article_id quote start end text spans type medium cue cue_spans cue_stance frame"
        " frame_spans speaker speaker_spans speaker_start speaker_end speaker_class actor_id"
        " actor_score addressee score"
    ),
    "utterances": typed(
        "utterance article_id quote actor_id is_reference change other_speaker other_cue"
        " other_stance"
    ),
    "tone": typed("article_id sentence actor_id voice tenor tenor_score valence evidence"),
    "corrections": typed(
        "article_id start end what action actor value text author date note line state reason"
    ),
    "removed": typed("article_id outlet kind text count"),
    "rejects": typed("path row reason detail"),
    "hits": typed("article_id category within sentence start end spans text actor_id anchor"),
}

#: What articles say besides where a report shows a part of them only.
SHOWN = ("private", "rights", "marks_lost")
#: The voice of a sentence's own author, as opposed to the actor who is quoted in it.
OUTLET_VOICE = "outlet"

#: What stands where a value is missing, by dtype; -1 for whole numbers.
_FILLERS = {"str": "", "bool": False, "datetime64[s]": pd.NaT, "float64": 0}

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
        values, filler = frame.get(column), _FILLERS.get(dtype, -1)
        if values is None:
            columns[column] = pd.Series(filler, index=frame.index, dtype=dtype)
            continue
        if values.dtype == dtype and not values.hasnans:
            columns[column] = values  # as large tables are, when they are read back
            continue
        if dtype != "datetime64[s]":
            values = values.astype(object).where(values.notna(), filler)
        columns[column] = values.astype(dtype)
    for column in frame.columns.difference(list(schema), sort=False):
        columns[column] = frame[column]
    return pd.DataFrame(columns).reset_index(drop=True)


def ordered(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A table by the order of its columns: "-n" is the largest n first."""
    names = [column.removeprefix("-") for column in columns]
    rising = [not column.startswith("-") for column in columns]
    return table.sort_values(names, ascending=rising, ignore_index=True)


def meet(one: Span, other: Span) -> bool:
    """Whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def format_spans(spans: Iterable[Span]) -> str:
    """Writes spans as one cell: ``[(3, 9), (12, 20)]`` becomes ``"3-9;12-20"``."""
    return ";".join(f"{start}-{end}" for start, end in spans)


def parse_spans(cell: str) -> list[Span]:
    """The spans of a cell that :func:`format_spans` wrote."""
    pairs = (part.split("-") for part in cell.split(";") if part)
    return [(int(start), int(end)) for start, end in pairs]
