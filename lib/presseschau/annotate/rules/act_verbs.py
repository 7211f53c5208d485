"""Verbs of acts: where a clause attacks or supports by one, neither denied nor only possible."""

from collections.abc import Iterator, Sequence
from functools import cache

from presseschau.annotate.rules.clauses import Unit, split_clauses
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
from presseschau.core.tables import Span

_UNREAL = MODALS | word_list("unreal")
_SENTENCED = word_set("zu zur zum wegen haft")


@cache
def load_acts() -> Lexicon:
    """Loads the verbs; ``use`` is their frame, ``stance`` the side, ``medium`` what goes with."""
    columns = ("lemma", "pattern", "forms", "frame", "side", "with")
    return by_form([Cue(*(row[name] for name in columns)) for row in lexicon_rows("acts.tsv")])


def verb_hits(
    words: Sequence[str], unit: Unit, plain: set[int]
) -> Iterator[tuple[list[Span], int, CueHit]]:
    """The verbs of a unit that may be acts.

    Args:
        words: The tokens of the document.
        unit: The unit.
        plain: Its tokens outside quotation marks.

    Yields:
        The clauses of the unit, the number of the verb's clause, and the verb.
    """
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
        for cue in load_acts().cues:
            if cue.lemma == hit.cue.lemma:
                yield hit._replace(cue=cue)


def _closes(words: Sequence[str], at: int, last: int) -> bool:
    """Whether a word is a verb's particle, at the end of its clause, and no preposition."""
    return at + 1 >= last or words[at + 1] in ("und", "oder", "als") or not words[at + 1].isalpha()


def needed_words(words: Sequence[str], clause: Span, hit: CueHit) -> set[int]:
    """The tokens that a verb must go with to be an act: "Kritik" of "übte Kritik"."""
    wanted = hit.cue.medium.split("|")
    return {i for i in range(*clause) if words[i] in wanted} if hit.cue.medium else set()
