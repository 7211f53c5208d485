"""Which person a noun without a name refers to: "die Ministerin", "der 61-Jährige"."""

import re
from collections.abc import Callable

from presseschau.annotate.rules.gazetteer import lexicon_rows, place_of
from presseschau.link.actors.pronouns import nearest
from presseschau.link.actors.reference import (
    NEAR_SENTENCES,
    Article,
    Named,
    Referent,
    Turn,
    noun_stem,
)
from presseschau.link.actors.role_words import gender_of_role, head, is_role, same_role
from presseschau.link.actors.sectors import sector_of

_AGE = re.compile(r"(\d+)-[Jj]ährige")
#: The house in an office: "STAG-Boss".
_HOUSE = re.compile(r"\b[A-ZÄÖÜ]{2,}-[A-ZÄÖÜ]")
#: Offices that stand in a text without any name: they take up nobody who is named.
_OFTEN_NAMELESS = (
    "anwalt", "anwält", "ankläger", "richter", "verteidiger", "zeuge", "polizist", "beamte",
    "sprecher", "arzt", "ärzt", "gutachter", "minister", "präsident", "kanzler", "premier",
)  # fmt: skip
#: Nouns for offices that go by other words.
_ALSO = {
    row["noun"]: row["offices"] for row in lexicon_rows("offices.tsv") if row["use"] == "taken up"
}
_PARTY_BEHIND = re.compile(
    r"\s\((?:[^)]{1,20}, ?)?(CDU|CSU|SPD|FDP|AfD|Grüne|Linke|BSW|ÖVP|SPÖ|FPÖ|Neos|SVP)\b"
)
_PARTY_BEFORE = re.compile(r"\b(CDU|CSU|SPD|FDP|AfD|Grünen?|Linken?|BSW|ÖVP|SPÖ|FPÖ|Neos|SVP)-")
_PARTY_PEOPLE = {
    "sozialdemokrat": ("SPD", "SPÖ"), "christdemokrat": ("CDU",), "christsozial": ("CSU",),
    "freidemokrat": ("FDP",), "liberale": ("FDP", "Neos"), "freiheitlich": ("FPÖ",),
}  # fmt: skip
#: "der Professor", "die mexikanische Präsidentin"; of the high offices one has but one.
_OFFICE = re.compile(r"[Dd](?:er|ie) (?:[A-ZÄÖÜa-zäöüß-]+e[nr]? )?[A-ZÄÖÜ][\w-]*")
HIGH = re.compile(
    r"(?i)(?<!vize)(?<!ex-)(?:präsident|kanzler|premier|minister|papst|könig)(?:in|en)?$"
)
_COMPOUND = re.compile(r"([A-ZÄÖÜ][\w.]+)s?-([A-ZÄÖÜ]\w+)$")


def office_holder(article: Article, position: int, phrase: str) -> Referent | None:
    """Finds who holds the office that a phrase names: "der mexikanische Präsident".

    People of the article whose roles have the noun, the nationality not contradicting; the one
    named last before the place is taken.
    """
    gender = gender_of_role(phrase)
    found = _last_named(article, position, gender, lambda n: _holds(article, n.actor, phrase))
    return found or _last_named(
        article, position, gender, lambda n: _other_word(article, n.actor, phrase)
    )


def has_another_office(article: Article, phrase: str, actor: str) -> bool:
    """Whether an office is not the one that somebody is known by.

    A president is no senator, and a professor no minister; but a minister may be "die Politikerin".
    """
    roles = article.roles[actor]
    if not roles or not _OFFICE.fullmatch(phrase):
        return False
    if _holds(article, actor, phrase) or _other_word(article, actor, phrase):
        return False
    sector = sector_of(phrase)
    others = {sector_of(role) for role in roles} - {""}
    return bool(HIGH.search(phrase)) or (bool(sector and others) and sector not in others)


def _holds(article: Article, actor: str, phrase: str) -> bool:
    nationality = {place_of()[word] for word in phrase.split() if word in place_of()}
    return any(_same_office(role, head(phrase), nationality) for role in article.roles[actor])


def _last_named(
    article: Article, position: int, gender: str, fits: Callable[[Named], bool]
) -> Referent | None:
    """The person of a gender who fits and is named last before a place."""
    distances: dict[str, int] = {}
    for name in article.named:
        if name.kind != "PER" or name.derived:
            continue
        if (not gender or name.gender in ("", gender)) and fits(name):
            distance = position - name.start
            distance = distance if distance > 0 else 10_000 - distance
            distances[name.actor] = min(distance, distances.get(name.actor, distance))
    if not distances:
        return None
    actor = min(distances, key=lambda key: (distances[key], key))
    return Referent(actor, "office" if len(distances) == 1 else "office of several")


def _same_office(role: str, wanted: str, nationality: set[str]) -> bool:
    if not same_role(head(role), wanted):
        return False
    if len(wanted) > len(head(role)) and _HOUSE.search(role):
        return False  # a "STAG-Boss" is no "Gewerkschaftsboss"
    said = {place_of()[word] for word in role.split() if word in place_of()}
    return not nationality or not said or bool(nationality & said)


def _other_word(article: Article, actor: str, phrase: str) -> bool:
    """Whether a person has the office by another word: "Rathauschef", "Bundesbank-Chef"."""
    noun = phrase.split()[-1]
    roles = " ".join(article.roles[actor]).casefold()
    compound = _COMPOUND.search(phrase)
    if compound and compound[1].casefold() in roles and not _PARTY_BEFORE.search(phrase):
        return is_role(noun)
    stem = noun.casefold().removesuffix("in").removesuffix("s")
    return stem in _ALSO and bool(re.search(_ALSO[stem], roles))


def party_member(article: Article, position: int, phrase: str) -> Referent | None:
    """Finds the person of a party whom a noun means: "der CDU-Abgeordnete", "die Liberale"."""
    match = _PARTY_BEFORE.search(phrase)
    stem = next((stem for stem in _PARTY_PEOPLE if stem in phrase.casefold()), "")
    parties = (match[1],) if match else _PARTY_PEOPLE.get(stem, ())
    if not parties:
        return None
    wanted = {party[:5] for party in parties}
    female = phrase.split()[0] in ("die", "Die")
    gender = "f" if female else "m" if phrase.split()[0] in ("der", "Der") else ""

    def fits(name: Named) -> bool:
        behind = _PARTY_BEHIND.match(article.text, name.end)
        before = article.text[max(0, name.start - 40) : name.start]
        return bool(behind and behind[1][:5] in wanted) or any(f"{p}-" in before for p in parties)

    return _last_named(article, position, gender, fits)


def person_meant(article: Article, position: int, phrase: str, turn: Turn) -> Referent | None:
    """Finds whom a noun without an office means: "der 61-Jährige", "die Forscherin".

    Nobody is meant by an office that the article gives to nobody ("der Staatsanwalt").
    """
    old = _AGE.search(phrase)
    if not old and is_role(phrase) and head(phrase).endswith(_OFTEN_NAMELESS):
        return None
    female = phrase.split()[0].lower() in ("die", "eine") or gender_of_role(phrase) == "f"
    genders = ("f",) if female else ("m", "")
    found = nearest(article, position, genders, NEAR_SENTENCES + 1)
    spoke = article.genders.get(turn.actor, "-") in genders
    if spoke and has_another_office(article, phrase, turn.actor) and found:
        spoke = has_another_office(article, phrase, found.actor)
    actor = turn.actor if spoke else found.actor if found else ""
    return Referent(actor, "age" if old else "noun") if actor else None


def called(article: Article, noun: str) -> Referent | None:
    """Finds the only person in front of whose name a noun stands: "der Hacker Max Kern".

    What many are ("der Mann", "der Spanier") tells nobody.
    """
    if noun in ("Frau", "Mann", "Herr") or noun in place_of():
        return None
    people = [name for name in article.named if name.kind == "PER" and not name.derived]
    before = [article.text[max(0, n.start - 40) : n.start].rstrip().rpartition(" ") for n in people]
    found = {
        name.actor
        for name, (*_, word) in zip(people, before, strict=True)
        if noun_stem(word) == noun_stem(noun)
    }
    return Referent(found.pop(), "office") if len(found) == 1 else None


def is_person(phrase: str) -> bool:
    """Whether a phrase is one person's: an office, a profession, an age."""
    return bool(_AGE.search(phrase)) or is_role(phrase) or bool(re.search(r"\w{4}in\b", phrase))


def labelled(article: Article, label: str) -> Referent | None:
    """Finds who answers in an interview, by surname in capitals or initials: "MOLL", "I.M."."""
    letters = re.sub(r"[^\w]", "", label)
    if not label.isupper() or not letters:
        return None
    for name in article.named:
        if name.kind == "PER" and not name.derived:
            words = re.findall(r"\w[\w-]*", name.text)
            initials = "".join(word[0] for word in words if word[0].isupper())
            if label.split()[-1].casefold() == words[-1].casefold() or letters == initials:
                return Referent(name.actor, "label")
    return None
