"""A sitting: a person judges drawn findings of a corpus, with one key each."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.placing import write_whole
from presseschau.core.titles import headed
from presseschau.measures.spot_check import COLUMNS, KEY, RIGHT, draw, precision, read_check
from presseschau.views.precision import counted_right
from presseschau.views.wording import word

#: One key says right, or wrong and why; nothing else has to be typed.
VERDICTS = {"r": RIGHT, "n": "none", "w": "whose", "c": "cut", "o": "other"}
_BACK, _STOP = "z", "q"
_AROUND = 200


def judge(
    analysis: Analysis,
    path: Path,
    by: str,
    n: int,
    language: str,
    key: Callable[[], str],
    say: Callable[[str], None],
) -> None:
    """Shows one drawn finding after another and saves each verdict at once.

    Args:
        analysis: Where the findings are drawn from.
        path: The file of the spot check; what this person judged in it is not asked again.
        by: Who judges.
        n: How many are drawn.
        language: "de" or "en".
        key: Waits for a key.
        say: Takes a line to show.
    """
    done = read_check(path.read_text(encoding="utf-8") if path.is_file() else "")
    drawn = draw(analysis, n)
    judged = set(done.loc[done["by"] == by, KEY].itertuples(index=False, name=None))
    rows = drawn[[row not in judged for row in drawn.itertuples(index=False, name=None)]]
    waiting, at = rows.to_dict("records"), 0
    say(word("check.how", language, n=len(waiting), keys=word("check.keys", language)))
    while at < len(waiting):
        number = len(drawn) - len(waiting) + at + 1
        say(f"\n{number}/{len(drawn)}  {shown(analysis, waiting[at], language)}")
        while (pressed := key().lower()) not in {*VERDICTS, _BACK, _STOP}:
            say(word("check.keys", language))
        if pressed == _STOP:
            break
        if pressed == _BACK:
            done, at = (done.iloc[:-1], at - 1) if at else (done, at)
        else:
            row = waiting[at] | {"verdict": VERDICTS[pressed], "by": by}
            done, at = pd.concat([done, pd.DataFrame([row])], ignore_index=True), at + 1
        write_whole(path, done[list(COLUMNS)].to_csv(index=False))
    found = counted_right(precision(done, analysis.annotator), language)
    say("\n".join([*found.values(), str(path)]))


def shown(analysis: Analysis, row: dict, language: str) -> str:
    """The place in its text, and what the machine says of it."""
    articles = analysis.articles[analysis.articles["article_id"] == row["article_id"]]
    article = headed(articles).iloc[0]
    text, start, end = article["text"], row["start"], row["end"]
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    place = " ".join(f"… {before}>>>{text[start:end]}<<<{after} …".split())
    claim = word(f"check.claims.{row['what']}", language, claim=row["claim"])
    return f"{article['title']}\n{place}\n{claim}"
