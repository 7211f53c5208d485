"""Whom nouns without a name refer to: "die Ministerin", "das Unternehmen", "die Experten"."""

import re

from presseschau.core.slugs import slug
from presseschau.link.actors.governments import government
from presseschau.link.actors.inflection import place_of
from presseschau.link.actors.reference import NEAR_SENTENCES, Article, Referent, nearest, noun_stem
from presseschau.link.actors.roles import gender_of_role, head, is_role, same_role

#: Nouns for groups that name no one: they stay collective speakers.
ORGANISATION_NOUN = re.compile(
    r"(?:partei|gewerkschaft|unternehmen|konzern|firma|bank|ministerium|behörde|verband|zentrum"
    r"|institut|gerichtshof|gericht|sender|zeitung|blatt|magazin|organisation|verein|bündnis|initiative"
    r"|stiftung|agentur|gesellschaft|hersteller|betreiber|klub|club|kommission|amt|universität)"
    r"(?:en|s|es)?$",
    re.IGNORECASE,
)
#: By what a firm or a club is known where a noun takes it up.
_SIGNS = [
    (
        re.compile(r"(?i)(?:unternehmen|konzern|firma|hersteller|betreiber)(?:en|s|n)?$"),
        re.compile(r"\b(?:AG|SE|GmbH|KG|KGaA|Inc|Corp|Ltd|Co|plc)\b"),
    ),
    (
        re.compile(r"(?i)(?:verein|klub|club)(?:en|es|s)?$"),
        re.compile(
            r"\b(?:SC|FC|SV|TSV|VfB|VfL|VfR|TuS|SSV|BSC|HSV|TSG|Eintracht|Borussia|Hertha)\b"
        ),
    ),
]
_AGE = re.compile(r"\d+-[Jj]ährige")
#: The house in an office: "STAG-Boss".
_HOUSE = re.compile(r"\b[A-ZÄÖÜ]{2,}-[A-ZÄÖÜ]")
#: What many are, so that it takes up whoever was named last.
_ANYBODY = (
    "politiker", "experte", "forscher", "wissenschaftler", "professor", "mitarbeiter", "vertreter",
    "autor", "künstler", "schauspieler", "musiker", "journalist", "unternehmer", "ökonom",
    "historiker", "jurist", "aktivist", "trainer", "spieler", "stürmer", "regisseur", "boss",
    "manager", "schriftsteller", "landwirt", "hydrologe", "kandidat", "diplomat", "arzt",
    "funktionär",
)  # fmt: skip


def office_holder(article: Article, position: int, phrase: str) -> Referent | None:
    """Finds who holds the office that a phrase names: "der mexikanische Präsident".

    People of the article whose roles have the noun, the nationality not contradicting; the one
    named last before the place is taken.
    """
    wanted = head(phrase)
    nationality = {place_of()[word] for word in phrase.split() if word in place_of()}
    gender = gender_of_role(phrase)
    distances: dict[str, int] = {}
    for name in article.named:
        if name.kind != "PER" or name.derived or not _fits(gender, name.gender):
            continue
        if any(_same_office(role, wanted, nationality) for role in article.roles[name.actor]):
            distance = position - name.start if name.start < position else 10_000
            distances[name.actor] = min(distance, distances.get(name.actor, distance))
    if not distances:
        return None
    actor = min(distances, key=lambda key: (distances[key], key))
    return Referent(actor, 0.8 if len(distances) == 1 else 0.6)


def _fits(gender: str, other: str) -> bool:
    return not gender or not other or gender == other


def _same_office(role: str, wanted: str, nationality: set[str]) -> bool:
    if not same_role(head(role), wanted):
        return False
    if len(wanted) > len(head(role)) and _HOUSE.search(role):
        return False  # a "STAG-Boss" is no "Gewerkschaftsboss"
    said = {place_of()[word] for word in role.split() if word in place_of()}
    return not nationality or not said or bool(nationality & said)


def person_meant(article: Article, position: int, phrase: str, last: str) -> Referent | None:
    """Finds whom a noun without an office means: "der 61-Jährige", "die Forscherin".

    Nobody is meant by an office that the article gives to nobody ("der Staatsanwalt").
    """
    old = bool(_AGE.search(phrase))
    if not old and is_role(phrase) and not head(phrase).endswith(_ANYBODY):
        return None
    female = phrase.split()[0].lower() in ("die", "eine") or gender_of_role(phrase) == "f"
    genders = ("f",) if female else ("m", "")
    if any(n.actor == last and n.kind == "PER" and n.gender in genders for n in article.named):
        found = Referent(last, 0.5)
    else:
        found = nearest(article, position, genders, NEAR_SENTENCES + 1)
    return Referent(found.actor, 0.6 if old else 0.4) if found else None


def is_person(phrase: str) -> bool:
    """Whether a phrase is one person's: an office, a profession, an age."""
    return bool(_AGE.search(phrase)) or is_role(phrase) or bool(re.search(r"\w{4}in\b", phrase))


def organisation_meant(article: Article, position: int, noun: str) -> Referent | None:
    """Finds the organisation that a noun takes up: "das Ministerium", "der Konzern"."""
    stem = noun_stem(noun)
    names = [n for n in article.named if n.kind == "ORG" and not n.derived]
    names = [n for n in names if n.start < position][::-1] + [n for n in names if n.end > position]
    for name in names:
        if stem in name.text.casefold():
            return Referent(name.actor, 0.8)
    for name in names:
        before = article.text[max(0, name.start - 40) : name.start].rstrip(' „"').casefold()
        if before.endswith(stem) or before.endswith(noun.casefold()):
            return Referent(name.actor, 0.7)
    sign = next((sign for kind, sign in _SIGNS if kind.search(noun)), None)
    signed = {name.actor for name in names if sign and sign.search(name.text)}
    actor = next((name.actor for name in names if name.actor in signed), "")
    return Referent(actor, 0.6) if actor else None


def government_meant(article: Article, phrase: str) -> Referent | None:
    """Finds the government in "die chinesische Regierung", where the article names its country."""
    found = re.search(r"\b(\w+)\s(?:Regierung|Führung|Behörden|Staatsführung)\b", phrase)
    place = place_of().get(found[1]) if found else None
    if not place:
        return None
    actor = slug(government(place))
    return Referent(actor, 0.7) if any(n.actor == actor for n in article.named) else None


def members_meant(article: Article, noun: str) -> Referent | None:
    """Finds the organisation whose people the article has introduced: "die Experten"."""
    actor = article.members.get(noun_stem(noun))
    return Referent(actor, 0.6) if actor else None
