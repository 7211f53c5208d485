"""Somebody else's reader as an annotator: a function from a text to rows, checked."""

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from presseschau.annotate.annotator import Annotation, Mention, Quote, Tone
from presseschau.core.calls import WrongCall
from presseschau.core.tables import KINDS, QUOTE_TYPES
from presseschau.core.text import Document

_SPANS = ("speaker", "cue", "frame", "addressee")
_TABLES = {
    "mentions": ("start", "end", "kind", "derived", "score"),
    "quotes": ("start", "end", "type", "medium", *_SPANS, "score"),
    "tone": ("start", "end", "tenor", "score", "valence", "evidence"),
}


class PluggedAnnotator:
    """A function of yours that reads one text.

    It takes the text and gives a mapping of tables, each a DataFrame or a list of dicts:
    "mentions" (start, end, kind), "quotes" (start, end, type; if known speaker, cue, frame,
    addressee as (start, end)) and "tone" (start and end of a mention, tenor, evidence as (start,
    end)). Offsets count characters; a "score" from 0 to 1 is optional, as is each table.
    """

    def __init__(self, name: str) -> None:
        """Finds the function.

        Args:
            name: "package.module:function"; a module in the folder you start from is found, too.

        Raises:
            ValueError: There is no such module or function.
        """
        self.name = name
        self._read = _function(name)

    def annotate(self, documents: Sequence[Document]) -> list[Annotation]:
        """Annotates documents, one annotation each, in their order.

        Raises:
            WrongCall: The function gives what is no row of the tables; rows count from 1.
        """
        return [self._annotate(document) for document in documents]

    def _annotate(self, document: Document) -> Annotation:
        found = self._read(document.text)
        if not isinstance(found, Mapping) or set(found) - set(_TABLES):
            raise WrongCall(
                f"The annotator '{self.name}' must give a mapping with the tables "
                f"{', '.join(_TABLES)}, not {_said(found)}."
            )
        rows = {table: self._rows(table, found.get(table, ()), document.text) for table in _TABLES}
        return Annotation(
            sorted(Mention(**row) for row in rows["mentions"]),
            sorted((_quote(row) for row in rows["quotes"]), key=lambda quote: quote.spans),
            [_tone(row) for row in rows["tone"]],
        )

    def _rows(self, table: str, found: Any, text: str) -> list[dict]:
        rows = found.to_dict("records") if hasattr(found, "to_dict") else list(found)
        for number, row in enumerate(rows, 1):
            fault = _fault(table, row, text)
            if fault:
                raise WrongCall(
                    f"The annotator '{self.name}' gives in row {number} of {table} {fault}."
                )
        return rows


def _function(name: str) -> Callable[[str], Mapping]:
    module, _, function = name.partition(":")
    here = str(Path.cwd())
    added = here not in sys.path
    if added:
        sys.path.append(here)
    try:
        found = getattr(importlib.import_module(module), function, None)
    except ImportError as error:
        raise ValueError(
            f"The annotator '{name}' cannot be loaded: {error}. Write package.module:function, "
            "and start where the module can be imported."
        ) from error
    finally:
        if added:
            sys.path.remove(here)
    if not callable(found):
        raise ValueError(f"The module '{module}' has no function '{function}'.")
    return found


def plugged_files(name: str) -> list[Path]:
    """The Python files of the module that a name plugs in: what its version follows from."""
    _function(name)
    file = Path(sys.modules[name.partition(":")[0]].__file__ or "")
    return sorted(file.parent.rglob("*.py")) if file.name == "__init__.py" else [file]


def _fault(table: str, row: Any, text: str) -> str:
    """What is wrong with a row; empty where nothing is."""
    if not isinstance(row, Mapping):
        return f"{_said(row)} instead of a dict"
    if unknown := set(row) - set(_TABLES[table]):
        return f"the unknown column '{min(unknown)}' (it knows {', '.join(_TABLES[table])})"
    if not _is_span((row.get("start"), row.get("end")), text):
        return f"no span of the text: start {row.get('start')!r}, end {row.get('end')!r}"
    for part in (*_SPANS, "evidence"):
        if row.get(part) is not None and not _is_span(row[part], text):
            return f"no span of the text as {part}: {row[part]!r}"
    for column, among in (("kind", KINDS), ("type", QUOTE_TYPES), ("tenor", (-1, 0, 1))):
        if column in _TABLES[table] and row.get(column) not in among:
            return f"the {column} {row.get(column)!r}; it is one of {', '.join(map(str, among))}"
    score = row.get("score", 1.0)
    if not isinstance(score, Real) or not 0 <= score <= 1:
        return f"the score {score!r}; it lies between 0 and 1"
    return ""


def _is_span(span: Any, text: str) -> bool:
    if not isinstance(span, Sequence) or len(span) != 2:
        return False
    whole = all(isinstance(place, Integral) for place in span)
    inside = whole and 0 <= span[0] < span[1] <= len(text)
    return inside and bool(text[span[0] : span[1]].strip())


def _quote(row: Mapping) -> Quote:
    parts = {part: (tuple(row[part]),) for part in _SPANS if row.get(part) is not None}
    rest = {name: row[name] for name in ("medium", "score") if name in row}
    return Quote(((row["start"], row["end"]),), row["type"], **parts, **rest)


def _tone(row: Mapping) -> Tone:
    evidence = (tuple(row["evidence"]),) if row.get("evidence") is not None else ()
    judged = (row["tenor"], float(row.get("score", 1.0)), float(row.get("valence", 0.0)))
    return Tone(row["start"], row["end"], *judged, evidence)


def _said(found: Any) -> str:
    return (
        f"{type(found).__name__} ({str(list(found))[:60]})"
        if isinstance(found, Mapping)
        else type(found).__name__
    )
