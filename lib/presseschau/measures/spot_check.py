"""Spot checks: drawn findings that people judge, and how many of them are right in this corpus."""

import io

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures.intervals import wilson

#: What is drawn, and how many of each; where there are fewer, there are more of the others.
DRAWN = {"quote": 40, "actor": 40, "judgement": 20}
#: Which task of data/quality.json each of them stands for.
TASKS = {"quote": "news_quotes", "actor": "news_actors", "judgement": "news_tone"}
COLUMNS = ("what", "article_id", "start", "end", "claim", "annotator", "verdict", "by")
#: What makes a finding; two people judge the same where these are the same.
KEY = list(COLUMNS[:6])
RIGHT = "right"
#: Fewer judged findings of a kind say less than what was measured elsewhere.
LEAST_CHECKED = 10


def draw(analysis: Analysis, n: int = 100, seed: int = 1) -> pd.DataFrame:
    """Draws quotes, actors (names with who is meant) and judgements of an analysis.

    The same analysis gives the same draw, so that two people judge the same.

    Returns:
        what, article_id, start, end, claim (what the machine says of this place), annotator; the
        kinds are mixed.
    """
    names = analysis.actors.set_index("actor_id")["name"]
    named = analysis.mentions[~analysis.mentions["is_label"]]  # as tables count them
    kinds = {"quote": analysis.quotes, "actor": named, "judgement": _judged(analysis)}
    known = {what: rows[rows["actor_id"].isin(names.index)] for what, rows in kinds.items()}
    rng, parts, left, weights = np.random.default_rng(seed), [], n, sum(DRAWN.values())
    for what, rows in sorted(known.items(), key=lambda kind: len(kind[1]) / DRAWN[kind[0]]):
        size = min(len(rows), round(left * DRAWN[what] / weights))
        rows = rows.iloc[np.sort(rng.choice(len(rows), size, replace=False))]
        claim = rows["actor_id"].map(names)
        if what == "judgement":
            claim = claim + np.where(rows["tenor"] > 0, " +", " −")
        parts.append(rows[["article_id", "start", "end"]].assign(what=what, claim=claim))
        left, weights = left - size, weights - DRAWN[what]
    drawn = pd.concat(parts, ignore_index=True).assign(annotator=analysis.annotator)
    return drawn.iloc[rng.permutation(len(drawn))][KEY].reset_index(drop=True)


def _judged(analysis: Analysis) -> pd.DataFrame:
    judged = analysis.tone[analysis.tone["tenor"] != 0]
    return judged.merge(analysis.sentences, on=["article_id", "sentence"])


def read_check(text: str) -> pd.DataFrame:
    """The verdicts of a file of spot checks, given as text; none of an empty one."""
    if not text:
        return pd.DataFrame(columns=list(COLUMNS))
    table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return table.astype({"start": int, "end": int})


def precision(check: pd.DataFrame, annotator: str) -> pd.DataFrame:
    """How many of the judged findings of an annotator are right.

    Where several people judged one, it is right if all of them say so. Intervals are Wilson's
    (1927), 95 %.

    Returns:
        One row for each kind that was judged, by ``what``: n, value, low, high, people.
    """
    rows = check[check["annotator"] == annotator]
    right = rows.assign(right=rows["verdict"] == RIGHT).groupby(KEY)["right"].all().reset_index()
    table = right.groupby("what")["right"].agg(n="size", value="mean")
    low, high = wilson(table["value"], table["n"])
    return table.assign(low=low, high=high, people=rows.groupby("what")["by"].nunique())


def checked(analysis: Analysis) -> pd.DataFrame:
    """The :func:`precision` in this corpus, of the kinds of which people judged enough."""
    table = precision(read_check(analysis.check), analysis.annotator)
    return table[table["n"] >= LEAST_CHECKED]
