"""The corpus' articles as training passages: own tokens, gold quotes, what the rules found."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from presseschau.annotate.model.clues import (
    TYPES,
    RuleQuote,
    rule_quotes,
    segments,
    sentence_of,
    token_clues,
)
from presseschau.annotate.model.quote_heads import MEDIA
from presseschau.annotate.rules.names import find_mentions
from presseschau.annotate.rules.speech import find_quotes
from presseschau.core.tables import Span
from presseschau.core.text import Document, read_document
from workshop.corpus.rows import Article
from workshop.gold.wikinews import project

#: The parts of a quote that are learned; the quote itself comes first.
ROLES = ("spans", "speaker", "cue", "frame", "addressee")
_LONGEST = 500  # tokens


class Gold(NamedTuple):
    """A gold quote in the tokens of a passage: one array of tokens for each of ``ROLES``."""

    parts: tuple[np.ndarray, ...]
    kind: int
    medium: int

    @property
    def span(self) -> Span:
        """First and last token, with what stands between (an inserted frame) included."""
        return int(self.parts[0][0]), int(self.parts[0][-1])


class Passage(NamedTuple):
    """A part of an article; token numbers count from its first token, ``first`` of the article."""

    article: int
    first: int
    clues: np.ndarray
    sentence_of: np.ndarray
    marked: list[Span]
    gold: list[Gold]
    rules: list[RuleQuote]


def read_passages(articles: Sequence[Article]) -> tuple[list[Document], list[Passage]]:
    """Reads articles from their raw text and cuts long ones between sentences, outside quotes.

    Returns:
        The articles as the library reads them, and their passages.
    """
    documents = [read_document(article.text) for article in articles]
    found: list[Passage] = []
    for number, (article, document) in enumerate(zip(articles, documents, strict=True)):
        whole = _whole(number, article, document)
        starts = [first for first, _ in document.sentence_tokens]
        found.extend(_cut(whole, begin, end) for begin, end in _ranges(whole, starts))
    return documents, found


def _whole(number: int, article: Article, document: Document) -> Passage:
    gold = []
    for quote in article.rows["quotes"]:
        parts = tuple(np.array(project(quote[role], document.tokens), np.int64) for role in ROLES)
        if len(parts[0]):
            medium = MEDIA.index(quote["medium"]) if quote["medium"] in MEDIA else len(MEDIA) - 1
            gold.append(Gold(parts, TYPES.index(quote["type"]), medium))
    marked = segments(document)
    rules = rule_quotes(document, find_quotes(document, find_mentions(document)))
    clues = token_clues(document, marked)
    return Passage(number, 0, clues, sentence_of(document), marked, gold, rules)


def _ranges(passage: Passage, starts: Sequence[int]) -> list[Span]:
    size = len(passage.clues)
    free = np.ones(size + 1, bool)
    for gold in passage.gold:
        first, last = gold.span
        free[first + 1 : last + 1] = False
    cuts = [start for start in starts if start and free[start]] + [size]
    ranges = []
    begin = 0
    while begin < size:
        near = [cut for cut in cuts if begin < cut <= begin + _LONGEST]
        end = near[-1] if near else next(cut for cut in cuts if cut > begin)
        ranges.append((begin, end))
        begin = end
    return ranges


def _cut(passage: Passage, begin: int, end: int) -> Passage:
    def inside(tokens: np.ndarray) -> np.ndarray:
        return tokens[(tokens >= begin) & (tokens < end)] - begin

    return Passage(
        passage.article,
        begin,
        passage.clues[begin:end],
        passage.sentence_of[begin:end],
        [(a - begin, b - begin) for a, b in passage.marked if begin <= a and b < end],
        [
            gold._replace(parts=tuple(map(inside, gold.parts)))
            for gold in passage.gold
            if begin <= gold.span[0] and gold.span[1] < end
        ],
        [
            rule._replace(
                tokens=rule.tokens - begin,
                speaker=inside(rule.speaker),
                cue=inside(rule.cue),
                frame=inside(rule.frame),
            )
            for rule in passage.rules
            if begin <= rule.tokens[0] and rule.tokens[-1] < end
        ],
    )
