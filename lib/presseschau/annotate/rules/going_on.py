"""Reported speech that goes on: a main clause in the Konjunktiv right behind a quote."""

import re
from collections.abc import Sequence

from presseschau.annotate.annotator import Quote, in_order
from presseschau.annotate.quotes import GOING_ON, is_free
from presseschau.annotate.rules.clauses import (
    RELATIVES,
    SUBORDINATORS,
    Unit,
    konjunktiv,
    split_clauses,
)
from presseschau.annotate.rules.cues import load_cues
from presseschau.annotate.rules.finite_verbs import is_indicative
from presseschau.annotate.rules.nominals import ARTICLES
from presseschau.core.tables import Span, meet
from presseschau.core.text import Document

_SCORE = 0.6
#: The word in front of a subject: "empfiehlt die Studie", "drohte auch Moll".
_VERB = re.compile(r"\b([a-zäöüß]+) (?:auch |d(?:er|ie|as) )?$")
_NEXT = re.compile(r" ([a-zäöüß]+)")
#: What goes on verbatim: "Das habe sie geändert: „...“".
_VERBATIM = re.compile(r":\s*[„“\"»«]")
_CONDITIONS = SUBORDINATORS | {"wenn", "weil", "obwohl", "falls", "damit"}
#: What in reported speech stands for "werde", "nehme" and their like.
_WOULD = frozenset(["würde", "würden", "nähme", "nähmen", "gäben", "kämen", "bräuchten"])
_OWN = frozenset(["ich", "Ich", "wir", "Wir", "?"])
#: "Den Satz habe er nie gesagt": he says so himself.
_DENIED = re.compile(
    r"\bhabe (er|sie) (?:[a-zäöüß]+ ){0,2}?(?:nie(?:mals)?|nicht) (?:so )?(?:gesagt|behauptet)\b"
)
_VERB_FIRST = 3  # words behind a condition: "..., dann mache er"
_BEFORE_ADJECTIVES = ARTICLES - {"das"}
#: What a paper says of its own words: "Hier sei noch darauf hingewiesen".
_SAID = frozenset(["hingewiesen", "erwähnt", "angemerkt", "erinnert", "verwiesen"])


def with_going_on(document: Document, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes with each free sentence whose main clause goes on with the speech before it."""
    words = document.words()
    found = _spoken_of(document.text, quotes)
    sentences, tokens = document.sentences, document.sentence_tokens
    for n, sentence in enumerate(sentences[1:], 1):
        if any(meet(sentence, part) for q in found for part in (*q.spans, *q.frame)):
            continue
        if denied := _DENIED.search(document.text, *sentence):
            speaker = (denied.span(1),)
            found.append(Quote((sentence,), GOING_ON, speaker=speaker, score=_SCORE))
            continue
        start, end = sentences[n - 1]
        last = max((q for q in found if start < q.stop <= end), key=lambda q: q.stop, default=None)
        if not last:
            continue
        goes_on = _in_mood(words, *tokens[n])
        if not goes_on and last.type in ("Indirect", GOING_ON) and _would(words, *tokens[n]):
            whole = bool(last.cue) and document.text[last.spans[0][0]].isupper()
            behind = sentences[n + 1 : n + 2]
            goes_on = whole or any(meet(b, q.spans[0]) for b in behind for q in found)
        if goes_on:
            own = {"speaker": last.speaker, "medium": last.medium, "score": _SCORE}
            verbatim = _VERBATIM.search(document.text, *sentence)
            said = (sentence[0], verbatim.start() if verbatim else sentence[1])
            found.append(Quote((said,), GOING_ON, **own))
    return in_order(found)


def _spoken_of(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes in order; whom a free sentence speaks of does not speak the next."""
    found: list[Quote] = []
    for quote in in_order(quotes):
        if is_free(quote) and quote.speaker:
            place = quote.speaker[0]
            around = [q for q in found if is_free(q) and meet(place, q.spans[0])]
            if around and not _says(text, place):
                quote = quote._replace(speaker=around[-1].speaker)
        found.append(quote)
    return found


def _says(text: str, place: Span) -> bool:
    """Whether a verb of saying stands beside a subject in a place."""
    cues = load_cues()
    front, behind = _VERB.search(text, max(0, place[0] - 30), place[0]), _NEXT.match(text, place[1])
    said = [verb[1] for verb in (front, behind) if verb and verb[1] in cues.forms]
    return any(verb not in cues.konjunktiv for verb in said)


def _would(words: Sequence[str], first: int, last: int) -> bool:
    """Whether "würde" stands in the main clause of a sentence that is nobody's as "ich"."""
    if first == last or not _OWN.isdisjoint(words[first:last]):
        return False
    clauses = split_clauses(words, Unit(first, last, ()))
    main = next((c for c in clauses if words[c[0]].lower() not in _CONDITIONS), (first, first))
    return not _WOULD.isdisjoint(words[slice(*main)])


def _in_mood(words: Sequence[str], first: int, last: int) -> bool:
    """Whether the main clause of a sentence is in the Konjunktiv I: no "die reiche Familie"."""
    if first == last or words[first].lower() == "sei" or not _SAID.isdisjoint(words[first:last]):
        return False  # "Sei es, wie es sei", "Dazu sei angemerkt"
    clauses = split_clauses(words, Unit(first, last, ()))
    second = clauses[1][0] if len(clauses) > 1 else first
    aside = words[second].lower() in RELATIVES | {"wie"} and not konjunktiv(words, [second + 1])
    if second > first and aside and not konjunktiv(words, range(*clauses[0])):
        if is_indicative(words, clauses[0]):
            return False
        clauses = clauses[2:]  # "Der Plan, der seit Jahren liegt, sei gut"
    for start, end in clauses:
        if words[start].lower() in _CONDITIONS:
            continue
        if is_indicative(words, (start, end)):
            return False  # "Sie wollen sichere Löhne"
        end = end if start == first else min(end, start + _VERB_FIRST)
        return konjunktiv(words, range(start, end)) == 2 and any(
            konjunktiv(words, [i]) == 2 and words[i - 1].lower() not in _BEFORE_ADJECTIVES
            for i in range(start, end)
        )
    return False
