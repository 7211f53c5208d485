"""Interviews: whose turn it is, by labels ("MOLL:", "Antwort:") or questions as paragraphs."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from presseschau.annotate.annotator import Mention, Quote, in_order
from presseschau.annotate.rules.marks import FIRST_PERSON
from presseschau.core.tables import Span

_PARAGRAPH = re.compile(r"[^\n]+")
#: What may be a label: a name, initials, a paper, "Frage"; at a line's or a sentence's head.
_LABEL = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?“”\"»…] )) *"
    r"((?:[A-ZÄÖÜ][\w.’'-]*)(?: (?:von |der |und )?[A-ZÄÖÜ][\w.’'-]*){0,2})"
    r"(?: \([A-ZÄÖÜ][^():\n]{1,40}\))?:\s(?=\S)"
)
_ASKS = re.compile(r"(?i)^(?:frage|interviewer(?:in)?|redaktion|f)$")
_ANSWERS = re.compile(r"(?i)^(?:antwort|a)$")
_ADDRESS = re.compile(r"\b(?:Frau|Herr|Herrn)\s(?:Dr\. |Prof\. )?[A-ZÄÖÜ][\w’'-]+")
#: "im Gespräch mit" (Ida Moll), "ein Interview mit der Meteorologin" (Ida Moll).
_TALK_WITH = re.compile(r"(?:Interview|Gespräch) mit (?:d(?:er|em) )?(?:[\w-]+ ){0,4}\Z")
_AUTHOR = re.compile(r"(?:führten?|fragten?|[Vv]on|Interview:|Text:|Fotos?:) \Z")
#: Who answers says all of the answer.
_SELF = re.compile(r"(?i)\b(?:ich|wir|mir|uns|mein\w*|unser\w*|man|jemand)\b")
_SCORE = 0.9
_LEAST_TURNS = 3
_LONGEST_QUESTION = 400  # characters


class Turn(NamedTuple):
    """One turn of an interview: where it stands, its label or else the words that name who speaks.

    ``speaker`` is empty for the questions, which are nobody's quotes.
    """

    start: int
    end: int
    speaker: Span | None


def find_turns(text: str, mentions: Sequence[Mention] = ()) -> list[Turn]:
    """Finds the turns of an interview in their order; none where the text is no interview."""
    return _labelled(text, mentions) or _in_paragraphs(text, mentions)


def with_interview(text: str, mentions: Sequence[Mention], quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes of a text with the answers of an interview as direct quotes.

    Of what was found inside a turn, only speech of others stays whose speaker is named there; what
    a question asks, or holds up to the one who is asked ("Sie sagten einmal"), is nobody's.
    """
    turns = find_turns(text, mentions)
    if not turns:
        return list(quotes)
    answers = [
        Quote(((turn.start, turn.end),), "Direct", speaker=(turn.speaker,), score=_SCORE)
        for turn in turns
        if turn.speaker
    ]
    inner = [quote for quote in quotes if _stays(text, quote, turns)]
    return in_order([*answers, *inner])


def _stays(text: str, quote: Quote, turns: Sequence[Turn]) -> bool:
    start, end = quote.whole
    touched = [turn for turn in turns if turn.start < end and start < turn.end]
    if not touched:
        return True
    if len(touched) > 1 or not quote.speaker:
        return False
    turn, first = touched[0], quote.speaker[0][0]
    if turn.speaker is None and (text[slice(*quote.speaker[0])] == "Sie" or text[end - 1] == "?"):
        return False
    if _SELF.search(text, *quote.speaker[0]):
        return False
    whole = end - start > 0.8 * (turn.end - turn.start)
    return turn.start <= first < turn.end and turn.start <= start and end <= turn.end and not whole


def _labelled(text: str, mentions: Sequence[Mention]) -> list[Turn]:
    places = list(_LABEL.finditer(text))
    counts: dict[str, list[int]] = defaultdict(list)
    for n, place in enumerate(places):
        counts[place[1].casefold()].append(n)
    labels = {label for label, found in counts.items() if len(found) >= _LEAST_TURNS - 1}
    if not any(len(counts[label]) >= _LEAST_TURNS for label in labels):
        return []
    # A full name introduces the label that follows: "NICOLE JÄGGI", then "JÄGGI".
    kept = [p for p in places if any(p[1].casefold().endswith(label) for label in labels)]
    turns: dict[str, list[tuple[Span, Span]]] = defaultdict(list)
    alone = len({next(la for la in labels if p[1].casefold().endswith(la)) for p in kept}) == 1
    plain = alone or not any(p[1].isupper() or _ASKS.match(p[1]) for p in kept)
    if plain and not _is_named(kept, mentions):
        return []  # "34. Minute: ...", "Foto: ...", "Tore: ..."
    for place, following in zip(kept, [*kept[1:], None], strict=True):
        label = next(la for la in labels if place[1].casefold().endswith(la))
        stop = following.start() if following else len(text)
        line = text.find("\n", place.end())
        if (alone or not following) and 0 <= line < stop:
            stop = line
        end = place.end() + len(text[place.end() : stop].rstrip())
        turns[label].append((place.span(1), (place.end(), end)))
    asking = _asking(text, turns)
    nameless = [own for label, own in turns.items() if _ANSWERS.match(label)]
    if any(not _in_person(text, [span for _, span in own]) for own in nameless):
        return []  # the paper answers its readers' questions
    found = []
    for label, own in turns.items():
        for span, (start, end) in own:
            speaker = None if label in asking else _meant(label, span, mentions)
            found.append(Turn(start, end, speaker))
    return sorted(found)


def _is_named(labels: Sequence[re.Match], mentions: Sequence[Mention]) -> bool:
    """Whether a label is the name of somebody in the text, or there are none to tell."""
    return not mentions or any(m.start < p.end(1) and p.start(1) < m.end
                               for m in mentions for p in labels)  # fmt: skip


def _asking(text: str, turns: dict[str, list[tuple[Span, Span]]]) -> set[str]:
    """The label of who asks: named so, or with questions at the ends of most turns."""
    asking = {label for label in turns if _ASKS.match(label)}
    if asking or len(turns) == 1:
        return asking

    def share(label: str) -> float:
        own = [text[start:end] for _, (start, end) in turns[label]]
        asks = sum(turn.endswith("?") or bool(_ADDRESS.match(turn)) for turn in own) / len(own)
        return asks - sum(map(len, own)) / len(own) / 10_000

    return {max(turns, key=share)}


def _meant(label: str, span: Span, mentions: Sequence[Mention]) -> Span:
    """The label itself, or who is named first where it only says "Antwort"."""
    first = next((m for m in mentions if m.kind == "PER" and not m.derived), None)
    return (first.start, first.end) if _ANSWERS.match(label) and first else span


def _in_paragraphs(text: str, mentions: Sequence[Mention]) -> list[Turn]:
    """Reads questions as paragraphs, each followed by an answer in the first person.

    What stands up to the next question goes on with the answer; behind the last question only what
    is in the first person does.
    """
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if match[0].strip()]
    short = [(n, text[a:b]) for n, (a, b) in enumerate(paragraphs) if b - a < _LONGEST_QUESTION]
    asks = [n for n, paragraph in short if paragraph.rstrip().endswith("?")]
    if len(asks) < _LEAST_TURNS:
        return []
    if all((n - asks[0]) % 2 == 0 for n in asks):
        asks = list(range(asks[0], len(paragraphs), 2))
    end = asks[-1] + 2
    while end < len(paragraphs) and FIRST_PERSON.search(text, *paragraphs[end]):
        end += 1
    answers = [
        (paragraphs[n + 1][0], paragraphs[behind - 1][1])
        for n, behind in zip(asks, [*asks[1:], min(end, len(paragraphs))], strict=True)
        if behind > n + 1
    ]
    questions = [paragraphs[n] for n in asks]
    who = _addressed(text, questions) or _introduced(text, mentions, questions[0][0])
    if not who or not _in_person(text, answers):
        return []
    turns = [Turn(*span, None) for span in questions]
    return sorted([*turns, *(Turn(*span, who) for span in answers)])


def _in_person(text: str, answers: Sequence[Span]) -> bool:
    """Whether most answers are in the first person, as somebody gives them."""
    spoken = sum(bool(FIRST_PERSON.search(text, *span)) for span in answers)
    return spoken >= 0.6 * len(answers) > 0


def _addressed(text: str, questions: Sequence[Span]) -> Span | None:
    """Where the questions first address the one who answers: "Frau Moll, ..."."""
    for start, end in questions:
        if match := _ADDRESS.search(text, start, end):
            return match.span()
    return None


def _introduced(text: str, mentions: Sequence[Mention], start: int) -> Span | None:
    """Who is named in front of the questions, if it is one, or with whom the talk is."""
    people = [
        (m.start, m.end) for m in mentions
        if m.kind == "PER" and m.start < start and not _AUTHOR.search(text, 0, m.start)
    ]  # fmt: skip
    talks = [span for span in people if _TALK_WITH.search(text, 0, span[0])]
    surnames = {text[slice(*span)].split()[-1] for span in people}
    return next(iter(talks if talks or len(surnames) != 1 else people), None)
