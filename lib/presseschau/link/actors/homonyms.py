"""Homonyms: whether one full name is several people's, and which of its bearers is which."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from presseschau.annotate.rules.gazetteer import word_list
from presseschau.link.actors.namesakes import Person

#: Walks of life by the endings of their offices; who stands in two of them, in different articles
#: only, is two people.
_WALKS = {
    walk: tuple(word_list(f"offices in {walk}"))
    for walk in ("Politik", "Sport", "Kirche", "Kunst", "Wissenschaft")
}
_APART = (
    {"Politik", "Sport"}, {"Politik", "Kirche"}, {"Sport", "Kirche"}, {"Sport", "Kunst"},
    {"Sport", "Wissenschaft"},
)  # fmt: skip
_GENDERS = {"f": "Frau", "m": "Herr"}
#: Signs of a gender may be slips; so many articles on each side are none.
_LEAST = 2


class Homonyms(NamedTuple):
    """The people of one name by what tells them apart; ``sure`` is False where that is too little.

    ``rest`` are those of the name of whom their article says nothing that tells.
    """

    parts: dict[str, list[Person]]
    rest: list[Person]
    sure: bool


def homonyms(people: Sequence[Person]) -> Homonyms | None:
    """Parts the bearers of one full name, one for each article, where they cannot be one person.

    They cannot where one is known from politics (an office, a party) and another from sport, say,
    or one is a woman and another a man. An article that shows both sides in one person, a boxer
    who became mayor, joins them. Two parties alone do not part them: people change parties. Where
    nothing contradicts, there are no parts but None.
    """
    walks = [_walks(person) for person in people]
    for pair in _APART:
        if any(pair <= own for own in walks):
            continue
        if all(any(walk in own for own in walks) for walk in pair):
            return _parted(people, [own & pair for own in walks], True)
    genders = [{_GENDERS[g]} if (g := person.gender()) else set() for person in people]
    if {"Frau"} in genders and {"Herr"} in genders:
        fewest = min(genders.count({name}) for name in _GENDERS.values())
        return _parted(people, genders, fewest >= _LEAST)
    parties = [_parties(person) for person in people]
    if len(set().union(*parties)) > 1 and not any(len(own) > 1 for own in parties):
        return _parted(people, parties, False)
    return None


def _parted(people: Sequence[Person], signs: Sequence[set[str]], sure: bool) -> Homonyms:
    parts: dict[str, list[Person]] = defaultdict(list)
    for person, own in zip(people, signs, strict=True):
        parts[min(own, default="")].append(person)
    rest = parts.pop("", [])
    return Homonyms(dict(sorted(parts.items())), rest, sure)


def _walks(person: Person) -> set[str]:
    found = {
        walk for walk, offices in _WALKS.items() if any(r.endswith(offices) for r in person.roles())
    }
    return found | ({"Politik"} if _parties(person) else set())


def _parties(person: Person) -> set[str]:
    return {mention.party for mention in person.mentions if mention.party}
