"""Execution: notebooks run through papermill, two at a time, without traces of when and where."""

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import nbformat
import papermill
import psutil
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError

from presseschau.core.calls import WrongCall
from presseschau.reports.kernels import ForkedKernels

AT_ONCE = 2
#: Seconds between two looks for an interrupt, and for processes that are to end.
_WATCHED = 0.1


class CellFailed(RuntimeError):  # noqa: N818 - named after what happened
    """A notebook did not run to its end; the message says where, why and what was kept."""


@contextmanager
def fixed_environment(now: int) -> Iterator[None]:
    """Lets kernels and WeasyPrint see this time (Unix seconds) and no IPython settings."""
    with tempfile.TemporaryDirectory() as empty:
        fixed = {
            "SOURCE_DATE_EPOCH": str(now),
            "PYTHONHASHSEED": "0",
            "IPYTHONDIR": empty,
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        before = {name: os.environ[name] for name in fixed if name in os.environ}
        os.environ.update(fixed)
        try:
            yield
        finally:
            for name in fixed:
                os.environ.pop(name, None)
            os.environ.update(before)


@contextmanager
def hands(given_up: Event) -> Iterator[ThreadPoolExecutor]:
    """Threads that work until what is within ends.

    Where that ends before its time, they are told so, and the processes that were begun within
    it are ended, those too that a thread still begins.
    """
    before = set(psutil.Process().children(recursive=True))
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        yield pool
    except BaseException:
        given_up.set()
        ending = Thread(target=pool.shutdown, kwargs={"cancel_futures": True})
        ending.start()
        while ending.is_alive():
            for process in set(psutil.Process().children(recursive=True)) - before:
                with suppress(psutil.Error):
                    process.kill()
                    process.wait(_WATCHED)
            ending.join(_WATCHED)
        raise
    finally:
        pool.shutdown()


def run_notebooks(
    paths: Mapping[str, Path],
    values: Mapping[str, Mapping[str, Any]],
    folder: Path,
    failed: Path,
    note: Callable[[str, float], None] = lambda name, seconds: None,
    timeout: float = 0,
    then: Callable[[nbformat.NotebookNode, str], Any] = lambda notebook, name: notebook,
) -> dict[str, Any]:
    """Runs notebooks, two at a time, each in a kernel of its own.

    Args:
        paths: The notebooks by name.
        values: The parameters of each, by the notebook's name.
        folder: Where the executed notebooks are written, and where they run.
        failed: Folder, made when it is needed, for a notebook that stops.
        note: Takes the name and the seconds of each notebook that is done.
        timeout: Seconds after which a notebook is stopped and its kernel ended; 0 for never.
        then: Makes something of a notebook and its name as soon as it has run: what is returned.

    Raises:
        CellFailed: A notebook stopped or took too long; the others are given up.
        WrongCall: A cell found that a parameter fits nothing in the articles; nothing is kept.
    """
    given_up = Event()

    def run(name: str) -> Any:
        started, target = time.monotonic(), folder / f"{name}.ipynb"
        try:
            notebook = _run(paths[name], target, values[name], failed, timeout, given_up)
        finally:
            ensure_event_loop().close()  # jupyter_core leaves one open in every thread
        note(name, time.monotonic() - started)
        return then(notebook, name)

    with hands(given_up) as pool:
        jobs = {name: pool.submit(run, name) for name in paths}
        done, going = set(), set(jobs.values())
        while going and not any(job.exception() for job in done):
            # A wait without a limit can miss an interrupt that comes just as it begins.
            done, going = wait(jobs.values(), _WATCHED, FIRST_EXCEPTION)
        for job in done:
            job.result()  # or what stopped it
    return {name: job.result() for name, job in jobs.items()}


def _run(
    path: Path,
    target: Path,
    values: Mapping[str, Any],
    failed: Path,
    timeout: float,
    given_up: Event,
) -> nbformat.NotebookNode:
    def go_on(**_: Any) -> None:
        if given_up.is_set():
            raise CellFailed("The report was given up.")

    logging.getLogger("papermill").setLevel(logging.CRITICAL)  # CellFailed says it all
    # papermill's own cwd changes the whole process, which two threads share; its paths are
    # format strings.
    source, written = (str(p).replace("{", "{{").replace("}", "}}") for p in (path, target))
    ends = time.monotonic() + timeout
    # nbclient limits a cell; what is left of the notebook's time is the limit of its next cell.
    limit = {"timeout_func": lambda cell: max(1, int(ends - time.monotonic()))} if timeout else {}
    try:
        notebook = papermill.execute_notebook(
            source,
            written,
            dict(values),
            kernel_name="python3",
            kernel_manager_class=ForkedKernels,
            progress_bar=False,
            extra_arguments=["--log-level=CRITICAL"],  # its warnings are not for readers
            resources={"metadata": {"path": str(target.parent)}},
            on_cell_start=go_on,
            **limit,
        )
    except papermill.PapermillExecutionError as error:
        if error.ename == WrongCall.__name__:
            raise WrongCall(error.evalue) from error
        go_on()
        kept = _keep(target, failed)
        raise CellFailed(
            f"Notebook '{path.stem}' stopped at cell {error.cell_index + 1} with {error.ename}:"
            f" {_first_line(error.evalue)} It is kept as it ran in {kept}."
        ) from error
    except Exception as error:
        go_on()
        said = _first_line(str(error))
        if isinstance(error, CellTimeoutError):
            unit = "second" if timeout == 1 else "seconds"
            said = f"it took longer than {timeout:g} {unit}; raise 'timeout' or shorten the period."
        message = f"Notebook '{path.stem}' could not run: {said}"
        if target.is_file():
            message += f" It is kept as it ran in {_keep(target, failed)}."
        raise CellFailed(message) from error
    nbformat.write(_timeless(notebook), target)
    return notebook


def _keep(target: Path, failed: Path) -> Path:
    kept = failed / target.name
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(target, kept)
    return kept


def _first_line(text: str) -> str:
    line = text.strip().splitlines()[0] if text.strip() else "no message."
    return line if line.endswith((".", "!", "?")) else line + "."


def _timeless(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Removes clock times, machine paths, widget states and random ids."""
    for name in ("papermill", "widgets"):
        notebook.metadata.pop(name, None)
    for place, cell in enumerate(notebook.cells):
        cell.id = f"cell-{place}"
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
    return notebook
