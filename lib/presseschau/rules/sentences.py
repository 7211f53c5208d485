"""What one sentence reports: the quotes in it, with speaker, cue and frame."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presseschau.rules.clauses import (
    RELATIVES,
    STOPS,
    SUBORDINATORS,
    Unit,
    konjunktiv,
    opens_content,
    split_clauses,
    trim,
)
from presseschau.rules.cues import AUXILIARIES, BECOME, CueHit, find_cues
from presseschau.rules.sources import Source, find_source
from presseschau.rules.speakers import PREPOSITIONS, agent, noun_phrase, subject
from presseschau.tables import Span


MARKS = frozenset(["„", "“", "”", '"', "»", "«", "‚", "‘", "''"])


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


def read_sentence(words: Sequence[str], unit: Unit) -> list[Found]:
    """Finds the quotes of one unit, without a look at what stands before it.

    Args:
        words: The tokens of the document.
        unit: A sentence, or several that quotation marks hold together.

    Returns:
        An outer quote first, the quotes inside it behind it.
    """
    clauses = split_clauses(words, unit)
    blocks = [block for block in unit.blocks if is_speech(words, block, unit)]
    source = find_source(words, unit, clauses)
    verb = _from_verb(words, unit, clauses)
    if verb and blocks and _mostly_marked(verb.quote, blocks):
        verb = None
    if source:
        return _from_source(words, unit, source, verb, blocks)
    if verb:
        return [verb, *_nested(words, verb, unit)]
    if blocks:
        return [_direct(words, unit, clauses, blocks)]
    return _words_in_marks(words, unit, clauses) or _summary(words, unit, clauses)


def cue_hits(words: Sequence[str], unit: Unit, clause: Span) -> list[CueHit]:
    """Gives the reporting verbs of a clause that stand outside quotation marks."""
    plain = set(unit.plain())
    return [
        hit
        for hit in find_cues(words, *clause)
        if hit.finite in plain
        and words[clause[0] : hit.finite].count("(") == 0
        or hit.finite in plain
        and ")" in words[clause[0] : hit.finite]
    ]


def is_speech(words: Sequence[str], block: Span, unit: Unit) -> bool:
    """Tells words that somebody says from a title or a word set apart by marks."""
    first, last = block
    inner = words[first + 1 : last - 1]
    if not any(word[0].islower() and len(word) > 3 for word in inner):
        return False
    if last - first >= 8 or (first > unit.first and words[first - 1] == ":"):
        return True
    return last - first >= 5 and (
        words[last - 2] in STOPS or words[min(last, unit.last - 1)] == ","
    )


def span(first: int, last: int) -> tuple[int, ...]:
    """Gives a range of token ids."""
    return tuple(range(first, last))


def speaker_of(
    words: Sequence[str], clauses: Sequence[Span], k: int, hit: CueHit, limit: int
) -> tuple[int, ...]:
    """Gives who speaks in a clause: its subject, or in the passive the one it is done by.

    Args:
        words: The tokens of the document.
        clauses: The clauses of the unit.
        k: Which of them holds the reporting verb.
        hit: The verb.
        limit: How far a name set off by commas may reach.
    """
    clause = clauses[k]
    if _passive(words, hit) and hit.cue.lemma != "zitieren":
        found = agent(words, clause) or _container(words, clause)
    elif words[hit.finite].lower() in ("heißt", "hieß", "geheißen", "hatte"):
        found = subject(words, clause, hit.finite, limit) or _container(words, clause)
    elif k and hit.finite == clause[0] and (head := _head(words, clauses, k)):
        found = head
    else:
        found = subject(words, clause, hit.finite, limit)
    return span(*found) if found else ()


def _passive(words: Sequence[str], hit: CueHit) -> bool:
    future = words[hit.tokens[-1]].endswith("en") and words[hit.tokens[0]] in ("wird", "werden")
    forms = {words[i] for i in hit.tokens}
    return len(hit.tokens) > 1 and bool(forms & BECOME) and (not future or "worden" in forms)


def _container(words: Sequence[str], clause: Span) -> Span | None:
    """Finds the text that says something where nobody does: "In dem Bericht heißt es"."""
    for i in range(*clause):
        if words[i].lower() in ("in", "im", "auf", "aus"):
            end = noun_phrase(words, i + 1, clause[1])
            return (i + 1, end) if end > i + 1 else None
    return None


def _head(words: Sequence[str], clauses: Sequence[Span], k: int) -> Span | None:
    """Finds the subject that commas part from its verb: "Ida Moll, die Chefin, sagte"."""
    first, last = clauses[0]
    if (
        words[first] in MARKS
        or words[first].lower() in PREPOSITIONS
        or not _only_phrase(words, clauses[0])
    ):
        return None
    for clause in clauses[1:k]:
        if not _only_phrase(words, clause):
            break
        last = clause[1]
    return first, last


def _inside(blocks: Iterable[Span]) -> set[int]:
    return {i for first, last in blocks for i in range(first, last)}


def _mostly_marked(quote: Sequence[int], blocks: Sequence[Span]) -> bool:
    return len(set(quote) - _inside(blocks)) < 3


def _from_source(
    words: Sequence[str],
    unit: Unit,
    source: Source,
    verb: Found | None,
    blocks: Sequence[Span],
) -> list[Found]:
    """Takes a sentence with "laut", "nach Angaben" or "wie ... mitteilte" apart."""
    whole = span(unit.first, unit.last)
    if verb and set(source.frame) <= set(verb.quote):
        whole = verb.quote
    spans = [trim(words, *run) for run in runs(i for i in whole if i not in set(source.frame))]
    quote = tuple(i for run in spans for i in range(*run))
    if not quote:
        return [verb] if verb else []
    roles = {"speaker": source.speaker, "cue": source.cue, "frame": source.frame}
    if blocks and _mostly_marked(quote, blocks):
        return [Found(tuple(sorted(_inside(blocks))), "Direct", "marks", **roles)]
    found = Found(quote, "Indirect", "source", **roles, medium=source.medium)
    nested = _nested(words, found, unit)
    if verb and whole == verb.quote:
        return [verb, found, *nested]
    if verb and set(verb.quote) < set(quote):
        return [found, verb._replace(rule="nested clause"), *nested]
    return [found, *nested]


def _from_verb(words: Sequence[str], unit: Unit, clauses: Sequence[Span]) -> Found | None:
    """Finds a clause that a reporting verb introduces, in front of it or behind it."""
    for k, clause in enumerate(clauses):
        for hit in cue_hits(words, unit, clause):
            start = _content(words, unit, clauses, k, hit)
            if start is not None:
                return _clause_quote(words, unit, clauses, k, hit, (start, unit.last))
            if k and hit.finite == clause[0] and _behind(words, unit, clauses, k, hit):
                return _clause_quote(words, unit, clauses, k, hit, (unit.first, clause[0]))
    return None


def _content(
    words: Sequence[str], unit: Unit, clauses: Sequence[Span], k: int, hit: CueHit
) -> int | None:
    """Gives the first token of what a clause introduces, None if nothing follows it."""
    for n in range(k + 1, min(k + 4, len(clauses))):
        clause = clauses[n]
        colon = words[clause[0] - 1] == ":"
        if words[clause[0]].lower() in SUBORDINATORS:
            return clause[0]
        if hit.cue.use == "name" and konjunktiv(words, span(clause[0], unit.last)) < 2:
            continue
        phrase = n + 1 < len(clauses) and _only_phrase(words, clause)
        if (colon and hit.cue.use in ("clause", "either")) or (
            not phrase and opens_content(words, clause, unit.last)
        ):
            return clause[0]
        if not phrase and words[clause[0]].lower() not in RELATIVES:
            return None
    return None


def _only_phrase(words: Sequence[str], clause: Span) -> bool:
    """Tells a clause that is no more than a noun phrase, with or without preposition."""
    first, last = clause
    first += words[first].lower() in PREPOSITIONS
    return noun_phrase(words, first, last) >= last - 1


def _behind(words: Sequence[str], unit: Unit, clauses: Sequence[Span], k: int, hit: CueHit) -> bool:
    """Tells whether a clause such as ", sagte sie" stands behind what is said."""
    if hit.cue.use in ("dass", "name"):
        return False
    first, last = clauses[k]
    found = subject(words, (first, last), first, unit.last - 1)
    if not found or any(words[i] in PREPOSITIONS for i in range(first + 1, found[0])):
        return False
    if words[clauses[0][0]].lower() in _FRONTED and k == 1:
        return False
    if all(
        _only_phrase(words, clause) or words[clause[0]].lower() in RELATIVES
        for clause in clauses[:k]
    ):
        return False
    return clauses[k - 1][1] - unit.first > 3


_FRONTED = frozenset(["nachdem", "als", "weil", "da", "wenn", "obwohl", "während", "seit", "um"])


def _clause_quote(
    words: Sequence[str],
    unit: Unit,
    clauses: Sequence[Span],
    k: int,
    hit: CueHit,
    content: Span,
) -> Found:
    quote = span(*trim(words, *content))
    frame = [i for i in span(unit.first, unit.last) if i < quote[0] or i > quote[-1]]
    while frame and words[frame[-1]] in STOPS:
        frame.pop()
    before = content[0] > clauses[k][0]
    if before:
        speaker = speaker_of(words, clauses, k, hit, content[0])
    else:
        found = subject(words, clauses[k], hit.finite, unit.last - 1)
        speaker = span(*found) if found else ()
    return Found(quote, "Indirect", "clause", speaker, hit.tokens, tuple(frame), (), hit.cue.medium)


def _direct(
    words: Sequence[str], unit: Unit, clauses: Sequence[Span], blocks: Sequence[Span]
) -> Found:
    """Takes the marked words of a sentence for one quote, the rest for its frame."""
    quote = tuple(sorted(_inside(blocks)))
    rest = [i for i in range(unit.first, unit.last) if i not in set(quote)]
    while rest and words[rest[-1]] in STOPS:
        rest.pop()
    for k, clause in enumerate(clauses):
        for hit in cue_hits(words, unit, clause):
            found = speaker_of(words, clauses, k, hit, unit.last)
            speaker = tuple(i for i in found if i in rest)
            roles = (speaker, hit.tokens, tuple(rest), (), hit.cue.medium)
            return Found(quote, "Direct", "marks", *roles)
    if len(rest) > 2 and words[blocks[0][0] - 1] == ":":
        end = noun_phrase(words, unit.first, blocks[0][0])
        return Found(quote, "Direct", "marks", span(unit.first, end), (), tuple(rest))
    return Found(quote, "Direct", "marks, no cue")


def _nested(words: Sequence[str], outer: Found, unit: Unit) -> list[Found]:
    """Finds the words in marks inside another quote; they share its speaker, cue and frame."""
    inside = set(outer.quote)
    return [
        outer._replace(quote=span(*block), type="Direct", rule="words in marks")
        for block in unit.blocks
        if block[0] in inside and _is_phrase(words, block)
    ]


def _is_phrase(words: Sequence[str], block: Span) -> bool:
    """Tells somebody's own words from a name in marks: there is a small word that carries sense."""
    inner = words[block[0] + 1 : block[1] - 1]
    return len(inner) > 1 and any(
        word[0].islower() and len(word) > 3 and word not in AUXILIARIES for word in inner
    )


def _words_in_marks(words: Sequence[str], unit: Unit, clauses: Sequence[Span]) -> list[Found]:
    """Takes a few words in marks for a quote where a reporting verb stands in the clause."""
    for block in unit.blocks:
        clause = next((c for c in clauses if c[0] <= block[0] < c[1]), None)
        hits = cue_hits(words, unit, clause) if clause else []
        named = any(hit.cue.use == "name" and hit.finite < block[0] for hit in hits)
        if hits and (named or _is_phrase(words, block)):
            found = _direct(words, unit, clauses, [block])
            return [found._replace(rule="words in marks")]
    return []


def _summary(words: Sequence[str], unit: Unit, clauses: Sequence[Span]) -> list[Found]:
    """Takes a sentence for a report of speech: "warnte vor Hochwasser"."""
    for k, clause in enumerate(clauses):
        for hit in cue_hits(words, unit, clause):
            if hit.cue.use not in ("either", "name") or words[clause[0]].lower() in RELATIVES:
                continue
            if speaker := speaker_of(words, clauses, k, hit, unit.last - 1):
                whole = span(unit.first, unit.last)
                return [Found(whole, "Reported", "summary", speaker, medium=hit.cue.medium)]
    return []


def runs(tokens: Iterable[int]) -> list[Span]:
    """Groups token ids into ranges of neighbours."""
    ranges: list[Span] = []
    for i in tokens:
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return ranges
