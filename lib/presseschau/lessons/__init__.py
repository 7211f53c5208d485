"""Lessons: the sample corpus in one short line, and exercises that check themselves offline."""

from importlib import import_module
from typing import Any

#: What a lesson may import and where it lives; loaded on first use, so that a lesson starts fast.
_PUBLIC = {
    "bars": "presseschau.lessons.drawings",
    "check": "presseschau.lessons.checking",
    "key": "presseschau.lessons.stating",
    **dict.fromkeys(("make_poster", "poster_button"), "presseschau.lessons.poster"),
    **dict.fromkeys(("sample", "sample_analysis"), "presseschau.lessons.sample_corpus"),
    **dict.fromkeys(
        ("Project", "draw", "plan_gaps", "precision", "search_word"), "presseschau.lessons.project"
    ),
}

__all__ = list(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'presseschau.lessons' has no attribute '{name}'")
    return getattr(import_module(_PUBLIC[name]), name)
