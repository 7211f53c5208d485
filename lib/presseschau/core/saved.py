"""Saved tables: Parquet files of small row groups, written bit by bit and read in part."""

import hashlib
import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Self

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from presseschau.core.tables import empty

#: Rows that are written and read together. Articles carry their texts and count for more.
GROUP = 1 << 16
_GROUPS = {"articles": 1 << 12}
#: The file that tells which tables were written together.
_SEAL = "tables.json"


class TableWriter:
    """Writes a table as its rows come; memory holds one row group.

    The same rows give the same bytes, whether they come at once or one by one.
    """

    def __init__(self, path: Path, table: str, schema: pa.Schema | None = None) -> None:
        """Begins the file of a table, with the columns of the empty one unless others are given."""
        self._schema = schema or pa.Schema.from_pandas(empty(table), preserve_index=False)
        self._rows = _GROUPS.get(table, GROUP)
        self._waiting: list[pa.Table] = []
        self._count = 0
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._count:
            self._write()
        self._writer.close()

    def write(self, rows: pa.Table) -> None:
        """Takes rows, with the table's columns in any order."""
        rows = rows.select(self._schema.names).cast(self._schema)
        while rows.num_rows:
            some = rows.slice(0, self._rows - self._count)
            self._waiting.append(some)
            self._count += some.num_rows
            rows = rows.slice(some.num_rows)
            if self._count == self._rows:
                self._write()

    def _write(self) -> None:
        # In one piece, since the writer begins pages anew with every piece.
        group = pa.concat_tables(self._waiting).combine_chunks()
        self._writer.write_table(group, row_group_size=self._rows)
        self._waiting, self._count = [], 0


def write_table(rows: pd.DataFrame, path: Path, table: str) -> None:
    """Writes a whole table with the columns it has; ``table`` is a key of ``tables.SCHEMAS``."""
    whole = pa.Table.from_pandas(rows, preserve_index=False)
    with TableWriter(path, table, whole.schema) as writer:
        writer.write(whole)


def read_table(
    path: Path, articles: Collection[str] | None = None, within: bool = True
) -> pd.DataFrame:
    """Reads a table, or the rows of some articles, one row group at a time.

    A table without articles is read whole; of row groups in which none of the articles stands,
    only the ids are read. Where they are not ``within``, the rows of all others are read.
    """
    with pq.ParquetFile(path) as file:
        if articles is None or "article_id" not in file.schema_arrow.names:
            return file.read().to_pandas()
        ids = pa.array(list(articles), pa.string())
        found = [file.schema_arrow.empty_table()]
        for group in range(file.num_row_groups):
            column = file.read_row_group(group, ["article_id"])["article_id"]
            chosen = pc.is_in(column.cast(pa.string()), value_set=ids)
            chosen = chosen if within else pc.invert(chosen)
            if pc.any(chosen).as_py():
                found.append(file.read_row_group(group).filter(chosen))
        return pa.concat_tables(found).to_pandas()


def count_rows(folder: Path) -> dict[str, int]:
    """Number of rows by table, for all Parquet files of a folder; only their ends are read."""
    files = sorted(folder.glob("*.parquet"))
    return {file.stem: pq.read_metadata(file).num_rows for file in files}


def seal(folder: Path) -> None:
    """Notes the tables of a folder as those of one analysis."""
    ends = {file.stem: _end(file) for file in sorted(folder.glob("*.parquet"))}
    (folder / _SEAL).write_text(json.dumps(ends, indent=1) + "\n", encoding="utf-8")


def strangers(folder: Path) -> list[str]:
    """The tables of a sealed folder that are not as they were written: of another run, or cut."""
    try:
        ends = json.loads((folder / _SEAL).read_text(encoding="utf-8")).items()
    except FileNotFoundError:  # of an earlier version
        return []
    except (ValueError, AttributeError):
        return [_SEAL]
    return [name for name, end in ends if _end(folder / f"{name}.parquet") != end]


def _end(file: Path) -> str:
    """A checksum of a file's end, where Parquet tells the sizes and bounds of all columns."""
    try:
        with file.open("rb") as opened:
            opened.seek(-8, os.SEEK_END)
            size = int.from_bytes(opened.read(4), "little")
            opened.seek(-8 - size, os.SEEK_END)
            return hashlib.sha256(opened.read()).hexdigest()[:16]
    except OSError:
        return ""
