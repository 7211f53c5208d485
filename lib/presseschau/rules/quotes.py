"""Reported speech by rules: marks, reporting verbs, "laut", dass-clauses, Konjunktiv."""

from collections.abc import Sequence
from typing import NamedTuple

from presseschau.annotator import Mention, Quote
from presseschau.rules.clauses import (
    ATTACHED,
    STOPS,
    SUBORDINATORS,
    Unit,
    konjunktiv,
    read_units,
    split_clauses,
    trim,
)
from presseschau.rules.cues import CueHit, find_cues
from presseschau.rules.sources import Source, find_source
from presseschau.rules.speakers import subject
from presseschau.tables import Span
from presseschau.text import Document

# How sure each rule is: the share of its quotes that were right on the Wikinews training articles.
_SCORES = {
    "marks": 0.8,
    "marks, no cue": 0.5,
    "words in marks": 0.4,
    "source": 0.7,
    "clause": 0.7,
    "mood": 0.6,
    "summary": 0.4,
}


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


def find_quotes(document: Document, mentions: Sequence[Mention] = ()) -> list[Quote]:
    """Finds reported speech with its speaker, cue and frame.

    Args:
        document: A text with its sentences and tokens.
        mentions: The names in it; a speaker that only cuts into a name is widened to all of it.

    Returns:
        The quotes in order of their beginnings, scored by the rule that found them.
    """
    words = document.words()
    found: list[Found] = []
    previous: Unit | None = None
    for unit in read_units(document):
        here = read_unit(words, unit)
        found = _join(words, found, here, unit, previous)
        previous = unit
    return sorted(_as_quote(document, item) for item in found)


def read_unit(words: Sequence[str], unit: Unit) -> list[Found]:
    """Finds the quotes of one unit, without a look at what stands before it."""
    clauses = split_clauses(words, unit)
    source = find_source(words, unit, clauses)
    blocks = [block for block in unit.blocks if _is_speech(words, block, unit)]
    if source:
        return _from_source(words, unit, source, blocks)
    indirect = _from_verb(words, unit, clauses)
    if indirect and not (blocks and _mostly_marked(indirect.quote, blocks)):
        return [indirect, *_nested(indirect, unit, words)]
    if blocks:
        return [_direct(words, unit, clauses, blocks)]
    return _summary(words, unit, clauses)


def _is_speech(words: Sequence[str], block: Span, unit: Unit) -> bool:
    """Tells words that somebody says from a title or a word set apart by marks."""
    first, last = block
    if last - first >= 8 or (first > unit.first and words[first - 1] == ":"):
        return True
    return last - first >= 5 and any(words[i] in STOPS | {","} for i in (last - 2, last))


def _mostly_marked(quote: Sequence[int], blocks: Sequence[Span]) -> bool:
    inside = {i for first, last in blocks for i in range(first, last)}
    return len(set(quote) - inside) < 3


def _from_source(
    words: Sequence[str], unit: Unit, source: Source, blocks: Sequence[Span]
) -> list[Found]:
    rest = [i for i in range(unit.first, unit.last) if i not in set(source.frame)]
    spans = [trim(words, a, b) for a, b in runs(rest)]
    quote = tuple(i for a, b in spans for i in range(a, b))
    if not quote:
        return []
    roles = {"speaker": source.speaker, "cue": source.cue, "frame": source.frame}
    if blocks and _mostly_marked(quote, blocks):
        quote = tuple(i for a, b in blocks for i in range(a, b))
        return [Found(quote, "Direct", "marks", **roles, medium=source.medium)]
    found = Found(quote, "Indirect", "source", **roles, medium=source.medium)
    return [found, *_nested(found, unit, words)]


def _from_verb(words: Sequence[str], unit: Unit, clauses: Sequence[Span]) -> Found | None:
    """Finds a clause that a reporting verb introduces, in front of it or behind it."""
    for k, clause in enumerate(clauses):
        for hit in _plain_hits(words, unit, clause):
            if k and hit.finite == clause[0]:
                return _clause_quote(words, unit, clause, hit, (unit.first, clause[0]))
            start = _content(words, clauses, k, hit)
            if start is not None:
                return _clause_quote(words, unit, clause, hit, (start, unit.last))
    return None


def _plain_hits(words: Sequence[str], unit: Unit, clause: Span) -> list[CueHit]:
    plain = set(unit.plain())
    return [hit for hit in find_cues(words, *clause) if hit.finite in plain]


def _content(words: Sequence[str], clauses: Sequence[Span], k: int, hit: CueHit) -> int | None:
    """Gives the first token of what a clause introduces, None if nothing follows it."""
    for n in range(k + 1, min(k + 4, len(clauses))):
        first = clauses[n][0]
        head = words[first].lower()
        if head in SUBORDINATORS or words[first - 1] == ":":
            return first
        if n > k + 1:
            continue
        if konjunktiv(words, range(first, clauses[-1][1])) == 2 and head not in ATTACHED:
            return first
        if _infinitive(words, first, clauses[-1][1]) and head not in ATTACHED:
            return first
    return None


def _infinitive(words: Sequence[str], first: int, last: int) -> bool:
    return any(words[i] == "zu" and words[i + 1].endswith("n") for i in range(first, last - 1))


def _clause_quote(
    words: Sequence[str], unit: Unit, clause: Span, hit: CueHit, content: Span
) -> Found:
    quote = _range(*trim(words, *content))
    frame = tuple(i for i in range(unit.first, unit.last) if i not in set(quote))
    while frame and words[frame[-1]] in STOPS:
        frame = frame[:-1]
    limit = unit.last - 1 if content[0] < clause[0] else content[0]
    found = subject(words, clause, hit.finite, limit)
    speaker = _range(*found) if found else ()
    return Found(quote, "Indirect", "clause", speaker, hit.tokens, frame, (), hit.cue.medium)


def _direct(
    words: Sequence[str], unit: Unit, clauses: Sequence[Span], blocks: Sequence[Span]
) -> Found:
    quote = tuple(i for first, last in blocks for i in range(first, last))
    rest = [i for i in range(unit.first, unit.last) if i not in set(quote)]
    while rest and words[rest[-1]] in STOPS:
        rest.pop()
    for clause in clauses:
        for hit in _plain_hits(words, unit, clause):
            found = subject(words, clause, hit.finite, unit.last)
            speaker = tuple(i for i in _range(*found) if i in rest) if found else ()
            return Found(
                quote, "Direct", "marks", speaker, hit.tokens, tuple(rest), (), hit.cue.medium
            )
    return Found(quote, "Direct", "marks, no cue")


def _nested(outer: Found, unit: Unit, words: Sequence[str]) -> list[Found]:
    """Finds the speech in marks inside another quote; it shares the speaker."""
    inside = set(outer.quote)
    blocks = [b for b in unit.blocks if b[1] - b[0] >= 6 and b[0] in inside]
    return [
        Found(_range(*block), "Direct", "words in marks", outer.speaker, medium=outer.medium)
        for block in blocks
    ]


def _summary(words: Sequence[str], unit: Unit, clauses: Sequence[Span]) -> list[Found]:
    """Takes a sentence for a report of speech: "kritisierte die Pläne"."""
    for clause in clauses:
        for hit in _plain_hits(words, unit, clause):
            found = subject(words, clause, hit.finite, unit.last - 1)
            if hit.cue.use != "either" or not found:
                continue
            quote = _range(unit.first, unit.last)
            return [Found(quote, "Reported", "summary", _range(*found), medium=hit.cue.medium)]
    return []


def _join(
    words: Sequence[str],
    found: list[Found],
    here: list[Found],
    unit: Unit,
    previous: Unit | None,
) -> list[Found]:
    """Adds a unit's quotes to those before it, with what only their sequence tells."""
    last = next((q for q in reversed(found) if q.rule != "words in marks"), None)
    if not here and last and (mood := konjunktiv(words, unit.plain())):
        near = previous and last.quote[-1] >= previous.first
        if mood == 2 or near:
            if near and last.type == "IndirectFreeIndirect":
                quote = last.quote + _range(unit.first, unit.last)
                return [q for q in found if q is not last] + [last._replace(quote=quote)]
            quote = _range(unit.first, unit.last)
            return [
                *found,
                Found(quote, "IndirectFreeIndirect", "mood", last.speaker, medium=last.medium),
            ]
    if here and here[0].rule == "marks, no cue":
        here[0] = _introduced(words, here[0], unit, previous, last)
    return found + here


def _introduced(
    words: Sequence[str], quote: Found, unit: Unit, previous: Unit | None, last: Found | None
) -> Found:
    """Gives a quote that stands alone the speaker of the sentence before it."""
    if previous and words[previous.last - 1] == ":":
        for clause in split_clauses(words, previous):
            for hit in _plain_hits(words, previous, clause):
                speaker = subject(words, clause, hit.finite, previous.last - 1)
                return quote._replace(
                    rule="marks",
                    speaker=_range(*speaker) if speaker else (),
                    cue=hit.tokens,
                    frame=_range(previous.first, previous.last),
                    medium=hit.cue.medium,
                )
    return quote._replace(speaker=last.speaker) if last else quote


def runs(tokens: Sequence[int]) -> list[Span]:
    """Groups token ids into ranges of neighbours."""
    ranges: list[Span] = []
    for i in tokens:
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return ranges


def _range(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last))


def _as_quote(document: Document, item: Found) -> Quote:
    def spans(tokens: tuple[int, ...]) -> tuple[Span, ...]:
        return tuple(
            (document.tokens[first][0], document.tokens[last - 1][1])
            for first, last in runs(tokens)
        )

    roles = [spans(part) for part in (item.speaker, item.cue, item.frame, item.addressee)]
    return Quote(spans(item.quote), item.type, item.medium, *roles, _SCORES[item.rule])
