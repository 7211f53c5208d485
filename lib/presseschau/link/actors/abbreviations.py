"""Abbreviations of names: what stands in brackets behind one, and its initials beside it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from presseschau.annotate.rules.gazetteer import is_place, word_list
from presseschau.link.actors.inflection import LEGAL_FORM, OtherMention, known_keys, name_key, stems
from presseschau.link.actors.person_names import fold

_BRACKET = re.compile(
    r"\)?[\s„“”\"»«]*\(\s*(?:kurz:?\s*)?[„“\"»]?([^()„“”\"»«]{2,60}?)[“”\"«]?\s*[,;)]"
)
_SHORT = re.compile(r"[A-ZÄÖÜ][\w.&/-]{1,9}(?: [A-ZÄÖÜ][\w.-]{1,8})?$")
ACRONYM = re.compile(r"(?:[A-ZÄÖÜ][a-zäöü]?){2,}\d*$")
_PARTIES = word_list("parties in brackets")
_SHORTEST = 3  # letters of an abbreviation that means the same in other articles
#: What has an abbreviation of its own: "das Umweltprogramm der Vereinten Nationen (UNEP)".
_PART_OF = re.compile(
    r"(?i)(?:programm|werk|fonds|kommissariat|organisation|behörde|ausschuss|mission|büro|agentur"
    r"|fraktion|institut|rat)e?s? (?:der|des) $"
)
#: A noun that may open a name of which only the end was found: "die Gewerkschaft der [Polizei]".
_HEAD = re.compile(r"\b[A-ZÄÖÜ][\w-]+ (?:der|des|für|von|zur|gegen) (?:[\w-]+ )?$")
_REACH = 80  # characters from a long name to the bracket with its abbreviation


def initials(names: Iterable[str]) -> dict[str, str]:
    """Finds abbreviations that are the initials, or the last word, of one long name beside them."""
    whole = {name for name in names if name}
    long: dict[str, set[str]] = defaultdict(set)
    for name in whole:
        words = LEGAL_FORM.sub("", name).replace("-", " ").split()
        if len(words) > 1:
            long[fold("".join(word[0] for word in words))].add(name_key(name))
            last = name.split()[-1]  # "Grupo ACS", but the "Stadt-SPÖ" is not all of the SPÖ
            if ACRONYM.fullmatch(last) and last.isupper():
                long[fold(last)].add(name_key(name))
    short = {name for name in whole if ACRONYM.fullmatch(name) and " " not in name}
    return {
        name_key(name): next(iter(long[fold(name)]))
        for name in sorted(short)
        if len(long[fold(name)]) == 1 and stems(name) not in known_keys() and len(name) < 6
    }


def agreed(introduced: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What articles without the long form may take over: abbreviations of one meaning, no pairs.

    Two letters stand for too much ("BP"), and so does what two articles explain differently. What
    is known by its short form keeps it elsewhere ("IWF").
    """
    known = set(known_keys().values())
    meanings: dict[str, set[str]] = defaultdict(set)
    for article in introduced:
        for short, long in article.items():
            meanings[short].add(long)
    return {
        short: next(iter(longs))
        for short, longs in meanings.items()
        if len(longs) == 1 and len(short) >= _SHORTEST and short not in known
    }


def introductions(
    group: list[OtherMention], names: Mapping[int, str], text: str
) -> Iterable[tuple[str, str]]:
    """Finds abbreviations in brackets and the long names they stand for."""
    for position, mention in enumerate(group):
        if mention.derived or mention.kind == "LOC":
            continue
        found = _BRACKET.match(text, mention.end)
        if not found:
            continue
        inside = found[1].strip()
        whole = any(
            other.start == found.start(1) and other.end == found.end(1) and other.kind == "ORG"
            for other in group[position + 1 : position + 3]
        )
        if not (whole or _SHORT.match(inside)) or inside in _PARTIES:
            continue
        long = names[mention.row]
        if _PART_OF.search(text, max(0, mention.start - 40), mention.start) and not _abbreviates(
            inside, long
        ):
            continue
        if not _abbreviates(inside, long):
            near = [other for other in group[:position] if found.start() - other.end <= _REACH]
            fitting = [names[other.row] for other in near if other.kind == "ORG"]
            fitting = [name for name in fitting if _abbreviates(inside, name)]
            head = _HEAD.search(text, max(0, mention.start - 40), mention.start)
            begun = bool(head) and _has_initials(inside, head[0] + long)
            if fitting:
                long = fitting[-1]
            elif is_place(long.removesuffix("s")) or name_key(long) in known_keys().values():
                continue  # "Arbeiterpartei Kurdistans (PKK)", "... im Gewerkschaftsbund (IG Bau)"
            elif begun or not (whole or ACRONYM.match(inside)):
                continue
        short, long = sorted((inside, long), key=len) if _SHORT.match(inside) else (inside, long)
        if name_key(short) != name_key(long):
            yield short, long


def _has_initials(short: str, long: str) -> bool:
    """Whether an abbreviation begins as the words do, small ones left out or not: GdP, ZPS."""
    words = long.split()
    capital = [word for word in words if not word.islower()]
    begun = ["".join(fold(word)[:1] for word in some) for some in (words, capital)]
    return any(fold(short).startswith(letters) for letters in begun)


def _abbreviates(short: str, long: str) -> bool:
    letters = iter(fold(long).replace(" ", ""))
    wanted = fold(short).replace(" ", "")
    return fold(long)[:1] == wanted[:1] and all(letter in letters for letter in wanted)
