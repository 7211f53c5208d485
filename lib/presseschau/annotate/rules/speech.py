"""Reported speech by rules: marks, reporting verbs, "laut", dass-clauses, Konjunktiv."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from presseschau.annotate.annotator import Mention, Quote, Tone
from presseschau.annotate.rules.arguments import main_subject, speaker_of, told_to
from presseschau.annotate.rules.clauses import (
    Unit,
    konjunktiv,
    read_units,
    runs,
    span,
    split_clauses,
)
from presseschau.annotate.rules.frames import Found, cue_hits
from presseschau.annotate.rules.nominals import noun_phrase
from presseschau.annotate.rules.sentences import marked_words, read_sentence
from presseschau.core.tables import Span
from presseschau.core.text import Document

# How sure each rule is: the share of its quotes on the Wikinews training articles that
# were quotes with the right speaker (workshop.gold.scoring.is_right).
_SCORES = {
    "marks": 0.76,
    "marks, no cue": 0.34,
    "words in marks": 0.57,
    "source": 0.76,
    "clause": 0.64,
    "nested clause": 0.26,
    "mood": 0.49,
    "sollen": 0.24,
    "summary": 0.42,
}


_CLOSE = 30  # tokens between a quote and the "soll" that goes on with it
_LONGEST = 1000  # tokens: what is longer is a table or a list, no sentence
_GOING_ON = "IndirectFreeIndirect"
_INNER = ("words in marks", "nested clause")
_PRONOUN = re.compile(r"(?:er|sie|Er|Sie)(?=\s(?!selbst|und|,)(?:dem|der|den|[A-ZÄÖÜ„\"»]))")
#: Verbs with a dative in front of which the one stands who is told, blamed or praised.
_DATIVE_VERB = re.compile(
    r"\b(?:w[ai]rf\w*|w[eü]rf\w*|hielt\w*|hält|halte\w*|unterstell\w*|bescheinig\w*|attestier\w*"
    r"|kreidet\w*|gratulier\w*|dank(?:t|te|e|ten)|riet\w*|rät|rate|versprach\w*|verspricht"
    r"|ha(?:t|be|tte)|entgegnet\w*|antwortet\w*)\b"
)
#: "der Deutschen Welle" is never a subject; behind a name it is whom that one told something.
_TOLD = re.compile(r"der\s[A-ZÄÖÜa-zäöüß]\w*en\s[A-ZÄÖÜ]")
_NAME = re.compile(r"\s(?:[a-zäöü]+\s)?[A-ZÄÖÜ][\w’'-]*(?:\s[A-ZÄÖÜ][\w’'-]*){0,4}\s")
#: "Interview mit der Deutschen Welle, in dem Ida Moll sagt": the clause has its own subject.
_OWN_SUBJECT = re.compile(
    r",\s(?:in|bei|auf|aus)\s(?:de[mr]|denen)\s((?![a-zäöüß])\w[\w’'-]*(?:\s(?![a-zäöüß])\w[\w’'-]*)*)\s"
)
_DATIVE = re.compile(
    r"(?:[Dd]em|[Ee]inem|[SsMmIi](?:einem|einer|hrem|hrer)|[Uu]nserer|[Uu]nserem)\s"
    r"|[DdEe](?:er|iner)\s(?:[a-zäöüß]+en\s)*(?:[A-ZÄÖÜ][\w-]*(?:in|ung|heit|keit|schaft|ion"
    r"|regierung|partei|firma|bank|chefin))\b"
)


def find_quotes(document: Document, mentions: Sequence[Mention] = ()) -> list[Quote]:
    """Finds reported speech with its speaker, cue and frame.

    Args:
        document: A text with its sentences and tokens.
        mentions: The names in it; a speaker that only cuts into a name is widened to all of it.

    Returns:
        The quotes in order of their beginnings, scored by the rule that found them.
    """
    words = document.words()
    found: list[Found] = []
    previous: Unit | None = None
    for unit in read_units(document):
        if unit.last - unit.first > _LONGEST:
            continue
        here = read_sentence(words, unit)
        if previous:
            here = _with_context(words, here, unit, previous, found)
        if here and (earlier := _goes_on(here[0], found, unit)):
            whole = found[earlier]._replace(quote=found[earlier].quote + here[0].quote)
            found[earlier], here = whole, here[1:]
        found.extend(here)
        previous = unit
    names = [(mention.start, mention.end) for mention in mentions if not mention.derived]
    return sorted(with_subjects(document, [_as_quote(document, item, names) for item in found]))


def _with_context(
    words: Sequence[str], here: list[Found], unit: Unit, previous: Unit, found: list[Found]
) -> list[Found]:
    """Adds what only the sentence before tells: who goes on speaking."""
    last = next((q for q in reversed(found) if q.rule not in _INNER), None)
    near = last is not None and last.quote[-1] >= previous.first
    speaker = last.speaker if near and last.speaker else main_subject(words, previous)
    if here and here[0].rule == "marks, no cue":
        return [_introduced(words, here[0], previous, last, speaker), *here[1:]]
    if here and here[0].rule == "source" and not here[0].speaker:
        return [here[0]._replace(speaker=speaker), *here[1:]]
    if here and here[0].rule != "summary":
        return here
    plain, whole = unit.plain(), span(unit.first, unit.last)
    medium = last.medium if last else "Speech"
    mood = konjunktiv(words, plain)
    if mood == 2 or (mood and near):
        found = Found(whole, _GOING_ON, "mood", speaker, medium=medium)
        return [found, *marked_words(words, found, unit)]
    close = last is not None and last.quote[-1] >= previous.first - _CLOSE
    if close and not here and any(words[i] in ("soll", "sollen") for i in plain):
        return [Found(whole, "FreeIndirect", "sollen", speaker, medium=medium)]
    return here


def _goes_on(quote: Found, found: Sequence[Found], unit: Unit) -> int | None:
    """The place (from behind) of the quote which a further one in the same mood extends."""
    for place in range(-1, -min(len(found), 4) - 1, -1):
        last = found[place]
        if quote.rule == last.rule == "mood" and last.quote[-1] == unit.first - 1:
            return place
    return None


def _introduced(
    words: Sequence[str],
    quote: Found,
    previous: Unit,
    last: Found | None,
    speaker: tuple[int, ...],
) -> Found:
    """Adds the speaker of the sentence before it to a quote that stands alone."""
    if words[previous.last - 1] == ":":
        frame = span(previous.first, previous.last)
        clauses = split_clauses(words, previous)
        for k, clause in enumerate(clauses):
            for hit in cue_hits(words, previous, clause):
                who = speaker_of(words, clauses, k, hit, previous.last - 1)
                told = told_to(words, clause, hit)
                roles = (who, hit.tokens, frame, told, hit.cue.medium)
                return Found(quote.quote, "Direct", "marks", *roles)
        end = noun_phrase(words, previous.first, previous.last)
        return quote._replace(rule="marks", speaker=span(previous.first, end), frame=frame)
    if last and last.type == "Direct" and last.quote[-1] == quote.quote[0] - 1:
        return quote._replace(speaker=last.speaker, cue=last.cue, frame=last.frame)
    return quote._replace(speaker=speaker)


def _as_quote(document: Document, item: Found, names: Sequence[Span]) -> Quote:
    def spans(tokens: tuple[int, ...]) -> tuple[Span, ...]:
        return tuple(
            (document.tokens[first][0], document.tokens[last - 1][1])
            for first, last in runs(tokens)
        )

    speaker = tuple(whole_names(part, names) for part in spans(item.speaker))
    roles = [spans(part) for part in (item.cue, item.frame, item.addressee)]
    return Quote(spans(item.quote), item.type, item.medium, speaker, *roles, _SCORES[item.rule])


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
    return [_with_first_speaker(quote, framed) for quote in quotes]


def _with_first_speaker(quote: Quote, framed: Sequence[Quote]) -> Quote:
    """What goes on without a frame has the speaker of the frame in front, not who was told."""
    if quote.speaker and not quote.frame and not quote.cue:
        place = quote.speaker[0]
        for first in framed:
            if any(a <= place[0] and place[1] <= b for a, b in first.frame):
                told = not any(_meet(place, part) for part in first.speaker)
                return quote._replace(speaker=first.speaker) if told else quote
    return quote


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def with_judging_speech(
    document: Document, quotes: Sequence[Quote], by_rules: Sequence[Quote], tones: Sequence[Tone]
) -> list[Quote]:
    """The quotes with further sentences in the mood of speech that judge somebody.

    A judgement in a sentence that goes on with somebody's speech is not the outlet's, even where
    the sentence itself is too unsure to be shown as a quote of its own.

    Args:
        document: The text.
        quotes: Its quotes.
        by_rules: What the rules take for quotes.
        tones: Its judgements.
    """
    found = list(quotes)
    for tone in tones:
        for place in tone.evidence if tone.tenor else ():
            sentence = next(s for s in document.sentences if s[0] <= place[0] < s[1])
            going_on = [q for q in by_rules if q.type == _GOING_ON and _meet(_whole(q), place)]
            if going_on and not any(_meet(_whole(quote), sentence) for quote in found):
                found.append(going_on[0]._replace(spans=(sentence,)))
    return sorted(found, key=lambda quote: (quote.spans[0][0], -quote.spans[-1][1]))


def _whole(quote: Quote) -> Span:
    return quote.spans[0][0], quote.spans[-1][1]


def _with_subject(document: Document, quote: Quote) -> Quote:
    """Objects stand where subjects do: "Der Ministerin warf er vor", "sagte sie dem Sender"."""
    if not quote.speaker:
        return quote
    text = document.text
    start, end = quote.speaker[0][0], quote.speaker[-1][1]
    if pronoun := _PRONOUN.match(text[start:end]):
        return quote._replace(speaker=((start, start + pronoun.end()),))
    cue = next((a for a, _ in quote.cue), -1)
    if _TOLD.match(text[start:end]) and 0 <= cue < start:
        between = text[quote.cue[0][1] : start]
        if _NAME.fullmatch(between):
            return quote._replace(speaker=((quote.cue[0][1] + 1, start - 1),))
    if cue > end and (own := _OWN_SUBJECT.fullmatch(text, end, cue)):
        return quote._replace(speaker=(own.span(1),))
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


def _phrase(document: Document, place: int) -> Span | None:
    """The noun phrase that begins in a place."""
    words = document.words()
    first = bisect_left(document.tokens, (place, place))
    last = next((b for a, b in document.sentence_tokens if a <= first < b), first)
    end = noun_phrase(words, first, last) if first < last else first
    if end == first or words[first].lower() in ("dem", "den", "des"):
        return None
    return document.tokens[first][0], document.tokens[end - 1][1]
