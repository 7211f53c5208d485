"""Reported speech by rules: marks, reporting verbs, "laut", dass-clauses, Konjunktiv."""

from collections.abc import Sequence

from presseschau.annotate.annotator import Mention, Quote, Tone, in_order
from presseschau.annotate.quotes import GOING_ON
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
from presseschau.annotate.rules.speaking_subjects import whole_names, with_subjects
from presseschau.core.tables import Span, meet
from presseschau.core.text import Document

# How sure each rule is: the share of its quotes on the Wikinews training articles that
# were quotes with the right speaker (workshop.gold.scoring.is_right).
_SCORES = {
    "marks": 0.76, "marks, no cue": 0.34, "words in marks": 0.57, "source": 0.76, "clause": 0.64,
    "nested clause": 0.26, "mood": 0.49, "sollen": 0.24, "summary": 0.42,
}  # fmt: skip


_CLOSE = 30  # tokens between a quote and the "soll" that goes on with it
_LONGEST = 1000  # tokens: what is longer is a table or a list, no sentence
_INNER = ("words in marks", "nested clause")


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
        found = Found(whole, GOING_ON, "mood", speaker, medium=medium)
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
    words: Sequence[str], quote: Found, previous: Unit, last: Found | None, speaker: tuple[int, ...]
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


def with_judging_speech(
    document: Document, quotes: Sequence[Quote], by_rules: Sequence[Quote], tones: Sequence[Tone]
) -> list[Quote]:
    """The quotes with further sentences in the mood of speech that judge somebody.

    A judgement in a sentence that goes on with somebody's speech is not the outlet's, even where
    the sentence itself is too unsure to be shown as a quote of its own.
    """
    found = list(quotes)
    for tone in tones:
        for place in tone.evidence if tone.tenor else ():
            sentence = next(s for s in document.sentences if s[0] <= place[0] < s[1])
            going_on = [q for q in by_rules if q.type == GOING_ON and meet(q.whole, place)]
            if going_on and not any(meet(quote.whole, sentence) for quote in found):
                found.append(going_on[0]._replace(spans=(sentence,)))
    return in_order(found)
