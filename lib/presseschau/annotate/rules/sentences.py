"""What one sentence reports: the quotes in it, with speaker, cue and frame."""

from collections.abc import Iterable, Sequence

from presseschau.annotate.rules.arguments import speaker_of, told_to
from presseschau.annotate.rules.clauses import (
    RELATIVES,
    STOPS,
    Unit,
    runs,
    span,
    split_clauses,
    trim,
)
from presseschau.annotate.rules.cues import (
    AUXILIARIES,
    CueHit,
    load_cues,
)
from presseschau.annotate.rules.frames import Found, cue_hits, introduced_quote
from presseschau.annotate.rules.named_sources import Source, find_source
from presseschau.annotate.rules.nominals import noun_phrase
from presseschau.core.tables import Span

_MOST_CUES = 10  # reporting verbs in a clause; more are a list


def read_sentence(words: Sequence[str], unit: Unit) -> list[Found]:
    """Finds the quotes of one unit, outer ones first, without a look at what stands before it."""
    clauses = split_clauses(words, unit)
    blocks = [block for block in unit.blocks if is_speech(words, block, unit)]
    source = find_source(words, unit, clauses)
    verb = introduced_quote(words, unit, clauses)
    if verb and blocks and _mostly_marked(verb.quote, blocks):
        verb = None
    if source:
        return _from_source(words, unit, source, verb, blocks)
    if verb:
        return [verb, *marked_words(words, verb, unit)]
    if blocks:
        return _parted(words, _direct(words, unit, clauses, blocks), blocks)
    return _words_in_marks(words, unit, clauses) or _summary(words, unit, clauses)


def is_speech(words: Sequence[str], block: Span, unit: Unit) -> bool:
    """Whether words in marks are what somebody says, not a title or a word set apart."""
    first, last = block
    inner = words[first + 1 : last - 1]
    if last + 1 < unit.last and words[last] == "," and words[last + 1] in load_cues().finite:
        return True  # „Nein“, sagte sie
    if not any(word[0].islower() and len(word) > 3 for word in inner):
        return False
    if last - first >= 8 or (first > unit.first and words[first - 1] == ":"):
        return True
    return last - first >= 5 and (
        words[last - 2] in STOPS or words[min(last, unit.last - 1)] == ","
    )


def _inside(blocks: Iterable[Span]) -> set[int]:
    return {i for first, last in blocks for i in range(first, last)}


def _mostly_marked(quote: Sequence[int], blocks: Sequence[Span]) -> bool:
    return len(set(quote) - _inside(blocks)) < 2


def _from_source(
    words: Sequence[str], unit: Unit, source: Source, verb: Found | None, blocks: Sequence[Span]
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
    nested = marked_words(words, found, unit)
    if verb and whole == verb.quote:
        return [verb, found, *nested]
    if verb and set(verb.quote) < set(quote):
        return [found, verb._replace(rule="nested clause"), *nested]
    return [found, *nested]


def _direct(
    words: Sequence[str], unit: Unit, clauses: Sequence[Span], blocks: Sequence[Span]
) -> Found:
    """Takes the marked words of a sentence for one quote, the rest for its frame."""
    quote = tuple(sorted(_inside(blocks)))
    rest = [i for i in range(unit.first, unit.last) if i not in set(quote)]
    while rest and words[rest[-1]] in STOPS:
        rest.pop()
    holder = next((k for k, (a, b) in enumerate(clauses) if a <= blocks[0][0] < b), 0)
    for k in sorted(range(len(clauses)), key=lambda k: k != holder):
        clause = clauses[k]
        for hit in cue_hits(words, unit, clause):
            found = speaker_of(words, clauses, k, hit, unit.last)
            speaker = tuple(i for i in found if i in rest)
            cue = _with_als(words, hit, blocks[0][0]) if hit.cue.use == "name" else hit.tokens
            told = told_to(words, clause, hit)
            return Found(quote, "Direct", "marks", speaker, cue, tuple(rest), told, hit.cue.medium)
    if len(rest) > 2 and words[blocks[0][0] - 1] == ":":
        end = noun_phrase(words, unit.first, blocks[0][0])
        return Found(quote, "Direct", "marks", span(unit.first, end), (), tuple(rest))
    return Found(quote, "Direct", "marks, no cue")


def _parted(words: Sequence[str], quote: Found, blocks: Sequence[Span]) -> list[Found]:
    """Makes two quotes of „A“, räumte sie ein und forderte: „B“; a colon begins the second."""
    parts = [[blocks[0]]]
    for block in blocks[1:]:
        if words[block[0] - 1] == ":":
            parts.append([block])
        else:
            parts[-1].append(block)
    return [quote._replace(quote=tuple(sorted(_inside(part)))) for part in parts]


def _with_als(words: Sequence[str], hit: CueHit, block: int) -> tuple[int, ...]:
    """Takes the "als" of "bezeichnete sie als „Unsinn“" into the cue."""
    between = [i for i in range(hit.finite + 1, block) if words[i] == "als"]
    return tuple(sorted({*hit.tokens, *between[-1:]}))


def marked_words(words: Sequence[str], outer: Found, unit: Unit) -> list[Found]:
    """Finds the words in marks inside another quote; they share its speaker, cue and frame."""
    inside = set(outer.quote)
    return [
        outer._replace(quote=span(*block), type="Direct", rule="words in marks")
        for block in unit.blocks
        if block[0] in inside and _is_phrase(words, block, least=1)
    ]


def _is_phrase(words: Sequence[str], block: Span, least: int = 2) -> bool:
    """Whether marks hold somebody's own words, not a name: a small word carries sense."""
    inner = words[block[0] + 1 : block[1] - 1]
    return len(inner) >= least and any(
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
        for hit in cue_hits(words, unit, clause)[:_MOST_CUES]:
            if hit.cue.lemma == "sprechen" and "mit" in words[slice(*clause)]:
                continue  # talks with somebody rather than about something
            if hit.cue.use not in ("either", "name") or (
                k and words[clause[0]].lower() in RELATIVES
            ):
                continue
            if speaker := speaker_of(words, clauses, k, hit, unit.last - 1):
                whole = span(unit.first, unit.last)
                told = told_to(words, clause, hit)
                return [Found(whole, "Reported", "summary", speaker, (), (), told, hit.cue.medium)]
    return []
