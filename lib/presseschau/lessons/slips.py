"""Slips: what a learner has written in the place of an answer, and the slip of the pen in it."""

import re
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

_NAMES = {
    **dict.fromkeys(("int", "float", "int64", "float64"), "eine Zahl"), "bool": "ein Wahrheitswert",
    "str": "ein Text", "bytes": "Bytes", "list": "eine Liste", "tuple": "ein Tupel",
    "set": "eine Menge", "dict": "ein Wörterbuch", "Counter": "eine Zählung", "NoneType": "nichts",
}  # fmt: skip
_UNCALLED = ("builtin_function_or_method", "method", "type")
#: What looks in code like nothing that a learner wrote.
_BARE = {
    "function": "eine Funktion",
    **dict.fromkeys(_UNCALLED, "ein Befehl ohne Klammern"),
    "DataFrame": "eine Tabelle",
    "Series": "eine Spalte",
    "module": "ein Werkzeug",
    **dict.fromkeys(("DataFrameGroupBy", "SeriesGroupBy"), "eine Gruppierung ohne Rechnung"),
}


def shown(value: Any) -> str:
    """Writes a learner's value as it looks in code, shortened, and what it is."""
    kind = type(value).__name__
    if kind in _BARE:
        return _BARE[kind]
    return f"{code(value, 60)} ({_NAMES.get(kind, f'etwas vom Typ {kind}')})"


def code(value: Any, most: int = 160) -> str:
    """Writes a value as it looks in code, shortened."""
    value = value.item() if isinstance(value, np.generic) else value
    written = " ".join(repr(value).split())
    return written if len(written) <= most else written[: most - 1] + "…"


def slip(kind: str, answer: Any) -> str:
    """Names the slips of the pen that Python takes for another kind of answer."""
    if type(answer).__name__ in _UNCALLED:
        return " Schreib runde Klammern dahinter: ()"
    if kind == "chart" and isinstance(answer, ModuleType):
        return " Was plt gezeichnet hat, gibt in derselben Zelle plt.gca()."
    if kind == "mapping" and isinstance(answer, pd.DataFrame | pd.Series):
        return ' Zähle eine Spalte aus: tabelle["spalte"].value_counts()'
    if kind in ("number", "text", "exact") and isinstance(answer, pd.Series) and len(answer) == 1:
        return " Den einen Wert darin holt .item() heraus."
    if kind == "number":
        return _slip_of_number(answer)
    if kind in ("text", "exact") and isinstance(answer, bytes):
        return " Bytes werden durch decode zu Text."
    if kind in ("text", "exact") and isinstance(answer, list | set) and len(answer) == 1:
        return " Lass die Klammern weg."
    if kind in ("list", "set"):
        return ' So sehen Listen aus: [1, 2] oder ["a", "b"].'
    return ""


def _slip_of_number(answer: Any) -> str:
    if isinstance(answer, tuple) and all(isinstance(part, int) for part in answer):
        such = f": {answer[0]}.{answer[1]}" if len(answer) == 2 else "."
        return f" Das Komma einer Zahl ist in Python ein Punkt{such}"
    if isinstance(answer, str):
        digits = any(letter.isdigit() for letter in answer)
        return f" Schreib {'nur die Zahl' if digits else 'Ziffern'}, ohne Anführungszeichen."
    return ""


def slip_within(kind: str, answer: Any) -> str:
    """Names the slips of the pen in the entries of a list."""
    if kind not in ("list", "set"):
        return ""
    texts = [part for part in answer if isinstance(part, str)]
    if texts and all(text.strip().isdecimal() for text in texts):
        return "Zahlen stehen auch in einer Liste ohne Anführungszeichen."
    if len(texts) == len(answer) == 1 and re.search(r"[,;]| und |( \S+){3}", texts[0]):
        return 'Jeder Eintrag braucht eigene Anführungszeichen: ["a", "b"].'
    return ""
