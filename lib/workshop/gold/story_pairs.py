"""Scores stories on pairs of articles that readers judged: one event or running affair, or not."""

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from presseschau import DEFAULT_ANNOTATOR
from presseschau.core.tables import conform
from presseschau.measures.intervals import wilson
from presseschau.pipeline.analyzing import analyze
from workshop.gold.merging import document_number
from workshop.gold.wikinews import WikinewsDocument, read_wikinews

#: What a reader may say of a pair; unclear pairs count for nothing.
VERDICTS = ("one", "other", "unclear")
_NAME = re.compile(r"\d+ - (.*) \((\d{4}-\d\d-\d\d)\)")


class Pair(NamedTuple):
    """Two articles, by their numbers, and what a reader said of them."""

    first: str
    second: str
    verdict: str


def evaluate_stories(
    gold_csv: str | Path, documents_dir: str | Path, annotator: str = DEFAULT_ANNOTATOR
) -> dict:
    """Finds the stories of all documents together and scores them on the pairs of the gold.

    Returns:
        What :func:`score_pairs` gives, and how many stories and articles in them there are.
    """
    pairs = read_story_pairs(gold_csv)
    folders = sorted({path.parent for path in Path(documents_dir).rglob("*.json")})
    documents = [document for folder in folders for document in read_wikinews(folder)]
    told = analyze(_articles(documents), annotator=annotator).articles
    told = told[told["story"] != ""]
    story_of = dict(zip(told["article_id"], told["story"], strict=True))
    if absent := {number for pair in pairs for number in pair[:2]} - set(
        map(document_number, documents)
    ):
        raise ValueError(f"{documents_dir} holds no document {min(absent)}, which the gold names.")
    sizes = {"stories": told["story"].nunique(), "articles": len(told)}
    return score_pairs(story_of, pairs) | sizes


def read_story_pairs(path: str | Path) -> list[Pair]:
    """Reads the judged pairs.

    Raises:
        ValueError: A row has another verdict than :data:`VERDICTS`, or a column is missing.
    """
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for line, row in enumerate(rows, start=2):
        if set(row) != set(Pair._fields) or row["verdict"] not in VERDICTS:
            raise ValueError(f"{path}, line {line}: first,second and one of {', '.join(VERDICTS)}.")
    return [Pair(**row) for row in rows]


def score_pairs(story_of: Mapping[str, str], pairs: Sequence[Pair]) -> dict:
    """Scores which articles have one story, by the story of each article that has one.

    Returns:
        "precision" (of the clear pairs told as one story, those that are), "recall" (of the pairs
        that are one story, those told so), each with n and the 95 % interval (Wilson), and
        "errors", a sentence for each pair told wrongly.
    """
    stories = {pair: (story_of.get(pair.first), story_of.get(pair.second)) for pair in pairs}
    together = {pair: one is not None and one == two for pair, (one, two) in stories.items()}
    right = sum(together[pair] for pair in pairs if pair.verdict == "one")
    wrong = sum(together[pair] for pair in pairs if pair.verdict == "other")
    ones = sum(pair.verdict == "one" for pair in pairs)
    errors = [
        f"{pair.first} and {pair.second} are {'told as one story' if told else 'not told as one'}."
        for pair, told in together.items()
        if pair.verdict == ("other" if told else "one")
    ]
    return {
        "precision": _rate(right, right + wrong),
        "recall": _rate(right, ones),
        "errors": errors,
    }


def _rate(hits: int, n: int) -> dict:
    if not n:
        return {"value": None, "low": None, "high": None, "n": 0}
    low, high = map(float, wilson(hits / n, n))
    return {"value": round(hits / n, 3), "low": round(low, 3), "high": round(high, 3), "n": n}


def _articles(documents: Sequence[WikinewsDocument]) -> pd.DataFrame:
    """The table articles: title and date stand in a document's name."""
    rows = []
    for document in documents:
        name = _NAME.fullmatch(document.name)
        title, day = name.groups() if name else ("", "")
        rows.append(
            {
                "article_id": document_number(document),
                "title": title,
                "text": document.document.text,
                "published": pd.to_datetime(day, errors="coerce"),
                "outlet": "Wikinews",
                "language": "de",
            }
        )
    return conform(rows, "articles")
