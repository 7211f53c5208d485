"""Sentences and tokens of German text, offline and with exact offsets."""

from typing import NamedTuple

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
    raise NotImplementedError


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Gives the tokens of one sentence, ``text[start:end]``, as spans of the whole text."""
    raise NotImplementedError
