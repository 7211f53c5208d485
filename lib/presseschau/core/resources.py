"""Where the shipped files lie, data and notebooks, installed or in a checkout; and their tables."""

import csv
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """The folder of lexicons, models and sample articles."""
    return _shared("data")


def notebooks_folder() -> Path:
    """The folder of the suite's notebooks and the lessons."""
    return _shared("notebooks")


def tab_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a shipped table: tabs between its cells, a quotation mark is a letter."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _shared(name: str) -> Path:
    installed = _PACKAGE / "share" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name
