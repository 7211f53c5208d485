"""Outputs: what Presseschau has written, known by its files, so that it is not read as articles."""

import json
from pathlib import Path

#: The file in which a folder bears the day from which on it is to be deleted.
DELETE_ON = ".delete-on"  # hidden, so that it is no article
#: What makes a report, be its run.json damaged or gone; and saved tables.
_REPORT = ("index.html", "notebooks", "tables/annotator.txt")
_TABLES = ("annotator.txt", "articles.parquet")
#: The pages over reports, and what each page of Presseschau says in its first lines.
_PAGES = ("index.html", "trend.html")
_MADE, _HEAD = b'content="Presseschau', 1000


def is_report(folder: Path) -> bool:
    """Tells whether a folder holds a report, by its run.json or by all that is beside it."""
    try:
        facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        facts = None
    known = isinstance(facts, dict) and "presseschau" in facts
    return known or all((folder / name).exists() for name in _REPORT)


def written(path: Path) -> str:
    """What of Presseschau a file or folder is, in words; empty where it is none of it."""
    if path.name in _PAGES and path.is_file():
        with path.open("rb") as file:
            return "a page over reports" if _MADE in file.read(_HEAD) else ""
    if not path.is_dir():
        return ""
    if is_report(path):
        return "a report"
    if all((path / name).is_file() for name in _TABLES):
        return "the tables of an analysis"
    if (path / _PAGES[0]).is_file() and written(path / _PAGES[0]):
        names = {entry.name for entry in path.iterdir() if not entry.name.startswith(".")}
        rest = {name for name in names.difference(_PAGES) if not name.endswith(".failed")}
        return "reports" if rest and all(is_report(path / name) for name in rest) else ""
    return ""
