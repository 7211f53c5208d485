"""Who speaks in a quote: the subject where an object was taken for it, or who spoke before."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.arguments import has_capital_by_place
from presseschau.annotate.rules.cues import load_cues
from presseschau.annotate.rules.nominals import noun_phrase
from presseschau.core.tables import Span, meet
from presseschau.core.text import Document

_PRONOUN = re.compile(
    r"(?:er|sie|Er|Sie|man)(?=\s(?!selbst|und|,)(?:d(?:em|er|en|ie|as)\b|(?:sein|ein|ihr)e[mn]\b"
    r"|[A-ZÄÖÜ„\"»]))"
)
#: "Wien – Die" (Ministerin): where and who; "der" (Aussendung): an article without its noun.
_DATELINE = re.compile(r"[A-ZÄÖÜ][\w./-]+(?: [A-ZÄÖÜ][\w./-]+)? [–-] (?=[A-ZÄÖÜ])")
_ARTICLE = re.compile(r"(?i)(?<!, )(?:d(?:er|ie|as|em)|eine[rm]?)")
_NOUN = re.compile(r" (?:[a-zäöüß]+e[nrms]? )*[A-ZÄÖÜ][\w-]*")
#: What opens a sentence and is its object: "Den Plan", "Der Ministerin" (wirft Moll vor),
#: "Begleitet von".
_FRONTED = re.compile(
    r"(?:De[nm]|Eine[nm]|[A-ZÄÖÜ][a-zäöüß]+(?:t|en) von"
    r"|(?:Der|Einer) (?:[a-zäöüß]+en )*[A-ZÄÖÜ][\w-]+in) "
)
_NEAR = 25  # characters from there to who stands in it
_FINITE = re.compile(
    r" (?!w(?:ir|ur|er)d|\w+e[nmrs]\b)[a-zäöüß]+ (?:auch )?(?=d(?:ie|er|as) |[A-ZÄÖÜ])"
)
_PERFECT = re.compile(r" ha(?:t|ben|tten?) (?=d(?:ie|er|as) |[A-ZÄÖÜ])")
_VERB_BEHIND = re.compile(r"\s[a-zäöüß]+\s(?:auch\s)?")
_SAYS = re.compile(r",? (?P<verb>[a-zäöüß]+) (?:auch )?(?P<he>er\b)?")
#: "In einem Brief" (fordert das Amt): where, not who.
_WHERE = re.compile(r"(?:(?:Gleich|Schon|Auch) )?(?i:am|beim?|i[mn]|mit|nach|seit|vor|zu[mr]?) ")
#: "Die Kosten" (bezifferte das Amt), "Ihre alten Pläne" (lobte Moll): several, what one does.
_SEVERAL = re.compile(
    r"(?:Die|Diese|Deren|Seine|Ihre) (?:(?:[a-zäöüß]+en )+[A-ZÄÖÜ]|[A-ZÄÖÜ][\w-]*en(?!\S)).*"
)
#: "das Ministerium" (die Abgeordneten), "ein Sprecher" (dem Sender): the subject without an object.
_SUBJECT = re.compile(
    r"(?:(?:[Dd](?:er|ie|as)|[Ee]ine?|[Ss]eine?|[Ii]hre?)\s)?(?:[a-zäöüß]+\s)*[A-ZÄÖÜ][\w’-]*"
    r"(?:\s(?:d(?:er|es)\s)?[A-ZÄÖÜ][\w’-]*)*"
    r"(?=\s(?:d(?:em|ie|as)|(?:sein|ein|ihr)e[mn]|alle)\s[\wäöü]|\sden\s(?:[a-zäöüß]+\s)?[A-ZÄÖÜ]\w*en\b)"
)
#: "am Sonntag" (die Polizei), "Woche" (das Amt): when, and who.
_WHEN = re.compile(
    r"(?:[a-zäöüß]+\s)*(?:\w+tag(?:morgen|abend|nachmittag|mittag)?|Woche|Monat|Jahr)\s(?=d(?:ie|as)\s)"
)
_NO_SUBJECT = re.compile(
    r"(?:nach|laut|von|aus|in|bei|für|auch|denn|nur)\s|Auch$|.*(?:[Zz]eitung|Magazin)$",
    re.IGNORECASE,
)
#: "Wobei er", "wenngleich auch sie", "er seinem" (Freund): the pronoun alone speaks.
_AMONG = re.compile(r"(?:[\wäöü]+ ){0,2}?([Ee]r|[Ss]ie)(?: [a-zäöüß]+)?")
#: Verbs with a dative in front of which the one stands who is told, blamed or praised.
_DATIVE_VERB = re.compile(
    r"\b(?:w[ai]rf\w*|w[eü]rf\w*|hielt\w*|hält|halte\w*|unterstell\w*|bescheinig\w*|attestier\w*"
    r"|kreidet\w*|gratulier\w*|dank(?:t|te|e|ten)|riet\w*|rät|rate|versprach\w*|verspricht"
    r"|ha(?:t|be|tte)|entgegnet\w*|antwortet\w*)\b"
)
#: Who "müsse" or "sei" is spoken of in somebody else's speech.
_IN_MOOD = re.compile(r"\s(?:müsse|solle|könne|dürfe|möge|sei|habe|werde)n?(?:\s[a-zäöüß]+)?\s")
#: "Aus dem Umfeld Molls war zu hören": who speaks stands there, not in a sentence before.
_FROM_WHERE = re.compile(
    r"(?:Aus|In) (?=[^.:]*\b(?:war zu hören|ist zu hören|hieß es|heißt es|verlautete?)\b)"
)
_BACK = 200  # characters between that speech and what stands in marks in it
#: "nachdem dieser" (die Lotsen lobte): a nominative in front in the clause.
_NOMINATIVE = re.compile(
    r"(?:^|[,;] )(?:(?:und|aber|nachdem|weil|obwohl|wenn|dass|als|da|wobei|während|bevor) )?"
    r"([Dd]ieser|[Ee]r|[Ii]ch) (?:[^,;:.!?„“\"()]|\([^()]*\)?)*$"
)
_NO_NOMINATIVE = ("dem", "den", "des", "einem", "einen")
_ALSO = re.compile(r"\s[a-zäöüß]+\s(?:auch|ebenso)\s")
_DATIVE = re.compile(
    r"(?:[Dd]em|[Ee]inem|[SsMmIi](?:einem|einer|hrem|hrer)|[Uu]nserer|[Uu]nserem)\s"
    r"|[DdEe](?:er|iner)\s(?:[a-zäöüß]+en\s)*(?:[A-ZÄÖÜ][\w-]*(?:in|ung|heit|keit|schaft|ion"
    r"|regierung|partei|firma|bank|chefin))\b"
)


def whole_names(speaker: Span, names: Sequence[Span]) -> Span:
    """Widens a speaker that ends inside a name: "von der Leyen", not "der Leyen"."""
    start, end = speaker
    for first, last in names:
        if first < start < last or first < end < last:
            start, end = min(start, first), max(end, last)
    return start, end


def with_subjects(document: Document, quotes: list[Quote]) -> list[Quote]:
    """The quotes with the subject as speaker where an object was taken for it or into it.

    What goes on without a frame has the speaker of the frame that its own words stand in.
    """
    quotes = [_with_subject(document, quote) for quote in quotes]
    framed = [quote for quote in quotes if quote.frame and quote.speaker]
    quotes = [_with_first_speaker(quote, framed) for quote in quotes]
    around = {
        quote.speaker: other
        for quote in quotes
        if (other := _speaker_around(document.text, quote, quotes))
    }
    return [
        quote._replace(speaker=around[quote.speaker], cue=(), frame=())
        if quote.speaker in around
        else quote
        for quote in quotes
    ]


def _speaker_around(text: str, quote: Quote, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """Who speaks just before, where the speaker is the subject of that speech's own mood."""
    if not quote.speaker or not _IN_MOOD.fullmatch(text, quote.speaker[-1][1], quote.spans[0][0]):
        return ()
    start = quote.speaker[0][0]
    before = [q for q in quotes if q.speaker and q.spans[-1][1] <= start < q.spans[-1][1] + _BACK]
    return max(before, key=lambda q: q.spans[-1][1]).speaker if before else ()


def _with_first_speaker(quote: Quote, framed: Sequence[Quote]) -> Quote:
    """What goes on without a frame has the speaker of the frame in front, not who was told."""
    if quote.speaker and not quote.frame and not quote.cue:
        place = quote.speaker[0]
        for first in framed:
            if any(a <= place[0] and place[1] <= b for a, b in first.frame):
                told = not any(meet(place, part) for part in first.speaker)
                return quote._replace(speaker=first.speaker) if told else quote
    return quote


def _with_subject(document: Document, quote: Quote) -> Quote:
    """Objects stand where subjects do: "Der Ministerin warf er vor", "sagte sie dem Sender"."""
    if not quote.speaker:
        return quote
    text = document.text
    start, end = quote.speaker[0][0], quote.speaker[-1][1]
    where = _FROM_WHERE.match(text, quote.frame[0][0]) if quote.frame else None
    if where and end <= where.start() and (found := _phrase(document, where.end(), dative=True)):
        return quote._replace(speaker=(found,))
    if pronoun := _PRONOUN.match(text[start:end]):
        return quote._replace(speaker=((start, start + pronoun.end()),))
    if _ARTICLE.fullmatch(text, start, end) and (noun := _NOUN.match(text, end)):
        return quote._replace(speaker=((start, noun.end()),))
    if _opens(document, start) and (line := _DATELINE.match(text, start, end)):
        start = line.end()
        quote = quote._replace(speaker=((start, end),))
    opens = quote.spans[0][0]
    if not quote.cue and opens <= start < opens + _NEAR and _FRONTED.match(text, opens):
        verb = _FINITE.match(text, end) or _PERFECT.search(text, end, quote.spans[-1][1])
        found = _phrase(document, verb.end()) if verb else None
        return quote._replace(speaker=(found,)) if found else quote
    if found := _behind_saying(document, quote, start, end):
        return quote._replace(speaker=(found,))
    behind = _VERB_BEHIND.match(text, end)
    if behind and has_capital_by_place(text[start:end]) and _opens(document, start):
        found = _phrase(document, behind.end())
        return quote._replace(speaker=(found,)) if found else quote
    if found := _pronoun_in_front(document, quote) or _behind_as(document, start, end):
        return quote._replace(speaker=(found,))
    if when := _WHEN.match(text, start, end):
        return quote._replace(speaker=((when.end(), end),))
    subject = _SUBJECT.match(text, start, end)
    if subject and not _NO_SUBJECT.match(subject[0]):
        cited = any(text.startswith("zitier", place) for place, _ in quote.cue)
        own = (subject.end() + 1, end) if cited else subject.span()
        return quote._replace(speaker=(own,))
    if (among := _AMONG.fullmatch(text, start, end)) and among.span(1) != (start, end):
        return quote._replace(speaker=(among.span(1),))
    cue = next((a for a, _ in quote.cue), -1)
    if cue < end or text[end:cue].strip() or not _DATIVE_VERB.match(text, cue):
        return quote
    behind = text[next(b for a, b in quote.cue if a == cue) :]
    accused = bool(_DATIVE.match(text[start:end]))
    pronoun = re.match(r"\s(er|sie|man|ich|wir)\b", behind)
    place = len(text) - len(behind)
    if pronoun:
        return quote._replace(speaker=((place + pronoun.start(1), place + pronoun.end(1)),))
    found = _phrase(document, place) if accused else None
    return quote._replace(speaker=(found,)) if found else quote


def _behind_saying(document: Document, quote: Quote, start: int, end: int) -> Span | None:
    """Who says so behind what is spoken of: "Die Kosten beziffert das Amt", "... nannte er"."""
    text = document.text
    end = max(end, (_phrase(document, start) or (0, 0))[1])
    verb = _SAYS.match(text, end)
    if not verb or verb["verb"] not in load_cues().forms:
        return None
    opens, stop = next(s for s in document.sentences if s[0] <= start < s[1])
    where = _WHERE.fullmatch(text, opens, start)
    own = any(meet((opens, stop), part) for part in (*quote.spans, *quote.frame))
    if where and (not own or any(meet((opens, start), part) for part in quote.cue)):
        return None  # "Nach Angaben der Stadt bestätigte Moll": who says so stands there
    several = start == opens and _SEVERAL.fullmatch(text, start, end)
    if verb["he"]:
        return verb.span("he") if where or start == opens else None
    several = several and not verb["verb"].endswith("en")
    return _phrase(document, verb.end()) if where or several else None


def _pronoun_in_front(document: Document, quote: Quote) -> Span | None:
    """The pronoun that is the subject of a clause in which an object was taken for it."""
    start, text = quote.speaker[0][0], document.text
    verbs = [a for a, b in quote.cue if text[a:b].split()[0] in load_cues().forms]
    begins = next(a for a, b in document.sentences if a <= start < b)
    subject = _NOMINATIVE.search(text[begins:start])
    if not subject or not verbs or verbs[-1] < begins + subject.end(1):
        return None
    between = re.sub(r"\([^()]*\)", "", text[quote.speaker[-1][1] : verbs[-1]])
    own = "," in between or _NOMINATIVE.match(text[start : quote.speaker[-1][1]] + " ")
    return None if own else (begins + subject.start(1), begins + subject.end(1))


def _behind_as(document: Document, start: int, end: int) -> Span | None:
    """Who does the same as somebody in front: "Wie Moll lobte auch er den Kai"."""
    text = document.text
    verb = _ALSO.match(text, end)
    if not verb or not text.startswith("Wie ", start - 4) or not _opens(document, start - 4):
        return None
    pronoun = re.compile(r"(?:er|sie)\b").match(text, verb.end())
    return pronoun.span() if pronoun else _phrase(document, verb.end())


def _opens(document: Document, place: int) -> bool:
    """Whether a sentence begins in a place, or behind "Wien – " in it."""
    return document.text.startswith("– ", place - 2) or any(
        place == start for start, _ in document.sentences
    )


def _phrase(document: Document, place: int, dative: bool = False) -> Span | None:
    """The noun phrase that begins in a place, in the dative only if that is allowed."""
    words = document.words()
    first = bisect_left(document.tokens, (place, place))
    last = next((b for a, b in document.sentence_tokens if a <= first < b), first)
    end = noun_phrase(words, first, last) if first < last else first
    if end == first or (not dative and words[first].lower() in _NO_NOMINATIVE):
        return None
    return document.tokens[first][0], document.tokens[end - 1][1]
