"""Nobodies: what annotators take for people and houses and is neither."""

import re
from functools import cache, lru_cache

from presseschau.annotate.rules.candidates import is_title
from presseschau.annotate.rules.gazetteer import (
    is_place,
    is_word,
    lexicon_rows,
    organisations,
    places,
    word_list,
)
from presseschau.annotate.rules.nominals import OPENERS
from presseschau.annotate.rules.patterns import NO_ORGANISATIONS, SAYS
from presseschau.link.actors.person_names import first_name_gender, is_surname
from presseschau.link.actors.role_words import is_person_noun
from presseschau.link.actors.roles import LETTERS

#: "Bundesminister für Arbeit", "LA" (member of a Landtag) are offices.
_OFFICE = re.compile(
    r"[\w-]*(?i:minister|sekretär|präsident|beauftragte[rn]?|direktor)(?:in)?\b"
    rf"|(?:{'|'.join(LETTERS)})$"
)
_REMARK = re.compile(r"[a-zäöü]{2,8}$")  # an author's initials: "(red, 3.5.2015)"
_FORMER = re.compile(r"Ex-")  # "Ex-FPÖ" is what somebody was
_ADJECTIVE = re.compile(r".{3,}['’]?sche[nmrs]?$")
_CODE = re.compile(r"(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])\w{8,}$")  # part of an address
_ADDRESS = re.compile(r"\w\.[a-z]{2,6}/$")  # in front of its rest: "pic.twitter.com/"
#: What is called by a name in marks: "die Sendung „Bremen aktuell“", "die Hexe Befana".
_CALLED = re.compile(
    r"(?:[Ss]endung|[Ss]how|[Bb]uch(?:es|s)?|[Ff]ilm(?:es|s)?|[Rr]oman(?:es|s)?|[Aa]lbum|[Ss]erie"
    r"|[Ss]ong|[Ss]tück(?:es|s)?|[Oo]per|[Ss]piel|[Kk]omödie|[Dd]rama|[Dd]oku|[Pp]odcast) [„\"»‚]$"
    r"|(?:[Hh]exe|[Mm]askottchen|[Gg]öttin) [„\"»‚]?$"
)
#: Who is one of many, or somebody's, has no name: "ein Veto", "ihr Debüt", "des Debüts".
_ONE_OF_MANY = re.compile(
    r"\b(?i:k?eine?[mnrs]?|(?:mein|dein|sein|ihr|unser)(?:e[mnrs]?)?|jede[mnrs]?) $"
)
_DEFINITE = re.compile(r"\b(?:[Dd](?:er|ie|e[mns])|[Vv]om|[Zz]u[mr]) $")
#: What takes up a house that is named elsewhere: "der Wolfsburger Konzern".
_TAKES_UP = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]+er (?:Konzern|Unternehmen|Firma|[A-Z]\w*(?:bauer|hersteller|händler))e?s?"
)
_SHORTEST = 3  # letters of what may be a part of a name: "Caleta-Car"
_COMPLEMENT = re.compile(r" (?:gegen|für|zu[mr]?|de[rs]|von|vom|in|im|a[mn]|über|of|\d).*$")


def names_nobody(text: str, start: int, name: str, kind: str, derived: bool) -> bool:
    """Whether a mention of a person or house is of neither.

    Handles and parts of addresses, offices, initials of authors, competitions, events, plans,
    laws, works, products, units and codes of countries (``data/lexicon/things.tsv``), what a name
    in marks is given to, plain nouns behind "ein" or "ihr", offices in headlines, what one person
    or firm is ("Wolfsburger Konzern", "der Oligarch"), and for people plain words that nobody is
    called by.
    """
    before = text[max(0, start - 40) : start]
    if before[-1:] == "@" or (before[-1:] == "/" and _CODE.match(name)) or _ADDRESS.search(before):
        return True
    if name.endswith("-") and _is_pair(name):
        return True
    if _FORMER.match(name) or _CALLED.search(before):
        return True
    plain = " " not in name and not derived
    signed = before.rstrip().endswith(("(", ",")) or (
        before[-1:] == "/" and name not in organisations()
    )
    if plain and _REMARK.match(name) and signed:
        return True
    if _is_thing(name.strip("-")) or (before[-1:] in ("(", "/") and _is_country_code(name)):
        return True
    if kind == "ORG":
        if _TAKES_UP.fullmatch(name) or _things().get(name.casefold()) == "no house":
            return True
        part = name.strip("-")
        if part in NO_ORGANISATIONS:
            return True
        noun = (
            is_word(part.removesuffix("s")) and not part.isupper() and part not in organisations()
        )
        one = noun and (name.endswith("-") or bool(_ONE_OF_MANY.search(before)))
        one |= noun and is_person_noun(name) and before.lower().endswith((" der ", " dem "))
        return one or bool(_OFFICE.match(name))
    if not plain:
        return False
    if name.lower() in OPENERS:
        return True  # "Dagegen schreibt ..."
    if _ADJECTIVE.match(name) or (name.endswith("in") and is_person_noun(name)) or _of_a_name(name):
        return not is_surname(name)
    if not is_word(name) or first_name_gender((name,)) or is_surname(name):
        return False
    if is_person_noun(name) and (not start or _DEFINITE.search(before)):
        return True  # "Kanzler fordert" in a headline, "betonte der Kanzler"
    end = start + len(name)
    beside = before.split()[-1:] + text[end : end + 20].split()[:1]
    return not any(is_title(word) or SAYS.fullmatch(word.rstrip(".,:")) for word in beside)


def _is_pair(name: str) -> bool:
    """Whether several are named in front of a noun: "EU-Türkei-Gipfel", "Bund-Länder-Treffen"."""
    parts = name.strip("-").split("-")
    known = (is_place(p) or p in organisations() | word_list("levels") for p in parts)
    whole = name.strip("-") in organisations() or " ".join(parts) in organisations()
    return len(parts) > 1 and not whole and all(known)


def _of_a_name(name: str) -> bool:
    """Whether a noun says what somebody is to a name: "Thiem-Bezwinger"."""
    noun = name.rpartition("-")[2]
    long = "-" in name and len(noun) > _SHORTEST and is_word(noun)
    return long and not first_name_gender((noun,)) and not is_surname(noun)


@lru_cache(100_000)
def is_unit(name: str) -> bool:
    """Whether a name is that of a currency or measure: "Euro", "US-Dollar"."""
    return name.strip("-").casefold().rpartition("-")[2] in _units()


@cache
def _units() -> frozenset[str]:
    rows = lexicon_rows("things.tsv")
    return frozenset(row["word"] for row in rows if row["class"] == "unit")


@cache
def _things() -> dict[str, str]:
    return {row["word"]: row["use"] for row in lexicon_rows("things.tsv")}


def _is_country_code(name: str) -> bool:
    """Whether a name is what lists of results write for a country: "GBR", "AUS-13"."""
    code, _, place = name.partition("-")
    known = len(code) == 3 and code.isupper() and _things().get(code.casefold()) == "code"
    return known and (not place or place.isdigit())


@lru_cache(100_000)
def _is_thing(name: str) -> bool:
    """Whether its noun makes a name a competition, event, plan, law, work, product or unit."""
    head = _COMPLEMENT.sub("", name).split()[-1].casefold()
    forms = {form for end in ("", "s", "es", "en", "n") if (form := head.removesuffix(end))}
    wholes = forms | {form.rpartition("-")[2] for form in forms}
    if any(_things().get(form) in ("whole", "tail") for form in wholes):
        return name not in places().names
    tails = (form[cut:] for form in forms for cut in range(3, len(form) - 2))
    return any(_things().get(tail) == "tail" for tail in tails)
