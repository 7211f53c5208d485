"""The head for judgements: which sentence judges which actor, and how sure that is."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from presseschau.annotate.annotator import Mention, Quote, Tone
from presseschau.annotate.model.judged_pairs import (
    JUDGEMENT,
    actors_of,
    pairs,
    snippet_feed,
    tone_feed,
)
from presseschau.annotate.model.target_reader import TargetReader
from presseschau.annotate.model.trunk import open_session
from presseschau.core.tables import Span
from presseschau.core.text import Document

#: What the answers stand for: no judgement, praise, blame.
SIGNS = np.array([0, 1, -1])


class ToneHead:
    """Judges the pairs of sentences and actors of a text.

    A first reading asks about all of them at once; what it takes for a judgement to some degree is
    read again, with the actor marked, and both readings count alike.
    """

    def __init__(self, folder: Path) -> None:
        """Loads ``tone.onnx``, ``targets.onnx`` and what answers are worth, ``tone.json``."""
        self._session = open_session(folder / "tone.onnx")
        self._reader = TargetReader(folder)
        self.settings = json.loads((folder / "tone.json").read_text(encoding="utf-8"))

    def find(
        self,
        document: Document,
        states: np.ndarray,
        mentions: Sequence[Mention],
        quotes: Sequence[Quote],
    ) -> list[Tone]:
        """The judgements of a text, each at the actor's nearest mention.

        Their evidence tells the sentence, which need not be the mention's own. What is less likely
        right than the head was fitted to show is left out.

        Args:
            document: The text.
            states: The trunk's states of its tokens.
            mentions: Its names.
            quotes: The quotes that the rules found in it.
        """
        actors = actors_of(document.text, mentions)
        asked = pairs(document, mentions, actors, quotes)
        if not asked:
            return []
        feed = tone_feed(document, mentions, asked)
        logits, weights = self._session.run(None, feed | {"states": states})
        tones = []
        for index in np.flatnonzero(margins(logits) >= self.settings["looked"]):
            again = self._reader.logits(document, states, feed, index)[JUDGEMENT]
            row = _both(logits[index], again)
            chance = self._chance(row)
            if chance >= self.settings["least"]:
                pair, weight = asked[index], weights[index]
                start, end = _named(mentions, actors, pair.mention)
                evidence = _evidence(document, pair.sentence, weight)
                tones.append(Tone(start, end, 1 if row[1] > row[2] else -1, chance, 0.0, evidence))
        return tones

    def attitude(self, document: Document, states: np.ndarray, target: Span, notion: int) -> Tone:
        """The attitude of a short text towards a target in it, as a data set means it."""
        chances = self.chances(document, states, target, notion)
        best = int(chances.argmax())
        return Tone(*target, int(SIGNS[best]), float(chances[best]), 0.0)

    def chances(
        self, document: Document, states: np.ndarray, target: Span, notion: int
    ) -> np.ndarray:
        """How likely that attitude is none, a good or a bad one."""
        feed = snippet_feed(document, target, notion)
        [row], _ = self._session.run(None, feed | {"states": states})
        row = _both(row, self._reader.logits(document, states, feed, 0)[notion])
        chances = np.exp(row + self.settings["shifts"][notion])
        return chances / chances.sum()

    def _chance(self, logits: np.ndarray) -> float:
        bias, slope = self.settings["curve"]
        return float(1 / (1 + np.exp(-(bias + slope * margins(logits[None])[0]))))


def _named(mentions: Sequence[Mention], actors: Sequence[int], index: int) -> Span:
    """The nearest mention of the same actor that is a name by itself."""
    same = (n for n, actor in enumerate(actors) if actor == actors[index])
    own = [n for n in same if not mentions[n].derived]
    return mentions[min(own, key=lambda n: abs(n - index))][:2]


def margins(logits: np.ndarray) -> np.ndarray:
    """How far the better sign of each judgement leads what else the answer may be."""
    return logits[:, 1:].max(1) - np.logaddexp(logits[:, 0], logits[:, 1:].min(1))


def _both(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The mean of two readings' logarithms of chances."""
    rows = np.array([first, second])
    return (rows - np.logaddexp.reduce(rows, 1, keepdims=True)).mean(0)


def _evidence(document: Document, sentence: int, weights: np.ndarray) -> tuple:
    """The run of words on which most of the head's attention lies."""
    first, end = document.sentence_tokens[sentence]
    weight = weights[: end - first]
    best = int(weight.argmax())
    low = high = best
    while low > 0 and weight[low - 1] > weight[best] / 4:
        low -= 1
    while high + 1 < len(weight) and weight[high + 1] > weight[best] / 4:
        high += 1
    tokens = document.tokens[first + low : first + high + 1]
    return ((tokens[0][0], tokens[-1][1]),)
