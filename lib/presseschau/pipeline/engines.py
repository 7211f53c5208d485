"""Engines: the same work in this process, in several, or on the machines of a Dask cluster."""

import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

from presseschau.core.calls import WrongCall, nearest
from presseschau.pipeline.readings import Part, Read

ENGINES = ("local", "dask")
#: Seconds that a text may take in a worker, beside what its length asks for.
SECONDS = 60.0
#: Fewer texts than this for each process are read sooner than another process has started.
_WORTH_A_PROCESS = {"rules": 500, "model": 60}
_MOST_PROCESSES = 8
_DIED = "reading it ended the process, or took longer than it may"

Work = Callable[[Part], Read]


def processes_for(texts: int, annotator: str) -> int:
    """Gives how many processes are worth their start for so many texts, at most one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    worth = texts // _WORTH_A_PROCESS.get(annotator, _WORTH_A_PROCESS["rules"])
    return max(1, min(cores or 1, worth, _MOST_PROCESSES))


def check_engine(engine: str, workers: int, cluster: Any = None) -> None:
    """Refuses an engine that does not exist or cannot be had in this way.

    Raises:
        WrongCall: There is none of this name, there cannot be so many workers, or a cluster is
            given to the local engine.
    """
    if engine not in ENGINES:
        raise WrongCall(f"There is no engine '{engine}'. {nearest(engine, ENGINES)}")
    if workers < 0:
        raise WrongCall(f"There cannot be {workers} workers; 0 lets Presseschau choose.")
    if cluster is not None and engine != "dask":
        raise WrongCall("A scheduler or cluster needs the engine 'dask': add --engine dask.")


@contextmanager
def beside(worth: bool) -> Iterator[Callable[..., Callable[[], Any]]]:
    """Gives what starts some work in a second process, while this one goes on.

    Args:
        worth: Whether the work is worth the start of a process. If not, it is done in this one,
            when its result is asked for.

    Yields:
        A function that takes a function of a module with what it is given, as ``partial`` does,
        and gives one that waits for the result.
    """
    if not worth:
        yield partial
        return
    with _processes(1) as pool:
        yield lambda work, *given: pool.executor.submit(work, *given).result


def run_parts(
    parts: Iterable[Part],
    work: Work,
    engine: str = "local",
    workers: int = 1,
    cluster: Any = None,
) -> Iterator[tuple[Part, Read]]:
    """Does the work on every part; gives each with its result, in the order they are done.

    Where a worker dies, its part is done again by itself, and if the worker dies again, text by
    text, so that only the text that kills it is given back as failed. With one local worker the
    work is done in this process, which nothing guards. Memory holds a few parts at a time.

    Args:
        parts: The parts; they are taken as workers get free.
        work: What to do, a function of a module.
        engine: "local" or "dask".
        workers: Processes on this machine.
        cluster: For Dask: a scheduler's address or a cluster object, in place of own processes.

    Raises:
        WrongCall: Dask is not installed, or the cluster does not answer.
    """
    if engine == "local" and workers == 1:
        yield from ((part, work(part)) for part in parts)
        return
    with _cluster(workers, cluster) if engine == "dask" else _processes(workers) as pool:
        yield from _run(iter(parts), work, pool)


class _Pool:
    """Workers of one kind: how to start them, how many parts to hand out, how they die."""

    def __init__(
        self, start: Callable[[], Executor], width: Callable[[], int], death: type[Exception]
    ) -> None:
        self._start, self._death = start, death
        self.width = width
        self.executor = start()
        self._broken = False

    def submit(self, work: Work, part: Part) -> Future:
        """Hands a part out; a worker's death may already show here."""
        try:
            return self.executor.submit(work, part)
        except self._death as error:
            failed: Future = Future()
            failed.set_exception(error)
            return failed

    def result(self, future: Future) -> Read | None:
        """Gives what came of a part, or None where its worker died."""
        try:
            return future.result()
        except self._death:
            self._broken = isinstance(self.executor, ProcessPoolExecutor)  # and stays so
            return None
        except CancelledError:
            raise OSError("The Dask cluster was lost; start again to go on from here.") from None

    def alone(self, work: Work, part: Part) -> Read | None:
        """Does a part with no other beside it."""
        if self._broken:
            self.executor.shutdown()
            self.executor, self._broken = self._start(), False
        return self.result(self.submit(work, part))


def _run(parts: Iterator[Part], work: Work, pool: _Pool) -> Iterator[tuple[Part, Read]]:
    running: dict[Future, Part] = {}
    while True:
        for part in islice(parts, max(0, pool.width() - len(running))):
            running[pool.submit(work, part)] = part
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        reads = [(running.pop(future), pool.result(future)) for future in done]
        if any(read is None for _, read in reads):  # which of the parts did it is not known
            reads += [(part, pool.result(future)) for future, part in running.items()]
            running.clear()
        for part, read in reads:
            if read is None:
                yield from _again(part, work, pool)
            else:
                yield part, read


def _again(part: Part, work: Work, pool: _Pool) -> Iterator[tuple[Part, Read]]:
    read = pool.alone(work, part)
    if read is not None:
        yield part, read
    elif len(part.texts) == 1:
        yield part, Read(b"", [(part.texts[0], _DIED)])
    else:
        for text in part.texts:
            one = part._replace(texts=(text,))
            yield one, pool.alone(work, one) or Read(b"", [(text, _DIED)])


@contextmanager
def _processes(workers: int) -> Iterator[_Pool]:
    context = get_context("spawn")
    held, leash = context.Pipe(duplex=False)

    def start() -> Executor:
        return ProcessPoolExecutor(workers, context, _on_leash, (held,))

    pool = _Pool(start, lambda: workers + 1, BrokenProcessPool)
    try:
        yield pool
    except BaseException:
        leash.close()  # ends what is still running
        raise
    finally:
        pool.executor.shutdown(cancel_futures=True)
        leash.close()
        held.close()


def _on_leash(held: Connection) -> None:
    """Makes a worker end when its parent lets go or dies, and leaves Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait_for_the_end() -> None:
        with suppress(EOFError, OSError):
            held.recv()
        os._exit(1)

    Thread(target=wait_for_the_end, daemon=True).start()


@contextmanager
def _cluster(workers: int, cluster: Any) -> Iterator[_Pool]:
    try:
        import dask
        from distributed import Client, KilledWorker, LocalCluster
    except ImportError:
        raise WrongCall(
            "The engine 'dask' is not installed; pip install 'presseschau[dask]', or use 'local'."
        ) from None
    with ExitStack() as stack:
        if cluster is None:
            # One thread each, since the guard against endless texts watches a process. A part
            # whose worker died is done again here, so that the scheduler need not try.
            own = {"distributed.scheduler.allowed-failures": 0}
            stack.enter_context(dask.config.set(own))
            cluster = stack.enter_context(
                LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.CRITICAL,
                )
            )
        try:
            client = stack.enter_context(Client(cluster, set_as_default=False))
        except OSError as error:
            raise WrongCall(
                f"No Dask scheduler answers at '{cluster}'; check the address and the network."
            ) from error
        yield _Pool(
            lambda: client.get_executor(pure=False),
            lambda: 2 * max(1, sum(client.nthreads().values())),
            KilledWorker,
        )
