"""Which mentions name the same person: within an article first, then across the corpus."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presseschau.link.actors.homonyms import homonyms
from presseschau.link.actors.namesakes import (
    Person,
    PersonMention,
    bearer_in_corpus,
    bearers,
    choose,
    same_person,
)
from presseschau.link.actors.person_names import (
    PersonName,
    fold,
    is_surname,
    nominatives,
    person_name,
)


class LinkedPerson(NamedTuple):
    """Who a mention names; ``candidates`` are the names it may be of where that is unclear."""

    name: str
    candidates: tuple[str, ...] = ()


def link_people(mentions: Sequence[PersonMention]) -> dict[int, LinkedPerson]:
    """Finds whom every mention of a person names, by its ``row``; they come in text order.

    A surname (or its genitive, or a part of a double name) goes to the one full name of the
    article that bears it. Where two people bear it, title, gender and office decide, then which
    of them was named last; where that does not tell, the mention stays unmerged and carries its
    candidates. A surname that the article never introduces goes to the only bearer in the
    corpus, to the one with the same office, or to one that is far better known than the others.
    People of one full name are parted as :func:`presseschau.link.actors.homonyms.homonyms` says.
    """
    known = _Vocabulary(mentions)
    people: list[Person] = []
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
        borne = any(key.endswith(" " + fold(name.surname)) for key in here.full)
        for base in nominatives(name.surname):
            plain = name._replace(surname=base)
            if name.first:
                key, own = fold(plain.full), fold(name.full)
                surer = self.full[key] >= max(1, self.full[own]) or here.last[fold(base)]
                if here.full[key] or (surer and not here.last[fold(name.surname)] > 1):
                    return plain
            elif (here.last[fold(base)] and not borne) or self.last[fold(base)] > self.last[
                fold(name.surname)
            ]:
                return plain
            if is_surname(base) and not is_surname(name.surname):
                return plain
        return name


def _people_of(mentions: list[PersonMention], known: _Vocabulary) -> list[Person]:
    """Merges the mentions of one article."""
    here = _Vocabulary(mentions)
    named = [(m, known.nominative(person_name(m.text), here)) for m in mentions]
    people: list[Person] = []
    owner = {m.row: _place_full(people, m, name) for m, name in named if name.first}
    bare: dict[str, Person] = {}
    unclear: dict[tuple[str, ...], Person] = {}
    last_seen: dict[int, int] = {}
    for mention, name in named:
        if name.first:
            last_seen[id(owner[mention.row])] = mention.start
            continue
        found = bearers(people, name)
        chosen = found[0] if len(found) == 1 else choose(found, mention, last_seen)
        if chosen:
            chosen.mentions.append(mention)
            last_seen[id(chosen)] = mention.start
        elif found:
            candidates = tuple(fold(person.name.full) for person in found)
            person = unclear.setdefault(
                candidates, Person(name, mention.article, candidates=candidates)
            )
            person.mentions.append(mention)
        else:
            person = bare.setdefault(fold(name.surname), Person(name, mention.article))
            person.mentions.append(mention)
    return people + list(bare.values()) + list(unclear.values())


def _place_full(people: list[Person], mention: PersonMention, name: PersonName) -> Person:
    same = [p for p in people if same_person(p.name, name)]
    if len(same) == 1:
        person = same[0]
        if len(name.full) > len(person.name.full):
            person.name = name
    else:
        person = next((p for p in same if fold(p.name.full) == fold(name.full)), None)
        if person is None:
            person = Person(name, mention.article)
            people.append(person)
    person.mentions.append(mention)
    return person


def _across_articles(people: list[Person]) -> dict[str, str]:
    """Writes each person's key in the corpus into it; returns the name behind every key."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, set[int]] = defaultdict(set)
    by_surname: dict[str, list[Person]] = defaultdict(list)
    parted: dict[str, str] = {}
    for person in people:
        if person.name.first and not person.candidates:
            by_surname[_last_word(person.name)].append(person)
    bearers_of: dict[str, dict[str, list[Person]]] = {}
    for surname, namesakes in by_surname.items():
        keys = _merge_variants(namesakes)
        for person in namesakes:
            person.key = keys[fold(person.name.full)]
        parted |= _part_homonyms(namesakes)
        for person in namesakes:
            articles[person.key].add(person.article)
            spellings[person.key][person.name.full] += len(person.mentions)
        bearers_of[surname] = _by_key(namesakes)
    for person in people:
        if not person.name.first and not person.candidates:
            found = bearers_of.get(_last_word(person.name), {})
            person.key, person.candidates = bearer_in_corpus(person, found, articles)
        if not person.key:
            person.key = "? " + fold(person.name.surname)
        if person.key.startswith("? "):
            spellings[person.key][person.name.surname] += len(person.mentions)
    return {key: _best(counts) for key, counts in spellings.items()} | parted


def _part_homonyms(namesakes: list[Person]) -> dict[str, str]:
    """Parts the keys of people of one name who are surely several; returns the new keys' names."""
    parted: dict[str, str] = {}
    for key, group in _by_key(namesakes).items():
        if not (found := homonyms(group)):
            continue
        shown = _best(Counter(person.name.full for person in group))
        names = {part: f"{shown} ({part})" for part in found.parts}
        if found.sure:
            for part, people in found.parts.items():
                parted[f"{key} ({part})"] = names[part]
                for person in people:
                    person.key = f"{key} ({part})"
        for person in found.rest if found.sure else group:
            person.candidates = tuple(names.values())
    return parted


def _by_key(people: Iterable[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        found[person.key].append(person)
    return found


def _last_word(name: PersonName) -> str:
    return fold(name.surname).rpartition(" ")[2]


def _merge_variants(namesakes: list[Person]) -> dict[str, str]:
    """Joins "George Bush" to "George W. Bush", where only one name of the corpus fits."""
    names = {fold(person.name.full): person.name for person in namesakes}
    keys = {key: key for key in names}
    for key, name in sorted(names.items(), key=lambda item: -len(item[0])):  # the richest first
        richer = [k for k, n in names.items() if len(k) > len(key) and same_person(name, n)]
        if richer and all(same_person(names[a], names[b]) for a in richer for b in richer):
            keys[key] = keys[max(richer, key=lambda k: (len(k), k))]
    return keys


def _best(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
