"""Objects that stand where subjects do: "Der Ministerin warf er vor", "sagte sie dem Sender"."""

import re
from bisect import bisect_left

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.nominals import noun_phrase
from presseschau.core.tables import Span
from presseschau.core.text import Document

_PRONOUN = re.compile(r"(?:er|sie|Er|Sie)(?=\s(?!selbst|und|,)(?:dem|der|den|[A-ZÄÖÜ„\"»]))")
#: Verbs with a dative in front of which the one stands who is told, blamed or praised.
_DATIVE_VERB = re.compile(
    r"\b(?:w[ai]rf\w*|w[eü]rf\w*|hielt\w*|hält|halte\w*|unterstell\w*|bescheinig\w*|attestier\w*"
    r"|kreidet\w*|gratulier\w*|dank(?:t|te|e|ten)|riet\w*|rät|rate|versprach\w*|verspricht"
    r"|ha(?:t|be|tte)|entgegnet\w*|antwortet\w*)\b"
)
#: "der Deutschen Welle" is never a subject; behind a name it is whom that one told something.
_TOLD = re.compile(r"der\s[A-ZÄÖÜa-zäöüß]\w*en\s[A-ZÄÖÜ]")
_NAME = re.compile(r"\s(?:[a-zäöü]+\s)?[A-ZÄÖÜ][\w’'-]*(?:\s[A-ZÄÖÜ][\w’'-]*){0,4}\s")
_DATIVE = re.compile(
    r"(?:[Dd]em|[Ee]inem|[SsMmIi](?:einem|einer|hrem|hrer)|[Uu]nserer|[Uu]nserem)\s"
    r"|[DdEe](?:er|iner)\s(?:[a-zäöüß]+en\s)*(?:[A-ZÄÖÜ][\w-]*(?:in|ung|heit|keit|schaft|ion"
    r"|regierung|partei|firma|bank|chefin))\b"
)


def with_subjects(document: Document, quotes: list[Quote]) -> list[Quote]:
    """The quotes with the subject as speaker where an object was taken for it or into it."""
    return [_mended(document, quote) for quote in quotes]


def _mended(document: Document, quote: Quote) -> Quote:
    if not quote.speaker:
        return quote
    text = document.text
    start, end = quote.speaker[0][0], quote.speaker[-1][1]
    if pronoun := _PRONOUN.match(text[start:end]):
        return quote._replace(speaker=((start, start + pronoun.end()),))
    cue = next((a for a, _ in quote.cue), -1)
    if _TOLD.match(text[start:end]) and 0 <= cue < start:
        between = text[quote.cue[0][1] : start]
        if _NAME.fullmatch(between):
            return quote._replace(speaker=((quote.cue[0][1] + 1, start - 1),))
    if cue < end or text[end:cue].strip() or not _DATIVE_VERB.match(text, cue):
        return quote
    behind = text[next(b for a, b in quote.cue if a == cue) :]
    accused = bool(_DATIVE.match(text[start:end]))
    pronoun = re.match(r"\s(er|sie|man|ich|wir)\b", behind)
    place = len(text) - len(behind)
    if pronoun:
        return quote._replace(speaker=((place + pronoun.start(1), place + pronoun.end(1)),))
    found = _phrase(document, place) if accused else None
    return quote._replace(speaker=(found,)) if found else quote


def _phrase(document: Document, place: int) -> Span | None:
    """The noun phrase that begins in a place."""
    words = document.words()
    first = bisect_left(document.tokens, (place, place))
    last = next((b for a, b in document.sentence_tokens if a <= first < b), first)
    end = noun_phrase(words, first, last) if first < last else first
    if end == first or words[first].lower() in ("dem", "den", "des"):
        return None
    return document.tokens[first][0], document.tokens[end - 1][1]
