"""Chains of speech: whom sentences are by that go on with somebody's without a frame."""

import re
from typing import NamedTuple

from presseschau.annotate.quotes import is_free
from presseschau.link.actors.pronouns import he, oblique, she
from presseschau.link.actors.reference import NO_TURN, SHARES, Article, Referent, Turn
from presseschau.link.actors.scene import Said

#: So many sentences behind a quote, one without a speaker still goes on with it; one in the mood
#: of speech does so even further behind.
_GOES_ON, _FREE = 2, 5
_IMPERSONAL = re.compile(r"(?i)\b(?:demnach|danach|h(?:ei|ie)ß\w* es|laut\w*)\b")
_PRONOUN = re.compile(r"(?i)er|sie")
#: In the middle of somebody's speech: "Sondern ich" (verspreche, dass ...).
_SELF = re.compile(r"(?i)(?:sondern |und |aber |denn |die )?(?:ich|wir)")
_SETTLED = ("label", "paper", "house", "own words")

#: Behind what a house asked: whoever answers is no house.
_ANSWERS = re.compile(r"(Er|Sie) habe [^.,:]{0,40}?(?:geantwortet|erwidert|entgegnet)\b")
#: "Da dachte ich": the paper's own tale.
_TOLD = re.compile(r"[a-zäöüß]+ten?\b")


class Speaker(NamedTuple):
    """Who speaks, how that was told ("named", "resolved", ...), how likely it is right."""

    referent: Referent | None
    kind: str
    chance: float = 0.0
    ruled_out: bool = False
    joint: list[str] = []  # noqa: RUF012 - never changed

    @property
    def settled(self) -> bool:
        """Whether the words for the speaker say it all: nothing is left to guess."""
        way = self.referent.way if self.referent else ""
        return self.ruled_out or self.kind == "named" or way in _SETTLED


class Heard(NamedTuple):
    """The last quote whose words for the speaker count, and the turn behind its chain."""

    speaker: Speaker
    turn: Turn
    start: int = 0


UNHEARD = Heard(Speaker(None, "none"), NO_TURN)


def with_last(heard: Heard, quote: Said, found: Speaker, turn: Turn) -> Heard:
    """Who spoke last behind a quote: nobody new inside another quote or without words for it."""
    if turn.end <= heard.turn.end:
        return heard
    if quote.speaker or not heard.turn.actor:
        return Heard(found, turn, quote.start)
    return heard._replace(turn=heard.turn._replace(end=turn.end))


def in_chain(article: Article, quote: Said, heard: Heard) -> Speaker | None:
    """Who speaks what goes on without a frame, where that is clear.

    It is by whom the last quote is, unless it has later words for the speaker, or begins "Er sei"
    behind a sentence of the paper's about another person.
    """
    if not is_free(quote):
        return None
    same = bool(quote.speaker) and quote.place == heard.turn.speaker
    older = article.sentence(quote.place) < article.sentence(heard.start)
    old = same or (older and bool(heard.speaker.referent) and quote.place < heard.turn.speaker)
    if quote.speaker and not old:
        return None
    told = _told_of(article, heard.turn.end, quote.start)
    answers = _ANSWERS.match(article.text, quote.start)
    if answers and heard.turn.actor not in article.genders:
        start = quote.start
        who = she(article, start, False) if answers[1] == "Sie" else he(article, start)
        if not who or who.actor not in article.genders:
            return Speaker(None, "anonymous", ruled_out=True)
        return Speaker(who._replace(way="goes on"), "resolved", SHARES["goes on"])
    begins = article.text.startswith(("Er ", "Sie "), quote.start)
    if begins and told not in ("", heard.turn.actor):
        return Speaker(Referent(told, "goes on"), "resolved", SHARES["goes on"])
    known = heard.speaker.referent or heard.speaker.ruled_out
    return heard.speaker if known and (old or _is_near(article, quote, heard)) else None


def left_open(article: Article, quote: Said, found: Speaker, heard: Heard) -> Speaker:
    """Who speaks, the last one where "ich" or the words of what goes on lead to nobody."""
    if found.referent:
        return found
    if _SELF.fullmatch(quote.phrase(article.text)) and not _TOLD.match(quote.cue):
        far = article.sentence(quote.place) - article.sentence(max(heard.turn.end - 1, 0))
        return heard.speaker if heard.turn.actor in article.genders and far <= _GOES_ON else found
    return heard.speaker if is_free(quote) and _is_near(article, quote, heard) else found


def goes_on(article: Article, quote: Said, turn: Turn) -> bool:
    """Whether a quote without a speaker of its own goes on with the speech before it."""
    if not quote.type or not turn.actor:
        return False
    far = article.sentence(quote.start) - article.sentence(max(turn.end - 1, 0)) > _GOES_ON
    if far or _has_own(article, quote):
        return False
    return bool(not quote.cue or _IMPERSONAL.search(quote.cue))


def _has_own(article: Article, quote: Said) -> bool:
    """Whether words for the speaker stand in the sentence in which a quote begins."""
    here = article.sentence(quote.start)
    return any(article.sentence(start) == here for start, _ in quote.speaker)


def _is_near(article: Article, quote: Said, heard: Heard) -> bool:
    """Whether a quote goes on behind the last one: without own words, nobody told of between."""
    turn, here = heard.turn, article.sentence(quote.start)
    if not turn.actor or here - article.sentence(turn.end - 1) > _FREE:
        return False
    if _has_own(article, quote) or _PRONOUN.fullmatch(quote.phrase(article.text)):
        return False
    return _told_of(article, turn.end, quote.start) in ("", turn.actor)


def _told_of(article: Article, start: int, end: int) -> str:
    """Finds the person who is the subject of the last sentence in a place that names people."""
    people = (n for _, n in article.before(end) if n.kind == "PER" and not n.derived)
    first = next((n for n in people if n.start >= start), None)
    return first.actor if first and not oblique(article, first) else ""
