"""Codings: what people decided of units, one row per decision; read, saved and compared."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from presseschau.articles.encodings import decode
from presseschau.articles.records import MAX_ROW, Refusal
from presseschau.core.calls import WrongCall, nearest
from presseschau.core.given import separator_of
from presseschau.core.placing import held, write_whole
from presseschau.measures.codebook import ACTORS, Variable

COLUMNS = ("unit", "coder", "variable", "value")
CONSENSUS, MACHINE = "consensus", "machine"


def read_codings(
    *paths: str | Path, codebook: Mapping[str, Variable] = MappingProxyType({})
) -> pd.DataFrame:
    """Reads codings: one row per decision, with a unit, its coder, the variable and the value.

    Semicolon, comma or tab may stand between the cells; each coder may have a file. Rows without a
    value are left out, since nothing was decided there; whoever codes twice takes a second name
    for it ("anna-2"). What a codebook has a variable for must have one of its values.

    Raises:
        WrongCall: A file or a row is wrong; the sentence says where and what to do.
    """
    rows: dict[tuple[str, str, str], tuple[str, str]] = {}
    for place, row in (found for path in paths for found in _rows(Path(path))):
        if not row["value"]:
            continue
        if empty := [column for column in COLUMNS if not row[column]]:
            raise WrongCall(f"{place}: '{empty[0]}' is empty; write what was coded, and who did.")
        variable = codebook.get(row["variable"])
        if variable and variable.values != ACTORS and row["value"] not in variable.values:
            hint = nearest(row["value"], variable.values)
            raise WrongCall(f"{place}: '{row['value']}' is no value of '{variable.name}'. {hint}")
        key = row["unit"], row["coder"], row["variable"]
        if key in rows:
            raise WrongCall(
                f"{place}: {row['coder']} coded this unit in {rows[key][1]} already; keep one row,"
                " or give the second coding a coder's name of its own."
            )
        rows[key] = row["value"], place
    if not rows:
        names = ", ".join(Path(path).name for path in paths)
        raise WrongCall(f"{names} holds no coding; write one row per decision.")
    return pd.DataFrame([(*key, value) for key, (value, _) in rows.items()], columns=list(COLUMNS))


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a file of codings, and its place in it."""
    try:
        text, _ = decode(path.read_bytes())
    except FileNotFoundError:
        raise WrongCall(f"There is no file of codings '{path}'; check the path.") from None
    except Refusal as refusal:
        raise WrongCall(f"{path.name} is no file of codings: {refusal.detail}") from None
    csv.field_size_limit(MAX_ROW)  # a unit may be an article
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    header = [cell.strip().lower() for cell in next(reader, [])]
    for column in COLUMNS:
        if column not in header:
            others = [name for name in header if name not in COLUMNS]
            hint = nearest(column, others) if others else f"Write {', '.join(COLUMNS)}."
            raise WrongCall(f"{path.name}, line 1: There is no column '{column}'. {hint}")
    for cells in reader:
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        row = {column: row.get(column, "") for column in COLUMNS}
        yield f"{path.name}, line {reader.line_num}", row


def save_coding(path: Path, unit: str, coder: str, variable: str, value: str) -> pd.DataFrame:
    """Writes a decision in the place of the coder's last one of that unit; gives all of the file.

    The file, made if there is none, is read again and replaced as a whole, under a lock: a kill or
    a second window loses nothing.

    Raises:
        WrongCall: The file, as it is, is wrong; nothing is written.
        OSError: It cannot be written.
    """
    new = pd.DataFrame([(unit, coder, variable, value)], columns=list(COLUMNS))
    with held(path):
        codings = pd.concat([read_codings(path), new]) if path.is_file() else new
        codings = codings.drop_duplicates(list(COLUMNS[:3]), keep="last", ignore_index=True)
        write_whole(path, codings.to_csv(index=False))
    return codings


def meant(codings: pd.DataFrame, values: Mapping[str, object], wrong: str) -> pd.Series:
    """What the values of codings mean; capitals do not count.

    Raises:
        WrongCall: One means nothing; ``wrong`` begins the sentence: "A stance cannot be".
    """
    said = codings["value"].astype(str).str.casefold()
    for value in said[~said.isin(list(values))]:
        raise WrongCall(f"{wrong} '{value}'. {nearest(value, values)}")
    return said.map(values)


def people(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings of people alone."""
    return codings[~codings["coder"].isin([CONSENSUS, MACHINE])]


def consensus(codings: pd.DataFrame) -> pd.DataFrame:
    """What more than half of the coders of a unit decided; the others are to be talked about."""
    votes = codings.groupby(["unit", "variable", "value"], sort=False).size().rename("votes")
    votes = votes.reset_index()
    coders = votes.groupby(["unit", "variable"])["votes"].transform("sum")
    agreed = votes[votes["votes"] * 2 > coders].assign(coder=CONSENSUS)
    return agreed[list(COLUMNS)].reset_index(drop=True)


def agreed(codings: pd.DataFrame) -> pd.DataFrame:
    """What counts of each unit: the consensus that was talked about, else that of most coders."""
    talked = codings[codings["coder"] == CONSENSUS]
    found = pd.concat([talked, consensus(people(codings))])
    return found.drop_duplicates(["unit", "variable"], ignore_index=True)


def disagreements(codings: pd.DataFrame) -> pd.DataFrame:
    """The units that coders coded differently, side by side: a column for each coder."""
    wide = codings.pivot(index=["variable", "unit"], columns="coder", values="value")
    return wide[wide.nunique(axis=1) > 1].rename_axis(columns=None).reset_index()
