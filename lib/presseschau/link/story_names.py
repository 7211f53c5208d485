"""Names of stories: the headline that speaks for all articles, else the words they share."""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.sparse import csr_matrix

from presseschau.link.common_words import stem

#: The share of a story's articles that have a word which speaks for it, how many such words a
#: headline needs, and how many words name a story for which no headline speaks.
MOST, SPEAKING, NAMING = 0.6, 2, 3
#: What a headline that shouts or tells a count ("3:1!", "70 zu 24") is worth beside a plain one:
#: it is of one day, or of one outlet.
ONE_DAY = 0.5
_ONE_DAY = re.compile(r"[!?]|\b\d+(?: zu |:)\d+\b")
_NOUN = re.compile(r"\b[A-ZÄÖÜ][\w-]{3,}")


class Words:
    """The words that stand for the columns of a matrix: their stems, and how they are written."""

    def __init__(self, stems: Sequence[str], forms: pa.Array):
        self._stems, self._forms = stems, forms

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {stem: column for column, stem in enumerate(self._stems)}

    def of(self, title: str) -> tuple[list[int], int]:
        """The columns of a headline's capitalised words, and how many of these there are."""
        nouns = sorted({stem(noun) for noun in _NOUN.findall(title)})
        return [self._columns[noun] for noun in nouns if noun in self._columns], len(nouns)

    def written(self, columns: Sequence[int]) -> str:
        """The words of some columns, one after the other."""
        return ", ".join(self._forms[int(column)].as_py() for column in columns)


def story_name(titles: Sequence[str], own: csr_matrix, words: Words) -> tuple[str, int]:
    """What a story is called, and the number of the article from which that is.

    It is the headline that has, in few nouns, most of what makes up the story, of an article amid
    it; a plain one goes before one that shouts or tells a count. Where no headline has words that
    most articles have, a story of more than a few articles is called by the words that tell most of
    it.

    Args:
        titles: The headlines of its articles.
        own: The articles as rows of unit length, over the columns of ``words``.
        words: The words.
    """
    middle = np.asarray(own.mean(axis=0)).ravel()
    share = own.getnnz(axis=0) / len(titles)
    telling = middle * share
    most = np.argsort(-telling, kind="stable")[:NAMING]
    fits = []
    for title, amid in zip(titles, own @ middle, strict=True):
        known, nouns = words.of(title)
        speaks = (share[known] >= MOST).sum() >= SPEAKING or not {*most}.isdisjoint(known)
        fit = telling[known].sum() * amid / max(1, nouns) ** 0.5
        fit *= ONE_DAY if _ONE_DAY.search(title) else 1
        fits.append((speaks, round(float(fit), 9)))
    best = max(range(len(titles)), key=fits.__getitem__)  # of two, the earlier
    if fits[best][0] or len(titles) <= NAMING:
        return titles[best], best
    return words.written(most), 0


def unlike(name: str, published: pd.Timestamp, taken: set[str]) -> str:
    """The name, with a date or a number where another story has the same one."""
    day = "" if pd.isna(published) else f" ({published:%d.%m.%Y})"
    names = (name, name + day, *(f"{name}{day} [{n}]" for n in range(2, len(taken) + 3)))
    found = next(name for name in names if name not in taken)
    taken.add(found)
    return found
