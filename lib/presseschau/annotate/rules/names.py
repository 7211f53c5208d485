"""Finds the names of a text: by rules in each sentence, then by what the article has named."""

from collections import Counter
from collections.abc import Sequence

from presseschau.annotate.annotator import Mention
from presseschau.annotate.rules import patterns as p
from presseschau.annotate.rules.candidates import CONTEXT, GUESS, Name, Sentence, is_capital
from presseschau.annotate.rules.gazetteer import is_common
from presseschau.annotate.rules.organisations import acronym, organisation
from presseschau.annotate.rules.people import person, surname, unknown
from presseschau.annotate.rules.places import derived, listed, part, road
from presseschau.core.text import Document

_RULES = (organisation, listed, person, surname, derived, part, acronym, road, unknown)


def find_mentions(document: Document) -> list[Mention]:
    """Finds the names of a text: people, organisations, places and others, in their order.

    The first pass goes through each sentence and takes what lists, titles, patterns and context
    show; the second finds again what the article has introduced ("Peskow" after "Dmitri Peskow",
    with a genitive -s only where the name without it is known) and settles the names that
    context alone did not.

    Returns:
        Mentions that do not overlap; ``derived`` ones are "russische", "Berliner" and the
        "NATO-" of "NATO-Gipfel". ``score`` says how sure the rule is, not how often it is right.
    """
    words = document.words()
    names: list[Name] = []
    for first, stop in document.sentence_tokens:
        names.extend(_read_sentence(Sentence(words, first, stop)))
    names = _settle(words, names)
    names.extend(_again(words, names, document))
    return [_mention(name, document) for name in sorted(names)]


def _mention(name: Name, document: Document) -> Mention:
    start = document.tokens[name.first][0]
    end = start + name.chars if name.chars else document.tokens[name.stop - 1][1]
    return Mention(start, end, name.kind, name.derived, name.score)


def _read_sentence(sentence: Sentence) -> list[Name]:
    """The names that the rules, tried in turn at each word, find in a sentence."""
    names: list[Name] = []
    index = sentence.first
    while index < sentence.stop:
        name = _read_word(sentence, index)
        if name:
            linked = names and name.score == GUESS and sentence.word(index - 1) in p.LINKS
            if linked and names[-1].stop == index - 1 and not (name.derived or names[-1].derived):
                name = name._replace(kind=names[-1].kind)
            for skipped in range(index, name.first):  # the SPD- of "SPD-Chef Vogt"
                names.extend(filter(None, (derived(sentence, skipped) or part(sentence, skipped),)))
            names.append(name)
        index = name.stop if name else index + 1
    return names


def _read_word(sentence: Sentence, index: int) -> Name | None:
    for rule in _RULES:
        if name := rule(sentence, index):
            return name
    return None


def _settle(words: Sequence[str], names: list[Name]) -> list[Name]:
    """Settles the kind of less sure names of one word by what surer rules found in this article."""
    sure: dict[str, Counter[str]] = {}
    guessed: dict[str, Counter[str]] = {}
    for name in names:
        key, kind = _evidence(words, name)
        votes = sure if name.score > CONTEXT else guessed
        votes.setdefault(key, Counter())[kind] += 1 + (name.score > GUESS)
    settled = []
    for name in names:
        word = words[name.first]
        if name.score <= CONTEXT and name.stop - name.first == 1 and not name.derived:
            bases = [word, word[:-1]] if word.endswith("s") else [word]
            found = [votes[base] for votes in (sure, guessed) for base in bases if base in votes]
            if found:
                name = name._replace(kind=found[0].most_common(1)[0][0])
        settled.append(name)
    return settled


def _evidence(words: Sequence[str], name: Name) -> tuple[str, str]:
    """What a name says of one word: surnames are people, "Klinikum Breesen" has a place."""
    last = words[name.stop - 1]
    if name.derived or name.stop - name.first == 1:
        return ("" if name.derived else last), name.kind
    if name.kind == "ORG" and p.INSTITUTION.fullmatch(words[name.first]):
        return (last, "LOC") if name.stop - name.first == 2 else ("", "")
    return (last, "PER") if name.kind == "PER" else ("", "")


def _again(words: Sequence[str], names: list[Name], document: Document) -> list[Name]:
    """Finds what the article has named before: surnames, places, firms, and places' adjectives."""
    taken = {index for name in names for index in range(name.first, name.stop)}
    known: dict[str, str] = {}
    for name in names:
        if name.derived or name.score <= GUESS:
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
            if index in taken or not is_capital(word):
                continue
            base = word if word in known else word[:-1] if word.endswith("s") else ""
            kind = known.get(base.removesuffix("’").removesuffix("'"))
            before = words[index - 1] if index > first else ""
            if kind and not (is_common(word) and before.lower() in p.ARTICLES):
                found.append(Name(index, index + 1, kind, CONTEXT))
            elif word.endswith("er") and known.get(word[:-2]) == "LOC":
                found.append(Name(index, index + 1, "LOC", CONTEXT, True))
    return found
