"""What the rules for names share: a found name, a sentence, and how words look."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from presseschau.annotate.rules import patterns as p
from presseschau.annotate.rules.gazetteer import first_names, is_common

# How sure a rule is of what it finds.
LISTED, PATTERN, CONTEXT, GUESS = 0.95, 0.85, 0.7, 0.5


class Name(NamedTuple):
    """A name over the tokens ``first`` to ``stop`` (not included), with the rule's sureness.

    ``chars`` is set where the name is but the first part of its token: the "NATO-" of NATO-Gipfel.
    """

    first: int
    stop: int
    kind: str
    score: float
    derived: bool = False
    chars: int = 0


class Sentence(NamedTuple):
    """The words of a text and the range of one sentence in them."""

    words: Sequence[str]
    first: int
    stop: int

    def word(self, index: int) -> str:
        """The word at a place of the text, or "" outside the sentence."""
        return self.words[index] if self.first <= index < self.stop else ""


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return word[:1].isupper()


@lru_cache(100_000)
def is_first_name(word: str) -> bool:
    """Whether a word is a known first name, also one of two parts: Hans-Peter."""
    names = first_names()
    return word in names or ("-" in word and all(part in names for part in word.split("-")))


@lru_cache(100_000)
def is_surname(word: str) -> bool:
    """Whether a word has the form of a surname."""
    return bool(p.SURNAME.fullmatch(word)) and word not in p.NO_SURNAMES


@lru_cache(100_000)
def is_title(word: str) -> bool:
    """Whether a word is an office, a profession or kinship before a name."""
    return bool(p.TITLE.fullmatch(word))


@lru_cache(100_000)
def is_unknown(word: str) -> bool:
    """Whether a capitalised word is no German vocabulary, so that it may be a name."""
    return bool(p.SURNAME.fullmatch(word)) and len(word) > 2 and not is_common(word)
