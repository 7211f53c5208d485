"""A sitting: a person judges drawn findings of a corpus, with one key each."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.placing import held, write_whole
from presseschau.core.titles import headed
from presseschau.measures.spot_check import (
    COLUMNS,
    KEY,
    LEAST_CHECKED,
    RIGHT,
    draw,
    precision,
    read_check,
)
from presseschau.views.precision import counted_right
from presseschau.views.wording import number, word

#: One key says right, or wrong and why; nothing else has to be typed.
VERDICTS = {"r": RIGHT, "n": "none", "w": "whose", "c": "cut", "o": "other"}
BACK, STOP = "z", "q"
_AROUND = 200


class Shown(NamedTuple):
    """A drawn finding in its article, its number of all ("3/100"), and what the machine says."""

    place: str
    title: str
    before: str
    text: str
    after: str
    claim: str


class Sitting:
    """What one person has still to judge of a draw; each verdict is saved at once.

    Attributes:
        done: The verdicts of all people.
        drawn: How many are drawn.
        waiting: What this person had not judged at the beginning.
        at: How many of these are judged now.
    """

    def __init__(self, analysis: Analysis, path: Path, by: str, n: int) -> None:
        """Draws; what this person judged in the file is not asked again."""
        self._analysis, self._path, self._by = analysis, path, by
        self.done = _read(path)
        drawn = draw(analysis, n)
        judged = set(self.done.loc[self.done["by"] == by, KEY].itertuples(index=False, name=None))
        rows = drawn[[row not in judged for row in drawn.itertuples(index=False, name=None)]]
        self.drawn, self.waiting, self.at = len(drawn), rows.to_dict("records"), 0

    @property
    def over(self) -> bool:
        """Tells whether everything is judged."""
        return self.at >= len(self.waiting)

    def press(self, key: str) -> None:
        """Takes the key of a verdict, or the one that takes back the last verdict.

        The file is read again under a lock, so that several people can judge at once.

        Raises:
            OSError: The file cannot be written; the finding waits.
        """
        at = max(0, self.at - 1) if key == BACK else self.at
        if at == len(self.waiting) or (key == BACK and not self.at):
            return
        row = self.waiting[at] | {"by": self._by}
        with held(self._path):
            done = _read(self._path)
            done = done[(done[list(row)] != pd.Series(row)).any(axis=1)]
            if key != BACK:
                new = pd.DataFrame([row | {"verdict": VERDICTS[key]}])
                done = pd.concat([done, new], ignore_index=True)
            write_whole(self._path, _written(done))
        self.done, self.at = done, at + (key != BACK)

    @property
    def text(self) -> str:
        """The file of the spot check."""
        return _written(self.done)

    def shown(self, language: str) -> Shown:
        """The finding that waits."""
        row, articles = self.waiting[self.at], self._analysis.articles
        article = headed(articles[articles["article_id"] == row["article_id"]]).iloc[0]
        text, start, end = article["text"], row["start"], row["end"]
        parts = text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
        claim = word(f"check.claims.{row['what']}", language, claim=row["claim"])
        nth = self.drawn - len(self.waiting) + self.at + 1
        place = f"{number(nth, language)}/{number(self.drawn, language)}"
        return Shown(place, article["title"], *parts, claim)

    def found(self, language: str) -> list[str]:
        """What people found right, kind by kind, in words."""
        table = precision(self.done, self._analysis.annotator)
        few = table.loc[table["n"] < LEAST_CHECKED, "n"]
        missing = [
            word(f"check.few.{what}", language, n=LEAST_CHECKED - n, least=LEAST_CHECKED)
            for what, n in few.items()
        ]
        return [*counted_right(table, language).values(), *missing]


def _read(path: Path) -> pd.DataFrame:
    return read_check(path.read_text(encoding="utf-8") if path.is_file() else "")


def _written(done: pd.DataFrame) -> str:
    return done[list(COLUMNS)].to_csv(index=False)


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

    ``key`` waits for a key, ``say`` takes a line to show; all else is as in :class:`Sitting`.
    """
    sitting, keys = Sitting(analysis, path, by, n), word("check.keys", language)
    say(word("check.how", language, n=len(sitting.waiting), keys=keys))
    while not sitting.over:
        place, title, before, text, after, claim = sitting.shown(language)
        around = " ".join(f"… {before}>>>{text}<<<{after} …".split())
        say(f"\n{place}  {title}\n{around}\n{claim}")
        while (pressed := key().lower()) not in {*VERDICTS, BACK, STOP}:
            say(keys)
        if pressed == STOP:
            break
        sitting.press(pressed)
    say("\n".join([*sitting.found(language), str(path)]))
