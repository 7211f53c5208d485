"""Who cannot speak a quote, however likely it looked: the speaker stays open then."""

import re

from presseschau.link.actors.houses import house_kind, kind_of
from presseschau.link.actors.named_speakers import speaking, told_house
from presseschau.link.actors.nouns import HIGH, has_another_office
from presseschau.link.actors.reference import Article, Named
from presseschau.link.actors.role_words import is_person_noun, is_role
from presseschau.link.actors.scene import Said
from presseschau.link.actors.speaker_phrases import SOURCE_NOUN, nouns_of, read_phrase, several_say

#: Kinds of houses that no "Konzern" takes up.
_NO_FIRM = ("other", "party")
_AUTHORITIES = re.compile(r"Behörden(?:angaben|kreisen?)")
#: Several houses, none of which has a name: "die Gewerkschaften".
_HOUSES = re.compile(
    r"(?i)(?:kritikern?|gewerkschaften|organisationen|banken|versicherungen|airlines|firmen|parteien|verbände[n]?"
    r"|vereine[n]?|medien|zeitungen|agenturen|gerichte[n]?|universitäten|ministerien|konzerne[n]?)$"
)
#: "die Behörden", "Angaben der Justizbehörden".
_OFFICIALS = re.compile(r"(?i)behörden$")
_POLICE = re.compile(r"(?i)behörde|polizei")
#: Somebody's house that has no name: "ein Sprecher einer Bank".
_OF_ANY_HOUSE = re.compile(r" eine[rs] (?:[a-zäöüß]+ )?([A-ZÄÖÜ][\w-]+)")
#: A house is meant by who speaks for it.
_FOR_HOUSE = re.compile(r"(?i)(?:sprecher|vertreter|botschafter)")
_KNOWN_SOURCE = re.compile(
    r"(?i)(?:im|in|aus|seitens|vonseiten|von|vom|beim?|vertreter|diese[mnrs]?)\b"
)
#: "Ihre Kritiker": several others than she.
_THEIRS = re.compile(
    r"(?i)(?:seine|ihre|deren|dessen) (?:[a-zäöüß]+ )?[\w-]+"
    r"(?:er(?<!tter)(?<!ster)(?<!hter)|nnen|legen|wälte|freunde|leute|fans)"
)
#: Firms of one trade: no paper, council or office is a bank or an airline.
_ANY_FIRM = re.compile(r"(?i)(?:unternehmen|konzern|firma|gruppe|gesellschaft|riese|betreiber)")
_NO_TRADE = (*_NO_FIRM, "medium", "state", "authority")
#: What stands behind it does not speak: a relative clause ("der von Kehl vorgestellt wurde"), who
#: else was there ("darunter"), where people come from ("aus dem Irak").
_ASIDE = re.compile(
    r",? darunter\b|, (?:de[rnms]|die|das|dessen|deren|wo) (?:von|vom|de[rmn]|zu[mr]?|a[mn]|i[mn]"
    r"|auf|beim?|mit|nach|sich|nicht|seit|für|gegen|über|unter|er|sie|es|als|ihm|ihn|ihr|ihre|seine|auch)\b"
    r"|(?<=[a-zäöüß])(?P<origin> aus (?:de[mr] )?)(?=[A-ZÄÖÜ])"
)
_DENIES = re.compile(r"(?i)dementi|bestr[ei]|widersp|zurück")
_BEFORE_OBJECT = re.compile(r"\b(?:wonach|an|gegen|über) $")
_UNION = re.compile(r"(?i)gewerkschaft$")
#: What stands in front of a clause's subject: nobody says by name that he himself does so.
_SUBJECT = re.compile(r"(?:dass|ob) (?:d(?:er|ie) )?(?:[A-ZÄÖÜa-zäöüß][a-zäöüß]+e )?")

#: "steht unter dem Vorwurf", "wird aufgefordert", "ist beschuldigt worden": who is accused or
#: asked says nothing.
_CHARGED = (
    "(?:vorgeworfen|unterstellt|nachgesagt|vorgehalten|verdächtigt|beschuldigt|bezichtigt|angeklagt"
    "|(?:auf|heraus)gefordert|gebeten|ersucht|angewiesen|gedrängt)"
)
_ACCUSED = re.compile(
    rf"\bst[aeü]\w+ .*(?:Vorwurf|Verdacht)|\bw[eiu]r?[rd]\w* (?:.*\b)?{_CHARGED}"
    rf"|{_CHARGED} w(?:[eiu]r?[rd]|ord)|\b(?:ist|sind|war(?:en)?|sei(?:en)?) (?:.*\b)?angeklagt"
)
#: "musste sich Moll vorwerfen lassen".
_LETS_ACCUSE = re.compile(
    r"(?P<who>[^.;:]*?)\b(?:vorwerfen|vorhalten|nachsagen|unterstellen|beschuldigen) lassen\b"
)


def is_accused(charge: str) -> bool:
    """Whether the verb of a charge makes the person in front of it the accused one."""
    return bool(_ACCUSED.search(charge))


def is_charged(text: str, start: int, end: int) -> bool:
    """Whether a charge is against who is named: "gegen Moll", "musste sich Moll ... lassen"."""
    behind = _LETS_ACCUSE.match(text, end, end + 120)
    lets = bool(behind) and (text[:start].endswith("sich ") or " sich " in behind["who"])
    return lets or text.startswith(("gegen ", "Gegen "), start)


def cannot_speak(article: Article, quote: Said, actor: str) -> bool:
    """Whether an actor is not who the words for the speaker, or their lack, let speak.

    A union is no firm, "Behördenangaben" are of whichever authority, and what begins "dass Moll"
    without a frame is not said by Moll.
    """
    phrase = quote.phrase(article.text)
    names = [name for name in article.named if name.actor == actor and not name.derived]
    person = any(name.kind == "PER" for name in names)
    if not phrase:
        subject = _SUBJECT.match(article.text, quote.start, quote.end)
        return person and bool(subject) and any(n.start == subject.end() for n in names)
    inside = [n for a, b in quote.speaker for n in article.inside(a, b) if n.actor == actor]
    asked = inside and not speaking(article, quote.place, inside)
    told = inside and not person and told_house(article, quote.place, inside)
    if asked or told or _AUTHORITIES.fullmatch(phrase):
        return True
    if person:
        other = {"er": "f", "sie": "m"}.get("" if several_say(quote.cue) else phrase.lower())
        if _THEIRS.fullmatch(phrase):
            return True
        high = bool(HIGH.search(phrase)) and has_another_office(article, phrase, actor)
        return high or names[0].gender == other
    if not (nouns := nouns_of(phrase)):
        return False
    if not any(name.text in phrase for name in names) and (
        _are_several(phrase, nouns[0]) or _is_no_body(article, phrase, nouns, names)
    ):
        return True
    kind = house_kind(nouns[0])
    others = _NO_FIRM if _ANY_FIRM.search(nouns[0]) else _NO_TRADE
    if _UNION.search(nouns[0]) or kind == "medium":
        return any(kind_of(article, n) in ("authority", "party", "state") for n in names)
    return kind == "firm" and any(kind_of(article, n) in others for n in names)


def _are_several(phrase: str, noun: str) -> bool:
    """Whether a phrase is of several houses or people, who are not one house that was named.

    "Die Richter" may be those of a court.
    """
    if _HOUSES.search(noun):
        return True
    if read_phrase(phrase, "").kind != "several" or _KNOWN_SOURCE.match(phrase):
        return False
    members = phrase[:4].lower() in ("die ", "den ", "der ") and " und " not in phrase
    return not members or bool(house_kind(noun))


def _is_no_body(article: Article, phrase: str, nouns: list[str], names: list[Named]) -> bool:
    """Whether a body is none that nouns stand for: a ministry no minister nor the authorities.

    "Ein Abgeordneter" (der SUH) is no other party.
    """
    if any(map(_OFFICIALS.search, nouns)):
        court = any("gericht" in name.text.casefold() for name in names)
        return court or (nouns[0] == "Behörden" and not any(_POLICE.search(n.text) for n in names))
    owner = _OF_ANY_HOUSE.search(phrase)
    if owner and not is_person_noun(owner[1]) and not SOURCE_NOUN.search(nouns[0]):
        return True
    kind = read_phrase(phrase, "").kind
    one = kind.endswith("person") and not _FOR_HOUSE.search(nouns[0])
    person = one and (is_role(nouns[0]) or is_person_noun(nouns[0])) and not house_kind(nouns[0])
    authority = any(kind_of(article, name) in ("authority", "state") for name in names)
    of_other = kind == "a person" and not any(n in name.text for n in nouns[1:] for name in names)
    return person and (of_other or authority)


def is_no_source(text: str, start: int, cue: str) -> bool:
    """Whether who stands at "wonach" is not whose words follow: told, denying, or spoken of."""
    return bool(_DENIES.search(cue) or _BEFORE_OBJECT.search(text, max(0, start - 12), start))


def turns_aside(article: Article, quote: Said) -> int:
    """Where the words for a speaker turn to what does not speak, or 0."""
    if not quote.speaker:
        return 0
    start, end = quote.speaker[0][0], quote.speaker[-1][1]
    aside = _ASIDE.search(article.text, start, end)
    if not aside or not nouns_of(article.text[start : aside.start()]):
        return 0
    house = aside["origin"] and next(iter(article.inside(aside.end(), end)), None)
    comes_from = not house or house.kind in ("GOV", "LOC") or house.end < end - 1
    return aside.start() if comes_from else 0
