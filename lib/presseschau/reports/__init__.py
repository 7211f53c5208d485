"""Reports: notebooks run on an analysis, as one folder of pages with evidence."""

from presseschau.reports.making import (
    Report,
    find_notebooks,
    is_report,
    known_parameters,
    report,
)

__all__ = [
    "Report",
    "find_notebooks",
    "is_report",
    "known_parameters",
    "report",
]
