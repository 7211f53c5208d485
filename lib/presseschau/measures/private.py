"""Private people: who is no public figure, and who of them only happens to be named."""

from dataclasses import replace

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.link.actors.sectors import sectors

#: What a person writes into the column ``public`` of actors.csv; it wins.
YES, NO = ("yes", "ja"), ("no", "nein")
#: Filled by a person or a public list: such somebody is public.
_KNOWN = ("party", "wikidata", "group", "register")
#: Who speaks for no office or house.
_PRIVATE_SECTORS = ("", "citizens")


def private_people(analysis: Analysis) -> pd.Series:
    """The names of the people who are no public figures, by ``actor_id``.

    Public is who has a role that speaks for a sector of society other than citizens, a party, an
    entry of a public list, or "yes" in the column ``public`` of actors.csv; "no" there wins.
    """
    people = analysis.actors[analysis.actors["kind"] == "PER"]
    said = people.get("public", pd.Series("", people.index)).str.strip().str.casefold()
    known = [people[column] != "" for column in _KNOWN if column in people]
    public = ~sectors(people).isin(_PRIVATE_SECTORS)
    for filled in known:
        public |= filled
    public = (public | said.isin(YES)) & ~said.isin(NO)
    return people[~public].set_index("actor_id")["name"]


def bystanders(analysis: Analysis) -> pd.Series:
    """The private people whom one article names and nobody quotes, by ``actor_id``.

    Rankings and lists of actors leave them out: a school leaver, an accident's victim. "yes" in
    the column ``public`` of actors.csv brings somebody back.
    """
    actors = analysis.actors
    once = actors[(actors["articles"] < 2) & (actors["aliases"] != "")]  # groups have no aliases
    silent = once[~once["actor_id"].isin(analysis.quotes["actor_id"].unique())]
    return private_people(replace(analysis, actors=silent))
