"""Finds names by lists, titles, patterns and context; every decision can be read here."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from simplemma import lemmatize

from presseschau.annotator import Mention
from presseschau.rules import patterns as p
from presseschau.rules.gazetteer import (
    first_names,
    is_common,
    is_english,
    is_place,
    is_word,
    organisations,
    places,
    surnames,
)
from presseschau.text import Document

# How sure a rule is of what it finds.
_LISTED, _PATTERN, _CONTEXT, _GUESS = 0.95, 0.85, 0.7, 0.5
_SHORT = 4  # no place's adjective is shorter
_LONGEST = 5  # tokens of the longest entry of the lists


class _Name(NamedTuple):
    first: int
    stop: int  # behind the last token
    kind: str
    score: float
    derived: bool = False
    chars: int = (
        0  # of the only token, where the name is but its first part: "NATO-" in NATO-Gipfel
    )


class _Sentence(NamedTuple):
    words: Sequence[str]
    first: int
    stop: int

    def word(self, index: int) -> str:
        return self.words[index] if self.first <= index < self.stop else ""


def find_mentions(document: Document) -> list[Mention]:
    """Finds the names of a text: people, organisations, places and others, in their order.

    The first pass goes through each sentence and takes what lists, titles, patterns and context
    show; the second finds again what the article has introduced ("Peskow" after "Dmitri Peskow",
    with a genitive -s only where the name without it is known) and settles the names that
    context alone did not.

    Args:
        document: The text with its sentences and tokens.

    Returns:
        Mentions that do not overlap; ``derived`` ones are "russische", "Berliner" and the
        "NATO-" of "NATO-Gipfel". ``score`` says how sure the rule is, not how often it is right.
    """
    words = document.words()
    names: list[_Name] = []
    for first, stop in document.sentence_tokens:
        names.extend(_read_sentence(_Sentence(words, first, stop)))
    names = _settle(words, names)
    names.extend(_again(words, names, document))
    return [_mention(name, document) for name in sorted(names)]


def _mention(name: _Name, document: Document) -> Mention:
    start = document.tokens[name.first][0]
    end = start + name.chars if name.chars else document.tokens[name.stop - 1][1]
    return Mention(start, end, name.kind, name.derived, name.score)


def _read_sentence(sentence: _Sentence) -> list[_Name]:
    names: list[_Name] = []
    index = sentence.first
    while index < sentence.stop:
        name = next(filter(None, (rule(sentence, index) for rule in _RULES)), None)
        if name:
            linked = names and name.score == _GUESS and sentence.word(index - 1) in p.LINKS
            if linked and names[-1].stop == index - 1 and not (name.derived or names[-1].derived):
                name = name._replace(kind=names[-1].kind)
            for skipped in range(index, name.first):  # the SPD- of "SPD-Chef Vogt"
                names.extend(
                    filter(None, (_derived(sentence, skipped) or _part(sentence, skipped),))
                )
            names.append(name)
        index = name.stop if name else index + 1
    return names


def _listed(sentence: _Sentence, index: int) -> _Name | None:
    """Known organisations and places, the longest first; with a genitive -s."""
    if not _is_capital(sentence.word(index)) and sentence.word(index) not in p.LOWER_NAMES:
        return None
    for stop in range(min(index + _LONGEST, sentence.stop), index, -1):
        text = " ".join(sentence.words[index:stop]).replace(" / ", "/").replace("’", "'")
        for form in (text, text[:-1] if text.endswith("s") else "", text.removesuffix("'")):
            if form in organisations():
                return (
                    _Name(index, stop, "ORG", _LISTED)
                    if _is_organisation(sentence, index, form)
                    else None
                )
            if is_place(form):
                placed = not places().names.get(form) or p.in_place(sentence.word(index - 1))
                return _Name(index, stop, "LOC", _LISTED) if placed else None
            if form in p.OTHERS:
                return _Name(index, stop, "OTH", _LISTED)
    return None


def _is_organisation(sentence: _Sentence, index: int, form: str) -> bool:
    """Whether a name that is a word as well ("Stern", "Grüne") stands for the organisation."""
    if form not in p.WORDS_TOO:
        return True
    before = sentence.word(index - 1)
    return before in p.OPENING_QUOTES or (form in p.PARTIES and before in p.BEFORE_PARTY)


def _organisation(sentence: _Sentence, index: int) -> _Name | None:
    """Firms by legal form, clubs, "Institut für ...", "Deutscher Städtetag", "Universität X"."""
    word = sentence.word(index)
    if not _is_capital(word) and not p.CLUB_NUMBER.fullmatch(word):
        return None
    stop = index + (word.lower() in p.ARTICLES)
    while _is_capital(sentence.word(stop)) or sentence.word(stop) in ("&", "+"):
        stop += 1
        if sentence.word(stop - 1) in p.LEGAL_FORMS and stop - index > 1:
            return _Name(index + (word.lower() in p.ARTICLES), stop, "ORG", _PATTERN)
    if word.lower() in p.ARTICLES:
        return None
    if p.CLUB_NUMBER.fullmatch(word) and sentence.word(index + 1) in p.CLUBS:
        club = _organisation(sentence, index + 1)
        return club and club._replace(first=index)
    following = sentence.word(index + 1)
    named = _is_first_name(word) and not is_place(following)  # Hertha Wiebe
    if word in p.CLUBS and _is_capital(following) and not named:
        stop = index + 2
        if p.CLUB_TAIL.fullmatch(sentence.word(stop)):
            stop += 1
        return _Name(index, stop, "ORG", _PATTERN)
    if p.INSTITUTION.fullmatch(word):
        stop = _purpose(sentence, index + 1)
        if stop > index + 1:
            return _Name(index, stop, "ORG", _PATTERN)
        if _is_capital(following) and (following in places().names or not is_common(following)):
            return _Name(index, index + 2, "ORG", _PATTERN)
    if p.ORGANISATION_TAIL.fullmatch(word) and not is_word(word):
        return _Name(index, index + 1, "ORG", _CONTEXT)
    if p.COMPANY.fullmatch(sentence.word(index - 1)) and index > sentence.first:
        stop = index
        while _is_unknown(sentence.word(stop)) or (
            stop > index and _is_capital(sentence.word(stop))
        ):
            stop += 1
        if stop > index:
            return _Name(index, stop, "ORG", _PATTERN)
    derived = word in places().derived or word in ("Europäische", "Internationale")
    if derived and p.ORGANISATION_NOUN.search(sentence.word(index + 1)):
        if word[-1:] in "enrs" and index > sentence.first or word.endswith("er"):
            return _Name(index, max(index + 2, _purpose(sentence, index + 2)), "ORG", _PATTERN)
    return None


def _purpose(sentence: _Sentence, index: int) -> int:
    """Where "für Küsten- und Gewässerforschung" ends, or ``index`` if nothing such stands there."""
    if sentence.word(index) not in ("für", "zur", "gegen"):
        return index
    stop = index + 1
    while sentence.word(stop).islower() and sentence.word(stop) not in ("und", "der", "die", "den"):
        stop += 1
        if stop > index + 3:
            return index
    if not _is_capital(sentence.word(stop)):
        return index
    stop += 1
    while sentence.word(stop) in ("und", "&", ",") and _is_capital(sentence.word(stop + 1)):
        if sentence.word(stop) == "," and not sentence.word(stop - 1).endswith("-"):
            break
        stop += 2
    return stop


def _person(sentence: _Sentence, index: int) -> _Name | None:
    """First name and surname, or a title and whatever name follows."""
    word = sentence.word(index)
    if p.TITLE.fullmatch(word):
        start = index + 1
        while p.TITLE.fullmatch(sentence.word(start)):
            start += 1
        return _titled(sentence, start)
    if not _is_first_name(word):
        return None
    stop = _surname_end(sentence, index + 1)
    if stop == index + 1:
        weak = word in p.AMBIGUOUS_FIRST_NAMES or word in places().names
        before = sentence.word(index - 1)
        if weak or before in p.OPENING_QUOTES or before.endswith("-"):
            return None
        return _Name(index, stop, "PER", _CONTEXT)
    if word in p.AMBIGUOUS_FIRST_NAMES and is_common(sentence.word(stop - 1)):
        return None
    return _Name(index, stop, "PER", _PATTERN)


def _titled(sentence: _Sentence, start: int) -> _Name | None:
    word = sentence.word(start)
    if _is_first_name(word):
        return _Name(start, _surname_end(sentence, start + 1), "PER", _LISTED)
    stop = start if word in p.ARTICLES else _particle_end(sentence, start)
    word = sentence.word(stop)
    if stop > start and word.removesuffix("s") in places().names:
        return None  # der Bürgermeister von Breesen
    if not _is_surname(word) or (is_common(word) and word not in surnames()):
        return None
    stop += 1
    while _is_surname(sentence.word(stop)) and not is_common(sentence.word(stop)):
        stop += 1
    return _Name(start, stop, "PER", _PATTERN)


def _surname_end(sentence: _Sentence, index: int) -> int:
    """Where a surname beginning at ``index``, behind a first name, ends."""
    stop = index
    while _is_first_name(sentence.word(stop)) or p.INITIAL.fullmatch(sentence.word(stop)):
        stop += 1
    if p.NUMERAL.fullmatch(sentence.word(stop)):
        return stop + 1
    behind = _particle_end(sentence, stop)
    if not _is_surname(sentence.word(behind)):
        while stop > index and len(sentence.word(stop - 1)) == 1:
            stop -= 1
        return stop
    if (
        stop > index
        and is_common(sentence.word(behind))
        and sentence.word(behind) not in surnames()
    ):
        if sentence.word(behind) in p.NO_SURNAMES or p.TITLE.fullmatch(sentence.word(behind)):
            return stop
    if sentence.word(stop) in ("zu", "zum", "zur", "den", "der") and is_common(
        sentence.word(behind)
    ):
        return stop
    stop = behind + 1
    while True:
        behind = _particle_end(sentence, stop)
        if not _is_surname(sentence.word(behind)) or is_common(sentence.word(behind)):
            return stop
        stop = behind + 1


def _particle_end(sentence: _Sentence, index: int) -> int:
    stop = index
    while sentence.word(stop) in p.PARTICLES and stop < index + 3:
        stop += 1
    return stop if _is_capital(sentence.word(stop)) else index


def _surname(sentence: _Sentence, index: int) -> _Name | None:
    """Much-named surnames by themselves; those that are words too only beside a verb of saying."""
    word, before, behind = (sentence.word(place) for place in (index, index - 1, index + 1))
    base = word if word in surnames() else word.removesuffix("s")
    if base not in surnames() or before in p.ARTICLES or before in p.OPENING_QUOTES:
        return None
    says = p.SAYS.fullmatch(before) or (p.SAYS.fullmatch(behind) and not before)
    if surnames()[base] and not says:
        return None
    stop = index + 1
    if (
        before[:1].isupper()
        and is_common(before) is False
        or _is_surname(behind)
        and not is_common(behind)
    ):
        return None
    return _Name(index, stop, "PER", _CONTEXT)


def _part(sentence: _Sentence, index: int) -> _Name | None:
    """The name that a compound begins with: "NATO-" in NATO-Gipfel, "Berlin-" in Berlin-Besuch."""
    word = sentence.word(index)
    head, hyphen, tail = word.rpartition("-")
    glued = p.GLUED.match(word)
    if glued and not hyphen:
        return _Name(index, index + 1, p.GLUED_KIND[glued[1]], _PATTERN, True, glued.end(1))
    if not hyphen or not head or not tail or word in places().names or _is_first_name(word):
        return None
    if head in places().names and (
        tail in places().names or tail in p.QUARTERS or not is_common(tail)
    ):
        return _Name(index, index + 1, "LOC", _PATTERN)
    head_kind = _kind_of_part(head)
    if not head_kind and "-" in head:
        head = head.split("-")[0]
        head_kind = _kind_of_part(head)
    if not head_kind:
        return None
    return _Name(index, index + 1, head_kind, _PATTERN, True, len(head) + 1)


def _kind_of_part(head: str) -> str:
    if head in ("US", "USA") or head in places().names:
        return "LOC"
    if head in organisations() or (p.ACRONYM.fullmatch(head) and head not in p.NO_ORGANISATIONS):
        return "ORG"
    if head in surnames() and head not in p.WORDS_TOO and "-" not in head:
        return "PER"
    return ""


def _derived(sentence: _Sentence, index: int) -> _Name | None:
    """Adjectives and people of places: "russische", "Berliner", "New Yorker"."""
    for stop in (index + 2, index + 1):
        if " ".join(sentence.words[index : min(stop, sentence.stop)]) in places().derived:
            return _Name(index, stop, "LOC", _LISTED, True)
    return None


def _acronym(sentence: _Sentence, index: int) -> _Name | None:
    word = sentence.word(index)
    if not p.ACRONYM.fullmatch(word) or word in p.NO_ORGANISATIONS:
        return None
    if sentence.word(index + 1).isupper() and sentence.word(index - 1).isupper():
        return None  # a headline in capitals
    return _Name(index, index + 1, "ORG", _CONTEXT)


def _road(sentence: _Sentence, index: int) -> _Name | None:
    """Streets, squares, "Bad Breesen", "Stadt Lindwerder", "Kreis Halmark"."""
    word, following = sentence.word(index), sentence.word(index + 1)
    if word in p.PLACE_HEADS and _is_capital(following):
        return _Name(index, index + 2, "LOC", _PATTERN)
    if p.PLACE_NOUN.fullmatch(word) and _is_capital(following) and not is_common(following):
        return _Name(index + 1, index + 2, "LOC", _PATTERN)
    if p.ROAD.fullmatch(word) and not is_common(word):
        return _Name(index, index + 1, "LOC", _PATTERN)
    if (
        following in p.ROAD_NOUNS
        and word[:1].isupper()
        and word.endswith("er")
        and not is_common(word)
    ):
        return _Name(index, index + 2, "LOC", _PATTERN)
    return None


def _is_placed(word: str) -> bool:
    return word in places().derived or (_is_capital(word) and not is_common(word))


def _unknown(sentence: _Sentence, index: int) -> _Name | None:
    """Capitalised words that are no German vocabulary: names, whose kind the context shows."""
    stop = index
    while _is_unknown(sentence.word(stop)):
        stop += 1
    if stop == index:
        return None
    if sentence.word(stop) in surnames() or _is_first_name(sentence.word(stop)):
        stop += 1
    before, behind = sentence.word(index - 1), sentence.word(stop)
    word = sentence.word(index)
    if before.lower() in p.ENGLISH or behind.lower() in p.ENGLISH:
        return None
    if before.lower() in p.INTO_PLACES and not _is_capital(behind):
        return _Name(index, stop, "LOC", _CONTEXT)
    if p.SAYS.fullmatch(before) or p.SAYS.fullmatch(behind):
        return _Name(index, stop, "PER", _CONTEXT)
    if before in p.OPENING_QUOTES or is_english(word):
        return None
    if stop - index > 1:
        return None if before.lower() in p.ARTICLES else _Name(index, stop, "PER", _CONTEXT)
    if _is_capital(behind):
        if word.endswith("er") and is_common(behind) and len(word) > _SHORT:
            return _Name(index, stop, "LOC", _GUESS, True)
        return None
    if p.PLACE_TAIL.search(word):
        return _Name(index, stop, "LOC", _GUESS)
    return _Name(index, stop, "PER", _GUESS) if _before_person(before) else None


def _before_person(before: str) -> bool:
    """Whether an unknown name behind this word is a person's: not after articles, adjectives."""
    if not before or before in p.LINKS or before in p.BEFORE_PERSON:
        return True
    if not before.islower() or before in p.ARTICLES or before in p.NOT_BEFORE_PERSON:
        return False
    if before.endswith(("e", "en", "er", "es", "em")):
        return lemmatize(before, lang="de").endswith("n")  # verbs, but no adjectives
    return True


_RULES: tuple[Callable[[_Sentence, int], _Name | None], ...] = (
    _organisation,
    _listed,
    _person,
    _surname,
    _derived,
    _part,
    _acronym,
    _road,
    _unknown,
)


def _settle(words: Sequence[str], names: list[_Name]) -> list[_Name]:
    """Gives less sure names of one word the kind that surer rules found for it in this article."""
    sure: dict[str, Counter[str]] = {}
    guessed: dict[str, Counter[str]] = {}
    for name in names:
        if not name.derived:
            person = name.kind == "PER" and name.stop - name.first > 1
            key = words[name.stop - 1 if person else name.first]
            votes = sure if name.score > _CONTEXT else guessed
            votes.setdefault(key, Counter())[name.kind] += 1 + (name.score > _GUESS)
    settled = []
    for name in names:
        word = words[name.first]
        if name.score <= _CONTEXT and name.stop - name.first == 1 and not name.derived:
            bases = [word, word[:-1]] if word.endswith("s") else [word]
            found = [votes[base] for votes in (sure, guessed) for base in bases if base in votes]
            name = name._replace(kind=found[0].most_common(1)[0][0])
        settled.append(name)
    return settled


def _again(words: Sequence[str], names: list[_Name], document: Document) -> list[_Name]:
    """Finds what the article has named before: surnames, places, firms, and places' adjectives."""
    taken = {index for name in names for index in range(name.first, name.stop)}
    known: dict[str, str] = {}
    for name in names:
        if name.derived or name.score <= _GUESS:
            continue
        if name.kind == "PER" and name.stop - name.first > 1:
            last = name.stop - 1 - bool(p.NUMERAL.fullmatch(words[name.stop - 1]))
            known.setdefault(words[last], "PER")
        elif name.stop - name.first == 1:
            known.setdefault(words[name.first], name.kind)
    found = []
    for first, stop in document.sentence_tokens:
        for index in range(first, stop):
            word = words[index]
            if index in taken or not _is_capital(word):
                continue
            base = word if word in known else word[:-1] if word.endswith("s") else ""
            kind = known.get(base.removesuffix("’").removesuffix("'"))
            before = words[index - 1] if index > first else ""
            if kind and not (is_common(word) and before.lower() in p.ARTICLES):
                found.append(_Name(index, index + 1, kind, _CONTEXT))
            elif word.endswith("er") and known.get(word[:-2]) == "LOC":
                found.append(_Name(index, index + 1, "LOC", _CONTEXT, True))
    return found


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _is_first_name(word: str) -> bool:
    names = first_names()
    return word in names or ("-" in word and all(part in names for part in word.split("-")))


def _is_surname(word: str) -> bool:
    return (
        bool(p.SURNAME.fullmatch(word))
        and word not in p.NO_SURNAMES
        and not (word.isupper() and len(word) > 1)
    )


def _is_unknown(word: str) -> bool:
    return (
        bool(p.SURNAME.fullmatch(word))
        and len(word) > 2
        and not word.isupper()
        and not is_common(word)
    )
