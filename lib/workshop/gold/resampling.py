"""Scores with bootstrap intervals: documents are drawn again, since their parts hang together."""

import numpy as np

_RESAMPLES = 1000


def draws(documents: int, seed: int = 0) -> np.ndarray:
    """How often each document (column) is drawn in every resample (row)."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(documents, np.full(documents, 1 / documents), size=_RESAMPLES)


def f1_score(sums: np.ndarray, drawn: np.ndarray) -> dict:
    """Precision, recall and F1 with its 95 % interval.

    Args:
        sums: One row a document: right and all that was found, right and all that is wanted.
        drawn: What :func:`draws` gives.
    """
    precision, recall, f1 = prf(sums.sum(axis=0))
    low, high = np.percentile(prf((drawn @ sums).T)[2], [2.5, 97.5])
    return {
        "precision": float(precision),
        "recall": float(recall),
        "f1": float(f1),
        "interval": (float(low), float(high)),
    }


def prf(sums: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Precision, recall and F1 of the four sums."""
    precision = sums[0] / np.maximum(sums[1], 1)
    recall = sums[2] / np.maximum(sums[3], 1)
    total = precision + recall
    return precision, recall, 2 * precision * recall / np.where(total > 0, total, 1)
