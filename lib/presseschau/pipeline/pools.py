"""Pools: workers that may die over a text, whose work is then done again."""

import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
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
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

from presseschau.core.calls import WrongCall
from presseschau.pipeline.readings import Part, Read

_DIED = "reading it ended the process, or took longer than it may"

Work = Callable[[Part], Read]


class Pool:
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
        """What came of a part, None where its worker died; an OSError if the cluster was lost."""
        try:
            return future.result()
        except self._death:
            self._broken = isinstance(self.executor, ProcessPoolExecutor)  # and stays so
            return None
        except CancelledError:
            raise OSError("The Dask cluster was lost; start again to go on from here.") from None

    def alone(self, work: Work, part: Part) -> Read | None:
        """Does a part with no other beside it; None where the worker died again."""
        if self._broken:
            self.executor.shutdown()
            self.executor, self._broken = self._start(), False
        return self.result(self.submit(work, part))


def run(parts: Iterator[Part], work: Work, pool: Pool) -> Iterator[tuple[Part, Read]]:
    """Does the work on every part, and again, alone and then text by text, what kills a worker."""
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


def _again(part: Part, work: Work, pool: Pool) -> Iterator[tuple[Part, Read]]:
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
def processes(workers: int, reading: bool = True) -> Iterator[Pool]:
    """Processes on this machine, which end with this one; what reads texts is loaded once."""
    # Elsewhere libraries may have threads by then, which no fork survives.
    context = get_context("forkserver" if sys.platform == "linux" else "spawn")
    context.set_forkserver_preload(["presseschau.pipeline.loaded"] * reading)
    held, leash = context.Pipe(duplex=False)

    def start() -> Executor:
        return ProcessPoolExecutor(workers, context, _on_leash, (held,))

    pool = Pool(start, lambda: workers + 1, BrokenProcessPool)
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
    gc.set_threshold(20_000)  # as the command does
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait_for_the_end() -> None:
        with suppress(EOFError, OSError):
            held.recv()
        os._exit(1)

    Thread(target=wait_for_the_end, daemon=True).start()


@contextmanager
def cluster_of(workers: int, cluster: Any) -> Iterator[Pool]:
    """The workers of a Dask cluster, or of one that is started on this machine.

    Raises:
        WrongCall: Dask is not installed, or the cluster does not answer.
    """
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
            here = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
            here |= {"n_workers": workers, "threads_per_worker": 1}
            cluster = stack.enter_context(LocalCluster(**here, silence_logs=logging.CRITICAL))
        try:
            client = stack.enter_context(Client(cluster, set_as_default=False))
        except OSError as error:
            raise WrongCall(
                f"No Dask scheduler answers at '{cluster}'; check the address and the network."
            ) from error
        yield Pool(
            lambda: client.get_executor(pure=False),
            lambda: 2 * max(1, sum(client.nthreads().values())),
            KilledWorker,
        )
