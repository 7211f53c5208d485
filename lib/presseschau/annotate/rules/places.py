"""The rules that find listed names, places, and what derives from or begins with a name."""

import re
from functools import cache
from itertools import chain

from presseschau.annotate.rules import patterns as p
from presseschau.annotate.rules.candidates import (
    LISTED,
    PATTERN,
    Name,
    Sentence,
    is_capital,
    is_first_name,
    is_surname,
)
from presseschau.annotate.rules.gazetteer import (
    is_common,
    is_place,
    organisations,
    places,
    surnames,
)

_LONGEST = 5  # tokens of the longest entry of the lists


def listed(sentence: Sentence, index: int) -> Name | None:
    """Known organisations and places, the longest first; with a genitive -s."""
    word = sentence.word(index)
    if not is_capital(word) and word not in p.LOWER_NAMES:
        return None
    longest = _LONGEST if word.replace("’", "'") in _openers() else 1
    for stop in range(min(index + longest, sentence.stop), index, -1):
        text = " ".join(sentence.words[index:stop]).replace(" / ", "/").replace("’", "'")
        for form in (text, text[:-1] if text.endswith("s") else "", text.removesuffix("'")):
            if form in organisations():
                return (
                    Name(index, stop, "ORG", LISTED)
                    if _is_organisation(sentence, index, form)
                    else None
                )
            if is_place(form):
                placed = not places().names.get(form) or p.in_place(sentence.word(index - 1))
                return Name(index, stop, "LOC", LISTED) if placed else None
            if form in p.OTHERS:
                return Name(index, stop, "OTH", LISTED)
    return None


@cache
def _openers() -> frozenset[str]:
    """The first words of all entries of several words."""
    entries = chain(organisations(), places().names, p.OTHERS)
    words = (re.split("[ /]", entry) for entry in entries)
    return frozenset(first for first, *others in words if others)


def _is_organisation(sentence: Sentence, index: int, form: str) -> bool:
    """Whether a name that is a word as well ("Stern", "Grüne") stands for the organisation."""
    if is_first_name(form) and is_surname(sentence.word(index + 1)):
        return False  # Hertha Wiebe
    if form not in p.WORDS_TOO:
        return True
    before = sentence.word(index - 1)
    return before in p.OPENING_QUOTES or (form in p.PARTIES and before in p.BEFORE_PARTY)


def derived(sentence: Sentence, index: int) -> Name | None:
    """Adjectives and people of places: "russische", "Berliner", "New Yorker"."""
    for stop in range(min(index + 2, sentence.stop), index, -1):
        if " ".join(sentence.words[index:stop]) in places().derived:
            return Name(index, stop, "LOC", LISTED, True)
    return None


def part(sentence: Sentence, index: int) -> Name | None:
    """The name that a compound begins with: "NATO-" in NATO-Gipfel, "Berlin-" in Berlin-Besuch."""
    word = sentence.word(index)
    head, hyphen, tail = word.rpartition("-")
    glued = p.GLUED.match(word)
    if glued and not hyphen:
        return Name(index, index + 1, p.GLUED_KIND[glued[1]], PATTERN, True, glued.end(1))
    if not hyphen or not head or not tail or word in places().names or is_first_name(word):
        return None
    if head in places().names and (
        tail in places().names or tail in p.QUARTERS or not is_common(tail)
    ):
        return Name(index, index + 1, "LOC", PATTERN)
    head_kind = _kind_of_part(head)
    if not head_kind and "-" in head:
        head = head.split("-")[0]
        head_kind = _kind_of_part(head)
    if not head_kind:
        return None
    return Name(index, index + 1, head_kind, PATTERN, True, len(head) + 1)


def _kind_of_part(head: str) -> str:
    if head in ("US", "USA") or head in places().names:
        return "LOC"
    if head in organisations() or (p.ACRONYM.fullmatch(head) and head not in p.NO_ORGANISATIONS):
        return "ORG"
    if head in surnames() and head not in p.WORDS_TOO and "-" not in head:
        return "PER"
    return ""


def road(sentence: Sentence, index: int) -> Name | None:
    """Streets, squares, "Bad Breesen", "Stadt Lindwerder", "Kreis Halmark"."""
    word, following = sentence.word(index), sentence.word(index + 1)
    if word in p.PLACE_HEADS and is_capital(following):
        return Name(index, index + 2, "LOC", PATTERN)
    if is_capital(following) and p.PLACE_NOUN.fullmatch(word) and not is_common(following):
        return Name(index + 1, index + 2, "LOC", PATTERN)
    if is_capital(word) and p.ROAD.fullmatch(word) and not is_common(word):
        return Name(index, index + 1, "LOC", PATTERN)
    if (
        following in p.ROAD_NOUNS
        and word[:1].isupper()
        and word.endswith("er")
        and not is_common(word)
    ):
        return Name(index, index + 2, "LOC", PATTERN)
    return None
