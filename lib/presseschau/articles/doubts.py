"""Doubts: articles that are read without their date, and why."""

import datetime as dt

import pandas as pd

from presseschau.articles.rows import file_and_row
from presseschau.core.tables import conform

#: A clock before this is wrong: Presseschau was written later.
_WRITTEN = dt.datetime(2025, 1, 1)
#: Embargoes, and clocks of other lands.
_AHEAD = dt.timedelta(days=2)
_FAR_AHEAD = dt.timedelta(days=3653)
#: An archive has no such gap before its last few dates; years like 1970 and 1900 are noughts.
_GAP = dt.timedelta(days=20 * 365)
_LEAST_OTHERS = 3
_MOST = 0.1
#: The reasons with which an article stands among the rejects though it was read.
DOUBTS = ("doubtful date", "unreadable date")
_READ = "the article is read, but has no date in charts and periods. Mend it in the source."


def set_doubtful_aside(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Takes out dates in the future, and few dates that lie decades before all others.

    What stands in the place of a date and is none (the column ``no_date``) is told, too.

    Where most dates lie ahead, the clock is believed to be wrong and not they, unless they lie
    ten years ahead.

    Returns:
        The articles, without the dates that are doubtful, and a table of these as of ``rejects``.
    """
    dates = articles["published"].dropna().sort_values()
    now = max(dt.datetime.now(), _WRITTEN)
    ahead = dates[dates > now + _AHEAD]
    if 2 * len(ahead) > len(dates):
        ahead = dates[dates > now + _FAR_AHEAD]
    others = dates.drop(ahead.index)
    doubtful = dict.fromkeys(ahead.index, "lies in the future")
    few = max(1, min(_MOST * len(others), len(others) - _LEAST_OTHERS))
    gaps = (others.diff() > _GAP).to_numpy().nonzero()[0]
    early = max((int(gap) for gap in gaps if gap <= few), default=0)
    if len(others) - early >= _LEAST_OTHERS:
        doubtful |= dict.fromkeys(others.index[:early], "lies decades before the others")
    told = {
        place: (DOUBTS[0], f"The date {dates[place]:%Y-%m-%d} {doubt}; {_READ}")
        for place, doubt in doubtful.items()
    }
    told |= {
        place: (DOUBTS[1], f"'{given}' is no date; {_READ}")
        for place, given in articles.get("no_date", pd.Series(dtype=str)).items()
        if given
    }
    rows = []
    for place in sorted(told):
        reason, detail = told[place]
        file, row = file_and_row(articles.loc[place, "path"])
        rows.append({"path": file, "row": row, "reason": reason, "detail": detail})
    kept = articles.assign(published=articles["published"].mask(articles.index.isin([*doubtful])))
    return kept.drop(columns="no_date", errors="ignore"), conform(rows, "rejects")


def unread(rejects: pd.DataFrame) -> int:
    """How many of what was refused were not read at all."""
    return int((~rejects["reason"].isin(DOUBTS)).sum())
