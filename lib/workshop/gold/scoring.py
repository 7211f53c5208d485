"""Scores quotations as their data set does, and as a reader would ask."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from presseschau import DEFAULT_ANNOTATOR
from presseschau.annotate.annotator import load_annotator
from presseschau.core.tables import QUOTE_TYPES
from presseschau.core.text import read_document
from workshop.gold.resampling import draws, f1_score, scores
from workshop.gold.wikinews import (
    ROLES,
    GoldQuote,
    WikinewsDocument,
    project_quote,
    read_predictions,
    read_wikinews,
    write_predictions,
)

#: From this token F1 on, two quotes count as the same quote for a reader.
SAME_QUOTE = 0.5
_NOTHING = GoldQuote((), type="", medium="")


class Pair(NamedTuple):
    """A gold quote and the predicted quote aligned with it; either may be missing (None)."""

    gold: GoldQuote | None
    predicted: GoldQuote | None
    overlap: float


def token_f1(gold: Sequence[int], predicted: Sequence[int]) -> float:
    """The F1 of two sets of token ids (0 to 1)."""
    both = len(set(gold) & set(predicted))
    return 2 * both / (len(gold) + len(predicted)) if both else 0.0


def align(gold: Sequence[GoldQuote], predicted: Sequence[GoldQuote]) -> list[Pair]:
    """Pairs the gold and predicted quotes of one document one to one.

    The pairing maximises the sum of token F1 between the quotes; the same type (.01) and the
    same medium (.001) only break ties. The rest stand alone. Method: Petersen-Frey & Biemann
    (2024), "Dataset of Quotation Attribution in German News Articles", evaluation metrics.
    """
    overlaps = np.zeros((len(gold), len(predicted)))
    bonus = np.zeros_like(overlaps)
    for row, wanted in enumerate(gold):
        for column, found in enumerate(predicted):
            overlaps[row, column] = token_f1(wanted.quote, found.quote)
            same_type, same_medium = wanted.type == found.type, wanted.medium == found.medium
            bonus[row, column] = 0.01 * same_type + 0.001 * same_medium
    rows, columns = linear_sum_assignment(overlaps + bonus * (overlaps > 0), maximize=True)
    pairs = [
        Pair(gold[row], predicted[column], float(overlaps[row, column]))
        for row, column in zip(rows, columns, strict=True)
    ]
    pairs += [Pair(quote, None, 0.0) for i, quote in enumerate(gold) if i not in set(rows)]
    pairs += [Pair(None, quote, 0.0) for i, quote in enumerate(predicted) if i not in set(columns)]
    return pairs


def score_quotes(
    gold: Mapping[str, Sequence[GoldQuote]], predicted: Mapping[str, Sequence[GoldQuote]]
) -> dict:
    """Scores predicted quotes against gold quotes, each by the name of their document.

    Every aligned or lone annotation gives, for each part (quote, speaker, cue, frame,
    addressee), a token precision if the prediction has that part and a token recall if the gold
    has it; a lone one gives 0. The score of a part is the mean over annotations, "joint" the
    mean over all parts of all annotations. Method: see :func:`align`.

    Returns:
        Figures between 0 and 1: "joint", "roles" and each part as
        ``{"precision", "recall", "f1", "interval"}`` (95 %, bootstrap over documents);
        "types" (the quote part by type); "type" and "medium" (F1 of the label);
        "rates" (how found quotes are sorted into direct and others: sensitivity, specificity and
        the numbers they rest on);
        "exact" and "overlap" (F1 of whole quotes: all tokens right, or at least half of them);
        "shown_right" (share of predicted quotes that are quotes with the right speaker) and
        "found" (share of gold quotes that are shown); "reliability" (by bins of confidence);
        "counts".
    """
    names = sorted(gold)
    pairs = [align(gold[name], predicted.get(name, ())) for name in names]
    sums = np.array([_part_sums(document) for document in pairs])
    flat = [pair for document in pairs for pair in document]
    shown = [pair for pair in flat if pair.predicted]
    wanted = [pair for pair in flat if pair.gold]
    return _part_scores(sums) | {
        "types": {name: _type_score(flat, name) for name in QUOTE_TYPES},
        "type": _label_f1(flat, "type"),
        "medium": _label_f1(flat, "medium"),
        "rates": _direct_rates(flat),
        "exact": _f1(sum(pair.overlap >= 1 for pair in flat), flat),
        "overlap": _f1(sum(pair.overlap >= SAME_QUOTE for pair in flat), flat),
        "shown_right": _share(is_right(pair) for pair in shown),
        "found": _share(pair.overlap >= SAME_QUOTE for pair in wanted),
        "reliability": reliability([(pair.predicted.score, is_right(pair)) for pair in shown]),
        "counts": {"documents": len(names), "gold": len(wanted), "predicted": len(shown)},
    }


def is_right(pair: Pair) -> bool:
    """Tells whether a predicted quote is a quote (token F1 >= .5) with the right speaker.

    The speaker is right if it shares a token with the gold speaker, or if both have none.
    """
    if not pair.gold or not pair.predicted or pair.overlap < SAME_QUOTE:
        return False
    gold, predicted = set(pair.gold.speaker), set(pair.predicted.speaker)
    return bool(gold & predicted) or (not gold and not predicted)


def _part_sums(pairs: Sequence[Pair]) -> np.ndarray:
    """Sums one document: for each part, precision and its count, recall and its count."""
    sums = np.zeros((len(ROLES), 4))
    for pair in pairs:
        for row, role in enumerate(ROLES):
            gold = set(getattr(pair.gold or _NOTHING, role))
            predicted = set(getattr(pair.predicted or _NOTHING, role))
            both = len(gold & predicted)
            if predicted:
                sums[row, :2] += both / len(predicted), 1
            if gold:
                sums[row, 2:] += both / len(gold), 1
    return sums


def _part_scores(sums: np.ndarray) -> dict:
    """Scores the parts from sums of shape (documents, parts, 4), with bootstrap intervals."""
    drawn = draws(len(sums))
    groups = {"joint": range(len(ROLES)), "roles": range(1, len(ROLES))}
    groups |= {role: [row] for row, role in enumerate(ROLES)}
    return {name: f1_score(sums[:, list(rows)].sum(axis=1), drawn) for name, rows in groups.items()}


def _type_score(pairs: Sequence[Pair], name: str) -> dict:
    of_gold = [pair for pair in pairs if pair.gold and pair.gold.type == name]
    of_predicted = [pair for pair in pairs if pair.predicted and pair.predicted.type == name]
    recall, precision = _part_sums(of_gold)[0, 2], _part_sums(of_predicted)[0, 0]
    counts = {"gold": len(of_gold), "predicted": len(of_predicted)}
    return scores(precision, len(of_predicted), recall, len(of_gold)) | counts


def _label_f1(pairs: Sequence[Pair], label: str) -> float:
    both = [pair for pair in pairs if pair.gold and pair.predicted]
    return _f1(sum(getattr(p.gold, label) == getattr(p.predicted, label) for p in both), pairs)


def _direct_rates(pairs: Sequence[Pair]) -> dict:
    both = [p for p in pairs if p.gold and p.predicted and p.overlap >= SAME_QUOTE]
    called = {True: [], False: []}
    for pair in both:
        called[pair.gold.type == "Direct"].append(pair.predicted.type == "Direct")
    return {
        "sensitivity": round(_share(called[True]), 3),
        "specificity": round(1 - _share(called[False]), 3),
        "positives": len(called[True]),
        "negatives": len(called[False]),
    }


def _f1(right: int, pairs: Sequence[Pair]) -> float:
    total = sum(bool(pair.gold) + bool(pair.predicted) for pair in pairs)
    return 2 * right / total if total else 0.0


def _share(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def reliability(outcomes: Sequence[tuple[float, bool]]) -> list[dict]:
    """Compares confidence (0 to 1) with whether a prediction was right, tenth by tenth.

    Returns:
        For each tenth with any "from", "to", "n", "confidence" (mean) and "right" (share).
    """
    inside: list[list] = [[] for _ in range(10)]
    for outcome in outcomes:
        inside[min(int(outcome[0] * 10), 9)].append(outcome)
    return [
        {
            "from": index / 10,
            "to": (index + 1) / 10,
            "n": len(own),
            "confidence": _share(score for score, _ in own),
            "right": _share(right for _, right in own),
        }
        for index, own in enumerate(inside)
        if own
    ]


def predict_quotes(
    documents: Sequence[WikinewsDocument], annotator: str = DEFAULT_ANNOTATOR
) -> dict[str, list[GoldQuote]]:
    """Annotates the documents from their raw text and maps the quotes onto the gold tokens."""
    read = [read_document(item.text) for item in documents]
    annotations = load_annotator(annotator).annotate(read)
    found = {}
    for item, annotation in zip(documents, annotations, strict=True):
        projected = (project_quote(quote, item.tokens) for quote in annotation.quotes)
        found[item.name] = [quote for quote in projected if quote is not None]
    return found


def evaluate_quotes(
    gold_dir: str | Path, predictions: str | Path | None = None, annotator: str = DEFAULT_ANNOTATOR
) -> dict:
    """Scores quotations on a folder of the Wikinews data set, as :func:`score_quotes` does.

    Predictions are one JSON document a line. Where the file exists it is scored; else the annotator
    reads the raw texts and its predictions are written there.
    """
    documents = read_wikinews(gold_dir)
    gold = {item.name: item.quotes for item in documents}
    if predictions and Path(predictions).exists():
        return score_quotes(gold, read_predictions(predictions))
    found = predict_quotes(documents, annotator)
    if predictions:
        write_predictions(found.items(), predictions)
    return score_quotes(gold, found)
