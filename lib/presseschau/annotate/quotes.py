"""Reported speech as a table: rows from what an annotator found."""

import re
from collections.abc import Iterable

from presseschau.annotate.annotator import Quote, in_order
from presseschau.annotate.rules.stances import cue_stance
from presseschau.core.tables import Span, format_spans
from presseschau.core.text import Document

#: The most words that marks only set apart.
_FEW = 2
_LEAST_HEARSAY = 0.3
#: Verbs for plans, which are not yet said.
_INTENTION = re.compile(
    r"(?i)(?:plan(?:t|te|en|ten)|beabsichtig(?:t|te|en|ten)|will|woll(?:en|te|ten)|prüf(?:t|te|en|ten)"
    r"|erwäg(?:t|en)|erwog(?:en)?|ha(?:t|ben|tte|tten) vor)"
)
#: Speech that goes on over sentences without a frame.
GOING_ON = "IndirectFreeIndirect"


def is_free(quote: Quote) -> bool:
    """Whether a quote goes on with another's speech, without a cue of its own."""
    return quote.type == GOING_ON and not quote.cue


def shown(document: Document, quotes: Iterable[Quote]) -> list[Quote]:
    """The quotes that a report shows: no word set apart inside another, a row a sentence.

    A marked piece that is the smaller part of other speech of the same speaker is no quotation of
    its own; speech that goes on over sentences without frame and marks is one a sentence.
    """
    found: list[Quote] = []
    for quote in in_order(quotes):
        if quote.type == "Direct" and any(_is_part(quote, outer) for outer in found):
            continue
        if _is_set_apart(document.text, quote) or _is_doubtful(document.text, quote):
            continue
        found += _by_sentence(document, quote) if quote.type == GOING_ON else [quote]
    return found


def _is_set_apart(text: str, quote: Quote) -> bool:
    """Whether marks only set a word or two apart: "der „Deal“", but not "„Nein“, sagte sie"."""
    said = text[slice(*quote.whole)]
    if quote.type != "Direct" or len(said.split()) > _FEW:
        return False
    whole = said.rstrip("“”\"»«‘'").endswith((".", "!", "?"))
    return not whole and not text.startswith(",", quote.spans[-1][1])


def _is_doubtful(text: str, quote: Quote) -> bool:
    """Whether a sentence is rather a plan or hearsay than what somebody said."""
    cue = " ".join(text[start:end] for start, end in quote.cue)
    unsure = quote.type == "FreeIndirect" and quote.score < _LEAST_HEARSAY
    return unsure or bool(_INTENTION.fullmatch(cue))


def _is_part(quote: Quote, outer: Quote) -> bool:
    (start, end), (first, last) = quote.whole, outer.whole
    inside = first <= start and end <= last and 2 * (end - start) < last - first
    return inside and (outer.speaker == quote.speaker or not quote.speaker)


def _by_sentence(document: Document, quote: Quote) -> Iterable[Quote]:
    for start, end in document.sentences:
        inside = [(max(start, a), min(end, b)) for a, b in quote.spans if a < end and start < b]
        if inside:
            yield quote._replace(spans=tuple(inside))


def quote_rows(article_id: str, text: str, quotes: Iterable[Quote]) -> list[dict]:
    """The quotes of one article as rows of the table quotes, still without actors."""
    return [_row(article_id, text, n, quote) for n, quote in enumerate(quotes)]


def _row(article_id: str, text: str, number: int, quote: Quote) -> dict:
    cue = _surface(text, quote.cue)
    return {
        "article_id": article_id,
        "quote": number,
        "start": quote.spans[0][0],
        "end": quote.spans[-1][1],
        "text": _surface(text, quote.spans),
        "spans": format_spans(quote.spans),
        "type": quote.type,
        "medium": quote.medium,
        "cue": cue,
        "cue_spans": format_spans(quote.cue),
        "cue_stance": cue_stance(cue.split()) if cue else "",
        "frame": _surface(text, quote.frame),
        "frame_spans": format_spans(quote.frame),
        "speaker": _surface(text, quote.speaker),
        "speaker_spans": format_spans(quote.speaker),
        "speaker_start": quote.speaker[0][0] if quote.speaker else -1,
        "speaker_end": quote.speaker[-1][1] if quote.speaker else -1,
        "addressee": _surface(text, quote.addressee),
        "score": quote.score,
    }


def _surface(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)
