"""Feedback: a sentence to the learner, as accessible HTML in Jupyter and as text elsewhere."""

from dataclasses import dataclass
from html import escape
from typing import Any

#: Sign, opening words and colours (frame, ground) of each state; the words alone say it all.
_STATES = {
    "right": ("✓", "Richtig!", "#1a7f37", "#eaf6ec"),
    "typical": ("→", "Noch nicht.", "#9a4a00", "#fff4e5"),
    "wrong": ("→", "Noch nicht.", "#9a4a00", "#fff4e5"),
    "unfit": ("?", "Eine andere Art von Antwort ist gefragt.", "#0b5cad", "#e8f2fc"),
    "missing": ("…", "Noch keine Antwort.", "#0b5cad", "#e8f2fc"),
    "unknown": ("?", "Diese Nummer gibt es nicht.", "#0b5cad", "#e8f2fc"),
}


@dataclass(frozen=True)
class Feedback:
    """What is said to one answer."""

    state: str
    text: str
    exercise: str

    def _repr_html_(self) -> str:
        sign, opening, colour, ground = _STATES[self.state]
        return (
            f'<div role="status" lang="de" style="border-left: 5px solid {colour}; '
            f"background: {ground}; color: #1f2328; padding: .6em 1em; max-width: 46em; "
            'line-height: 1.5">'
            f'<strong style="color: {colour}"><span aria-hidden="true">{sign}</span> '
            f"Aufgabe {escape(self.exercise)}: {opening}</strong> {escape(self.text)}</div>"
        )

    def __repr__(self) -> str:
        sign, opening, _, _ = _STATES[self.state]
        return f"{sign} Aufgabe {self.exercise}: {opening} {self.text}"


_NAMES = {
    "bool": "ein Wahrheitswert",
    "int": "eine Zahl",
    "float": "eine Zahl",
    "int64": "eine Zahl",
    "float64": "eine Zahl",
    "str": "ein Text",
    "bytes": "Bytes",
    "list": "eine Liste",
    "tuple": "ein Tupel",
    "set": "eine Menge",
    "dict": "ein Wörterbuch",
    "Counter": "eine Zählung",
    "NoneType": "nichts",
}
#: What looks in code like nothing that a learner wrote.
_BARE = {
    "function": "eine Funktion",
    "builtin_function_or_method": "ein Befehl ohne Klammern",
    "method": "ein Befehl ohne Klammern",
    "type": "ein Befehl ohne Klammern",
    "DataFrame": "eine Tabelle",
    "Series": "eine Spalte",
}


def shown(value: Any) -> str:
    """Writes a learner's value as it looks in code, shortened, and what it is."""
    kind = type(value).__name__
    if kind in _BARE:
        return _BARE[kind]
    return f"{code(value, 60)} ({_NAMES.get(kind, f'etwas vom Typ {kind}')})"


def code(value: Any, most: int = 160) -> str:
    """Writes a value as it looks in code, shortened."""
    written = " ".join(repr(value).split())
    return written if len(written) <= most else written[: most - 1] + "…"
