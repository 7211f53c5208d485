"""Titles: what articles are called that have none of their own."""

import pandas as pd


def headed(articles: pd.DataFrame) -> pd.DataFrame:
    """Articles that all have a title: their own, else their first words, else their file's name."""
    columns = articles.reindex(columns=["title", "text", "path"], fill_value="")
    titles = [title or _first_words(*rest) for title, *rest in columns.itertuples(index=False)]
    return articles.assign(title=pd.Series(titles, articles.index, articles["title"].dtype))


def _first_words(text: str, path: str) -> str:
    words = text.split(maxsplit=8)[:8]
    return " ".join(words) + " …" if words else path.rpartition("/")[2]
