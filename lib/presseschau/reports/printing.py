"""Printing: pages to PDF, each in a process of its own, which gives back its memory."""

import re
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

    Links to other files are dropped, since a PDF is read on its own.

    Raises:
        ImportError: WeasyPrint's system libraries are missing; says how to get them.
        RuntimeError: The page cannot be printed.
    """
    alone = re.sub(r'(<a\b[^>]*?) href="(?!#|https?:)[^"]*"', r"\1", page)
    command = [sys.executable, "-P", __file__, str(path)]
    done = subprocess.run(command, input=alone.encode(), capture_output=True, check=False)
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
