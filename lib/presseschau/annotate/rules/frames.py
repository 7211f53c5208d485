"""Clauses of reported speech and the clause that introduces them, by its verb or noun."""

from collections.abc import Sequence
from typing import NamedTuple

from presseschau.annotate.rules.arguments import finite_verb, speaker_of, subject, told_to
from presseschau.annotate.rules.clauses import (
    RELATIVES,
    STOPS,
    SUBORDINATORS,
    Unit,
    konjunktiv,
    opens_content,
    span,
    trim,
)
from presseschau.annotate.rules.cues import AUXILIARIES, Cue, CueHit, find_cues, speech_nouns
from presseschau.annotate.rules.nominals import PREPOSITIONS, only_phrase, phrase_before
from presseschau.core.tables import Span


class Found(NamedTuple):
    """A quote as token ids; ``rule`` names the rule that found it."""

    quote: tuple[int, ...]
    type: str
    rule: str
    speaker: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()
    frame: tuple[int, ...] = ()
    addressee: tuple[int, ...] = ()
    medium: str = "Speech"


def cue_hits(words: Sequence[str], unit: Unit, clause: Span) -> list[CueHit]:
    """The reporting verbs of a clause that stand outside quotation marks and brackets."""
    hits = [(hit, words[clause[0] : hit.finite]) for hit in find_cues(words, *clause)]
    return [
        hit
        for hit, before in hits
        if not any(first <= hit.finite < last for first, last in unit.blocks)
        and before.count("(") <= before.count(")")
    ]


def introduced_quote(words: Sequence[str], unit: Unit, clauses: Sequence[Span]) -> Found | None:
    """Finds a clause that a reporting verb introduces, in front of it or behind it."""
    for k, clause in enumerate(clauses):
        for hit in cue_hits(words, unit, clause):
            start = _content(words, unit, clauses, k, hit)
            if start is not None:
                end = _main_clause(words, unit, clauses, k, start)
                return _clause_quote(words, unit, clauses, k, hit, (start, end))
            so = words[clause[0]] == "so"  # "..., so heißt es in dem Brief"
            if k and hit.finite == clause[0] + so and _behind(words, unit, clauses, k, hit):
                return _clause_quote(words, unit, clauses, k, hit, (unit.first, clause[0]))
    return _from_noun(words, unit, clauses)


def _main_clause(
    words: Sequence[str], unit: Unit, clauses: Sequence[Span], k: int, start: int
) -> int:
    """Where the main clause takes over from "Dass er behauptet, es sei spät, ist dreist"."""
    if k or words[unit.first].lower() not in _CONDITIONS:
        return unit.last
    verbs = (a for a, _ in clauses[1:] if a > start and words[a] in AUXILIARIES | _JUDGING)
    return next(verbs, unit.last)


_CONDITIONS = frozenset(["dass", "daß", "wenn", "weil", "da", "obwohl"])
_JUDGING = frozenset(["bleibt", "macht", "klingt", "wirkt", "zeigt", "spricht", "passt", "gilt"])


def _from_noun(words: Sequence[str], unit: Unit, clauses: Sequence[Span]) -> Found | None:
    """Finds a clause behind a noun of speech ("vertrat die Ansicht, ...") or an unlisted verb."""
    for k, (first, last) in enumerate(clauses[:-1]):
        head, follows = words[clauses[k + 1][0]].lower(), clauses[k + 1]
        noun = speech_nouns().get(words[last - 1])
        mood = konjunktiv(words, range(follows[0], unit.last))
        said = head in ("dass", "daß") and (noun or mood == 2)
        if not said and not (noun and mood and opens_content(words, follows, unit.last)):
            continue
        finite = finite_verb(words, (first, last))
        if finite is None:
            continue
        start = phrase_before(words, finite + 1, last) if noun else last
        tokens = tuple(sorted({finite, *range(start, last)}))
        cue = noun or _UNLISTED
        return _clause_quote(
            words, unit, clauses, k, CueHit(cue, tokens, finite), (follows[0], unit.last)
        )
    return None


_UNLISTED = Cue("", "verb", "", "clause", "neutral", "Speech")


def _content(
    words: Sequence[str], unit: Unit, clauses: Sequence[Span], k: int, hit: CueHit
) -> int | None:
    """The first token of what a clause introduces, None if it introduces nothing behind it."""
    for n in range(k + 1, min(k + 4, len(clauses))):
        clause = clauses[n]
        colon = words[clause[0] - 1] == ":"
        if words[clause[0]].lower() in SUBORDINATORS:
            return clause[0]
        if hit.cue.use == "dass" and konjunktiv(words, [hit.finite]) == 2:
            return None  # itself a part of what is said: "er schließe das Haus"
        if hit.cue.use == "name" and konjunktiv(words, span(clause[0], unit.last)) < 2:
            continue
        phrase = n + 1 < len(clauses) and only_phrase(words, clause)
        if (colon and hit.cue.use in ("clause", "either")) or (
            not phrase and opens_content(words, clause, unit.last)
        ):
            return clause[0]
        if not phrase and words[clause[0]].lower() not in RELATIVES | _FRONTED:
            return None
    return None


def _behind(words: Sequence[str], unit: Unit, clauses: Sequence[Span], k: int, hit: CueHit) -> bool:
    """Whether a clause such as ", sagte sie" stands behind what is said."""
    if hit.cue.use in ("dass", "name"):
        return False
    last = clauses[k][1]
    if _von_name(words, hit.finite, last):
        return clauses[k - 1][1] - unit.first > 3
    found = subject(words, (hit.finite, last), hit.finite, unit.last - 1)
    if not found or any(words[i] in PREPOSITIONS for i in range(hit.finite + 1, found[0])):
        return False
    if words[clauses[0][0]].lower() in _FRONTED and k == 1:
        return False
    if all(
        only_phrase(words, clause) or (n and words[clause[0]].lower() in RELATIVES)
        for n, clause in enumerate(clauses[:k])
    ):
        return False
    return clauses[k - 1][1] - unit.first > 3


def _von_name(words: Sequence[str], finite: int, last: int) -> Span | None:
    """The name with "von" right behind a verb: "räumte von der Leck ein", no other noun there."""
    first = finite + 1
    if words[first : first + 1] != ["von"] or words[finite] in AUXILIARIES:
        return None
    end = first + 1 + (words[first + 1] in ("der", "dem", "den"))
    start = end
    while end < last and words[end][0].isupper():
        end += 1
    alone = not any(word[0].isupper() or word == "es" for word in words[end:last])
    return (first, end) if end > start and alone else None


_FRONTED = frozenset(["nachdem", "als", "weil", "da", "wenn", "obwohl", "während", "seit", "um"])


def _clause_quote(
    words: Sequence[str], unit: Unit, clauses: Sequence[Span], k: int, hit: CueHit, content: Span
) -> Found:
    quote = span(*trim(words, *content))
    frame = [i for i in span(unit.first, unit.last) if i < quote[0] or i > quote[-1]]
    while frame and words[frame[-1]] in STOPS:
        frame.pop()
    before = content[0] > clauses[k][0]
    if before:
        speaker = speaker_of(words, clauses, k, hit, content[0])
    else:
        found = _von_name(words, hit.finite, clauses[k][1])
        found = found or subject(words, clauses[k], hit.finite, unit.last - 1)
        speaker = span(*found) if found else ()
    told = told_to(words, clauses[k], hit)
    return Found(
        quote, "Indirect", "clause", speaker, hit.tokens, tuple(frame), told, hit.cue.medium
    )
