"""One quote over a change of speaker: "Alles gut, sagt Moll. Ich hoffe es, sagt Kern."."""

import re
from collections.abc import Iterable, Sequence

from presseschau.annotate.annotator import Quote, in_order
from presseschau.core.text import Document

#: "Alles gut, sagt Ida Moll.": too few words for a clause.
_SHORT = re.compile(
    r"(?:[A-ZÄÖÜ]\w+ – )?([A-ZÄÖÜ][^.,:;!?\n]{1,25}), (so|sagte?|meinte?|findet|fand|ruft|rief) "
    r"((?:d(?:er|ie) )?[A-ZÄÖÜ][\w.’'-]+(?: [A-ZÄÖÜ][\w’'-]+){0,3})\."
)


def parted_at_frames(
    document: Document, quotes: Sequence[Quote], by_rules: Sequence[Quote]
) -> list[Quote]:
    """The quotes, each that holds a sentence of another's with its frame parted behind that.

    Args:
        document: The text.
        quotes: What was found otherwise.
        by_rules: What the rules found, whose frames at the ends of sentences are looked at.
    """
    text = document.text
    frames = [
        quote
        for quote in by_rules
        if quote.speaker and quote.frame and quote.type != "Reported"
        and quote.frame[0][0] >= quote.spans[-1][1]
        and text.startswith(".", quote.frame[-1][1])
    ]  # fmt: skip
    frames += _short(document)
    found: list[Quote] = []
    for rest in quotes:
        for other in frames:
            if _swallows(rest, other):
                head, rest = _part(text, rest, other)
                found.append(head)
        found.append(rest)
    return in_order(found)


def _short(document: Document) -> Iterable[Quote]:
    """The sentences of a few words with a frame behind them."""
    for start, end in document.sentences:
        if short := _SHORT.fullmatch(document.text, start, end):
            said, cue, speaker = (short.span(n) for n in (1, 2, 3))
            frame = ((said[1], speaker[1]),)
            yield Quote((said,), "Direct", speaker=(speaker,), cue=(cue,), frame=frame)


def _swallows(quote: Quote, other: Quote) -> bool:
    """Whether a quote with a frame runs on behind the full stop of another's frame."""
    start, end = quote.whole
    first, last = other.frame[0][0], other.frame[-1][1]
    return bool(quote.frame) and start < first and last + 1 < end


def _part(text: str, quote: Quote, other: Quote) -> list[Quote]:
    """What is said up to the end of another's frame, and the rest, which is its, too, if free."""
    cut = other.frame[-1][1] + 1
    start = min(quote.spans[0][0], other.spans[0][0])
    head = other._replace(spans=((start, other.spans[-1][1]),), type=quote.type, score=quote.score)
    cue, frame = (tuple(p for p in parts if p[0] >= cut) for parts in (quote.cue, quote.frame))
    spans = tuple((max(a, cut), b) for a, b in quote.spans if b > cut)
    spans = tuple((b - len(text[a:b].lstrip(" .")), b) for a, b in spans)
    speaker = quote.speaker if cue or frame else other.speaker
    rest = quote._replace(spans=spans, cue=cue, frame=frame, speaker=speaker)
    return [head, rest]
