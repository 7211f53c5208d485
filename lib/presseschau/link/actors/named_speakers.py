"""Speakers that are named: "Ministerin Ida Moll", "die Deutsche Bank", "ein Sprecher der AG"."""

import re
from itertools import pairwise

from presseschau.link.actors.nouns import is_person, office_holder
from presseschau.link.actors.papers import is_paper, only_prints
from presseschau.link.actors.reference import (
    AGENCIES,
    NEAR_SENTENCES,
    RESEARCHERS,
    Article,
    Named,
    Referent,
    Turn,
)
from presseschau.link.actors.role_words import is_role
from presseschau.link.actors.speaker_phrases import SOURCE_NOUN, nouns_of

#: The noun that a name in the genitive owns: "Moll" + "s Sprecher", "Harms’ neue Anwältin".
_OWNED = re.compile(r"['’]?\s(?:[a-zäöüß]{3,}(?:e|er|en|es|em)\s)*[A-ZÄÖÜ]")
_RELATIVE = re.compile(r",\s(?:der|die|de[nmr]en|de[nm]|dessen)\s$")
_LINK = re.compile(r"\b(?:des|der|von|vom|beim|bei|für)\b")
#: In front of the agency to which somebody says something.
_TO_HOUSE = re.compile(r"\s(?:der|dem)\s(?:(?:Nachrichten-?|Presse-?)?[Aa]gentur\s)?$")
#: "die Rektorin der", "der Staatssekretär im": one person, and the house behind it.
_ONE = re.compile(
    r"([Dd]er|[Dd]ie(?=[^,]*in\s))\s(?:[a-zäöüß]+e\s)?([A-ZÄÖÜ][\w-]+)\s(?:der|des|von|vom|i[mn]|am)\s"
)
#: Nobody speaks for a house as one of these: "sagte eine Anwohnerin der" (agency).
_BYSTANDER = re.compile(
    r"(?:nwohner|nachbar|bewohner|[Zz]euge|[Zz]eugin|[Pp]assant|[Tt]ourist|[Rr]eisende|[Bb]esucher"
    r"|[Bb]etroffene|[Bb]ürger(?:in)?$|[Aa]ngehörige|[Nn]utzer|[Vv]ater|[Mm]utter|[Ff]reund)"
)
_SPOKESPERSON = re.compile(r"precher(?:in)?$")
_NOBODYS = re.compile(r"(?:bgeordnete|olitiker|itglied|nhänger|eamte)")
#: Who asked or paid does not speak: "auf Anfrage der", "im Auftrag von"; nor do the places in
#: which several sit: "die Parteien im" (Landtag).
_NOT_OF = re.compile(
    r"(?:\b[Aa]nfragen?|\b[Ii]m Auftrag)\s(?:der|des|vo[nm])\s(?:[\w-]+\s){0,2}?[„\"]?$"
    r"|(?:[Pp]arteien|[Ff]raktionen|[Ff]irmen)\s(?:im|in der)\s(?:[\w-]+\s)?$"
)
_CITES = re.compile(
    r"[“\"]?(?: zitierte?)?(?: am \w+| heute| dazu| auch| indes)* "
    r"(?P<whom>(?:einen?|den|die) [^.,:;„“\"]{3,80})"
)
_OF_PAPER = re.compile(
    r"(?:[Uu]mfrage|[Ss]tudie|[Bb]efragung|[Bb]ericht)(?:e?s)? (?:de[rs]|vo[nm]) (?:[\w-]+ ){0,2}$"
)
#: Behind who paid, asked, or only has what others wrote: "der dem Nordblick vorliegt".
_PAID = re.compile(r"[“\"]? in Auftrag gegeben|-?[Aa]nfrage|[“\"]?(?: \w+){0,2} vorlieg")


def speaking(article: Article, start: int, names: list[Named]) -> list[Named]:
    """The names in a speaker without those of who asked for, paid for or printed what is said."""
    text = article.text
    return [
        n for n in names
        if n.kind != "ORG" or not (
            _NOT_OF.search(text, start, n.start) or _PAID.match(text, n.end)
            or (n.start > start and only_prints(article, n))
        )
    ]  # fmt: skip


def cited(article: Article, end: int) -> list[Named] | None:
    """Whom a house cites behind its name ("zitiert Nord einen Lotsen der AG"), None if nobody.

    Empty where whoever is cited has no name.
    """
    object_ = _CITES.match(article.text, end)
    if not object_:
        return None
    names = article.inside(*object_.span("whom"))
    people = [name for name in names if name.kind == "PER" and not name.derived]
    return people or [name for name in names if name.kind == "ORG" and not name.derived]


def person(article: Article, start: int, end: int, people: list[Named]) -> Referent | None:
    """Chooses the person who speaks, not the one whose spokesman or lawyer does."""
    text = article.text
    if all(re.fullmatch(r"\s(?:und|sowie)\s", text[a.end : b.start]) for a, b in pairwise(people)):
        people = people if not _possessed(text[start : people[0].start], people[0]) else []
    speaking = [
        p for p in people
        if not _possessed(text[start : p.start], p) and not _possesses(text, p, end)
    ]  # fmt: skip
    if not speaking:
        return None
    joined = re.search(r"\b(?:und|sowie)\b", text[speaking[0].end : speaking[-1].start])
    between = text[speaking[0].end : speaking[-1].start]
    # "Ida Moll vom Hafen, die Kehl berät", "Ida Moll, Kehls Anwältin": what explains a name in
    # front does not speak.
    explained = not _LINK.search(text[start : speaking[0].start])
    appended = "," in between and not explained and not _RELATIVE.search(between)
    chosen = speaking[0] if joined or not appended else speaking[-1]
    return Referent(chosen.actor, "joint names" if joined else "name")


def _possesses(text: str, name: Named, end: int) -> bool:
    """Whether a name owns the noun behind it: "Drexlers Stellvertreter"."""
    apostrophe = name.text.endswith(("’", "'")) or text[name.end : name.end + 1] in ("'", "’")
    genitive = apostrophe or (name.text.endswith("s") and not name.actor.endswith("s"))
    behind = _OWNED.match(text, name.end, end)
    if not genitive or not behind:
        return False
    return not SOURCE_NOUN.search(re.match(r"[\w-]*", text[behind.end() - 1 :])[0])


def _possessed(before: str, name: Named) -> bool:
    nouns = nouns_of(before)
    if not nouns or any(SOURCE_NOUN.search(noun) for noun in nouns[:2]):
        return False
    if before.endswith("um ") and RESEARCHERS.search(nouns[-1]):
        return False  # "die Forscher um Ida Moll"
    if before.endswith(("von ", "vom ", "um ")):
        return True
    touching = before.rstrip().endswith(nouns[-1])
    own_s = name.text.endswith("s") and not name.actor.endswith("s")
    if own_s and touching and not nouns[-1].endswith(("s", "n")):
        return True
    if touching and is_role(nouns[-1]):
        genitive = re.search(r"(?<!^)\b(?:des|der)\s[^,]*$", before)
        first = re.match(r"(?:\w+ )??(?:[a-zäöüß]\w+ )*([A-ZÄÖÜ][\w-]+)\s+(?:des|der)\s", before)
        whose = re.search(rf"\b(?:von|vom)\s(?:[a-zäöüß]\w+\s)*{re.escape(nouns[-1])}\s$", before)
        if whose and nouns[0] != nouns[-1]:
            return True  # "ein Mitarbeiter von Kandidat"
        return bool(genitive and first and first[1] != nouns[-1] and "," not in before)
    return False


def organisation(article: Article, start: int, groups: list[Named]) -> Referent | None:
    """Reads "die Deutsche Bank", "Angaben von n24", "ein Sprecher des Finanzministeriums"."""
    before = article.text[start : groups[0].start]
    nouns = nouns_of(before)
    holder = next((n for n in nouns if is_role(n) or n.endswith(("en", "in", "er"))), "")
    source = bool(SOURCE_NOUN.search(holder)) or is_paper(holder)
    if not holder or source or not _LINK.search(before):
        return Referent(_issuing(article, start, groups).actor, "organisation")
    if re.match(r"(?:der|die|dem)\s", before.lower()) and is_role(holder):
        found = office_holder(article, start, holder)
        roles = " ".join(article.roles[found.actor]).casefold() if found else ""
        if found and found.way == "office" and groups[0].text.casefold()[:5] in roles:
            return found
    if _NOBODYS.search(holder):
        return None
    return Referent(groups[0].actor, "spokesperson")


def _issuing(article: Article, start: int, groups: list[Named]) -> Named:
    """The house whose a paper in the speaker is, else the first: "von A gezeigte Studie der B"."""
    of = (n for n in groups[1:] if _OF_PAPER.search(article.text, start, n.start))
    return next(of, groups[0])


def holder(article: Article, start: int, groups: list[Named], turn: Turn) -> Referent | None:
    """The person whom an office with its house means: "die Rektorin der Uni"."""
    one = _ONE.match(article.text, start, groups[0].start)
    near = article.sentence(start) - article.sentence(max(turn.end - 1, 0)) < NEAR_SENTENCES
    if not one or not near or not is_person(one[2]) or _SPOKESPERSON.search(one[2]):
        return None
    gender = "f" if one[1].lower() == "die" else "m"
    return Referent(turn.actor, "noun") if article.genders.get(turn.actor) == gender else None


def told_house(article: Article, start: int, groups: list[Named]) -> int:
    """Where the speaker ends if a house behind it is only told something, else 0.

    "sagte die Sängerin Radio Nord", "ein Sprecher der dpa", "der dem Nordblick sagte": the noun
    for a person touches the house without a link, or it is an agency, or a clause's object.
    """
    before = article.text[start : groups[0].start]
    nouns = nouns_of(before)
    if object_ := _TO_HOUSE.search(before):
        agency = groups[0].text in AGENCIES or "gentur" in object_[0]
        noun, front = nouns[0] if nouns else "", before[: object_.start()].lower()
        if (agency and is_person(noun)) or _BYSTANDER.search(noun) or front in ("der", "die"):
            return start + object_.start()
    person_first = bool(nouns) and is_role(nouns[-1]) and before.rstrip().endswith(nouns[-1])
    single = re.match(r"(?:der|die)\s", before.lower())
    return groups[0].start - 1 if person_first and single and not _LINK.search(before[4:]) else 0
