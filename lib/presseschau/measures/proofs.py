"""Proofs: the one sentence that shows a reader best where a figure comes from."""

from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis

#: A sentence of so many words is understood by itself, and fits on a phone.
_WORDS = range(8, 41)
#: So many places, the earliest, are looked at.
_MOST = 300


def proof(analysis: Analysis, name: str, places: pd.DataFrame) -> dict[str, Any]:
    """The sentences around one of several places: of readable length, with the name, the earliest.

    Args:
        analysis: The analysis.
        name: The name or word that the text should have.
        places: article_id, start, end and anchor.

    Returns:
        article_id, start, end, anchor and text; empty without places.
    """
    articles = analysis.articles[["article_id", "published"]]
    places = places[["article_id", "start", "end", "anchor"]].merge(articles, on="article_id")
    places = places.sort_values(["published", "article_id", "start"], kind="stable").head(_MOST)
    ids = places["article_id"].unique()
    texts = analysis.articles.set_index("article_id")["text"].reindex(ids)
    sentences = analysis.sentences[analysis.sentences["article_id"].isin(ids)]
    groups = dict(iter(sentences.groupby("article_id")))
    shown = name.split()[-1:]
    found = []
    for place in places.itertuples():
        around = groups.get(place.article_id, sentences.head(0))
        around = around[(around["end"] > place.start) & (around["start"] < place.end)]
        start, end = min([place.start, *around["start"]]), max([place.end, *around["end"]])
        text = " ".join(texts[place.article_id][start:end].split())
        doubts = (len(text.split()) not in _WORDS) + any(word not in text for word in shown)
        where = {"article_id": place.article_id, "start": start, "end": end}
        found.append((doubts, where | {"anchor": place.anchor, "text": text}))
        if not doubts:
            break
    return min(found, key=lambda row: row[0])[1] if found else {}
