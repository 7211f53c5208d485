"""The sentiment lexicon: finds the entry behind a German word form."""

import csv
from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import simplemma

from presseschau.core.resources import data_folder

CLASSES = ("evaluation", "speech act", "event", "label", "shifter")
_POS = ("ADJ", "ADV", "NOUN", "VERB")
PARTICLES = (
    *("zurecht", "zurück", "nieder", "durch", "bloß", "fest", "hoch", "über", "unter"),
    *("auf", "aus", "ein", "vor", "her", "hin", "tot", "weg", "ab", "an", "um", "zu"),
)
_INTENSE = ("hoch", "höchst", "tief", "super", "extrem", "ober", "erz", "grund", "brand", "bitter")
_LINKS = ("", "s", "es", "n", "en", "er", "-")
_COMPOUND_TAIL = 4  # shorter lemmas occur in too many words by chance: Not in Kleinod
_LOOKUPS = 100_000


class Entry(NamedTuple):
    """A word of the lexicon: ``sign`` -1 or +1, ``strength`` 1 to 3, ``kind`` one of CLASSES.

    A shifter with the sign -1 weakens (1, 2) or turns round (3) what it stands by; with +1 it
    strengthens.
    """

    lemma: str
    pos: str
    sign: int
    strength: int
    kind: str

    @property
    def weight(self) -> float:
        """The entry's signed strength, -1 to +1."""
        return self.sign * self.strength / 3


class Lexicon(NamedTuple):
    """The entries by lemma and part of speech, and the parts that compounds are read by.

    ``idioms`` are the entries of several words ("im Stich lassen") by their verb.
    """

    entries: dict[tuple[str, str], Entry]
    idioms: dict[str, list[tuple[frozenset[str], Entry]]]
    first_parts: dict[str, Entry]
    blocked: frozenset[str]
    blocked_tails: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """Reads ``tone.tsv`` and ``compounds.tsv``.

    Raises:
        ValueError: A row is not of the form that the lexicon's README describes.
    """
    folder = data_folder() / "lexicon"
    entries: dict[tuple[str, str], Entry] = {}
    for line, row in _rows(folder / "tone.tsv", 5):
        lemma, pos, sign, strength, kind = row
        fits = pos in _POS and sign in "+-" and strength in "123" and kind in CLASSES
        if not fits or (lemma, pos) in entries:
            raise ValueError(
                f"{folder / 'tone.tsv'}, line {line}: '{lemma}' needs a part of speech "
                f"({', '.join(_POS)}), a sign (+, -), a strength (1 to 3), a class "
                f"({', '.join(CLASSES)}), and one row only."
            )
        entries[lemma, pos] = Entry(lemma, pos, 1 if sign == "+" else -1, int(strength), kind)
    parts: dict[str, list[str]] = {"first+": [], "first-": [], "block": [], "block tail": []}
    for line, (part, role) in _rows(folder / "compounds.tsv", 2):
        if role not in parts:
            raise ValueError(
                f"{folder / 'compounds.tsv'}, line {line}: '{role}' is none of {', '.join(parts)}."
            )
        parts[role].append(part)
    first = {part: Entry(part, "NOUN", 1, 2, "evaluation") for part in parts["first+"]}
    first |= {part: Entry(part, "NOUN", -1, 2, "evaluation") for part in parts["first-"]}
    blocked = frozenset(parts["block"]), frozenset(parts["block tail"])
    return Lexicon(entries, _idioms(entries), first, *blocked)


def _idioms(entries: dict[tuple[str, str], Entry]) -> dict:
    """Sorts idioms by their verb; "aussprechen" is also found as "sprach ... aus"."""
    found: dict[str, list[tuple[frozenset[str], Entry]]] = {}
    for entry in entries.values():
        *words, verb = entry.lemma.split()
        if not words:
            continue
        found.setdefault(verb, []).append((frozenset(words), entry))
        for particle in PARTICLES:
            if verb.startswith(particle) and is_known(verb.removeprefix(particle)):
                parts = frozenset((*words, particle))
                found.setdefault(verb.removeprefix(particle), []).append((parts, entry))
    return found


def _rows(path: Path, width: int) -> list[tuple[int, list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1))
    for line, row in rows:
        if len(row) != width:
            raise ValueError(f"{path}, line {line}: {len(row)} columns, {width} are needed.")
    return rows[1:]


@lru_cache(maxsize=_LOOKUPS)
def lemma(word: str) -> str:
    """The dictionary form of a word form, by simplemma; an unknown word comes back as it is."""
    return simplemma.lemmatize(word, lang="de")


@lru_cache(maxsize=_LOOKUPS)
def is_known(word: str) -> bool:
    """Tells whether the dictionary has a word form."""
    return simplemma.is_known(word, lang="de")


@lru_cache(maxsize=_LOOKUPS)
def look_up(word: str, sentence_start: bool = False) -> Entry | None:
    """The lexicon's entry for a word form, or None.

    Inflection is undone, and German spelling is heeded: inside a sentence a capitalised word is
    a noun (or an adjective used as one: "der Korrupte"), a lower-case one is none.

    Args:
        word: A word as it stands in the text.
        sentence_start: The word opens a sentence, where its capital tells nothing.
    """
    lexicon = load_lexicon()
    if not word[:1].isalpha() or word in lexicon.blocked:
        return None
    if word[0].islower():
        return _small(lexicon, word)
    if word.isupper() and len(word) < _COMPOUND_TAIL:  # DER, AUS, HSV
        return None
    entry = _noun(lexicon, word)
    if entry is None and sentence_start:
        entry = _small(lexicon, word.lower())
    return entry


def idiom(verb: str, clause: Collection[str]) -> tuple[frozenset[str], Entry] | None:
    """The longest idiom that a verb form makes with words of its clause, or None.

    Returns:
        The idiom's other words and its entry: for "ließ" and a clause with "im" and "Stich" the
        entry "im Stich lassen".
    """
    known = load_lexicon().idioms.get(lemma(verb.lower()), ())
    fitting = [pair for pair in known if pair[0].issubset(clause)]
    return max(fitting, key=lambda pair: len(pair[0]), default=None)


def separable(stem: str, particle: str) -> Entry | None:
    """The entry of a verb by its parts: ``separable("warf", "vor")`` finds "vorwerfen"."""
    return load_lexicon().entries.get((particle + lemma(stem.lower()), "VERB"))


def _small(lexicon: Lexicon, word: str) -> Entry | None:
    entries = lexicon.entries
    base = lemma(word)
    for form in (word, *_adjective_stems(word), base.lower()):
        for pos in ("ADJ", "ADV"):
            if (form, pos) in entries:
                return entries[form, pos]
    for form in (base, *(lemma(stem) for stem in _adjective_stems(word))):
        if (form, "VERB") in entries:
            return entries[form, "VERB"]
    for prefix in _INTENSE:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _COMPOUND_TAIL:
            entry = _small(lexicon, rest)
            if entry and entry.pos == "ADJ" and entry.kind == "evaluation":
                return entry._replace(strength=min(3, entry.strength + 1))
    if word.startswith("un") and len(word) > 2 + _COMPOUND_TAIL:
        entry = _small(lexicon, word[2:]) if word[2:] not in lexicon.blocked else None
        if entry and entry.pos == "ADJ" and entry.sign > 0 and entry.kind == "evaluation":
            return entry._replace(sign=-1, strength=min(2, entry.strength))
    return None


def _adjective_stems(word: str) -> list[str]:
    endings = ("er", "es", "en", "em", "e")
    return [word[: -len(ending)] for ending in endings if word.endswith(ending) and len(word) > 4]


def _noun(lexicon: Lexicon, word: str) -> Entry | None:
    base = lemma(word)
    forms = (word, base, *(word[: -len(end)] for end in ("s", "es") if word.endswith(end)))
    for form in forms:
        if (form, "NOUN") in lexicon.entries:
            return lexicon.entries[form, "NOUN"]
        if form in lexicon.blocked:
            return None
    for stem in _adjective_stems(word):
        entry = lexicon.entries.get((stem.lower(), "ADJ"))
        if entry and entry.kind == "evaluation" and entry.strength > 1:
            return entry
    return _compound(lexicon, word, base)


def _compound(lexicon: Lexicon, word: str, base: str) -> Entry | None:
    """Reads "Korruptionsskandal" by its tail and "Skandalminister" by its head."""
    for form in dict.fromkeys((base, word)):
        for cut in range(3, len(form) - _COMPOUND_TAIL + 1):
            tail = form[cut:].removeprefix("-")
            tail = tail[0].upper() + tail[1:]
            entry = lexicon.entries.get((tail, "NOUN"))
            if entry and tail not in lexicon.blocked_tails and _is_word(form[:cut]):
                return entry
    for part, entry in lexicon.first_parts.items():
        rest = word.removeprefix(part).removeprefix("-")
        if rest != word and len(rest) > 2 and is_known(rest.capitalize()):
            return entry
    return None


def _is_word(part: str) -> bool:
    part = part.rstrip("-")
    return any(
        part.endswith(link) and is_known(part[: len(part) - len(link)])
        for link in _LINKS
        if len(part) - len(link) >= 2
    )
