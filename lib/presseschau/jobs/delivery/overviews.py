"""Overviews: the index and the feed over all reports, written anew where these have changed."""

import hashlib
import json
from pathlib import Path

from presseschau import __version__
from presseschau.jobs.delivery import ledger

_MEMORY = "overviews.txt"


def refresh(out: Path, url: str = "", language: str = "de") -> bool:
    """Writes index.html and feed.xml unless they show the reports as they are; tells whether.

    Raises:
        OSError: A page cannot be written; it then stays as it was.
    """
    memory = out / ".work" / _MEMORY
    pages = (out / "index.html", out / "feed.xml")
    shown = _fingerprint(out, url, language)
    if all(page.is_file() for page in (*pages, memory)) and memory.read_text("utf-8") == shown:
        return False
    # Only now: these read templates and charts, and a run with nothing to do ends at once.
    from presseschau.jobs.delivery.atom import write_feed
    from presseschau.jobs.delivery.index import write_index

    write_index(out, language)
    write_feed(out, url, language)
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(shown, encoding="utf-8")
    return True


def _fingerprint(out: Path, url: str, language: str) -> str:
    """What tells reports from each other: the files that the overviews are made of."""
    paths = [
        *out.glob("*/*/run.json"),
        *out.glob("*/*.failed/reason.txt"),
        *out.glob("*/trend.html"),
    ]
    told = [__version__, url, language, json.dumps(ledger.late(out))]
    for path in sorted(paths):
        if path.is_file():
            stat = path.stat()
            told.append(f"{path.relative_to(out)} {stat.st_mtime_ns} {stat.st_size}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
