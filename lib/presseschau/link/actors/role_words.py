"""Role words: nouns of offices and professions, their plain form, gender and office."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import repeat

from presseschau.annotate.rules.gazetteer import (
    PLACE_PART,
    alternatives,
    is_common,
    is_word,
    lexicon_rows,
    place_of,
    places,
    word_list,
)

HEADS = alternatives("role heads")
HEAD = re.compile(rf"(?i:{HEADS})")
CASE = "(?:in|innen|s|n|en|es|r|e)?"
#: A role noun: capitalised, perhaps compound, with one of the heads at its end.
NOUN = (
    # A part ends before the next capital letter, so that there is but one way to divide a word.
    # "Und Ferrari-Präsident X": what opens a sentence is no part of it.
    r"(?!(?:Und|Auch|Aber|Doch|Oder|Nur|Als|Was|Wenn|Wie|D(?:er|ie|as|en|em)|Eine?)\s)"
    rf"(?=[A-ZÄÖÜ])(?:[A-ZÄÖÜ](?:(?![A-ZÄÖÜ])[\w.])*(?: (?=[A-ZÄÖÜ][\w-]*-)|-)?)*?"
    rf"(?:[A-ZÄÖÜ][a-zäöüß]*)?(?i:{HEADS}){CASE}"
)
ADJECTIVES = (
    r"(?:[a-zäöüß][\w-]*?(?:e|en|er|es|em)\s+|US-amerikanische\w*\s+)*"
    r"(?:(?:Erst|Zweit|Dritt)e[rn]?\s+)?"
)
#: Whatever noun stands there; whether it says what a person is, the dictionary tells.
ANY = r"[A-ZÄÖÜ][\w-]*[a-zäöüßO]"
_TAKEN_UP = re.compile(rf"\b[Dd](?:er|ie|em|en|es)\s+(?P<noun>{NOUN})\b")
_MEANT = re.compile(
    r"^(?:ehemalig|früher|stellvertret|parlamentarisch|designiert|amtierend|geschäftsführend"
    r"|kommissarisch|ermordet|innenpolitisch|außenpolitisch|wissenschaftlich|künstlerisch"
    r"|Erst|Zweit|Dritt)"
)
_GIVEN = frozenset(["mitglied", "vertreter", "mitarbeiter", "nachfolger", "vorgänger"])
#: Other words for an office, by their ending.
_SYNONYMS = {
    row["noun"]: tuple(row["offices"].split("|"))
    for row in lexicon_rows("offices.tsv")
    if row["use"] == "same"
}
_NO_OFFICES = frozenset(word.casefold() for word in word_list("no offices"))
_NO_OFFICE_TAILS = tuple(word[1:] for word in _NO_OFFICES if word.startswith("-"))
_SHORTEST = 5  # letters of a noun for men, alone or as the last part of a compound
_FIRST_PART = 3  # letters before it
_PLAIN = str.maketrans("äöü", "aou")
#: "mutmaßlicher Verbrecher": who may be something is not said to be it.
_DOUBTED = re.compile(
    r"\b(?:mutmaßlich|angeblich|vermeintlich|sogenannt|selbsternannt|möglich|potenziell|potentiell)e"
)
#: Nouns whose female form does not show them, and such as have none.
_KNOWN = re.compile(
    r"(?i)[\w-]*(?:[\w-](?:frau|(?<!weih)(?<!blau)mann)|koch|köchin|arzt|ärztin|zeuge|zeugin|rätin|ceo|cfo|star"
    r"|(?:stadt|gemeinde|kreis|bezirks|landes|regierungs|orts|kantons|national|bundes|hof)rat"
    r"|(?:angeklagte|beigeordnete|beamte|angestellte|delegierte|verordnete)[rn]?)"
)
#: What somebody is to another person, or one of many: alone it is no office.
_RELATION = re.compile(
    r"(?i)(?:nachfolger|vertreter|stellvertreter|mitarbeiter|mitglied|spieler|gegenspieler|gegner|partner"
    r"|schüler|bürger|bewohner|einwohner|ehefrau|ehemann|landsmann|landsfrau|verlierer|gewinner|visionär"
    r"|[\w-]*(?:partner|kolleg|freund|mitstreiter|widersacher|namensvetter|nachbar))(?:in|e|en)?"
)


@lru_cache(100_000)
def nominative(role: str, gender: str = "") -> str:
    """Writes a role as a label: "russischen Verteidigungsministers" as "russischer ...minister"."""
    parts = rf"(?P<adjectives>{ADJECTIVES})(?P<noun>{{}})\b(?!-)(?P<rest>.*)"
    match = re.match(parts.format(NOUN), role, re.S) or re.match(parts.format(ANY), role, re.S)
    if not match:
        return role if role.isupper() else ""
    noun, before = match["noun"], match["adjectives"]
    if noun.endswith("innen") or _DOUBTED.search(before):
        return ""
    caption = re.match(r"\w+[a-zäöüß] (?=[A-ZÄÖÜ]{2,}-)", noun)  # "Asyl SPÖ-Chef"
    if caption and is_common(caption[0].strip()) and caption[0].strip() not in places().derived:
        noun = noun[caption.end() :]
    if _is_adjectival(noun) and (article := re.match(r"d(?:er|ie|es|em|en)\b", before)):
        of_women = article[0] == "die" or (article[0] == "der" and noun.endswith("n"))
        gender = "f" if of_women else "m"
    female = bool(re.search(r"(?:in|frau)$", noun)) or (gender == "f" and _is_adjectival(noun))
    noun = _singular(noun, female)
    words = [w for w in before.split() if w in place_of() or _MEANT.match(w)]
    words = [re.sub(r"(?:en|er|es|em|e)$", "", w) + ("e" if female else "er") for w in words]
    rest = _trimmed(" ".join(match["rest"].split()))
    return " ".join([*words, noun, *([rest] if rest else [])])


def _is_adjectival(noun: str) -> bool:
    return bool(
        re.search(r"(?i)(?:vorsitzende|beauftragte|ordnete|klagte|legierte|beamte)[nrsm]?$", noun)
    )


def _singular(noun: str, female: bool) -> str:
    if _is_adjectival(noun):
        return re.sub(r"[nrsm]?$", "" if female else "r", noun, count=1)
    shorter = (noun.removesuffix(ending) for ending in ("", "en", "n", "es", "s"))
    if known := next(filter(is_person_noun, shorter), ""):
        return known
    return re.sub(r"(?<=[a-zäöü]{3})(?<!s)s$", "", noun)


def _trimmed(rest: str) -> str:
    """Keeps what belongs to the office: "des Bürgerbunds", not "am Dienstag"."""
    rest = re.split(r"\s+(?:am|bei|zum|an)\s", " " + rest, maxsplit=1)[0].strip()
    rest = re.sub(r"[„“\"]|(?:(?:^|\s)(?:der|des|von))?\s(?:Herr|Frau)$", "", rest).strip(" ,.")
    if re.match(r"(?:dem|den|die|am|zum|an|bei|aus)\s", rest):
        return ""
    return rest


@lru_cache(100_000)
def head(role: str) -> str:
    """The noun of a role in lower case and male form: "verteidigungsminister"."""
    role = re.sub(r"\bVorsitzende[rn]? (?=Richter)", "", role)
    match = re.search(rf"{NOUN}\b", role)
    match = match or re.search(rf"{ANY}\b", role)
    noun = (match[0] if match else role).casefold()
    noun = noun.rpartition("-")[2]
    noun = re.sub(r"innen$|in$", "", noun)
    noun = re.sub(r"(vorsitzende|abgeordnete|beauftragte)[nrsm]$", r"\1", noun)
    noun = re.sub(r"(olog|xpert|kolleg|ökonom)e?n?$", r"\1e", noun)
    noun = re.sub(r"(präsident|kandidat|journalist|aktivist|diplomat|populist)en$", r"\1", noun)
    return re.sub(r"(?<=[rflktdg])s$", "", noun.replace("ärzt", "arzt"))


def gender_of_role(role: str) -> str:
    """The gender that a role tells: "f" for "Ministerin", "m" for "Minister", else ""."""
    match = re.search(rf"{NOUN}\b", role)
    if not match or _is_adjectival(match[0]):
        return ""
    noun = match[0]
    if re.search(r"(?:in|innen)$", noun) and not noun.endswith(("Kapitän",)):
        return "f"
    if noun.endswith("ebamme"):
        return "f"
    return "" if re.search(r"(?i)(?:mitglied|vorstand|oberhaupt|star)", noun) else "m"


def offices(text: str) -> list[tuple[str, int]]:
    """Finds the offices that a text takes up ("der Regisseur"): their heads, where they stand."""
    return [(head(match["noun"]), match.start()) for match in _TAKEN_UP.finditer(text)]


@lru_cache(100_000)
def is_role(words: str) -> bool:
    """Whether a phrase has a role noun."""
    return bool(re.search(rf"{NOUN}\b", words))


def summary(roles: Iterable[str], ages: Iterable[float] = repeat(0.0), most: int = 4) -> str:
    """Sums roles up for a cell: one form of each office, the leading first, at most ``most``.

    The more frequent and recent leads: after a year, saying a role counts half.

    Args:
        roles: The roles, as often as they are said.
        ages: For each, the days until the last one was said.
        most: How many to give.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for role, age in zip(roles, ages, strict=False):
        forms[head(role)][role] += 0.5 ** (age / 365)
    ranked = sorted(forms.items(), key=lambda item: (-item[1].total(), item[0]))
    specific = [key for key, _ in ranked if not any(o != key and o.endswith(key) for o in forms)]
    shown = [key for key in specific if key not in _GIVEN] or specific
    chosen = (forms[key] for key in shown[:most])
    return "; ".join(min(own, key=lambda form: (-own[form], -len(form), form)) for own in chosen)


@lru_cache(100_000)
def same_role(one: str, other: str) -> bool:
    """Whether two heads may be of one office: "minister" and "innenminister"."""
    for known, seen in ((one, other), (other, one)):
        if known.endswith(seen) or known.endswith(_SYNONYMS.get(seen, ("\0",))):
            return True
    return False


@lru_cache(100_000)
def is_person_noun(word: str) -> bool:
    """Whether a noun in the singular says what a person is.

    A noun for men has one for women in the dictionary ("Statiker" has "Statikerin"), and the
    other way round; of a compound its last part does.
    """
    if not word[:1].isupper() or word.endswith(("innen", "ungen")):
        return False
    if _KNOWN.fullmatch(word):
        return True
    last = word.rpartition("-")[2]
    cuts = range(_FIRST_PART, len(last) - _SHORTEST + 1)
    return _paired(last.capitalize()) or any(
        _paired(last[cut:].capitalize()) and (cut > _SHORTEST or is_common(last[:cut]))
        for cut in cuts
    )


def _paired(noun: str) -> bool:
    if noun.endswith("in"):
        base = noun[:-2]
        return len(base) >= _SHORTEST and is_word(noun) and (is_word(base) or is_word(base + "e"))
    if len(noun) < _SHORTEST or not is_word(noun):
        return False
    if is_word(noun + "in"):
        return True
    several = noun[:-1].lower().translate(_PLAIN).capitalize()  # "Ärzte" has "Arzt"
    return noun.endswith("e") and is_word(noun[:-1] + "in") and not is_word(several)


@lru_cache(100_000)
def is_no_office(role: str) -> bool:
    """Whether a role says but a relation ("Nachfolgerin"), an origin, a standing or a creed."""
    noun = re.sub(r"^(?:(?:[a-zäöüß]|US-am)\S+ )+", "", role)
    derived = (noun, PLACE_PART.sub("", noun, count=1).capitalize())
    if _RELATION.fullmatch(noun) or not places().derived.isdisjoint(derived):
        return True
    return head(role) in _NO_OFFICES or head(role).endswith(_NO_OFFICE_TAILS)
