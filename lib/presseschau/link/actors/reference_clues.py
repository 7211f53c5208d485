"""Clues to who is meant: what a model reads of each actor behind "er", "die Behörde"."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from presseschau.core.tables import QUOTE_TYPES
from presseschau.link.actors.houses import kind_of
from presseschau.link.actors.reference import NEAR_SENTENCES, SHARES, Referent, Turn
from presseschau.link.actors.role_words import same_role
from presseschau.link.actors.scene import PLACE, Candidate, Said, Scene, parts_of
from presseschau.link.actors.speaker_phrases import PHRASES, Phrase, read_phrase

_KINDS = ("PER", "ORG", "GOV", "LOC")
_WAYS = tuple(SHARES)
_STEPS = (1, 2, 3, 5, 9, 17)  # sentences back
_NOWHERE = [0.0] * PLACE
_SCENE, _CLUES = 7, 25 + PLACE
#: Where the blocks of columns begin.
_SHARED = len(PHRASES) + len(QUOTE_TYPES) + _SCENE
_WAY, _RANK = _SHARED, _SHARED + len(_WAYS) + 1
_FAR = _RANK + 11
_OWN = _FAR + len(_STEPS) + 1
WIDTH = _OWN + _CLUES + 1


def features(
    scene: Scene, said: Said, found: Referent | None, otherwise: str, turn: Turn
) -> tuple[list[str], np.ndarray]:
    """What the model reads: actors, "" (nobody) the last, and for each a row of ``WIDTH``."""
    article, known = scene.article, scene.candidates
    phrase = read_phrase(said.phrase(article.text), said.cue)
    here = article.sentence(said.place)
    table = np.zeros((len(known) + 1, WIDTH), np.float32)
    table[:, PHRASES.index(phrase.kind)] = 1
    if said.type in QUOTE_TYPES:
        table[:, len(PHRASES) + QUOTE_TYPES.index(said.type)] = 1
    table[:, _SHARED - _SCENE : _SHARED] = (
        SHARES[found.way] if found else 0,
        otherwise == "collective",
        said.place < said.start,
        min(here, 6) / 6,
        min(len(known), 20) / 20,
        article.sentence(said.start) != here,
        turn.end > said.place,
    )
    lasts = [bisect_left(candidate.starts, said.place) - 1 for candidate in known]
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
    if known:
        table[:-1, _OWN:-1] = list(_clues(scene, said, phrase, lasts, turn))
    for n, candidate in enumerate(known):
        if found and found.actor == candidate.actor:
            table[n, _WAY + _WAYS.index(found.way)] = table[n, _WAY + len(_WAYS)] = 1
        if lasts[n] >= 0:
            table[n, _FAR + bisect_right(_STEPS, here - candidate.sentences[lasts[n]])] = 1
    table[-1, -1] = 1
    return [*(candidate.actor for candidate in known), ""], table


def _fits(candidate: Candidate, phrase: Phrase) -> bool:
    person = candidate.kind == "PER"
    if phrase.kind in ("house", "group"):
        return not person
    if phrase.gender in ("m", "f"):
        return person and candidate.gender in (phrase.gender, "")
    return True


def _clues(
    scene: Scene, said: Said, phrase: Phrase, lasts: Sequence[int], turn: Turn
) -> Iterator[list[float]]:
    """The clues of each candidate that are neither rank nor distance nor the rules' choice."""
    article = scene.article
    here = article.sentence(said.place)
    since = here - article.sentence(max(turn.end - 1, 0))
    parts = parts_of(" ".join(phrase.nouns))
    size = max(1, len(parts))
    for candidate, last in zip(scene.candidates, lasts, strict=True):
        name, sentence = candidate.names[max(last, 0)], candidate.sentences[max(last, 0)]
        people, gender = candidate.kind == "PER", candidate.gender
        gendered = people and phrase.gender in ("m", "f")
        turned = turn.actor == candidate.actor
        starts = candidate.starts
        inside = bisect_left(starts, said.start) < bisect_left(starts, said.end)
        behind = last + 1 < len(starts) and candidate.sentences[last + 1] == here
        yield [
            last < 0,
            last < 0 and sentence == here,
            *(candidate.kind == kind for kind in _KINDS),
            gendered and gender == phrase.gender,
            gendered and not gender,
            gendered and bool(gender) and gender != phrase.gender,
            turned,
            turned and since <= 1,
            turned and turn.end > said.place,
            scene.before == candidate.actor,
            min(scene.said[candidate.actor], 5) / 5,
            candidate.sentences[0] <= 1,
            math.log1p(len(starts)) / 3,
            len(starts) / len(article.named),
            inside,
            behind,
            people and any(same_role(h, phrase.head) for h in candidate.heads if phrase.head),
            phrase.noun in candidate.leads,
            len(parts & candidate.called) / size,
            len(parts & candidate.told) / size,
            len(parts & candidate.near) / size,
            bool(phrase.house) and not people and kind_of(article, name) == phrase.house,
            *(scene.place(name, sentence) if last >= 0 else _NOWHERE),
        ]
