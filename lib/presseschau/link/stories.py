"""Running stories: articles about the same matter, found by what they are about."""

from collections.abc import Sequence

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_matrix, diags

NEIGHBOURS = 5
SIMILARITY = 0.12
#: A word of more articles than this tells little, and comparing them all would take time that
#: grows with the square of their number.
COMMONEST = 2000
_NOUN = r"^[A-ZÄÖÜ][\pL\pN_-]{3,}$"
_COUNTS = pa.schema([("article_id", pa.string()), ("text", pa.string()), ("n", pa.int32())])


def find_stories(articles: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """The articles with their stories, each named by the three words most typical of it.

    Articles are TF-IDF vectors of their capitalised words (in German: nouns and names), each
    joined to its nearest neighbours by cosine; stories are the communities of that graph
    (Louvain; Blondel et al. 2008). Communities of fewer than three articles are no story: "".

    Args:
        articles: The table articles.
        tokens: The table tokens of the same articles.

    Returns:
        articles with the column ``story``.
    """
    columns = ["article_id", "token", "text"]
    return name_stories(articles, [story_words(pa.Table.from_pandas(tokens[columns]))])


def story_words(tokens: pa.Table) -> pa.Table:
    """Counts the words that tell what articles are about; whole articles may be counted apart.

    Args:
        tokens: The table tokens.

    Returns:
        The columns article_id, text (the word) and n (how often the article has it).
    """
    inner = tokens.filter(pc.greater(tokens["token"], 0))
    nouns = inner.filter(pc.match_substring_regex(inner["text"], _NOUN))
    counts = nouns.group_by(["article_id", "text"]).aggregate([([], "count_all")])
    return counts.rename_columns({"count_all": "n"}).cast(_COUNTS)


def name_stories(articles: pd.DataFrame, words: Sequence[pa.Table]) -> pd.DataFrame:
    """The articles with their stories, as :func:`find_stories` does, from words counted before.

    Args:
        articles: The table articles.
        words: What :func:`story_words` counts in all of them, in any number of tables.
    """
    if len(articles) < 3:
        return articles.assign(story="")
    weights, names = _tfidf(articles, pa.concat_tables(words))
    graph = _neighbours(weights)
    communities = nx.community.louvain_communities(graph, seed=1)
    mean = weights.mean(axis=0).A1
    stories = np.full(len(articles), "", dtype=object)
    for members in sorted(communities, key=min):
        if len(members) > 2:
            rows = sorted(members)
            stories[rows] = _label(weights[rows], mean, names)
    return articles.assign(story=stories)


def _tfidf(articles: pd.DataFrame, counts: pa.Table) -> tuple[csr_matrix, np.ndarray]:
    size = len(articles)
    words = counts["text"].combine_chunks().dictionary_encode()
    found = words.dictionary.to_numpy(zero_copy_only=False)
    order = np.argsort(found, kind="stable")
    documents = np.bincount(words.indices, minlength=len(found))
    most = min(max(3, size * 0.4), COMMONEST)
    kept = order[(documents[order] > 1) & (documents[order] <= most)]
    column_of = np.full(len(found), -1)
    column_of[kept] = np.arange(len(kept))
    column = column_of[words.indices]
    ids = pa.array(articles["article_id"], pa.string())
    row = pc.index_in(counts["article_id"], value_set=ids).to_numpy()
    told = column >= 0
    row, column = row[told], column[told]
    values = np.log1p(counts["n"].to_numpy()[told]) * np.log(size / documents[kept])[column]
    matrix = csr_matrix((values, (row, column)), shape=(size, len(kept)))
    norms = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    return (diags(1 / np.where(norms > 0, norms, 1)) @ matrix).tocsr(), found[kept]


def _neighbours(weights: csr_matrix) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(weights.shape[0]))
    others = weights.T.tocsr()
    for first in range(0, weights.shape[0], 256):
        similar = weights[first : first + 256] @ others
        similar.data[similar.data < SIMILARITY] = 0
        similar.eliminate_zeros()
        for offset in range(similar.shape[0]):
            own = slice(similar.indptr[offset], similar.indptr[offset + 1])
            near, values = similar.indices[own], similar.data[own]
            near, values = near[near != first + offset], values[near != first + offset]
            for place in np.lexsort((near, -values))[:NEIGHBOURS]:
                graph.add_edge(first + offset, int(near[place]), weight=float(values[place]))
    return graph


def _label(weights: csr_matrix, mean: np.ndarray, words: np.ndarray) -> str:
    columns, place = np.unique(weights.indices, return_inverse=True)
    contrast = np.bincount(place, weights.data) / weights.shape[0] - mean[columns]
    chosen: list[str] = []
    for column in columns[np.argsort(-contrast, kind="stable")]:
        word = str(words[column])
        if not any(word[:5] == other[:5] for other in chosen):
            chosen.append(word)
        if len(chosen) == 3:
            break
    return ", ".join(chosen)
