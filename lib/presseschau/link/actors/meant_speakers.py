"""Speakers without a name: "er", "die Ministerin", "das Amt", "ein Sprecher", "den Angaben"."""

import re
from typing import NamedTuple

from presseschau.link.actors.houses import (
    CIRCLES,
    government_meant,
    house_in,
    house_kind,
    members_meant,
    named_by_word,
    organisation_meant,
    spoken_for,
    stands_for,
    team_meant,
)
from presseschau.link.actors.nouns import (
    called,
    is_person,
    office_holder,
    party_member,
    person_meant,
)
from presseschau.link.actors.papers import is_own_paper, is_paper, issuer_of
from presseschau.link.actors.pronouns import acting, he, own, she, that, this_one
from presseschau.link.actors.reference import (
    NEAR_SENTENCES,
    RESEARCHERS,
    Article,
    Referent,
    Turn,
    noun_stem,
)
from presseschau.link.actors.speaker_phrases import (
    BACK,
    GROUP_NOUN,
    HERS,
    HIS,
    INDEFINITE,
    NOBODY,
    RELATIVE,
    SOURCE_NOUN,
    core_of,
    is_plural,
    nouns_of,
    several_say,
)

_SPOKESPERSON = re.compile(r"precher(?:in|s|n)?$")
#: "seine Botschaft lautet"
_READS = re.compile(r"\blautete?\b")
_IT_SAYS = re.compile(r"h(?:ei|ie)ß\w* es")
_OWNER = re.compile(r"\b(?:des|der|eines|einer|vo[nm]|beim|im)\s(?:[a-zäöüß]+\s)?([A-ZÄÖÜ][\w-]+)")
_OWNED_BY = re.compile(r"\b(?:der|des|einer|eines|von|vom|aus)\s.*$")
#: What one person is in a headline without an article.
_OFFICE = re.compile(
    r"(?i)(?:minister|präsident|kommissar|sekretär|direktor|sprecher|botschafter|meister|kanzler"
    r"|trainer)(?:in)?$|(?:chef|obmann)(?:in)?$"
)
#: "Britische Forscher" in front of a sentence.
_OPENS = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:e|er) [A-ZÄÖÜ][\w-]*")
_THE_SEVERAL = ("die ", "Die ", "der ", "den ")
#: "Kanzler", "Britischer Archäologe": one person in a headline.
_HEADLINE = re.compile(r"(?:[A-ZÄÖÜ][a-zäöüß]+er )?[A-ZÄÖÜ][\w-]*(?<!n)")
#: ", der einst" (im Hafen war): a clause, not a noun with its article.
_CLAUSE = re.compile(r", (?:der|die|das|dem|den) (?![a-zäöüß]+e[nmrs]? )[a-zäöüß]+\b")
#: "der Stuttgarter Konzern"
_OF_PLACE = re.compile(r"^d\w\w [A-ZÄÖÜ][a-zäöüß]+er [A-ZÄÖÜ]", re.IGNORECASE)

#: "laut Medienbericht": whose, the sentences behind it tell ("berichtete der Nordblick").
_REPORT = re.compile(r"(?:^B|b)ericht(?:es|s|e|en)?$")
_TELLS = re.compile(
    r"\b(?:berichtete?n?|schr(?:eibt|ieb)|meldete?)\s(?:(?:der|die|das)\s)?(?:[a-zäöüß]+e\s)?"
    r"(?:(?!Agentur|Nachrichtenagentur)[A-ZÄÖÜ][\w-]*\s)?[„\"]?$"
)


class Meant(NamedTuple):
    """Whom a phrase means, or how it leaves that open: "anonymous" or "collective"."""

    referent: Referent | None
    otherwise: str = "anonymous"


def meant(article: Article, start: int, phrase: str, cue: str, turn: Turn) -> Meant:
    """Finds whom a phrase without a name means where it stands.

    Args:
        article: The article.
        start: Where the phrase begins.
        phrase: The phrase, with single blanks.
        cue: The words that mark saying; their number tells whether "sie" are several.
        turn: Who spoke last.
    """
    words = phrase.split()
    first = words[0].lower() if words else ""
    nouns = nouns_of(phrase)
    if first in BACK or (cue.split() or [""])[0].lower() in BACK:
        return Meant(_again(article, start, turn) or issuer_of(article, start, "Ergebnis"))
    if found := government_meant(article, phrase):
        return Meant(found)
    if first in NOBODY and not nouns:
        return Meant(None)
    if re.match(r"(?:nach )?eig(?:e)?nen\b", phrase.lower()):
        return Meant(own(article, start))
    paper = bool(nouns) and is_paper(nouns[0])
    source = paper or (bool(nouns) and bool(SOURCE_NOUN.search(nouns[0])))
    whose = len(words) == 1 or source or bool(_READS.search(cue))
    if first in HIS and whose:
        return Meant(he(article, start, turn))
    if first in HERS and whose:
        plural = several_say(cue)
        found = she(article, start, plural, turn)
        return Meant(found, "collective" if plural else "anonymous")
    if first == "dieser" and len(words) == 1:
        return Meant(this_one(article, start))
    if first in RELATIVE and (len(words) == 1 or _CLAUSE.match(article.text, max(0, start - 2))):
        return Meant(that(article, start))
    if not nouns:
        return Meant(None)
    if found := stands_for(article, start, nouns[0]):
        return Meant(found)
    if _IT_SAYS.search(cue) and (found := house_in(article, start, phrase, nouns[0])):
        return Meant(found)
    if source or CIRCLES.search(nouns[0]):
        found = _source(article, start, phrase, nouns[0], turn)
        if not found.referent and _REPORT.search(nouns[0]):
            return Meant(_teller(article, start))
        if paper and not found.referent and _IT_SAYS.search(cue):
            return Meant(_sender(article, start, turn))
        return found
    return _noun(article, start, phrase, turn)


def _again(article: Article, start: int, turn: Turn, near: int = NEAR_SENTENCES) -> Referent | None:
    """Who spoke last, if that was not more than some sentences ago."""
    back = article.sentence(start) - article.sentence(max(turn.end - 1, 0))
    return Referent(turn.actor, "source") if turn.actor and back <= near else None


def _sender(article: Article, start: int, turn: Turn) -> Referent | None:
    """Whose paper it is that nothing tells more of: who spoke, or acts, in the sentence before."""
    if found := _again(article, start, turn, 1) or acting(article, article.sentence(start) - 1):
        return found._replace(way="paper")
    return None


def _teller(article: Article, start: int) -> Referent | None:
    """Finds the paper that the sentences around a report name as the one that has it."""
    here = article.sentence(start)
    behind = article.sentences[here + NEAR_SENTENCES :]
    for name in article.inside(start, behind[0] if behind else len(article.text)):
        before = article.text[max(0, name.start - 60) : name.start]
        if name.kind == "ORG" and not name.derived and _TELLS.search(before):
            return Referent(name.actor, "paper")
    return None


def _source(article: Article, start: int, phrase: str, noun: str, turn: Turn) -> Meant:
    """Reads "Angaben der Polizei", "den Angaben", "Polizeiangaben", "ein Sprecher"."""
    rest = phrase[phrase.index(noun) + len(noun) :]
    if found := house_in(article, start, phrase, noun):
        return Meant(found)
    owner = _OWNED_BY.search(rest)
    owner = owner if owner and nouns_of(owner[0]) else None
    paper = nouns_of(owner[0])[0] if owner else noun
    definite = re.match(r"(?i)(?:in )?(?:den|dem|der|diesen|dieser|diesem)\b", phrase)
    own = not owner and is_own_paper(noun) and (definite or phrase == noun)
    if own and (found := _sender(article, start, turn)):
        return Meant(found)
    if is_paper(paper) and (found := issuer_of(article, start, paper)):
        return Meant(found)
    if owner:
        found = stands_for(article, start, paper) or _holder(article, start, noun, paper)
        return Meant(found) if found else _noun(article, start, owner[0], turn, genitive=True)
    if _SPOKESPERSON.search(noun) and not rest.strip():
        house = any(n.actor == turn.actor and n.kind in ("ORG", "GOV") for n in article.named)
        return Meant(Referent(turn.actor, "kind of house") if house else spoken_for(article, start))
    return Meant(_again(article, start, turn) if definite else None)


def _researchers(
    article: Article, start: int, phrase: str, noun: str, turn: Turn
) -> Referent | None:
    """Who spoke for "die Forscher" where nothing tells whose they are."""
    one = phrase.startswith("der ") and noun.endswith("er")
    if article.team or one or not RESEARCHERS.search(noun) or phrase[:4] not in _THE_SEVERAL:
        return None
    found = _again(article, start, turn)
    return found and found._replace(way="house")


def _holder(article: Article, start: int, noun: str, house: str) -> Referent | None:
    """The spokesperson of a house who was named as such: "der Sprecher des Krisenstabs"."""
    found = office_holder(article, start, noun) if _SPOKESPERSON.search(noun) else None
    roles = " ".join(article.roles[found.actor]).casefold() if found else ""
    return found if noun_stem(house.rpartition("-")[2]) in roles else None


def _noun(article: Article, start: int, phrase: str, turn: Turn, genitive: bool = False) -> Meant:
    first = phrase.split()[0].lower()
    nouns = nouns_of(phrase)
    if not nouns:
        return Meant(None)
    of_place = len(nouns) > 1 and _OF_PLACE.search(phrase) and house_kind(nouns[1])
    noun = nouns[1] if of_place else nouns[0]
    noun = nouns[-1] if _OPENS.fullmatch(phrase) else noun
    opens = article.sentence(start) < (2 * NEAR_SENTENCES if " " in phrase else 2)
    found = team_meant(article, phrase, noun, genitive, opens) or members_meant(article, noun)
    if found := found or _researchers(article, start, phrase, noun, turn):
        return Meant(found)
    if house_kind(noun) and first not in INDEFINITE:
        if re.search(rf"{re.escape(noun)} [A-ZÄÖÜ]", phrase):
            return Meant(None, "collective")  # "der Versorger Westnetz": a name, but an unknown one
        return Meant(organisation_meant(article, start, noun), "collective")
    bare = first == noun.lower() and " und " not in phrase
    if bare or _HEADLINE.fullmatch(phrase):  # "Kammerpräsident: ...", "Britischer Archäologe"
        found = office_holder(article, start, phrase) if _OFFICE.search(noun) else None
        if not found and article.sentence(start) < NEAR_SENTENCES:
            found = called(article, noun)
        if _OFFICE.search(noun) or found:
            return Meant(found if found and found.way == "office" else None)
    masculine = genitive and first == "der" and re.search(r"(?:er|en)$", noun)
    if is_plural(first, noun) or masculine:
        return Meant(None, "collective")
    if first in INDEFINITE and first not in ("einer", "eines"):
        owner = _OWNER.search(phrase)
        owner = owner[1] if owner and house_kind(owner[1]) else ""
        return Meant(organisation_meant(article, start, owner) if owner else None)
    if is_person(noun) or is_person(phrase):
        found = party_member(article, start, phrase)
        found = found or office_holder(article, start, core_of(phrase, noun))
        return Meant(found or person_meant(article, start, phrase, turn))
    if found := named_by_word(article, start, noun):
        return Meant(found)
    if GROUP_NOUN.search(noun):
        return Meant(None, "collective")
    if first in ("der", "die") and re.search(
        r"(?:er|[iy]st|ent|ant|or|e|in|eur|är|oge|mann|frau|rat|chef)$", noun
    ):
        found = party_member(article, start, phrase)
        return Meant(found or person_meant(article, start, phrase, turn))
    return Meant(None)
