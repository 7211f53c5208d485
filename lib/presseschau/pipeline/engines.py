"""Engines: the same work in this process, in several, or on the machines of a Dask cluster."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from presseschau.core.calls import WrongCall, require_one_of
from presseschau.pipeline.readings import Part, Read

ENGINES = ("local", "dask")
#: Seconds that a text may take in a worker, beside what its length asks for.
SECONDS = 60.0
#: For so many texts each, a process beside the first is worth its start.
_WORTH_A_PROCESS = {"rules": 1000, "model": 80}
_MOST_PROCESSES = 8
Work = Callable[[Part], Read]


def processes_for(texts: int, annotator: str) -> int:
    """How many processes are worth their start for so many texts, at most one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    worth = 1 + texts // _WORTH_A_PROCESS.get(annotator, _WORTH_A_PROCESS["rules"])
    return min(cores or 1, worth, _MOST_PROCESSES)


def check_engine(engine: str, workers: int, cluster: Any = None) -> None:
    """Raises a ``WrongCall`` if there is no such engine, or it cannot be had in this way."""
    require_one_of(engine, ENGINES, "engine")
    if workers < 0:
        raise WrongCall(f"There cannot be {workers} workers; 0 lets Presseschau choose.")
    if cluster is not None and engine != "dask":
        raise WrongCall("A scheduler or cluster needs the engine 'dask': add --engine dask.")


@contextmanager
def beside(worth: bool) -> Iterator[Callable[..., Callable[[], Any]]]:
    """Lets a second process do some work while this one goes on, if that is worth its start.

    Yields:
        A function that takes a function of a module and its arguments, as ``partial`` does, and
        returns one that waits for the result.
    """
    if not worth:
        yield partial
        return
    from presseschau.pipeline.pools import processes  # one process needs none of it

    with processes(1, reading=False) as pool:
        yield lambda work, *given: pool.executor.submit(work, *given).result


def run_parts(
    parts: Iterable[Part], work: Work, engine: str = "local", workers: int = 1, cluster: Any = None
) -> Iterator[tuple[Part, Read]]:
    """Does the work on every part; yields each with its result, in the order they are done.

    Where a worker dies, its part is done again by itself, and if the worker dies again, text by
    text, so that only the text that kills it is given back as failed. With one local worker the
    work, a function of a module, is done in this process, which nothing guards. Memory holds a
    few parts at a time: they are taken as workers get free.

    Raises:
        WrongCall: Dask is not installed, or the cluster does not answer.
    """
    if engine == "local" and workers == 1:
        yield from ((part, work(part)) for part in parts)
        return
    from presseschau.pipeline.pools import cluster_of, processes, run

    with cluster_of(workers, cluster) if engine == "dask" else processes(workers) as pool:
        yield from run(iter(parts), work, pool)
