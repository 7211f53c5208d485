"""Reports: notebooks run on an analysis, as one folder of pages with evidence."""

from typing import Any

__all__ = [
    "Report",
    "find_notebooks",
    "is_report",
    "known_parameters",
    "report",
]


def __getattr__(name: str) -> Any:
    """Loads what makes reports on first use: a run with nothing to do needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'presseschau.reports' has no attribute '{name}'")
    from presseschau.reports import making

    return getattr(making, name)
