"""Measures sentence and token boundaries against a folder of gold documents."""

import json
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from presseschau.core.text import read_document
from workshop.gold.resampling import scores


def evaluate_segmentation(gold_dir: str | Path) -> dict:
    """Scores sentences and tokens on the Wikinews quotation documents (JSON) of a folder.

    A sentence counts as found when its last character is that of a gold sentence, a token when
    both its ends agree.

    Returns:
        ``documents``, ``gold_sentences``, ``gold_tokens``; precision, recall and F1 of both
        under ``sentence_end_*`` and ``token_*``; ``tokens_per_cpu_second`` of the reading.

    Raises:
        ValueError: The folder holds no such document.
    """
    paths = sorted(Path(gold_dir).glob("*.json"))
    if not paths:
        raise ValueError(f"No gold document (*.json) in '{gold_dir}'. Name a folder that has some.")
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    read_document("Erst laden, dann messen.")
    began = time.process_time()
    documents = [read_document(gold["originalText"]) for gold in golds]
    seconds = time.process_time() - began
    ends = _score(
        (
            {gold["tokens"][one["tokenIds"][-1]]["charEnd"] for one in gold["sentences"]},
            {end for _, end in document.sentences},
        )
        for gold, document in zip(golds, documents, strict=True)
    )
    spans = _score(
        ({(token["charBegin"], token["charEnd"]) for token in gold["tokens"]}, set(document.tokens))
        for gold, document in zip(golds, documents, strict=True)
    )
    found = sum(len(document.tokens) for document in documents)
    return {
        "documents": len(documents),
        "gold_sentences": sum(len(gold["sentences"]) for gold in golds),
        "gold_tokens": sum(len(gold["tokens"]) for gold in golds),
        **{f"sentence_end_{name}": value for name, value in ends.items()},
        **{f"token_{name}": value for name, value in spans.items()},
        "tokens_per_cpu_second": round(found / seconds) if seconds else 0,
    }


def _score(pairs: Iterable[tuple[set, set]]) -> dict[str, float]:
    counts = np.array([(len(gold & found), len(found), len(gold)) for gold, found in pairs])
    right, found, gold = counts.sum(axis=0)
    return scores(right, found, right, gold)
