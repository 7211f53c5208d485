"""The file of corrections: read row by row with clear sentences, appended to safely."""

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
from filelock import FileLock

from presseschau.articles.encodings import decode
from presseschau.articles.records import MAX_WHOLE, Refusal, read_whole
from presseschau.tables import QUOTE_TYPES, conform

#: The columns of the file. ``start`` and ``end`` are offsets into the article's text, and
#: ``text`` the first words that stand there, for the reader and as a check.
COLUMNS = (
    "article_id",
    "start",
    "end",
    "what",
    "action",
    "actor",
    "value",
    "text",
    "author",
    "date",
    "note",
)
#: What can be done with what. ``value`` is a quote's type, the actor (id or name) of a speaker or
#: mention, the actor that ``actor`` is merged into, or the tenor (-1, 0, 1) towards ``actor``.
ACTIONS = {
    "quote": ("confirm", "delete", "change", "add", "reviewed"),
    "speaker": ("confirm", "delete", "change"),
    "mention": ("confirm", "delete", "change", "add"),
    "actor": ("merge",),
    "tenor": ("confirm", "delete", "change", "add", "reviewed"),
}
_NEEDED = {"article_id", "start", "end", "what", "action"}
_SHOWN = 10
_TENORS = {"-1": "-1", "−1": "-1", "0": "0", "1": "1", "+1": "1"}
_TYPES = {name.lower(): name for name in QUOTE_TYPES}
#: Excel takes cells that begin like this for formulas; an apostrophe before them says they are not.
_FORMULA = re.compile(r"(?=[=+\-@'])(?![+-]?\d+$)")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]+")


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
            rows.append(_checked(dict(zip(header, cells, strict=False))) | {"line": line})
        except ValueError as error:
            wrong.append(f"{name}, line {line}: {error}")
    if wrong:
        more = f" And {len(wrong) - _SHOWN} more rows are wrong." if len(wrong) > _SHOWN else ""
        raise ValueError("\n".join(wrong[:_SHOWN]) + more)
    return conform(rows, "corrections")[[*COLUMNS, "line"]]


def write_correction(path: str | Path, *rows: Mapping[str, object]) -> None:
    """Appends corrections to a file, which is made if there is none.

    The file is replaced as a whole, under a lock, so that it is never seen half-written and two
    people can save at once. Rows, order and further columns of the file stay as they are.

    Args:
        path: The file of corrections.
        rows: Values by the names in ``COLUMNS``; those left out stay empty.

    Raises:
        ValueError: A row, or the file as it is, is wrong; nothing is written.
        OSError: The file cannot be written, for instance because Excel holds it open.
    """
    target = Path(path).resolve()
    checked = [_checked({name: str(value) for name, value in row.items()}) for row in rows]
    with FileLock(target.with_name(f".{target.name}.lock"), timeout=30):
        header, before, delimiter = list(COLUMNS), [], ";"
        if target.exists() and target.stat().st_size:
            read_corrections(target)
            header, before, delimiter = _read(target)
            header += [name for name in COLUMNS if name not in _names(header)]
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(cells for _, cells in before)
        names = _names(header)
        writer.writerows([_written(name, row.get(name, "")) for name in names] for row in checked)
        part = target.with_name(f".{target.name}.part")
        with part.open("wb") as file:
            file.write(stream.getvalue().encode("utf-8-sig", "replace"))  # the mark is for Excel
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)


def plain(text: str) -> str:
    """Gives a text as one line without control characters, as a cell holds it."""
    return _CONTROL.sub(" ", text).strip()


def _read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]], str]:
    """Gives the header as it stands, the filled rows with their lines, and the delimiter."""
    try:
        text, _ = decode(read_whole(lambda: path.open("rb"), MAX_WHOLE))
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


def _checked(cells: Mapping[str, str]) -> dict[str, object]:
    """Gives a row with plain values.

    Raises:
        ValueError: It is wrong; says why.
    """
    row = {name: plain(cells.get(name) or "") for name in COLUMNS}
    row = {name: re.sub(r"^'(?=[=+\-@'])", "", value) for name, value in row.items()}
    what, action = row["what"].lower(), row["action"].lower()
    if what not in ACTIONS:
        raise ValueError(f"'what' is '{_short(what)}'; write one of: {', '.join(ACTIONS)}.")
    if action not in ACTIONS[what]:
        fitting = ", ".join(ACTIONS[what])
        raise ValueError(f"'action' is '{_short(action)}'; for a {what} write one of: {fitting}.")
    placed = what != "actor" and action != "reviewed"
    if not row["article_id"] and what != "actor":
        raise ValueError("'article_id' is empty; write the article's id.")
    if re.fullmatch(r"[\d.,]+[eE]\+\d+", row["article_id"]):
        raise ValueError(
            f"'article_id' is '{_short(row['article_id'])}', which Excel made of an id; set the"
            " column to text and write the id again."
        )
    start, end = _offsets(row) if placed else (-1, -1)
    if what in ("actor", "tenor") and action != "reviewed" and not row["actor"]:
        raise ValueError("'actor' is empty; write whose row this is.")
    value = _value(row["value"], what, action)
    return row | {"start": start, "end": end, "what": what, "action": action, "value": value}


def _offsets(row: Mapping[str, str]) -> tuple[int, int]:
    for name in ("start", "end"):
        if not re.fullmatch(r"[0-9]{1,9}", row[name]):
            raise ValueError(f"'{name}' is '{_short(row[name])}'; write a whole number.")
    start, end = int(row["start"]), int(row["end"])
    if start >= end:
        raise ValueError(f"'end' ({end}) does not stand behind 'start' ({start}).")
    return start, end


def _value(value: str, what: str, action: str) -> str:
    """Gives the value in its one spelling; a confirmation may leave it out."""
    if action in ("delete", "reviewed") or (action == "confirm" and not value):
        return ""
    if what == "quote":
        if value.lower() not in _TYPES:
            types = ", ".join(QUOTE_TYPES)
            raise ValueError(f"'value' is '{_short(value)}'; write a type of quote: {types}.")
        return _TYPES[value.lower()]
    if what == "tenor":
        if value not in _TENORS:
            raise ValueError(f"'value' is '{_short(value)}'; write a tenor: -1, 0 or 1.")
        return _TENORS[value]
    if not value:
        raise ValueError("'value' is empty; write the actor's id or name.")
    return value


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:40] + "…"
