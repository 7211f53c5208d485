"""Reference: who is named where in an article, and how surely one of them is meant there."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

_SENTENCE = re.compile(
    r"(?<![0-9])(?<!\b\w)(?<!\bDr)(?<!Prof)(?<!\bSt)(?<!\bz\. B)"
    r"[.!?…][“”\"«]?\s+(?=[A-ZÄÖÜ„\"»(])|\n+"
    r"|(?<=[a-zäöüß]{2})\.(?=[A-ZÄÖÜ][a-zäöüß])"
)
_MEMBER = re.compile(
    r"([A-ZÄÖÜ][\w-]+)\s+(?:des|der|vom|von|von der|von dem|beim)\s+(?:[a-zäöüß]+\s)?[„\"]?$"
)
#: Those who publish what they found: "die Forscher", "ein Team", "die Studienautoren".
RESEARCHERS = re.compile(
    r"(?:[Ff]orscher(?:n|innen)?|[Ww]issenschaft(?:l?er)(?:n|innen)?|[Ss]tudienautor(?:en|innen)"
    r"|[a-z]olog(?:en|innen)|[Pp]hysikern?|[Cc]hemikern?|[Mm]edizinern?|[Aa]stronomen"
    r"|(?:[Ff]orscher|^)[Tt]eams?|[Ff]orsch(?:ungs)?gruppe)$"
)
_OF_TEAM = re.compile(
    r"(?P<team>[A-ZÄÖÜ][\w-]+)\s(?:(?:der|des|vom|von|von der|aus dem)\s"
    r"(?:[a-zäöüß]+\s)?[„\"]?|(?P<led>um\s(?:den\s|die\s)?(?:[\w-]+\s){0,3}))$"
)
#: Houses to which people say things, and which nobody takes up as "sie".
_TOLD = re.compile(
    r"(?i)(?:agentur|zeitung|blatts?|magazin|sender|portal|gegenüber|sagte|rundfunk)\s"
    r"(?:der\s|dem\s)?[„\"»]?$"
)
AGENCIES = frozenset(["dpa", "AFP", "AP", "Reuters", "APA", "KNA", "epd", "SID", "dapd", "DPA"])
#: The sentences near a place, its own among them.
NEAR_SENTENCES = 3
#: The sentences in front of a place in which somebody may have been named who is taken up there.
FAR_SENTENCES = 8
#: The share of quotes whose actor was right, by how it was found: 216 invented articles of all
#: genres and 38 real ones, read by the codebook, with both annotators. Ways met less than ten
#: times there ("office of several", "government", "members") are estimates.
SHARES = {
    "name": 0.96, "label": 0.99, "joint names": 0.98, "organisation": 0.77, "spokesperson": 0.72,
    "office": 0.84, "office of several": 0.6, "pronoun": 0.91, "pronoun of several": 0.52,
    "far pronoun": 0.75, "pronoun for an organisation": 0.42, "relative": 0.56, "own words": 0.82,
    "age": 0.79, "noun": 0.65, "house": 0.73, "kind of house": 0.64, "government": 0.7,
    "members": 0.5, "paper": 0.6, "goes on": 0.54, "source": 0.64,
}  # fmt: skip
#: Below it nobody is named. An actor given wrongly costs a report no more than one left open, so
#: that whoever is right in two of five pays.
LEAST = 0.4


class Named(NamedTuple):
    """A mention with its actor: ``gender`` of the actor; ``kind`` GOV where it is a government."""

    start: int
    end: int
    text: str
    kind: str
    derived: bool
    actor: str
    gender: str


class Referent(NamedTuple):
    """The actor a phrase refers to, and how that was told: a key of ``SHARES``."""

    actor: str
    way: str


class Turn(NamedTuple):
    """Who spoke last, up to where, and the place of the words that say so."""

    actor: str = ""
    end: int = -1
    speaker: int = -1


NO_TURN = Turn()


class Article:
    """An article as a place to look for referents in.

    ``roles`` are the roles of each actor, as this article and others say them, each once.
    """

    def __init__(
        self, text: str, named: Sequence[Named], roles: Mapping[str, Sequence[str]]
    ) -> None:
        self.text = text
        self.named = sorted(named)
        self.roles = roles

    @cached_property
    def sentences(self) -> list[int]:
        """The starts of the sentences."""
        return [0, *(match.end() for match in _SENTENCE.finditer(self.text))]

    @cached_property
    def starts(self) -> list[int]:
        """The starts of the names."""
        return [name.start for name in self.named]

    @cached_property
    def genders(self) -> dict[str, str]:
        """The gender of each person named, "" where it is not known."""
        return {n.actor: n.gender for n in self.named if n.kind == "PER" and not n.derived}

    @cached_property
    def members(self) -> dict[str, str]:
        """The organisation of "Experten" where the article says "Experten des Zentrums"."""
        found: dict[str, str] = {}
        for name in self.named:
            match = _MEMBER.search(self.text[max(0, name.start - 50) : name.start])
            if match and name.kind == "ORG" and not name.derived:
                found.setdefault(noun_stem(match[1]), name.actor)
        return found

    @cached_property
    def team(self) -> str:
        """Whose researchers the article tells of: a house, else who leads them, or "".

        Nobody's where the sentence that tells it first tells of those of several houses.
        """
        houses: dict[int, set[str]] = defaultdict(set)
        leads = ""
        for name in self.named:
            match = _OF_TEAM.search(self.text[max(0, name.start - 60) : name.start])
            if name.derived or not match or not RESEARCHERS.search(match["team"]):
                continue
            if name.kind == "ORG" and not match["led"]:
                houses[self.sentence(name.start)].add(name.actor)
            if name.kind == "PER" and match["led"]:
                leads = leads or name.actor
        first = next(iter(houses.values()), {leads})
        return next(iter(first)) if len(first) == 1 else ""

    def inside(self, start: int, end: int) -> list[Named]:
        """The names that overlap a span, in order."""
        first = bisect_left(self.starts, start)
        if first and self.named[first - 1].end > start:
            first -= 1
        return [n for n in self.named[first : bisect_left(self.starts, end)] if n.end > start]

    def sentence(self, position: int) -> int:
        """The number of the sentence in which a character stands."""
        return bisect_right(self.sentences, position) - 1

    def named_around(self, position: int) -> list[Named]:
        """The people and houses named in the sentence of a place."""
        here = self.sentence(position)
        start, end = (*self.sentences[here : here + 2], len(self.text))[:2]
        names = [n for n in self.inside(start, end) if n.kind in ("PER", "ORG", "GOV")]
        return [name for name in names if not name.derived]

    def before(self, position: int) -> Iterator[tuple[int, Named]]:
        """The names in front of a place, each behind its distance in sentences.

        Those of its own sentence come last one first, those of each earlier sentence first one
        first: there it is the subject that is taken up again.
        """
        here = self.sentence(position)
        for back in range(FAR_SENTENCES):
            number = here - back
            if number < 0:
                return
            start = self.sentences[number]
            end = position if back == 0 else self.sentences[number + 1]
            names = [n for n in self.inside(start, end) if start <= n.start < end]
            for name in reversed(names) if back == 0 else names:
                yield back, name

    def is_told(self, name: Named) -> bool:
        """Whether a house is named as the one to which something is said: "sagte der dpa"."""
        before = self.text[max(0, name.start - 30) : name.start]
        return name.text in AGENCIES or bool(_TOLD.search(before))


def noun_stem(noun: str) -> str:
    """A noun without its endings of number and case: "Experten" and "Expertinnen" are one."""
    return re.sub(r"(?:innen|en|es|n|s)$", "", noun.casefold())
