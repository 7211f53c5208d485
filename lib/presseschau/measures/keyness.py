"""Keyness: the words that one outlet uses more than the others."""

import re
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from scipy.special import chdtrc, xlogy

from presseschau.core.analysis import Analysis
from presseschau.core.tables import ordered
from presseschau.measures.plain_words import addresses, cues, is_plain, labels

#: A word must occur so often in an outlet.
LEAST = 4
#: And in so many of its articles, so that a few texts do not speak for it.
LEAST_ARTICLES = 5
#: The places of what tells of genre, in the analyses that are in use.
_GENRE: WeakKeyDictionary[Analysis, tuple[pd.DataFrame, ...]] = WeakKeyDictionary()
_WORD = re.compile(r"[^\W\d_][\w-]{2,}$")


def keyness(analysis: Analysis, outlet: str, top: int = 12) -> pd.DataFrame:
    """Ranks the words of one outlet against all others.

    Log-likelihood G2 (Dunning 1993; Rayson & Garside 2000) says how sure, log ratio (Hardie 2014)
    says how strong: 1 is twice as frequent. Only words in at least five articles count. Names of
    actors are left out, as they are counted as actors, and what outlets are called; so are function
    words, forms of address ("Frau Harms"), labels of turns in interviews and verbs of saying,
    which tell of genre.

    Returns:
        outlet, word, count, others, log_ratio, g2, articles; strongest evidence first, only
        words with p < .05 for all tested words of all outlets together (Bonferroni).
    """
    return _ranked(word_counts(analysis), outlet, top)


def keyness_by_outlet(
    analysis: Analysis, top: int = 10, counted: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Keyness for every outlet, one below the other, words as mostly written.

    ``counted`` is what :func:`word_counts` gives for the analysis, where it is at hand.
    """
    counted = word_counts(analysis) if counted is None else counted
    outlets = sorted(set(analysis.articles["outlet"]))
    tables = [_ranked(counted, name, top) for name in outlets if name and len(outlets) > 1]
    found = pd.concat(tables, ignore_index=True) if tables else _ranked(counted, "", top)
    by_frequency = analysis.tokens["text"].value_counts().index
    written = {text.lower(): text for text in reversed(by_frequency)}
    return found.assign(word=found["word"].map(written).astype("str"))


def often(counted: pd.DataFrame) -> pd.DataFrame:
    """The words of an outlet that are frequent enough to be compared."""
    return counted[(counted["count"] >= LEAST) & (counted["articles"] >= LEAST_ARTICLES)]


def word_counts(analysis: Analysis) -> pd.DataFrame:
    """Counts every word that is an outlet's own: word, outlet, count, articles, total (of all)."""
    tokens = analysis.tokens
    form, forms = pd.factorize(tokens["text"])  # what is asked of words is asked once of each
    word, words = pd.factorize(np.array([text.lower() for text in forms], dtype=object))
    titles = set(re.split(r"[\s.]+", " ".join(analysis.articles["outlet"].unique()).lower()))
    told = (bool(_WORD.match(text)) and not is_plain(text) for text in forms)
    telling = [good and text.lower() not in titles for good, text in zip(told, forms, strict=True)]
    kept = np.array(telling, dtype=bool)[form] & ~not_own_words(analysis, tokens)
    articles = pd.Index(analysis.articles["article_id"])
    rows = pd.DataFrame(
        {"word": word[form[kept]], "article": articles.get_indexer(tokens["article_id"])[kept]}
    )
    counts = rows.groupby(["word", "article"]).size().rename("count").reset_index()
    outlets = analysis.articles["outlet"].to_numpy()[counts["article"]]
    counted = counts.assign(outlet=outlets).groupby(["word", "outlet"])["count"]
    table = counted.agg(count="sum", articles="size").reset_index()
    total = table.groupby("word")["count"].transform("sum")
    return table.assign(word=words[table["word"]], total=total)


def not_own_words(analysis: Analysis, tokens: pd.DataFrame) -> np.ndarray:
    """Tells which tokens stand in names, forms of address, labels of turns or verbs of saying."""
    if analysis not in _GENRE:
        articles = analysis.articles
        _GENRE[analysis] = labels(articles), addresses(articles), cues(analysis.quotes)
    return _inside(tokens, analysis.mentions, *_GENRE[analysis])


def _ranked(counted: pd.DataFrame, outlet: str, top: int) -> pd.DataFrame:
    """Ranks the words of one outlet by what was counted in all."""
    own = counted[counted["outlet"] == outlet].set_index("word")
    n, m = max(1, own["count"].sum()), max(1, counted["count"].sum() - own["count"].sum())
    table = often(own).drop(columns="outlet")
    table["others"] = table["total"] - table["count"]
    expected = n * (table["count"] + table["others"]) / (n + m)
    expected_rest = m * (table["count"] + table["others"]) / (n + m)
    table["g2"] = 2 * (
        xlogy(table["count"], table["count"] / expected)
        + xlogy(table["others"], table["others"] / expected_rest)
    )
    table["log_ratio"] = np.log2(((table["count"] + 0.5) / n) / ((table["others"] + 0.5) / m))
    sure = chdtrc(1, table["g2"]) * len(often(counted)) < 0.05
    kept = table[(table["log_ratio"] > 0) & sure]
    kept = kept.rename_axis("word").reset_index().assign(outlet=outlet)
    kept = ordered(kept, "-g2", "word").head(top)
    return kept[["outlet", "word", "count", "others", "log_ratio", "g2", "articles"]]


def _inside(tokens: pd.DataFrame, *tables: pd.DataFrame) -> np.ndarray:
    """Tells which tokens stand within a span of one of the tables: the last that has begun."""
    inside = np.zeros(len(tokens), dtype=bool)
    ids = pd.Index(tokens["article_id"].unique())
    reach = 1 + max((table["end"].max() for table in (tokens, *tables) if len(table)), default=0)

    def line(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:  # all articles on one line
        begin = ids.get_indexer(rows["article_id"]) * reach
        return begin + rows["start"].to_numpy(), begin + rows["end"].to_numpy()

    first, last = line(tokens)
    for begins, ends in map(line, filter(len, tables)):
        order = np.argsort(begins, kind="stable")
        begun = np.searchsorted(begins[order], first, side="right") - 1
        inside |= (begun >= 0) & (ends[order][begun] >= last)
    return inside
