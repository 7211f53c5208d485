"""What the head takes into a name, or for one, and is none: "Zeitung Express", "Zynismus"."""

import re
from collections.abc import Sequence

from presseschau.annotate.annotator import Mention
from presseschau.annotate.rules.gazetteer import is_common, is_place, is_word, word_list

#: What a house is, in front of its name; "Partei Recht und Gerechtigkeit" is one name.
_KIND = re.compile(
    r"(?:[a-zäöüß]+ )?([A-ZÄÖÜ][\w-]*?)?"
    r"(?i:zeitung|zeitschrift|magazin|blatt|sender|partei|miliz|hersteller|firma) (?=[A-ZÄÖÜ\d])"
)
_OURS = re.compile(r" (?:unser|dies|sein|ihr|mein)e[rsmn]? ")
_ABSTRACT = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:ismus|heit|keit)")
_DAY = re.compile(r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Silvester")
_TODAY = re.compile(r" (?:heute|gestern|morgen)$")
_PAPER = re.compile(r"(?:\b(?:der|dem|des|den|im|vom|laut)|itung|[„»\"'‚›]) ?$")
#: Words that open a sentence and are no name, though a paper may be called "Heute".
_OPENERS = (word_list("openers") | {"allein"}) - {"da", "heute", "morgen", "abend", "so", "nur"}
_OPENS = re.compile(r"(?:^|[.!?:–\n]|[.!?]\S) *$")
_GENITIVE = re.compile(r"([A-ZÄÖÜ]\w{2,})s ([A-ZÄÖÜ][a-zäöüß]+)")


def trimmed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The names without words that are no part of them, and without words that are no names."""
    houses = {text[m.start : m.end] for m in mentions if m.kind == "ORG"}
    kept = []
    for mention in mentions:
        name = text[mention.start : mention.end]
        if mention.derived or mention.kind not in ("PER", "ORG"):
            kept.append(mention)
        elif not _is_none(text, mention, name):
            start, end = _bounds(text, mention, name, houses)
            kept.append(mention._replace(start=mention.start + start, end=mention.start + end))
    return kept


def _is_none(text: str, mention: Mention, name: str) -> bool:
    """Whether a mention is no name: a quality, a day, "Co.", or runs on behind a surname."""
    before = text[max(0, mention.start - 12) : mention.start]
    if mention.kind == "PER":
        return bool(_ABSTRACT.fullmatch(name)) and is_word(name)
    day = _DAY.fullmatch(name) and not _PAPER.search(before)
    return bool(day or _OURS.search(name) or (name in ("Co", "Co.") and before.endswith("und ")))


def _bounds(text: str, mention: Mention, name: str, houses: set[str]) -> tuple[int, int]:
    """Where in what was found the name begins and ends: "Zeitung [Express]", "[ORF] heute"."""
    first, _, rest = name.partition(" ")
    opens = rest[:1].isupper() and first.lower() in _OPENERS
    if opens and _OPENS.search(text[max(0, mention.start - 4) : mention.start]):
        return len(first) + 1, len(name)
    if mention.kind == "ORG" and (kind := _KIND.match(name)):
        house = name[kind.end() :]
        one = kind[1] or " " not in house or not is_common(house.split()[0])
        if one and not is_place(house):
            return kind.end(), len(name)
    if mention.kind == "ORG" and (day := _TODAY.search(name)):
        return 0, day.start()
    of = _GENITIVE.fullmatch(name)
    owned = of and mention.kind == "ORG" and of[1] in houses and is_word(of[2])
    return 0, of.end(1) + 1 if owned else len(name)
