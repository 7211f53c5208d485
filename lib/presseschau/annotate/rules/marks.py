"""Quotation marks: which opening one belongs to which closing one, also where they are careless."""

import re
from typing import NamedTuple

# Marks by what they do in German text; the straight ones and “ ‘ » « do both.
_OPEN = "„‚"
_CLOSE = "”’"
_BOTH = '“"«»‘›‹'
_MARK = re.compile(rf"''|(?<!\w)'|'(?!\w)|[{_OPEN}{_CLOSE}{_BOTH}]")
_PARTNERS = {
    "„": '“”"',
    "‚": "‘’'",
    "“": '”"',
    '"': '"“”',
    "''": "''",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‹": "›",
    "›": "‹",
    "'": "'",
}
_LONGEST = 3000  # characters; a quote that runs on for longer has lost its closing mark


class Marked(NamedTuple):
    """Text in quotation marks, marks included; ``depth`` is 0 outside any other marks."""

    start: int
    end: int
    depth: int


def find_marked(text: str) -> list[Marked]:
    """Pairs the quotation marks of a text, in order of their beginnings.

    A mark that may open or close opens where white space stands before it and none behind it.
    „ may be closed by a straight or an English mark. An opening mark that finds no partner before
    the paragraph ends (an empty line) or a further „ opens is dropped.

    Args:
        text: Any text.
    """
    found: list[Marked] = []
    stack: list[tuple[int, str]] = []
    for hit in _MARK.finditer(text):
        mark, start, end = hit.group(), hit.start(), hit.end()
        if mark in ("’", "'", "‘") and _apostrophe(text, start, bool(stack)):
            continue
        while stack and _stale(text, stack[-1][0], start):
            stack.pop()
        partner = next(
            (i for i in range(len(stack) - 1, -1, -1) if mark in _partners(stack[i][1])), None
        )
        opens = mark in _OPEN or (mark not in _CLOSE and _looks_opening(text, start, end))
        if partner is not None and (mark not in _OPEN) and not (opens and mark != stack[-1][1]):
            found.append(Marked(stack[partner][0], end, partner))
            del stack[partner:]
        elif opens:
            if mark in [kind for _, kind in stack]:  # a second „: the first was never closed
                del stack[[kind for _, kind in stack].index(mark) :]
            stack.append((start, mark))
    return sorted(found)


def _partners(mark: str) -> tuple[str, ...]:
    return ("''",) if mark == "''" else tuple(_PARTNERS.get(mark, ""))


def _stale(text: str, start: int, here: int) -> bool:
    return here - start > _LONGEST or "\n\n" in text[start:here]


def _looks_opening(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([–-—:/„‚»«") and not after.isspace()


def _apostrophe(text: str, start: int, inside: bool) -> bool:
    """Tells a single mark that is an apostrophe: between letters, or after one with none open."""
    before = text[start - 1] if start else " "
    after = text[start + 1] if start + 1 < len(text) else " "
    return (before.isalnum() and after.isalnum()) or (before.isalnum() and not inside)
