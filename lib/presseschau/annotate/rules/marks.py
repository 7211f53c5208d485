"""Quotation marks: which opening one belongs to which closing one, also where they are careless."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from presseschau.core.text import Document

# Marks by what they do in German text; the straight ones and “ ‘ » « do both.
_OPEN = "„‚"
_CLOSE = "”’"
_BOTH = '“"«»‘›‹'
MARK = re.compile(rf"''|(?<!\w)'|'(?!\w)|[{_OPEN}{_CLOSE}{_BOTH}]")
_PARTNERS = {
    "„": '“”"', "‚": "‘’'", "“": '”"', '"': '"“”', "''": ["''"], "«": "»", "»": "«", "‘": "’",
    "‹": "›", "›": "‹", "'": "'",
}  # fmt: skip
_LONGEST = 3000  # characters; a quote that runs on for longer has lost its closing mark
_NESTED = 500  # characters within which straight marks inside straight marks are closed
#: Sentences of a heading, in which marks stay where a collection has lost them.
LEAD = 3
_WORDS = 4  # of what is marked as speech rather than as a title
_SENTENCE_END = re.compile(r"[.!?:…]\s+(?=[A-ZÄÖÜ])|\n+")
FIRST_PERSON = re.compile(r"(?i)\b(?:ich|wir|mir|mich|uns|(?:mein|unser)\w*)\b")
_FRAME = re.compile(r",\s(?:so\s|[a-zäöü]{3,}\s)")  # ", sagte ..." behind a closing mark


class Marked(NamedTuple):
    """Text in quotation marks, marks included; ``depth`` is 0 outside any other marks."""

    start: int
    end: int
    depth: int


@lru_cache(maxsize=8)  # all that reads a text asks for them, one after the other
def find_marked(text: str) -> tuple[Marked, ...]:
    """Pairs the quotation marks of a text, in order of their beginnings.

    A mark that may open or close opens where white space stands before it and none behind it.
    „ may be closed by a straight or an English mark. An opening mark that finds no partner before
    the paragraph ends (an empty line) or a further „ opens is dropped. Where the opening mark is
    lost ("Wir gehen", sagte sie), the speech begins with its sentence, or with sentences before it
    in which somebody speaks of "ich" or "wir".
    """
    found: list[Marked] = []
    stack: list[tuple[int, str]] = []
    hits = list(MARK.finditer(text))
    for n, hit in enumerate(hits):
        mark, start, end = hit.group(), hit.start(), hit.end()
        if mark in ("’", "'", "‘") and _apostrophe(text, start, bool(stack)):
            continue
        while stack and (start - stack[-1][0] > _LONGEST or "\n\n" in text[stack[-1][0] : start]):
            stack.pop()
        closed = [i for i, (_, opening) in enumerate(stack) if mark in _PARTNERS.get(opening, ())]
        partner = closed[-1] if closed else None
        opens = mark in _OPEN or (mark not in _CLOSE and _looks_opening(text, start, end))
        again = opens and mark == '"' and bool(stack) and stack[-1][1] == mark
        if again and _is_nested(text, hits[n + 1 : n + 3]):
            stack.append((start, mark))
        elif again:  # the one before was never closed
            stack[-1] = (start, mark)
        elif partner is not None and mark not in _OPEN and not (opens and mark != stack[-1][1]):
            found.append(Marked(stack[partner][0], end, partner))
            del stack[partner:]
        elif opens:
            if mark in [kind for _, kind in stack]:  # a second „: the first was never closed
                del stack[[kind for _, kind in stack].index(mark) :]
            stack.append((start, mark))
        elif not stack and mark in '“”"' and _FRAME.match(text, end):
            begin = _lost_opening(text, max((m.end for m in found), default=0), start)
            found.append(Marked(begin, end, 0))
    return tuple(sorted(found))


def sets_marks(document: Document) -> bool:
    """Whether verbatim speech stands in marks in a text, its heading apart."""
    lead = document.sentences[: LEAD + 1]
    behind = lead[-1][0] if len(lead) > LEAD else 0
    return any(
        start >= behind and len(document.text[start:end].split()) >= _WORDS
        for start, end, _ in find_marked(document.text)
    )


def _is_nested(text: str, following: Sequence[re.Match]) -> bool:
    """Whether the next two marks close: one for this opening, one for that around it."""
    closing = [hit for hit in following if not _looks_opening(text, hit.start(), hit.end())]
    return len(closing) == 2 and closing[1].end() - closing[0].start() < _NESTED


def _lost_opening(text: str, lowest: int, end: int) -> int:
    """Where speech begins whose opening mark is lost."""
    ends = [hit.end() for hit in _SENTENCE_END.finditer(text, max(lowest, end - _LONGEST), end)]
    begins = [lowest if lowest or not ends else 0, *ends]
    begin = begins.pop()
    while begins and FIRST_PERSON.search(text, begins[-1], begin):
        if "\n" in text[begin - 2 : begin]:
            break
        begin = begins.pop()
    return begin + len(text[begin:end]) - len(text[begin:end].lstrip(" ,.;:!?"))


def _looks_opening(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([–-—:/„‚»«") and not after.isspace()


def _apostrophe(text: str, start: int, inside: bool) -> bool:
    """Whether a single mark is an apostrophe: between letters, or after one with none open."""
    before = text[start - 1] if start else " "
    after = text[start + 1] if start + 1 < len(text) else " "
    return (before.isalnum() and after.isalnum()) or (before.isalnum() and not inside)
