"""Lessons: the sample corpus in one short line, and exercises that check themselves offline."""

from importlib import import_module
from typing import Any

#: What a lesson may import and where it lives; loaded on first use, so that a lesson starts fast.
_PUBLIC = {
    "bars": "presseschau.lessons.drawings",
    "check": "presseschau.lessons.checking",
    "key": "presseschau.lessons.stating",
    "picture": "presseschau.lessons.drawings",
    "sample": "presseschau.lessons.sample_corpus",
    "sample_analysis": "presseschau.lessons.sample_corpus",
}

__all__ = list(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'presseschau.lessons' has no attribute '{name}'")
    return getattr(import_module(_PUBLIC[name]), name)
