"""Printing: pages to PDF, in processes of their own, which give back their memory."""

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


def write_pdfs(pages: Mapping[Path, str]) -> None:
    """Prints pages of a report to PDF, two at a time; the same page gives the same bytes.

    A PDF is read on its own: links to other files are dropped, of a list of places stays how many
    there are, and of a long table its first rows.

    Raises:
        ImportError: WeasyPrint's system libraries are missing; says how to get them.
        RuntimeError: A page cannot be printed.
    """
    from presseschau.reports.paper import for_paper  # which the process that prints needs not

    papers = {str(path): for_paper(page) for path, page in pages.items()}
    hands: list[dict[str, str]] = [{} for _ in range(AT_ONCE)]
    for path in sorted(papers, key=lambda path: (-len(papers[path]), path)):
        hand = min(hands, key=lambda hand: sum(map(len, hand.values())))  # has least to do
        hand[path] = papers[path]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(_have_printed, filter(None, hands)))


def _have_printed(papers: Mapping[str, str]) -> None:
    given = json.dumps(papers)
    command = [sys.executable, "-P", __file__]
    done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
    if done.returncode == _MISSING:
        raise ImportError(_NO_PANGO)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RuntimeError(said[-1] if said else "The pages could not be printed.")


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


if __name__ == "__main__":  # run as a file: it needs nothing else of Presseschau
    gc.set_threshold(100_000)  # a page is a tree of millions of boxes, which all stay until its end
    _print(json.load(sys.stdin.buffer))
