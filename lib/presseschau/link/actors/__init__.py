"""Actors: one actor behind many names, with roles, register and the speakers of quotes."""

from typing import Any

__all__ = ["LinkedActors", "link_actors", "unclear_mentions"]


def __getattr__(name: str) -> Any:
    """Loads the linking on first use: who only reads tables needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'presseschau.link.actors' has no attribute '{name}'")
    from presseschau.link.actors import linking

    return getattr(linking, name)
