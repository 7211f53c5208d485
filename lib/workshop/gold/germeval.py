"""The GermEval 2014 names: reading BIOES files, writing predictions, strict span scores."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from presseschau import DEFAULT_ANNOTATOR
from presseschau.annotate.annotator import Mention, load_annotator
from presseschau.core.tables import KINDS
from presseschau.core.text import Document
from workshop.gold.resampling import draws, f1_score

LABELS = tuple(kind + suffix for suffix in ("", "DERIV", "PART") for kind in KINDS)
_STARTS = ("B-", "I-", "E-", "S-")


class Name(NamedTuple):
    """A name over the tokens ``first`` to ``last`` (both included); ``label`` of ``LABELS``."""

    first: int
    last: int
    label: str


class NameSentence(NamedTuple):
    """A sentence as its tokens, with its names."""

    tokens: list[str]
    names: list[Name]


def read_bioes(path: str | Path) -> list[NameSentence]:
    """Reads a file of one token and its BIOES label a line, a blank line between sentences.

    Raises:
        ValueError: There is no such file, or a line has no known label.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"The name file '{path}' cannot be read: {error}.") from error
    sentences: list[NameSentence] = []
    tokens: list[str] = []
    tags: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            token, _, tag = line.rstrip("\r").replace("\t", " ").rpartition(" ")
            if not token or not (tag == "O" or (tag[:2] in _STARTS and tag[2:] in LABELS)):
                raise ValueError(
                    f"'{path}', line {number}: expected a token and a BIOES label, got '{line}'."
                )
            tokens.append(token)
            tags.append(tag)
        elif tokens:
            sentences.append(NameSentence(tokens, _names(tags)))
            tokens, tags = [], []
    return sentences


def write_bioes(sentences: Iterable[NameSentence], path: str | Path) -> None:
    """Writes sentences in the format that :func:`read_bioes` reads."""
    blocks = []
    for tokens, names in sentences:
        tags = ["O"] * len(tokens)
        for first, last, label in names:
            if first == last:
                tags[first] = f"S-{label}"
            else:
                inner = [f"I-{label}"] * (last - first - 1)
                tags[first : last + 1] = [f"B-{label}", *inner, f"E-{label}"]
        lines = (f"{token} {tag}\n" for token, tag in zip(tokens, tags, strict=True))
        blocks.append("".join(lines))
    Path(path).write_text("\n".join(blocks), encoding="utf-8")


def to_document(tokens: Sequence[str]) -> Document:
    """Joins the tokens of one sentence with single spaces to a document of one sentence."""
    spans = []
    point = 0
    for token in tokens:
        spans.append((point, point + len(token)))
        point += len(token) + 1
    text = " ".join(tokens)
    return Document(text, [(0, len(text))], spans, [(0, len(spans))])


def to_names(mentions: Iterable[Mention], document: Document) -> list[Name]:
    """Projects mentions onto the tokens that they touch.

    A derived mention becomes PART where it covers its token in part ("NATO-" in "NATO-Gipfel"),
    DERIV where it covers it whole ("russische").
    """
    names = []
    for mention in mentions:
        touched = [
            index
            for index, (start, end) in enumerate(document.tokens)
            if start < mention.end and mention.start < end
        ]
        if touched:
            whole = document.tokens[touched[-1]][1] <= mention.end
            suffix = ("DERIV" if whole else "PART") if mention.derived else ""
            names.append(Name(touched[0], touched[-1], mention.kind + suffix))
    return names


def predict_names(
    sentences: Sequence[NameSentence], annotator: str = DEFAULT_ANNOTATOR
) -> list[NameSentence]:
    """The sentences with the names that an annotator finds in each, read by itself."""
    documents = [to_document(sentence.tokens) for sentence in sentences]
    annotations = load_annotator(annotator).annotate(documents)
    return [
        NameSentence(sentence.tokens, to_names(annotation.mentions, document))
        for sentence, document, annotation in zip(sentences, documents, annotations, strict=True)
    ]


def evaluate_names(
    gold_file: str | Path, predictions: str | Path | None = None, annotator: str = DEFAULT_ANNOTATOR
) -> dict:
    """Scores names strictly: a name counts when its span and its label both agree.

    Predictions are a file of the same form. Where it exists it is scored; else the annotator is
    run and its names are written there.

    Returns:
        ``sentences``; under ``labels`` each of the twelve labels with precision, recall, f1, low,
        high (95 % interval, bootstrap over sentences) and gold; ``names`` the same over PER, ORG,
        LOC and OTH; ``overall`` over all twelve (the outer level of GermEval's strict metric).

    Raises:
        ValueError: A file cannot be read, or the predictions are of other sentences.
    """
    gold = read_bioes(gold_file)
    if predictions and Path(predictions).exists():
        found = read_bioes(predictions)
    else:
        found = predict_names(gold, annotator)
        if predictions:
            write_bioes(found, predictions)
    if [sentence.tokens for sentence in gold] != [sentence.tokens for sentence in found]:
        raise ValueError(f"'{predictions}' does not hold the sentences of '{gold_file}'.")
    counts = np.zeros((len(gold), len(LABELS), 3))
    for row, (wanted, given) in enumerate(zip(gold, found, strict=True)):
        both = set(wanted.names) & set(given.names)
        for column, names in enumerate((wanted.names, given.names, both)):
            for name in names:
                counts[row, LABELS.index(name.label), column] += 1
    drawn = draws(len(gold))
    scores = {label: _score(counts[:, place], drawn) for place, label in enumerate(LABELS)}
    return {
        "sentences": len(gold),
        "names": _score(counts[:, : len(KINDS)].sum(1), drawn),
        "overall": _score(counts.sum(1), drawn),
        "labels": {label: score for label, score in scores.items() if score["gold"]},
    }


def _names(tags: Sequence[str]) -> list[Name]:
    names = []
    start = None
    for index, tag in enumerate(tags):
        position, label = tag[:1], tag[2:]
        if position in "BS" or (start is not None and tags[start][2:] != label):
            start = index if position in "BS" else None
        if position in "ES" and start is not None:
            names.append(Name(start, index, label))
            start = None
    return names


def _score(counts: np.ndarray, drawn: np.ndarray) -> dict[str, float]:
    score = f1_score(counts[:, [2, 1, 2, 0]], drawn)
    low, high = score.pop("interval")
    return score | {"low": low, "high": high, "gold": int(counts[:, 0].sum())}
