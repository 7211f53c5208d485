"""The user's register, ``actors.csv``: which names belong together, what is known of actors."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from presseschau.core.calls import WrongCall, counted
from presseschau.core.given import given_table
from presseschau.core.slugs import slug
from presseschau.core.tables import ACTOR_KINDS
from presseschau.link.actors.person_names import fold, nominatives
from presseschau.link.actors.sectors import sectors

#: The columns every register may have; further ones are carried along.
COLUMNS = ("name", "aliases", "kind", "party", "role", "group", "gender", "sector", "wikidata")
#: Controls and what is no character: they would break a page or a picture that shows the name.
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_GENDERS = ("m", "f", "d", "")


class RegisterRow(NamedTuple):
    """One actor of the register; ``line`` is its line in the file, ``more`` its other columns."""

    line: int
    name: str
    aliases: tuple[str, ...]
    kind: str
    role: str
    gender: str
    more: dict[str, str]

    @property
    def actor_id(self) -> str:
        """The identifier of the actor."""
        return slug(self.name)


def read_register(path: str | Path) -> list[RegisterRow]:
    """Reads the user's register of actors.

    Args:
        path: A CSV file in UTF-8 with a header; columns parted by comma, semicolon or tab. Only
            ``name`` is needed; ``aliases`` are parted by ``;`` (or ``|``).

    Raises:
        WrongCall: The file or a row is wrong; the sentence says where and what to do.
    """
    path = Path(path)
    text, separator = given_table(path, "register of actors")
    source = io.StringIO(_ODD.sub("", text), newline="")
    reader = csv.reader(source, delimiter=separator, strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise WrongCall(
            f"{path}, line {reader.line_num}: a quotation mark is not closed."
        ) from error
    if not lines:
        raise WrongCall(f"{path} is empty; its first line names the columns: {', '.join(COLUMNS)}.")
    header = [cell.strip() for cell in lines[0][1]]
    _check_header(path, header)
    rows = [
        _row(path, line, header, cells)
        for line, cells in lines[1:]
        if any(cell.strip() for cell in cells)
    ]
    _check_names(path, rows)
    return rows


def _check_header(path: Path, header: Sequence[str]) -> None:
    if "name" not in header:
        raise WrongCall(
            f"{path}, line 1: there is no column 'name'; the columns are {', '.join(COLUMNS)}."
        )
    twice = next((column for column in header if column and header.count(column) > 1), None)
    if twice:
        raise WrongCall(f"{path}, line 1: the column '{twice}' stands there twice; name it once.")
    taken = {"actor_id", "roles", "articles", "mentions"} & set(header)
    if taken:
        raise WrongCall(
            f"{path}, line 1: the column '{min(taken)}' is the machine's own; give it another name."
        )


def _row(path: Path, line: int, header: Sequence[str], cells: Sequence[str]) -> RegisterRow:
    where = f"{path}, line {line}"
    if len(cells) > len(header):
        raise WrongCall(
            f"{where}: {len(cells)} cells, but the header names {counted(len(header), 'column')};"
            " put cells that hold the separator in quotation marks."
        )
    values = {column: cell.strip() for column, cell in zip(header, cells, strict=False) if column}
    name = " ".join(values.get("name", "").split())
    if not name:
        raise WrongCall(f"{where}: the name is missing; give one or delete the line.")
    kind, gender = values.get("kind", "").upper(), values.get("gender", "").lower()
    if kind and kind not in ACTOR_KINDS:
        raise WrongCall(
            f"{where}: the kind '{values['kind']}' is none of {', '.join(ACTOR_KINDS)}."
        )
    if gender not in _GENDERS:
        raise WrongCall(f"{where}: the gender '{values['gender']}' is none of m, f, d or empty.")
    aliases = values.get("aliases", "").replace("|", ";").split(";")
    more = {
        column: values.get(column, "")
        for column in header
        if column and column not in ("name", "aliases", "kind", "role", "gender")
    }
    return RegisterRow(
        line,
        name,
        tuple(" ".join(alias.split()) for alias in aliases if alias.strip()),
        kind,
        values.get("role", ""),
        gender,
        more,
    )


def _check_names(path: Path, rows: Sequence[RegisterRow]) -> None:
    seen: dict[str, RegisterRow] = {}
    for row in rows:
        for name in (row.name, *row.aliases):
            other = seen.setdefault(fold(name), row)
            if other is not row:
                raise WrongCall(
                    f"{path}, line {row.line}: '{name}' already stands for '{other.name}' in line"
                    f" {other.line}; a name belongs to one actor."
                )


class Register:
    """Looks names up in the register."""

    def __init__(self, rows: Sequence[RegisterRow] = ()) -> None:
        self.rows = rows
        self._by_name = {fold(n): row for row in rows for n in (row.name, *row.aliases)}
        self._by_surname: dict[str, list[RegisterRow]] = {}
        for row in rows:
            if row.kind in ("PER", "") and " " in row.name:
                key = fold(row.name).rpartition(" ")[2]
                self._by_surname.setdefault(key, []).append(row)

    def find(self, name: str, kind: str = "") -> RegisterRow | None:
        """The row that has a name as its name or an alias, and agrees in kind; else None."""
        row = self._by_name.get(fold(name)) if name else None
        person = row is not None and row.kind and kind and (row.kind == "PER") != (kind == "PER")
        return None if person else row

    def surnames(self) -> set[str]:
        """The surnames of the register's people, folded."""
        return set(self._by_surname)

    def bearer(self, surname: str) -> RegisterRow | None:
        """The only person of the register with this surname, or None."""
        rows = self._by_surname.get(fold(surname), [])
        return rows[0] if len(rows) == 1 else None


def join_register(actors: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Adds what the register knows to the table actors; a filled cell of the register wins."""
    if not register.rows:
        return actors
    rows = {row.actor_id: row for row in register.rows}
    known = actors["actor_id"].map(rows.get)
    found = known.notna()
    actors = actors.copy()
    for column in ("name", "kind", "gender"):
        values = known[found].map(lambda row, column=column: getattr(row, column))
        values = values[values != ""]
        actors.loc[values.index, column] = values
    given = known[found].map(lambda row: row.role)
    given = given[given != ""]
    actors.loc[given.index, "roles"] = given
    for column in dict.fromkeys(column for row in register.rows for column in row.more):
        actors[column] = [
            row.more.get(column, "") if isinstance(row, RegisterRow) else "" for row in known
        ]
    return actors


def draft_register(actors: pd.DataFrame, least: int = 2) -> pd.DataFrame:
    """Drafts a register from the table actors, to be edited by hand.

    Args:
        actors: The table actors.
        least: How many mentions an actor needs to be listed.

    Returns:
        The columns of ``COLUMNS``, people first, most mentioned first; the aliases are the
        forms that were read.
    """
    table = actors[actors["kind"].isin(["PER", "ORG", "GOV"]) & (actors["mentions"] >= least)]
    table = table.sort_values("mentions", ascending=False, kind="stable")
    table = table[~table["name"].map(fold).duplicated()]  # a name belongs to one actor
    order = table["kind"].map({"PER": 0, "ORG": 1, "GOV": 2})
    table = table.assign(order=order).sort_values(
        ["order", "mentions", "actor_id"], ascending=[True, False, True]
    )
    surnames = {fold(name).rpartition(" ")[2] for name in table["name"] if " " in name}
    unclear = (table["kind"] == "PER") & table["name"].map(fold).isin(surnames)
    table = table[~unclear]  # a surname that several bear is nobody's to claim
    aliases = [
        [alias for alias in cell.split("; ") if not _follows(alias, name)]
        for cell, name in zip(table["aliases"], table["name"], strict=True)
    ]
    uses = Counter(fold(alias) for row in aliases for alias in row)
    uses.update(fold(name) for name in table["name"])
    draft = pd.DataFrame(
        {
            "name": table["name"],
            "aliases": ["; ".join(a for a in row if uses[fold(a)] == 1) for row in aliases],
            "kind": table["kind"],
            "role": table["roles"].str.split("; ").str[0],
            "gender": table["gender"],
            "sector": sectors(table),
        }
    )
    for column in COLUMNS:
        if column not in draft:
            draft[column] = table.get(column, "")
    return draft[list(COLUMNS)].reset_index(drop=True)


def extended(rows: Sequence[RegisterRow], draft: pd.DataFrame) -> pd.DataFrame:
    """A register with all of its rows, their empty cells filled from a draft, and its new ones."""
    given = [
        {"name": row.name, "aliases": "; ".join(row.aliases), "kind": row.kind, "role": row.role}
        | {"gender": row.gender, **row.more}
        for row in rows
    ]
    own = pd.DataFrame(given, columns=list(given[0])) if given else draft.head(0)
    names = pd.Index([*own["name"], *draft["name"]]).unique()
    columns = dict.fromkeys([*COLUMNS, *own.columns])
    own, draft = (table.set_index("name").replace("", pd.NA) for table in (own, draft))
    filled = own.combine_first(draft).reindex(names).fillna("").rename_axis("name")
    return filled.reset_index()[list(columns)]


def _follows(alias: str, name: str) -> bool:
    """Whether an alias needs no listing: it is the name itself, its surname, or a genitive."""
    return any(f" {fold(name)}".endswith(" " + fold(form)) for form in (alias, *nominatives(alias)))
