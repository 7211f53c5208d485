"""Reported speech as a table: rows from what an annotator found, and the actor who speaks."""

from collections.abc import Iterable

import pandas as pd

from presseschau.annotator import Quote
from presseschau.rules.cues import cue_stance
from presseschau.tables import Span, conform, format_spans, parse_spans


def quote_rows(article_id: str, text: str, quotes: Iterable[Quote]) -> list[dict]:
    """Gives the quotes of one article as rows of the table quotes, still without actors."""
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


def link_speakers(quotes: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Gives each quote the actor who speaks: the last person or organisation in its speaker.

    A person wins over an organisation ("Ellen Mitchell von The Hill"); a speaker without a name
    ("ein Sprecher") keeps an empty ``actor_id``.
    """
    names = mentions[mentions["kind"].isin(["PER", "ORG"]) & ~mentions["derived"]]
    by_article = dict(list(names.groupby("article_id")))
    actors = [
        _speaker(parse_spans(row.speaker_spans), by_article.get(row.article_id))
        for row in quotes.itertuples()
    ]
    return conform(
        quotes.assign(actor_id=pd.Series(actors, index=quotes.index, dtype=str)), "quotes"
    )


def _speaker(spans: list[Span], names: pd.DataFrame | None) -> str:
    if names is None:
        return ""
    for start, end in spans:
        inside = names[(names["start"] < end) & (names["end"] > start)]
        if len(inside):
            people = inside[inside["kind"] == "PER"]
            return (people if len(people) else inside)["actor_id"].iloc[0]
    return ""
