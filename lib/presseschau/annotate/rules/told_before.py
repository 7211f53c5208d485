"""Who said what stands before: "Das teilte die Polizei am Montag mit.", "..., sagte Moll."."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from presseschau.annotate.annotator import Quote, in_order
from presseschau.annotate.quotes import is_free
from presseschau.annotate.rules.nominals import PREPOSITIONS, noun_phrase
from presseschau.core.tables import Span, meet
from presseschau.core.text import Document

_SAYING = (
    r"sagte?n?|berichte(?:t|te|ten|n)|erklärte?n?|melde(?:t|te|ten|n)|bestätigte?n?"
    r"|schr(?:eib|ieb)\w*|behaupte(?:t|te|ten|n)"
)
#: The verb, what belongs to it at the end, and in between who it is.
_TELLS = re.compile(
    r"(?:(?:Das|Dies)(?: alles| zumindest| jedenfalls)? (?:"
    rf"(?P<verb>{_SAYING}|ergab(?:en)?)|(?P<mit>teilte?n?)(?=[^,:]* (?P<m>mit)\b)"
    r"|(?P<gab>g[ai]bt?|gaben|geben)(?=[^,:]* (?P<b>bekannt)\b)"
    r"|(?P<an>kündigte?n?)(?=[^,:]* (?P<a>an)\.)|(?P<stellt>stellte?n?)(?=[^,:]* (?P<f>fest)\.)"
    r"|(?P<geht>geht|ging) aus(?=[^:]* (?P<h>hervor)\b))"
    r"|Zu diese[mr] (?P<kommt>(?:Schluss|Ergebnis|Befund|Erkenntnis) k(?:ommt|ommen|am|amen))"
    r") (?!sich\b|er\b|sie\b|es\b)(?:heute |gestern |zumindest )?[^:„“\"»«?]*\.$"
)
#: The plainest cues behind a whole sentence: no other sense of theirs stands there.
_PLAIN = re.compile(
    rf"so|{_SAYING}|mein(?:t|en|te|ten)|gestand(?:en)?|urteilte?n?|betonte?n?|lobte?n?"
    r"|teilte?n? mit|räum(?:t|te|ten|en) ein|g[ai]bt? zu|gaben zu"
    rf"|wie (?:.* )?(?:{_SAYING}|mitgeteilt\w*|mitteil\w+|beton\w+|ausführ\w+"
    r"|verkünd\w+|begründet\w*|versicher\w+|klargestellt\w*|erläuter\w+|zusammenfass\w+|bekannt\w*)"
    r"(?: ha(?:t|ben))?"
)
#: A source without a verb, and who it is: no "nach dem Treffen".
_SOURCE = re.compile(
    r"(?i)(?:laut|zufolge|demnach) .*"
    r"|nach (?:.* )?[\w-]*(?:angaben?|einschätzung|ansicht|meinung|auskunft)\b.*"
)
#: What begins so has no main clause of its own in front of the cue, or is asked.
_FRONTED = re.compile(
    r"(?:D(?:a|ass|amit|urch)|Wenn|Während|Nachdem|Sollten?|Als|Sobald|Auf|Zu[rm]?|Ob|Weil|Obwohl"
    r"|Bis|Zwar|Wie|Seit|Trotz|Falls|Um|Ohne|Nach|Vor|Beim?)\b|[A-ZÄÖÜ]+: "
)
#: "Dass es regnet, will Moll nicht gelten lassen": what is behind the one who speaks so.
_CONTENT_FIRST = re.compile(
    r"(?P<said>(?:Dass|Ob) [^.!?:;„“\"\n]{8,220}), "
    r"(?P<verb>will|wollen|wollten?|lässt|lassen|ließ(?:en)?|sieht|sehen|sah(?:en)?|hält|halten"
    r"|hielt(?:en)?|glaub(?:t|te|en|ten)) "
    r"(?:auch )?(?P<who>(?:d(?:er|ie|as) )?[A-ZÄÖÜ][\w’-]*"
    r"(?: (?:und |der |von )?[A-ZÄÖÜ][\w’-]*){0,4}) "
    r"(?P<rest>(?:(?:das |so |aber |jedoch )*nicht (?:(?:gelten|stehen) ?lassen|gelten|hinnehmen"
    r"|akzeptieren|glauben|wahrhaben)|(?:[a-z]+ )?(?:als|für|so|skeptisch|kritisch|gelassen"
    r"|anders)\b[^,„“]*|nicht))\."
)
#: "glaubt Moll nicht", but "sieht Moll nicht".
_NO_REST = re.compile(r"(?!glaub)\w+ .* nicht")
_LEAST_WORDS = 5
_PARTS = ("verb", "mit", "m", "gab", "b", "an", "a", "stellt", "f", "geht", "h", "kommt")
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
    sure = [quote for quote in quotes if quote.type != "FreeIndirect"]  # that is hearsay
    for n, sentence in enumerate(document.sentences[1:], 1):
        told = _TELLS.match(text, *sentence)
        before = _told(document, n) if told else sentence
        if not told or not _is_open(before, sure):
            continue
        cue = tuple(told.span(part) for part in _PARTS if told[part])
        speaker = _source(text, cue) if told["geht"] else _speaker(document, cue[0][1], sentence[1])
        if not speaker:
            continue
        start = place.end() if (place := _DATELINE.match(text, *before)) else before[0]
        own = {"speaker": (speaker,), "cue": cue, "frame": ((sentence[0], sentence[1] - 1),)}
        found = [
            q for q in found
            if not (q.type == "Reported" and meet(q.spans[0], sentence))
            and not (q.type == "FreeIndirect" and meet(q.spans[0], before))
        ]  # fmt: skip
        said = ((start, before[1] - text[start : before[1]].endswith(".")),)
        place = before[0], sentence[1]
        found = _with_framed(text, found, place, Quote(said, "Indirect", **own, score=_SCORE))
    return in_order(found)


def with_content_first(document: Document, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes with each free "Dass es regnet, sieht Moll als Problem"."""
    found = list(quotes)
    for sentence in document.sentences:
        front = _CONTENT_FIRST.fullmatch(document.text, *sentence)
        if not front or not _is_open(sentence, found):
            continue
        if _NO_REST.fullmatch(" ".join(front.group("verb", "who", "rest"))):
            continue
        own = {"speaker": (front.span("who"),), "cue": (front.span("verb"), front.span("rest"))}
        frame = (front.end("said"), sentence[1] - 1)
        own |= {"frame": (frame,), "score": _SCORE}
        found = _with_framed(
            document.text, found, sentence, Quote((front.span("said"),), "Indirect", **own)
        )
    return in_order(found)


def with_framed(
    document: Document, quotes: Sequence[Quote], by_rules: Sequence[Quote]
) -> list[Quote]:
    """The quotes with each free sentence that ends in ", sagte Moll" or has "laut Moll" in it.

    Args:
        document: The text.
        quotes: What was found otherwise.
        by_rules: What the rules found, whose frames are looked at.
    """
    found = list(quotes)
    for quote in by_rules:
        said = quote.spans[0]
        if quote.type != "Indirect" or not quote.speaker or not quote.frame:
            continue
        cue, who = (_words(document.text, part) for part in (quote.cue, quote.speaker))
        whole = next(s for s in document.sentences if s[0] <= said[0] < s[1])
        free = _is_open(whole, found)
        rest = document.text[quote.speaker[-1][1] : quote.frame[-1][1]].strip(" .")
        plain = _PLAIN.fullmatch(cue) and not (cue == "so" and rest)
        framed = plain and not _is_fronted(document.text, quote)
        if free and (framed or _SOURCE.fullmatch(f"{cue} {who}")):
            found = _with_framed(document.text, found, whole, quote)
    return in_order(found)


def _words(text: str, parts: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in parts)


def _is_open(place: Span, quotes: Sequence[Quote]) -> bool:
    """Whether nothing stands in a place but speech that was taken to go on there."""
    inside = [q for q in quotes if any(meet(part, place) for part in q.spans)]
    return all(is_free(quote) for quote in inside)


def _with_framed(text: str, quotes: Sequence[Quote], place: Span, quote: Quote) -> list[Quote]:
    """The quotes with one that has a frame, instead of what was taken to go on in its place."""
    found: list[Quote] = []
    for other in quotes:
        if is_free(other):
            around = [((a, min(b, place[0])), (max(a, place[1]), b)) for a, b in other.spans]
            spans = tuple((a, b) for pair in around for a, b in pair if text[a:b].strip())
            other = other._replace(spans=spans)
        if other.spans:
            found.append(other)
    return [*found, quote]


def _is_fronted(text: str, quote: Quote) -> bool:
    """Whether no whole clause stands in front of a quote's frame, or that does not stand behind."""
    start, end = quote.spans[0]
    few = len(text[start:end].split()) < _LEAST_WORDS
    framed = bool(quote.frame) and quote.frame[0][0] >= quote.spans[-1][1]
    none = _FRONTED.match(text, start) or text[start].islower()
    return bool(few or none or not framed or quote.speaker[0][0] < end)


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
