"""Running stories: articles about the same matter, found by what they are about."""

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, diags

NEIGHBOURS = 5
SIMILARITY = 0.12


def find_stories(articles: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Gives each article its story, named by the three words most typical of it.

    Articles are TF-IDF vectors of their capitalised words (in German: nouns and names), each
    joined to its nearest neighbours by cosine; stories are the communities of that graph
    (Louvain; Blondel et al. 2008). An article like no other keeps an empty story.

    Args:
        articles: The table articles.
        tokens: The table tokens of the same articles.

    Returns:
        articles with the column ``story``.
    """
    if len(articles) < 3:
        return articles.assign(story="")
    weights, words = _tfidf(articles, tokens)
    graph = _neighbours(weights)
    communities = nx.community.louvain_communities(graph, seed=1)
    stories = np.full(len(articles), "", dtype=object)
    for members in sorted(communities, key=min):
        if len(members) > 2:
            rows = sorted(members)
            stories[rows] = _label(weights, rows, words)
    return articles.assign(story=stories)


def _tfidf(articles: pd.DataFrame, tokens: pd.DataFrame) -> tuple[csr_matrix, np.ndarray]:
    inner = tokens[tokens["token"] > 0]
    nouns = inner[inner["text"].str.match(r"[A-ZÄÖÜ][\w-]{3,}$")]
    counts = nouns.groupby(["text", "article_id"], sort=True).size().reset_index(name="n")
    documents = counts.groupby("text")["n"].transform("size")
    size = len(articles)
    counts = counts.assign(idf=np.log(size / documents))
    counts = counts[(documents > 1) & (documents <= max(3, size * 0.4))]
    words, column = np.unique(counts["text"].to_numpy(dtype=str), return_inverse=True)
    row = articles.reset_index().set_index("article_id")["index"].loc[counts["article_id"]]
    values = np.log1p(counts["n"].to_numpy()) * counts["idf"].to_numpy()
    matrix = csr_matrix((values, (row.to_numpy(), column)), shape=(size, len(words)))
    norms = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    return diags(1 / np.where(norms > 0, norms, 1)) @ matrix, words


def _neighbours(weights: csr_matrix) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(weights.shape[0]))
    for first in range(0, weights.shape[0], 512):
        similar = (weights[first : first + 512] @ weights.T).toarray()
        for offset, row in enumerate(similar):
            row[first + offset] = 0
            for other in np.argsort(-row, kind="stable")[:NEIGHBOURS]:
                if row[other] >= SIMILARITY:
                    graph.add_edge(first + offset, int(other), weight=float(row[other]))
    return graph


def _label(weights: csr_matrix, rows: list[int], words: np.ndarray) -> str:
    contrast = (weights[rows].mean(axis=0) - weights.mean(axis=0)).A1
    chosen: list[str] = []
    for column in np.argsort(-contrast, kind="stable"):
        word = str(words[column])
        if not any(word[:5] == other[:5] for other in chosen):
            chosen.append(word)
        if len(chosen) == 3:
            break
    return ", ".join(chosen)
