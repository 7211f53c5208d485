"""The engines against each other: words per second on the same texts, nothing kept."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import NamedTuple

import pandas as pd

from presseschau.annotate.versions import annotator_version
from presseschau.pipeline.engines import SECONDS, run_parts
from presseschau.pipeline.readings import PART_TEXTS, Part, process_part, split

#: Engine and workers.
WAYS = (("local", 1), ("local", 2), ("dask", 1), ("dask", 2))

#: Texts in a part.
SIZES = (1, 8, PART_TEXTS, 2 * PART_TEXTS)


class Speed(NamedTuple):
    """How fast an engine read: seconds to start its workers, and words in a second after that."""

    start: float
    words: float


def time_engine(texts: pd.Series, annotator: str, engine: str, workers: int) -> Speed:
    """Reads texts with an engine ("local", "dask") whose workers have read one text each before."""
    version = annotator_version(annotator)
    first = [Part((f"Das ist Satz {n}.",), annotator, version, SECONDS) for n in range(workers * 4)]
    parts = [Part(some, annotator, version, SECONDS) for some in split(texts)]
    with ExitStack() as stack:
        began = time.perf_counter()
        cluster = None
        if engine == "dask":
            from distributed import LocalCluster

            own = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
            own |= {"n_workers": workers, "threads_per_worker": 1}
            cluster = stack.enter_context(LocalCluster(**own))
        done = run_parts((*first, *parts), process_part, engine, workers, cluster)
        for _ in first:
            next(done)
        started = time.perf_counter()
        for _ in done:
            pass
        ended = time.perf_counter()
    words = sum(len(text.split()) for text in texts)
    return Speed(started - began, words / (ended - started))


def time_parts(texts: Sequence[str], annotator: str) -> dict[int, float]:
    """Reads texts in parts of several sizes: words in a second of processor time, by size.

    They are read once before, so that every size finds the same caches.
    """
    version = annotator_version(annotator)
    words = sum(len(text.split()) for text in texts)
    speeds = {}
    for most in (PART_TEXTS, *SIZES):
        began = time.process_time()
        for some in split(texts, most):
            process_part(Part(some, annotator, version))
        speeds[most] = words / (time.process_time() - began)
    return dict(sorted(speeds.items()))
