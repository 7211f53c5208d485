"""Told acts: speech that a plain verb tells as a whole, "Moll forderte mehr Geld"."""

import re
from collections.abc import Sequence

from presseschau.annotate.annotator import Mention, Quote, in_order
from presseschau.annotate.rules.clauses import (
    SEPARATORS,
    Unit,
    konjunktiv,
    split_clauses,
    tokens_in,
)
from presseschau.annotate.rules.cues import BE, BECOME, find_cues, word_set
from presseschau.annotate.rules.gazetteer import word_list
from presseschau.annotate.rules.nominals import PREPOSITIONS, noun_phrase
from presseschau.core.tables import meet
from presseschau.core.text import Document

#: Beside the verbs that sum speech up anyway: with an object, these tell an act of speech.
_TELLING = word_list("acts of speech")
#: The word that the sense of saying needs: "sprach von", not "sprach mit".
_NEEDS = {"sprechen": "von", "bitten": "um", "schätzen": "auf", "bekennen": "zu", "melden": "an"}
_PRACTISE = word_set("übt üben übte übten geübt")
#: Who is nobody, and what is told elsewhere; "gibt es" is no "angeben".
_NO_ACT = word_set("darüber keiner keine niemand manche man gibt gab")
#: Beside a subject: courts act, teams defend titles, who is said to have spoken has not.
_NOT_SAID = word_set("sich soll sollen verurteilt verurteilte verteidigt")
_SCORE = 0.6
#: "Die Vorwürfe nannte er" (falsch); in "lobte sie", she may be praised.
_PRONOUN = re.compile(r"\ber\b(?!.*\bnicht\b)")


def is_told(document: Document, quote: Quote) -> bool:
    """Whether the main verb of a clause tells an act of speech: "Moll forderte mehr Geld"."""
    return _finite(document, quote) is not None


def with_told_acts(
    document: Document, quotes: Sequence[Quote], names: Sequence[Mention]
) -> list[Quote]:
    """The quotes with each free sentence whose subject is a name or "er" beside such a verb."""
    words, found = document.words(), list(quotes)
    for sentence, (first, last) in zip(document.sentences, document.sentence_tokens, strict=True):
        if any(meet(part, sentence) for q in quotes for part in (*q.spans, *q.frame)):
            continue
        named = [n[:2] for n in names if n.kind in ("PER", "ORG") and not n.derived]
        pronouns = [found.span() for found in _PRONOUN.finditer(document.text, *sentence)]
        for speaker in [*(name for name in named if meet(name, sentence)), *pronouns]:
            told = Quote((sentence,), "Reported", speaker=(speaker,), score=_SCORE)
            verb, who = _finite(document, told), tokens_in(document, *speaker) or (0, 0)
            if verb is None or not _NOT_SAID.isdisjoint(words[first:last]):
                continue
            front = who[1] == verb and words[who[0] - 1] not in ("der", "des")
            after = document.text[speaker[1] - 1 : speaker[1] + 2]
            owner = after[0] == "s" and after[1:].strip().isupper()  # "fordert Molls Kopf"
            behind = verb < who[0] < noun_phrase(words, verb + 1, last) and not owner
            he = speaker in pronouns and who[0] == verb + 1  # behind whatever he speaks of
            if he or ((front or behind) and SEPARATORS.isdisjoint(words[first:verb])):
                found.append(told)
                break
    return in_order(found)


def _finite(document: Document, quote: Quote) -> int | None:
    """The inflected verb of a clause that tells the act of speech of a speaker in it."""
    words, start = document.words(), quote.spans[0][0]
    tokens = tokens_in(document, start, quote.spans[-1][1])
    who = tokens_in(document, *quote.speaker[0]) if quote.speaker else None
    if not tokens or not who or not document.text[start].isupper():
        return None
    clauses = split_clauses(words, Unit(*tokens, ()))
    first, last = next((c for c in clauses if c[0] <= who[0] < c[1]), (0, 0))
    rest = {word.lower(): i for i, word in enumerate(words[first:last], first)}
    if "kritik" in rest and not _PRACTISE.isdisjoint(rest):
        return min(rest[word] for word in _PRACTISE & rest.keys())  # "übte Kritik am Kai"
    if not rest or words[who[0] - 1].lower() in PREPOSITIONS or words[first] in ("Das", "Dies"):
        return None
    for hit in find_cues(words, first, last):
        verb = hit.cue.lemma
        telling = hit.cue.use in ("either", "name") or verb in _TELLING
        passive = (BE | BECOME) & {words[i] for i in hit.tokens}  # or "war in Not geraten"
        known = konjunktiv(words, [hit.finite]) < 2 and not passive
        if telling and known and _NEEDS.get(verb, "") in {"", *rest}:
            they = words[who[0]].lower() == "sie" and words[hit.finite].endswith("en")
            told = hit.finite < last - 1 and not they and _NO_ACT.isdisjoint(rest)
            return hit.finite if told else None
    return None
