"""Verbatim speech without marks: what is said in the first person."""

import re
from collections import Counter
from collections.abc import Sequence

from presseschau.annotate.annotator import Mention, Quote, in_order
from presseschau.annotate.rules.marks import FIRST_PERSON, LEAD, MARK, find_marked, sets_marks
from presseschau.core.tables import Span, meet
from presseschau.core.text import Document

#: The first person as who speaks: "unser Online-Leben" may be anybody's, "was sie meinen," is none.
_SPEAKING = re.compile(
    r"\b(?:[Ii]ch(?!-)|[Ww]ir|[Mm]ir|[Mm]ich|[Mm]eine?[mnrs]?(?![,.?!])|[Uu]ns|Unsere?[mnrs]?)\b"
)
#: "STANDARD: Und wir?": another's turn.
_TURN = re.compile(r"[\w.-]+:\s")
#: "Erlauben Sie mir", "..., gestand der Norweger": a letter, another's speech.
_OTHERS = re.compile(r"(?<=[a-zäöüß,] )(?:Sie|Ihnen)\b|, [a-zäöüß]+(?:t|te|ten|nd) (?:der|die)\b")
#: "..., wie er sagte:": what stands in front of it is no beginning.
_AS_TOLD = re.compile(r",? ?[Ww]ie ")
_PRONOUN = re.compile(r"(?:er|sie|ich|wir|mich|mir)$", re.IGNORECASE)
#: "der Kanzler", "die Forscherin": one person by the ending, and no house.
_ONE = re.compile(r"[Dd](?:er (?:[a-zäöüß-]+e )?[\w-]+|ie (?:[a-zäöüß-]+e )?[\w-]+in)")
#: "Verteidiger Max Kern: Wir kommen wieder.": the colon, and what makes it no label of a list.
_COLON = re.compile(r":\s(?=[A-ZÄÖÜ])")
#: "Und Verteidiger" in front of such a name; and what is no list behind it.
_TITLE = re.compile(r"(?:Und )?(?:[A-ZÄÖÜ][\w-]+ ){0,2}")
_TALK = re.compile(r"(?:\b[a-zäöüß]+\b.*){3}[.!?]$")
_FAR = 3  # sentences up to somebody's speech that goes on as "ich"
#: "ein Zeuge", "Anrainer": somebody else.
_NOBODYS = re.compile(r"(?i)(?:eine?|viele|manche|mehrere|die)\b(?! \w+in\b)")
_ARTICLE = len("der ")
_OFTEN = 2  # quotes of somebody who speaks alone in a text
_SCORE = 0.6


def as_spoken(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes, direct where what begins like a sentence is in the first person.

    A paper's own words are not; where no marks are set, nothing else tells verbatim speech.
    """
    return [quote._replace(type="Direct") if _is_spoken(text, quote) else quote for quote in quotes]


def as_told(document: Document, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes, indirect where one outside of all marks is direct in a text that sets marks."""
    if not sets_marks(document):
        return list(quotes)
    marked = [(start, end) for start, end, _ in find_marked(document.text)]
    return [
        quote._replace(type="Indirect")
        if quote.type == "Direct" and not any(meet(p, m) for p in quote.spans for m in marked)
        else quote
        for quote in quotes
    ]


def with_unmarked(
    document: Document, quotes: Sequence[Quote], names: Sequence[Mention]
) -> list[Quote]:
    """The quotes of a text that sets no marks, with all that is said there as "ich" or "wir".

    A sentence in the first person behind a person's speech, or behind a name and a colon, is that
    person's; right in front of speech with a frame behind it, it is its beginning. Whatever stands
    behind a colon is said where a name or somebody's speech stands in front of it. Where only one
    person speaks in a text, who says "ich" anywhere is that one.
    """
    if sets_marks(document):
        return list(quotes)
    text = document.text
    people = [m[:2] for m in names if m.kind == "PER" and not m.derived and text[m.start].isupper()]
    taken = [part for quote in quotes for part in _parts(quote)]
    free = [
        bool(_SPEAKING.search(text, *span)) and not any(meet(span, part) for part in taken)
        for span in document.sentences
    ]
    found = _with_beginnings(document, sorted(quotes, key=lambda q: q.spans), people, free)
    colons = _behind_colons(document, found, people)
    added: list[Quote] = []
    for n, span in enumerate(document.sentences):
        far = 1 if _OTHERS.search(text, *span) else _FAR
        if quote := (free[n] and _behind_colon(text, span, people)) or colons.get(n):
            added.append(quote)
        elif not free[n] or _is_asked(text, span):
            continue
        elif n and added and added[-1].spans[-1][1] == document.sentences[n - 1][1]:
            added[-1] = added[-1]._replace(spans=((added[-1].spans[0][0], span[1]),))
        elif speaker := _before(document, n, [*found, *added], people, far):
            added.append(Quote((span,), "Direct", speaker=speaker.speaker, score=_SCORE))
    found = in_order([*found, *added])
    if only := _only(text, found, people, names):
        rest = [s for n, s in enumerate(document.sentences) if free[n] and n >= LEAD]
        rest = [s for s in rest if not any(meet(s, part) for q in added for part in q.spans)]
        found += [
            Quote((span,), "Direct", speaker=only, score=_SCORE)
            for span in rest
            if not _is_asked(text, span)
        ]
    return in_order(found)


def _is_asked(text: str, sentence: Span) -> bool:
    """Whether a sentence is another's turn or a question, which may be the paper's."""
    return bool(_TURN.match(text, sentence[0])) or text[slice(*sentence)].endswith(("?", "?."))


def _only(
    text: str, quotes: Sequence[Quote], people: Sequence[Span], names: Sequence[Mention]
) -> tuple[Span, ...]:
    """The first naming of the one person who says all that is verbatim in a text, if one does."""
    houses = [m[:2] for m in names if m.kind != "PER" and not m.derived]
    said = [q.speaker for q in quotes if q.type == "Direct" and q.speaker]
    said = [who for who in said if not _PRONOUN.match(text, *who[0])]
    if any(_NOBODYS.match(text, s[0][0]) or _is_named(s, houses, _ARTICLE) for s in said):
        return ()
    named = [place for who in said for place in people if _is_named(who, [place])]
    surnames = {text[slice(*place)].split()[-1].removesuffix("s") for place in named}
    heard = [q.speaker for q in quotes if q.speaker and _is_named(q.speaker, people)]
    own = [who for who in heard if any(name in text[slice(*who[-1])] for name in surnames)]
    often = len(named) >= _OFTEN or len(own) == len(heard) >= _OFTEN
    one = len(surnames) == 1 and often and len(own) > len(said) - len(named)
    return (named[0],) if one else ()


def _is_named(speaker: Sequence[Span], names: Sequence[Span], most: int = 100) -> bool:
    """Whether a name stands in who speaks, at most some characters behind its beginning."""
    start, end = speaker[0][0], speaker[-1][1]
    return any(start <= a <= start + most and b <= end for a, b in names)


def _with_beginnings(
    document: Document, quotes: Sequence[Quote], people: Sequence[Span], free: list[bool]
) -> list[Quote]:
    """The quotes, those with a frame behind them begun by the sentences in front that are free."""
    starts = {start: n for n, (start, _) in enumerate(document.sentences)}
    found = []
    for quote in quotes:
        start, end = quote.whole
        first = last = starts.get(start, 0)
        if quote.frame and quote.frame[0][0] >= end and _is_one(document.text, quote, people):
            while first and free[first - 1]:
                first -= 1
        before = _before(document, first, quotes, people) if first < last else None
        if first < last and not (before and (before.frame or before.type == "Direct")):
            free[first:last] = [False] * (last - first)
            begun = ((document.sentences[first][0], quote.spans[0][1]), *quote.spans[1:])
            quote = quote._replace(spans=begun, type="Direct")
        found.append(quote)
    return found


def _before(
    document: Document, n: int, quotes: Sequence[Quote], people: Sequence[Span], far: int = 1
) -> Quote | None:
    """What one person says, frame included, up to the end of a sentence in front of one.

    ``far`` is the number of sentences looked at; those between ask nothing, name nobody else.
    """
    for back in range(1, min(far, n) + 1):
        start, end = document.sentences[n - back]
        ending = [q for q in quotes if start < q.stop <= end]
        one = [q for q in ending if _is_one(document.text, q, people, back == 1)]
        if one and _is_alone(document.text, one[-1], (end, document.sentences[n][0]), people):
            return one[-1]
        if ending or document.text[start:end].endswith("?"):
            return None
    return None


def _is_alone(text: str, quote: Quote, between: Span, people: Sequence[Span]) -> bool:
    """Whether nobody but the speaker of a quote is named in a part of the text."""
    named = [text[a:b] for a, b in people if meet((a, b), between)]
    said = " ".join(text[a:b] for a, b in quote.speaker)
    return all(name.split()[-1].removesuffix("s") in said for name in named)


def _behind_colons(
    document: Document, quotes: Sequence[Quote], people: Sequence[Span]
) -> dict[int, Quote]:
    """What stands behind the colon of "Moll:" and "Moll lobte den Hafen:", by sentence."""
    text = document.text
    taken = [part for quote in quotes for part in _parts(quote)]
    heard = {text[q.speaker[-1][0] : q.speaker[-1][1]].split()[-1] for q in quotes if q.speaker}
    surnames = Counter(text[a:b].split()[-1] for a, b in people)
    found = {}
    for n, (start, end) in enumerate(document.sentences):
        colon = _COLON.search(text, start, end)
        if not colon or any(meet((colon.end(), end), part) for part in taken):
            continue
        if text.startswith(("Er ", "Sie "), colon.end()):
            continue
        front = [q for q in quotes if start <= q.spans[0][0] and q.stop == colon.start()]
        front = [q for q in front if not q.frame or not _AS_TOLD.match(text, q.frame[0][0])]
        one = [q.speaker for q in front if _is_one(text, q._replace(type=""), people)]
        label = [p for p in people if p[1] == colon.start() and _TITLE.fullmatch(text, start, p[0])]
        name = text[slice(*label[0])].split() if label else []
        known = name and not name[-1].isupper() and (name[1:] or surnames[name[-1]] > 1)
        if name and (name[-1] in heard or (known and _TALK.search(text, colon.end(), end))):
            one = [(label[0],)]
        if one:
            found[n] = Quote(((colon.end(), end),), "Direct", speaker=one[-1], score=_SCORE)
    return found


def _parts(quote: Quote) -> tuple[Span, ...]:
    return (*quote.spans, *quote.frame, *quote.cue, *(() if not quote.cue else quote.speaker))


def _is_one(text: str, quote: Quote, people: Sequence[Span], near: bool = True) -> bool:
    """Whether one person speaks a quote: a name; near by "er" or "sie", too, or "der Kanzler"."""
    if not quote.speaker:
        return False
    start, end = quote.speaker[0][0], quote.speaker[-1][1]
    if any(text[start:end].endswith(text[a:b].split()[-1]) for a, b in people):
        return True  # "so Moll", though it was known for a name only in "Ida Moll"
    if any(start <= a and b <= end for a, b in people):
        return True
    if quote.type == "Reported":
        return False
    noun = _ONE.fullmatch(text, start, end) and (near or quote.type == "Direct")
    return bool(noun or (near and _PRONOUN.match(text, start, end)))


def _behind_colon(text: str, sentence: Span, people: Sequence[Span]) -> Quote | None:
    """What a person says behind a colon whose clause names but that one."""
    start, end = sentence
    colon = _COLON.search(text, start, end)
    if not colon or _SPEAKING.search(text, start, colon.start()):
        return None
    named = [(a, b) for a, b in people if start <= a and b <= colon.start()]
    if len(named) != 1 or not _SPEAKING.search(text, colon.end(), end):
        return None
    return Quote(((colon.end(), end),), "Direct", speaker=(named[0],), score=_SCORE)


def _is_spoken(text: str, quote: Quote) -> bool:
    start, end = quote.whole
    if quote.type not in ("Indirect", "FreeIndirect") or not text[start].isupper():
        return False
    return bool(FIRST_PERSON.search(text, start, end)) and not MARK.search(text, start, end)
