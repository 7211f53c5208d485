"""Sentences and tokens of German text, offline and with exact offsets."""

import re
from functools import cache
from typing import NamedTuple

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from presseschau.tables import Span


class Document(NamedTuple):
    """A text with its sentences and tokens as spans, ``text[start:end]`` being the surface.

    ``sentence_tokens`` holds, for each sentence, the range ``(first, last + 1)`` of its tokens.
    """

    text: str
    sentences: list[Span]
    tokens: list[Span]
    sentence_tokens: list[Span]

    def words(self) -> list[str]:
        """Gives the surface of every token."""
        return [self.text[start:end] for start, end in self.tokens]


_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*", re.UNICODE)
_MARKS = r"\[\](){}<>;@#$%&?!*\"«»“”„‘’‚‹›`\u2012-\u2015…"
_TOKEN = re.compile(
    rf"\.{{2,}}|--+|[{_MARKS}]|(?:[^\s{_MARKS}:,.-]|[:,](?=\d)|\.(?!\.)|-(?!-))+|\S"
)
_CLOSERS = "])}>\"'»«”“’‘›‹"


def read_document(text: str) -> Document:
    """Splits a text into sentences and tokens."""
    sentences = split_sentences(text)
    tokens: list[Span] = []
    ranges: list[Span] = []
    for start, end in sentences:
        first = len(tokens)
        tokens.extend(tokenize(text, start, end))
        ranges.append((first, len(tokens)))
    return Document(text, sentences, tokens, ranges)


def split_sentences(text: str) -> list[Span]:
    """Gives the sentences of a text as spans, without surrounding white space."""
    spans = []
    for paragraph in _PARAGRAPH.finditer(text):
        offset = paragraph.start()
        for start, end in _splitter().span_tokenize(paragraph.group()):
            piece = text[offset + start : offset + end]
            if piece.strip():
                start += len(piece) - len(piece.lstrip())
                spans.append((offset + start, offset + end - len(piece) + len(piece.rstrip())))
    return spans


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Gives the tokens of one sentence, ``text[start:end]``, as spans of the whole text."""
    spans = [
        match.span() for match in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]
    last = len(spans) - 1
    while last > 0 and text[spans[last][0] : spans[last][1]] in _CLOSERS:
        last -= 1
    if last >= 0:
        first, stop = spans[last]
        if stop - first > 1 and text[stop - 1] == "." and text[stop - 2] != ".":
            spans[last : last + 1] = [(first, stop - 1), (stop - 1, stop)]
    return spans


@cache
def _splitter() -> PunktSentenceTokenizer:
    from punkt.data import german

    parameters = PunktParameters()
    parameters.abbrev_types = set(german.ABBREV_TYPES)
    parameters.collocations = set(german.COLLOCATIONS)
    parameters.sent_starters = set(german.SENT_STARTERS)
    parameters.ortho_context.update(german.ORTHO_CONTEXT)
    return PunktSentenceTokenizer(parameters)
