"""Corrections: what a person put right, kept in a file and applied after the annotator."""

from presseschau.link.corrections.applying import apply_corrections
from presseschau.link.corrections.checks import COLUMNS
from presseschau.link.corrections.corrections_file import (
    read_corrections,
    take_back,
    unsaid,
    write_correction,
)
from presseschau.link.corrections.evaluation import evaluate_corrections

__all__ = [
    "COLUMNS", "apply_corrections", "evaluate_corrections", "read_corrections", "take_back",
    "unsaid", "write_correction",
]  # fmt: skip
