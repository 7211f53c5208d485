"""The second reading for judgements: a passage is read anew, with the actor marked in it."""

from pathlib import Path

import numpy as np

from presseschau.annotate.model.trunk import open_session
from presseschau.core.text import Document

#: Marks of the tokens of a passage: in front of the sentence, in it, the actor in it, the actor
#: in front of it.
BEFORE, SENTENCE, ACTOR, ACTOR_BEFORE = range(1, 5)
#: The states of the sixth layer among the trunk's, of first and last pieces.
_WIDTH = 384
LAYER = slice(2 * _WIDTH, 4 * _WIDTH)
_LONGEST = 64  # tokens of a sentence, the part around the actor
_AROUND = 40  # tokens of each sentence in front of it


class TargetReader:
    """Reads passages by two further layers, which see where the actor stands."""

    def __init__(self, folder: Path) -> None:
        """Loads ``targets.onnx``."""
        self._session = open_session(folder / "targets.onnx", keep=True)

    def logits(
        self, document: Document, states: np.ndarray, feed: dict[str, np.ndarray], pair: int
    ) -> np.ndarray:
        """Whether a pair is no judgement, a good or a bad one, by each notion: (3, 3).

        Args:
            document: The text.
            states: The trunk's states of its tokens.
            feed: As :func:`~presseschau.annotate.model.judged_pairs.tone_feed` gives it.
            pair: Which of the pairs is asked about.
        """
        given, _ = read_passage(document, states[:, LAYER], feed, pair)
        return self._session.run(None, given)[0]


def read_passage(
    document: Document, states: np.ndarray, feed: dict[str, np.ndarray], pair: int
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """What is read of a pair, piece by piece, and the token of each piece.

    Args:
        document: The text.
        states: The states of layer ``LAYER`` of its tokens.
        feed: As :func:`~presseschau.annotate.model.judged_pairs.tone_feed` gives it.
        pair: Which of the pairs is asked about.
    """
    tokens, marks = passage(document, feed["sentence"][pair], feed["target"][pair])
    pieces, place = by_pieces(states[tokens])
    given = {
        "states": pieces,
        "marks": marks[place],
        "clues": feed["clues"][tokens[place]],
        "codes": feed["codes"][pair],
    }
    return given, tokens[place]


def passage(
    document: Document, sentence: np.ndarray, target: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The tokens that are read of a pair, and their marks.

    They are its sentence, the one in front of it and the one that names the actor.

    Args:
        document: The text.
        sentence: First and last token of what may be a judgement.
        target: First and last token of the actor's nearest mention.
    """
    first, last = (int(token) for token in sentence)
    named, end = (int(token) for token in target)
    if last - first >= _LONGEST:
        middle = named if first <= named <= last else first
        first = max(first, min(middle - _LONGEST // 2, last + 1 - _LONGEST))
        last = first + _LONGEST - 1
    marks = dict.fromkeys(range(first, last + 1), SENTENCE)
    for begin, stop in _in_front(document, int(sentence[0]), named):
        marks |= dict.fromkeys(range(begin, stop), BEFORE)
    for token in range(named, end + 1):
        marks[token] = ACTOR if marks.get(token) == SENTENCE else ACTOR_BEFORE
    tokens = sorted(marks)
    return np.array(tokens), np.array([marks[token] for token in tokens])


def _in_front(document: Document, first: int, named: int) -> list[tuple[int, int]]:
    """The parts of the sentences in front: around the actor's name, and the end of the last."""
    starts = [start for start, _ in document.sentence_tokens]
    here = int(np.searchsorted(starts, first, side="right")) - 1
    home = int(np.searchsorted(starts, named, side="right")) - 1
    parts = []
    if home < here:
        start, end = document.sentence_tokens[home]
        low = max(start, min(named - _AROUND // 2, end - _AROUND))
        parts.append((low, min(low + _AROUND, end)))
    if here and here - 1 != home:
        start, end = document.sentence_tokens[here - 1]
        parts.append((max(start, end - _AROUND), end))
    return parts


def by_pieces(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The states of first and last pieces one below the other, and the token of each.

    Args:
        rows: Of each token its first and its last piece side by side; they are equal where it
            has only one.
    """
    first, last = rows[:, :_WIDTH], rows[:, _WIDTH:]
    longer = (first != last).any(1)
    place = np.repeat(np.arange(len(rows)), 1 + longer)
    second = np.r_[False, place[1:] == place[:-1]]
    return np.where(second[:, None], last[place], first[place]), place
