"""Articles to learn quotes from, some also without their marks, as archives lose them."""

import random
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from presseschau.annotate.rules.marks import find_marked
from presseschau.core.tables import Span
from workshop.corpus.rows import Article, load_corpus

_FURTHER = 260  # texts, a fourth of the articles
_FRAGMENT = 4  # words; what is shorter is no quote any more without its marks


def training_articles(data: Path) -> list[Article]:
    """The articles of the corpus to learn from, and some of them once more, without their marks."""
    articles = list(load_corpus(data / "wikinews-quotes" / "train", splits=["train"]))
    further = [lost for article in articles if (lost := unmarked(article))]
    random.Random(5).shuffle(further)
    return articles + further[:_FURTHER]


def unmarked(article: Article) -> Article | None:
    """The article without the marks of its direct quotes, all places moved along.

    Pieces of a few words in marks are no longer rows of their own, as a reader without the marks
    would not see them. There is none where no direct quote with a frame stands in marks.
    """
    text, quotes = article.text, article.rows["quotes"]
    edges = {edge for mark in find_marked(text) for edge in ((mark.start, 0), (mark.end, 1))}
    spoken = [tuple(span) for row in quotes if row["type"] == "Direct" for span in row["spans"]]
    lost = sorted(
        {start for start, _ in spoken if (start, 0) in edges and not text[start].isalnum()}
        | {end - 1 for _, end in spoken if (end, 1) in edges and not text[end - 1].isalnum()}
    )
    if not lost or not any(row["type"] == "Direct" and row["cue"] for row in quotes):
        return None
    rows = {
        layer: [_moved(row, lost) for row in found if not _fragment(text, row)]
        for layer, found in article.rows.items()
    }
    gone = set(lost)
    kept = "".join(sign for place, sign in enumerate(text) if place not in gone)
    return article._replace(text=kept, rows=rows)


def _fragment(text: str, row: dict) -> bool:
    return row.get("type") == "Direct" and len(text[row["start"] : row["end"]].split()) < _FRAGMENT


def _moved(row: dict, lost: Sequence[int]) -> dict:
    moved = dict(row)
    for name in ("start", "end"):
        if name in row:
            moved[name] = row[name] - bisect_left(lost, row[name])
    for name in ("spans", "speaker", "cue", "frame", "addressee", "words"):
        if name in row:
            moved[name] = [_span(span, lost) for span in row[name]]
    return moved


def _span(span: Sequence[int], lost: Sequence[int]) -> Span:
    return tuple(place - bisect_left(lost, place) for place in span)
