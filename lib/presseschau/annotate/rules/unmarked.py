"""Verbatim speech without marks: what is said in the first person."""

from collections.abc import Sequence

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.marks import FIRST_PERSON, MARK


def as_spoken(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes, direct where what begins like a sentence is in the first person.

    A paper's own words are not; where no marks are set, nothing else tells verbatim speech.
    """
    return [quote._replace(type="Direct") if _is_spoken(text, quote) else quote for quote in quotes]


def _is_spoken(text: str, quote: Quote) -> bool:
    start, end = quote.spans[0][0], quote.spans[-1][1]
    if quote.type not in ("Indirect", "FreeIndirect") or not text[start].isupper():
        return False
    return bool(FIRST_PERSON.search(text, start, end)) and not MARK.search(text, start, end)
