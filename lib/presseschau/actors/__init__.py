"""Actors: one actor behind many names, with roles, register and the speakers of quotes."""

from presseschau.actors.linking import (
    LinkedActors,
    link_actors,
    slug,
    unclear_mentions,
)

__all__ = [
    "LinkedActors",
    "link_actors",
    "slug",
    "unclear_mentions",
]
