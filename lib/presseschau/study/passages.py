"""Passages: sentences and quotes as runs of tokens, and which of them a token stands in."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from presseschau.core.tables import parse_spans


class Passages(NamedTuple):
    """Pairs of a token and a passage around it, by token; the first and last token of each."""

    token: np.ndarray
    passage: np.ndarray
    first: np.ndarray
    last: np.ndarray


class Order(NamedTuple):
    """Where tokens begin, as numbers that ascend through all articles."""

    articles: pd.Index
    step: int
    begins: np.ndarray

    def number(self, article_ids: pd.Series, offsets: np.ndarray) -> np.ndarray:
        """The numbers of places in articles; those of unknown articles come before all tokens."""
        return self.articles.get_indexer(article_ids) * self.step + offsets


def order_of(tokens: pd.DataFrame) -> Order:
    """The order of tokens, which come article by article."""
    article, ids = pd.factorize(tokens["article_id"])
    step = int(tokens["end"].max()) + 1 if len(tokens) else 1
    return Order(pd.Index(ids), step, article * step + tokens["start"].to_numpy(dtype=np.int64))


def tokens_at(rows: pd.DataFrame, order: Order) -> np.ndarray:
    """The tokens in which rows with article_id and start begin."""
    number = order.number(rows["article_id"], rows["start"].to_numpy(dtype=np.int64))
    found = np.searchsorted(order.begins, number, "right") - 1
    return np.unique(found[found >= 0])


def sentences_of(tokens: pd.DataFrame) -> Passages:
    """The sentences of tokens, numbered in their order."""
    article, _ = pd.factorize(tokens["article_id"])
    sentence = tokens["sentence"].to_numpy()
    begins = np.ones(len(tokens), dtype=bool)
    begins[1:] = (article[1:] != article[:-1]) | (sentence[1:] != sentence[:-1])
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(tokens)) - 1
    return Passages(np.arange(len(tokens)), np.cumsum(begins) - 1, first, last)


def spans_of(quotes: pd.DataFrame, order: Order) -> Passages:
    """Quotes, numbered by their rows; what stands between the spans of one is no part of it."""
    cells = enumerate(quotes["spans"])
    spans = [(row, *span) for row, cell in cells for span in parse_spans(cell)]
    row, start, end = np.array(spans, dtype=np.int64).reshape(-1, 3).T
    ids = quotes["article_id"].iloc[row]
    begin = np.searchsorted(order.begins, order.number(ids, start))
    count = np.searchsorted(order.begins, order.number(ids, end)) - begin
    token, quote = _runs(begin, count), np.repeat(row, count)
    sort = np.lexsort((quote, token))
    first, last = np.full(len(quotes), len(order.begins)), np.full(len(quotes), -1)
    np.minimum.at(first, quote, token)
    np.maximum.at(last, quote, token)
    return Passages(token[sort], quote[sort], first, last)


def innermost(passages: Passages, size: int) -> np.ndarray:
    """The shortest passage around each of so many tokens; -1 where there is none."""
    found = np.full(size, -1)
    length = (passages.last - passages.first)[passages.passage]
    sort = np.argsort(-length, kind="stable")
    found[passages.token[sort]] = passages.passage[sort]  # what is written last stays
    return found


def within(passages: Passages, first: np.ndarray, length: int = 1) -> np.ndarray:
    """Runs of so many tokens, each in every passage that holds it: passage, first, last token."""
    begin = np.searchsorted(passages.token, first)
    count = np.searchsorted(passages.token, first, "right") - begin
    first, passage = np.repeat(first, count), passages.passage[_runs(begin, count)]
    last = first + length - 1
    return np.column_stack([passage, first, last])[last <= passages.last[passage]]


def _runs(begin: np.ndarray, count: np.ndarray) -> np.ndarray:
    """So many numbers from each beginning on, one run after the other."""
    before = np.cumsum(count) - count
    return np.arange(count.sum()) + np.repeat(begin - before, count)
