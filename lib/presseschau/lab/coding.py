"""A coding: a person answers the questions of a codebook on one unit after another."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from presseschau.articles.records import MAX_ROW
from presseschau.core.calls import WrongCall, nearest
from presseschau.core.given import given_table
from presseschau.core.slugs import slug
from presseschau.measures.codebook import ACTORS, NOBODY, SOMEBODY, Variable
from presseschau.measures.codings import CONSENSUS, disagreements, people, read_codings, save_coding
from presseschau.views.wording import word

#: What speakers think of a claim, as a discourse network counts it.
STANCES = ("1", "-1", "0")
_NEEDED = ("unit", "variable", "text")
_SHOWN = ("title", "name", "before", "after", "claim", "choices")

#: One question on a unit: a row of the file of units.
Row = dict[str, str]


def read_units(path: Path, codebook: Mapping[str, Variable]) -> list[list[Row]]:
    """The units of a file in its order, each with the rows of its variables.

    A variable that is not in the codebook is a claim that the speaker may agree with, where the
    file has a column for claims, as ``to-code.csv`` of a discourse network.

    Raises:
        WrongCall: The file cannot be read, lacks a column, or asks what the codebook does not.
    """
    text, separator = given_table(path, "file of units")
    csv.field_size_limit(MAX_ROW)  # a unit may be an article
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    columns, units = list(reader.fieldnames or ()), {}
    for name in _NEEDED:
        if name not in columns:
            hint = nearest(name, columns)
            raise WrongCall(f"{path.name}, line 1: There is no column '{name}'. {hint}")
    for cells in reader:
        row = {name: cells.get(name) or "" for name in (*_NEEDED, *_SHOWN)}
        if row["variable"] not in codebook and "claim" not in columns:
            hint = nearest(row["variable"], codebook)
            place = f"{path.name}, line {reader.line_num}"
            raise WrongCall(f"{place}: The codebook has no variable '{row['variable']}'. {hint}")
        rows = units.setdefault(row["unit"], [])
        if row["variable"] not in {other["variable"] for other in rows}:
            rows.append(row)
    if not units:
        raise WrongCall(f"{path.name} holds no unit; draw some to code.")
    return list(units.values())


def question(row: Row, codebook: Mapping[str, Variable], language: str) -> Variable:
    """What a row asks, as it is shown: by the codebook, or whether a speaker agrees with a claim.

    Its values are those of the row's article where the codebook says "actors".
    """
    variable, name = codebook.get(row["variable"]), row["name"]
    claim = row["claim"] or row["variable"]
    stance = word("coding.stance", language, name=name, claim=claim)
    if variable is None:
        labels = {value: word(f"coding.stances.{value}", language) for value in STANCES}
        rule = word("coding.stance_rule", language)
        return Variable(row["variable"], labels, stance, rule=rule)
    text = variable.question.replace("{name}", name)
    values = variable.values
    if values == ACTORS:
        pairs = (pair.partition("=") for pair in row["choices"].split("; ") if pair)
        values = {key: word(f"coding.actors.{key}", language) for key in (NOBODY, SOMEBODY)}
        values |= {actor: shown for actor, _, shown in pairs}
    text = text or (stance if row["claim"] else row["variable"])
    return variable._replace(question=text, values=values)


def codings_file(units: Path, coder: str) -> Path:
    """The file of a coder beside the file of units: "units.anna.csv"."""
    return units.with_name(f"{units.stem}.{slug(coder)}.csv")


class Coding:
    """One person's way through the units; each decision is saved at once.

    Attributes:
        units: The rows of each unit.
        at: The unit that is shown, by its number; after the last one all is coded.
        which: Which of its rows waits for a value.
        done: The values of this coder, by unit and variable.
        beside: What others decided, by unit and variable; only of what is talked about.
    """

    def __init__(self, path: Path, units: list[list[Row]], coder: str) -> None:
        """Goes on with the first unit that this coder has not coded; ``path`` holds the units."""
        self.path, self.coder, self.units = codings_file(path, coder), coder, units
        self.beside: dict[tuple[str, str], dict[str, str]] = {}
        if coder == CONSENSUS:
            self._compare(path)
        self.done: dict[tuple[str, str], str] = {}
        if self.path.is_file():
            self._take(read_codings(self.path))
        self._go_on(0)

    def _compare(self, path: Path) -> None:
        """Keeps what coders coded differently, with the values of each."""
        files = sorted(path.parent.glob(f"{path.stem}.*.csv"))
        files = [file for file in files if file != self.path]
        apart = disagreements(people(read_codings(*files))) if files else None
        for row in apart.to_dict("records") if apart is not None else ():
            place = row.pop("unit"), row.pop("variable")
            self.beside[place] = {who: value for who, value in row.items() if value == value}
        kept = ([row for row in rows if _place(row) in self.beside] for rows in self.units)
        self.units = [rows for rows in kept if rows]

    @property
    def over(self) -> bool:
        """Tells whether no unit is left."""
        return self.at >= len(self.units)

    @property
    def coded(self) -> int:
        """How many units are coded whole."""
        return sum(self._open(rows) is None for rows in self.units)

    def code(self, variable: str, value: str) -> None:
        """Saves a value of the unit that is shown, and goes on to what waits next.

        Raises:
            WrongCall: The file of the coder, as it is, is wrong.
            OSError: It cannot be written; the unit waits.
        """
        rows = self.units[self.at]
        place = rows[0]["unit"], variable
        self._take(save_coding(self.path, place[0], self.coder, variable, value))
        which = next(n for n, row in enumerate(rows) if _place(row) == place) + 1
        which = which if which < len(rows) else self._open(rows)
        if which is None:
            self._go_on(self.at + 1)
        else:
            self.which = which

    def back(self) -> None:
        """Shows the unit before; what was coded there stays until it is coded anew."""
        self.at, self.which = max(0, self.at - 1), 0

    def skip(self) -> None:
        """Leaves the unit for later."""
        if self.at + 1 < len(self.units):
            self.at, self.which = self.at + 1, 0
        else:
            self._go_on(0)

    def _go_on(self, start: int) -> None:
        """Turns to the next unit that is not coded whole, after the last one to the first."""
        order = [*range(start, len(self.units)), *range(start)]
        at = next((n for n in order if self._open(self.units[n]) is not None), len(self.units))
        self.at, self.which = at, 0 if at == len(self.units) else self._open(self.units[at])

    def _open(self, rows: list[Row]) -> int | None:
        return next((n for n, row in enumerate(rows) if _place(row) not in self.done), None)

    def _take(self, codings) -> None:
        own = codings[codings["coder"] == self.coder]
        places = zip(own["unit"], own["variable"], strict=True)
        self.done = dict(zip(places, own["value"], strict=True))


def _place(row: Row) -> tuple[str, str]:
    return row["unit"], row["variable"]
