"""Printings: the same statement in several articles, side by side, with what was changed."""

import re

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import ordered
from presseschau.link.actors.nameless import nameless
from presseschau.link.alterations import marked_differences
from presseschau.measures.evidence import linked
from presseschau.measures.retelling import retold, told_apart, words_apart
from presseschau.measures.voice import spoken

#: What a reader wants to see first.
_WEIGHTS = {"altered": 3, "cut": 2, "paraphrased": 2, "extended": 1, "verbatim": 0, "": 0}

#: Who says that he never said something; and the nouns that tell what.
_DENIES = r"\b(?:nie|niemals|nicht) (?:so )?(?:gesagt|behauptet)\b"
_NOUN = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{4,}")

#: The fullest printing of each statement first.
_ORDER = ("utterance", "-is_reference", "published", "article_id")


def printings(analysis: Analysis, top: int = 12) -> pd.DataFrame:
    """Sets the printings of a statement below each other, the most changed statements first.

    Returns:
        utterance (number from 1), outlet, name (as printed), cue, printing (pieces of words:
        same, cut, added, against the fullest printing), change (what differs from the fullest
        printing: its words, other_speaker, other_stance or other_cue), published, evidence; the
        fullest printing of each statement first.
    """
    rows = _rows(analysis)
    rows = rows.assign(change=_truly_changed(analysis, rows))
    weight = rows["change"].map(_WEIGHTS).astype(float)
    weight += 4 * rows["other_speaker"] + 2 * rows["other_stance"]
    score = weight.groupby(rows["utterance"]).transform("max")
    rows = rows.assign(score=score)[score > 0]
    rows = ordered(rows, "-score", *_ORDER)
    rows = rows.assign(utterance=pd.factorize(rows["utterance"])[0] + 1)
    return _shown(rows[rows["utterance"] <= top])


def retellings(analysis: Analysis) -> pd.DataFrame:
    """Sets the utterances that outlets print differently, as :func:`retold` counts, side by side.

    Returns:
        The columns of :func:`printings`, two printings of each; other speakers first, then other
        words, then other reporting verbs.
    """
    apart = told_apart(retold(analysis))
    sides = [
        side | {"utterance": number, "is_reference": side is first, "how": how}
        for number, (how, first, other) in enumerate(
            zip(apart["how"], apart["first"], apart["other"], strict=True), 1
        )
        for side in (first, other)
    ]
    table = pd.DataFrame(sides, columns=[*_rows(analysis).columns, "how"])
    return _shown(table.astype({"is_reference": bool}))


def disputed_speakers(analysis: Analysis) -> pd.DataFrame:
    """Lists statements that articles give to different speakers: same words, different speaker.

    A printing whose speaker may differ by an error of the annotator is left out.

    Returns:
        The columns of :func:`printings`, the printings of each such statement, and behind them
        (change "denied") where one of the speakers says that he never said so.
    """
    disputed = disputed_rows(analysis)
    return _shown(disputed.assign(utterance=pd.factorize(disputed["utterance"])[0] + 1))


def disputed_rows(analysis: Analysis) -> pd.DataFrame:
    """The rows of :func:`disputed_speakers` as the tables of the analysis have them."""
    rows = _rows(analysis)
    original = rows["actor_id"].where(rows["is_reference"])
    original = original.groupby(rows["utterance"]).transform("first")
    sure = (rows["actor_id"] == original) | (rows["other_speaker"] & original.notna())
    disputed = rows[sure & rows.groupby("utterance")["other_speaker"].transform("any")]
    disputed = pd.concat([ordered(disputed, *_ORDER), _denials(analysis, disputed)])
    return disputed.sort_values("utterance", kind="stable", ignore_index=True)


def _denials(analysis: Analysis, disputed: pd.DataFrame) -> pd.DataFrame:
    """Where a speaker of disputed words denies having said what has a noun of them in it."""
    said = spoken(analysis)
    rows = said[said["text"].str.contains(_DENIES) & (said["actor_id"] != "")]
    words = disputed[["utterance", "actor_id", "text"]].rename(columns={"text": "printed"})
    rows = rows.merge(words, on="actor_id")
    shared = [
        not set(_NOUN.findall(own)).isdisjoint(_NOUN.findall(words))
        for own, words in zip(rows["text"], rows["printed"], strict=True)
    ]
    rows = rows.loc[pd.array(shared, bool)].drop_duplicates(["utterance", "article_id", "quote"])
    plain = dict.fromkeys(("is_reference", "other_speaker", "other_cue", "other_stance"), False)
    return rows.drop(columns="printed").assign(change="denied", **plain)


def _rows(analysis: Analysis) -> pd.DataFrame:
    quotes = spoken(analysis).drop(columns=["actor_id"])
    return analysis.utterances.merge(quotes, on=["article_id", "quote"])


def _truly_changed(analysis: Analysis, rows: pd.DataFrame) -> pd.Series:
    """What changed in each printing; nothing did where its article has the missing words, too."""
    texts = analysis.articles.set_index("article_id")["text"].to_dict()
    fullest = {row["utterance"]: row for row in rows[rows["is_reference"]].to_dict("records")}
    several = rows[rows["change"].isin(["cut", "extended", "altered"])]
    same = [
        row["utterance"] in fullest and not words_apart(fullest[row["utterance"]], row, texts)
        for row in several.to_dict("records")
    ]
    return rows["change"].mask(rows.index.isin(several.index[same]), "verbatim")


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    originals = rows[rows["is_reference"]].set_index("utterance")["text"]
    pieces = [
        [("same", row.text)]
        if row.change == "denied"
        else marked_differences(originals.get(row.utterance, row.text), row.text)
        for row in rows.itertuples()
    ]
    said = zip(rows["name"], rows["speaker"], rows["cue"], strict=True)
    rows = rows.assign(
        name=[name or nameless(*own) for name, *own in said],
        printing=pieces, evidence=linked(rows),
        change=[_changes(row) for row in rows.to_dict("records")],
    )  # fmt: skip
    columns = ["utterance", "outlet", "name", "cue", "printing", "change", "published", "evidence"]
    return rows[columns].reset_index(drop=True)


def _changes(row: dict) -> tuple[str, ...]:
    if row["is_reference"]:
        return ("reference",)
    if "how" in row:
        return (row["how"],)
    cue = next((name for name in ("other_stance", "other_cue") if row[name]), "")
    speaker = "other_speaker" if row["other_speaker"] else ""
    return tuple(said for said in (row["change"], speaker, cue) if said)
