"""German news as data: who acts, who says what, in which tone."""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

DEFAULT_ANNOTATOR = "model"

#: The public face and where each name lives; loaded on first use, so that a command starts fast.
_PUBLIC = {
    "Analysis": "presseschau.analysis",
    "analyze": "presseschau.pipeline",
    "clean": "presseschau.cleaning",
    "edit": "presseschau.editor",
    "gather": "presseschau.corpora",
    "load_articles": "presseschau.articles",
    "open_analysis": "presseschau.opening",
    "page": "presseschau.show",
    "report": "presseschau.reports",
}

__all__ = list(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'presseschau' has no attribute '{name}'")
    return getattr(import_module(_PUBLIC[name]), name)
