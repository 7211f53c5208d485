"""Namesakes: who of several people a name may mean, in its article or in the corpus."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from nltk.metrics.distance import edit_distance

from presseschau.link.actors.person_names import (
    PersonName,
    first_name_gender,
    fold,
    person_name,
    same_first_names,
)
from presseschau.link.actors.role_words import offices

#: Without another sign, a surname alone goes to the namesake that was named last, if the other
#: one stands this many characters further back, and not more than _FAR behind it.
_NEAR = 400
_FAR = 1200
#: A surname that an article does not introduce goes to the best known of its bearers, if that
#: one stands in this many times more articles than the next.
_DOMINANT = 10
#: Two spellings of one surname differ in at most this share of their letters.
_MISSPELT = 0.23
_SEVERAL = re.compile(r"\b(?:beiden|zwei|drei)\s$")  # "die beiden Amelungs"


class PersonMention(NamedTuple):
    """A mention of a person with what its surroundings say.

    ``roles`` are nouns in lower case, ``before`` the text in front of a surname alone, ``party``
    stands in brackets behind the name.
    """

    row: int
    article: int
    start: int
    text: str
    gender: str = ""
    roles: tuple[str, ...] = ()
    before: str = ""
    party: str = ""


@dataclass
class Person:
    """A person of one article, or the surname that is all the article says of one."""

    name: PersonName
    article: int
    mentions: list[PersonMention] = field(default_factory=list)
    key: str = ""
    candidates: tuple[str, ...] = ()

    def gender(self) -> str:
        """Either "m" or "f" as most mentions or the first name tell, else ""."""
        votes = Counter(mention.gender for mention in self.mentions if mention.gender)
        known = first_name_gender(self.name.first)
        return votes.most_common(1)[0][0] if votes else known

    def roles(self) -> set[str]:
        """The nouns of the roles that the article names, in lower case."""
        return {role for mention in self.mentions for role in mention.roles}


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two full names may be one person's."""
    if fold(one.full) == fold(other.full):
        return True
    if fold(one.surname) == fold(other.surname):
        return same_first_names(one.first, other.first)
    left, right = sorted((fold(one.full), fold(other.full)), key=len)
    return right.endswith(" " + left)  # "Hirsi Ali" of "Ayaan Hirsi Ali"


def bearers(people: list[Person], name: PersonName) -> list[Person]:
    """Finds the people of the article whom a bare name may name, by the surest sign that fits."""
    key = fold(name.surname)
    squashed = key.replace(" ", "")
    signs = (
        lambda p: fold(p.name.surname) == key,
        lambda p: fold(p.name.full).endswith(" " + key),
        lambda p: fold(p.name.surname).replace(" ", "") == squashed,
        lambda p: key in fold(p.name.surname).split() and "-" in p.name.surname,
        lambda p: fold(p.name.first[0]) == key,
        lambda p: fold(p.name.surname).removeprefix("al ") == key.removeprefix("al "),
        lambda p: _misspelt(fold(p.name.surname), key),
    )
    for sign in signs:
        if found := [person for person in people if sign(person)]:
            return found
    return []


def _misspelt(known: str, seen: str) -> bool:
    return (
        min(len(known), len(seen)) >= 5
        and known[:4] == seen[:4]
        and len(known) + len(seen) > 10
        and edit_distance(known, seen, substitution_cost=2) <= _MISSPELT * (len(known) + len(seen))
    )


def choose(found: list[Person], mention: PersonMention, last_seen: dict[int, int]) -> Person | None:
    """Chooses among namesakes of one article by gender, office and nearness."""
    if not found or _SEVERAL.search(mention.before):
        return None
    gender = mention.gender or person_name(mention.text).gender
    if gender:
        found = [p for p in found if p.gender() in (gender, "")] or found
    if mention.roles:
        fitting = [p for p in found if _same_office(p.roles(), mention.roles)]
        found = fitting or found
    if len(found) == 1:
        return found[0]
    if holder := _taken_up(found, mention, last_seen):
        return holder
    seen = sorted(((last_seen.get(id(p), -_NEAR), n) for n, p in enumerate(found)), reverse=True)
    (latest, nearest), (before, _) = seen[:2]
    if latest >= 0 and latest - before >= _NEAR and mention.start - latest < _FAR:
        return found[nearest]
    return None


def _taken_up(
    found: list[Person], mention: PersonMention, last_seen: dict[int, int]
) -> Person | None:
    """Finds the namesake whose office alone was named since any of them was: "der Regisseur"."""
    first = mention.start - len(mention.before)
    latest = max(last_seen.get(id(person), -1) for person in found)
    for office, place in reversed(offices(mention.before)):
        holders = [person for person in found if _same_office(person.roles(), [office])]
        if first + place > latest and len(holders) == 1:
            return holders[0]
    return None


def _same_office(roles: Iterable[str], others: Iterable[str]) -> bool:
    return any(
        one == other or one.endswith(other) or other.endswith(one)
        for one in roles
        for other in others
    )


def bearer_in_corpus(
    person: Person, namesakes: Mapping[str, list[Person]], articles: Mapping[str, set[int]]
) -> tuple[str, tuple[str, ...]]:
    """Finds whom a surname means that its article never introduces.

    Args:
        person: The surname and what its article says with it.
        namesakes: The people of the corpus whose surname may be this one, by their keys.
        articles: The numbers of the articles in which each key is named.

    Returns:
        The person's key and no candidates; or "" and the keys of those it may be, if any.
    """
    surname = fold(person.name.surname)
    found = namesakes
    if " " in surname:
        bearing = {
            key: [one for one in group if fold(one.name.surname) == surname]
            for key, group in namesakes.items()
        }
        found = {key: group for key, group in bearing.items() if group}
    gender = person.gender()
    if gender:
        found = {
            key: group for key, group in found.items() if group[0].gender() in (gender, "")
        } or found
    roles = person.roles()
    if roles and len(found) > 1:
        found = {
            key: group
            for key, group in found.items()
            if any(_same_office(one.roles(), roles) for one in group)
        } or found
    if not found:
        return "", ()
    ranked = sorted(found, key=lambda key: (-len(articles[key]), key))
    if len(ranked) == 1:
        return ranked[0], ()
    if len(articles[ranked[0]]) >= _DOMINANT * len(articles[ranked[1]]):
        return ranked[0], ()
    return "", tuple(sorted(ranked))
