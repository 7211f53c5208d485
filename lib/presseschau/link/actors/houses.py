"""Which organisation a noun takes up: "das Ministerium", "der Konzern", "Regierungskreise"."""

import re
from collections import Counter
from functools import cache, lru_cache

from presseschau.annotate.rules.gazetteer import lexicon_rows
from presseschau.core.slugs import slug
from presseschau.link.actors.governments import countries, government
from presseschau.link.actors.reference import (
    NEAR_SENTENCES,
    RESEARCHERS,
    Article,
    Named,
    Referent,
    noun_stem,
)

#: By what a house of a kind is known beside the nouns in ``data/lexicon/houses.tsv``.
_SIGNS = {
    "firm": re.compile(r"\b(?:AG|SE|GmbH|KG|KGaA|Inc|Corp|Ltd|Co|plc)\b"),
    "club": re.compile(
        r"\b(?:SC|FC|SV|TSV|VfB|VfL|VfR|TuS|SSV|BSC|HSV|TSG|SK|Eintracht|Borussia|Hertha|Rapid)\b"
    ),
    "authority": re.compile(r"(?:amts|amtes|anwaltschaft|aufsicht|Bafin|BKA|LKA|FMA|FBI|CIA)\b"),
    "medium": re.compile(
        r"(?:post|kurier|anzeiger|presse|rundschau|nachrichten|[Ff]unk|TV|News)\b"
        r"|\b(?:Spiegel|Stern|Focus|Zeit|Bild|Welt|ARD|ZDF|NDR|WDR|SWR|MDR|ORF|SRF|RTL)\b"
    ),
    "party": re.compile(
        r"\b(?:CDU|CSU|SPD|FDP|AfD|Grünen?|Linken?|BSW|ÖVP|SPÖ|FPÖ|Neos|SVP|SP|FDP|Union)\b"
    ),
    "state": re.compile(r"(?i)(?:rat|tag|regierung)e?s?$|^(?:EU|UN|Uno|Nato|OECD|IWF|WHO|EZB)$"),
}
_OF_WHOM = re.compile(r" (?:der|des|für|von|zur|gegen) .*")
#: So many times as often as any other of its kind, a house is what an article is about.
_BY_FAR = 2
#: Nouns for houses that take up whatever is of no other kind.
_PLAIN = ("firm", "club")
_ANY_AUTHORITY = re.compile(r"(?i)(?:behörde|amt|stelle|ressort)(?:e?s|n)?$")
_MINISTRY = re.compile(r"(?:R|(?<=[a-z])r)essort(?:e?s)?$")
#: What "der Verband" takes up without having the word: "Landkreistag", "Bund der Steuerzahler".
_ASSOCIATION = re.compile(
    r"(?i)verband|vereinigung|(?:kreis|städte|gemeinde|handelskammer)tag(?:e?s)?$"
    r"|[a-zäöüß](?:bund|kammer)(?:e?s)?$|\bbund(?:e?s)? (?:der|deutscher)\b"
)
#: What people around a house are called who speak for it.
CIRCLES = re.compile(
    r"(?:[\w-]*[Kk]reisen?|Reihen|Umfeld|Bänken|Sprecher(?:in|s|n)?|Stelle|Zentrale|Seiten"
    r"|-(?:Vertreter(?:in|innen|s|n)?|Team|Führung|Spitze|Delegation|Management|Aussendung)"
    r"|[Ss]precher(?:in|s|n)?)$"
)
#: Who says something in "Unternehmensangaben", "Polizeibericht", "EU-Bericht".
_COMPOUND_SOURCE = re.compile(
    r"(Firmen|[A-ZÄÖÜ][\w-]{2,}?)(?:s|n|-)?(?:[Aa]ngaben|[Kk]reisen?|[Ss]precher(?:in|s)?"
    r"|[Mm]itteilung|[Bb]ericht(?:s|es)?|[Ee]rkenntnissen|[Ii]nformationen)$"
)
_STANDS_FOR = {
    "anklage": "Staatsanwaltschaft", "anklageschrift": "Staatsanwaltschaft",
    "exekutive": "Polizei",
}  # fmt: skip
_THE_TEAM = re.compile(r"[Dd](?:ie|er|en|as|em|es) (?:beiden |[A-ZÄÖÜ][a-zäöüß]+er )?[A-ZÄÖÜ]")
_SOME_TEAM = re.compile(r"(?:\w+(?:ische|er) )?(?!Experten)[A-ZÄÖÜ][\w-]+")
_GOVERNMENT = re.compile(r"(?i:die|der)?\s?(?:Regierung|Staatsführung)")


@cache
def _kinds() -> dict[str, str]:
    return {row["noun"]: row["kind"] for row in lexicon_rows("houses.tsv")}


@lru_cache(100_000)
def house_kind(noun: str) -> str:
    """The kind of house a noun is for, alone or as the last part of a compound, else ""."""
    kinds = _kinds()
    forms = [re.sub(rf"{end}$", "", noun.casefold()) for end in ("", "es", "en", "s", "n")]
    tails = (form[cut:] for form in forms for cut in range(len(form)))
    return next((kinds[tail] for tail in tails if tail in kinds), "")


def organisation_meant(article: Article, position: int, noun: str) -> Referent | None:
    """Finds the organisation that a noun takes up: "das Ministerium", "der Konzern".

    Where no name has the noun, only one house of its kind must be there, or be near.
    """
    noun = _MINISTRY.sub(lambda m: "Ministerium" if m[0][0] == "R" else "ministerium", noun)
    stem, kind = noun_stem(noun), house_kind(noun)
    names = [n for n in article.named if n.kind == "ORG" and not n.derived]
    names = [n for n in names if n.start < position][::-1] + [n for n in names if n.end > position]
    near = article.sentence(position) - NEAR_SENTENCES if stem == "verband" else len(article.text)
    with_noun = [
        name
        for name in names
        if _has_noun(name.text, stem, kind)
        or (name.start < position and article.sentence(name.start) > near
            and (_ASSOCIATION.search(name.text) or "verband-" in name.actor))
    ]  # fmt: skip
    one = len({name.actor for name in with_noun}) == 1
    if with_noun and (one or kind != "authority" or with_noun[0].start < position):
        return Referent(with_noun[0].actor, "house")
    for name in names:
        before = article.text[max(0, name.start - 40) : name.start].rstrip(' „"»').casefold()
        if before.endswith(stem) or before.endswith(noun.casefold()):
            return Referent(name.actor, "house")
    if kind and kind != "authority" and "-" not in noun:
        tail = next((t for t in _kinds() if stem.endswith(t)), stem)
        if tail != stem and (found := _with_tail(article, names, tail, kind)):
            return found
    if not kind or "inisterium" in noun:
        return None
    if kind == "authority" and not _ANY_AUTHORITY.search(noun):
        return None  # a court is no ministry
    of_kind = [n for n in names if kind_of(article, n) == kind]
    if not of_kind and kind in _PLAIN:
        of_kind = [n for n in names if not kind_of(article, n)]
    return _only(article, position, of_kind)


def _with_tail(article: Article, names: list[Named], tail: str, kind: str) -> Referent | None:
    """The only house with the last part of a compound: "die Staatsholding" of a "Holding Nord"."""
    found = set()
    for name in names:
        before = article.text[max(0, name.start - 40) : name.start].rstrip(' „"»')
        if _has_noun(name.text, tail, kind) or noun_stem(before).endswith(tail):
            found.add(name.actor)
    return Referent(found.pop(), "kind of house") if len(found) == 1 else None


def _only(article: Article, position: int, names: list[Named]) -> Referent | None:
    """The house of some names if they are of one, in the article, near a place or by far."""
    here = article.sentence(position)
    near = [n for n in names if 0 <= here - article.sentence(n.start) < NEAR_SENTENCES]
    for some in (names, near):
        if len({name.actor for name in some}) == 1:
            return Referent(some[0].actor, "kind of house")
    counts = Counter(name.actor for name in names).most_common(2)
    most = counts and counts[0][1] >= _BY_FAR * counts[1][1]
    return Referent(counts[0][0], "kind of house") if most else None


def kind_of(article: Article, name: Named) -> str:
    """The kind of a house, by its name, or by the noun before it: "der Autobauer VW"."""
    before = re.search(
        r"([A-ZÄÖÜ][\w-]+) [„\"»]?$", article.text[max(0, name.start - 40) : name.start]
    )
    sign = next((kind for kind, sign in _SIGNS.items() if sign.search(name.text)), "")
    if not sign and article.is_told(name):
        return "medium"
    own = _OF_WHOM.sub("", name.text)  # a "Gewerkschaft der Polizei" is no police
    words = (*own.split()[::-1], *(before.groups() if before else ()))
    return sign or next((kind for word in words if (kind := house_kind(word))), "")


def _has_noun(name: str, stem: str, kind: str = "") -> bool:
    """Whether a name has a noun, or a word that ends in it: "Europa-Park" has "Park".

    The word is for a house of the same ``kind``, if that is given: a "Zentralbank" is no "Bank".
    """
    if len(stem) < 4:
        return False
    own = _OF_WHOM.sub("", name).casefold()  # a "Verband der Reeder" is no "Reeder"
    words = [word for word in re.split(r"[\s-]+", own) if stem in word]
    return any(
        noun_stem(word).endswith(stem) and (not kind or house_kind(word) in ("", kind))
        for word in words
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
    if not match or len(match[1]) < 4 or match[1] == "Behörde":
        return None
    found = organisation_meant(article, start, match[1])
    kind = house_kind(match[1])
    sure = found and any(kind_of(article, n) == kind for n in article.named if n.actor == found[0])
    return found._replace(way="house") if found and sure else found


def stands_for(article: Article, position: int, noun: str) -> Referent | None:
    """The house behind what it does: "die Anklage" is the prosecutors', "die Exekutive" police."""
    house = _STANDS_FOR.get(noun.casefold().removesuffix("n"))
    found = house and organisation_meant(article, position, house)
    return found._replace(way="house") if found else None


@cache
def _states() -> frozenset[str]:
    """The actors that are governments of countries."""
    return frozenset(slug(government(country)) for country in countries())


def government_meant(article: Article, phrase: str) -> Referent | None:
    """Finds "die Regierung", where the article names but one, and that a country's."""
    if not _GOVERNMENT.fullmatch(phrase):
        return None
    named = {n.actor for n in article.named if n.kind == "GOV" or n.text.endswith("egierung")}
    return Referent(named.pop(), "house") if len(named) == 1 and named <= _states() else None


def members_meant(article: Article, noun: str) -> Referent | None:
    """Finds the organisation whose people the article has introduced: "die Experten"."""
    actor = "" if RESEARCHERS.search(noun) else article.members.get(noun_stem(noun))
    return Referent(actor, "members") if actor else None


def team_meant(
    article: Article, phrase: str, noun: str, genitive: bool, opens: bool
) -> Referent | None:
    """Finds whose researchers "die Forscher", "das Team" or "die Studienautoren" are.

    Where an article ``opens``, so are "britische Forscher".
    """
    definite = _THE_TEAM.match(phrase) or (opens and _SOME_TEAM.fullmatch(phrase))
    one = phrase[:3].lower() in ("der", "dem") and noun.endswith("er") and not genitive
    if not definite or one or not RESEARCHERS.search(noun) or not article.team:
        return None
    return Referent(article.team, "house")
