"""Alterations: what one printing of a statement has changed against the fullest one."""

import difflib
import re

import pandas as pd

from presseschau.core.tables import conform

#: The chance that both actors are right below which another speaker may well be our own error: a
#: name and a pronoun are sure enough, two nouns ("der Minister") are not (``reference.SHARES``).
BOTH_RIGHT = 0.59


def marked_differences(original: str, printing: str) -> list[tuple[str, str]]:
    """Compares two printings: kind ("same", "cut", "added") and words, in reading order."""
    before, after = original.split(), printing.split()
    pieces = []
    matcher = difflib.SequenceMatcher(None, _plain(before), _plain(after), autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", " ".join(after[k:m])))
            continue
        if j > i:
            pieces.append(("cut", " ".join(before[i:j])))
        if m > k:
            pieces.append(("added", " ".join(after[k:m])))
    return pieces


def _plain(words: list[str]) -> list[str]:
    return [re.sub(r"\W", "", word).lower() or word for word in words]


def describe(printed: pd.DataFrame) -> pd.DataFrame:
    """Sets every printing beside the fullest one: direct before indirect, longer before shorter.

    Args:
        printed: Rows of the table quotes with ``component``, the number of their statement.

    Returns:
        The table utterances.
    """
    groups: dict[int, list[dict]] = {}
    columns = ["component", "article_id", "quote", "actor_id", "actor_score"]
    columns += ["type", "text", "cue", "cue_stance"]
    for row in printed[columns].to_dict("records"):  # a frame for each group would cost more
        groups.setdefault(row["component"], []).append(row)
    rows = []
    for number, component in enumerate(sorted(groups)):
        group = groups[component]
        original = max(group, key=lambda row: (row["type"] == "Direct", len(row["text"])))
        rows += [
            {
                "utterance": number,
                "article_id": row["article_id"],
                "quote": row["quote"],
                "actor_id": row["actor_id"],
                "is_reference": row is original,
                "change": "" if row is original else _change(original, row),
                "other_speaker": _other_speaker(original, row),
                "other_cue": _differs(original["cue"].lower(), row["cue"].lower()),
                "other_stance": _differs(original["cue_stance"], row["cue_stance"]),
            }
            for row in group
        ]
    return conform(rows, "utterances")


def _other_speaker(original: dict, row: dict) -> bool:
    sure = original["actor_score"] * row["actor_score"] >= BOTH_RIGHT
    return sure and _differs(original["actor_id"], row["actor_id"])


def _differs(original: str, printing: str) -> bool:
    return bool(original and printing and original != printing)


def _change(original: dict, row: dict) -> str:
    """Names what happened: verbatim, cut, extended, altered, or paraphrased in another form."""
    kinds = {kind for kind, words in marked_differences(original["text"], row["text"])
             if re.search(r"\w", words)}  # fmt: skip
    if kinds == {"same"}:
        return "verbatim"
    if (original["type"] == "Direct") != (row["type"] == "Direct"):
        return "paraphrased"
    if "added" not in kinds:
        return "cut"
    return "altered" if "cut" in kinds else "extended"
