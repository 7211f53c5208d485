"""Clauses of German sentences, told by commas, marks and verb forms; no tagger is needed."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presseschau.annotate.rules.cues import load_cues, word_set
from presseschau.annotate.rules.gazetteer import word_list
from presseschau.annotate.rules.marks import find_marked
from presseschau.core.tables import Span
from presseschau.core.text import Document

SEPARATORS = frozenset([",", ";", ":", "–", "—", "-"])
MARKS = frozenset(["„", "“", "”", '"', "»", "«", "‚", "‘", "''"])
STOPS = frozenset([".", "!", "?", "…", "..."])
SUBORDINATORS = word_list("subordinators")
RELATIVES = word_set("der die das dessen deren dem den denen welcher welche welches welchen")
#: What opens a clause that goes on with the clause before it rather than says what is said.
ATTACHED = RELATIVES | word_list("attached")


#: Of the verbs that carry reported speech, in the third person.
KONJUNKTIV_I = word_list("Konjunktiv I")
KONJUNKTIV_II = word_list("Konjunktiv II")


class Unit(NamedTuple):
    """A sentence, or several held together by quotation marks, as a range of tokens.

    ``blocks`` are the token ranges in marks (outermost ones), marks included.
    """

    first: int
    last: int
    blocks: tuple[Span, ...]

    def plain(self) -> list[int]:
        """The tokens outside the marks, in order."""
        inside = {i for start, end in self.blocks for i in range(start, end)}
        return [i for i in range(self.first, self.last) if i not in inside]


def read_units(document: Document) -> list[Unit]:
    """Splits a document into units: sentences, joined where quotation marks span several."""
    blocks = _blocks(document)
    units: list[Unit] = []
    for first, last in document.sentence_tokens:
        if first == last:
            continue
        if units and any(start < units[-1].last < end for start, end in units[-1].blocks):
            first = units.pop().first
        inside = blocks[bisect_left(blocks, (first, 0)) : bisect_left(blocks, (last, 0))]
        units.append(Unit(first, last, tuple(inside)))
    return units


def _blocks(document: Document) -> list[Span]:
    outermost = [mark for mark in find_marked(document.text) if mark.depth == 0]
    return [block for mark in outermost if (block := tokens_in(document, mark.start, mark.end))]


def tokens_in(document: Document, start: int, end: int) -> Span | None:
    """The range of the tokens that begin in a span of the text; None if there are none."""
    first = bisect_left(document.tokens, (start, start))
    last = bisect_left(document.tokens, (end, end))
    return (first, last) if first < last else None


def split_clauses(words: Sequence[str], unit: Unit) -> list[Span]:
    """Splits a unit at commas, colons, semicolons and dashes outside marks and brackets.

    Returns:
        The clauses as token ranges, without the separators and the final stop.
    """
    opaque = {i for start, end in unit.blocks for i in range(start, end)}
    clauses, start, depth = [], unit.first, 0
    end = trim(words, unit.first, unit.last)[1]
    for i in range(unit.first, end):
        depth += (words[i] == "(") - (words[i] == ")")
        if words[i] in SEPARATORS and i not in opaque and depth <= 0:
            if start < i:
                clauses.append((start, i))
            start = i + 1
    if start < end:
        clauses.append((start, end))
    return clauses


def trim(words: Sequence[str], first: int, last: int) -> Span:
    """Takes separators off both ends of a range of tokens, and stops off its right end."""
    while first < last and words[first] in SEPARATORS:
        first += 1
    while first < last and (words[last - 1] in SEPARATORS or words[last - 1] in STOPS):
        last -= 1
    return first, last


def konjunktiv(words: Sequence[str], tokens: Iterable[int]) -> int:
    """How surely tokens are in the mood of reported speech: 2 Konjunktiv I, 1 II, 0 none."""
    forms = {words[i] for i in tokens}
    if forms & {"ich", "Ich"}:
        return 2 if forms & {"sei", "seien"} else 0
    if not forms.isdisjoint(KONJUNKTIV_I) or not forms.isdisjoint(load_cues().konjunktiv):
        return 2
    return 1 if forms & KONJUNKTIV_II else 0


def opens_content(words: Sequence[str], clause: Span, last: int) -> bool:
    """Whether somebody's words begin in a clause, with or without "dass".

    It opens with a word such as "dass" or "ob", or stands in the Konjunktiv without being a
    relative clause, or is an infinitive with "zu".

    Args:
        words: The tokens of the document.
        clause: The clause.
        last: The token behind the unit.
    """
    first, end = clause
    head = words[first].lower()
    if head in SUBORDINATORS:
        return True
    infinitive = _is_infinitive(words, clause)
    if head in RELATIVES:
        # Relative clauses end in their verb; a clause with the verb inside it is a main clause.
        inner = any(konjunktiv(words, [i]) for i in range(first + 1, end - 1))
        if konjunktiv(words, [end - 1]):
            return end - first <= 4 and (inner or words[end - 2][0].isupper())
        return infinitive or inner
    if head in ATTACHED or (head in load_cues().finite or head in load_cues().split):
        return False
    if konjunktiv(words, range(first, last)) == 2 or konjunktiv(words, range(first, end)):
        return True
    return infinitive or _is_infinitive(words, (first, last))


_WITH_ZU = re.compile(
    r"(?:ab|an|auf|aus|bei|bekannt|durch|ein|entgegen|fest|fort|frei|heraus|her|hin|hinzu|los|mit|nach"
    r"|nieder|teil|um|vor|voran|weg|weiter|wieder|zu|zurück|zusammen|über|unter)zu\w+e?[lr]?n$"
)


def _is_infinitive(words: Sequence[str], clause: Span) -> bool:
    """Whether a clause holds an infinitive with "zu": "zu sparen", "einzusparen"."""
    for i in range(*clause):
        if _WITH_ZU.match(words[i]):
            return True
        if words[i] == "zu" and i + 1 < clause[1]:
            after = words[i + 1]
            if (
                after.islower()
                and after.endswith("n")
                and not after.endswith(("ten", "den", "einen"))
            ):
                return True
    return False


def span(first: int, last: int) -> tuple[int, ...]:
    """The token ids from ``first`` up to ``last``, which is not included."""
    return tuple(range(first, last))


def runs(tokens: Iterable[int]) -> list[Span]:
    """Groups token ids into ranges of neighbours."""
    ranges: list[Span] = []
    for i in tokens:
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return ranges
