"""Statements: the few that an analysis carries, each with its figures and its proof."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.quality import LEAST_PRECISION, known_precision
from presseschau.measures.statement_kinds import candidates

#: More findings than this nobody reads.
MOST = 7
#: The proof of a finding is, of its earliest places, a sentence of so many words: it is understood
#: by itself, and fits on a phone.
_WORDS, _PLACES = range(8, 41), 300
#: What an annotator must find right for a finding, as data/quality.json calls it.
TASKS = {
    **dict.fromkeys(("lead", "change", "new", "outlets"), "news_actors"),
    **dict.fromkeys(("quoted", "retold", "manner"), "news_quotes"),
    "judged": "news_tone",
}
_COLUMNS = [
    *("kind", "name", "where", "other", "since", "first", "second", "value", "low", "high", "n"),
    *("of", "front", "behind", "ties", "quotes", "direct", "texts", "clear", "precision"),
    *("reason", "holds"),
    *("article_id", "start", "end", "anchor", "text", "beside", "denial", "told", "table"),
]


def findings(analysis: Analysis, correct: bool = False) -> pd.DataFrame:
    """The candidates for the first page, in its order, with what keeps a candidate from it.

    First what differs or changes, then who and what is in front, then how outlets write:

    - retold: how many of the utterances that several outlets print they print differently;
    - new, change: who is named only since the middle of the period, and who more or less since;
    - outlets: which two outlets differ most surely in whom they name;
    - judged: whom the outlets' own sentences judge most surely;
    - story, lead, quoted: which story, and who named or quoted, is in most articles: one, or two or
      three together, where these are surely before the next; else the first, if it is in many;
    - words, manner: which two outlets differ most surely in a word, and in how much they quote word
      by word.

    Where it is to ``correct``, shares of direct quotes are freed of the annotator's known errors.

    Returns:
        kind, name (an actor or word), where and other (outlets; "later", "earlier"; for a ranking
        the second name as other), since (first day of the later half), first, second (the two
        shares), value (their difference; a mean tenor), low, high, n (articles that carry it), of
        (articles in all; judged sentences), front (how many are in front together; first and n are
        those of the last of them; 0 where nobody is, and value is the first one's share), behind
        (articles of the next), ties (further names with as many), quotes (of the most quoted),
        direct (those word by word), texts (different ones of a story), clear (whether the interval
        leaves out 0), precision (best in this corpus, else read blind, else measured, of a hundred;
        -1 if nobody has), reason (why it is not said: "few_articles", "few_judgements",
        "few_printings", "alone", "level" (nobody is in front or in many articles), "one_outlet",
        "undated", "chance", "spread", "imprecise", "further"), holds, article_id, start, end,
        anchor, text (the proof), beside (of an utterance, the proof of another printing), denial
        (where one of its speakers denies having said so), told (how two
        printings of it differ: how, counts by kind, instead (the other speaker), cue, other_cue),
        table (which the row was read from, for a chart).
    """
    right = known_precision(analysis)
    rows = [_judge(analysis, row, right) for row in candidates(analysis, correct)]
    table = pd.DataFrame(rows).reindex(columns=_COLUMNS)
    table.loc[(table["reason"] == "").cumsum() > MOST, "reason"] = "further"
    return table.assign(holds=table["reason"] == "")


def _judge(analysis: Analysis, row: dict[str, Any], right: Mapping[str, int]) -> dict[str, Any]:
    """A candidate with the reason against it, or else its proof; ``right`` is told by task."""
    task = TASKS.get(row["kind"])
    precision = right.get(task, -1)
    reason = row.get("reason", "")
    if not reason and task and precision < LEAST_PRECISION:
        reason = "imprecise"
    shown = {} if reason else _proof(analysis, row["name"], row["places"])
    for further in ("beside", "denial"):
        places = row.pop(further, None)
        if shown and places is not None:
            shown[further] = _proof(analysis, row["name"], places)
    if not reason and not shown:
        reason = "few_articles"
    return row | shown | {"precision": precision, "reason": reason}


def _proof(analysis: Analysis, name: str, places: pd.DataFrame) -> dict[str, Any]:
    """The sentences around one of several places: of readable length, with the name, the earliest.

    The text should have the name or word; the row is empty without places.
    """
    articles = analysis.articles[["article_id", "published"]]
    places = places[["article_id", "start", "end", "anchor"]].merge(articles, on="article_id")
    places = places.sort_values(["published", "article_id", "start"], kind="stable").head(_PLACES)
    ids = places["article_id"].unique()
    texts = analysis.articles.set_index("article_id")["text"].reindex(ids)
    sentences = analysis.sentences[analysis.sentences["article_id"].isin(ids)]
    groups = dict(iter(sentences.groupby("article_id")))
    shown = name.split()[-1:]
    found = []
    for place in places.itertuples():
        around = groups.get(place.article_id, sentences.head(0))
        around = around[(around["end"] > place.start) & (around["start"] < place.end)]
        start, end = min([place.start, *around["start"]]), max([place.end, *around["end"]])
        text = " ".join(texts[place.article_id][start:end].split())
        doubts = (len(text.split()) not in _WORDS) + any(word not in text for word in shown)
        where = {"article_id": place.article_id, "start": start, "end": end}
        found.append((doubts, where | {"anchor": place.anchor, "text": text}))
        if not doubts:
            break
    return min(found, key=lambda row: row[0])[1] if found else {}
