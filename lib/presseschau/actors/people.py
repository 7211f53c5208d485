"""Which mentions name the same person: within an article first, then across the corpus."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from presseschau.actors.names import (
    PersonName,
    first_name_gender,
    fold,
    is_surname,
    nominatives,
    person_name,
    same_first_names,
)

#: Without another sign, a surname alone goes to the namesake that was named last, if the other
#: one stands this many characters further back, and not more than _FAR behind it.
_NEAR = 400
_FAR = 1200
#: A surname that an article does not introduce goes to the best known of its bearers, if that
#: one stands in this many times more articles than the next.
_DOMINANT = 10
_MISSPELT = 77


class PersonMention(NamedTuple):
    """A mention of a person with what its surroundings say (``roles`` as nouns, in lower case)."""

    row: int
    article: int
    start: int
    text: str
    gender: str = ""
    roles: tuple[str, ...] = ()


@dataclass
class _Person:
    """A person of one article, or the surname that is all the article says of one."""

    name: PersonName
    article: int
    mentions: list[PersonMention] = field(default_factory=list)
    key: str = ""
    candidates: tuple[str, ...] = ()

    def gender(self) -> str:
        votes = Counter(mention.gender for mention in self.mentions if mention.gender)
        known = first_name_gender(self.name.first)
        return votes.most_common(1)[0][0] if votes else known

    def roles(self) -> set[str]:
        return {role for mention in self.mentions for role in mention.roles}


class LinkedPerson(NamedTuple):
    """Who a mention names; ``candidates`` are the names it may be of where that is unclear."""

    name: str
    candidates: tuple[str, ...] = ()


def link_people(mentions: Sequence[PersonMention]) -> dict[int, LinkedPerson]:
    """Gives every mention of a person the name of the person.

    A surname (or its genitive, or a part of a double name) goes to the one full name of the
    article that bears it. Where two people bear it, title, gender and office decide, then which
    of them was named last; where that does not tell, the mention stays unmerged and carries its
    candidates. A surname that the article never introduces goes to the only bearer in the
    corpus, to the one with the same office, or to one that is far better known than the others.

    Args:
        mentions: Mentions of people in the order of articles and of the text.

    Returns:
        By ``row``.
    """
    known = _Vocabulary(mentions)
    people: list[_Person] = []
    article: list[PersonMention] = []
    for mention in mentions:
        if article and article[-1].article != mention.article:
            people += _people_of(article, known)
            article = []
        article.append(mention)
    if article:
        people += _people_of(article, known)
    names = _across_articles(people)
    linked = {}
    for person in people:
        for mention in person.mentions:
            linked[mention.row] = LinkedPerson(
                names[person.key], tuple(names.get(key, key) for key in person.candidates)
            )
    return linked


class _Vocabulary:
    """What the corpus calls people without a genitive: whole names and last words."""

    def __init__(self, mentions: Iterable[PersonMention]) -> None:
        counts = Counter(person_name(mention.text) for mention in mentions)
        self.full: Counter[str] = Counter()
        self.last: Counter[str] = Counter()
        for name, count in counts.items():
            if name.first:
                self.full[fold(name.full)] += count
            self.last[fold(name.surname)] += count

    def nominative(self, name: PersonName, here: "_Vocabulary") -> PersonName:
        """Takes the genitive's -s off where the article, the corpus or the lexicon knows better."""
        for base in nominatives(name.surname):
            plain = name._replace(surname=base)
            if name.first:
                key, own = fold(plain.full), fold(name.full)
                surer = self.full[key] > self.full[own] or here.last[fold(base)]
                if here.full[key] or (surer and not here.last[fold(name.surname)] > 1):
                    return plain
            elif (here.last[fold(base)] and not _bears(here, name.surname)) or self.last[
                fold(base)
            ] > self.last[fold(name.surname)]:
                return plain
            if is_surname(base) and not is_surname(name.surname):
                return plain
        return name


def _bears(here: _Vocabulary, surname: str) -> bool:
    return any(key.endswith(" " + fold(surname)) for key in here.full)


def _people_of(mentions: list[PersonMention], known: _Vocabulary) -> list[_Person]:
    """Merges the mentions of one article."""
    here = _Vocabulary(mentions)
    named = [(m, known.nominative(person_name(m.text), here)) for m in mentions]
    people: list[_Person] = []
    owner = {m.row: _place_full(people, m, name) for m, name in named if name.first}
    bare: dict[str, _Person] = {}
    unclear: dict[tuple[str, ...], _Person] = {}
    last_seen: dict[int, int] = {}
    for mention, name in named:
        if name.first:
            last_seen[id(owner[mention.row])] = mention.start
            continue
        found = _bearers(people, name)
        chosen = found[0] if len(found) == 1 else _choose(found, mention, last_seen)
        if chosen:
            chosen.mentions.append(mention)
            last_seen[id(chosen)] = mention.start
        elif found:
            candidates = tuple(fold(person.name.full) for person in found)
            person = unclear.setdefault(
                candidates, _Person(name, mention.article, candidates=candidates)
            )
            person.mentions.append(mention)
        else:
            person = bare.setdefault(fold(name.surname), _Person(name, mention.article))
            person.mentions.append(mention)
    return people + list(bare.values()) + list(unclear.values())


def _place_full(people: list[_Person], mention: PersonMention, name: PersonName) -> _Person:
    same = [p for p in people if _same_person(p.name, name)]
    if len(same) == 1:
        person = same[0]
        if len(name.full) > len(person.name.full):
            person.name = name
    else:
        person = next((p for p in same if fold(p.name.full) == fold(name.full)), None)
        if person is None:
            person = _Person(name, mention.article)
            people.append(person)
    person.mentions.append(mention)
    return person


def _same_person(one: PersonName, other: PersonName) -> bool:
    if fold(one.full) == fold(other.full):
        return True
    if fold(one.surname) == fold(other.surname):
        return same_first_names(one.first, other.first)
    left, right = sorted((fold(one.full), fold(other.full)), key=len)
    return right.endswith(" " + left)  # "Hirsi Ali" of "Ayaan Hirsi Ali"


def _bearers(people: list[_Person], name: PersonName) -> list[_Person]:
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
        and fuzz.ratio(known, seen) >= _MISSPELT
    )


def _choose(
    found: list[_Person], mention: PersonMention, last_seen: dict[int, int]
) -> _Person | None:
    """Chooses among namesakes of one article by gender, office and nearness."""
    if not found:
        return None
    gender = mention.gender or person_name(mention.text).gender
    if gender:
        found = [p for p in found if p.gender() in (gender, "")] or found
    if mention.roles:
        fitting = [p for p in found if _same_office(p.roles(), mention.roles)]
        found = fitting or found
    if len(found) == 1:
        return found[0]
    seen = sorted(((last_seen.get(id(p), -_NEAR), n) for n, p in enumerate(found)), reverse=True)
    (latest, nearest), (before, _) = seen[:2]
    if latest >= 0 and latest - before >= _NEAR and mention.start - latest < _FAR:
        return found[nearest]
    return None


def _same_office(roles: Iterable[str], others: Iterable[str]) -> bool:
    return any(
        one == other or one.endswith(other) or other.endswith(one)
        for one in roles
        for other in others
    )


def _across_articles(people: list[_Person]) -> dict[str, str]:
    """Gives every person of an article its key in the corpus, and every key its name."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, set[int]] = defaultdict(set)
    by_surname: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        if person.name.first and not person.candidates:
            by_surname[_last_word(person.name)].append(person)
    for namesakes in by_surname.values():
        keys = _merge_variants(namesakes)
        for person in namesakes:
            person.key = keys[fold(person.name.full)]
            articles[person.key].add(person.article)
            spellings[person.key][person.name.full] += len(person.mentions)
    for person in people:
        if not person.name.first and not person.candidates:
            namesakes = by_surname.get(_last_word(person.name), [])
            person.key, person.candidates = _bearer_in_corpus(person, namesakes, articles)
        if not person.key:
            person.key = "? " + fold(person.name.surname)
        if person.key.startswith("? "):
            spellings[person.key][person.name.surname] += len(person.mentions)
    return {key: _best(counts) for key, counts in spellings.items()}


def _last_word(name: PersonName) -> str:
    return fold(name.surname).rpartition(" ")[2]


def _merge_variants(namesakes: list[_Person]) -> dict[str, str]:
    """Joins "George Bush" to "George W. Bush", where only one name of the corpus fits."""
    names = {fold(person.name.full): person.name for person in namesakes}
    keys = {key: key for key in names}
    for key, name in sorted(names.items(), key=lambda item: (len(item[0]), item[0])):
        richer = [k for k, n in names.items() if len(k) > len(key) and _same_person(name, n)]
        if richer and all(_same_person(names[a], names[b]) for a in richer for b in richer):
            keys[key] = max(richer, key=lambda k: (len(k), k))
    return {key: _root(keys, key) for key in keys}


def _root(keys: dict[str, str], key: str) -> str:
    while keys[key] != key:
        key = keys[key]
    return key


def _bearer_in_corpus(
    person: _Person, namesakes: list[_Person], articles: dict[str, set[int]]
) -> tuple[str, tuple[str, ...]]:
    """Finds who a surname means that its article never introduces: key, or candidates."""
    found: dict[str, list[_Person]] = defaultdict(list)
    for namesake in namesakes:
        own = fold(namesake.name.surname)
        if fold(person.name.surname) in (own, own.rpartition(" ")[2]):
            found[namesake.key].append(namesake)
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


def _best(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
