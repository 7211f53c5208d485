"""The head for judgements: which sentence judges which actor, and how sure that is."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from presseschau.annotate.annotator import Mention, Quote, Tone
from presseschau.annotate.model.judged_pairs import actors_of, pairs, snippet_feed, tone_feed
from presseschau.annotate.model.trunk import open_session
from presseschau.core.tables import Span
from presseschau.core.text import Document


class ToneHead:
    """Judges the pairs of sentences and actors of a text."""

    def __init__(self, folder: Path) -> None:
        """Loads ``tone.onnx`` and, as fitted, what its answers are worth, ``tone.json``."""
        self._session = open_session(folder / "tone.onnx")
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
        for pair, row, weight in zip(asked, logits, weights, strict=True):
            chance = self._chance(row)
            if chance >= self.settings["least"]:
                start, end = _named(mentions, actors, pair.mention)
                evidence = _evidence(document, pair.sentence, weight)
                tones.append(Tone(start, end, 1 if row[1] > row[2] else -1, chance, 0.0, evidence))
        return tones

    def attitude(self, document: Document, states: np.ndarray, target: Span, notion: int) -> Tone:
        """The attitude of a short text towards a target in it, as a data set means it."""
        feed = snippet_feed(document, target, notion)
        [row], _ = self._session.run(None, feed | {"states": states})
        chances = np.exp(row - row.max())
        best = int(chances.argmax())
        return Tone(*target, (0, 1, -1)[best], float(chances[best] / chances.sum()), 0.0)

    def _chance(self, logits: np.ndarray) -> float:
        bias, slope = self.settings["curve"]
        return float(1 / (1 + np.exp(-(bias + slope * margin(logits)))))


def _named(mentions: Sequence[Mention], actors: Sequence[int], index: int) -> Span:
    """The nearest mention of the same actor that is a name by itself."""
    same = (n for n, actor in enumerate(actors) if actor == actors[index])
    own = [n for n in same if not mentions[n].derived]
    return mentions[min(own, key=lambda n: abs(n - index))][:2]


def margin(logits: np.ndarray) -> float:
    """How far the better sign of a judgement leads what else the answer may be."""
    return float(logits[1:].max() - np.logaddexp(logits[0], logits[1:].min()))


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
