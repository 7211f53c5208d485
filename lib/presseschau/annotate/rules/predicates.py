"""Predicates: whether a judging word says what its subject is, or how it does something."""

import re
from collections.abc import Collection, Sequence

from presseschau.annotate.lexicon import lemma
from presseschau.annotate.rules.gazetteer import word_list
from presseschau.annotate.rules.judging_words import Hit
from presseschau.annotate.rules.phrases import COPULA, Target, read_target, role

_PARTICIPLE = re.compile(r"(?:\w{2,5}ge|ge|ver|be|er|ent|zer)[a-zäöüß]{3,}(?:t|en)")
_NAMING = word_list("verbs of naming")
_SHOWING = word_list("verbs of showing")
_PERFORMANCES = word_list("performances")


def is_bare(hit: Hit) -> bool:
    """Whether a word is uninflected, as predicates are: "war klug"."""
    return hit.word == hit.entry.lemma or not hit.word.endswith(("e", "er", "en", "em", "es"))


def predicate(
    hit: Hit,
    target: Target,
    words: Sequence[str],
    clause: Sequence[int],
    names: Collection[int],
    relative: str | None,
) -> str:
    """How what a clause says stands to a target: "predicate", "manner", "agent" or "clause"."""
    forms = [words[at] for at in clause if words[at][0].islower()]
    part = relative or role(target, hit.first, words, clause, names)
    if _is_performance(hit, words, forms):
        return "manner" if part == "subject" else "clause"
    if not _can_be_predicate(hit, words, clause):
        return "clause"
    if any(lemma(form) in _NAMING for form in forms):
        return "predicate" if part == "object" else "agent" if part == "subject" else "clause"
    inverted = hit.first + 1 < target.phrase and words[hit.first + 1] in COPULA
    if part != "subject" or not (hit.first > target.last or relative or inverted):
        return "clause"
    if COPULA.intersection(forms):
        event = "es" in forms or _PARTICIPLE.fullmatch(words[min(hit.first + 1, clause[-1])])
        return "clause" if event else "predicate"  # "ist es gelungen", "ist positiv getestet"
    closes = hit.entry.pos == "ADJ" and hit.entry.strength > 1 and is_bare(hit)
    closes = closes and words[hit.first - 1] != "als"  # "lobte den Plan als mutig"
    return "manner" if closes else "clause"


def _is_performance(hit: Hit, words: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether it is "zeigte eine schwache Leistung": who shows it is judged."""
    following = words[hit.first + 1 : hit.first + 2]
    return not _SHOWING.isdisjoint(forms) and not _PERFORMANCES.isdisjoint(following)


def _can_be_predicate(hit: Hit, words: Sequence[str], clause: Sequence[int]) -> bool:
    """Whether a hit is no adverb ("gewaltsam angegriffen") and no other noun ("in Chaos")."""
    if hit.entry.pos == "NOUN" or not is_bare(hit):  # "ein Lügner", "ein korrupter Politiker"
        noun = hit.first
        while noun < clause[-1] and words[noun][0].islower():
            noun += 1
        phrase = read_target(words, noun, noun)
        if phrase.phrase > hit.first:
            return False
        introduced = words[phrase.phrase - 1] == "als" if phrase.phrase else False
        article = phrase.determiner.startswith(("ein", "kein", "der", "die", "das"))
        return not phrase.preposition and (article or introduced)
    after = hit.first + 1
    if after > clause[-1]:
        return True
    return (
        words[after] in COPULA
        or (
            _verbal_end(words[after])
            and not any(words[at][0].isalpha() for at in clause if at > after)
        )
        or words[after] in ("und", "oder", "sowie", "als", "für", "genug")
        or not words[after][0].isalpha()
    )


def _verbal_end(word: str) -> bool:
    """Whether a word looks like the verb at a clause's end: "hat sich achtbar geschlagen"."""
    return word[0].islower() and word.endswith(("t", "te", "ten", "en")) and lemma(word) != word
