"""Sectors: from which part of society an actor speaks, by role, name and an open list."""

import re
from functools import cache, lru_cache

import pandas as pd

from presseschau.annotate.rules.gazetteer import lexicon_rows

#: What a word ends in that stands in the list without: "Ministerin", "des Vereins".
_ENDINGS = ("", "innen", "in", "en", "es", "er", "e", "n", "s")
_WORD = re.compile(r"\w[\w.]*\w")


def sectors(actors: pd.DataFrame) -> pd.Series:
    """Tells for each actor the sector of society; empty where nothing tells.

    What the user's register says in a column ``sector`` wins. Else governments, parties and who
    belongs to one are of politics; of other people the roles decide, the leading one first, of
    houses the name and its forms. Their words are looked up in ``data/lexicon/sectors.tsv``.

    Returns:
        One of politics, authority, business, science, society, media, justice, culture, citizens,
        or what the register calls it.
    """
    given, party = (
        actors.get(c, pd.Series("", actors.index, dtype="str")) for c in ("sector", "party")
    )
    political = (actors["kind"] == "GOV") | (party != "") | actors["name"].isin(set(party) - {""})
    columns = (actors[column] for column in ("kind", "name", "aliases", "roles"))
    told = [_told(*cells) for cells in zip(*columns, strict=True)]
    told = pd.Series(told, actors.index, dtype="str").mask(political, "politics")
    return given.where(given != "", told)


def _told(kind: str, name: str, aliases: str, roles: str) -> str:
    texts = roles.split("; ") if kind == "PER" else (name, *aliases.split("; "))
    return next((found for text in texts if (found := sector_of(text))), "")


@lru_cache(100_000)
def sector_of(text: str) -> str:
    """The sector of a role or name: that of its word which stands first in the list."""
    lines = [line for word in _WORD.findall(text) if (line := _line(word)) is not None]
    return _entries()[1][min(lines)] if lines else ""


@lru_cache(100_000)
def _line(word: str) -> int | None:
    """The first line of the list that fits a word; an entry with a capital fits as it is written.

    "-x" fits what ends in x, "x-" what begins with it.
    """
    places = _entries()[0]
    lower = word.casefold()
    forms = [form.removesuffix(end) for form in (word, lower) for end in _ENDINGS]
    keys = [*forms, *(f"-{form[cut:]}" for form in forms for cut in range(len(form)))]
    keys += [f"{lower[:cut]}-" for cut in range(1, len(lower) + 1)]
    return min((places[key] for key in keys if key in places), default=None)


@cache
def _entries() -> tuple[dict[str, int], list[str]]:
    rows = lexicon_rows("sectors.tsv")
    return {row["word"]: n for n, row in enumerate(rows)}, [row["sector"] for row in rows]
