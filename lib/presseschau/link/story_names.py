"""Names of stories: the headline that speaks for all articles, else the words they share."""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.sparse import csr_matrix

from presseschau.annotate.rules.candidates import is_first_name
from presseschau.link.common_words import stem

#: The share of a story's articles that have a word which speaks for it, how many such words a
#: headline needs, and the share that has its words on average: else it is of one phase.
MOST, SPEAKING, PHASES = 0.6, 2, 0.5
#: How many words name a story for which no headline speaks, and among how many they are sought.
NAMING, SOUGHT = 3, 20
#: A stem as short as this may stand in another word by chance.
SHORT = 4
#: What a headline that shouts, quotes, comments or tells a number ("3:1!", "43 Verletzte") is worth
#: beside a plain one: it is of one day, of one outlet or of one voice.
ONE_DAY = 0.5
_ONE_DAY = re.compile(r"[!?]|^[„“”»«\"‚]|^(?:Kommentar|Meinung|Glosse|Interview)\b|\b(?!\d{4}\b)\d")
_NOUN = re.compile(r"\b[A-ZÄÖÜ][\w-]{3,}")


class Words:
    """The words that stand for the columns of a matrix: their stems, and how they are written."""

    def __init__(self, stems: Sequence[str], forms: pa.Array):
        self.stems, self._forms = stems, forms

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {stem: column for column, stem in enumerate(self.stems)}

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
    it; a plain one goes before one that shouts, quotes, comments or tells a number, and one of
    which most articles have the nouns before one of a single phase. Where no headline has words
    that most articles have, a story of more than a few articles is called by the words that tell
    most of it.

    Args:
        titles: The headlines of its articles.
        own: The articles as rows of unit length, over the columns of ``words``.
        words: The words.
    """
    middle = np.asarray(own.mean(axis=0)).ravel()
    share = own.getnnz(axis=0) / len(titles)
    telling = middle * share
    most = np.argsort(-telling, kind="stable")
    fits = []
    for title, amid in zip(titles, own @ middle, strict=True):
        known, nouns = words.of(title)
        speaks = (share[known] >= MOST).sum() >= SPEAKING or not {*most[:NAMING]}.isdisjoint(known)
        phases = share[known].sum() / max(1, nouns) if len(titles) > NAMING else 1
        fit = telling[known].sum() * amid * phases / max(1, nouns) ** 0.5
        fit *= ONE_DAY if _ONE_DAY.search(title) else 1
        fits.append((speaks and phases >= PHASES, round(float(fit), 9)))
    best = max(range(len(titles)), key=fits.__getitem__)  # of two, the earlier
    if fits[best][0] or len(titles) <= NAMING:
        return titles[best], best
    return words.written(_naming(most[:SOUGHT], own, words)), 0


def _naming(most: np.ndarray, own: csr_matrix, words: Words) -> list[int]:
    """The words that tell most with their compounds: a strike is one in each warning strike, too.

    A first name tells nothing beside the surname.
    """
    there = np.flatnonzero(own.getnnz(axis=0))
    table, stems = own[:, there].toarray(), [words.stems[column] for column in there]
    text = "\n".join(stems)
    telling = {}
    for place in np.searchsorted(there, most[np.isin(most, there)]).tolist():
        if not is_first_name(words.written([there[place]])):
            parts, one = [place], stems[place]
            if len(one) > SHORT and text.count(one) > 1:
                parts = [other for other, stem in enumerate(stems) if one in stem]
            weights = table[:, parts]
            telling[place] = weights.sum() * (weights > 0).any(axis=1).sum()
    chosen: list[int] = []
    for place in sorted(telling, key=lambda place: -telling[place]):
        if not any(stems[place] in stems[o] or stems[o] in stems[place] for o in chosen):
            chosen.append(place)
    return there[chosen[:NAMING]].tolist()


def unlike(name: str, published: pd.Timestamp, taken: set[str]) -> str:
    """The name, with a date or a number where another story has the same one."""
    day = "" if pd.isna(published) else f" ({published:%d.%m.%Y})"
    names = (name, name + day, *(f"{name}{day} [{n}]" for n in range(2, len(taken) + 3)))
    found = next(name for name in names if name not in taken)
    taken.add(found)
    return found
