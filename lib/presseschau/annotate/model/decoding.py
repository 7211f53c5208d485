"""Label sequences: the legal BIOES transitions, and the best path for a batch of texts."""

from collections.abc import Sequence
from functools import cache

import numpy as np

_NEVER = -1e4


def bioes(kinds: Sequence[str]) -> tuple[str, ...]:
    """The labels of some kinds: "O", then B, I, E and S of each (begin, inside, end, single)."""
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BIES"))


@cache
def legal(labels: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which label may follow which (a square), which may begin a text and which may end it."""
    begins = np.array([label[0] in "OBS" for label in labels])
    ends = np.array([label[0] in "OES" for label in labels])
    follows = np.outer(ends, begins)
    for row, before in enumerate(labels):
        for column, after in enumerate(labels):
            if before[0] in "BI" and after[0] in "IE" and before[2:] == after[2:]:
                follows[row, column] = True
    return follows, begins, ends


def best_paths(
    emissions: np.ndarray, lengths: Sequence[int], transitions: np.ndarray, labels: tuple[str, ...]
) -> list[np.ndarray]:
    """Finds the best legal label sequence of each text (Viterbi).

    Args:
        emissions: Scores, shape (texts, tokens, labels), padded.
        lengths: Tokens of each text.
        transitions: Scores of label pairs.
        labels: As :func:`bioes` lists them.

    Returns:
        For each text, the index of the label of each token.
    """
    follows, begins, ends = legal(labels)
    steps = np.where(follows, transitions, _NEVER).astype(np.float32)
    first, last = (np.where(allowed, 0, _NEVER).astype(np.float32) for allowed in (begins, ends))
    score = emissions[:, 0] + first
    scores = [score]
    for token in range(1, emissions.shape[1]):
        score = np.maximum.reduce(score[:, :, None] + steps, 1) + emissions[:, token]
        scores.append(score)
    into = np.ascontiguousarray(steps.T)
    paths = []
    for text, length in enumerate(lengths):
        path = [(scores[length - 1][text] + last).argmax()]
        for token in range(length - 2, -1, -1):
            path.append((scores[token][text] + into[path[-1]]).argmax())
        paths.append(np.array(path[::-1])[:length])
    return paths


def marginals(
    emissions: np.ndarray, lengths: Sequence[int], transitions: np.ndarray, labels: tuple[str, ...]
) -> np.ndarray:
    """Probability of each label at each token, all paths considered; shaped as the emissions.

    Method: forward and backward sums over the chain (Rabiner 1989). Arguments are those of
    :func:`best_paths`; what stands behind a text's length means nothing.
    """
    follows, begins, ends = legal(labels)
    steps = np.where(follows, np.exp(transitions), 0).astype(np.float32)
    raised = np.exp(emissions - emissions.max(-1, keepdims=True))
    forward, backward = np.empty_like(raised), np.empty_like(raised)
    tokens = emissions.shape[1]
    last = np.asarray(lengths) - 1
    for token in range(tokens):
        came = forward[:, token - 1] @ steps if token else begins
        forward[:, token] = _scaled(came * raised[:, token])
    for token in range(tokens - 1, -1, -1):
        if token + 1 < tokens:
            goes = _scaled((backward[:, token + 1] * raised[:, token + 1]) @ steps.T)
        else:
            goes = np.ones_like(raised[:, 0])
        backward[:, token] = np.where((token < last)[:, None], goes, ends)
    return _scaled(forward * backward)


def _scaled(weights: np.ndarray) -> np.ndarray:
    return weights / np.maximum(np.add.reduce(weights, -1, keepdims=True), 1e-30)


def spans(path: Sequence[int], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Reads the spans of a label sequence: first token, last token, kind."""
    found = []
    start = 0
    for token, index in enumerate(path):
        place, kind = labels[index][:1], labels[index][2:]
        if place in "BS":
            start = token
        if place in "ES":
            found.append((start, token, kind))
    return found
