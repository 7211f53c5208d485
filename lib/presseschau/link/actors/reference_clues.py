"""Clues to who is meant: what a model reads of each actor behind "er", "die Behörde"."""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple, Self

import numpy as np

from presseschau.core.tables import Span
from presseschau.link.actors.houses import house_kind, kind_of
from presseschau.link.actors.nouns import is_person
from presseschau.link.actors.reference import NEAR_SENTENCES, SHARES, Referent, Turn
from presseschau.link.actors.role_words import gender_of_role, head, same_role
from presseschau.link.actors.scene import PLACE, Candidate, Scene, parts_of
from presseschau.link.actors.speaker_phrases import (
    BACK,
    GROUP_NOUN,
    HERS,
    HIS,
    INDEFINITE,
    NOBODY,
    RELATIVE,
    SOURCE_NOUN,
    is_plural,
    nouns_of,
)

#: Phrases by what they are, the first that fits: the model learns each kind's habits.
PHRASES = (
    "none", "own", "ich", "er", "sie", "relative", "back", "man", "word", "his", "source",
    "source of", "several", "person", "a person", "house", "a house", "group", "noun", "a noun",
)  # fmt: skip
TYPES = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
_KINDS = ("PER", "ORG", "GOV", "LOC")
_WAYS = tuple(SHARES)
_STEPS = (1, 2, 3, 5, 9, 17)  # sentences back
_NOWHERE = [0.0] * PLACE
_SCENE, _CLUES = 7, 25 + PLACE
#: Where the blocks of columns begin.
_SHARED = len(PHRASES) + len(TYPES) + _SCENE
_WAY, _RANK = _SHARED, _SHARED + len(_WAYS) + 1
_FAR = _RANK + 11
_OWN = _FAR + len(_STEPS) + 1
WIDTH = _OWN + _CLUES + 1
_SELF = frozenset(["ich", "mir", "mich", "wir", "uns"])
_POSSESSIVE = re.compile(r"(?:sein|ihr)e?[mnrs]?$")
_SEVERAL_SAY = re.compile(r"[a-zäöü](?:en|ern|eln)$")


class Said(NamedTuple):
    """What of a quote tells who speaks; ``type`` is empty for what is no quote."""

    start: int
    end: int
    type: str
    cue: str
    speaker: list[Span]


class Asked(NamedTuple):
    """A quote whose speaker goes without a name: its place, its phrase and where that stands."""

    start: int
    end: int
    type: str
    cue: str
    phrase: str
    at: int

    @classmethod
    def of(cls, text: str, said: Said) -> Self:
        """The question about a quote of a text."""
        words = " ".join(" ".join(text[start:end].split()) for start, end in said.speaker)
        place = said.speaker[0][0] if said.speaker else said.start
        return cls(said.start, said.end, said.type, said.cue, words, place)


class _Phrase(NamedTuple):
    kind: str
    gender: str  # "m", "f", "" or "-" for several
    noun: str = ""
    head: str = ""
    house: str = ""
    parts: frozenset[str] = frozenset()


def features(
    scene: Scene, asked: Asked, found: Referent | None, otherwise: str, turn: Turn
) -> tuple[list[str], np.ndarray]:
    """What the model reads: a row for each candidate, and a last one for nobody.

    Args:
        scene: The article.
        asked: The quote.
        found: Whom the rules find.
        otherwise: How they leave it open.
        turn: Who spoke last.

    Returns:
        The actors, "" the last; the rows, (actors, ``WIDTH``).
    """
    article, known = scene.article, scene.candidates
    phrase = _phrase(asked)
    here = article.sentence(asked.at)
    table = np.zeros((len(known) + 1, WIDTH), np.float32)
    table[:, PHRASES.index(phrase.kind)] = 1
    if asked.type in TYPES:
        table[:, len(PHRASES) + TYPES.index(asked.type)] = 1
    table[:, _SHARED - _SCENE : _SHARED] = (
        SHARES[found.way] if found else 0,
        otherwise == "collective",
        asked.at < asked.start,
        min(here, 6) / 6,
        min(len(known), 20) / 20,
        article.sentence(asked.start) != here,
        turn.end > asked.at,
    )
    lasts = [bisect_left(candidate.starts, asked.at) - 1 for candidate in known]
    named = [n for n, last in enumerate(lasts) if last >= 0]
    named.sort(key=lambda n: -known[n].starts[lasts[n]])
    rivals = [n for n in named if here - known[n].sentences[lasts[n]] < NEAR_SENTENCES]
    rivals = [n for n in rivals if _fits(known[n], phrase)]
    ranks: Counter[str] = Counter()
    for rank, n in enumerate(named):
        table[n, _RANK + min(rank, 4)] = 1
        table[n, _RANK + 5 + min(ranks[known[n].kind], 4)] = 1
        ranks[known[n].kind] += 1
    table[:-1, _RANK + 10] = len(rivals) / 5
    for n, candidate in enumerate(known):
        way = found.way if found and found.actor == candidate.actor else ""
        own = _clues(scene, asked, phrase, candidate, lasts[n], turn)
        table[n, _OWN : _OWN + len(own)] = own
        if way:
            table[n, _WAY + _WAYS.index(way)] = table[n, _WAY + len(_WAYS)] = 1
        if lasts[n] >= 0:
            table[n, _FAR + bisect_right(_STEPS, here - candidate.sentences[lasts[n]])] = 1
    table[-1, -1] = 1
    return [*(candidate.actor for candidate in known), ""], table


def _phrase(asked: Asked) -> _Phrase:
    words = asked.phrase.split()
    if not words:
        return _Phrase("none", "")
    first = words[0].lower()
    nouns = nouns_of(asked.phrase)
    if "eigene" in asked.phrase.lower():
        return _Phrase("own", "")
    if first in _SELF:
        return _Phrase("ich", "")
    if not nouns:
        if first in HIS and len(words) == 1:
            return _Phrase("er", "m")
        if first in HERS and len(words) == 1:
            several = _SEVERAL_SAY.search((asked.cue.split() or [""])[0])
            return _Phrase("sie", "-" if several else "f")
        if first in RELATIVE:
            return _Phrase("relative", {"der": "m", "welcher": "m"}.get(first, ""))
        return _Phrase("back" if first in BACK else "man" if first in NOBODY else "word", "")
    noun = nouns[0]
    parts = parts_of(" ".join(nouns))
    house = house_kind(noun)
    possessive = bool(_POSSESSIVE.match(first))
    indefinite = possessive or first in INDEFINITE
    if SOURCE_NOUN.search(noun):
        if possessive:
            return _Phrase("his", "m" if first[0] == "s" else "f")
        return _Phrase("source" if len(nouns) == 1 else "source of", "", noun, "", house, parts)
    if is_plural(first, noun):
        return _Phrase("several", "-", noun, head(noun), house, parts)
    female = first in ("die", "eine") or gender_of_role(asked.phrase) == "f"
    gender = "f" if female else "m"
    if is_person(noun) or is_person(asked.phrase):
        kind = "a person" if indefinite else "person"
        return _Phrase(kind, gender, noun, head(asked.phrase), house, parts)
    if house:
        return _Phrase("a house" if indefinite else "house", "", noun, "", house, parts)
    if GROUP_NOUN.search(noun):
        return _Phrase("group", "", noun, "", "", parts)
    return _Phrase("a noun" if indefinite else "noun", gender, noun, head(noun), "", parts)


def _fits(candidate: Candidate, phrase: _Phrase) -> bool:
    person = candidate.kind == "PER"
    if phrase.kind in ("house", "group"):
        return not person
    if phrase.gender in ("m", "f"):
        return person and candidate.gender in (phrase.gender, "")
    return True


def _clues(
    scene: Scene, asked: Asked, phrase: _Phrase, candidate: Candidate, last: int, turn: Turn
) -> list[float]:
    """The clues of one candidate that are neither rank nor distance nor the rules' choice."""
    article = scene.article
    here = article.sentence(asked.at)
    name, sentence = candidate.names[max(last, 0)], candidate.sentences[max(last, 0)]
    people, gender = candidate.kind == "PER", candidate.gender
    gendered = people and phrase.gender in ("m", "f")
    turned = turn.actor == candidate.actor
    size = max(1, len(phrase.parts))
    starts = candidate.starts
    inside = bisect_left(starts, asked.start) < bisect_left(starts, asked.end)
    behind = last + 1 < len(starts) and candidate.sentences[last + 1] == here
    return [
        last < 0,
        last < 0 and sentence == here,
        *(candidate.kind == kind for kind in _KINDS),
        gendered and gender == phrase.gender,
        gendered and not gender,
        gendered and bool(gender) and gender != phrase.gender,
        turned,
        turned and here - article.sentence(max(turn.end - 1, 0)) <= 1,
        turned and turn.end > asked.at,
        scene.before == candidate.actor,
        min(scene.said[candidate.actor], 5) / 5,
        candidate.sentences[0] <= 1,
        math.log1p(len(starts)) / 3,
        len(starts) / len(article.named),
        inside,
        behind,
        bool(phrase.head) and people and any(same_role(h, phrase.head) for h in candidate.heads),
        phrase.noun in candidate.leads,
        len(phrase.parts & candidate.called) / size,
        len(phrase.parts & candidate.told) / size,
        len(phrase.parts & candidate.near) / size,
        bool(phrase.house) and not people and kind_of(article, name) == phrase.house,
        *(scene.place(name, sentence) if last >= 0 else _NOWHERE),
    ]
