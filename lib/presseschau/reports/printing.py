"""Printing: pages to PDF and the tables of many articles to a workbook, in processes of their own.

A process gives back its memory, while threads of one take turns in Python.
"""

import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from html import escape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who prints needs none of it
    from presseschau.core.analysis import Analysis

AT_ONCE = 2
#: The id of what stands last on paper; how far down it stands on a page that is nearly empty, and
#: by how much all is made smaller to be rid of such a page.
END, _FILLED, _SMALLER = "end-of-paper", 0.4, 1.08
#: The workbook of fewer articles is written sooner than another process has loaded what it needs.
_WORTH_A_PROCESS = 100
_CHART = re.compile(r"(?<=max-height: )(\d+)(?=pt)")
_MISSING = 3
_NO_PANGO = (
    "No PDF: WeasyPrint needs the Pango library; install it with 'apt-get install"
    " libpango-1.0-0 libpangoft2-1.0-0' or 'brew install pango'."
)

#: Printing knows the fonts of charts and none of the machine's, which differ.
_FONTS = """<fontconfig>
<dir>{fonts}</dir><cachedir>{cache}</cachedir>
<selectfont><rejectfont><glob>*</glob></rejectfont>
<acceptfont><glob>*/DejaVu*</glob></acceptfont></selectfont>
<alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>"""


def fonts_folder() -> Path:
    """Where the DejaVu fonts lie that charts and PDFs are written in: in matplotlib."""
    return Path(find_spec("matplotlib").origin).parent / "mpl-data" / "fonts" / "ttf"


def write_workbook(analysis: "Analysis", tables: Path, target: Path) -> None:
    """Writes the workbook of an analysis, which is also saved as tables.

    Raises:
        OSError: The disk is full or fails.
        RuntimeError: The workbook cannot be made.
    """
    if len(analysis.articles) < _WORTH_A_PROCESS:
        target.write_bytes(analysis.workbook())
    else:
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
    with TemporaryDirectory() as cache, ThreadPoolExecutor(AT_ONCE) as pool:
        fonts = Path(cache, "fonts.conf")
        filled = _FONTS.format(fonts=escape(str(fonts_folder())), cache=escape(cache))
        fonts.write_text(filled, encoding="utf-8")
        said, with_fonts = "The pages could not be printed.", {"FONTCONFIG_FILE": str(fonts)}
        list(pool.map(lambda some: _made(said, [], some, with_fonts), given))


def _made(
    otherwise: str, arguments: list[str], given: bytes = b"", settings: Mapping[str, str] = {}
) -> bytes:
    """What this file writes when it is run."""
    command, settings = [sys.executable, "-P", __file__, *arguments], {**os.environ, **settings}
    done = subprocess.run(command, input=given, capture_output=True, check=False, env=settings)
    if done.returncode == _MISSING:
        raise ImportError(_NO_PANGO)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RuntimeError(said[-1] if said else otherwise)
    return done.stdout


def _as_large(height: re.Match[str]) -> str:
    """How high a chart is set on a page that is made smaller, for its letters to stay as large."""
    return f"{_SMALLER * int(height[1]):.0f}"


def _print(papers: Mapping[str, str]) -> None:
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError:
        sys.exit(_MISSING)
    fetcher = URLFetcher(allowed_protocols={"data"})
    for path, paper in papers.items():
        try:
            laid_out, zoom = HTML(string=paper, url_fetcher=fetcher).render(), 1.0
            *before, last = laid_out.pages
            if before and last.anchors.get(END, (0, last.height))[1] < _FILLED * last.height:
                wide = f"size: {210 * _SMALLER}mm {297 * _SMALLER}mm"  # printed as A4
                smaller = _CHART.sub(_as_large, paper.replace("size: A4", wide, 1))
                again = HTML(string=smaller, url_fetcher=fetcher).render()
                if len(again.pages) <= len(before):
                    laid_out, zoom = again, 1 / _SMALLER
            laid_out.write_pdf(path, zoom=zoom)
        except Exception as error:  # whatever it may raise: the parent says it
            sys.exit(f"The page '{Path(path).stem}' could not be printed: {error}")


if __name__ == "__main__":  # run as a file: to print needs nothing else of Presseschau
    if sys.argv[1:]:
        from presseschau.core.analysis import Analysis

        sys.stdout.buffer.write(Analysis.load(sys.argv[1]).workbook())
    else:
        gc.set_threshold(100_000)  # a page is millions of boxes, which all stay until its end
        _print(json.load(sys.stdin.buffer))
