"""Words of a corpus in a row, laid out by form, so that looking one up costs only its hits."""

import re
from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd

from presseschau.annotate.lexicon import lemma
from presseschau.study.conditions import Condition, Term
from presseschau.study.passages import Passages, within


class Words(NamedTuple):
    """Tokens by their form; ``number`` counts the words before each, marks left out."""

    form: np.ndarray
    at: dict[int, np.ndarray]  # the tokens of each form
    number: np.ndarray
    written: dict[str, list[int]]  # the forms of a spelling
    lemmas: dict[str, list[int]]  # the forms of a spelling or lemma, without capitals


def lay_out(tokens: pd.Series) -> Words:
    """The words of tokens, which stand one after the other."""
    form, forms = pd.factorize(tokens)
    at = pd.Series(form).groupby(form).indices
    is_word = np.array([any(map(str.isalnum, text)) for text in forms], dtype=bool)
    number = np.cumsum(is_word[form])
    written, lemmas = {text: [n] for n, text in enumerate(forms)}, defaultdict(list)
    for n, text in enumerate(forms):
        for key in {text.casefold(), lemma(text).casefold()}:
            lemmas[key].append(n)
    return Words(form, at, number, written, lemmas)


def find(condition: Condition, words: Words, passages: Passages, exact: bool) -> np.ndarray:
    """The places that fulfil a condition within one passage: passage, first and last token."""
    if isinstance(condition, Term):
        return within(passages, places(condition, words, exact), len(condition.words))
    left = find(condition.left, words, passages, exact)
    right = find(condition.right, words, passages, exact)
    if condition.by == "NOT":
        return left[~np.isin(left[:, 0], right[:, 0])]
    if condition.by == "AND":
        return both(left, right)
    if condition.by == "NEAR":
        near = _near(left, right, words.number, condition.apart)
        left, right = left[near], right[_near(right, left, words.number, condition.apart)]
    return np.concatenate([left, right])


def both(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The places of two sets in the passages that have some of either."""
    shared = np.intersect1d(left[:, 0], right[:, 0])
    together = np.concatenate([left, right])
    return together[np.isin(together[:, 0], shared)]


def places(term: Term, words: Words, exact: bool) -> np.ndarray:
    """The first token of every place of a term; the rarest of its words is looked up."""
    fitting = [_forms(word, words, exact) for word in term.words]
    rarest = int(np.argmin([sum(len(words.at[n]) for n in forms) for forms in fitting]))
    parts = [words.at[n] for n in fitting[rarest]]
    first = np.sort(np.concatenate([np.empty(0, dtype=np.intp), *parts])) - rarest
    first = first[(first >= 0) & (first + len(fitting) <= len(words.form))]
    for place, forms in enumerate(fitting):
        first = first[np.isin(words.form[first + place], forms)]
    return first


def _forms(word: str, words: Words, exact: bool) -> list[int]:
    known = words.written if exact else words.lemmas
    if "*" not in word:
        keys = {word} if exact else {word.casefold(), lemma(word).casefold()}
        return sorted({n for key in keys for n in known.get(key, ())})
    parts = map(re.escape, (word if exact else word.casefold()).split("*"))
    fits = re.compile(r"[\w-]*".join(parts)).fullmatch
    longest = max(word.split("*"), key=len)
    longest = longest if exact else longest.casefold()
    return sorted({n for key in known if longest in key and fits(key) for n in known[key]})


def _near(these: np.ndarray, those: np.ndarray, number: np.ndarray, apart: int) -> np.ndarray:
    """Tells which of these places have one of those at most so many words away, and not in them."""
    step = number.max(initial=0) + apart + 2
    begins = np.sort(those[:, 0] * step + number[those[:, 1]])
    ends = np.sort(those[:, 0] * step + number[those[:, 2]])
    first = these[:, 0] * step + number[these[:, 1]]
    last = these[:, 0] * step + number[these[:, 2]]
    after = np.searchsorted(begins, last + apart, "right") - np.searchsorted(begins, last, "right")
    before = np.searchsorted(ends, first) - np.searchsorted(ends, first - apart)
    return (after > 0) | (before > 0)
