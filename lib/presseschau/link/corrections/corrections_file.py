"""The file of corrections: read row by row with clear sentences, appended to safely."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from presseschau.articles.encodings import decode
from presseschau.articles.records import Refusal, read_whole
from presseschau.core.calls import counted
from presseschau.core.placing import held, write_whole
from presseschau.core.tables import conform
from presseschau.link.corrections.checks import COLUMNS, checked_row

#: What tells that two rows speak of the same.
_PLACE = ("article_id", "start", "end", "what", "actor")
_NEEDED = {"article_id", "start", "end", "what", "action"}
_SHOWN = 10
#: Excel takes cells that begin like this for formulas; an apostrophe before them says they are not.
_FORMULA = re.compile(r"(?=[=+\-@'])(?![+-]?\d+$)")


def read_corrections(path: str | Path) -> pd.DataFrame:
    """Reads a file of corrections, as :func:`write_correction` or Excel wrote it.

    Semicolon, comma or tab may stand between the cells. Columns of the user's own are left out.

    Returns:
        The columns ``COLUMNS`` and ``line`` (of the file), one row per correction, in file order;
        ``start`` and ``end`` are -1 where none are needed.

    Raises:
        ValueError: Rows are wrong; one sentence each, with the line.
        OSError: The file cannot be read.
    """
    name = Path(path).name
    header, lines, _ = _read(Path(path))
    header = _names(header)
    rows, wrong = [], []
    for line, cells in lines:
        try:
            if len(cells) > len(header):
                raise ValueError(f"There are {len(cells)} cells, but {len(header)} columns.")
            rows.append(checked_row(dict(zip(header, cells, strict=False))) | {"line": line})
        except ValueError as error:
            wrong.append(f"{name}, line {line}: {error}")
    if wrong:
        rest = counted(len(wrong) - _SHOWN, "more row is", "more rows are")
        more = f" And {rest} wrong." if len(wrong) > _SHOWN else ""
        raise ValueError("\n".join(wrong[:_SHOWN]) + more)
    return conform(rows, "corrections")[[*COLUMNS, "line"]]


def write_correction(path: str | Path, *rows: Mapping[str, object]) -> None:
    """Appends corrections, by the names in ``COLUMNS``, to a file, which is made if there is none.

    What a row leaves out stays empty.
    The file is replaced as a whole, under a lock, so that it is never seen half-written and two
    people can save at once. Rows, order and further columns of the file stay as they are.

    Raises:
        ValueError: A row, or the file as it is, is wrong; nothing is written.
        OSError: The file cannot be written, for instance because Excel holds it open.
    """
    target = Path(path).resolve()
    checked = _checked(rows)
    with held(target):
        header, before, delimiter = list(COLUMNS), [], ";"
        if target.exists() and target.stat().st_size:
            read_corrections(target)
            header, before, delimiter = _read(target)
            header += [name for name in COLUMNS if name not in _names(header)]
        names = _names(header)
        new = [[_written(name, row.get(name, "")) for name in names] for row in checked]
        _replace(target, [header, *(cells for _, cells in before), *new], delimiter)


def unsaid(path: str | Path, *rows: Mapping[str, object]) -> list[dict]:
    """Those of some corrections with which a file does not end already, as far as their place goes.

    What was said, and otherwise later, counts as unsaid: the last row about a place wins.

    Raises:
        ValueError: A row, or the file as it is, is wrong.
        OSError: The file cannot be read.
    """
    checked, target = _checked(rows), Path(path)
    there = target.exists() and target.stat().st_size
    before = read_corrections(target)[[*COLUMNS]].to_dict("records") if there else []
    said, asked = _by_place(before), _by_place(checked)
    return [
        row
        for place, group in asked.items()
        if said[place][-len(group) :] != group
        for row in group
    ]


def take_back(path: str | Path, *rows: Mapping[str, object]) -> None:
    """Removes corrections from the end of a file: those that were just written to it.

    Raises:
        ValueError: The file does not end with these rows; nothing is removed.
        OSError: The file cannot be read or written.
    """
    target = Path(path).resolve()
    checked = _checked(rows)
    with held(target):
        header, lines, delimiter = _read(target)
        names = _names(header)
        last = [dict(zip(names, cells, strict=False)) for _, cells in lines[-len(checked) :]]
        if [checked_row(cells) for cells in last] != checked:
            raise ValueError(
                f"{target.name} has changed since; remove the rows in the file itself."
            )
        _replace(target, [header, *(cells for _, cells in lines[: -len(checked)])], delimiter)


def _by_place(rows: Iterable[dict]) -> defaultdict[tuple, list[dict]]:
    found = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in _PLACE)].append(row)
    return found


def _checked(rows: Iterable[Mapping[str, object]]) -> list[dict]:
    """Checks rows as they will be read: what stands first in a cell may be an apostrophe."""
    return [
        checked_row({name: _written(name, value) for name, value in row.items()}) for row in rows
    ]


def _replace(target: Path, rows: Iterable[Sequence[str]], delimiter: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    write_whole(target, stream.getvalue().encode("utf-8-sig", "replace"))  # the mark is for Excel


def _read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]], str]:
    """The header as it stands, the filled rows with their lines, and the delimiter."""
    try:
        text, _ = decode(read_whole(lambda: path.open("rb")))
    except FileNotFoundError:
        raise FileNotFoundError(
            f"There is no file of corrections '{path}'; check the path."
        ) from None
    except Refusal as refusal:
        raise ValueError(f"{path.name} is no table of corrections ({refusal.reason}).") from None
    first = text.lstrip("\n\r").partition("\n")[0]
    delimiter = max(";,\t", key=lambda sign: len(_NEEDED & set(_names(first.split(sign)))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise ValueError(
            f"{path.name}, line {line}: A quotation mark is not closed or not doubled, or the"
            " row is too long; mend it."
        ) from None
    header = rows[0][1] if rows else []
    names = _names(header)
    missing = [name for name in COLUMNS if name in _NEEDED and name not in names]
    if missing:
        raise ValueError(f"{path.name}, line 1: There is no column {', '.join(missing)}.")
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise ValueError(f"{path.name}, line 1: There are two columns {twice[0]}; keep one.")
    return header, rows[1:], delimiter


def _names(cells: Iterable[str]) -> list[str]:
    return [cell.strip().strip('"').lower() for cell in cells]


def _written(name: str, value: object) -> str:
    if name in ("start", "end") and value == -1:
        return ""
    return f"'{value}" if _FORMULA.match(str(value)) else str(value)
