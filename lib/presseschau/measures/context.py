"""Context: every place of a word with what stands around it (KWIC)."""

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.keyness import not_own_words


def kwic(
    analysis: Analysis, word: str, width: int = 60, top: int = 50, own: bool = False
) -> pd.DataFrame:
    """Lists the places of a word, or of several in a row ("auf Kosten"), sorted by what follows.

    Of more than ``top`` places an even selection is taken over all articles. The context, so many
    characters on each side as ``width`` says, is the article's own text. Are they to be the
    outlets' ``own``, only the places are listed that :func:`keyness` counts: not those in names,
    forms of address, labels of turns and verbs of saying.

    Returns:
        left, word (as written), right, outlet, published, evidence.
    """
    asked = word.casefold().split()
    tokens = analysis.tokens
    if not asked or tokens.empty:
        return contexts(analysis.articles, tokens.head(0), tokens.head(0), width)
    form, forms = pd.factorize(tokens["text"])
    words = np.array([text.casefold() for text in forms], dtype=object)
    found = np.arange(len(tokens) - len(asked) + 1)
    for place, part in enumerate(asked):
        found = found[(words == part)[form[found + place]]]
    if own:
        found = found[~not_own_words(analysis, tokens.iloc[found])]
    step = max(1, -(-len(found) // top))
    first = tokens.iloc[found[::step]]
    last = tokens.iloc[[place + len(asked) - 1 for place in found[::step]]]
    return contexts(analysis.articles, first, last, width)


def contexts(
    articles: pd.DataFrame, first: pd.DataFrame, last: pd.DataFrame, width: int = 60
) -> pd.DataFrame:
    """Places with what stands around them, as :func:`kwic` gives them.

    Of each place, ``first`` has the first word and ``last`` the last one, as rows of tokens.
    """
    where = articles[articles["article_id"].isin(first["article_id"])].set_index("article_id")
    rows = []
    for row, until in zip(first.itertuples(), last["end"], strict=True):
        text = where.at[row.article_id, "text"]
        rows.append(
            {
                "left": _left(text, row.start, width),
                "word": text[row.start : until],
                "right": _right(text, until, width),
                "outlet": where.at[row.article_id, "outlet"],
                "published": where.at[row.article_id, "published"],
                "evidence": (f"{row.article_id}#s{row.sentence}",),
            }
        )
    table = pd.DataFrame(rows, columns=["left", "word", "right", "outlet", "published", "evidence"])
    return table.sort_values("right", key=_sounded, ignore_index=True)


def strongest_word(keyness: pd.DataFrame) -> str:
    """The word with the strongest evidence in a table of keyness; "" if it is empty."""
    return str(keyness.sort_values("g2", ascending=False)["word"].iloc[0]) if len(keyness) else ""


def _sounded(contexts: pd.Series) -> pd.Series:
    return contexts.str.casefold().str.replace(r"^\W+", "", regex=True)


def _left(text: str, start: int, width: int) -> str:
    flat = " ".join(text[max(0, start - width) : start].split())
    return flat.partition(" ")[2] if start > width else flat  # without the word that is cut


def _right(text: str, end: int, width: int) -> str:
    flat = " ".join(text[end : end + width].split())
    return flat.rpartition(" ")[0] if end + width < len(text) else flat
