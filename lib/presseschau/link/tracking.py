"""Topic tracking: articles that no story took in join the one whose own words they have."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags, sparray, spmatrix

#: A story of fewer articles does not show which words are its own, and may itself join another.
SHOWN = 4
#: Words are a story's own if this share of its articles has them, more than one, and if of all the
#: articles of its time that have them this share is among its own.
USUAL, OWN = 0.2, 0.5
#: How much of what an article tells (of its squared weights) is in the story's own words, and its
#: cosine with the middle of the story.
SHARE, NEAR = 0.11, 0.2


class _Articles(NamedTuple):
    """The articles in time: their words, and which of these they have, and which as a name."""

    words: csr_matrix
    has: csr_matrix
    named: csr_matrix
    days: np.ndarray
    rest: int
    #: For each word the articles that have it, as one ascending number: word * articles + article.
    places: np.ndarray


def with_leftovers(
    stories: Sequence[list[int]], words: csr_matrix, names: csr_matrix, days: np.ndarray, rest: int
) -> list[list[int]]:
    """Lets articles, and stories of few, join the story of which they have words of its own.

    A feature, a commentary or a tabloid's piece on an affair has few words in common with any one
    report of it, but the people and things that are hardly written of elsewhere. It joins the story
    to whose middle it is nearest, if enough of it is in such words, a name and another one among
    them; what joined may bring others in. Nothing without a date joins.

    Args:
        stories: The rows of each story in time; an article without a story is one of its own.
        words: The articles as rows of unit length, in time, those without a date last.
        names: The part of it that is names.
        days: The days of the articles; infinite where there is no date.
        rest: Days after which a story is over.
    """
    has = (words > 0).astype(int)
    columns = has.tocsc().sorted_indices()
    of_word = np.repeat(np.arange(has.shape[1]), np.diff(columns.indptr))
    places = of_word * len(days) + columns.indices
    articles = _Articles(words, has, (names > 0).astype(int), days, rest, places)
    stories = [list(story) for story in stories]
    while True:
        dated = [story for story in stories if story and np.isfinite(days[story[-1]])]
        large = [story for story in dated if len(story) >= SHOWN]
        small = [story for story in dated if len(story) < SHOWN]
        joins = _joins(small, large, articles) if small and large else []
        for one, other in joins:
            large[other].extend(small[one])
            large[other].sort()
            small[one].clear()
        if not joins:
            return [story for story in stories if story]


def _joins(
    small: list[list[int]], large: list[list[int]], articles: _Articles
) -> list[tuple[int, int]]:
    """Which of the small ones joins which of the large, by their numbers."""
    begins, ends = ([articles.days[s[end]] for s in large] for end in (0, -1))
    first = np.searchsorted(articles.days, np.array(begins) - articles.rest)
    last = np.searchsorted(articles.days, np.array(ends) + articles.rest, side="right")
    own, own_names = _own_words(large, first, last, articles)
    members = _members(small, articles)
    units = _unit(members @ articles.words)
    has = ((members @ articles.has) > 0).astype(int)
    shared, share = (has @ own.T).tocoo(), units.multiply(units) @ own.T
    row, column = shared.row, shared.col
    named = _at(has @ own_names.T, row, column)
    fits = (_at(share, row, column) >= SHARE) & (named > 0) & (named < shared.data)
    fits &= np.array([s[0] for s in small])[row] >= first[column]
    fits &= np.array([s[-1] for s in small])[row] < last[column]
    pairs = set(zip(row[fits].tolist(), column[fits].tolist(), strict=True))
    rows = sorted({one for one, _ in pairs})
    if not rows:
        return []
    rivals = [number for number, story in enumerate(small) if len(story) > 1]
    middles = _unit(_members([*large, *(small[n] for n in rivals)], articles) @ articles.words)
    near = (units[rows] @ middles.T).toarray()
    for place, number in enumerate(rivals, start=len(large)):
        if number in rows:
            near[rows.index(number), place] = 0  # no story is its own rival
    nearest = zip(rows, near.argmax(axis=1).tolist(), near.max(axis=1), strict=True)
    return [(one, other) for one, other, cos in nearest if cos >= NEAR and (one, other) in pairs]


def _own_words(
    stories: list[list[int]], first: np.ndarray, last: np.ndarray, articles: _Articles
) -> tuple[csr_matrix, csr_matrix]:
    """For each story the words that are its own, and those of them that are names."""
    members = _members(stories, articles)
    counts = (members @ articles.has).tocoo()
    row, column, count = counts.row, counts.col.astype(np.int64), counts.data
    size = len(articles.days)
    since, until = (
        np.searchsorted(articles.places, column * size + row_of[row]) for row_of in (first, last)
    )
    own = (count > 1) & (count >= USUAL * np.array([len(s) for s in stories])[row])
    own &= count >= OWN * (until - since)
    row, column = row[own], column[own]
    names = 2 * _at(members @ articles.named, row, column) >= count[own]
    return tuple(
        csr_matrix((np.ones(some.sum(), dtype=int), (row[some], column[some])), shape=counts.shape)
        for some in (np.full(len(row), True), names)
    )


def _members(stories: list[list[int]], articles: _Articles) -> csr_matrix:
    """The stories as rows, with a one for each of their articles."""
    row = np.repeat(np.arange(len(stories)), [len(story) for story in stories])
    column = np.concatenate(stories)
    shape = (len(stories), len(articles.days))
    return csr_matrix((np.ones(len(row), dtype=int), (row, column)), shape=shape)


def _unit(rows: csr_matrix) -> csr_matrix:
    norms = np.sqrt(rows.multiply(rows).sum(axis=1)).A1
    return (diags(1 / np.where(norms > 0, norms, 1)) @ rows).tocsr()


def _at(table: spmatrix | sparray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    return np.asarray(table.tocsr()[rows, columns]).ravel() if len(rows) else np.zeros(0)
