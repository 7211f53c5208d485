"""Retelling: utterances that several outlets print, and which of them they print differently."""

import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import ordered
from presseschau.link.alterations import marked_differences
from presseschau.measures.voice import spoken

#: What may differ, the most telling first: the speaker, the words, the verb that introduces them.
SPEAKER, WORDS, CUE = HOW = ("retold_speaker", "retold_words", "retold_cue")
#: So many words in a row that one article has elsewhere, as after "sagte er", are not left out.
_ELSEWHERE = 3
#: The chance that who is not named speaks, above which it is as sure as a name.
_SURE = 0.96


def retold(analysis: Analysis) -> pd.DataFrame:
    """Lists the utterances that several outlets print, and says how they differ, if they do.

    Only what is sure is told to differ: the speaker of the same words in quotation marks, if both
    are people, each named beside them or as surely meant ("der Minister"); words in quotation
    marks of one speaker, if what is left out stands nowhere in the article; the cue of equal words
    of one speaker, if it has another stance. A summary of what was said is no printing here.

    Returns:
        utterance, how (one of :data:`HOW`; "" where nothing differs), size (words that differ),
        first and other: the rows of the fullest printing, and of the one that differs most.
    """
    rows = analysis.utterances.drop(columns="actor_id")
    rows = rows.merge(spoken(analysis), on=["article_id", "quote"])
    rows["kind"] = rows["actor_id"].map(analysis.actors.set_index("actor_id")["kind"])
    rows = rows[(rows["outlet"] != "") & (rows["type"] != "Reported")]
    rows = rows[rows.groupby("utterance")["outlet"].transform("nunique") > 1]
    texts = analysis.articles.set_index("article_id")["text"].to_dict()
    rows = rows.sort_values(["utterance", "is_reference"], ascending=[True, False], kind="stable")
    found = []
    for utterance, group in groupby(rows.to_dict("records"), itemgetter("utterance")):
        first, *others = group
        found.append((utterance, "", 0, first, first))
        if first["is_reference"]:
            others = [row for row in others if row["outlet"] != first["outlet"]]
            told = [(utterance, *_difference(first, row, texts), first, row) for row in others]
            found[-1] = min([row for row in told if row[1]], key=_rank, default=found[-1])
    return pd.DataFrame(found, columns=["utterance", "how", "size", "first", "other"])


def told_apart(shared: pd.DataFrame) -> pd.DataFrame:
    """Those of :func:`retold` that are printed differently, the most telling first."""
    apart = shared[shared["how"] != ""]
    return ordered(apart.assign(rank=apart["how"].map(HOW.index)), "rank", "-size", "utterance")


def _rank(row: tuple) -> tuple[int, int]:
    return HOW.index(row[1]), -row[2]


def _difference(
    first: dict[str, Any], other: dict[str, Any], texts: Mapping[str, str]
) -> tuple[str, int]:
    """How a printing differs from the fullest one, and by how many words."""
    direct = first["type"] == other["type"] == "Direct"
    if other["other_speaker"]:
        same = other["change"] == "verbatim" and _is_sure(first) and _is_sure(other)
        return (SPEAKER, 0) if direct and same else ("", 0)
    if not first["name"] or first["name"] != other["name"]:
        return "", 0
    if other["change"] == "verbatim":
        return (CUE, 0) if other["other_stance"] else ("", 0)
    size = words_apart(first, other, texts) if direct else 0
    return (WORDS, size) if size else ("", 0)


def _is_sure(row: dict[str, Any]) -> bool:
    """Whether a person speaks a quote who is named, or is as surely meant."""
    return row["kind"] == "PER" and (row["speaker_class"] == "named" or row["actor_score"] > _SURE)


def words_apart(first: dict[str, Any], other: dict[str, Any], texts: Mapping[str, str]) -> int:
    """How many words one of two printings has, and the other neither has nor has elsewhere."""
    size = 0
    for kind, words in marked_differences(first["text"], other["text"]):
        left_out, article = _plain(words), (other if kind == "cut" else first)["article_id"]
        count = len(left_out.split())
        elsewhere = count >= _ELSEWHERE and left_out in _plain(texts[article])
        size += count if kind != "same" and not elsewhere else 0
    return size


def _plain(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.lower())) + " "
