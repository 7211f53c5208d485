"""Reports: notebooks run on an analysis, as one folder of pages with evidence."""

from importlib import import_module
from typing import Any

#: The parameters that name a file which a person gives beside the articles.
GIVEN = ("actors", "corrections", "outlets")
_ROOMS = {
    "Report": "making",
    "find_notebooks": "suite",
    "known_parameters": "suite",
    "report": "making",
}
__all__ = ["GIVEN", *_ROOMS]


def __getattr__(name: str) -> Any:
    """Loads what makes reports on first use: a run with nothing to do needs none of it."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'presseschau.reports' has no attribute '{name}'")
    return getattr(import_module(f"presseschau.reports.{_ROOMS[name]}"), name)
