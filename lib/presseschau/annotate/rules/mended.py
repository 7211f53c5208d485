"""Quotes that are mended: a whole sentence, no heading, nobody who only seems to speak."""

import re
from collections.abc import Sequence

from presseschau.annotate.annotator import Quote
from presseschau.core.text import Document

#: "schloss Gespräche nicht aus": what was taken for its content stands in front of it.
_RULED_OUT = re.compile(r"schl(?:oss|ossen|ießt|ießen)")
_NOT_OUT = re.compile(r"\bnicht aus$")
#: A line without a stop or marks.
_HEADING = re.compile(r"[^\n.!?:;…„“”\"»«]+\n+")
#: What a paper makes of it: "lobte ihn, als wäre nichts gewesen".
_AS_IF = re.compile(
    r", als (?:(?:ob|wenn) .*|(?:wäre|hätte|sei|[a-zäöüß]+e)n? (?:er|sie|es|man|d(?:er|ie|as))\b.*)"
    r"[.!?]?$"
)
#: Nobody in front of it speaks.
_SPOKEN_OF = re.compile(r"(?:ist|war) die Rede|w[iu]rde?n?\b[^,.:]*")


def mended(document: Document, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes as they are meant.

    "Kommt es so, schloss Moll einen Streik nicht aus" is reported whole; the heading in front of
    a quote is none of it, nor what a paper likens a report to; who only stands in its words, or
    in front of "war die Rede", is no speaker.
    """
    text = document.text
    found = [_as_if(text, _below_heading(text, _ruling_out(document, q))) for q in quotes]
    return [q._replace(speaker=()) if _is_unframed(document, q) else q for q in found]


def _ruling_out(document: Document, quote: Quote) -> Quote:
    """The whole sentence, reported, of "Kommt es so, schloss Moll einen Streik nicht aus"."""
    if quote.type != "Indirect" or not quote.cue:
        return quote
    text, (start, end) = document.text, quote.cue[0]
    if not _RULED_OUT.fullmatch(text, start, end):
        return quote
    whole = next(s for s in document.sentences if s[0] <= start < s[1])
    out = _NOT_OUT.search(text[start : whole[1]].rstrip(" .!?"))
    return quote._replace(spans=(whole,), type="Reported", cue=(), frame=()) if out else quote


def _below_heading(text: str, quote: Quote) -> Quote:
    """The quote without the heading that stands in a line of its own in front of it."""
    start, end = quote.spans[0]
    heading = _HEADING.match(text, start, end)
    return quote._replace(spans=((heading.end(), end), *quote.spans[1:])) if heading else quote


def _as_if(text: str, quote: Quote) -> Quote:
    """The act of speech without what the paper compares it with."""
    start, end = quote.spans[-1]
    likened = _AS_IF.search(text, start, end) if quote.type == "Reported" else None
    return quote._replace(spans=(*quote.spans[:-1], (start, likened.start()))) if likened else quote


def _is_unframed(document: Document, quote: Quote) -> bool:
    """Whether who is taken to speak does not: a sentence's own subject, one before "die Rede"."""
    text, cue = document.text, quote.cue
    if cue and quote.speaker and _SPOKEN_OF.fullmatch(text, cue[0][0], cue[-1][1]):
        here = next(s for s in document.sentences if s[0] <= cue[0][0] < s[1])
        return quote.speaker[-1][1] <= here[0]
    free = quote.type in ("IndirectFreeIndirect", "FreeIndirect") and not cue
    return free and any(a <= s and e <= b for s, e in quote.speaker for a, b in quote.spans)
