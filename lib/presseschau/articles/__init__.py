"""Articles: whatever a source holds in; a table of articles and one of refused inputs out."""

from typing import Any

__all__ = ["article_id", "load_articles", "normalize", "unwrap"]


def __getattr__(name: str) -> Any:
    """Imports what loads articles on first use: a run with nothing to load needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'presseschau.articles' has no attribute '{name}'")
    from presseschau.articles import loading, rows

    return getattr(loading if name == "load_articles" else rows, name)
