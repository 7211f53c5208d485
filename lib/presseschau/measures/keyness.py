"""Keyness: the words that one outlet uses more than the others."""

import numpy as np
import pandas as pd

from presseschau.analysis import Analysis


def keyness(analysis: Analysis, outlet: str, top: int = 12, least: int = 4) -> pd.DataFrame:
    """Ranks the words of one outlet against all others.

    Log-likelihood G2 (Dunning 1993; Rayson & Garside 2000) says how sure, log ratio (Hardie 2014)
    says how strong: 1 is twice as frequent. Only words in at least two articles count, so that a
    single text does not speak for an outlet. Names of actors are left out: they are counted as
    actors.

    Args:
        analysis: The analysis.
        outlet: The outlet in focus.
        top: How many words.
        least: How often a word must occur in the outlet.

    Returns:
        outlet, word, count, others, log_ratio, g2, articles; strongest evidence first, only
        words with G2 above 10.83 (p < .001).
    """
    tokens = analysis.tokens
    words = tokens[tokens["text"].str.match(r"[^\W\d_][\w-]{2,}$")]
    words = words[~_inside_mentions(words, analysis.mentions)]
    own_articles = analysis.articles.loc[analysis.articles["outlet"] == outlet, "article_id"]
    own = words["article_id"].isin(own_articles)
    lower = words["text"].str.lower()
    focus, rest = lower[own].value_counts(), lower[~own].value_counts()
    table = pd.DataFrame({"count": focus, "others": rest}).fillna(0)
    n, m = max(1, own.sum()), max(1, (~own).sum())
    expected = n * (table["count"] + table["others"]) / (n + m)
    expected_rest = m * (table["count"] + table["others"]) / (n + m)
    table["g2"] = 2 * (_xlog(table["count"], expected) + _xlog(table["others"], expected_rest))
    table["log_ratio"] = np.log2(((table["count"] + 0.5) / n) / ((table["others"] + 0.5) / m))
    spread = words[own].assign(word=lower[own]).groupby("word")["article_id"].nunique()
    table["articles"] = spread.reindex(table.index).fillna(0).astype(int)
    kept = table[
        (table["count"] >= least)
        & (table["articles"] > 1)
        & (table["log_ratio"] > 0)
        & (table["g2"] > 10.83)
    ]
    kept = kept.rename_axis("word").reset_index().assign(outlet=outlet)
    kept = kept.sort_values(["g2", "word"], ascending=[False, True], ignore_index=True).head(top)
    columns = ["outlet", "word", "count", "others", "log_ratio", "g2", "articles"]
    return kept[columns].astype({"count": int, "others": int})


def keyness_by_outlet(analysis: Analysis, top: int = 10) -> pd.DataFrame:
    """Gives :func:`keyness` for every outlet, one below the other, words as mostly written."""
    names = sorted(set(analysis.articles["outlet"]))
    tables = [keyness(analysis, name, top) for name in names if len(names) > 1]
    found = pd.concat(tables, ignore_index=True) if tables else keyness(analysis, "", top)
    by_frequency = analysis.tokens["text"].value_counts().index
    written = {text.lower(): text for text in reversed(by_frequency)}
    return found.assign(word=found["word"].map(written).astype("str"))


def _xlog(observed: pd.Series, expected: pd.Series) -> pd.Series:
    ratio = (observed / expected).where(observed > 0, 1.0)
    return observed * np.log(ratio)


def _inside_mentions(words: pd.DataFrame, mentions: pd.DataFrame) -> np.ndarray:
    """Tells which words stand within a name."""
    left = words.reset_index()[["index", "article_id", "start", "end"]].sort_values("start")
    right = mentions[["article_id", "start", "end"]].rename(columns={"end": "until"})
    right = right.sort_values("start").assign(start=lambda rows: rows["start"].astype("int32"))
    joined = pd.merge_asof(left, right, on="start", by="article_id")
    inside = joined["until"] >= joined["end"]
    return inside.set_axis(joined["index"]).reindex(words.index).fillna(False).to_numpy(dtype=bool)
