"""GerNTSA and NewsMTSC: reads snippets, writes predictions, scores tone towards a target."""

import hashlib
import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from presseschau import DEFAULT_ANNOTATOR
from presseschau.annotate.annotator import load_annotator
from presseschau.annotate.model.judged_pairs import GERNTSA, NEWSMTSC
from presseschau.annotate.rules.judgements import attitude
from presseschau.core.tables import Span
from presseschau.core.text import read_document
from workshop.gold.resampling import draws, interval, scores

#: The data set's labels and their sign.
POLARITIES = {"negative": -1, "neutral": 0, "positive": 1}
_NAMES = {sign: name for name, sign in POLARITIES.items()}
_NEWSMTSC = ("allsides_", "polusa_")
_DEV_PERCENT = 30
_COVERAGES = (0.1, 0.25, 0.5, 0.75, 1.0)


class Snippet(NamedTuple):
    """A text with a target in it and the attitude towards the target (-1, 0, +1)."""

    id: str
    text: str
    target: Span
    polarity: int


class Prediction(NamedTuple):
    """A predicted attitude and how likely it is right (used for ranking polar calls)."""

    polarity: int
    score: float


def read_gerntsa(path: str | Path) -> list[Snippet]:
    """Reads a GerNTSA file: a JSON list of snippets with target_anchor and sentiment.

    Raises:
        ValueError: The file is not of that form.
    """
    try:
        rows = json.loads(Path(path).read_text(encoding="utf-8"))
        if not isinstance(rows, list):
            raise TypeError("no list")
        return [_snippet(row) for row in rows]
    except (KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(
            f"{path} is no GerNTSA file, a JSON list with opinion_snippet, target_anchor and "
            f"sentiment.polarity: {type(error).__name__} {error}."
        ) from error


def _snippet(row: dict) -> Snippet:
    anchor = row["target_anchor"]
    polarity = POLARITIES[row.get("sentiment", {}).get("polarity", "neutral")]
    return Snippet(row["id"], row["opinion_snippet"], (anchor["from"], anchor["to"]), polarity)


def is_dev(snippet: Snippet) -> bool:
    """Tells whether a snippet belongs to our development part (30 %); the rest is for tuning.

    The data set has no such split. The text decides, so that a text with several targets does
    not stand on both sides.
    """
    digest = hashlib.sha256(f"presseschau {snippet.text}".encode()).hexdigest()
    return int(digest, 16) % 100 < _DEV_PERCENT


def predict_tone(snippets: Sequence[Snippet], annotator: str) -> list[Prediction]:
    """Reads the attitude towards each target: by the model, as the data set means it, or by rules.

    What counts as an attitude differs; a snippet of NewsMTSC is known by the source in its id.
    """
    documents = [read_document(item.text) for item in snippets]
    if annotator != "model":
        pairs = zip(documents, snippets, strict=True)
        return [Prediction(*attitude(document, item.target)) for document, item in pairs]
    model = load_annotator(annotator)
    found = []
    for document, item in zip(documents, snippets, strict=True):
        notion = NEWSMTSC if item.id.startswith(_NEWSMTSC) else GERNTSA
        tone = model.attitude(document, item.target, notion)
        found.append(Prediction(tone.tenor, tone.score))
    return found


def write_predictions(
    path: str | Path, snippets: Sequence[Snippet], predictions: Sequence[Prediction]
) -> None:
    """Writes predictions in the data set's own form, with a "score" beside the polarity."""
    rows = [
        {
            "id": item.id,
            "opinion_snippet": item.text,
            "target": item.text[slice(*item.target)],
            "target_anchor": {"from": item.target[0], "to": item.target[1]},
            "sentiment": {"polarity": _NAMES[found.polarity], "score": round(found.score, 4)},
        }
        for item, found in zip(snippets, predictions, strict=True)
    ]
    Path(path).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def read_predictions(path: str | Path, snippets: Sequence[Snippet]) -> list[Prediction]:
    """Reads predictions of any system for these snippets, in the data set's form.

    A snippet is found by id and target; without a "score" all calls rank alike.

    Raises:
        ValueError: A snippet has no prediction, or the file is not of that form.
    """
    items = read_gerntsa(path)
    rows = json.loads(Path(path).read_text(encoding="utf-8"))
    found = {
        (item.id, item.target): Prediction(item.polarity, float(row["sentiment"].get("score", 1)))
        for item, row in zip(items, rows, strict=True)
    }
    keys = [(item.id, item.target) for item in snippets]
    missing = [key for key in keys if key not in found]
    if missing:
        raise ValueError(
            f"{path} has no prediction for {len(missing)} of {len(keys)} targets, the first "
            f"being id {missing[0][0]}; predict every target of the gold file."
        )
    return [found[key] for key in keys]


def evaluate_tone(
    gold_file: str | Path, predictions: str | Path | None = None, annotator: str = DEFAULT_ANNOTATOR
) -> dict:
    """Scores the attitude towards targets on a file of GerNTSA, or of NewsMTSC in its form.

    Predictions are a file of the same form. Where it exists it is scored; else the texts are read
    and the polarities written there. All annotators but "model" read tone by the same rules.

    Returns:
        The figures of :func:`score_tone` for "all" snippets, and for the parts "dev" and
        "tuning" of :func:`is_dev`. The rules' weights were set on "tuning" of the public file.

    Raises:
        ValueError: There is no such annotator, or a file is not of the right form.
    """
    load_annotator(annotator)
    snippets = read_gerntsa(gold_file)
    if predictions and Path(predictions).exists():
        found = read_predictions(predictions, snippets)
    else:
        found = predict_tone(snippets, annotator)
        if predictions:
            write_predictions(predictions, snippets, found)
    parts = {"all": [True] * len(snippets), "dev": [is_dev(item) for item in snippets]}
    parts["tuning"] = [not inside for inside in parts["dev"]]
    return {
        name: score_tone(
            [item.polarity for item, keep in zip(snippets, mask, strict=True) if keep],
            [item for item, keep in zip(found, mask, strict=True) if keep],
        )
        for name, mask in parts.items()
        if any(mask)
    }


def score_tone(gold: Sequence[int], predicted: Sequence[Prediction]) -> dict:
    """Scores three-class attitudes.

    Returns:
        "n"; "macro_f1" with its "interval" (95 %, bootstrap over snippets); "classes" (precision,
        recall, f1 and n by label); "precision_at" (precision of the best-scored share of the
        calls of -1 and +1: "precision", "interval", "n"); "confusion" (gold label to counts of
        predicted labels).
    """
    truth = np.array(gold, dtype=int)
    calls = np.array([item.polarity for item in predicted], dtype=int)
    sure = np.array([item.score for item in predicted], dtype=float)
    weights = draws(len(truth))
    cells = _cells(truth, calls)
    resampled = _macro_f1({key: weights @ mask for key, mask in cells.items()})
    counts = {key: int(mask.sum()) for key, mask in cells.items()}
    return {
        "n": len(truth),
        "macro_f1": float(_macro_f1(counts)),
        "interval": interval(resampled),
        "classes": {name: _class_scores(counts, sign) for name, sign in POLARITIES.items()},
        "precision_at": {
            f"{share:.0%}": _precision_at(truth, calls, sure, share, weights)
            for share in _COVERAGES
        },
        "confusion": {
            name: {other: counts[sign, value] for other, value in POLARITIES.items()}
            for name, sign in POLARITIES.items()
        },
    }


def macro_f1(truth: np.ndarray, calls: np.ndarray) -> float:
    """The mean F1 of the three labels, given as signs."""
    return float(_macro_f1({key: mask.sum() for key, mask in _cells(truth, calls).items()}))


def _cells(truth: np.ndarray, calls: np.ndarray) -> dict[tuple[int, int], np.ndarray]:
    """Which snippets have each pair of labels, the gold standard's and the called one."""
    pairs = itertools.product(POLARITIES.values(), repeat=2)
    return {(gold, called): (truth == gold) & (calls == called) for gold, called in pairs}


def _macro_f1(counts: dict) -> np.ndarray | float:
    """The mean F1 of the three labels; counts may be numbers or arrays of resamples."""
    signs = POLARITIES.values()
    total = 0.0
    for sign in signs:
        gold = sum(counts[sign, other] for other in signs)
        called = sum(counts[other, sign] for other in signs)
        total = total + 2 * counts[sign, sign] / np.maximum(gold + called, 1)
    return total / len(POLARITIES)


def _class_scores(counts: dict, sign: int) -> dict:
    right = counts[sign, sign]
    gold = sum(counts[sign, other] for other in POLARITIES.values())
    called = sum(counts[other, sign] for other in POLARITIES.values())
    return scores(right, called, right, gold) | {"n": gold}


def _precision_at(
    truth: np.ndarray, calls: np.ndarray, sure: np.ndarray, share: float, weights: np.ndarray
) -> dict:
    polar = np.flatnonzero(calls)
    best = polar[np.argsort(-sure[polar], kind="stable")][: round(share * len(polar))]
    if not len(best):
        return {"precision": 0.0, "interval": (0.0, 0.0), "n": 0}
    right = truth[best] == calls[best]
    drawn = weights[:, best]
    resampled = (drawn @ right) / np.maximum(drawn.sum(axis=1), 1)
    return {"precision": float(right.mean()), "interval": interval(resampled), "n": len(best)}
