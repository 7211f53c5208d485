"""The list of actors: their identifiers, and what the corpus says of each."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import pandas as pd

from presseschau.core.slugs import slug
from presseschau.core.tables import conform, ordered
from presseschau.link.actors.governments import is_government
from presseschau.link.actors.kinds import KindMention
from presseschau.link.actors.person_names import first_name_gender, person_name
from presseschau.link.actors.role_words import gender_of_role, summary


def identifiers(names: Sequence[str], rows: Sequence[KindMention]) -> list[str]:
    """The identifier of each name; a place and a firm of one name stay apart.

    Returns:
        One identifier per mention, the kind behind it where another kind has the name more often.
    """
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for name, row in zip(names, rows, strict=True):
        if name:
            kinds[slug(name)][row.kind] += 1
    first = {key: min(counts, key=lambda k: (-counts[k], k)) for key, counts in kinds.items()}
    return [
        ""
        if not name
        else slug(name)
        if row.kind == first[slug(name)] or is_government(name)
        else f"{slug(name)}-{row.kind.lower()}"
        for name, row in zip(names, rows, strict=True)
    ]


def list_actors(
    rows: Sequence[KindMention],
    ids: Sequence[str],
    names: Sequence[str],
    roles: pd.DataFrame,
) -> pd.DataFrame:
    """The table actors of linked mentions and their mended kinds, those in most articles first."""
    shown: dict[str, str] = {}
    kinds: dict[str, str] = {}
    aliases: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, set[int]] = defaultdict(set)
    genders: dict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    for row, actor, name in zip(rows, ids, names, strict=True):
        if not actor:
            continue
        shown[actor] = name
        kinds[actor] = "GOV" if is_government(name) else row.kind
        aliases[actor].add(" ".join(row.text.split()).rstrip("-"))
        articles[actor].add(row.article)
        counts[actor] += 1
        if row.kind == "PER" and (title := person_name(row.text).gender):
            genders[actor][title] += 3
    read: dict[str, list[tuple[str, float]]] = defaultdict(list)
    ages = roles.groupby("actor_id")["published"].transform("max") - roles["published"]
    ages = ages.dt.days.fillna(0)
    for actor, role, age in zip(roles["actor_id"], roles["role"], ages, strict=True):
        read[actor].append((role, age))
        if gender := gender_of_role(role):
            genders[actor][gender] += 2 if gender == "f" else 1
    for actor, name in shown.items():
        if kinds[actor] == "PER" and (gender := first_name_gender(person_name(name).first)):
            genders[actor][gender] += 4
    table = conform(
        [
            {
                "actor_id": actor,
                "name": shown[actor],
                "kind": kinds[actor],
                "aliases": "; ".join(sorted(aliases[actor])),
                "roles": summary(*zip(*read[actor], strict=True)) if read[actor] else "",
                "gender": genders[actor].most_common(1)[0][0] if genders[actor] else "",
                "articles": len(articles[actor]),
                "mentions": counts[actor],
            }
            for actor in sorted(shown)
        ],
        "actors",
    )
    return ordered(table, "-articles", "-mentions", "actor_id")
