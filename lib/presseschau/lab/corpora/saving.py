"""Saving a corpus: one folder with the articles, the card and what was refused."""

from pathlib import Path

import pandas as pd

from presseschau.articles.sources import CORPUS_FILES
from presseschau.core.calls import WrongCall
from presseschau.core.placing import replacing
from presseschau.lab.corpora.card import Card, card_text

ARTICLES, CARD = CORPUS_FILES


def save_corpus(
    articles: pd.DataFrame,
    rejects: pd.DataFrame,
    folder: str | Path,
    card: Card,
    language: str = "de",
) -> Path:
    """Saves articles so that ``load_articles(folder)`` gives them again, with a card beside them.

    A new folder appears whole or not at all; in one that holds a corpus already, the files of the
    new one take their places once all are written.

    Args:
        articles: The table of :func:`presseschau.load_articles`, mended or not.
        rejects: What was refused; kept as rejects.csv.
        folder: Where to save.
        card: What only a person can say.
        language: The card's language, "de" or "en".

    Returns:
        The folder.

    Raises:
        WrongCall: There are no articles, no title, or the folder holds something else.
    """
    folder = Path(folder)
    if articles.empty:
        raise WrongCall("There are no articles to save; choose a folder that holds some.")
    if not card.title.strip():
        raise WrongCall("The corpus has no title; give it one.")
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if (folder.exists() and not folder.is_dir()) or names - {*CORPUS_FILES, "rejects.csv"}:
        raise WrongCall(f"'{folder}' holds something else than a corpus; choose another folder.")
    with replacing(folder) as new:
        _as_exported(articles).to_parquet(new / ARTICLES, index=False, compression="zstd")
        (new / CARD).write_text(card_text(card, articles, rejects, language), encoding="utf-8")
        rejects.to_csv(new / "rejects.csv", index=False)
    return folder


def _as_exported(articles: pd.DataFrame) -> pd.DataFrame:
    """Names the columns as the loader understands them, agency and author in one field."""
    author = articles["author"]
    if "agency" in articles:
        both = (articles["agency"] != "") & (author != "")
        author = articles["agency"] + both.map({True: "/", False: ""}) + author
    table = articles[["title", "text", "published", "outlet", "url", "path"]]
    return table.assign(author=author, free_access=~articles["is_teaser"])
