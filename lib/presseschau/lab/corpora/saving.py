"""Saving a corpus: one folder with the articles, the card and what was refused."""

import tempfile
from pathlib import Path

import pandas as pd

from presseschau.articles.sources import CORPUS_FILES
from presseschau.core.calls import WrongCall
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

    The folder appears whole or not at all; one that holds a corpus already is replaced.

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
    if folder.exists() and not (folder.is_dir() and _may_be_replaced(folder)):
        raise WrongCall(f"'{folder}' holds something else than a corpus; choose another folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".corpus-") as made:
        new = Path(made) / "new"
        new.mkdir()
        _as_exported(articles).to_parquet(new / ARTICLES, index=False, compression="zstd")
        (new / CARD).write_text(card_text(card, articles, rejects, language), encoding="utf-8")
        rejects.to_csv(new / "rejects.csv", index=False)
        if folder.exists():
            folder.rename(Path(made) / "old")
        new.rename(folder)
    return folder


def _may_be_replaced(folder: Path) -> bool:
    names = {path.name for path in folder.iterdir()}
    return names <= {*CORPUS_FILES, "rejects.csv"}


def _as_exported(articles: pd.DataFrame) -> pd.DataFrame:
    """Names the columns as the loader understands them, agency and author in one field."""
    author = articles["author"]
    if "agency" in articles:
        both = (articles["agency"] != "") & (author != "")
        author = articles["agency"] + both.map({True: "/", False: ""}) + author
    table = articles[["title", "text", "published", "outlet", "url", "path"]]
    return table.assign(author=author, free_access=~articles["is_teaser"])
