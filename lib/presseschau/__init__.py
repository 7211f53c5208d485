"""German news as data: who acts, who says what, in which tone."""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

DEFAULT_ANNOTATOR = "model"

#: The public face and where each name lives; loaded on first use, so that a command starts fast.
_PUBLIC = {
    "Analysis": "presseschau.core.analysis",
    "Card": "presseschau.lab.corpora",
    "analyze": "presseschau.pipeline.analyzing",
    "clean": "presseschau.articles.cleaning",
    "edit": "presseschau.lab.editor",
    "gather": "presseschau.lab.corpora",
    "load_articles": "presseschau.articles",
    "methods": "presseschau.reports.methods",
    "open_analysis": "presseschau.pipeline.opening",
    "page": "presseschau.views.page",
    "report": "presseschau.reports",
}
#: Rooms that notebooks name without knowing where they lie.
_ROOMS = {"charts": "presseschau.views.charts", "workbench": "presseschau.lab.workbench"}

__all__ = [*_PUBLIC, *_ROOMS]


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'presseschau' has no attribute '{name}'")
    try:
        if name in _ROOMS:
            return import_module(_ROOMS[name])
        return getattr(import_module(_PUBLIC[name]), name)
    except ModuleNotFoundError as error:
        from presseschau.core.calls import advice

        raise ModuleNotFoundError(advice(error) or str(error), name=error.name) from error
