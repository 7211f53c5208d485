"""Printing: pages to PDF, each in a process of its own, which gives back its memory."""

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
    """Prints pages to PDF, two at a time.

    Args:
        pages: The pages by the files to write.

    Raises:
        ImportError: WeasyPrint's system libraries are missing; says how to get them.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(write_pdf, pages.values(), pages))


def write_pdf(page: str, path: Path) -> None:
    """Prints a page of a report to PDF; the same page gives the same bytes.

    A PDF is read on its own: links to other files are dropped, of a list of places stays how many
    there are, and of a long table its first rows.

    Raises:
        ImportError: WeasyPrint's system libraries are missing; says how to get them.
        RuntimeError: The page cannot be printed.
    """
    from presseschau.reports.paper import for_paper  # which the process that prints needs not

    command = [sys.executable, "-P", __file__, str(path)]
    done = subprocess.run(command, input=for_paper(page).encode(), capture_output=True, check=False)
    if done.returncode == _MISSING:
        raise ImportError(_NO_PANGO)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RuntimeError(f"The page '{path.stem}' could not be printed: {said[-1:]}.")


def _print(page: str, path: str) -> None:
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError:
        sys.exit(_MISSING)
    HTML(string=page, url_fetcher=URLFetcher(allowed_protocols={"data"})).write_pdf(path)


if __name__ == "__main__":  # run as a file: it needs nothing else of Presseschau
    _print(sys.stdin.buffer.read().decode(), sys.argv[1])
