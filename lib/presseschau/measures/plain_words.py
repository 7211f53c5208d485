"""Plain words: those that say how a text is made, not what it is about."""

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd

from presseschau.annotate.rules.cues import AUXILIARIES, load_cues
from presseschau.core.tables import parse_spans

_LABEL = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?“”\"»…] )) *([A-ZÄÖÜ][\w.’'-]*(?: [\w.’'-]+){0,2}):(?=\s)"
)
_LEAST_TURNS = 2
#: Before a name, an office or a degree: "Frau Harms", "Herrn Minister".
_ADDRESS = re.compile(r"\b(?:Frau|Herrn?)(?= [A-ZÄÖÜ])")


def is_plain(word: str) -> bool:
    """Whether a word is a function word, or a verb of saying: written small, unlike "Klage"."""
    return word.lower() in _function_words() or word in _saying()


@cache
def _function_words() -> frozenset[str]:
    closed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return AUXILIARIES.union(*map(str.split, closed.values()))


@cache
def _saying() -> frozenset[str]:
    """Of a verb that splits the joined forms only: "teilte" is a word of its own."""
    lexicon = load_cues()
    return frozenset().union(lexicon.finite, lexicon.joined, lexicon.participle, lexicon.konjunktiv)


def cues(quotes: pd.DataFrame) -> pd.DataFrame:
    """The places of the words that introduce speech, also apart ("räumte ... ein"), in a text."""
    rows = [
        (article_id, *span)
        for article_id, spans in zip(quotes["article_id"], quotes["cue_spans"], strict=True)
        for span in parse_spans(spans)
    ]
    return pd.DataFrame(rows, columns=["article_id", "start", "end"])


def addresses(articles: pd.DataFrame) -> pd.DataFrame:
    """The places of forms of address before a name or office: article_id, start, end."""
    rows = [
        (article_id, *place.span())
        for article_id, text in zip(articles["article_id"], articles["text"], strict=True)
        for place in _ADDRESS.finditer(text)
    ]
    return pd.DataFrame(rows, columns=["article_id", "start", "end"])


def labels(articles: pd.DataFrame) -> pd.DataFrame:
    """The places of turn labels: the same words before a colon, at least twice in a text.

    Returns:
        article_id, start, end; in the order of the text.
    """
    rows = [
        (row.article_id, *place.span(1))
        for row in articles.itertuples()
        if ":" in row.text
        for place in _repeated(list(_LABEL.finditer(row.text)))
    ]
    return pd.DataFrame(rows, columns=["article_id", "start", "end"])


def _repeated(found: list[re.Match]) -> list[re.Match]:
    times = Counter(place[1] for place in found)
    return [place for place in found if times[place[1]] >= _LEAST_TURNS]
