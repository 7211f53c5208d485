"""Reported speech as a table: rows from what an annotator found."""

from collections.abc import Iterable

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.cues import cue_stance
from presseschau.core.tables import Span, format_spans


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
