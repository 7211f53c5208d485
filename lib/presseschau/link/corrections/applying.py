"""Corrections applied: a person's word put over the annotator's, and what depends on it redone."""

from dataclasses import replace

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform, ordered
from presseschau.link.corrections.checks import COLUMNS
from presseschau.link.corrections.reach import CHANGED, Orphan, Reach, Row, find_actor, within_reach
from presseschau.link.corrections.steps import STEPS
from presseschau.link.utterances import find_utterances
from presseschau.link.voices import acts_of, by_voice

#: What utterances depend on.
_SAID = ["article_id", "quote", "text", "type", "cue", "cue_stance", "speaker", "actor_id"]

APPLIED, ORPHANED, REPLACED = "applied", "orphaned", "replaced"


def apply_corrections(analysis: Analysis, corrections: pd.DataFrame) -> Analysis:
    """Applies corrections to an analysis and redoes what depends on them.

    Of several rows about the same thing the last one holds; the others are ``replaced``. A row is
    ``orphaned``, with the reason, where its text changed or what it is about is not there any
    more. What a person confirmed, changed or added has the score 1. Names, quotes and judgements
    follow their actors; voices of judgements, utterances and counts of actors are found again.
    Rows that a saved analysis already holds are not applied twice.

    Returns:
        The analysis, with the table ``corrections``: each row with ``state`` and ``reason``.
    """
    if corrections.empty:
        return analysis
    rows = corrections.to_dict("records")
    before = analysis.corrections
    done = {_key(row) for row in before[before["state"] == APPLIED].to_dict("records")}
    last = {_target(row): number for number, row in enumerate(rows)}
    added = {_target(row) for row in rows if row["action"] == "add"}
    quotes = [target for target in last if target[3] == "quote"]
    deleted = {target[:3] for target in quotes if rows[last[target]]["action"] == "delete"}
    reach = within_reach(analysis, _articles(analysis, rows))
    for what in STEPS:
        if what == "tenor":
            _find_voices(reach, analysis.quotes)
        for number, row in enumerate(rows):
            if row["what"] == what:
                row |= {"state": APPLIED, "reason": ""}
                gone = what == "speaker" and _target(row)[:3] in deleted
                if gone or last[_target(row)] != number:
                    row["state"] = REPLACED
                elif _key(row) not in done:
                    _take(row, reach, withdrawn=row["action"] == "delete" and _target(row) in added)
    kept = [row for row in before.to_dict("records") if _key(row) not in set(map(_key, rows))]
    changed = {name: _put_back(analysis, name, reach) for name in CHANGED}
    quotes = changed["quotes"]
    same = quotes[_SAID].equals(analysis.quotes[_SAID])
    utterances = analysis.utterances if same else find_utterances(quotes, analysis.articles)
    return replace(
        analysis,
        **changed,
        actors=_actors(reach, changed["mentions"], quotes, analysis),
        utterances=utterances,
        corrections=conform(kept + rows, "corrections"),
    )


def _key(row: Row) -> tuple:
    return tuple(row[name] for name in COLUMNS)


def _target(row: Row) -> tuple:
    """What a row is about; reviews stand beside the corrections of their article."""
    actor = row["actor"] if row["what"] in ("actor", "tenor") else ""
    spelling = row["text"] if row["action"] == "split" else ""
    return row["article_id"], row["start"], row["end"], row["what"], actor, spelling


def _articles(analysis: Analysis, rows: list[Row]) -> set[str]:
    """The articles that may change: those named, and those of actors merged everywhere."""
    chosen = {row["article_id"] for row in rows} - {""}
    merges = [row["actor"] for row in rows if row["what"] == "actor" and not row["article_id"]]
    if not merges:
        return chosen
    reach, moved = within_reach(analysis, ()), set()
    for name in merges:
        try:
            moved.add(find_actor(name, reach))
        except Orphan:
            continue
    for name in CHANGED:
        table = getattr(analysis, name)
        chosen |= set(table.loc[table["actor_id"].isin(moved - {""}), "article_id"])
    return chosen


def _take(row: Row, reach: Reach, withdrawn: bool) -> None:
    """Takes a step; where a person deletes what that person added, there is nothing to find."""
    try:
        if row["action"] != "reviewed":
            STEPS[row["what"]](row, reach)
        elif row["article_id"] not in reach.texts:
            raise Orphan("text changed")
    except Orphan as orphan:
        if not (withdrawn and row["article_id"] in reach.texts):
            row |= {"state": ORPHANED, "reason": str(orphan)}


def _find_voices(reach: Reach, quotes: pd.DataFrame) -> None:
    """Finds the voices of the articles again, all at once: one by one it would take minutes."""
    judged = [row for article in reach.revoice for row in reach.tone[article]]
    spoken = [row for article in reach.revoice for row in reach.quotes[article]]
    tone = conform(judged, "tone").rename(columns={"tenor_score": "score"})
    acts = acts_of(tone, quotes[quotes["article_id"].isin(reach.revoice)])
    found = by_voice(tone.drop(index=acts.index), conform(spoken, "quotes"), acts)
    reach.tone.update({article: [] for article in reach.revoice})
    for row in found.to_dict("records"):
        reach.tone[row["article_id"]].append(row)


def _put_back(analysis: Analysis, name: str, reach: Reach) -> pd.DataFrame:
    """A table of the analysis with the rows within reach in the place of the articles' old ones."""
    table, rows = getattr(analysis, name), getattr(reach, name)
    if not rows:
        return table
    if name != "tone":
        place = "quote" if name == "quotes" else "start"
        rows = {article: sorted(own, key=lambda r: r[place]) for article, own in rows.items()}
    changed = [row for own in rows.values() for row in own]
    kept = table[~table["article_id"].isin(reach.texts)]
    both = conform(pd.concat([kept, conform(changed, name)]), name)
    order = {key: number for number, key in enumerate(pd.unique(table["article_id"]))}
    places = both["article_id"].map(order).fillna(len(order))
    return both.iloc[places.argsort(kind="stable")].reset_index(drop=True)


def _actors(
    reach: Reach, mentions: pd.DataFrame, quotes: pd.DataFrame, analysis: Analysis
) -> pd.DataFrame:
    """Counts the mentions of changed actors again; those named nowhere are left out."""
    if not reach.recount:
        return analysis.actors
    counts = mentions.groupby("actor_id")["article_id"].agg(["nunique", "size"])
    speaking = set(quotes["actor_id"])
    for actor_id in reach.recount & set(reach.actors):
        if actor_id in counts.index:
            articles, size = map(int, counts.loc[actor_id])
            reach.actors[actor_id] |= {"articles": articles, "mentions": size}
        elif actor_id in speaking:
            reach.actors[actor_id] |= {"articles": 0, "mentions": 0}
        else:
            del reach.actors[actor_id]
    table = conform(list(reach.actors.values()), "actors")
    return ordered(table, "-articles", "-mentions", "actor_id")
