"""Provenance: what exactly went into a report, as checksums and versions."""

import hashlib
import json
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

from presseschau import __version__
from presseschau.annotate.versions import annotator_version
from presseschau.core.analysis import Analysis
from presseschau.core.resources import data_folder, notebooks_folder
from presseschau.reports.printing import fonts_folder

_SHORT = 12
#: The first of January 2000, where no article has a date.
_NO_DATE = 946_684_800


def epoch(analysis: Analysis) -> int:
    """The time that stands for "now" in a report: the newest article's, in Unix seconds."""
    newest = analysis.articles["published"].max()
    if newest != newest:  # NaT: no article has a date
        return _NO_DATE
    return max(_NO_DATE, int(newest.timestamp()))


def provenance(analysis: Analysis) -> dict[str, str]:
    """Checksums and versions of all that a report depends on; empty where not known.

    Returns:
        ``data`` (checksum of the articles), ``library``, ``annotator``, ``lexicon``, ``fonts`` (of
        charts and PDFs), ``lock`` (checksum of requirements.lock) and ``commit`` ("+" after it:
        with uncommitted changes).
    """
    annotator = analysis.annotator
    with suppress(ValueError):  # saved tables of a reader that is not installed here
        annotator += f" {annotator_version(annotator)}"
    return {
        "data": data_hash(analysis),
        "library": __version__,
        "annotator": annotator,
        "lexicon": _files_hash(data_folder() / "lexicon"),
        "fonts": _fonts(),
        "lock": _files_hash(_root() / "requirements.lock"),
        "commit": _commit(_root()),
    }


def data_hash(analysis: Analysis) -> str:
    """A checksum of the articles that depends on their content only, not on their order."""
    columns = ["article_id", "title", "published", "outlet", "text"]
    rows = sorted(analysis.articles[columns].astype(str).itertuples(index=False, name=None))
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:_SHORT]


def _root() -> Path:
    return notebooks_folder().parent


def _files_hash(path: Path) -> str:
    files = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    found = [file.read_bytes() for file in files if file.is_file()]
    return hashlib.sha256(b"\0".join(found)).hexdigest()[:_SHORT] if found else ""


@cache
def _fonts() -> str:
    from fontTools.ttLib import TTFont

    with TTFont(fonts_folder() / "DejaVuSans.ttf") as font:
        return f"{font['name'].getDebugName(1)}, {font['name'].getDebugName(5)}"


@cache
def _commit(root: Path) -> str:
    if not (root / ".git").exists():
        return ""
    command = ["git", "-C", str(root), "describe", "--always", "--abbrev=12", "--dirty=+"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
