"""Titles: what articles are called that have none of their own."""

import re

import pandas as pd

#: Words of what looks like a headline, and those that stay of what does not.
_LEAST, _MOST, _CUT = 3, 13, 8
_END = re.compile(r"[.!?]$")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:\d+|[A-Za-zÄÖÜäöü]{1,2}|Mio|Mrd|bzw|ca)\.$")


def headed(articles: pd.DataFrame) -> pd.DataFrame:
    """Articles that all have a title: their own, else their first words, else their file's name."""
    columns = articles.reindex(columns=["title", "text", "path"], fill_value="")
    titles = [title or _first_words(*rest) for title, *rest in columns.itertuples(index=False)]
    return articles.assign(title=pd.Series(titles, articles.index, articles["title"].dtype))


def _first_words(text: str, path: str) -> str:
    words = text.split(maxsplit=_MOST)[:_MOST]
    if not words:
        return path.rpartition("/")[2]
    for n in range(_LEAST, len(words)):  # a teaser before a dash, or a sentence
        ends = _END.search(words[n - 1]) and not _ABBREVIATED.search(words[n - 1])
        if words[n] in ("–", "-", "—") or (ends and words[n][:1].isupper()):
            return " ".join(words[:n]).rstrip(".")
    return " ".join(words[:_CUT]).rstrip(".,;:–-— ") + " …"
