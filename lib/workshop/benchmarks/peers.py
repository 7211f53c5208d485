"""Presseschau against what a user might take instead: the same texts, one process each."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from presseschau.annotate.annotator import load_annotator
from presseschau.articles import load_articles
from presseschau.core.text import read_document
from workshop.benchmarks import contenders
from workshop.benchmarks.made_corpus import make_corpus
from workshop.benchmarks.made_pages import make_pages

#: Made articles for the loaders to load, as pages and as JSON Lines.
PAGES, ROWS = 300, 1200
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Race(NamedTuple):
    """The same work for several contenders, Presseschau first, and the units it is counted in."""

    work: str
    contenders: tuple[str, ...]
    units: tuple[str, ...]


_UNITS = {
    "sentences and tokens": ("words",),
    "annotation": ("words",),
    "loading HTML": ("pages", "MB of pages"),
    "loading JSON Lines": ("rows", "MB of rows"),
}
RACES = [Race(work, tuple(contenders.CONTENDERS[work]), units) for work, units in _UNITS.items()]


class Result(NamedTuple):
    """What a contender did in a second of processor time, by unit, and the ratio to the first.

    Where the contender is not installed, ``missing`` says what was not found.
    """

    name: str
    speeds: tuple[float, ...]
    ratio: float
    missing: str = ""


def run_race(race: Race, halves: Sequence[dict], python: str, repeats: int = 3) -> list[Result]:
    """Lets each contender warm up on one half and times it on the other, best of some repeats.

    Contenders take turns, so that what else the machine does meets all of them. The ``halves``
    are those of :func:`prepare`; ``python`` is that of an environment with the peers, or "".
    """
    told = {name: [] for name in race.contenders}
    for _ in range(repeats):
        for name, seconds in told.items():
            if not any(isinstance(value, str) for value in seconds):
                seconds.append(_time(name, halves, python))
    return compare(told, [halves[1]["amounts"][unit] for unit in race.units])


def compare(told: dict[str, list[float | str]], amounts: Sequence[float]) -> list[Result]:
    """Turns the seconds of each time, or what was missing, into speeds and ratios.

    The amounts are what was read, in each unit.
    """
    results: list[Result] = []
    for name, seconds in told.items():
        if missing := next((value for value in seconds if isinstance(value, str)), ""):
            results.append(Result(name, (), float("nan"), missing))
            continue
        speeds = tuple(amount / min(seconds) for amount in amounts)
        first = results[0].speeds if results else speeds
        results.append(Result(name, speeds, speeds[0] / first[0]))
    return results


def prepare(texts: Sequence[str], folder: Path) -> list[dict]:
    """Makes what contenders read of texts, in two halves; pages and rows go to an empty folder."""
    return [_half(texts[start::2], folder / str(start), start) for start in range(2)]


def _half(texts: Sequence[str], folder: Path, seed: int) -> dict:
    pages, rows = PAGES // 2, ROWS // 2
    documents = [read_document(text) for text in texts]
    found = load_annotator("rules").annotate(documents)
    sentences = [
        document.words()[first:last]
        for document in documents
        for first, last in document.sentence_tokens
    ]
    made = make_corpus(texts, rows, folder / "rows", seed)
    articles, _ = load_articles(made, progress=False)
    make_pages(articles[:pages], folder / "pages")
    return {
        "texts": list(texts),
        "sentences": sentences,
        "names": [[mention[:3] for mention in annotation.mentions] for annotation in found],
        "pages": str(folder / "pages"),
        "rows": str(made),
        "amounts": {
            "words": sum(len(text.split()) for text in texts),
            "pages": pages,
            "rows": rows,
            "MB of pages": _megabytes(folder / "pages"),
            "MB of rows": _megabytes(made),
        },
    }


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.iterdir()) / 1e6


def _time(name: str, halves: Sequence[dict], python: str) -> float | str:
    """A contender's seconds, or what is missing: here, and where the peers are."""
    told: float | str = ""
    for interpreter in filter(None, (sys.executable, python)):
        done = subprocess.run(
            [interpreter, "-P", contenders.__file__, name],
            input=json.dumps(halves),
            env=os.environ | _ONE_THREAD,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        told = json.loads(done.stdout.splitlines()[-1])
        if not isinstance(told, str):
            break
    return told
