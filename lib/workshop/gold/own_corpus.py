"""Our own corpus as a gold standard: what a report would show of a part of it."""

from pathlib import Path

from presseschau import DEFAULT_ANNOTATOR
from workshop.corpus.rows import load_corpus
from workshop.gold.news import score_articles


def evaluate_corpus(
    texts: str | Path, split: str = "dev", annotator: str = DEFAULT_ANNOTATOR
) -> dict:
    """The figures of :func:`~workshop.gold.news.evaluate_news` for a part of the open corpus.

    The part is "dev", or "test" for a last measurement, on which nothing is tuned; ``texts`` is the
    folder of its Wikinews texts.
    """
    documents = [
        {name: getattr(article, name) for name in ("doc", "title", "text", "outlet", "published")}
        | {name: article.rows[name] for name in ("actors", "tone")}
        | {"quotes": [quote | {"type": quote["type"].lower()} for quote in article.rows["quotes"]]}
        for article in load_corpus(texts, splits=[split or "dev"])
    ]
    return score_articles(documents, "", annotator)
