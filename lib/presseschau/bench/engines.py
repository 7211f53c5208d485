"""The engines against each other: words per second on the same texts, nothing kept."""

import time
from contextlib import ExitStack
from typing import NamedTuple

import pandas as pd

from presseschau.engines import SECONDS, run_parts
from presseschau.pipeline import annotator_version
from presseschau.readings import Part, process_part, split

#: Engine and workers.
WAYS = (("local", 1), ("local", 2), ("dask", 1), ("dask", 2))


class Speed(NamedTuple):
    """How fast an engine read: seconds to start its workers, and words in a second after that."""

    engine: str
    workers: int
    start: float
    words: float


def time_engine(texts: pd.Series, annotator: str, engine: str, workers: int) -> Speed:
    """Reads texts with an engine whose workers have read one text each before.

    Args:
        texts: The texts.
        annotator: The annotator.
        engine: "local" or "dask".
        workers: Processes.
    """
    version = annotator_version(annotator)
    first = [Part((f"Das ist Satz {n}.",), annotator, version, SECONDS) for n in range(workers * 4)]
    parts = [Part(some, annotator, version, SECONDS) for some in split(texts)]
    with ExitStack() as stack:
        began = time.perf_counter()
        cluster = None
        if engine == "dask":
            from distributed import LocalCluster

            own = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
            cluster = stack.enter_context(LocalCluster(workers, threads_per_worker=1, **own))
        done = run_parts((*first, *parts), process_part, engine, workers, cluster)
        for _ in first:
            next(done)
        started = time.perf_counter()
        for _ in done:
            pass
        ended = time.perf_counter()
    words = sum(len(text.split()) for text in texts)
    return Speed(engine, workers, started - began, words / (ended - started))
