"""Corrections: what a person put right, kept in a file and applied after the annotator."""

from presseschau.corrections.applying import apply_corrections
from presseschau.corrections.checks import ACTIONS, COLUMNS
from presseschau.corrections.file import read_corrections, take_back, write_correction
from presseschau.corrections.quality import evaluate_corrections

__all__ = [
    "ACTIONS",
    "COLUMNS",
    "apply_corrections",
    "evaluate_corrections",
    "read_corrections",
    "take_back",
    "write_correction",
]
