"""Which organisation a noun takes up: "das Ministerium", "der Konzern", "Regierungskreise"."""

import re

from presseschau.core.slugs import slug
from presseschau.link.actors.governments import government
from presseschau.link.actors.inflection import place_of
from presseschau.link.actors.reference import NEAR_SENTENCES, Article, Named, Referent, noun_stem

#: Nouns for houses; where the text names none that fits, they stay collective speakers.
ORGANISATION_NOUN = re.compile(
    r"(?:partei|gewerkschaft|unternehmen|konzern|firma|bank|ministerium|behörden?|verband|zentrum"
    r"|institut|gerichtshof|gericht|sender|zeitung|blatt|magazin|organisation|verein|bündnis|initiative"
    r"|stiftung|agentur|gesellschaft|hersteller|betreiber|klub|club|kommission|amt|universität"
    r"|ressort|bauer|versorger|dienstleister|anbieter|händler|kette|hochschule|klinik|geldhaus"
    r"|präsidium|fraktion|polizei|staatsanwaltschaft|bundeswehr|kammer|redaktion|portal)"
    r"(?:en|s|es)?$",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?i)(?:unternehmen|konzern|firma|hersteller|betreiber|bauer|versorger|dienstleister|anbieter"
    r"|händler|kette|geldhaus|bank|gesellschaft)(?:en|s|n|es)?$"
)
_MEDIUM = re.compile(r"(?i)(?:zeitung|blatt|magazin|sender|portal|redaktion|agentur)(?:en|s|es)?$")
#: By what a house is known where a noun takes it up.
_SIGNS = [
    (_FIRM, re.compile(r"\b(?:AG|SE|GmbH|KG|KGaA|Inc|Corp|Ltd|Co|plc)\b")),
    (
        re.compile(r"(?i)(?:verein|klub|club)(?:en|es|s)?$"),
        re.compile(
            r"\b(?:SC|FC|SV|TSV|VfB|VfL|VfR|TuS|SSV|BSC|HSV|TSG|Eintracht|Borussia|Hertha)\b"
        ),
    ),
    (
        re.compile(r"(?i)(?:behörden?|amt)(?:en|es|s)?$"),
        re.compile(r"(?:amt|amts|amtes|behörde|präsidium|direktion|[Pp]olizei|anwaltschaft)\b"),
    ),
    (
        _MEDIUM,
        re.compile(
            r"(?:zeitung|blatt|post|kurier|anzeiger|presse|rundschau|nachrichten|[Ff]unk|TV|News)\b"
            r"|\b(?:Spiegel|Stern|Focus|Zeit|Bild|Welt|ARD|ZDF|NDR|WDR|SWR|MDR|ORF|SRF|RTL)\b"
        ),
    ),
]
_PARTY = re.compile(
    r"\b(?:CDU|CSU|SPD|FDP|AfD|Grünen?|Linken?|BSW|ÖVP|SPÖ|FPÖ|Neos|SVP|SP|FDP|Partei|Union)\b"
)
_OFFICE = re.compile(
    r"(?i)(?:ministerium|amt|gericht|polizei|anwaltschaft|behörde|rat|tag)\w{0,2}$"
)
#: What people around a house are called who speak for it.
CIRCLES = re.compile(
    r"(?:[\w-]*[Kk]reisen?|Reihen|Umfeld|Bänken|Sprecher(?:in|s|n)?|Stelle|Zentrale|Seiten)$"
)
#: Who says something in "Unternehmensangaben", "Polizeibericht", "EU-Bericht".
_COMPOUND_SOURCE = re.compile(
    r"([A-ZÄÖÜ][\w-]{2,}?)(?:s|n|-)?(?:[Aa]ngaben|[Kk]reisen?|[Ss]precher(?:in|s)?"
    r"|[Mm]itteilung|[Bb]ericht(?:s|es)?|[Ee]rkenntnissen|[Ii]nformationen)$"
)


def organisation_meant(article: Article, position: int, noun: str) -> Referent | None:
    """Finds the organisation that a noun takes up: "das Ministerium", "der Konzern"."""
    stem = noun_stem(noun)
    names = [n for n in article.named if n.kind == "ORG" and not n.derived]
    names = [n for n in names if n.start < position][::-1] + [n for n in names if n.end > position]
    for name in names:
        if _has_noun(name.text, stem):
            return Referent(name.actor, "house")
    for name in names:
        before = article.text[max(0, name.start - 40) : name.start].rstrip(' „"»').casefold()
        if before.endswith(stem) or before.endswith(noun.casefold()):
            return Referent(name.actor, "house")
    for kind, sign in _SIGNS:
        if kind.search(noun) and (found := [n for n in names if sign.search(n.text)]):
            return Referent(found[0].actor, "kind of house")
    if stem == "partei":
        names = [n for n in names if _PARTY.search(n.text)]
    elif _FIRM.search(noun) or stem in ("verein", "klub", "club"):
        names = [n for n in names if not _is_public(article, n)]
    else:
        return None
    return Referent(names[0].actor, "kind of house") if names else None


def _has_noun(name: str, stem: str) -> bool:
    """Whether a name has a noun, or a word that ends in it: "Europa-Park" has "Park"."""
    if len(stem) < 4:
        return False
    words = re.split(r"[\s-]+", name.casefold())
    return any(noun_stem(word).endswith(stem) or word.endswith(stem) for word in words)


def _is_public(article: Article, name: Named) -> bool:
    """Whether a house is a party, an authority or a paper, so that no "Konzern" takes it up."""
    medium = next(sign for kind, sign in _SIGNS if kind is _MEDIUM)
    return bool(
        _PARTY.search(name.text)
        or _OFFICE.search(name.text)
        or medium.search(name.text)
        or article.is_told(name)
    )


def named_by_word(article: Article, position: int, noun: str) -> Referent | None:
    """Finds the house whose name has a noun that is none for houses: "der Park", "die Stadt"."""
    stem = noun_stem(noun)
    names = [n for n in article.named if n.kind in ("ORG", "LOC") and not n.derived]
    names.sort(key=lambda n: (n.kind == "LOC", n.start > position, abs(n.start - position)))
    names = [n for n in names if n.kind == "ORG" or "-" in n.text]
    found = next((n for n in names if _has_noun(n.text, stem)), None)
    return Referent(found.actor, "house") if found else None


def spoken_for(article: Article, position: int) -> Referent | None:
    """Finds for whom "ein Sprecher" speaks where nothing says so: the house named last."""
    for back, name in article.before(position):
        if back >= NEAR_SENTENCES:
            return None
        house = name.kind in ("ORG", "GOV") and not name.derived
        if house and not article.is_told(name):
            return Referent(name.actor, "kind of house")
    return None


def house_in(article: Article, start: int, phrase: str, noun: str) -> Referent | None:
    """The house inside a compound: "Unternehmensangaben", "CSU-Kreise", "EU-Bericht"."""
    place = start + phrase.index(noun)
    parts = article.inside(place, place + len(noun))
    part = next((n for n in parts if n.kind in ("ORG", "GOV") and n.derived), None)
    if part:
        return Referent(part.actor, "house")
    match = _COMPOUND_SOURCE.match(noun)
    if not match or len(match[1]) < 4:
        return None
    return organisation_meant(article, start, match[1])


def government_meant(article: Article, phrase: str) -> Referent | None:
    """Finds the government in "die chinesische Regierung", where the article names its country."""
    found = re.search(r"\b(\w+)\s(?:Regierung|Führung|Behörden|Staatsführung)\b", phrase)
    place = place_of().get(found[1]) if found else None
    if not place:
        return None
    actor = slug(government(place))
    return Referent(actor, "government") if any(n.actor == actor for n in article.named) else None


def members_meant(article: Article, noun: str) -> Referent | None:
    """Finds the organisation whose people the article has introduced: "die Experten"."""
    actor = article.members.get(noun_stem(noun))
    return Referent(actor, "members") if actor else None
