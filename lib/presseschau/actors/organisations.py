"""Which mentions name the same organisation, place or other thing."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from presseschau.actors.names import fold
from presseschau.resources import data_folder
from presseschau.rules.gazetteer import places

_LEGAL = re.compile(
    r"\s+(?:AG|SE|GmbH|KG|KGaA|OHG|eG|e\.\s?V\.?|Inc\.?|Corp\.?|Co\.?|Ltd\.?|LLC|PLC|plc|S\.A\.|SA"
    r"|N\.V\.|NV)(?:\s*(?:&\s*Co\.?\s*)?(?:KG|KGaA)?)$"
)
#: The heads of German names of offices and firms, whose genitive is certain.
_HEAD = (
    "ministerium|gericht|gerichtshof|amt|dienst|rat|tag|bund|verband|institut|zentrum|konzern"
    "|verein|parlament|kongress|rundfunk|komitee|präsidium|klinikum|theater|museum|kreuz|fonds"
    "|ausschuss|senat|ring|kreis|werk|haus|ensemble|orchester|kollegium|club|klub"
)
_GENITIVE = re.compile(rf"(?i)(?:{_HEAD})e?s$")
_ADJECTIVE = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß-]*(?:sch|lich|ig|al|ell|iv|är|eint|ant|ein|ot|oß|ün|eiß|eu|arz|ei|et|at|haft)"
    r"(?:en|er|es|em|e)$"
)
_BRACKET = re.compile(
    r"\)?[\s„“”\"»«]*\(\s*(?:kurz:?\s*)?[„“\"»]?([^()„“”\"»«]{2,60}?)[“”\"«]?\s*[,;)]"
)
_SHORT = re.compile(r"[A-ZÄÖÜ][\w.&/-]{1,9}(?: [A-ZÄÖÜ][\w.-]{1,8})?$")
_ACRONYM = re.compile(r"(?:[A-ZÄÖÜ][a-zäöü]?){2,}\d*$")
_REACH = 80  # characters from a long name to the bracket with its abbreviation


class OtherMention(NamedTuple):
    """A mention that is no person, with its article's number."""

    row: int
    article: int
    start: int
    end: int
    text: str
    kind: str
    derived: bool = False


def link_others(mentions: Sequence[OtherMention], texts: Sequence[str]) -> dict[int, str]:
    """Gives every mention of an organisation, place or other thing its name.

    One name are: inflected forms ("der Deutschen Bank"), forms with and without the legal form
    ("AG"), what stands in brackets behind a name ("Zentrum für ... (CSIS)"), well-known short
    forms (``data/lexicon/aliases.tsv``), and in one article the first or last part of a longer
    name, where only one such name is there. "russische" and "Washingtoner" go to their place, the
    "NATO-" of "NATO-Gipfel" to its organisation; a derived form whose base is nowhere named has
    no name ("").

    Args:
        mentions: Mentions in the order of articles and of the text.
        texts: The texts of the articles.

    Returns:
        The name by ``row``.
    """
    seen = Counter(_plain(mention.text) for mention in mentions if not mention.derived)
    names = {m.row: _base(m, seen) for m in mentions}
    by_article: dict[int, list[OtherMention]] = defaultdict(list)
    for mention in mentions:
        if not mention.derived or names[mention.row]:
            by_article[mention.article].append(mention)
    introduced: dict[str, Counter[str]] = defaultdict(Counter)
    for article, group in by_article.items():
        for short, long in _introductions(group, names, texts[article]):
            introduced[_key(short)][long] += 1
    keys = {row: _key(name) for row, name in names.items() if name}
    long_of = {
        short: _key(min(counts, key=lambda name: (-counts[name], name)))
        for short, counts in introduced.items()
        if short not in _known_keys()
    }
    organisations = {m.row for m in mentions if m.kind == "ORG"}
    long_of = _initials(names[row] for row in organisations) | long_of
    keys = {
        row: _follow(long_of, key) if row in organisations else key for row, key in keys.items()
    }
    for group in by_article.values():
        keys.update(_parts(group, names, keys))
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.row in keys:
            spellings[keys[mention.row]][_nominative(mention, names, texts)] += 1
    best = {key: _shown(key, counts) for key, counts in spellings.items()}
    return {mention.row: best.get(keys.get(mention.row, ""), "") for mention in mentions}


def _initials(names: Iterable[str]) -> dict[str, str]:
    """Finds abbreviations that are the initials, or the last word, of one long name alone."""
    whole = {name for name in names if name}
    long: dict[str, set[str]] = defaultdict(set)
    for name in whole:
        words = _LEGAL.sub("", name).replace("-", " ").split()
        if len(words) > 1:
            long[fold("".join(word[0] for word in words))].add(_key(name))
            if _ACRONYM.fullmatch(words[-1]) and words[-1].isupper():
                long[fold(words[-1])].add(_key(name))
    short = {name for name in whole if _ACRONYM.fullmatch(name) and " " not in name}
    return {
        _key(name): next(iter(long[fold(name)]))
        for name in sorted(short)
        if len(long[fold(name)]) == 1 and _stems(name) not in _known_keys() and len(name) < 6
    }


def _follow(long_of: Mapping[str, str], key: str) -> str:
    seen = set()
    while key in long_of and key not in seen:
        seen.add(key)
        key = long_of[key]
    return key


@lru_cache(200_000)
def _plain(text: str) -> str:
    plain = " ".join(text.split()).strip('-–„“”"»« ')
    return re.sub(r"(?<=[A-ZÄÖÜ]{2})\.$", "", plain)


def _base(mention: OtherMention, seen: Counter[str]) -> str:
    """Gives the name behind a form: no quotation marks, legal form, derivation or sure genitive."""
    name = _plain(mention.text)
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
    if name.endswith("s") and " " not in name and seen[name[:-1]]:
        return name[:-1]
    return name


def _place_of_inhabitant(name: str, seen: Counter[str]) -> str:
    """Finds the place of "Breesener" where the corpus names it."""
    stem = re.sub(r"(?:er|erin|ern|ers)$", "", name)
    return next((base for base in (stem, stem + "e", stem + "en") if seen[base]), "")


@cache
def place_of() -> dict[str, str]:
    """Gives the place behind "russisch", "russische", "Russe", "Washingtoner"."""
    table = {}
    for row in _rows("places.tsv"):
        for stem in filter(None, row["derived"].split("|")):
            small = stem[0].islower() or stem.startswith("US-a")
            endings = ("", "e", "en", "er", "es", "em") if small else ("", "n", "s", "in", "innen")
            for ending in endings:
                table.setdefault(stem + ending, row["name"])
                if small:
                    table.setdefault((stem + ending).capitalize(), row["name"])
            if stem.endswith("e"):
                for ending in ("in", "innen", "en", "er"):
                    table.setdefault(stem[:-1] + ending, row["name"])
    return table | {"US": "USA", "EU": "EU"}


@cache
def aliases() -> dict[str, str]:
    """Gives the full name behind well-known short forms."""
    return {row["alias"]: row["name"] for row in _rows("aliases.tsv")}


@cache
def _known_keys() -> dict[str, str]:
    return {_stems(alias): _stems(name) for alias, name in aliases().items()}


@lru_cache(200_000)
def _key(name: str) -> str:
    stems = _stems(name)
    return _known_keys().get(stems, stems)


@lru_cache(200_000)
def _stems(name: str) -> str:
    """Gives forms of one name the same key: without case, inflection, marks between its parts."""
    words = _LEGAL.sub("", re.sub(r"[„“”\"»«]", "", name)).split()
    if len(words) > 1 and words[0] in ("Die", "Der", "Das", "The"):
        words = words[1:]
    stems = []
    for word in words:
        if _GENITIVE.search(word):
            word = re.sub(r"e?s$", "", word)
        elif len(words) > 1 and len(word) > 4:
            word = re.sub(r"(?:en|er|es|em|e|s)$", "", word)
        stems.append(word)
    return fold(" ".join(stems)).replace("q", "k")


def _introductions(
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
        if not (whole or _SHORT.match(inside)) or inside in _parties():
            continue
        long = names[mention.row]
        if not _abbreviates(inside, long):
            for earlier in reversed(group[:position]):
                if found.start() - earlier.end > _REACH:
                    break
                if earlier.kind == "ORG" and _abbreviates(inside, names[earlier.row]):
                    long = names[earlier.row]
                    break
            else:
                if not whole and not _ACRONYM.match(inside):
                    continue
        short, long = sorted((inside, long), key=len) if _SHORT.match(inside) else (inside, long)
        if _key(short) != _key(long):
            yield short, long


def _abbreviates(short: str, long: str) -> bool:
    letters = iter(fold(long).replace(" ", ""))
    wanted = fold(short).replace(" ", "")
    return fold(long)[:1] == wanted[:1] and all(letter in letters for letter in wanted)


@cache
def _parties() -> frozenset[str]:
    return frozenset(
        ["CDU", "CSU", "SPD", "FDP", "AfD", "Grüne", "Grünen", "Linke", "PDS", "NPD", "BSW"]
    )


def _parts(
    group: list[OtherMention], names: Mapping[int, str], keys: Mapping[int, str]
) -> dict[int, str]:
    """Joins "Klinikum" to "Klinikum Breesen", "ACS" to "Grupo ACS" within one article."""
    long = {
        keys[m.row]: _LEGAL.sub("", names[m.row]).split()
        for m in group
        if m.kind == "ORG" and " " in names[m.row] and not m.derived
    }
    if not long:
        return {}
    joined = {}
    for mention in group:
        name = names[mention.row]
        if mention.kind != "ORG" or len(name) < 3 or len(name.split()) > 2:
            continue
        words = name.split()
        first = [key for key, whole in long.items() if _opens(words, whole)]
        last = [key for key, whole in long.items() if len(words) == 1 and _closes(name, whole)]
        found = set(first or last) - {keys[mention.row]}
        if len(found) == 1:
            joined[mention.row] = found.pop()
    return joined


def _opens(words: list[str], whole: list[str]) -> bool:
    size = len(words)
    if len(whole) <= size or (_ACRONYM.match(words[0]) and words[0].isupper()):
        return False
    return [_stems(w) for w in whole[:size]] == [_stems(w) for w in words] and not (
        _ADJECTIVE.match(words[-1]) and whole[size][:1].isupper()
    )


def _closes(word: str, whole: list[str]) -> bool:
    return len(whole) > 1 and _stems(whole[-1]) == _stems(word) and word not in aliases()


def _nominative(mention: OtherMention, names: Mapping[int, str], texts: Sequence[str]) -> str:
    """Writes a name as it stands alone: "der Europäischen Zentralbank" as "Europäische ..."."""
    name = names[mention.row]
    if mention.kind != "ORG" or mention.derived:
        return name
    words = name.split()
    if _GENITIVE.search(words[-1]) or (len(words) > 1 and _GENITIVE.search(words[0])):
        place = -1 if _GENITIVE.search(words[-1]) else 0
        words[place] = re.sub(r"s$", "", words[place])
        if words[place].endswith(("ese", "mte", "ste", "nde", "ge", "ate")):
            words[place] = words[place][:-1]
    if len(words) > 1 and words[0].endswith("en") and _ADJECTIVE.match(words[0]):
        before = texts[mention.article][max(0, mention.start - 8) : mention.start].split()
        article = before[-1].lower() if before else ""
        if article in ("der", "zur", "einer") and not words[-1].endswith("en"):
            words[0] = words[0][:-1]
        elif article in ("des", "dem", "den", "im", "vom", "zum", "beim", "am"):
            neuter = re.search(r"(?:ium|amt|gericht|institut|zentrum|kreuz|parlament)$", words[-1])
            words[0] = words[0][:-1] + ("s" if neuter else "r")
    return " ".join(words)


def _shown(key: str, counts: Counter[str]) -> str:
    """Chooses the name to show: the full form of a known short one, else the commonest long one."""
    for name in aliases().values():
        if _key(name) == key and (name in counts or not any(" " in seen for seen in counts)):
            return name
    whole = [name for name in counts if not _ACRONYM.match(name)] or list(counts)
    spelled = [name for name in whole if _stems(name) == key] or whole
    return min(spelled, key=lambda name: (-counts[name], name.endswith("en"), -len(name), name))


def _rows(name: str) -> list[dict[str, str]]:
    with (data_folder() / "lexicon" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
