"""Who said what the sentence before told: "Das teilte die Polizei am Montag mit."."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.nominals import PREPOSITIONS, noun_phrase
from presseschau.core.tables import Span, meet
from presseschau.core.text import Document

_SAYING = r"sagte?n?|berichte(?:t|te|ten|n)|erklärte?n?|meldete?n?|bestätigte?n?|schr(?:eib|ieb)\w*"
#: The verb, what belongs to it at the end, and in between who it is.
_TELLS = re.compile(
    r"(?:Das|Dies)(?: alles| zumindest| jedenfalls)? (?:"
    rf"(?P<verb>{_SAYING})|(?P<mit>teilte?n?)(?=[^,:]* (?P<m>mit)\b)"
    r"|(?P<gab>gab(?:en)?)(?=[^,:]* (?P<b>bekannt)\b)"
    r"|(?P<an>kündigte?n?)(?=[^,:]* (?P<a>an)\.)"
    r"|(?P<geht>geht|ging) aus(?=[^:]* (?P<h>hervor)\b)"
    r") (?!sich\b|er\b|sie\b|es\b)(?:heute |gestern |zumindest )?[^:„“\"»«?]*\.$"
)
_PARTS = ("verb", "mit", "m", "gab", "b", "an", "a", "geht", "h")
#: "Essen – " in front of the first sentence; or a heading without a stop.
_DATELINE = re.compile(r"[A-ZÄÖÜ][^.,;:!?\n–]{1,40} – ?|[^.!?\n]+\n+")
_DAY = re.compile(r" (?:Mon|Diens|Mitt|Donners|Frei|Sams|Sonn)(?:tag|woch)\w*$")
_AT_HAND = re.compile(r"\b(?:vorliegenden?|zugespielten?)\b")
_SCORE = 0.8
_MOST = 2  # sentences


def with_told_before(document: Document, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes with each free sentence that the one behind it says somebody told."""
    text = document.text
    found = list(quotes)
    for n, sentence in enumerate(document.sentences[1:], 1):
        told = _TELLS.match(text, *sentence)
        before = _told(document, n) if told else sentence
        if not told or any(meet(part, before) for quote in quotes for part in quote.spans):
            continue
        cue = tuple(told.span(part) for part in _PARTS if told[part])
        speaker = _source(text, cue) if told["geht"] else _speaker(document, cue[0][1], sentence[1])
        if not speaker:
            continue
        start = place.end() if (place := _DATELINE.match(text, *before)) else before[0]
        own = {"speaker": (speaker,), "cue": cue, "frame": ((sentence[0], sentence[1] - 1),)}
        found = [q for q in found if q.type != "Reported" or not meet(q.spans[0], sentence)]
        said = ((start, before[1] - text[start : before[1]].endswith(".")),)
        found.append(Quote(said, "Indirect", **own, score=_SCORE))
    return sorted(found, key=lambda q: (q.spans[0][0], -q.spans[-1][1]))


def _told(document: Document, n: int) -> Span:
    """The sentence in front of one; a paragraph's first few are told as one."""
    first = n - 1
    sentences = document.sentences
    while first and not _DATELINE.match(document.text, *sentences[first]):
        if "\n" in document.text[sentences[first - 1][1] : sentences[first][0]]:
            break
        first -= 1
    if n - first > _MOST:
        first = n - 1
    return sentences[first][0], sentences[n - 1][1]


def _source(text: str, cue: Sequence[Span]) -> Span | None:
    """What "geht aus einem Bericht der Stadt hervor" names; not "dem der dpa vorliegenden Plan"."""
    start, end = cue[0][1] + len(" aus "), cue[1][0] - 1
    return None if _AT_HAND.search(text, start, end) else (start, end)


def _speaker(document: Document, start: int, end: int) -> Span | None:
    """The first noun phrase in a part of the text, without the day behind it."""
    words = document.words()
    first, last = (bisect_left(document.tokens, (place, place)) for place in (start, end - 1))
    while first < last and (stop := noun_phrase(words, first, last)) == first:
        if words[first].lower() in PREPOSITIONS:
            stop = noun_phrase(words, first + 1, last)
        first = max(stop, first + 1)
    if first == last:
        return None
    start, end = document.tokens[first][0], document.tokens[stop - 1][1]
    day = _DAY.search(document.text, start, end)
    return start, day.start() if day else end
