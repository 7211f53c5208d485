"""Noun phrases of German sentences, told by articles, endings and capitals."""

import re
from collections.abc import Sequence

from presseschau.annotate.rules.cues import AUXILIARIES, word_set
from presseschau.annotate.rules.gazetteer import word_list
from presseschau.core.tables import Span

ARTICLES = word_list("determiners")
PRONOUNS = word_set("er sie es man wir ich dieser diese beide viele einige manche")
PREPOSITIONS = word_list("prepositions")
OPENERS = word_list("openers")
_PARTITIVES = word_set("einer eine eines viele mehrere einige zwei drei keiner keine beide")
OBLIQUE = word_set("dem den des einem einen ihm ihnen seinem seinen diesem diesen")
_GENITIVES = word_list("genitives")
_LINKS = _GENITIVES | word_set("von vom für")
_PARTICLES = word_set("de van le la el al di")
_NAME_PARTS = word_set("de van von der den la le el al bin da di du zu und ten")
# el-Baradei, d’Estaing, eBay, ndr.de
_AGE = re.compile(r"\d+-J")  # der 61-Jährige
_ENDINGS = ("e", "en", "er", "es", "em")
_NO_ADJECTIVES = AUXILIARIES | OPENERS
_LONGEST = 25  # words from an article to its noun


def is_noun(word: str) -> bool:
    """Whether a word begins as a noun does: a capital, an age (61-Jährige), or an opening mark."""
    return word[0].isupper() or word[0] in '„"«»‚' or _AGE.match(word) is not None


def noun_phrase(words: Sequence[str], first: int, last: int) -> int:
    """Finds the end of the noun phrase that begins at a token.

    Article, adjectives and nouns, then brackets, genitives and phrases with "von", "für", "aus",
    and names set off by commas ("der Chef des Verbands, Ida Moll,").

    Returns:
        The token behind the phrase; ``first`` where no noun phrase begins.
    """
    end = core_phrase(words, first, last)
    if end == first:
        return first
    while end < last:
        word, ahead = words[end].lower(), end + 1
        if words[end] == "(" and ")" in words[end:last]:
            end = words.index(")", end, last) + 1
        elif word in _LINKS or (word in ("und", "sowie") and ahead < last):
            further = core_phrase(words, end if word in ARTICLES else ahead, last)
            if further in (end, ahead):
                break
            end = further
        elif (
            word.endswith("er")
            and _adjective(words[end])
            and ahead < last
            and is_noun(words[ahead])
        ):
            further = core_phrase(words, end, last)  # "Berichte britischer Zeitungen"
            if further == end:
                break  # a mark that opens nothing
            end = further
        elif words[end] == "," and (further := _apposition(words, end, last)):
            end = further
            break
        else:
            break
    return end


def phrase_before(words: Sequence[str], first: int, end: int) -> int:
    """Finds where the noun phrase begins that ends before a token ("dem Bericht" of "zufolge").

    Returns:
        Its first token; ``end`` where no noun phrase ends there.
    """
    for start in range(first, end):
        word = words[start]
        dative = word.endswith(("en", "em", "er")) and word not in AUXILIARIES
        if not (is_noun(word) or word.lower() in ARTICLES or dative):
            continue
        if word.lower() not in PREPOSITIONS and noun_phrase(words, start, end) == end:
            return start
    return end


def only_phrase(words: Sequence[str], clause: Span) -> bool:
    """Whether a clause is no more than a noun phrase, with or without preposition."""
    first, last = clause
    first += words[first].lower() in PREPOSITIONS
    return noun_phrase(words, first, last) >= last - 1


def core_phrase(words: Sequence[str], first: int, last: int) -> int:
    """The token behind article, adjectives and nouns; ``first`` if there is no noun."""
    i = first
    if i + 1 < last and words[i].lower() in _PARTITIVES and words[i + 1] in ("der", "von"):
        i += 1  # "einer der Beteiligten"
    if i < last and words[i].lower() in ARTICLES | {"von"}:
        i += 1
    if first < i < last and words[i] in PREPOSITIONS:  # "einer am Dienstag gezeigten Studie"
        inner = noun_phrase(words, i + 1, last)
        if i + 1 < inner < last and _adjective(words[inner]):
            i = inner
    furthest = min(last, first + _LONGEST)
    while i < furthest and not is_noun(words[i]) and words[i] not in _PARTICLES:
        if first < i < last - 1 and words[i] == "und":  # "strategische und neue Studien"
            i += _adjective(words[i - 1]) and _adjective(words[i + 1])
        if not (
            _adjective(words[i]) or words[i][0].isdigit() or words[i] in ("so", "rund", "etwa")
        ):
            return first
        i += 1
    start = i
    if words[i - 1 : i] != ["und"] and i + 1 < last and words[i] in _PARTICLES:
        i += is_noun(words[i + 1])  # "le Fèvre"
    while i < last and (is_noun(words[i]) or _joins(words, start, i, last)):
        if words[i] not in ("„", '"', "»", "«", "‚"):
            i += 1
        elif (behind := _behind_marks(words, i, last)) > i:
            i = behind
        else:
            break
    return i if i > start else first


def _adjective(word: str) -> bool:
    return (
        word.replace("-", "").isalpha()
        and len(word) > 3
        and word.endswith(_ENDINGS)
        and word not in _NO_ADJECTIVES
    )


def _joins(words: Sequence[str], start: int, i: int, last: int) -> bool:
    """Whether a small word or number stands inside a name: "Ludwig van Beethoven", "Boeing 747"."""
    if i == start:
        return False
    if words[i] in _NAME_PARTS - {"der", "und"} and i + 1 < last:
        return words[i + 1][0].isupper() and words[i] not in ("von", "zu", "den", "da", "du")
    if words[i].isdigit() and len(words[i]) < 4:  # "Boeing 747", not "Berlin 40 Menschen"
        return i + 1 == last or not is_noun(words[i + 1])
    return words[i] in ("&", "/")


def _behind_marks(words: Sequence[str], i: int, last: int) -> int:
    if i + 1 < last and words[i + 1][0].islower():
        return i
    for j in range(i + 1, min(last, i + 9)):
        if words[j] in ("“", "”", '"', "«", "»", "‘"):
            return j + 1
    return i


def _apposition(words: Sequence[str], comma: int, last: int) -> int:
    """The end of ", Ida Moll" or ", der Chef des Verbands" before a comma or the end; else 0."""
    end = core_phrase(words, comma + 1, last)
    while end < last and words[end].lower() in _LINKS:
        further = core_phrase(words, end if words[end].lower() in ARTICLES else end + 1, last)
        if further in (end, end + 1):
            break
        end = further
    if end < last and words[end] == "(" and ")" in words[end:last]:
        end = words.index(")", end, last) + 1
    closed = end == last or words[end] in (",", ":", "–") or not is_noun(words[end])
    relative = comma + 2 < last and words[comma + 1].lower() in ("der", "die", "das", "den", "dem")
    if end <= comma + 1 or not closed or (relative and end < last and words[end] != ","):
        return 0
    return end
