"""What may be judged: pairs of a sentence and an actor, and what the head reads of them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from presseschau.annotate.annotator import Mention, Quote
from presseschau.annotate.model.clues import segments, token_clues
from presseschau.annotate.rules.gazetteer import first_names
from presseschau.annotate.rules.judgements import name_tokens, read_sentence, token_range
from presseschau.core.tables import Span
from presseschau.core.text import Document

#: How many codes there are in the columns that :func:`tone_clues` adds to the marks and places.
TONE_SIZES = (4, 8, 8, 8, 14, 4, 7, 6)
#: How many codes there are in each column of a pair of a sentence and an actor.
PAIR_SIZES = (8, 8, 5, 6, 3, 4, 3)
#: What counts as an attitude: the codebook's judgements, or what NewsMTSC or GerNTSA mean by it.
JUDGEMENT, NEWSMTSC, GERNTSA = range(3)
_CLASSES = {"evaluation": 0, "speech act": 1}
_KINDS = ("PER", "ORG", "LOC")
_NEAR = 20  # sentences back in which an actor may have been named
_RECENT = 6  # actors named in front of a sentence that it may judge without naming them
_FAR = (0, 1, 2, 3, 5)
_OFTEN = (1, 2, 3, 5)


class Pair(NamedTuple):
    """A sentence that may judge an actor: the mention that stands nearest, codes of the rest."""

    sentence: int
    actor: int
    mention: int
    codes: tuple[int, ...]


def tone_clues(document: Document, mentions: Sequence[Mention]) -> np.ndarray:
    """Eight codes for each token: marks and places, kind of name, kind of judging word."""
    codes = np.zeros((len(document.tokens), len(TONE_SIZES)), np.int64)
    codes[:, :6] = token_clues(document, segments(document))[:, :6]
    names = name_tokens(document, mentions)
    for sentence in range(len(document.sentences)):
        reading = read_sentence(document, sentence, names)
        for hit in reading.hits:
            kind = 1 + 2 * _CLASSES.get(hit.entry.kind, 2)
            codes[[reading.first + token for token in hit.tokens], 6] = kind + (hit.value > 0)
    for mention in mentions:
        first, end = token_range(document, (mention.start, mention.end))
        codes[first:end, 7] = 5 if mention.derived else 1 + _kind(mention)
    return codes


def actors_of(text: str, mentions: Sequence[Mention]) -> list[int]:
    """A number for each mention, the same for those that name one actor; -1 for no actor.

    Names are one where they are the same but for a genitive, or where a single word ends a
    person's longer name. The first part of a compound ("VW-Skandal") names an actor whom the text
    also names by itself.
    """
    keys: list[str] = []
    numbers = []
    for mention in mentions:
        if mention.derived or mention.kind not in _KINDS:
            numbers.append(-1)
            continue
        name = _plain(text[mention.start : mention.end])
        same = (n for n in reversed(range(len(keys))) if _same(name, keys[n]))
        number = next(same, len(keys))
        if number == len(keys):
            keys.append(name)
        elif len(name) > len(keys[number]):
            keys[number] = name
        numbers.append(number)
    known = {name: number for number, name in enumerate(keys)}
    for index, mention in enumerate(mentions):
        if mention.derived and text[mention.end - 1] == "-":
            numbers[index] = known.get(_plain(text[mention.start : mention.end - 1]), -1)
    return numbers


def _plain(name: str) -> str:
    name = " ".join(name.split()).casefold().rstrip("'’")
    return name[:-1] if name.endswith("s") else name


def _same(name: str, known: str) -> bool:
    longer, shorter = (name, known) if len(name) > len(known) else (known, name)
    return longer == shorter or (" " not in shorter and longer.endswith(f" {shorter}"))


def pairs(
    document: Document,
    mentions: Sequence[Mention],
    actors: Sequence[int],
    quotes: Sequence[Quote],
) -> list[Pair]:
    """Each sentence with each actor it names, and with those named shortly before.

    Args:
        document: The text.
        mentions: Its names in order.
        actors: The actor of each, as :func:`actors_of` tells.
        quotes: The quotes that the rules found, for who speaks in a sentence.
    """
    starts = [start for start, _ in document.sentences]
    homes = [max(0, bisect_left(starts, mention.start + 1) - 1) for mention in mentions]
    counts = np.bincount([a for a in actors if a >= 0], minlength=1)
    genders = _genders(document.text, mentions, actors)
    speakers = _speakers(document, mentions, actors, quotes)
    found = []
    last: dict[int, int] = {}
    point = 0
    for sentence in range(len(document.sentences)):
        here: dict[int, int] = {}
        while point < len(mentions) and homes[point] <= sentence:
            if actors[point] >= 0:
                here.setdefault(actors[point], point)
            point += 1
        recent = sorted((m for m in last.values() if sentence - homes[m] <= _NEAR), reverse=True)
        recent = [m for m in recent if actors[m] not in here and _kind(mentions[m]) < 2][:_RECENT]
        ranked = [*((m, 0) for m in here.values()), *((m, n) for n, m in enumerate(recent, 1))]
        for mention, rank in ranked:
            actor = actors[mention]
            codes = (
                int(np.searchsorted(_FAR, sentence - homes[mention])),
                rank,
                int(np.searchsorted(_OFTEN, counts[actor])),
                1 + _kind(mentions[mention]),
                1 + (actor in speakers[sentence]) if speakers[sentence] else 0,
                genders[actor],
                JUDGEMENT,
            )
            found.append(Pair(sentence, actor, mention, codes))
        last |= here
    return found


def _kind(mention: Mention) -> int:
    return _KINDS.index(mention.kind) if mention.kind in _KINDS else 3


def _genders(text: str, mentions: Sequence[Mention], actors: Sequence[int]) -> Mapping[int, int]:
    """1 for a man, 2 for a woman by the first name, 3 for no person, 0 where it is not known."""
    genders: dict[int, int] = {}
    for mention, actor in zip(mentions, actors, strict=True):
        first = text[mention.start : mention.end].split()[0]
        code = {"m": 1, "f": 2}.get(first_names().get(first, ""), 0)
        genders[actor] = genders.get(actor) or (code if mention.kind == "PER" else 3)
    return genders


def _speakers(
    document: Document,
    mentions: Sequence[Mention],
    actors: Sequence[int],
    quotes: Sequence[Quote],
) -> list[set[int]]:
    """Who is quoted in each sentence, as far as the words for the speaker hold a name."""
    speakers: list[set[int]] = [set() for _ in document.sentences]
    starts = [mention.start for mention in mentions]
    ends = [end for _, end in document.sentences]
    for quote in quotes:
        named = {
            actors[n]
            for start, end in quote.speaker
            for n in range(bisect_left(starts, start), bisect_left(starts, end))
        }
        for start, end in (*quote.spans, *quote.frame):
            for n in range(bisect_left(ends, start + 1), len(ends)):
                if document.sentences[n][0] >= end:
                    break
                speakers[n] |= named | {-1}
    return speakers


def tone_feed(
    document: Document, mentions: Sequence[Mention], asked: Sequence[Pair]
) -> dict[str, np.ndarray]:
    """What the head reads beside the states of the tokens.

    Returns:
        "clues" (tokens, codes); for each pair "codes", "first" and "last" token of its sentence
        and "target" (first and last token of the mention).
    """
    spans = np.array(document.sentence_tokens, np.int64)[[pair.sentence for pair in asked]]
    targets = [token_range(document, mentions[pair.mention][:2]) for pair in asked]
    return {
        "clues": tone_clues(document, mentions),
        "codes": np.array([pair.codes for pair in asked], np.int64),
        "sentence": spans - [0, 1],
        "target": np.array(targets, np.int64) - [0, 1],
    }


def snippet_feed(document: Document, target: Span, notion: int) -> dict[str, np.ndarray]:
    """As :func:`tone_feed`, for one target of a short text, which is read as one sentence."""
    mention = Mention(*target, "PER")
    pair = Pair(0, 0, 0, (0, 0, 0, 4, 0, 0, notion))
    feed = tone_feed(document, [mention], [pair])
    return feed | {"sentence": np.array([[0, len(document.tokens) - 1]], np.int64)}
