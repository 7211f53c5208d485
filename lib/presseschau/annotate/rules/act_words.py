"""The words of acts: verbs ("kritisierte"), nouns ("Molls Kritik an Kehl", "in der Kritik")."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from presseschau.annotate.rules.act_targets import targets_of
from presseschau.annotate.rules.arguments import subject
from presseschau.annotate.rules.clauses import Unit, span, split_clauses
from presseschau.annotate.rules.cues import (
    MODALS,
    Cue,
    CueHit,
    Lexicon,
    by_form,
    find_cues,
    word_set,
)
from presseschau.annotate.rules.gazetteer import lexicon_rows, word_list
from presseschau.annotate.rules.judging_words import polarity
from presseschau.annotate.rules.nominals import core_phrase, noun_phrase
from presseschau.core.tables import Span

_UNREAL = MODALS | word_list("unreal")
_SENTENCED = word_set("zu zur zum wegen haft")
_UNDER = (  # who stands in them is judged
    (["in", "der", "Kritik"], word_set("stehen steht stand standen stehe")),
    (["in", "die", "Kritik"], word_set("geraten gerät geriet gerieten")),
    (["auf", "Kritik"], word_set("stoßen stößt stieß stießen gestoßen")),
    (["unter", "dem", "Vorwurf"], word_set("stehen steht stand standen stehe")),
)
_CHARGES = word_set("Vorwurf Vorwürfe Anschuldigungen")
_REPUTED = word_set("gilt gelten galt galten gelte")
_UNTOLD = word_set("kein keine keinen keiner weder wenn falls ob ohne statt trotz")


@cache
def load_acts() -> Lexicon:
    """Loads the verbs; ``use`` is their frame, ``stance`` the side, ``medium`` what goes with."""
    columns = ("lemma", "pattern", "forms", "frame", "side", "with")
    return by_form([Cue(*(row[name] for name in columns)) for row in lexicon_rows("acts.tsv")])


def verb_hits(
    words: Sequence[str], unit: Unit, plain: set[int]
) -> Iterator[tuple[list[Span], int, CueHit]]:
    """The verbs of a unit that may be acts: its clauses, the number of the verb's, and the verb."""
    clauses = split_clauses(words, unit)
    for k, clause in enumerate(clauses):
        last = clause[1]
        if k + 1 < len(clauses) and clauses[k + 1][1] - clauses[k + 1][0] < 4:
            last = clauses[k + 1][1]  # "..., allerdings nicht"
        forms = {words[i].lower() for i in range(clause[0], last) if i in plain}
        for hit in _variants(find_cues(words, *clause, load_acts())):
            if (forms & _UNREAL).difference(hit.cue.medium.split("|")):
                continue
            infinitive = any(words[i - 1] == "zu" for i in hit.tokens if i > clause[0])
            fits = not hit.cue.medium or needed_words(words, clause, hit)
            court = hit.cue.lemma == "verurteilen" and forms & _SENTENCED
            split = len(hit.tokens) == 2 and hit.tokens[0] == hit.finite
            if split and "|" in hit.cue.lemma and not _closes(words, hit.tokens[1], clause[1]):
                continue  # "warf den Ball vor das Tor"
            if hit.finite in plain and fits and not infinitive and not court:
                yield clauses, k, hit


def _variants(hits: Sequence[CueHit]) -> Iterator[CueHit]:
    """Every hit with all rows of its verb: "stellen" goes with "hinter" and with "Rücktritt"."""
    for hit in hits:
        for cue in _rows("lemma", hit.cue.lemma):
            yield hit._replace(cue=cue)


@cache
def _rows(column: str, value: str) -> list[Cue]:
    return [cue for cue in load_acts().cues if getattr(cue, column) == value]


def _closes(words: Sequence[str], at: int, last: int) -> bool:
    """Whether a word is a verb's particle, at the end of its clause, and no preposition."""
    return at + 1 >= last or words[at + 1] in ("und", "oder", "als") or not words[at + 1].isalpha()


def needed_words(words: Sequence[str], clause: Span, hit: CueHit) -> set[int]:
    """The tokens that a verb must go with to be an act: "Kritik" of "übte Kritik"."""
    wanted = hit.cue.medium.split("|")
    return {i for i in range(*clause) if words[i] in wanted} if hit.cue.medium else set()


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
        if _UNTOLD & {words[i].lower() for i in range(first, last)}:
            continue
        denied = "nicht" in words[first:last]
        for at in range(first, last - 1):
            if denied and words[at] in _CHARGES:
                continue  # "Die Anschuldigungen gegen Kehl bestätigten sich nicht"
            if at in plain and (known := _known(words[at])):
                yield from _towards(words, at, last, names, *known)
        yield from _under(words, (first, last), names)
        yield from _reputed(words, (first, last), names)


@lru_cache(100_000)  # every word is asked about, and few are such nouns
def _known(word: str) -> tuple[tuple[str, ...], int] | None:
    """The prepositions that lead from a noun to its target, and its side."""
    for cue in _rows("pattern", "noun"):
        if word == cue.lemma or word.endswith(cue.lemma.lower()):
            return tuple(cue.use.split("|")), 1 if cue.stance == "+" else -1
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
    for parts, verbs in _UNDER:
        for at in range(clause[0], clause[1] - 2):
            if words[at] != parts[0] or parts[-1] not in words[at : at + 6]:
                continue
            verb = next((i for i in range(*clause) if words[i] in verbs), None)
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
    if not value or not whom:
        return
    told = frozenset({link + 1 + token for token in judging})
    for kind, target in targets_of(words, [whom], names):
        if kind == "name":
            yield Told((), target, 1 if value > 0 else -1, kind, told)
