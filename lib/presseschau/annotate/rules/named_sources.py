"""Sources that a sentence names without a verb: "laut", "nach Ansicht", "zufolge", "so", "wie"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from presseschau.annotate.rules.arguments import subject
from presseschau.annotate.rules.clauses import SEPARATORS, Unit, span
from presseschau.annotate.rules.cues import AUXILIARIES, find_cues, load_cues, word_set
from presseschau.annotate.rules.nominals import noun_phrase, phrase_before
from presseschau.core.tables import Span

#: The words that lead to a source which no clause names.
_LEADING = word_set("laut nach gemäß zufolge demnach demzufolge")


#: What somebody does before saying something: "langen Recherchen", not "eigenen" ones.
_WORK = re.compile(
    r"(?:(?!eigenen|ersten|bisherigen)[a-zäöüß]+en )*(?:Recherchen|Ermittlungen|Untersuchungen)"
)


class Source(NamedTuple):
    """A named source as token ids: all of it (frame), the cue in it and who speaks."""

    frame: tuple[int, ...]
    cue: tuple[int, ...]
    speaker: tuple[int, ...]
    medium: str = "SW"


@cache
def source_nouns() -> tuple[str, ...]:
    """The nouns X of "nach X" (Ansicht, Angaben), in lower case; compounds end in them."""
    phrases = (cue.lemma for cue in load_cues().cues if cue.pattern == "phrase")
    return tuple(phrase.split()[1].lower() for phrase in phrases if phrase.startswith("nach "))


def find_source(words: Sequence[str], unit: Unit, clauses: Sequence[Span]) -> Source | None:
    """Finds the first source of a unit that needs no reporting verb, outside quotation marks."""
    plain = unit.plain()
    starts = {first: (first, last) for first, last in clauses}
    for i in plain:
        if i in starts and (found := _clause_source(words, starts[i], clauses, unit)):
            return found
        if words[i].lower() not in _LEADING:
            continue
        clause = next(((a, b) for a, b in clauses if a <= i < b), None)
        if clause and (found := _phrase_source(words, i, clause, unit, plain)):
            return found
    return None


def _phrase_source(
    words: Sequence[str], i: int, clause: Span, unit: Unit, plain: Sequence[int]
) -> Source | None:
    word = words[i].lower()
    limit = unit.last - 1
    if word in ("laut", "nach", "gemäß"):
        end = noun_phrase(words, i + 1, limit)
        if word == "nach" and _is_when(words, i + 1, end, clause):
            return None
        if end > i + 1 and (word in ("laut", "gemäß") or _names_source(words, i + 1, end)):
            return Source(span(i, end), (i,), span(i + 1, end))
    if word == "zufolge" or (word == "nach" and i > clause[0]):
        start = phrase_before(words, clause[0], i)
        if start < i and (word == "zufolge" or _names_source(words, start, i)):
            return Source(span(start, i + 1), (i,), span(start, i))
    if word in ("demnach", "demzufolge"):
        return Source((i,), (i,), ()) if len(plain) > 4 else None
    return None


def _names_source(words: Sequence[str], first: int, end: int) -> bool:
    return any(words[i].lower().endswith(source_nouns()) for i in range(first, min(end, first + 4)))


def _is_when(words: Sequence[str], first: int, end: int, clause: Span) -> bool:
    """Whether "nach langen Recherchen" only says when somebody says something in its clause."""
    plain = " ".join(words[first:end])
    return bool(_WORK.fullmatch(plain)) and bool(find_cues(words, *clause))


def _clause_source(
    words: Sequence[str], clause: Span, clauses: Sequence[Span], unit: Unit
) -> Source | None:
    """Reads ", so die Ministerin" and "wie die Polizei mitteilte" as sources."""
    first, last = clause
    word = words[first].lower()
    if word == "so" and first > unit.first:
        end = noun_phrase(words, first + 1, unit.last - 1)
        rest = words[end:last]
        if end <= first + 1 or len(rest) > 14 or not AUXILIARIES.isdisjoint(rest):
            return None
        return Source(
            _with_comma(words, first, max(end, last), unit), (first,), span(first + 1, end)
        )
    if word == "wonach" and first > unit.first + 1:
        start = phrase_before(words, unit.first, first - 1)
        return Source(span(unit.first, first + 1), (first,), span(start, first - 1))
    if word != "wie":
        return None
    for end in [last, *(b for a, b in clauses if a > first)][
        :3
    ]:  # "wie Ida Moll, die Chefin, sagte"
        hits = [hit for hit in find_cues(words, first + 1, end) if hit.tokens[-1] > end - 3]
        if hits:
            hit = hits[-1]
            found = subject(words, (first + 1, end), hit.tokens[0], end, last_verb=True)
            speaker = span(*found) if found else ()
            frame = _with_comma(words, first, end, unit)
            return Source(frame, (first, *hit.tokens), speaker, hit.cue.medium)
    return None


def _with_comma(words: Sequence[str], first: int, last: int, unit: Unit) -> tuple[int, ...]:
    """Takes in the separator that sets a clause off: in front, or behind at the unit's head."""
    if first > unit.first and words[first - 1] in SEPARATORS:
        first -= 1
    elif last < unit.last and words[last] in SEPARATORS:
        last += 1
    return span(first, last)
