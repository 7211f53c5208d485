"""An opinion between two parts of one speech, in a text without marks."""

import re
from collections.abc import Sequence

from presseschau.annotate.annotator import Mention, Quote, in_order
from presseschau.annotate.quotes import GOING_ON
from presseschau.annotate.rules.marks import sets_marks
from presseschau.core.tables import meet
from presseschau.core.text import Document

_SCORE = 0.6
#: What a paper tells itself: the past; a date, "er", who criticizes; and what is asked.
_PAST = re.compile(
    r"\b(?!könn|müss|soll|dürf|möch|heu|hätt)(?:war|waren|wurde|[a-zäöüß]{2,}ten?)\b(?! [A-ZÄÖÜ])"
    r"|\bha(?:t|ben)\b[^,]*ge\w{3,}(?:t|en)\b"
)
_TOLD = re.compile(
    r"\b(?:[A-Z]\w+tag|\d{4}|\d+\. [A-Z]\w+|Woche|gestern|zuvor|derzeit|bereits|berichtet)\b"
    r"|\b(?:[Ee]r|Kritik)\b"
    r"|-[Jj]ährige|–|\?"
)


def with_between(
    document: Document, quotes: Sequence[Quote], names: Sequence[Mention]
) -> list[Quote]:
    """The quotes of a text without marks with each opinion between two parts of one speech.

    That is a sentence in the present, without a date or a person named, behind what a person says
    and in front of a sentence that goes on with it.
    """
    text, sentences, found = document.text, document.sentences, list(quotes)
    people = [(name.start, name.end) for name in names if name.kind == "PER"]
    for n in range(1, 0 if sets_marks(document) else len(sentences) - 1):
        span = sentences[n]
        if any(meet(span, part) for q in quotes for part in (*q.spans, *q.frame, *people)):
            continue
        before = [q for q in found if sentences[n - 1][0] < q.stop <= sentences[n - 1][1]]
        behind = [q for q in quotes if meet(q.spans[0], sentences[n + 1])]
        if not before or not behind or _TOLD.search(text, *span):
            continue
        last, following = before[-1], behind[0]
        verbatim = last.type == following.type == "Direct"
        if verbatim:
            goes_on = not following.frame and following.spans[0][0] == sentences[n + 1][0]
        else:
            goes_on = following.type == GOING_ON and last.type != "Reported"
            goes_on = goes_on and not following.cue and not _PAST.search(text, *span)
        one = any(meet(part, place) for part in last.speaker for place in people)
        if goes_on and one and _heads(text, following) <= _heads(text, last):
            kind = "Direct" if verbatim else "FreeIndirect"
            found.append(Quote((span,), kind, speaker=last.speaker, score=_SCORE))
    return in_order(found)


def _heads(text: str, quote: Quote) -> set[str]:
    """The names and nouns in who speaks."""
    return {word for a, b in quote.speaker for word in text[a:b].split() if word[0].isupper()}
