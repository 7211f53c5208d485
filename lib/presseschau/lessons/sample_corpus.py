"""The sample corpus as the lessons need it: in one short line, read once, nothing written."""

from functools import cache

import pandas as pd

from presseschau.articles import load_articles
from presseschau.core.analysis import Analysis
from presseschau.core.resources import data_folder


def sample(outlet: str = "") -> pd.DataFrame:
    """The cleaned German articles of the sample corpus, in the order of their dates.

    Args:
        outlet: Name of one outlet; empty for all four.

    Returns:
        title, text, outlet, published, article_id; without teasers and exact copies.
    """
    articles = _articles()
    return (articles[articles["outlet"] == outlet] if outlet else articles).reset_index(drop=True)


def sample_analysis(*outlets: str) -> Analysis:
    """The sample corpus, or some of its outlets, as an earlier version of "rules" read it.

    The reading is kept with the lessons, since their questions and answers are about it; nobody
    waits for it, and better rules do not change what a class has on paper.
    """
    reading = _reading()
    if not outlets:
        return reading
    articles = reading.articles
    return reading.keep(articles.loc[articles["outlet"].isin(outlets), "article_id"])


def is_sample(articles: pd.DataFrame) -> bool:
    """Tells whether all articles are of the sample corpus."""
    return articles["article_id"].isin(_reading().articles["article_id"]).all()


@cache
def _articles() -> pd.DataFrame:
    from presseschau.articles.cleaning import clean

    articles, _ = clean(load_articles(data_folder() / "sample")[0])
    kept = articles[articles["language"].isin(["de", ""]) & ~articles["is_teaser"]]
    kept = kept.drop_duplicates("text").sort_values(["published", "outlet", "article_id"])
    return kept[["title", "text", "outlet", "published", "article_id"]].reset_index(drop=True)


@cache
def _reading() -> Analysis:
    return Analysis.load(data_folder() / "lessons" / "reading")
