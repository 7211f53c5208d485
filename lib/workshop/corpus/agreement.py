"""Agreement: two independent readings of the same articles, compared as F1 by kind of row."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

#: From this share of their joint characters on, two spans are one.
SAME = 0.5


def agreement(pairs: Sequence[tuple[Mapping, Mapping]]) -> dict[str, dict]:
    """How far two readings of the same articles agree; F1 is the same whichever is taken for gold.

    Returns:
        For "actors" (by a shared name), "references" (same words, same actor), "quotes" (half of
        the characters), "quotes with type", "quotes with actor", "tone" (sentence, actor, sign),
        "tone with voice" and "valence": f1, and n, the mean number of rows of a reader.
    """
    counts: dict[str, Counter] = {}
    for one, other in pairs:
        same = _same_actors(one["actors"], other["actors"])
        for name, (layer, fits) in _kinds(same).items():
            first, second = one[layer], other[layer]
            if name == "references":
                first, second = ([m for m in rows if m["form"] == "reference"]
                                 for rows in (first, second))  # fmt: skip
            count = counts.setdefault(name, Counter())
            count["one"] += len(first)
            count["other"] += len(second)
            count["both"] += _matched(first, second, fits)
    return {
        name: {
            "f1": 2 * count["both"] / max(1, count["one"] + count["other"]),
            "n": (count["one"] + count["other"]) / 2,
        }
        for name, count in counts.items()
    }


def _kinds(same: Callable[[str, str], bool]) -> dict[str, tuple[str, Callable]]:
    def actor(a: Mapping, b: Mapping) -> bool:
        return same(a["id"], b["id"])

    def reference(a: Mapping, b: Mapping) -> bool:
        return (a["start"], a["end"]) == (b["start"], b["end"]) and same(a["actor"], b["actor"])

    def speaker(a: Mapping, b: Mapping) -> bool:
        mine, yours = [a["actor"], *a["also"]], [b["actor"], *b["also"]]
        both = any(same(x, y) for x in mine for y in yours if x and y)
        return _overlap(a, b) and (both or not (a["actor"] or b["actor"]))

    def judged(a: Mapping, b: Mapping) -> bool:
        return _overlap(a, b) and same(a["actor"], b["actor"]) and a["tenor"] == b["tenor"]

    def voiced(a: Mapping, b: Mapping) -> bool:
        return judged(a, b) and (a["voice"] == b["voice"] or same(a["voice"], b["voice"]))

    def befell(a: Mapping, b: Mapping) -> bool:
        return _overlap(a, b) and same(a["actor"], b["actor"]) and a["valence"] == b["valence"]

    return {
        "actors": ("actors", actor),
        "references": ("mentions", reference),
        "quotes": ("quotes", _overlap),
        "quotes with type": ("quotes", lambda a, b: _overlap(a, b) and a["type"] == b["type"]),
        "quotes with actor": ("quotes", speaker),
        "tone": ("tone", judged),
        "tone with voice": ("tone", voiced),
        "valence": ("valence", befell),
    }


def _same_actors(one: Sequence[Mapping], other: Sequence[Mapping]) -> Callable[[str, str], bool]:
    names = [
        {a["id"]: {n.casefold() for n in [a["name"], *a["aliases"]]} for a in rows}
        for rows in (one, other)
    ]
    return lambda a, b: bool(names[0].get(a, set()) & names[1].get(b, set()))


def _overlap(a: Mapping, b: Mapping) -> bool:
    both = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return both >= SAME * (max(a["end"], b["end"]) - min(a["start"], b["start"]))


def _matched(one: Sequence, other: Sequence, fits: Callable) -> int:
    """Pairs rows one to one, each with the first that fits."""
    left = list(other)
    both = 0
    for row in one:
        found = next((n for n, candidate in enumerate(left) if fits(row, candidate)), None)
        if found is not None:
            del left[found]
            both += 1
    return both
