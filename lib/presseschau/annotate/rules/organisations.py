"""The rules that find organisations: legal forms, clubs, institutions, acronyms."""

from presseschau.annotate.rules import patterns as p
from presseschau.annotate.rules.candidates import (
    CONTEXT,
    LISTED,
    PATTERN,
    Name,
    Sentence,
    is_capital,
    is_first_name,
    is_unknown,
)
from presseschau.annotate.rules.gazetteer import is_common, is_place, is_word, places

_LONGEST = 25  # words; no firm's name has more


def organisation(sentence: Sentence, index: int) -> Name | None:
    """Firms by legal form, clubs, "Institut für ...", "Deutscher Städtetag", "Universität X"."""
    word = sentence.word(index)
    if p.DOMAIN.fullmatch(word) and sentence.word(index - 1).lower() not in p.AT_ADDRESS:
        return Name(index, index + 1, "ORG", LISTED)
    if not is_capital(word) and not p.CLUB_NUMBER.fullmatch(word):
        return None
    stop = index + (word.lower() in p.ARTICLES)
    furthest = index + _LONGEST
    while stop < furthest and (
        is_capital(sentence.word(stop)) or sentence.word(stop) in ("&", "+")
    ):
        stop += 1
        if sentence.word(stop - 1) in p.LEGAL_FORMS and stop - index > 1:
            return Name(index + (word.lower() in p.ARTICLES), stop, "ORG", PATTERN)
    if word.lower() in p.ARTICLES:
        return None
    if p.CLUB_NUMBER.fullmatch(word) and sentence.word(index + 1) in p.CLUBS:
        club = organisation(sentence, index + 1)
        return club and club._replace(first=index)
    following = sentence.word(index + 1)
    named = is_first_name(word) and not is_place(following)  # Hertha Wiebe
    if word in p.CLUBS and is_capital(following) and not named:
        stop = index + 2
        if p.CLUB_TAIL.fullmatch(sentence.word(stop)):
            stop += 1
        return Name(index, stop, "ORG", PATTERN)
    if p.INSTITUTION.fullmatch(word):
        stop = _purpose(sentence, index + 1)
        if stop > index + 1:
            return Name(index, stop, "ORG", PATTERN)
        if is_capital(following) and (following in places().names or not is_common(following)):
            return Name(index, index + 2, "ORG", PATTERN)
    if p.ORGANISATION_TAIL.fullmatch(word) and not is_word(word):
        return Name(index, index + 1, "ORG", CONTEXT)
    called = index > sentence.first and len(word) > 1  # but "Gruppe G"
    if called and p.COMPANY.fullmatch(sentence.word(index - 1)):
        stop = index
        after_article = sentence.word(index - 2).lower() in p.ARTICLES
        if is_unknown(word) or (after_article and not is_word(word)):  # der Versorger Westnetz
            stop += 1
        while stop > index and is_capital(sentence.word(stop)):
            stop += 1
        if stop > index:
            return Name(index, stop, "ORG", LISTED)
    if _is_adjective_of_name(sentence, index) and p.ORGANISATION_NOUN.search(following):
        return Name(index, max(index + 2, _purpose(sentence, index + 2)), "ORG", PATTERN)
    return None


def _is_adjective_of_name(sentence: Sentence, index: int) -> bool:
    """Whether "Deutsche" opens a name: capitalised, though not because the sentence begins."""
    word = sentence.word(index)
    if word not in places().derived and word not in ("Europäische", "Internationale"):
        return False
    return word.endswith("er") or index > sentence.first


def _purpose(sentence: Sentence, index: int) -> int:
    """Where "für Küsten- und Gewässerforschung" ends, or ``index`` if nothing such stands there."""
    if sentence.word(index) not in ("für", "zur", "gegen"):
        return index
    stop = index + 1
    while sentence.word(stop).islower() and sentence.word(stop) not in ("und", "der", "die", "den"):
        stop += 1
        if stop > index + 3:
            return index
    if not is_capital(sentence.word(stop)):
        return index
    stop += 1
    while sentence.word(stop) in ("und", "&", ",") and is_capital(sentence.word(stop + 1)):
        if sentence.word(stop) == "," and not sentence.word(stop - 1).endswith("-"):
            break
        stop += 2
    return stop


def acronym(sentence: Sentence, index: int) -> Name | None:
    """Two to six capitals, save for those that stand for things: SPD, but not DVD."""
    word = sentence.word(index)
    if not p.ACRONYM.fullmatch(word) or word in p.NO_ORGANISATIONS:
        return None
    if sentence.word(index + 1).isupper() and sentence.word(index - 1).isupper():
        return None  # a headline in capitals
    return Name(index, index + 1, "ORG", CONTEXT)
