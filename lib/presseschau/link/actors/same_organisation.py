"""Which mentions name the same organisation, place or other thing."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from presseschau.annotate.rules.gazetteer import is_place, organisations, places
from presseschau.link.actors.abbreviations import ACRONYM, agreed, initials, introductions
from presseschau.link.actors.inflection import (
    ADJECTIVE,
    LEGAL_FORM,
    OtherMention,
    aliases,
    base_form,
    elsewhere,
    known_keys,
    name_key,
    nominative_form,
    plain,
    stems,
)
from presseschau.link.actors.institutions import bears_kind
from presseschau.link.actors.party_lists import lists_meant

#: What an article that has named its ministry calls it, and what nobody else is.
_MINISTRY = re.compile(r"Ministeriums?")


def link_others(mentions: Sequence[OtherMention], texts: Sequence[str]) -> dict[int, str]:
    """The name, by ``row``, of the organisation, place or thing of each mention, in text order.

    One name are: inflected forms ("der Deutschen Bank"), forms with and without the legal form
    ("AG"), what stands in brackets behind a name ("Zentrum für ... (CSIS)"), well-known short
    forms (``data/lexicon/aliases.tsv``), and in one article initials beside their long form,
    "das Ministerium" beside one, and the first or last part of a longer name, where only one such
    name is there. "russische" and
    "Washingtoner" go to their place, the "NATO-" of "NATO-Gipfel" to its organisation; a derived
    form whose base is nowhere named has no name ("").
    """
    seen = Counter(plain(mention.text) for mention in mentions if not mention.derived)
    houses = Counter(plain(m.text) for m in mentions if not m.derived and m.kind == "ORG")
    names = {
        m.row: base_form(m, houses if m.derived and m.kind == "ORG" else seen) for m in mentions
    }
    by_article: dict[int, list[OtherMention]] = defaultdict(list)
    for mention in mentions:
        if not mention.derived or names[mention.row]:
            by_article[mention.article].append(mention)
    keys = {row: name_key(name) for row, name in names.items() if name}
    long_of = {
        article: initials(names[m.row] for m in group if m.kind == "ORG")
        | {
            name_key(short): name_key(long)
            for short, long in introductions(group, names, texts[article])
            if name_key(short) not in known_keys()
        }
        for article, group in by_article.items()
    }
    everywhere = agreed(long_of.values())
    for article, group in by_article.items():
        here = everywhere | long_of[article]
        keys |= {
            m.row: _follow(here, keys[m.row]) for m in group if m.kind == "ORG" and m.row in keys
        }
    for group in by_article.values():
        keys.update(_parts(group, names, keys))
        keys.update(_elsewhere(group, names))
        keys.update(_ministries(group, names, keys))
    keys |= lists_meant([m for m in mentions if m.kind == "ORG"], names, keys)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if keys.get(mention.row):
            spellings[keys[mention.row]][nominative_form(mention, names, texts)] += 1
    best = {key: _shown(key, counts) for key, counts in spellings.items()}
    return {mention.row: best.get(keys.get(mention.row, ""), "") for mention in mentions}


def _follow(long_of: Mapping[str, str], key: str) -> str:
    seen = set()
    while key in long_of and key not in seen:
        seen.add(key)
        key = long_of[key]
    return key


def _parts(
    group: list[OtherMention], names: Mapping[int, str], keys: Mapping[int, str]
) -> dict[int, str]:
    """Joins "Klinikum" to "Klinikum Breesen", "ACS" to "Grupo ACS" within one article."""
    long = {
        keys[m.row]: LEGAL_FORM.sub("", names[m.row]).split()
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
        found = {key for key in first or last if not _is_other(words, long[key])}
        found.discard(keys[mention.row])
        if len(found) == 1:
            joined[mention.row] = found.pop()
    return joined


def _ministries(
    group: list[OtherMention], names: Mapping[int, str], keys: Mapping[int, str]
) -> dict[int, str]:
    """The keys of "das Ministerium": of the only one named, or of the one before it, or none."""
    whole = {
        m.start: keys[m.row]
        for m in group
        if m.kind == "ORG" and not m.derived and "ministerium" in names[m.row]
    }
    found = {}
    for mention in group:
        if _MINISTRY.fullmatch(names[mention.row]):
            before = [key for start, key in whole.items() if start < mention.start]
            only = set(whole.values()) if len(set(whole.values())) == 1 else set(before[-1:])
            found[mention.row] = next(iter(only), "")
    return found


def _elsewhere(group: list[OtherMention], names: Mapping[int, str]) -> dict[int, str]:
    """The keys of short forms that stand for something else beside some names of the article."""
    here = {names[m.row] for m in group}
    known = {m.row: elsewhere().get(stems(names[m.row]), (set(), "")) for m in group}
    return {row: stems(then) for row, (beside, then) in known.items() if beside & here}


def _opens(words: list[str], whole: list[str]) -> bool:
    size = len(words)
    if len(whole) <= size or (ACRONYM.match(words[0]) and words[0].isupper()):
        return False
    return [stems(w) for w in whole[:size]] == [stems(w) for w in words] and not (
        ADJECTIVE.match(words[-1]) and whole[size][:1].isupper()
    )


def _closes(word: str, whole: list[str]) -> bool:
    whose = not {"der", "des"}.isdisjoint(whole)  # "Verband der Reeder" is no "Reeder"
    return (
        len(whole) > 1 and not whose and stems(whole[-1]) == stems(word) and word not in aliases()
    )


def _is_other(words: list[str], whole: list[str]) -> bool:
    """Whether a longer name is no fuller form of a known one: "Apple Pay", but "Werder Bremen"."""
    name = " ".join(words)
    rest = [word for word in whole if word not in words]
    placed = any(is_place(w) or w in places().derived or w == "Austria" for w in rest)
    return stems(name) in known_keys() or (name in organisations() and not placed)


def _shown(key: str, counts: Counter[str]) -> str:
    """Chooses the name to show: the full form of a known short one, else the commonest long one."""
    for name in aliases().values():
        if name_key(name) == key and (name in counts or not any(" " in seen for seen in counts)):
            return name
    for _, name in elsewhere().values():
        if stems(name) == key:
            return name
    whole = [name for name in counts if not ACRONYM.match(name)] or list(counts)
    spelled = [name for name in whole if stems(name) == key] or whole
    return min(
        spelled,
        key=lambda name: (
            -counts[name],
            name.endswith("en"),
            not bears_kind(name.split()[0]),  # "Handelsgericht Wien" before "Wiener ..."
            -len(name),
            name,
        ),
    )
