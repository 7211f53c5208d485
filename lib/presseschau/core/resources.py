"""Where the shipped files lie: the data and the notebooks, installed or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """The folder of lexicons, models and sample articles."""
    return _shared("data")


def notebooks_folder() -> Path:
    """The folder of the suite's notebooks and the lessons."""
    return _shared("notebooks")


def _shared(name: str) -> Path:
    installed = _PACKAGE / "share" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name
