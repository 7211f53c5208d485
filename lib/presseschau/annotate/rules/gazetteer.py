"""Known first names, places and organisations, and which German words are common."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from simplemma import is_known

from presseschau.core.resources import data_folder, tab_rows

_ENDINGS = {
    True: ("", "e", "en", "er", "es", "em"),  # adjectives: russisch
    False: ("", "n", "s", "en", "in", "innen", "ns"),  # people: Russe, Berliner
}
#: Common words behind which unknown compounds are common too: Hafenausbau.
_MIN_TAIL, _MIN_HEAD = 4, 3
# Endings that make places or names as often as words.
_NAME_TAILS = re.compile(
    r"(?:hausen|heim|dorf|stadt|stedt|berg|burg|bach|feld|brück|furt|hagen|hafen|rode|leben|walde?"
    r"|kirch(?:en)?|mann|bauer|meier|meyer|mayer|müller|hoff?|stein|thal|tal|see|werder|bergen|wies"
    r"|koog|siel|büttel|holz|kamp|hof|horst|moor|brink|born|brunn|roth?|vogt?|huber|wald|land|reich)s?$"
)


_ABBREVIATIONS = frozenset(
    ["Mio", "Mrd", "Chr", "Vgl", "Abs", "Nr", "Hz", "Hbf", "Ing", "Abb", "Tab", "Bd", "Str", "Std"]
)


#: A part of a place, or of those who live there.
PLACE_PART = re.compile(
    r"(?:Nord|Süd|Ost|West|Mittel|Zentral|Nordost|Nordwest|Südost|Südwest|Ober|Nieder|Afro)"
    r"(?=[a-zäöü]{4})"
)


class Places(NamedTuple):
    """Places by name (value: whether the name is also a common word) and what derives from them."""

    names: dict[str, bool]
    derived: frozenset[str]


@cache
def first_names() -> dict[str, str]:
    """The known first names with their gender: "m", "f" or "u" (both)."""
    return {row["name"]: row["gender"] for row in lexicon_rows("first_names.tsv")}


@cache
def organisations() -> frozenset[str]:
    """The names of the known organisations."""
    return frozenset(row["name"] for row in lexicon_rows("organisations.tsv"))


@cache
def surnames() -> dict[str, bool]:
    """Frequent and much-named surnames; the value says whether it is a word as well."""
    return {row["name"]: row["ambiguous"] == "yes" for row in lexicon_rows("surnames.tsv")}


@cache
def place_of() -> dict[str, str]:
    """The place behind each derived form: "russisch", "russische", "Russe", "Washingtoner"."""
    table: dict[str, str] = {}
    for row in lexicon_rows("places.tsv"):
        for stem in filter(None, row["derived"].split("|")):
            adjective = stem[0].islower() or stem.startswith("US-a")
            forms = [stem + ending for ending in _ENDINGS[adjective]]
            forms += [stem[:-1] + end for end in ("in", "innen", "en") if stem.endswith("e")]
            for form in forms:
                table.setdefault(form, row["name"])
                if adjective:
                    table.setdefault(form[0].upper() + form[1:], row["name"])
    german = ("Deutscher", "Deutschem", "Ostdeutscher", "Westdeutscher")
    return dict.fromkeys(german, "Deutschland") | table | {"US": "USA", "EU": "EU"}


@cache
def places() -> Places:
    """The known places and all forms of "russisch", "Russe", "Berliner"."""
    names = {row["name"]: row["ambiguous"] == "yes" for row in lexicon_rows("places.tsv")}
    languages = {"Deutsch", "Englisch", "Französisch", "Russisch", "Spanisch", "Polnisch"}
    derived = place_of().keys() - names.keys() - languages - {"US", "EU"}
    return Places(names, frozenset(derived | {"Schweizer", "Essener"}))


def is_place(name: str) -> bool:
    """Whether a name is a known place or a part of one: Hessen, Nordhessen."""
    if name in places().names:
        return True
    part = PLACE_PART.match(name)
    return bool(part) and name[part.end() :].capitalize() in places().names


@lru_cache(100_000)
def is_word(word: str) -> bool:
    """Whether a word itself stands in the dictionary."""
    return is_known(word, lang="de")


@lru_cache(100_000)
def is_common(word: str) -> bool:
    """Whether a capitalised word is German vocabulary, alone or as the tail of a compound."""
    if word in _ABBREVIATIONS:
        return True
    if "-" in word:
        return word.endswith("-") or is_common(word.rpartition("-")[2])
    if is_word(word):
        return True
    if _NAME_TAILS.search(word):
        return False
    lower = word.lower()
    for cut in range(_MIN_HEAD, len(word) - _MIN_TAIL + 1):
        head, tail = lower[:cut].rstrip("s"), lower[cut:]
        if head and is_known(tail.capitalize(), lang="de") and is_known(head, lang="de"):
            return True
    return word.endswith(
        ("ungen", "ung", "heit", "keit", "schaft", "schaften", "ismus", "haus", "tion", "tionen")
    )


@lru_cache(100_000)
def is_english(word: str) -> bool:
    """Whether a word is English vocabulary: part of a title or a brand rather than a name."""
    return is_known(word.lower(), lang="en")


def lexicon_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in ``data/lexicon``."""
    return tab_rows(data_folder() / "lexicon" / name)


@cache
def _word_lists() -> dict[str, list[str]]:
    lists = defaultdict(list)
    for row in lexicon_rows("word_lists.tsv"):
        lists[row["list"]].append(row["word"])
    return dict(lists)


def word_list(name: str) -> frozenset[str]:
    """The words of a list in ``data/lexicon/word_lists.tsv``."""
    return frozenset(_word_lists()[name])


def alternatives(name: str) -> str:
    """The words of such a list as alternatives of a pattern, in their order."""
    return "|".join(_word_lists()[name])
