"""Offices and professions that a text gives to people, with the place where it says so."""

import re
from functools import lru_cache
from typing import NamedTuple

from presseschau.annotate.rules.gazetteer import first_names, lexicon_rows
from presseschau.link.actors.role_words import (
    ADJECTIVES,
    ANY,
    CASE,
    HEAD,
    HEADS,
    NOUN,
    gender_of_role,
    is_no_office,
    is_person_noun,
    nominative,
)

#: A capitalised word; a full stop ends it, but for "1. FC" and "ver.di".
_PART = r"[A-ZÄÖÜ][\w’'-]*(?:\.[\w’'-]+)*"
_NOUN_PHRASE = (
    r"(?:der|des|dem|den|die|für|von|vom|beim|im|in|am|aus|bei|zum|zur|an)\s+"
    r"(?:(?:der|die|den|dem|des)\s+)?(?:[a-zäöüß-]+(?:en|er|em)\s+)*"
    rf"„?{_PART}“?(?:\s+(?:und\s+)?{_PART}){{0,4}}"
)
_COMPLEMENT = rf"(?:\s+[A-ZÄÖÜ][\w-]+s(?=,))?(?:\s+{_NOUN_PHRASE}){{0,3}}"
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<role>{ADJECTIVES}{NOUN}\b{_COMPLEMENT}?)(?:\s*\([^)\d]{{1,40}}\))?,?\s+[„\"]?$"
)
_CLOSE = re.compile(rf"(?<![\w-])(?P<role>{ADJECTIVES}{NOUN})\s+$")
_BEHIND = re.compile(
    rf"(?:\s*\([^)]{{1,40}}\))?(?:,\s\d{{1,3}})?,\s+"
    rf"(?:(?:der|die|ein|eine|seit \w+|damals|heute)\s+)?"
    rf"(?P<role>{ADJECTIVES}{NOUN}\b{_COMPLEMENT})"
)
_ANY_CLOSE = re.compile(
    rf"(?<![\w-])(?:(?P<first>{ANY})\s+und\s+)?(?P<role>{ADJECTIVES}(?P<noun>{ANY}))\s+$"
)
_ANY_BEHIND = re.compile(
    rf"(?:\s*\([^)]{{1,40}}\))?(?:,\s\d{{1,3}})?,\s+"
    rf"(?:(?:der|die|ein|eine|seit \w+|damals|heute|früher)\s+)?"
    rf"(?P<role>{ADJECTIVES}(?P<noun>{ANY})\b{_COMPLEMENT})"
)
_ANY_IS = re.compile(
    rf"\s+(?:ist|war)\s+(?:seit\s\w+\s|der\s|die\s)?(?P<role>(?P<noun>{ANY})\b{_COMPLEMENT})"
)
#: An apposition ends here; else what looked like one goes on ("ein Mitarbeiter habe ...").
_CLOSES = re.compile(r"\s*(?:[,.;:)!?»“”\"–—\n]|$)|\s+(?:und|sowie|aus|von|mit)\s")
_NAME_WITHIN = re.compile(r"[A-ZÄÖÜ][\w-]* (?P<first>[A-ZÄÖÜ][\w-]*) [A-ZÄÖÜ]")
_NAME_FOLLOWS = re.compile(r"\s+(?:Dr\.\s|Prof\.\s)*[A-ZÄÖÜ]")
_SEVERAL = re.compile(
    r"\b(?:(?:mehrere|viele|alle|einige|zwei|drei|vier|beide|andere|weitere)[nr]?"
    r"|(?:hundert|tausend)e[nr]?)\b"
)
#: "die Abgeordneten Moll ..." are several who do something to one, unless more names follow.
_ALL_OF = re.compile(r"\b[Dd]ie\s(?:[a-zäöüß]+en\s)?(?P<noun>[A-ZÄÖÜ][\w-]*)$")
_ADJECTIVAL = re.compile(r"(?:eten|enden|ierten|amten)$")
_GOES_ON = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:,|und\b|sowie\b|/)")
#: "Neuer, Bergmann, Lahm (84. Kroos) - Müller": a name in a list of names.
_LISTED = re.compile(r"(?:,| [–-]) [A-ZÄÖÜ][\w-]+(?: \([^)]*\))?(?:,| [–-] | \()")
_INSIDE = re.compile(r"\b(?:im|in (?:deren|dessen|seinem|ihrem))\s[\w-]+$")  # "im Vorstand"
#: Offices in letters, and what they are for men and women: "LA", "LH".
LETTERS = {
    row["noun"]: row["offices"].split("|")
    for row in lexicon_rows("offices.tsv")
    if row["use"] == "letters"
}
_TITLE = re.compile(rf"(?:^|\s)(?P<role>{'|'.join(LETTERS)})\.?\s$")
#: "die Witwe des Gründers, Ida M.,"; "sein Einsatz als Anwalt an der Seite von Max Kern, Ida M."
_OTHERS = re.compile(r"(?:[A-ZÄÖÜ][\w-]+\s(?:des|der|eines|einer)\s(?:[a-zäöüß-]+\s)?|\b[Aa]ls\s)$")
_IS = re.compile(
    rf"\s+(?:ist|war|wird|wurde|bleibt)\s+(?:seit\s\w+\s|neue[rs]?\s|der\s|die\s)?"
    rf"(?P<role>{ADJECTIVES}{NOUN}\b{_COMPLEMENT})"
)
_BECOMES = re.compile(
    rf"\s+(?:[^.;:!?„“\"]{{0,70}}?\s)?(?:zum|zur)\s+(?P<role>{ADJECTIVES}{NOUN}\b{_COMPLEMENT})"
    r"(?P<verb>(?:\s+\w+)?\s+(?:befördert|ernannt|gewählt|berufen|bestimmt|bestellt|gemacht)\b"
    r"(?!\swerden\s(?:soll|woll|könn)))?"
)
_APPOINTS = re.compile(
    r"\b(?:ernannte|beförderte|wählte|wählten|berief|bestimmte|machte|ernennt|beruft|wählt|bestellte)"
    r"\s+(?:den\s|die\s)?$"
)
#: "Das Land hat eine neue Ministerin. Ida Moll ..."; "Moll schwieg. Der Ex-Minister ..."
_NEW = re.compile(rf"\bneue[nrs]?\s+(?P<role>{NOUN})[.:]\s+$")
_FORMER = re.compile(rf"[^.;:!?„“\"»«]{{1,80}}\.\s(?:Der|Die)\s(?P<role>Ex-{NOUN})\b")
_DETERMINED = re.compile(
    r"\b(?:[Dd](?:er|ie|en|em)|[Zz]u[mr]|[Ee]ine?[mnr]?)\s(?:[a-zäöüß-]+\s)*[A-ZÄÖÜ]"
)
_SENTENCE = re.compile(r"[.!?:;]\s+(?=[A-ZÄÖÜ„\"»]|$)|\n")
_ABBREVIATED = re.compile(r"\b(?:Dr|Prof|St|Nr|[A-Z])\.\s")
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
    match = None if left.endswith(("statt ", "von ", "durch ")) else _BECOMES.match(right)
    if match and (match["verb"] or _APPOINTS.search(left)):
        found.append((match["role"], end + match.start("role")))
    roles = [Role(_written_out(role, gender), place) for role, place in found]
    return [
        role
        for role in roles
        if role.text and not is_no_office(role.text) and not _names_owner(text, start, end, role)
    ]


def _written_out(role: str, gender: str) -> str:
    """A role as it stands alone, one in letters in full."""
    if role not in LETTERS:
        return nominative(role, gender)
    return LETTERS[role][gender == "f"]


def _before(text: str, start: int, left: str, right: str) -> list[tuple[str, int]]:
    """The offices before a name, with their places in the text."""
    shift = start - len(left)
    if match := _office_before(left):
        noun = match.start("role") + re.search("[A-ZÄÖÜ]", match["role"]).start()
        apart = "," in left[match.end("role") :]
        if apart and (_OTHERS.search(left[:noun]) or not _closes(right)):
            return []  # "berichtete den Abgeordneten, Kern habe"
        all_of = None if _GOES_ON.match(right) else _ALL_OF.search(left[: match.end("role")])
        several = _SEVERAL.search(match["role"]) or (
            all_of and (_ADJECTIVAL.search(all_of["noun"]) or gender_of_role(all_of["noun"]) == "m")
        )
        inside = _INSIDE.search(left[: match.end("role")])
        return [] if several or inside else [(match["role"], shift + match.start("role"))]
    if match := _TITLE.search(left):
        return [(match["role"], shift + match.start("role"))]
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
    within = (name.partition("-")[0] for name in _NAME_WITHIN.findall(match["role"]))
    if not first_names().keys().isdisjoint(within):
        return None
    listed = _LISTED.match(right, match.end()) and not re.search(r"[a-zäöü] ", match[0])
    return match if _CLOSES.match(right, match.end()) and not listed else None


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
    return bool(HEAD.search(word))


def _same_sentence(left: str) -> str:
    masked = _ABBREVIATED.sub(lambda match: match[0].replace(".", "_"), left)
    cuts = [match.end() for match in _SENTENCE.finditer(masked)]
    return left[cuts[-1] :] if cuts else left


def _names_owner(text: str, start: int, end: int, role: Role) -> bool:
    """Whether the role is another's: "die Sprecherin von Ruth A.", "der Anwalt Kerns"."""
    if role.start >= start:
        return False
    name = text[start:end]
    base = re.escape(name[:-1].rpartition(" ")[2])
    if name.endswith("s") and re.search(rf"\b{base}\b", text):
        return bool(_DETERMINED.search(text[max(0, role.start - 4) : start]))
    return bool(
        re.search(r"\b(?:von|des|der|dem|für|bei|vom)\s+$", text[max(0, start - 6) : start])
        and not re.search(rf"(?i)(?:{HEADS}){CASE}\s+$", text[max(0, start - 30) : start])
    )
