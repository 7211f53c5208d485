"""Places in a text as readers write them: the number of a sentence, and words that stand there."""

import re
from itertools import pairwise
from typing import NamedTuple

from presseschau.core.tables import Span

_PLACE = re.compile(r"\s*(\d+)(?:-(\d+))?(?:#(\d+))?:\s?(.*)", re.DOTALL)
_PARTS = re.compile(r"\s\+\s(?=\d+(?:-\d+)?(?:#\d+)?:)")


class Fault(ValueError):  # noqa: N818 - named after what it is
    """What is wrong with one line of a reader's rows."""


class Sheet(NamedTuple):
    """A text with the sentences that its reader saw numbered."""

    text: str
    sentences: list[Span]


def find_places(sheet: Sheet, field: str) -> list[Span]:
    """Finds one place or several joined by ``+``: ``3: words [..] words + 3#2: words``."""
    spans = [_find_one(sheet, part) for part in _PARTS.split(field)]
    for (_, end), (start, _) in pairwise(sorted(spans)):
        if start < end:
            raise Fault(f"the parts of {field!r} overlap")
    return spans


def _find_one(sheet: Sheet, place: str) -> Span:
    match = _PLACE.fullmatch(place)
    if not match:
        raise Fault(f"{place.strip()!r} is no place: write 3: words, or 3#2: words for the second")
    first, last, nth, words = match.groups()
    first, last = int(first), int(last or first)
    if not first <= last < len(sheet.sentences):
        raise Fault(f"there is no sentence {last}")
    lower, upper = sheet.sentences[first][0], sheet.sentences[last][1]
    words = words.strip()
    if words == "*":
        return lower, upper
    begin, elided, end = (part.strip() for part in words.partition("[..]"))
    start, stop = _locate(sheet, begin, lower, sheet.sentences[first][1], nth)
    if not elided:
        return start, stop
    closing = matches(sheet, end, stop, upper)
    if not closing:
        raise Fault(f"{end!r} does not stand behind {begin!r} in sentence {first} to {last}")
    inside = [span for span in closing if span[0] >= sheet.sentences[last][0]]
    return start, (inside or closing[-1:])[0][1]


def _locate(sheet: Sheet, words: str, lower: int, upper: int, nth: str | None) -> Span:
    found = matches(sheet, words, lower, upper)
    if not found:
        raise Fault(f"{words!r} does not stand in that sentence (literally, case and marks too)")
    if nth:
        if int(nth) > len(found):
            raise Fault(f"{words!r} stands there only {len(found)} times")
        return found[int(nth) - 1]
    if len(found) > 1:
        raise Fault(f"{words!r} stands there {len(found)} times: say which, as in 3#2: {words}")
    return found[0]


def matches(sheet: Sheet, words: str, lower: int, upper: int) -> list[Span]:
    """Where words stand whole between two offsets, whatever space is between them."""
    if not words:
        raise Fault("words are missing")
    pattern = r"\s+".join(map(re.escape, words.split()))
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    area = re.compile(left + pattern + right)
    return [m.span() for m in area.finditer(sheet.text, lower, upper) if m.end() <= upper]
