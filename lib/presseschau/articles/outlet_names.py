"""Names of outlets, as articles, folders and the addresses of pages spell them."""

import re
from pathlib import PurePosixPath

from presseschau.articles.records import READERS
from presseschau.core.slugs import slug

LETTERS = re.compile(r"[^\W\d_]{2}")
_DOMAIN = re.compile(r"(?:[\w-]+\.)*?([\w-]+)\.[a-z]{2,}")
#: Folders that say how articles are stored, not who printed them.
_NOT_OUTLETS = {
    *(suffix.lstrip(".") for suffix in READERS),
    *("articles", "artikel", "data", "daten", "texte", "texts", "archiv", "archive", "corpus"),
    *("korpus", "export", "raw", "files", "dateien", "input", "news"),
}
_SMALL_WORDS = {"am", "an", "auf", "aus", "bei", "dem", "den", "der", "des", "für", "im", "in"}
_SMALL_WORDS |= {"of", "und", "vom", "von", "zum", "zur"}


def spell_outlets(articles: list[dict]) -> list[dict]:
    """Spells outlets known only by folder or web domain as other articles spell them.

    ``die-wiesche.example`` in a folder ``die-wiesche`` is "Die Wiesche". The rows of
    :func:`article_row` are changed, and lose ``from_folder``.
    """
    spelled: dict[str, str] = {}
    for article in articles:
        if not article["from_folder"] and not _DOMAIN.fullmatch(article["outlet"]):
            spelled.setdefault(spelling(article["outlet"]), article["outlet"])
    for article in articles:
        outlet = article["outlet"]
        if article.pop("from_folder"):
            article["outlet"] = spelled.get(spelling(outlet), outlet)
        elif domain := _DOMAIN.fullmatch(outlet):
            name, folder = spelling(domain[0]), folder_outlet(article["path"])
            article["outlet"] = spelled.get(name, folder if spelling(folder) == name else outlet)
    return articles


def folder_outlet(path: str) -> str:
    """The nearest folder whose name can be an outlet's, written as a name; else empty."""
    for folder in reversed(PurePosixPath(path).parts[:-1]):
        stem = folder.removesuffix(".zip")
        if stem.casefold() not in _NOT_OUTLETS and len(LETTERS.findall(stem)) > 0:
            words = re.split(r"[-_\s]+", stem)
            return " ".join(
                word if i and word in _SMALL_WORDS else word[:1].upper() + word[1:]
                for i, word in enumerate(words)
            )
    return ""


def spelling(outlet: str) -> str:
    """Writes a name and the web domain or folder of the same outlet alike."""
    domain = _DOMAIN.fullmatch(outlet)
    return slug(domain[1] if domain else outlet).replace("-", "") if outlet else ""
