"""The names of actors in forms: what is offered, and whom a person means by what was written."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from presseschau.core.analysis import Analysis
from presseschau.core.slugs import slug

#: How many actors a field offers; every other one can be written out.
OFFERED = 500


class Names(NamedTuple):
    """Actors by the names that forms show, and by all that they are called."""

    shown: dict[str, str]
    ids: dict[str, str]
    called: dict[str, set[str]]


def name_actors(analysis: Analysis) -> Names:
    """Each actor the name that forms show: with the id where two have the same one."""
    actors = analysis.actors
    twice = actors["name"].duplicated(keep=False)
    shown = actors["name"].where(~twice, actors["name"] + " (" + actors["actor_id"] + ")")
    names = dict(zip(actors["actor_id"], shown, strict=True))
    called: dict[str, set[str]] = defaultdict(set)
    for actor in actors[["actor_id", "name", "aliases"]].itertuples(index=False):
        for name in filter(None, [actor.name, *actor.aliases.split("; ")]):
            called[name.casefold()].add(actor.actor_id)
    return Names(names, {name: actor_id for actor_id, name in names.items()}, called)


def actor_meant(value: str, names: Names) -> str:
    """The id of the actor whom a person wrote, or the name as it is if nobody has it.

    Raises:
        LookupError: Several actors are called so.
    """
    value = " ".join(value.split())
    if not value:
        return ""
    if value in names.ids:
        return names.ids[value]
    if value in names.shown:
        return value
    found = names.called.get(value.casefold(), set())
    if len(found) > 1:
        named = {actor for actor in found if names.shown[actor].casefold() == value.casefold()}
        found = named or found
    if len(found) > 1:
        raise LookupError(value)
    return next(iter(found), slug(value) if slug(value) in names.shown else value)


def offered(names: Names, first: Iterable[str], also: Iterable[str] = ()) -> list[str]:
    """The names to offer: those of an article first, then those most in the news.

    Args:
        names: What :func:`name_actors` gives; actors with most articles come first.
        first: Ids of the actors of the article.
        also: Names that were written before and that no actor has yet.
    """
    ids = dict.fromkeys([*(i for i in first if i in names.shown), *names.shown])
    listed = [names.shown[actor_id] for actor_id in ids][:OFFERED]
    return list(dict.fromkeys([*listed, *(name for name in also if name)]))
