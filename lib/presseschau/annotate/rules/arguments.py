"""Who speaks to whom: the noun phrases around a reporting verb."""

import re
from collections.abc import Sequence

from presseschau.annotate.lexicon import is_known, lemma
from presseschau.annotate.rules.clauses import (
    MARKS,
    Unit,
    span,
    split_clauses,
)
from presseschau.annotate.rules.cues import BECOME, CueHit, load_cues, word_set
from presseschau.annotate.rules.finite_verbs import finite_verb
from presseschau.annotate.rules.gazetteer import surnames, word_list
from presseschau.annotate.rules.nominals import (
    ARTICLES,
    OBLIQUE,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    noun_phrase,
    only_phrase,
)
from presseschau.core.tables import Span

_ADVERB = re.compile(
    r".*(?:lich|mäß|mäßig|ens|erweise|dessen|maßen|falls|weilen|wegs|lings|lang|isch|end)$"
)

_TELLING = word_list("verbs of telling")
_OTHER_PRONOUNS = word_set("wer ihr ihm ihnen dies jeder jede jemand niemand mancher alle demnach")
_SPEAKING = word_set("er sie man wir ich dieser diese")


def speaker_of(
    words: Sequence[str], clauses: Sequence[Span], k: int, hit: CueHit, limit: int
) -> tuple[int, ...]:
    """Who speaks in a clause, as token ids: its subject, in the passive the one it is done by.

    Args:
        words: The tokens of the document.
        clauses: The clauses of the unit.
        k: Which of them holds the reporting verb.
        hit: The verb.
        limit: How far a name set off by commas may reach.
    """
    clause = clauses[k]
    if _passive(words, hit) and hit.cue.lemma != "zitieren":
        found = agent(words, clause) or _container(words, (clause[0], clause[0] + 1), clause[1])
    elif words[hit.finite].lower() in ("heißt", "hieß", "geheißen", "hatte"):
        found = subject(words, clause, hit.finite, limit)
        found = found or _container(words, clause, clause[1])
    elif k and hit.finite == clause[0] and (head := _head(words, clauses, k)):
        found = head
    else:
        found = subject(words, clause, hit.finite, limit)
    return span(*found) if found else ()


def told_to(words: Sequence[str], clause: Span, hit: CueHit) -> tuple[int, ...]:
    """Whom the speaker addresses in a clause, as token ids; none where nobody is."""
    found = addressee(words, clause, hit)
    return span(*found) if found else ()


def _passive(words: Sequence[str], hit: CueHit) -> bool:
    forms = {words[i].lower() for i in hit.tokens}
    return bool(forms & BECOME) and not forms.isdisjoint(load_cues().participle)


def _container(words: Sequence[str], places: Span, last: int) -> Span | None:
    """Finds the text that says something where nobody does: "In dem Bericht heißt es"."""
    for i in range(*places):
        if words[i].lower() in ("in", "im", "auf", "aus"):
            end = noun_phrase(words, i + 1, last)
            return (i + 1, end) if end > i + 1 else None
    return None


def _head(words: Sequence[str], clauses: Sequence[Span], k: int) -> Span | None:
    """Finds the subject that commas part from its verb: "Ida Moll, die Chefin, sagte".

    Where the first clause has a verb of its own, its subject counts: "Ida Moll lobte den Plan,
    warnte aber vor den Kosten".
    """
    first, last = clauses[0]
    if words[first] in MARKS or words[first].lower() in PREPOSITIONS | OBLIQUE:
        return None
    verb = finite_verb(words, clauses[0])
    if verb is not None:
        return subject(words, clauses[0], verb, last)
    if noun_phrase(words, first, last) == first:
        return None
    for clause in clauses[1:k]:
        if not only_phrase(words, clause):
            break
        last = clause[1]
    return first, last


def subject(
    words: Sequence[str], clause: Span, finite: int, limit: int, last_verb: bool = False
) -> Span | None:
    """Finds the subject of a clause: in front of its verb, or behind it, or at its head.

    Args:
        words: The tokens of the document.
        clause: The clause's tokens.
        finite: The inflected verb.
        limit: How far a phrase may reach beyond the clause (names set off by commas).
        last_verb: Whether the verb stands last, as in "wie die Polizei gestern mitteilte".
    """
    first, last = clause
    if last_verb:
        return _first_phrase(words, first, finite, finite)
    if words[first].lower() in ("auch", "selbst", "sogar", "denn", "und") and first + 1 < finite:
        first += 1
    head = words[first].lower()
    if first < finite and head not in PREPOSITIONS and head not in OPENERS | OBLIQUE:
        if head == "es":
            return None
        if head in PRONOUNS | {"der", "das"} and noun_phrase(words, first, finite) == first:
            return first, first + 1
        adverb = first + 1 == finite and _ADVERB.match(words[first])  # capital by its place only
        if noun_phrase(words, first, finite) > first and not adverb:
            verb = finite_verb(words, (first, finite + 1))  # may be another: "lobte und forderte"
            end = finite if verb is None else min(verb, finite)
            return first, _without_adverbs(words, first, end)
    behind = _first_phrase(words, finite + 1, last, limit)
    if behind or finite == first:
        return behind
    pronoun = head in OPENERS or (head in ("den", "dem") and first + 2 < finite >= last - 2)
    return _first_phrase(words, first + pronoun, finite, finite)  # "den Ida Moll gesagt hat"


def has_capital_by_place(word: str) -> bool:
    """Whether a word that opens a sentence is no noun: "Heuer", "Völlig"."""
    small = word.lower()
    other = not word.isalpha() or word == small or small in ARTICLES | PRONOUNS | _OTHER_PRONOUNS
    if other or word in surnames():
        return False
    return word == "Heuer" or (is_known(small) and lemma(word) == small)


def main_subject(words: Sequence[str], unit: Unit) -> tuple[int, ...]:
    """The subject of a sentence that reports nothing itself, as token ids."""
    clauses = split_clauses(words, unit)
    if not clauses:
        return ()
    verb = finite_verb(words, clauses[0])
    found = subject(words, clauses[0], verb, unit.last - 1) if verb is not None else None
    return span(*found) if found else ()


def agent(words: Sequence[str], clause: Span) -> Span | None:
    """Finds who acts in a passive clause: "von der Ministerin"."""
    for i in range(*clause):
        if words[i].lower() in ("von", "vom", "seitens"):
            end = noun_phrase(words, i + 1, clause[1])
            if end > i + 1:
                return i + 1, end
    return None


def addressee(words: Sequence[str], clause: Span, hit: CueHit) -> Span | None:
    """Finds whom somebody tells something: "gegenüber dem Sender", "sagte der Zeitung".

    A phrase right behind the verb counts if the subject stands before it.
    """
    first, last = clause
    for i in range(first, last - 1):
        mark = words[i].lower()
        told = mark == "gegenüber" or (mark == "mit" and words[i - 1].endswith(("view", "spräch")))
        end = noun_phrase(words, i + 1, last) if told else i
        if end > i + 1:
            return i + 1, end
    start = hit.finite + 1
    dative = start < last and words[start] in ("dem", "der", "den", "einem", "einer")
    if not dative and hit.cue.lemma not in _TELLING:
        return None
    if first == hit.finite or words[first].lower() in PREPOSITIONS | OPENERS:
        return None
    end = noun_phrase(words, start, last)
    return (start, end) if end > start else None


def _first_phrase(words: Sequence[str], first: int, last: int, limit: int) -> Span | None:
    """Finds the first noun phrase or pronoun, stepping over adverbs and prepositional phrases."""
    i = first
    while i < last:
        word = words[i].lower()
        if word in _SPEAKING and noun_phrase(words, i, limit) == i:
            return i, i + 1
        if word in PREPOSITIONS:
            i = max(noun_phrase(words, i + 1, last), i + 1)
            continue
        end = noun_phrase(words, i, limit)
        if end > i and word not in OBLIQUE:
            return i, end
        i = max(end, i + 1)
    return None


def _without_adverbs(words: Sequence[str], first: int, end: int) -> int:
    while end - 1 > first and words[end - 1].islower() and words[end - 1] in OPENERS:
        end -= 1
    return end
