"""Where the shipped files lie: the data and the notebooks, installed or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """Gives the folder of lexicons, models and sample articles."""
    return _shared("data")


def notebooks_folder() -> Path:
    """Gives the folder of the notebooks."""
    return _shared("notebooks")


def _shared(name: str) -> Path:
    installed = _PACKAGE / "share" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name
