"""The gold of actors, and how well mentions are merged into them: B-cubed."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from workshop.gold.resampling import draws, f1_score
from workshop.gold.wikinews import WikinewsDocument

_COLUMNS = ["document", "start", "end", "kind", "derived", "actor"]


class GoldActor(NamedTuple):
    """One row of the gold: a mention, or a speaker (kind SPEAKER) with all actors that are right.

    ``kind`` GOV is a place that acts as a government; LOC rows name the same places as places.
    """

    start: int
    end: int
    kind: str
    derived: bool
    actors: tuple[str, ...]


def read_actors_gold(path: str | Path) -> dict[str, list[GoldActor]]:
    """Reads gold rows by document; a document is named by the number its name begins with.

    Raises:
        ValueError: The file has other columns.
    """
    table = pd.read_csv(path, dtype={"document": str, "derived": bool})
    if list(table) != _COLUMNS:
        raise ValueError(f"{path}, line 1: the columns are {', '.join(_COLUMNS)}.")
    gold: dict[str, list[GoldActor]] = defaultdict(list)
    for document, *place, actors in table.itertuples(index=False, name=None):
        gold[document].append(GoldActor(*place, tuple(actors.split(";"))))
    return dict(gold)


def document_number(document: WikinewsDocument) -> str:
    """The number that a document's name begins with."""
    return document.name.split(" - ")[0]


def score_merging(
    documents: Sequence[WikinewsDocument],
    gold: Mapping[str, list[GoldActor]],
    ids: Mapping[tuple[str, int], str],
    errors: list[str],
) -> dict:
    """B-cubed precision, recall and F1 of merged mentions; adds what is wrong to errors."""
    keys, wanted, given, surfaces = [], [], [], []
    for number, document in enumerate(documents):
        name = document_number(document)
        for row in gold[name]:
            if row.kind != "SPEAKER":
                keys.append(number)
                wanted.append(row.actors[0])
                given.append(ids[name, row.start])
                surfaces.append(document.text[row.start : row.end])
    both = Counter(zip(wanted, given, strict=True))
    size_wanted, size_given = Counter(wanted), Counter(given)
    sums = np.zeros((len(documents), 4))
    for number, actor, found in zip(keys, wanted, given, strict=True):
        overlap = both[actor, found]
        sums[number] += overlap / size_given[found], 1, overlap / size_wanted[actor], 1
    main = {actor: Counter(g for w, g in both.elements() if w == actor) for actor in size_wanted}
    for number, actor, found, surface in zip(keys, wanted, given, surfaces, strict=True):
        if found != main[actor].most_common(1)[0][0]:
            errors.append(
                f"split: {document_number(documents[number])} '{surface}' ({actor}) is {found}"
            )
    for found in size_given:
        actors = {w for (w, g) in both if g == found}
        if len(actors) > 1:
            errors.append(f"mixed: {found} holds {', '.join(sorted(actors))}")
    return f1_score(sums, draws(len(documents)))
