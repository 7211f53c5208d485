"""Acts told by a noun: "Molls Kritik an Kehl", "Lob für Kehl", "Kehl steht in der Kritik"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from presseschau.annotate.rules.act_targets import targets_of
from presseschau.annotate.rules.act_verbs import load_acts
from presseschau.annotate.rules.arguments import subject
from presseschau.annotate.rules.clauses import Unit, span, split_clauses
from presseschau.annotate.rules.cues import word_set
from presseschau.annotate.rules.judging_words import polarity
from presseschau.annotate.rules.nominals import core_phrase, noun_phrase
from presseschau.core.tables import Span

_UNDER = (  # who stands in them is judged
    ("in der Kritik", "stehen steht stand standen stehe"),
    ("in die Kritik", "geraten gerät geriet gerieten"),
    ("auf Kritik", "stoßen stößt stieß stießen gestoßen"),
    ("unter dem Vorwurf", "stehen steht stand standen stehe"),
)
_CHARGES = word_set("Vorwurf Vorwürfe Anschuldigungen")
_REPUTED = word_set("gilt gelten galt galten gelte")
_UNREAL = word_set("kein keine keinen keiner weder wenn falls ob ohne statt trotz")


class Told(NamedTuple):
    """An act as token ids: its holder (empty for nobody named), target, side and words.

    ``kind`` tells what the target is, as :func:`targets_of` does.
    """

    holder: Sequence[int]
    target: Span
    tenor: int
    kind: str
    words: frozenset[int]


def told_by_nouns(words: Sequence[str], unit: Unit, names: Mapping[int, int]) -> Iterator[Told]:
    """The acts of a unit that a noun tells, outside quotation marks.

    Args:
        words: The tokens of the document.
        unit: The unit.
        names: The first token of every name, by the token behind it.
    """
    plain = set(unit.plain())
    for first, last in split_clauses(words, unit):
        if _UNREAL & {words[i].lower() for i in range(first, last)}:
            continue
        denied = "nicht" in words[first:last]
        for at in range(first, last - 1):
            if denied and words[at] in _CHARGES:
                continue  # "Die Anschuldigungen gegen Kehl bestätigten sich nicht"
            if at in plain and (known := _known(words[at])):
                yield from _towards(words, at, last, names, *known)
        yield from _under(words, (first, last), names)
        yield from _reputed(words, (first, last), names)


def _known(word: str) -> tuple[list[str], int] | None:
    """The prepositions that lead from a noun to its target, and its side."""
    for cue in load_acts().cues:
        if cue.pattern == "noun" and (word == cue.lemma or word.endswith(cue.lemma.lower())):
            return cue.use.split("|"), 1 if cue.stance == "+" else -1
    return None


def _towards(
    words: Sequence[str],
    at: int,
    last: int,
    names: Mapping[int, int],
    prepositions: Sequence[str],
    side: int,
) -> Iterator[Told]:
    start = at + 1
    holder: Sequence[int] = ()
    if start < last and words[start].lower() in ("von", "des", "der", "vom"):
        start = core_phrase(words, at + 1 + (words[at + 1] in ("von", "vom")), last)
        holder = span(at + 1 + (words[at + 1] in ("von", "vom")), start)
    own = [e for e in names if e <= at and all(words[i][0].islower() for i in range(e, at))]
    if own and max(own) > at - 3 and words[max(own) - 1].endswith("s"):
        holder = span(names[max(own)], max(own))
    if start < last and words[start] in prepositions:
        phrase = start + 1, noun_phrase(words, start + 1, last)
        for kind, target in targets_of(words, [phrase], names):
            yield Told(holder, target, side, kind, frozenset((at,)))


def _under(words: Sequence[str], clause: Span, names: Mapping[int, int]) -> Iterator[Told]:
    """Who "stands in criticism"."""
    for phrase, verbs in _UNDER:
        parts = phrase.split()
        for at in range(clause[0], clause[1] - 2):
            if words[at] != parts[0] or parts[-1] not in words[at : at + 6]:
                continue
            verb = next((i for i in range(*clause) if words[i] in verbs.split()), None)
            whom = subject(words, clause, verb, clause[1]) if verb is not None else None
            for kind, target in targets_of(words, [whom], names) if whom else ():
                noun = words.index(parts[-1], at)
                yield Told((), target, -1, kind, frozenset((noun,)))


def _reputed(words: Sequence[str], clause: Span, names: Mapping[int, int]) -> Iterator[Told]:
    """Who "is held to be" something: "Kehl gilt als umsichtig"."""
    verb = next((i for i in range(*clause) if words[i] in _REPUTED), None)
    link = next((i for i in range(*clause) if words[i] == "als"), None)
    if verb is None or link is None:
        return
    value, judging = polarity(words[link + 1 : clause[1]])
    whom = subject(words, clause, verb, clause[1])
    if not value or not whom or whom[0] <= link < whom[1]:
        return
    told = frozenset({link + 1 + token for token in judging})
    for kind, target in targets_of(words, [whom], names):
        if kind == "name":
            yield Told((), target, 1 if value > 0 else -1, kind, told)
