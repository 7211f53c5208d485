"""The shelf: an analysis laid out so that any part of it is at hand within a moment."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis, chosen_articles
from presseschau.core.titles import headed
from presseschau.measures.tone import toned
from presseschau.measures.voice import directness, spoken

_SPOKEN = [
    "article_id", "actor_id", "name", "outlet", "published", "words", "n", "type", "direct",
    "anchor", "text", "cue", "start", "at",
]  # fmt: skip
#: The tables that an article's page and its editor show.
_PAGE = ("sentences", "mentions", "quotes", "tone", "roles")


class Concordance(NamedTuple):
    """Where each word stands: the words' codes in the order of the text, and the places of each."""

    vocabulary: dict[str, int]
    codes: np.ndarray
    places: dict[int, np.ndarray]


class Shelf(NamedTuple):
    """An analysis with what every choice needs of it, computed once.

    Attributes:
        analysis: The analysis.
        articles: Its articles without their texts, with the column ``words``.
        spoken: What ``measures.voice`` gives as ``spoken`` and ``directness``, as views use it, and
            the number of the article as ``at``.
        toned: What ``measures.tone.toned`` gives, likewise.
        at: The number of the article in each row of tokens.
        rows: The row numbers of each article, for the tables of an article's page.
        titles: The title of each article.
        naming: The numbers of the articles that name or quote each actor.
        concordance: Where each word stands.
    """

    analysis: Analysis
    articles: pd.DataFrame
    spoken: pd.DataFrame
    toned: pd.DataFrame
    at: np.ndarray
    rows: dict[str, dict[str, np.ndarray]]
    titles: dict[str, str]
    naming: dict[str, np.ndarray]
    concordance: Concordance


class Selection(NamedTuple):
    """What a choice leaves of a shelf, and which of its articles these are."""

    articles: pd.DataFrame
    spoken: pd.DataFrame
    toned: pd.DataFrame
    chosen: np.ndarray


def shelve(analysis: Analysis) -> Shelf:
    """Lays out an analysis."""
    ids = analysis.articles["article_id"]
    speech, tone = spoken(analysis), toned(analysis)
    speech = speech.assign(direct=directness(analysis, speech))
    number = pd.Index(ids).get_indexer
    speech, tone = (rows.assign(at=number(rows["article_id"])) for rows in (speech, tone))
    at = number(analysis.tokens["article_id"])
    concordance, is_word = _concordance(analysis.tokens)
    words = np.bincount(at[is_word], minlength=len(ids))
    light = headed(analysis.articles)[["article_id", "title", "outlet", "published", "story"]]
    both = (analysis.mentions, analysis.quotes)
    naming = pd.concat([rows[["actor_id", "article_id"]] for rows in both]).drop_duplicates()
    naming = naming[naming["actor_id"] != ""].reset_index(drop=True)
    numbers = number(naming["article_id"])
    return Shelf(
        analysis=analysis,
        articles=light.assign(words=words),
        spoken=speech[_SPOKEN],
        toned=tone,
        at=at,
        rows={name: getattr(analysis, name).groupby("article_id").indices for name in _PAGE},
        titles=dict(zip(ids, light["title"], strict=True)),
        naming={a: numbers[rows] for a, rows in naming.groupby("actor_id").indices.items()},
        concordance=concordance,
    )


def select(
    shelf: Shelf, outlet: str = "", start: str = "", end: str = "", story: str = "", actor: str = ""
) -> Selection:
    """Keeps the articles of an outlet, a period (both days included) and a story.

    Where there is an ``actor`` (an ``actor_id``), they are those that name or quote it; where there
    is a first or last day ("2026-03-02"), articles without a date are left out.
    """
    articles = shelf.articles
    chosen = chosen_articles(articles, start, end, outlet)
    if story:
        chosen &= articles["story"] == story
    if actor:
        chosen &= np.isin(np.arange(len(articles)), shelf.naming.get(actor, []))
    chosen = chosen.to_numpy(dtype=bool)
    spoken, toned = (rows[chosen[rows["at"]]] for rows in (shelf.spoken, shelf.toned))
    return Selection(articles[chosen], spoken, toned, chosen)


def one_article(shelf: Shelf, article_id: str) -> Analysis:
    """The analysis of one article, with all actors of the corpus, without its tokens."""
    analysis = shelf.analysis
    tables = {
        name: getattr(analysis, name).iloc[shelf.rows[name].get(article_id, [])]
        for name in _PAGE
    }  # fmt: skip
    is_it = analysis.articles["article_id"] == article_id
    return Analysis(
        articles=analysis.articles[is_it].reset_index(drop=True),
        **{name: table.reset_index(drop=True) for name, table in tables.items()},
        actors=analysis.actors,
        annotator=analysis.annotator,
    )


def find_word(shelf: Shelf, chosen: np.ndarray, word: str) -> tuple[np.ndarray, np.ndarray]:
    """Finds a word, or several in a row, in any case, in the articles chosen by a selection.

    Returns:
        The row numbers, in the table tokens, of the first and of the last word of each place.
    """
    known = shelf.concordance
    asked = [known.vocabulary.get(part, -1) for part in word.casefold().split()]
    if not asked or min(asked) < 0:
        return np.array([], dtype=int), np.array([], dtype=int)
    at = shelf.at
    places = known.places[asked[0]]
    places = places[chosen[at[places]] & (places + len(asked) <= len(at))]
    for step, code in enumerate(asked[1:], 1):
        same_article = at[places + step] == at[places]
        places = places[same_article & (known.codes[places + step] == code)]
    return places, places + len(asked) - 1


def _concordance(tokens: pd.DataFrame) -> tuple[Concordance, np.ndarray]:
    """The concordance, and which tokens are words (have a letter or digit)."""
    spelled, spellings = pd.factorize(tokens["text"])
    folded, words = pd.factorize(pd.Index([str(s).casefold() for s in spellings], dtype=object))
    codes = folded[spelled]
    places = pd.Series(codes).groupby(codes).indices
    has_letter = np.array([any(c.isalnum() for c in word) for word in words], dtype=bool)
    vocabulary = {word: code for code, word in enumerate(words)}
    return Concordance(vocabulary, codes, places), has_letter[codes]
