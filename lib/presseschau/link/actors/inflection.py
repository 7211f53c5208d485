"""Names that are no people's without inflection: nominatives, the place behind "russische"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from presseschau.annotate.rules.gazetteer import (
    alternatives,
    is_common,
    is_place,
    is_word,
    lexicon_rows,
    organisations,
    place_of,
    places,
)
from presseschau.link.actors.institutions import bears_kind
from presseschau.link.actors.person_names import fold

LEGAL_FORM = re.compile(
    r"\s+(?:AG|SE|GmbH|KG|KGaA|OHG|eG|e\.\s?V\.?|Inc\.?|Corp\.?|Co\.?|Ltd\.?|LLC|PLC|plc|S\.A\.|SA"
    r"|N\.V\.|NV)(?:\s*(?:&\s*Co\.?\s*)?(?:KG|KGaA)?)$"
)
#: The heads of German names of offices and firms, whose genitive is certain.
_HEAD = alternatives("house heads")
_GENITIVE = re.compile(rf"(?i)({_HEAD})e?s$")
_NEUTER = re.compile(
    r"(?i)(?:[eitrs]um|amt|gericht|institut|kreuz|parlament|haus|militär|heer|komitee|team|büro"
    r"|kabinett|werk|kommando|bündnis|theater|orchester|fernsehen|radio)e?s?$"
)
_PLURAL = re.compile(r"(?:ion|ung|heit|keit|schaft|tät)en$")
ADJECTIVE = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöüß]+-)?[A-ZÄÖÜ][a-zäöüß-]*(?:sch|lich|ig|al|ell|iv|är|eint|ant|ein|ot|oß|ün|eiß|eu|arz|ei|et|at|haft|berst)"
    r"(?:en|er|es|em|e)$"
)
#: Nouns for people that end as adjectives do: "dem Christdemokraten Balkenende".
_PARTISAN = re.compile(r"(?:krat|dat|plomat)en$")
_NATIONAL = re.compile(r"[a-zäöü-]+sche[nmrs]?$")
#: The article of a name, perhaps with adjectives between: "der oppositionellen" (Partei).
_ARTICLE = re.compile(
    r"\b([Dd](?:er|ie|as|es|em|en)|[Zz]u[mr]|[Ii]m|[Vv]om|[Bb]eim|[Aa]m|k?eine[rmsn]?)"
    r"(?: [a-zäöüß-]+(?:en|e))* $"
)
_PLACED = re.compile(r"^[A-ZÄÖÜ][a-zäöüß]+er [A-ZÄÖÜ][\w-]+ern$")


class OtherMention(NamedTuple):
    """A mention that is no person, with its article's number."""

    row: int
    article: int
    start: int
    end: int
    text: str
    kind: str
    derived: bool = False


@lru_cache(200_000)
def plain(text: str) -> str:
    """A name without the quotation marks and dashes around it, and an acronym's full stop."""
    bare = " ".join(text.split()).strip('-–„“”"»« ')
    return re.sub(r"(?<=[A-ZÄÖÜ]{2})\.$", "", bare)


def base_form(mention: OtherMention, seen: Counter[str]) -> str:
    """The name behind a form, without quotation marks, derivation or sure genitive.

    Args:
        mention: The form: "Moskaus", "russische", "NATO-".
        seen: How often the corpus has each plain name.

    Returns:
        The name; empty for a derived form whose base is nowhere named.
    """
    name = plain(mention.text)
    if mention.kind == "LOC":
        if mention.derived:
            found = place_of().get(name) or _place_of_inhabitant(name, seen)
            return found or (name if mention.text.endswith("-") else "")
        if name.endswith("s") and name not in places().names:
            base = name[:-1].rstrip("'’")
            if base in places().names or seen[base]:
                return base
        return name
    if mention.derived and not mention.text.endswith("-") and not seen[name]:
        whole = (name[:n] for n in range(len(name) - 1, 2, -1)) if len(name) > 6 else ()
        return next((n for n in whole if seen[n]), name if "-" in name or name.isupper() else "")
    if name.endswith("s") and " " not in name and seen[name[:-1]] and name not in organisations():
        return name[:-1]
    return name


def _place_of_inhabitant(name: str, seen: Counter[str]) -> str:
    """The place of "Breesener" where the corpus names it, else an empty string."""
    stem = re.sub(r"(?:er|erin|ern|ers)$", "", name)
    return next((base for base in (stem, stem + "e", stem + "en") if seen[base]), "")


@cache
def aliases() -> dict[str, str]:
    """The full name behind each well-known short form, from ``data/lexicon/aliases.tsv``."""
    return {row["alias"]: row["name"] for row in lexicon_rows("aliases.tsv")}


@cache
def known_keys() -> dict[str, str]:
    """The stems of the full name behind the stems of each well-known short form."""
    return {stems(alias): stems(name) for alias, name in aliases().items()}


@cache
def elsewhere() -> dict[str, tuple[frozenset[str], str]]:
    """By the stems of an alias: beside which names it means something else, and what."""
    return {
        stems(row["alias"]): (frozenset(row["beside"].split("|")), row["then"])
        for row in lexicon_rows("aliases.tsv")
        if row["beside"]
    }


@lru_cache(200_000)
def name_key(name: str) -> str:
    """One key for all names of an organisation or place that no article is needed to tell."""
    own = stems(name)
    return known_keys().get(own, own)


@lru_cache(200_000)
def stems(name: str) -> str:
    """One key for all forms of a name: without case, inflection, marks between its parts."""
    words = LEGAL_FORM.sub("", re.sub(r"[„“”\"»«]", "", name)).split()
    if words[:1] == ["Uni"] and len(words) > 1:
        words[0] = "Universität"
    if len(words) == 2:  # "Wiener Handelsgericht", "Mexikos Polizei" as "Handelsgericht Wien"
        first, last = words
        place = place_of().get(first) or (first[:-1] if is_place(first[:-1]) else "")
        words = [last, place] if place and bears_kind(last) else words
        if bears_kind(words[0]) and is_place(words[1][:-1]):
            words[1] = words[1].removesuffix("s")
    if len(words) > 1 and words[0] in ("Die", "Der", "Das", "The"):
        words = words[1:]
    found = []
    for word in words:
        if _GENITIVE.search(word):
            word = _GENITIVE.sub(r"\1", word)
        elif len(words) > 1 and len(word) > 3:
            word = re.sub(r"(?:en|er|es|em|e|s)$", "", word)
        found.append(word)
    return fold(" ".join(found)).replace("q", "k")


def nominative_form(mention: OtherMention, names: Mapping[int, str], texts: Sequence[str]) -> str:
    """Writes a name as it stands alone: "der Europäischen Zentralbank" as "Europäische ..."."""
    name = names[mention.row]
    if mention.kind != "ORG" or mention.derived:
        return name
    words = name.split()
    before = texts[mention.article][max(0, mention.start - 60) : mention.start]
    found = _ARTICLE.search(re.sub(r"[„“”\"»«]", "", before))
    article = found[1].lower() if found else ""
    head = 0  # the first word that is no adjective like those before it
    while head < len(words) - 1 and _is_adjective(words[head]) and words[head][-1] == words[0][-1]:
        head += 1
    tail = next((n for n, word in enumerate(words) if n > head and word.islower()), len(words)) - 1
    ends = words[-2:-1] not in (["des"], ["eines"])  # "Kulturstiftung des Bundes"
    places = [n for n in (len(words) - 1, tail, 0) if n < len(words) - 1 or ends]
    place = next((n for n in places if _GENITIVE.search(words[n])), None)
    if place is not None:
        words[place] = _GENITIVE.sub(r"\1", words[place])
    changed = words[-1] != name.split()[-1]  # "Hauses" is "Haus" by now, and no "Hau"
    if article == "des" and not changed and tail == len(words) - 1:
        words[-1] = _whose(words[-1])
    if article == "den" and head == 0 and len(words) == 2 and _PLACED.search(name):
        words[1] = words[1].removesuffix("n")  # "den Sundhafener Pendlern"
    for n in range(head):
        words[n] = _strong(words[n], article, words[tail])
    return " ".join(words)


def _whose(noun: str) -> str:
    """A common noun without the ending of its genitive: "Rechnungshofs", "Bundes"."""
    ends = [end for end in ("es", "s") if noun.endswith(end) and is_common(noun[: -len(end)])]
    return noun.removesuffix(ends[0]) if ends and not noun.endswith(("ss", "fonds")) else noun


def _is_adjective(word: str) -> bool:
    return not _PARTISAN.search(word) and bool(ADJECTIVE.match(word) or _NATIONAL.match(word))


def _strong(adjective: str, article: str, noun: str) -> str:
    """An adjective behind an article as it stands without one: "das Weiße" as "Weißes"."""
    several = _PLURAL.search(noun) or (_NATIONAL.match(adjective) and noun.endswith("en"))
    if adjective.endswith("en"):
        if several or article in ("der", "zur", "einer", "keiner", "die"):
            return adjective[:-1]
        if article in ("des", "dem", "den", "im", "vom", "zum", "beim", "am", "einem", "eines"):
            return adjective[:-1] + ("s" if _NEUTER.search(noun) else "r")
    if adjective.endswith("em"):  # "laut russischem Innenministerium"
        return adjective[:-1] + ("s" if _NEUTER.search(noun) else "r")
    if adjective.endswith("e") and article in ("der", "das") and is_word(adjective[:-1].lower()):
        return adjective + ("r" if article == "der" else "s")
    return adjective
