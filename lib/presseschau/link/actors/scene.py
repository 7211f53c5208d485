"""The scene of an article: who is named in it, how often, as what, and who has spoken so far."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from presseschau.core.tables import Span
from presseschau.link.actors.reference import Article, Named
from presseschau.link.actors.role_words import head

_AROUND = 60  # characters on both sides of a name that tell what somebody is
_LEADS = 3  # names of an actor whose surroundings are looked at
_PART = 5  # letters
_BEFORE = 25  # characters in front of a name
_OBLIQUE = frozenset(
    ("von", "vom", "mit", "bei", "beim", "für", "gegen", "an", "am", "auf", "um", "über", "durch",
     "wegen", "zu", "zum", "zur", "nach", "neben", "vor", "dem", "den")
)  # fmt: skip
_GENITIVE = frozenset(["des", "der"])
#: The columns of :meth:`Scene.place`.
PLACE = 8


class Said(NamedTuple):
    """What of a quote tells who speaks; ``type`` is empty for what is no quote."""

    start: int
    end: int
    type: str
    cue: str
    speaker: list[Span]

    @property
    def place(self) -> int:
        """Where the words for the speaker stand; without any, where the quote begins."""
        return self.speaker[0][0] if self.speaker else self.start

    def phrase(self, text: str) -> str:
        """The words for the speaker, with single blanks."""
        return " ".join(" ".join(text[start:end].split()) for start, end in self.speaker)


class Candidate(NamedTuple):
    """An actor of an article: the names, where they begin, what is said about the actor there."""

    actor: str
    kind: str
    gender: str
    names: list[Named]
    starts: list[int]
    sentences: list[int]
    heads: list[str]
    leads: frozenset[str]
    called: frozenset[str]
    told: frozenset[str]
    near: frozenset[str]


class Scene:
    """An article with who is on stage in it, and who has spoken so far."""

    def __init__(self, article: Article, spoken: Sequence[Span] = ()) -> None:
        """Takes an article and the places of its quotes."""
        self.article = article
        self.spoken = sorted(spoken)
        self.said: Counter[str] = Counter()
        self.before = ""  # who spoke before the last one did
        self._last = ""
        self._places: dict[int, list[float]] = {}

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Whoever is named, in the order of the first names."""
        of: dict[str, list[Named]] = defaultdict(list)
        for name in self.article.named:
            if not name.derived:
                of[name.actor].append(name)
        return [self._candidate(actor, names) for actor, names in of.items()]

    def _candidate(self, actor: str, names: list[Named]) -> Candidate:
        text = self.article.text
        fronts = [text[max(0, name.start - _AROUND) : name.start] for name in names[:_LEADS]]
        behind = [text[name.end : name.end + _AROUND] for name in names[:_LEADS]]
        roles = self.article.roles.get(actor, ())
        return Candidate(
            actor,
            next((name.kind for name in names if name.kind != "LOC"), "LOC"),
            names[0].gender,
            names,
            [name.start for name in names],
            [self.article.sentence(name.start) for name in names],
            [head(role) for role in roles],
            frozenset(front.rstrip(' „"»').rpartition(" ")[2] for front in fronts),
            parts_of(" ".join({name.text for name in names})),
            parts_of(" ".join(roles)),
            parts_of(" ".join(fronts + behind)),
        )

    def place(self, name: Named, sentence: int) -> list[float]:
        """How a name stands in its sentence: first, behind a preposition, in a quote, ..."""
        if name.start not in self._places:
            text, begins = self.article.text, self.article.sentences[sentence]
            words = text[max(begins, name.start - _BEFORE) : name.start].split()
            word = words[-1] if words else ""
            front = self.article.inside(begins, name.start)
            self._places[name.start] = [
                not words,
                word.lower() in _OBLIQUE,
                word.lower() in _GENITIVE,
                word[:1].isupper(),
                not any(n.end <= name.start and n.kind == name.kind for n in front),
                any(start <= name.start < end for start, end in self.spoken),
                self.article.is_told(name),
                text[name.end : name.end + 1] == ")",
            ]
        return self._places[name.start]

    def speaks(self, actor: str) -> None:
        """Notes who spoke."""
        if actor:
            self.said[actor] += 1
            if actor != self._last:
                self.before, self._last = self._last, actor


@lru_cache(1000)  # those of a phrase are held against everybody's
def parts_of(text: str) -> frozenset[str]:
    """All runs of five letters: "Armeeleitung" shares "armee" with "nepalesische Armee"."""
    return frozenset(
        word[begin : begin + _PART]
        for word in re.findall(rf"\w{{{_PART},}}", text.casefold())
        for begin in range(len(word) - _PART + 1)
    )
