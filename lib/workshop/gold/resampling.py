"""Scores with bootstrap intervals: documents are drawn again, since their parts hang together."""

import numpy as np

_RESAMPLES = 1000


def draws(documents: int) -> np.ndarray:
    """How often each document (column) is drawn in every resample (row)."""
    rng = np.random.default_rng(0)
    return rng.multinomial(documents, np.full(documents, 1 / documents), size=_RESAMPLES)


def f1_score(sums: np.ndarray, drawn: np.ndarray) -> dict:
    """Precision, recall and F1 with its 95 % interval, and of how many: predicted and gold.

    The sums are those of :func:`scores`, a row for each document; ``drawn`` is from :func:`draws`.
    """
    total = sums.sum(axis=0)
    behind = {"predicted": int(total[1]), "gold": int(total[3])}
    return scores(*total) | {"interval": interval(prf(*(drawn @ sums).T)[2])} | behind


def scores(right: float, found: float, reached: float, wanted: float) -> dict[str, float]:
    """Precision, recall and F1: of all that was found what is right, of all wanted what was."""
    values = map(float, prf(right, found, reached, wanted))
    return dict(zip(("precision", "recall", "f1"), values, strict=True))


def prf(right: np.ndarray, found: np.ndarray, reached: np.ndarray, wanted: np.ndarray) -> tuple:
    """Precision, recall and F1 of the four sums, or of the sums of each resample."""
    precision, recall = right / np.maximum(found, 1), reached / np.maximum(wanted, 1)
    total = precision + recall
    return precision, recall, 2 * precision * recall / np.where(total > 0, total, 1)


def interval(resampled: np.ndarray) -> tuple[float, float]:
    """The middle 95 % of a figure's resamples."""
    low, high = np.percentile(resampled, [2.5, 97.5])
    return float(low), float(high)
