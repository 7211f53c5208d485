"""The inflected verb of a main clause, and its mood."""

import re
from collections.abc import Sequence

from presseschau.annotate.lexicon import lemma
from presseschau.annotate.rules.clauses import KONJUNKTIV_I, KONJUNKTIV_II, konjunktiv
from presseschau.annotate.rules.cues import MODALS
from presseschau.annotate.rules.nominals import (
    ARTICLES,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    noun_phrase,
)
from presseschau.core.tables import Span

#: "besteht", "drohte", "wollen", "kam"; not "reiche", "kämen".
_INDICATIVE = re.compile(
    r"(?!\w*[äöü](?!u)\w+en$)\w+(?:t|te|e?n)|war|will|soll|kann|muss|darf|mag|kam|nahm|sah|gab"
    r"|ging|stand|lag|hielt|ließ|blieb"
)


def finite_verb(words: Sequence[str], clause: Span) -> int | None:
    """Guesses the inflected verb of a main clause by its place: behind the first constituent."""
    first, last = clause
    i = first
    if words[i].lower() in ("auch", "doch", "aber", "und"):
        i += 1
    if i < last and words[i].lower() in PREPOSITIONS:
        i = noun_phrase(words, i + 1, last)
    elif i < last and (words[i].lower() in OPENERS or words[i].lower() in PRONOUNS):
        i = max(noun_phrase(words, i, last), i + 1)
    else:
        i = noun_phrase(words, i, last)
    while i < last and words[i] in OPENERS:
        i += 1
    while i < last and words[i] in PREPOSITIONS and noun_phrase(words, i + 1, last) > i + 1:
        i = noun_phrase(words, i + 1, last)
    if i == first or i >= last or not words[i].islower() or words[i] in ARTICLES:
        return None
    return i


def is_indicative(words: Sequence[str], clause: Span) -> bool:
    """Whether a main clause is in no mood of reported speech, as far as its verb's form tells."""
    verb = finite_verb(words, clause)
    if verb is None or not _INDICATIVE.fullmatch(words[verb]) or konjunktiv(words, [verb]):
        return False
    follows = words[verb + 1 : verb + 2]
    attribute = words[verb].endswith("en") and words[verb] not in MODALS and str(*follows).istitle()
    subjunctive = (KONJUNKTIV_I | KONJUNKTIV_II).intersection(words[slice(*clause)])
    return lemma(words[verb]).endswith("n") and not attribute and not subjunctive
