"""Whom pronouns and nouns without a name refer to: "er", "die Ministerin", "die Experten"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from presseschau.actors.governments import government
from presseschau.actors.inflection import place_of
from presseschau.actors.names import slug
from presseschau.actors.roles import gender_of_role, head, is_role, same_role

_SENTENCE = re.compile(
    r"(?<![0-9])(?<!\b\w)(?<!\bDr)(?<!Prof)(?<!\bSt)(?<!\bz\. B)"
    r"[.!?…][“”\"«]?\s+(?=[A-ZÄÖÜ„\"»(])|\n+"
    r"|(?<=[a-zäöüß]{2})\.(?=[A-ZÄÖÜ][a-zäöüß])"
)
_MEMBER = re.compile(
    r"([A-ZÄÖÜ][\w-]+)\s+(?:des|der|vom|von|von der|von dem|beim)\s+(?:[a-zäöüß]+\s)?[„\"]?$"
)
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
_NEAR_SENTENCES = 3
_FAR_SENTENCES = 8


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
    """The actor a phrase refers to, with a score (0 to 1)."""

    actor: str
    score: float


class Article:
    """An article as a place to look for referents in.

    ``roles`` are the roles of each actor, as this article and others give them.
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
    def members(self) -> dict[str, str]:
        """The organisation of "Experten" where the article says "Experten des Zentrums"."""
        found: dict[str, str] = {}
        for name in self.named:
            match = _MEMBER.search(self.text[max(0, name.start - 50) : name.start])
            if match and name.kind == "ORG" and not name.derived:
                found.setdefault(_noun_stem(match[1]), name.actor)
        return found

    def inside(self, start: int, end: int) -> list[Named]:
        """Gives the names that overlap a span."""
        first = bisect_left(self.starts, start)
        if first and self.named[first - 1].end > start:
            first -= 1
        return [n for n in self.named[first : bisect_left(self.starts, end)] if n.end > start]

    def sentence(self, position: int) -> int:
        """Gives the number of the sentence in which a character stands."""
        return bisect_right(self.sentences, position) - 1

    def before(self, position: int) -> Iterator[tuple[int, Named]]:
        """Gives the names in front of a place with their distance in sentences.

        Those of its own sentence come last one first, those of each earlier sentence first one
        first: there it is the subject that is taken up again.
        """
        here = self.sentence(position)
        for back in range(_FAR_SENTENCES):
            number = here - back
            if number < 0:
                return
            start = self.sentences[number]
            end = position if back == 0 else self.sentences[number + 1]
            names = [n for n in self.inside(start, end) if start <= n.start < end]
            for name in reversed(names) if back == 0 else names:
                yield back, name


def he(article: Article, position: int) -> Referent | None:
    """Finds whom "er" means in a place: the last man, or person of unknown gender, named there."""
    return _nearest(article, position, ("m", ""))


def she(article: Article, position: int, plural: bool) -> Referent | None:
    """Finds whom "sie" means: a woman, or an organisation; of several people an organisation."""
    found = None if plural else _nearest(article, position, ("f",), _NEAR_SENTENCES)
    if found:
        return found
    near = [
        name
        for back, name in article.before(position)
        if name.kind in ("ORG", "GOV") and not name.derived and back < _NEAR_SENTENCES
    ]
    near = [name for name in near if article.text[name.start - 1 : name.start] != "("]
    acting = [n for n in near if re.search(r"\b[Dd]ie $", article.text[: n.start][-5:])]
    if acting or near:
        return Referent((acting or near)[0].actor, 0.5)
    return None if plural else _nearest(article, position, ("f", ""))


def that(article: Article, position: int) -> Referent | None:
    """Finds whom a relative pronoun means: the name right in front of it."""
    names = article.inside(max(0, position - 40), position)
    people = [name for name in names if name.kind in ("PER", "ORG", "GOV") and name.end <= position]
    return Referent(people[-1].actor, 0.8) if people else he(article, position)


def own(article: Article, position: int) -> Referent | None:
    """Finds whose "eigene Angaben" are meant: who is named in the sentence, best in front."""
    here = article.sentence(position)
    start = article.sentences[here]
    end = article.sentences[here + 1] if here + 1 < len(article.sentences) else len(article.text)
    names = [n for n in article.inside(start, end) if n.kind in ("PER", "ORG", "GOV")]
    people = [n for n in names if n.kind == "PER"] or names
    front = [n for n in people if n.start < position] or people
    if front:
        return Referent(front[0].actor, 0.7)
    return _nearest(article, position, ("m", "f", ""))


def _nearest(
    article: Article, position: int, genders: tuple[str, ...], sentences: int = _FAR_SENTENCES
) -> Referent | None:
    found: list[tuple[int, str]] = []
    for back, name in article.before(position):
        if back >= sentences:
            break
        if name.kind == "PER" and not name.derived and name.gender in genders:
            found.append((back, name.actor))
    if not found:
        return None
    back, actor = found[0]
    rivals = {other for distance, other in found if distance < _NEAR_SENTENCES} - {actor}
    score = 0.4 if back >= _NEAR_SENTENCES else 0.6 if rivals else 0.8
    return Referent(actor, score)


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
        found = _nearest(article, position, genders, _NEAR_SENTENCES + 1)
    return Referent(found.actor, 0.6 if old else 0.4) if found else None


def is_person(phrase: str) -> bool:
    """Tells whether a phrase is one person's: an office, a profession, an age."""
    return bool(_AGE.search(phrase)) or is_role(phrase) or bool(re.search(r"\w{4}in\b", phrase))


def organisation_meant(article: Article, position: int, noun: str) -> Referent | None:
    """Finds the organisation that a noun takes up: "das Ministerium", "der Konzern"."""
    stem = _noun_stem(noun)
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
    actor = article.members.get(_noun_stem(noun))
    return Referent(actor, 0.6) if actor else None


def _noun_stem(noun: str) -> str:
    return re.sub(r"(?:innen|en|es|n|s)$", "", noun.casefold())
