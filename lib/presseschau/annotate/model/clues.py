"""What the quote heads see beside the encoder's states, as codes: marks, places, the rules."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.clauses import tokens_in
from presseschau.annotate.rules.marks import find_marked
from presseschau.core.tables import Span
from presseschau.core.text import Document

#: How many codes there are in each column of :func:`token_clues`.
TOKEN_SIZES = (4, 8, 8, 8, 14, 4, 17, 4, 2, 2, 2, 5)
#: How many codes there are in each column of :func:`role_clues`.
ROLE_SIZES = (24, 9, 6, 4, 3, 16)
TYPES = ("Indirect", "IndirectFreeIndirect", "FreeIndirect", "Reported", "Direct")
_PUNCTUATION = {mark: code for code, mark in enumerate(',.:;?!„“"()-–', start=1)}
_LONGEST_SEGMENT = 400
_LENGTHS = (2, 3, 4, 5, 7, 10, 15, 25, 40)  # of segments, from which on another code is given
_STEPS = (0, 1, 2, 3, 4, 6, 9, 14, 22, 35, 60)
_SENTENCES = 2  # a role is sought so many sentences before its quote ...
_AFTER = 1  # ... and behind it, and within so many tokens:
_TOKENS_BEFORE, _TOKENS_AFTER = 60, 40


class RuleQuote(NamedTuple):
    """A quote as the rules found it, in tokens; ``kind`` is its place in ``TYPES``."""

    tokens: np.ndarray
    kind: int
    score: float
    speaker: np.ndarray
    cue: np.ndarray
    frame: np.ndarray


def rule_quotes(document: Document, quotes: Iterable[Quote]) -> list[RuleQuote]:
    """Brings the quotes that the rules found into tokens, the longest first."""
    doubled = [start + end for start, end in document.tokens]

    def tokens(spans: Sequence[Span]) -> np.ndarray:
        ranges = [(bisect_left(doubled, 2 * a), bisect_left(doubled, 2 * b)) for a, b in spans]
        return np.array([token for begin, end in ranges for token in range(begin, end)], np.int64)

    found = [
        RuleQuote(
            tokens(quote.spans), TYPES.index(quote.type), quote.score,
            tokens(quote.speaker), tokens(quote.cue), tokens(quote.frame),
        )
        for quote in quotes
    ]  # fmt: skip
    return sorted((q for q in found if len(q.tokens)), key=lambda q: -(q.tokens[-1] - q.tokens[0]))


def segments(document: Document) -> list[Span]:
    """First and last token of all that stands in quotation marks, the marks included."""
    found = [tokens_in(document, mark.start, mark.end) for mark in find_marked(document.text)]
    spans = [(first, end - 1) for first, end in filter(None, found)]
    return sorted(span for span in spans if 1 < span[1] - span[0] < _LONGEST_SEGMENT)


def marked_feed(
    marked: Sequence[Sequence[Span]], offsets: Sequence[int], sizes: Sequence[int]
) -> np.ndarray:
    """Describes marked segments by rows of the heads' states.

    Args:
        marked: First and last tokens of the segments of each text.
        offsets: The row of each text's first token.
        sizes: The tokens of each text.

    Returns:
        For each segment: first, last, token before, token behind, code of its length.
    """
    rows = [
        (
            first + offset,
            last + offset,
            max(first - 1, 0) + offset,
            min(last + 1, size - 1) + offset,
            int(np.searchsorted(_LENGTHS, last - first)),
        )
        for found, offset, size in zip(marked, offsets, sizes, strict=True)
        for first, last in found
    ]
    return np.array(rows, np.int64).reshape(-1, 5)


def token_clues(
    document: Document, marked: list[Span], rules: Sequence[RuleQuote] = ()
) -> np.ndarray:
    """Twelve codes for each token, shape (tokens, 12).

    Marks, place from both ends, shape, sign, paragraph; from the rules the label of the longest
    quote that is not direct, place in a direct quote, cue, frame, speaker, and how sure they are.

    Args:
        document: The text.
        marked: What :func:`segments` finds in it.
        rules: What :func:`rule_quotes` makes of the rules' quotes.
    """
    words = document.words()
    codes = np.zeros((len(words), len(TOKEN_SIZES)), np.int64)
    for first, last in marked:
        codes[first : last + 1, 0] = np.maximum(codes[first : last + 1, 0], 1)
        codes[first, 0], codes[last, 0] = 2, 3
    for first, last in document.sentence_tokens:
        places = np.arange(first, last)
        codes[first:last, 1] = np.minimum(places - first, 7)
        codes[first:last, 2] = np.minimum(last - 1 - places, 7)
        start = document.tokens[first][0] if last > first else 0
        new = start == 0 or "\n" in document.text[max(0, start - 3) : start]
        codes[first:last, 5] = 2 if new else 0
        codes[first : first + 1, 5] = 3 if new else 1
    codes[:, 3] = [_shape(word) for word in words]
    codes[:, 4] = [_PUNCTUATION.get(word, 0) for word in words]
    add_rules(codes, rules)
    return codes


def add_rules(codes: np.ndarray, rules: Sequence[RuleQuote]) -> None:
    """Writes what the rules found into the last six columns of :func:`token_clues`."""
    for quote in rules:
        first, last = quote.tokens[0], quote.tokens[-1]
        if quote.kind == len(TYPES) - 1:
            codes[first : last + 1, 7] = 2
            codes[last, 7], codes[first, 7] = 3, 1
        elif not codes[first : last + 1, 6].any():
            label = 1 + 4 * quote.kind
            codes[first : last + 1, 6] = label + 1
            codes[last, 6], codes[first, 6] = label + 2, label if last > first else label + 3
            codes[first : last + 1, 11] = 1 + np.searchsorted((0.3, 0.5, 0.7), quote.score)
        for column, part in ((8, quote.cue), (9, quote.frame), (10, quote.speaker)):
            codes[part, column] = 1


def _shape(word: str) -> int:
    if word.isupper() and len(word) > 1:
        return 1
    if word[:1].isupper():
        return 2 if "-" in word else 3
    if word.islower():
        return 4
    if word[:1].isdigit():
        return 5
    return 6 if not word[:1].isalnum() else 7


def sentence_of(document: Document) -> np.ndarray:
    """The number of the sentence of each token."""
    sizes = [last - first for first, last in document.sentence_tokens]
    return np.repeat(np.arange(len(sizes)), sizes)


def role_window(sentence_of: np.ndarray, quote: Span) -> Span:
    """The token range, last one not included, in which the roles of a quote are sought."""
    first, last = quote
    begin = np.searchsorted(sentence_of, sentence_of[first] - _SENTENCES)
    end = np.searchsorted(sentence_of, sentence_of[last] + _AFTER, side="right")
    return int(max(begin, first - _TOKENS_BEFORE)), int(min(end, last + 1 + _TOKENS_AFTER))


def role_clues(
    sentence_of: np.ndarray,
    quote: Span,
    kind: int,
    window: Span,
    others: list[Span],
    rules: Sequence[RuleQuote] = (),
) -> np.ndarray:
    """Where each token of a window stands towards the quote: six codes, shape (tokens, 6).

    The last one tells what the token is in the rules' quote that overlaps most with this one.

    Args:
        sentence_of: The sentence of each token of the text.
        quote: First and last token of the quote.
        kind: Place of its type in ``TYPES``.
        window: What :func:`role_window` finds for it.
        others: First and last tokens of the text's other quotes.
        rules: The quotes that the rules found in the text.
    """
    first, last = quote
    tokens = np.arange(*window)
    before, behind = tokens < first, tokens > last
    inside = ~(before | behind)
    distance = np.where(before, first - tokens, np.where(behind, tokens - last, 0))
    step = np.searchsorted(_STEPS, distance)
    codes = np.zeros((len(tokens), len(ROLE_SIZES)), np.int64)
    codes[:, 0] = np.where(behind, step + len(_STEPS), step)
    anchor = np.where(before, sentence_of[first], sentence_of[last])
    apart = np.where(inside, 0, sentence_of[tokens] - anchor)
    codes[:, 1] = np.clip(apart, -4, 4) + 4
    codes[inside, 2] = kind + 1
    codes[inside, 3] = 3
    codes[tokens == last, 3] = 2
    codes[tokens == first, 3] = 1
    taken = np.zeros(len(sentence_of), bool)
    for begin, end in others:
        taken[begin : end + 1] = True
    codes[:, 4] = taken[tokens]
    same = _same_quote(quote, rules)
    if same:
        parts = np.zeros(len(sentence_of), np.int64)
        for bit, part in enumerate((same.speaker, same.cue, same.frame, same.tokens)):
            parts[part] |= 1 << bit
        codes[:, 5] = parts[tokens]
    return codes


def _same_quote(quote: Span, rules: Sequence[RuleQuote]) -> RuleQuote | None:
    """Finds the rules' quote that shares at least three tenths with this one, and most of all."""
    first, last = quote
    best, most = None, 0.3
    for rule in rules:
        begin, end = rule.tokens[0], rule.tokens[-1]
        both = min(last, end) - max(first, begin) + 1
        share = both / (max(last, end) - min(first, begin) + 1)
        if share > most:
            best, most = rule, share
    return best
