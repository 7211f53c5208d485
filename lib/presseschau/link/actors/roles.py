"""Offices and professions that a text gives to people, with the place where it says so."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from presseschau.link.actors.inflection import place_of
from presseschau.link.actors.person_nouns import is_mere_relation, is_person_noun

_HEADS = (
    "minister|präsident|kanzler|senator|bürgermeister|landrat|landrät|sekretär|kommissar|botschafter"
    "|abgeordnete|vorsitzende|chef|sprecher|leiter|direktor|intendant|trainer|manager|anwalt|anwält"
    "|richter|professor|forscher|experte|expertin|politiker|kandidat|general|oberst|kommandant"
    "|kommandeur|kapitän|bischof|bischöf|pfarrer|kardinal|papst|könig|kaiser|prinz|prinzess|fürst"
    "|schauspieler|regisseur|sänger|autor|schriftsteller|dichter|komponist|dirigent|architekt"
    "|fotograf|journalist|redakteur|moderator|korrespondent|reporter|spieler|stürmer|torwart"
    "|torhüter|meister|unternehmer|gründer|aktivist|historiker|physiker|chemiker|ökonom|soziolog"
    "|psycholog|biolog|jurist|arzt|ärzt|dekan|rektor|lehrer|landwirt|ingenieur|astronaut|pilot"
    "|beauftragte|dezernent|kämmerer|hydrolog|geolog|virolog|meteorolog|politolog|wissenschaftler"
    "|gouverneur|premier|funktionär|betriebsrat|betriebsrät|vorstand|führer|geschäftsführer|wirt"
    "|verteidiger|hebamme|koordinator|inspekteur|offizier|oberhaupt|vertreter|mitarbeiter|mitglied"
    "|gewerkschafter|bürgerrechtler|künstler|musiker|nachfolger|vorgänger|banker|bankier|händler"
    "|rechtspopulist|diplomat|boss|repräsentant|schlichter|bäuerin|bauer|kurator|dramaturg"
)
_HEAD = re.compile(rf"(?i:{_HEADS})")
_CASE = "(?:in|innen|s|n|en|es|r|e)?"
#: A role noun: capitalised, perhaps compound, with one of the heads at its end.
_NOUN = (
    # A part ends before the next capital letter, so that there is but one way to divide a word.
    rf"(?=[A-ZÄÖÜ])(?:[A-ZÄÖÜ](?:(?![A-ZÄÖÜ])[\w.])*(?: (?=[A-ZÄÖÜ][\w-]*-)|-)?)*?"
    rf"(?:[A-ZÄÖÜ][a-zäöüß]*)?(?i:{_HEADS}){_CASE}"
)
_ADJECTIVES = r"(?:[a-zäöüß][\w-]*?(?:e|en|er|es|em)\s+|US-amerikanische\w*\s+)*"
_NOUN_PHRASE = (
    r"(?:der|des|dem|den|die|für|von|vom|beim|im|in|am|aus|bei|zum|zur|an)\s+"
    r"(?:(?:der|die|den|dem|des)\s+)?(?:[a-zäöüß-]+(?:en|er|em)\s+)*"
    r"[A-ZÄÖÜ„][\w.’'“-]*(?:\s+(?:und\s+)?[A-ZÄÖÜ][\w.’'-]*){0,4}"
)
_COMPLEMENT = rf"(?:\s+[A-ZÄÖÜ][\w-]+s(?=,))?(?:\s+{_NOUN_PHRASE}){{0,3}}"
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<role>{_ADJECTIVES}{_NOUN}\b{_COMPLEMENT}?)(?:\s*\([^)]{{1,40}}\))?,?\s+[„\"]?$"
)
_CLOSE = re.compile(rf"(?<![\w-])(?P<role>{_ADJECTIVES}{_NOUN})\s+$")
_BEHIND = re.compile(
    rf"(?:\s*\([^)]{{1,40}}\))?(?:,\s\d{{1,3}})?,\s+"
    rf"(?:(?:der|die|ein|eine|seit \w+|damals|heute)\s+)?"
    rf"(?P<role>{_ADJECTIVES}{_NOUN}\b{_COMPLEMENT})"
)
#: Whatever noun stands there; whether it says what a person is, the dictionary tells.
_ANY = r"[A-ZÄÖÜ][\w-]*[a-zäöüßO]"
_ANY_CLOSE = re.compile(
    rf"(?<![\w-])(?:(?P<first>{_ANY})\s+und\s+)?(?P<role>{_ADJECTIVES}(?P<noun>{_ANY}))\s+$"
)
_ANY_BEHIND = re.compile(
    rf"(?:\s*\([^)]{{1,40}}\))?(?:,\s\d{{1,3}})?,\s+"
    rf"(?:(?:der|die|ein|eine|seit \w+|damals|heute|früher)\s+)?"
    rf"(?P<role>{_ADJECTIVES}(?P<noun>{_ANY})\b{_COMPLEMENT})"
)
_ANY_IS = re.compile(
    rf"\s+(?:ist|war)\s+(?:seit\s\w+\s|der\s|die\s)?(?P<role>(?P<noun>{_ANY})\b{_COMPLEMENT})"
)
#: An apposition ends here; else what looked like one goes on ("ein Mitarbeiter habe ...").
_CLOSES = re.compile(r"\s*(?:[,.;:)!?»“”\"–—\n]|$)|\s+(?:und|sowie|aus|von|mit)\s")
_NAME_FOLLOWS = re.compile(r"\s+(?:Dr\.\s|Prof\.\s)*[A-ZÄÖÜ]")
_SEVERAL = re.compile(r"\b(?:mehrere|viele|alle|einige|zwei|drei|vier|beide|andere|weitere)[nr]?\b")
_OWNED = re.compile(r"[A-ZÄÖÜ][\w-]+\s(?:des|der|eines|einer)\s(?:[a-zäöüß-]+\s)?$")
_IS = re.compile(
    rf"\s+(?:ist|war|wird|wurde|bleibt)\s+(?:seit\s\w+\s|neue[rs]?\s|der\s|die\s)?"
    rf"(?P<role>{_ADJECTIVES}{_NOUN}\b{_COMPLEMENT})"
)
_BECOMES = re.compile(
    rf"\s+(?:[^.;:!?„“\"]{{0,70}}?\s)?(?:zum|zur)\s+(?P<role>{_ADJECTIVES}{_NOUN}\b{_COMPLEMENT})"
    r"(?P<verb>(?:\s+\w+)?\s+(?:befördert|ernannt|gewählt|berufen|bestimmt|bestellt|gemacht)\b)?"
)
_APPOINTS = re.compile(
    r"\b(?:ernannte|beförderte|wählte|wählten|berief|bestimmte|machte|ernennt|beruft|wählt|bestellte)"
    r"\s+(?:den\s|die\s)?$"
)
#: "Das Land hat eine neue Ministerin. Ida Moll ..."; "Moll schwieg. Der Ex-Minister ..."
_NEW = re.compile(rf"\bneue[nrs]?\s+(?P<role>{_NOUN})[.:]\s+$")
_FORMER = re.compile(rf"[^.;:!?„“\"»«]{{1,80}}\.\s(?:Der|Die)\s(?P<role>Ex-{_NOUN})\b")
_TAKEN_UP = re.compile(rf"\b[Dd](?:er|ie|em|en|es)\s+(?P<noun>{_NOUN})\b")
_SENTENCE = re.compile(r"[.!?:;]\s+(?=[A-ZÄÖÜ„\"»]|$)|\n")
_ABBREVIATED = re.compile(r"\b(?:Dr|Prof|St|Nr|[A-Z])\.\s")
_MEANT = re.compile(
    r"^(?:ehemalig|früher|stellvertret|parlamentarisch|designiert|amtierend|geschäftsführend"
    r"|kommissarisch|ermordet|innenpolitisch|außenpolitisch|wissenschaftlich|künstlerisch)"
)
_GIVEN = frozenset(["mitglied", "vertreter", "mitarbeiter", "nachfolger", "vorgänger"])
_REACH = 130


class Role(NamedTuple):
    """A role as it reads in the nominative, and where the text gives it."""

    text: str
    start: int


def roles_of(text: str, start: int, end: int, gender: str = "") -> list[Role]:
    """Finds the roles that a text gives to the person it names in a place.

    Before the name ("der russische Verteidigungsminister", "Kreml-Pressesprecher", "der
    Vorsitzende des Verbands, "), as an apposition behind it (", Fraktionschefin des
    Bürgerbunds,"), or by a verb ("ist Vorstand von ...", "zum Sekretär ... befördert"). Of the
    adjectives only nationality and state ("ehemalig", "stellvertretend") are kept. A new office
    also counts in the sentence before ("eine neue Ministerin. ..."), a lost one behind it.

    Args:
        text: The article.
        start: Where the name begins.
        end: Where it ends.
        gender: "m", "f" or "": decides "Vorsitzender" or "Vorsitzende".
    """
    left = _same_sentence(text[max(0, start - _REACH) : start])
    right = text[end : end + _REACH * 2]
    found = _before(text, start, left, right)
    opens = not left or re.search(r"[.!?:;]\s+$|\n$", left)
    if opens and (match := _FORMER.match(right)):
        found.append((match["role"], end + match.start("role")))
    if (match := _behind(right)) or (match := _IS.match(right) or _any(_ANY_IS.match(right))):
        found.append((match["role"], end + match.start("role")))
    match = _BECOMES.match(right)
    if match and (match["verb"] or _APPOINTS.search(left)):
        found.append((match["role"], end + match.start("role")))
    roles = [Role(nominative(role, gender), place) for role, place in found]
    return [
        role
        for role in roles
        if role.text and not is_mere_relation(role.text) and not _names_owner(text, start, role)
    ]


def _before(text: str, start: int, left: str, right: str) -> list[tuple[str, int]]:
    """The offices before a name, with their places in the text."""
    shift = start - len(left)
    if match := _office_before(left):
        noun = match.start("role") + re.search("[A-ZÄÖÜ]", match["role"]).start()
        apart = "," in left[match.end("role") :]
        if apart and (_OWNED.search(left[:noun]) or not _closes(right)):
            return []  # "Die Witwe des Gründers, Ida M.,"; "berichtete den Abgeordneten, Kern habe"
        several = _SEVERAL.search(match["role"])
        return [] if several else [(match["role"], shift + match.start("role"))]
    if match := _any(_ANY_CLOSE.search(left)):
        found = [(match["role"], shift + match.start("role"))]
        first = match["first"]
        if first and is_person_noun(first) and first.endswith("in") == match["noun"].endswith("in"):
            found.insert(0, (first, shift + match.start("first")))
        return found
    if match := _NEW.search(text[max(0, start - _REACH) : start]):
        return [(match["role"], start - min(start, _REACH) + match.start("role"))]
    return []


def _behind(right: str) -> re.Match | None:
    """The apposition behind a name, unless it belongs to the name that follows it."""
    match = _BEHIND.match(right) or _any(_ANY_BEHIND.match(right))
    if not match or _SEVERAL.search(match["role"]) or _NAME_FOLLOWS.match(right, match.end()):
        return None
    return match if _CLOSES.match(right, match.end()) else None


def _closes(right: str) -> bool:
    return bool(_CLOSES.match(re.sub(r"^\s*\([^)]{1,40}\)", "", right)))


def _any(match: re.Match | None) -> re.Match | None:
    """A match of whatever noun, where it says what a person is."""
    return match if match and is_person_noun(match["noun"]) else None


def _office_before(left: str) -> re.Match | None:
    """Finds the office at the end of what stands before a name.

    Most names have none, and the patterns are slow to say so: they are tried only where a word
    bears a head, and from the last comma on, beyond which no office reaches but one in brackets.
    """
    comma = left.rstrip('„" \n,').rfind(",") if "(" not in left else -1
    words = left[comma + 1 :].split()
    if not any(map(_bears_head, words)):
        return None
    close = _bears_head(words[-1]) and _CLOSE.search(left, comma + 1)
    return close or _BEFORE.search(left, comma + 1)


@lru_cache(100_000)
def _bears_head(word: str) -> bool:
    return bool(_HEAD.search(word))


def _same_sentence(left: str) -> str:
    masked = _ABBREVIATED.sub(lambda match: match[0].replace(".", "_"), left)
    cuts = [match.end() for match in _SENTENCE.finditer(masked)]
    return left[cuts[-1] :] if cuts else left


def _names_owner(text: str, start: int, role: Role) -> bool:
    """Whether the role is another's: "die Sprecherin von Ruth A.", "Nachfolger von ..."."""
    return role.start < start and bool(
        re.search(r"\b(?:von|des|der|dem|für|bei|vom)\s+$", text[max(0, start - 6) : start])
        and not re.search(rf"(?i)(?:{_HEADS}){_CASE}\s+$", text[max(0, start - 30) : start])
    )


@lru_cache(100_000)
def nominative(role: str, gender: str = "") -> str:
    """Writes a role as a label: "russischen Verteidigungsministers" as "russischer ...minister"."""
    parts = rf"(?P<adjectives>{_ADJECTIVES})(?P<noun>{{}})\b(?P<rest>.*)"
    match = re.match(parts.format(_NOUN), role, re.S) or re.match(parts.format(_ANY), role, re.S)
    if not match:
        return ""
    noun = match["noun"]
    female = bool(re.search(r"(?:in(?:nen)?|frau)$", noun)) or (
        gender == "f" and _is_adjectival(noun)
    )
    if re.search(r"innen$", noun):
        return ""
    noun = _singular(noun, female)
    words = [w for w in match["adjectives"].split() if w in place_of() or _MEANT.match(w)]
    words = [re.sub(r"(?:en|er|es|em|e)$", "", w) + ("e" if female else "er") for w in words]
    rest = _trimmed(" ".join(match["rest"].split()))
    return " ".join([*words, noun, *([rest] if rest else [])])


def _is_adjectival(noun: str) -> bool:
    return bool(
        re.search(
            r"(?i)(?:vorsitzende|abgeordnete|beauftragte|ordnete|klagte|legierte)[nrsm]?$", noun
        )
    )


def _singular(noun: str, female: bool) -> str:
    if _is_adjectival(noun):
        return re.sub(r"[nrsm]?$", "" if female else "r", noun, count=1)
    if noun.endswith("in"):
        return noun
    if re.search(
        r"(?i)(?:präsident|kommissar|sekretär|könig|expert|ökonom|kandidat|journalist"
        r"|aktivist|dirigent|diplomat|jurist|repräsentant|soldat|populist)en$",
        noun,
    ):
        return re.sub(r"n$", "", noun) if "xpert" in noun else re.sub(r"en$", "", noun)
    return re.sub(r"(?<=[a-z]{3})(?<!s)s$", "", noun)


def _trimmed(rest: str) -> str:
    """Keeps what belongs to the office: "des Bürgerbunds", not "am Dienstag"."""
    rest = re.split(r"\s+(?:am|bei|zum|an)\s", " " + rest, maxsplit=1)[0].strip()
    rest = re.sub(r"[„“\"]", "", rest).strip(" ,.")
    if re.match(r"(?:dem|den|die|am|zum|an|bei|aus)\s", rest):
        return ""
    return rest


@lru_cache(100_000)
def head(role: str) -> str:
    """The noun of a role in lower case and male form: "verteidigungsminister"."""
    role = re.sub(r"\bVorsitzende[rn]? (?=Richter)", "", role)
    match = re.search(rf"{_NOUN}\b", role)
    match = match or re.search(rf"{_ANY}\b", role)
    noun = (match[0] if match else role).casefold()
    noun = noun.rpartition("-")[2]
    noun = re.sub(r"innen$|in$", "", noun)
    noun = re.sub(r"(vorsitzende|abgeordnete|beauftragte)[nrsm]$", r"\1", noun)
    noun = re.sub(r"(olog|xpert|kolleg|ökonom)e?n?$", r"\1e", noun)
    noun = re.sub(r"(präsident|kandidat|journalist|aktivist|diplomat|populist)en$", r"\1", noun)
    return re.sub(r"(?<=[rflktdg])s$", "", noun.replace("ärzt", "arzt"))


def gender_of_role(role: str) -> str:
    """The gender that a role tells: "f" for "Ministerin", "m" for "Minister", else ""."""
    match = re.search(rf"{_NOUN}\b", role)
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
    return bool(re.search(rf"{_NOUN}\b", words))


def summary(roles: Iterable[str], most: int = 4) -> str:
    """Sums roles up for a cell: one form of each office, the commonest first, at most ``most``."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for role in roles:
        forms[head(role)][role] += 1
    ranked = sorted(forms.items(), key=lambda item: (-item[1].total(), item[0]))
    specific = [key for key, _ in ranked if not any(o != key and o.endswith(key) for o in forms)]
    shown = [key for key in specific if key not in _GIVEN] or specific
    return "; ".join(_fullest(forms[key]) for key in shown[:most])


def _fullest(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], -len(form), form))


#: Other words for an office, by their ending.
_SYNONYMS = {
    "regierungschef": ("ministerpräsident", "premierminister", "premier", "kanzler"),
    "staatschef": ("präsident",),
    "staatsoberhaupt": ("präsident",),
    "ressortchef": ("minister",),
    "rathauschef": ("bürgermeister",),
    "parteichef": ("vorsitzende",),
    "klinikchef": ("geschäftsführer",),
    "hafenchef": ("vorstandschef",),
    "konzernchef": ("vorstandschef", "vorstandsvorsitzende"),
    "vorstandschef": ("vorstandsvorsitzende",),
}


@lru_cache(100_000)
def same_role(one: str, other: str) -> bool:
    """Whether two heads may be of one office: "minister" and "innenminister"."""
    for known, seen in ((one, other), (other, one)):
        if known.endswith(seen) or known.endswith(_SYNONYMS.get(seen, ("\0",))):
            return True
    return False
