"""The rules that find people: first names, titles, known surnames, and unknown names."""

from simplemma import lemmatize

from presseschau.annotate.rules import patterns as p
from presseschau.annotate.rules.candidates import (
    CONTEXT,
    GUESS,
    LISTED,
    PATTERN,
    Name,
    Sentence,
    is_capital,
    is_first_name,
    is_surname,
    is_title,
    is_unknown,
)
from presseschau.annotate.rules.gazetteer import is_common, is_english, places, surnames

_SHORT = 4  # no place's adjective is shorter
_TITLES = 10  # no name follows more


def person(sentence: Sentence, index: int) -> Name | None:
    """First name and surname, or a title and whatever name follows."""
    word = sentence.word(index)
    if is_title(word):
        start = index + 1
        while start < index + _TITLES and is_title(sentence.word(start)):
            start += 1
        return _titled(sentence, start)
    if not is_first_name(word):
        return None
    stop = _surname_end(sentence, index + 1)
    if stop == index + 1:
        weak = word in p.AMBIGUOUS_FIRST_NAMES or word in places().names
        before = sentence.word(index - 1)
        if weak or before in p.OPENING_QUOTES or before.endswith("-"):
            return None
        return Name(index, stop, "PER", CONTEXT)
    if word in p.AMBIGUOUS_FIRST_NAMES and is_common(sentence.word(stop - 1)):
        return None
    return Name(index, stop, "PER", PATTERN)


def _titled(sentence: Sentence, start: int) -> Name | None:
    word = sentence.word(start)
    if is_first_name(word):
        return Name(start, _surname_end(sentence, start + 1), "PER", LISTED)
    stop = start if word in p.ARTICLES else _particle_end(sentence, start)
    word = sentence.word(stop)
    if stop > start and word.removesuffix("s") in places().names:
        return None  # der Bürgermeister von Breesen
    if not is_surname(word) or (is_common(word) and word not in surnames()):
        return None
    stop += 1
    while is_surname(sentence.word(stop)) and not is_common(sentence.word(stop)):
        stop += 1
    return Name(start, stop, "PER", PATTERN)


def _surname_end(sentence: Sentence, index: int) -> int:
    """Where a surname beginning at ``index``, behind a first name, ends."""
    stop = index
    while is_first_name(sentence.word(stop)) or p.INITIAL.fullmatch(sentence.word(stop)):
        stop += 1
    if p.NUMERAL.fullmatch(sentence.word(stop)):
        return stop + 1
    behind = _particle_end(sentence, stop)
    if not is_surname(sentence.word(behind)):
        while stop > index and len(sentence.word(stop - 1)) == 1:
            stop -= 1
        return stop
    word = sentence.word(behind)
    if is_common(word) and (
        sentence.word(stop) in ("zu", "zum", "zur", "den", "der")
        or (stop > index and word not in surnames() and is_title(word))
    ):
        return stop
    stop = behind + 1
    while True:
        behind = _particle_end(sentence, stop)
        if not is_surname(sentence.word(behind)) or is_common(sentence.word(behind)):
            return stop
        stop = behind + 1


def _particle_end(sentence: Sentence, index: int) -> int:
    stop = index
    while sentence.word(stop) in p.PARTICLES and stop < index + 3:
        stop += 1
    return stop if is_capital(sentence.word(stop)) else index


def surname(sentence: Sentence, index: int) -> Name | None:
    """Much-named surnames by themselves; those that are words too only beside a verb of saying."""
    word = sentence.word(index)
    base = word if word in surnames() else word.removesuffix("s")
    if base not in surnames():
        return None
    before, behind = sentence.word(index - 1), sentence.word(index + 1)
    if before in p.ARTICLES or before in p.OPENING_QUOTES:
        return None
    says = p.SAYS.fullmatch(before) or (p.SAYS.fullmatch(behind) and not before)
    in_longer_name = is_unknown(before) or is_unknown(behind)
    if in_longer_name or (surnames()[base] and not says):
        return None
    return Name(index, index + 1, "PER", CONTEXT)


def unknown(sentence: Sentence, index: int) -> Name | None:
    """Capitalised words that are no German vocabulary: names, whose kind the context shows."""
    stop = index
    while is_unknown(sentence.word(stop)):
        stop += 1
    if stop == index:
        return None
    if sentence.word(stop) in surnames() or is_first_name(sentence.word(stop)):
        stop += 1
    before, behind = sentence.word(index - 1), sentence.word(stop)
    word = sentence.word(index)
    if before.lower() in p.ENGLISH or behind.lower() in p.ENGLISH:
        return None
    if before.lower() in p.INTO_PLACES and not is_capital(behind):
        return Name(index, stop, "LOC", CONTEXT)
    at_river = before == "der" and sentence.word(index - 2).lower() in ("an", "entlang")
    dateline = not before and behind == "(" and p.AGENCY.fullmatch(sentence.word(stop + 1))
    if at_river or dateline:
        return Name(index, stop, "LOC", CONTEXT)
    if p.SAYS.fullmatch(before) or p.SAYS.fullmatch(behind):
        return Name(index, stop, "PER", CONTEXT)
    if before in p.OPENING_QUOTES or is_english(word):
        return None
    if stop - index > 1:
        return None if before.lower() in p.ARTICLES else Name(index, stop, "PER", CONTEXT)
    if is_capital(behind):
        if word.endswith("er") and is_common(behind) and len(word) > _SHORT:
            return Name(index, stop, "LOC", GUESS, True)
        return None
    if p.PLACE_TAIL.search(word):
        return Name(index, stop, "LOC", GUESS)
    return Name(index, stop, "PER", GUESS) if _before_person(before) else None


def _before_person(before: str) -> bool:
    """Whether an unknown name behind this word is a person's: not after articles, adjectives."""
    if not before or before in p.LINKS or before in p.BEFORE_PERSON:
        return True
    if not before.islower() or before in p.ARTICLES or before in p.NOT_BEFORE_PERSON:
        return False
    if before.endswith(("e", "en", "er", "es", "em")):
        return lemmatize(before, lang="de").endswith("n")  # verbs, but no adjectives
    return True
