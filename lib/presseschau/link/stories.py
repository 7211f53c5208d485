"""Running stories: articles on one event or affair, close in time, in names and in wording."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_matrix, diags

from presseschau.core.titles import headed
from presseschau.link.common_words import common_words, stem
from presseschau.link.story_names import Words, story_name, unlike
from presseschau.link.tracking import with_leftovers

#: Fewer articles are no story.
LEAST = 2
#: Days after which a story of which nothing more is printed is over.
REST = 30
#: The cosine that two articles of a story have at least.
NEAR = 0.22
#: How much of it must come from other words than names: teams meet in many matches.
WORDING, WORDING_SHARE = 0.08, 0.3
#: What must come from names and from other words where no date parts two articles on one topic.
UNDATED_NAMES, UNDATED_WORDING = 0.09, 0.12
#: The share of the pairs between two stories that must be near for them to be one, and of those
#: between a story and an article that has none.
SAME_STORY, SAME_AS_ONE = 0.25, 0.5
#: How many words they share at least: short articles of one theme are near by three, and without
#: dates two events of one affair have a dozen in common.
SHARED, UNDATED_SHARED = 4, 20
#: How much more a rare word tells than a common one: the power of its inverse document frequency.
RARITY = 1.5
#: As many articles of general news count beside those at hand, so that a word of few articles
#: tells little if it is common elsewhere, and that of one affair much where many tell of it.
NEWS = 1000
#: The share of general news that has a word which is not in the list of common ones.
SELDOM = 0.002
#: The nearest earlier articles that an article is compared with.
NEIGHBOURS = 20
#: A word of more articles than this tells little, and comparing them all would take time that
#: grows with the square of their number.
COMMONEST = 2000
_NOUN = r"^[A-ZÄÖÜ][\pL\pN_-]{3,}$"
_BLOCK = 256
_WORDS = pa.schema(
    [("article_id", pa.string()), ("text", pa.string()), ("n", pa.int32()), ("name", pa.bool_())]
)
#: For each article in time, the earlier ones that are near, and how near.
_Near = Sequence[tuple[np.ndarray, np.ndarray]]


class _Vectors(NamedTuple):
    """The articles as rows of unit length: all their words, and the part of these that is names."""

    words: csr_matrix
    names: csr_matrix
    written: Words


def find_stories(
    articles: pd.DataFrame, tokens: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """The articles with their stories, each by the headline that fits it best.

    Two articles are near by the cosine of their capitalised words (in German: nouns and names),
    weighted by TF-IDF; they must share a name and other words beside. They are taken in the order
    of their dates, and each joins the story of which at least half of the recent articles are near
    (single-pass clustering, as in Topic Detection and Tracking; Allan et al. 1998), so that an
    affair may go on and change, but ends when it rests. Stories that turn out to be near each
    other then become one, whatever the order they were taken in. Articles without a date, which
    cannot be near in time to others, are compared with each other, and must share more names, more
    of the wording and more words. The story of articles like no other is "".
    """
    words = story_words(
        pa.Table.from_pandas(tokens[["article_id", "token", "text"]]),
        pa.Table.from_pandas(mentions[["article_id", "text", "derived"]]),
    )
    return articles.assign(story=name_stories(with_headlines(articles), [words])["story"])


def with_headlines(articles: pd.DataFrame) -> pd.DataFrame:
    """What stories are found by beside words: article_id, published, and title or first words."""
    return headed(articles)[["article_id", "published", "title"]]


def story_words(tokens: pa.Table, mentions: pa.Table) -> pa.Table:
    """Counts the words that tell what articles are about; whole articles may be counted apart.

    Returns:
        The columns article_id, text (the word), n (how often the article has it) and name
        (whether it stands in a name there).
    """
    capitals = tokens.filter(pc.match_substring_regex(tokens["text"], _NOUN))
    named = mentions.filter(pc.invert(mentions["derived"]))
    parts = pc.utf8_split_whitespace(named["text"].combine_chunks())
    where = named["article_id"].combine_chunks().take(pc.list_parent_indices(parts))
    names = pc.unique(_joined(where, pc.list_flatten(parts)))
    own = _joined(capitals["article_id"], capitals["text"])
    capitals = capitals.append_column("name", pc.is_in(own, value_set=names))
    # At the beginning of a sentence any word is capitalised; a name is one there, too.
    nouns = capitals.filter(pc.or_(pc.greater(capitals["token"], 0), capitals["name"]))
    counts = nouns.group_by(["article_id", "text", "name"]).aggregate([([], "count_all")])
    return counts.rename_columns({"count_all": "n"}).select(_WORDS.names).cast(_WORDS)


def _joined(ids: pa.Array, words: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(ids.cast(pa.string()), words.cast(pa.string()), "|")


def name_stories(articles: pd.DataFrame, words: Sequence[pa.Table]) -> pd.DataFrame:
    """The articles with their stories, as :func:`find_stories` does, from words counted before.

    Args:
        articles: What :func:`with_headlines` gives.
        words: What :func:`story_words` counts in all of them, in any number of tables.
    """
    if len(articles) < LEAST:
        return articles.assign(story="")
    in_time = articles.sort_values(["published", "article_id"])  # those without a date come last
    days = in_time["published"].to_numpy(dtype="datetime64[D]").astype(float)
    days = np.where(in_time["published"].isna(), np.inf, days)
    vectors = _vectors(in_time, pa.concat_tables(words))
    stories = np.full(len(articles), "", dtype=object)
    taken: set[str] = set()
    near = list(_near(vectors, days))
    found = _joined_stories(_grouped(near, days), near, days)
    for members in with_leftovers(found, vectors.words, vectors.names, days, REST):
        if len(members) >= LEAST:
            rows = in_time.iloc[members]
            own = vectors.words[members]
            name, first = story_name(rows["title"].tolist(), own, vectors.written)
            stories[members] = unlike(name, rows["published"].iloc[first], taken)
    named = pd.Series(stories, index=in_time.index)
    return articles.assign(story=named)


def _vectors(articles: pd.DataFrame, counts: pa.Table) -> _Vectors:
    size = len(articles)
    words = counts["text"].combine_chunks().dictionary_encode()
    stems = [stem(word) for word in words.dictionary.to_pylist()]
    codes, vocabulary = pd.factorize(np.array(stems, dtype=object), sort=True)
    column = codes[words.indices]
    ids = pa.array(articles["article_id"], pa.string())
    row = pc.index_in(counts["article_id"], value_set=ids).to_numpy()
    shape = (size, len(vocabulary))
    number = csr_matrix((counts["n"].to_numpy().astype(float), (row, column)), shape=shape)
    number.sort_indices()
    documents = number.getnnz(axis=0)
    told = documents <= COMMONEST
    shares = common_words()
    usual = np.array([shares.get(stem, SELDOM) for stem in vocabulary])
    rarity = np.log((size + NEWS) / (documents + NEWS * usual))
    weight = np.where(told, rarity**RARITY, 0)
    weights = number.log1p() @ diags(weight)
    norms = np.sqrt(weights.multiply(weights).sum(axis=1)).A1
    weights = (diags(1 / np.where(norms > 0, norms, 1)) @ weights).tocsr()
    weights.eliminate_zeros()
    is_name = np.asarray(counts["name"].to_numpy())
    named = csr_matrix((np.ones(is_name.sum()), (row[is_name], column[is_name])), shape=shape)
    often = np.argsort(-np.bincount(words.indices, counts["n"].to_numpy()), kind="stable")
    _, first = np.unique(codes[often], return_index=True)
    written = Words(list(vocabulary), words.dictionary.take(often[first]))
    return _Vectors(weights, weights.multiply(named > 0).tocsr(), written)


def _near(vectors: _Vectors, days: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For each article in time, the earlier ones that are near, and how near, nearest first."""
    for first in range(0, len(days), _BLOCK):
        last = min(first + _BLOCK, len(days))
        since = int(np.searchsorted(days, days[first] - REST))
        names = vectors.names[first:last] @ vectors.names[since:last].T
        words = vectors.words[first:last] @ vectors.words[since:last].T
        both = (vectors.words[first:last] > 0).astype(int) @ (vectors.words[since:last] > 0).T
        near, shared = (table.multiply(names > 0).tocsr() for table in (words, both))
        for table in (near, shared, names):
            table.sort_indices()  # now all have their values at the same places
        for row in range(first, last):
            own = slice(*near.indptr[row - first : row - first + 2])
            other, value, named = near.indices[own] + since, near.data[own], names.data[own]
            count = shared.data[own]
            fits = (other < row) & (days[other] >= days[row] - REST) & (value >= NEAR)
            dated = np.isfinite(days[row])
            least = np.maximum(WORDING if dated else UNDATED_WORDING, WORDING_SHARE * value)
            fits &= (value - named >= least) & (named >= (0 if dated else UNDATED_NAMES))
            fits &= count >= (SHARED if dated else UNDATED_SHARED)
            other, value = other[fits], value[fits]
            best = np.lexsort((other, -value))[:NEIGHBOURS]
            yield other[best], value[best]


def _grouped(near: _Near, days: np.ndarray) -> list[list[int]]:
    """Lets each article join the story of which half of the recent articles are near."""
    stories: list[list[int]] = []
    story_of = np.empty(len(days), dtype=int)
    for row, (others, values) in enumerate(near):
        chosen, most = len(stories), 0.0
        for story in dict.fromkeys(story_of[others].tolist()):
            mine = story_of[others] == story
            times = days[stories[story]]
            recent = len(times) - bisect_left(times, days[row] - REST)
            if 2 * mine.sum() >= min(recent, NEIGHBOURS) and values[mine].sum() > most:
                chosen, most = story, values[mine].sum()
        if chosen == len(stories):
            stories.append([])
        stories[chosen].append(row)
        story_of[row] = chosen
    return stories


def _joined_stories(stories: list[list[int]], near: _Near, days: np.ndarray) -> list[list[int]]:
    """Makes one of stories of which enough pairs of articles, close in time, are near."""
    members = dict(enumerate(stories))
    story_of = {article: number for number, story in members.items() for article in story}
    times = np.where(np.isfinite(days), days, np.finfo(float).max)  # those without are one time
    ties: Counter[tuple[int, int]] = Counter()
    for row, (others, _) in enumerate(near):
        ties.update(tuple(sorted((story_of[row], story_of[other]))) for other in others.tolist())

    def nearness(pair: tuple[int, int]) -> float:
        """The share of near pairs, as a part of the least that makes them one."""
        first, second = (members[number] for number in pair)
        if pair[0] == pair[1] or max(len(first), len(second)) < LEAST:
            return 0.0
        close = np.abs(np.subtract.outer(times[first], times[second])) <= REST
        least = SAME_STORY if min(len(first), len(second)) >= LEAST else SAME_AS_ONE
        return ties[pair] / max(1, close.sum()) / least

    place = {number: number for number in members}
    shares = {pair: nearness(pair) for pair in ties}
    for pair in sorted((pair for pair in ties if shares[pair] >= 1), key=lambda p: (-shares[p], p)):
        first, second = now = tuple(sorted(place[number] for number in pair))
        if first == second or nearness(now) < 1:
            continue
        members[first] = sorted(members[first] + members.pop(second))
        place = {number: first if at == second else at for number, at in place.items()}
        for (one, other), n in list(ties.items()):
            if second in (one, other) and one != other:
                ties[tuple(sorted((first, other if one == second else one)))] += n
    return list(members.values())
