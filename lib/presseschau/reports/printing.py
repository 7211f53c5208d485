"""Printing: pages to PDF and tables to a workbook, in processes of their own.

A process gives back its memory, while threads of one take turns in Python.
"""

import gc
import json
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

AT_ONCE = 2
_MISSING = 3
_NO_PANGO = (
    "No PDF: WeasyPrint needs the Pango library; install it with 'apt-get install"
    " libpango-1.0-0 libpangoft2-1.0-0' or 'brew install pango'."
)


def write_workbook(tables: Path, target: Path) -> None:
    """Writes the workbook of saved tables.

    Raises:
        OSError: The disk is full or fails.
        RuntimeError: The workbook cannot be made.
    """
    target.write_bytes(_made("The workbook could not be made.", [str(tables)]))


def write_pdfs(papers: Mapping[Path, str]) -> None:
    """Prints pages to PDF, two at a time; the same page gives the same bytes.

    Raises:
        ImportError: WeasyPrint's system libraries are missing; says how to get them.
        RuntimeError: A page cannot be printed.
    """
    hands: list[dict[str, str]] = [{} for _ in range(AT_ONCE)]
    for path in sorted(papers, key=lambda path: (-len(papers[path]), path)):
        hand = min(hands, key=lambda hand: sum(map(len, hand.values())))  # has least to do
        hand[str(path)] = papers[path]
    given = [json.dumps(hand).encode() for hand in hands if hand]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda some: _made("The pages could not be printed.", [], some), given))


def _made(otherwise: str, arguments: list[str], given: bytes = b"") -> bytes:
    """What this file writes when it is run."""
    command = [sys.executable, "-P", __file__, *arguments]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    if done.returncode == _MISSING:
        raise ImportError(_NO_PANGO)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RuntimeError(said[-1] if said else otherwise)
    return done.stdout


def _print(papers: Mapping[str, str]) -> None:
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError:
        sys.exit(_MISSING)
    for path, paper in papers.items():
        try:
            HTML(string=paper, url_fetcher=URLFetcher(allowed_protocols={"data"})).write_pdf(path)
        except Exception as error:  # whatever it may raise: the parent says it
            sys.exit(f"The page '{Path(path).stem}' could not be printed: {error}")


if __name__ == "__main__":  # run as a file: to print needs nothing else of Presseschau
    if sys.argv[1:]:
        from presseschau.core.analysis import Analysis

        sys.stdout.buffer.write(Analysis.load(sys.argv[1]).workbook())
    else:
        gc.set_threshold(100_000)  # a page is millions of boxes, which all stay until its end
        _print(json.load(sys.stdin.buffer))
