"""Batches of readings in one SQLite file."""

import hashlib
import logging
import os
import sqlite3
import tempfile
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from presseschau.pipeline.cache import cache_limit, cache_path

_OPEN_BATCHES = 32
_PATIENCE = 60.0  # seconds to wait for another process that is writing
_LAYOUT = """
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS batches (
    id INTEGER PRIMARY KEY, label TEXT NOT NULL, texts INTEGER NOT NULL, size INTEGER NOT NULL,
    used REAL NOT NULL, checksum BLOB NOT NULL, packed BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS texts (key TEXT PRIMARY KEY, batch INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS texts_by_batch ON texts (batch);
CREATE INDEX IF NOT EXISTS batches_by_use ON batches (used, label, texts, size);
"""
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Holding(NamedTuple):
    """What the cache holds of one version of one annotator; ``used`` in Unix seconds."""

    label: str
    texts: int
    size: int
    used: float


@contextmanager
def open_cache(place: str = "") -> Iterator["Cache"]:
    """Opens the cache at a place of :func:`cache_path`, and closes it within its limit.

    Where it is off, nothing is kept beyond the run.

    Raises:
        WrongCall: PRESSESCHAU_CACHE_LIMIT is no size.
    """
    cache = Cache(cache_path(place), cache_limit())
    try:
        yield cache
    finally:
        cache.close()


class Cache:
    """Batches of readings in one SQLite file, found by the keys of their texts.

    A batch is written whole or not at all, and several processes may read and write at once. A
    batch whose checksum does not hold is dropped; a file that is damaged is set aside. Where the
    file cannot be written, a temporary one takes its place for as long as the cache is open.
    """

    def __init__(self, path: Path | None, limit: int) -> None:
        """Opens the cache at a path, or a temporary one where it is None."""
        self.path, self.limit = path, limit
        self._opened: OrderedDict[int, pa.Table] = OrderedDict()
        self._used: set[int] = set()
        self._temporary = None if path else _temporary_folder()
        self._connection: sqlite3.Connection | None = None
        self._do(lambda connection: None)

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of some keys for which the cache has readings."""
        return set(self._batches(list(keys)))

    def get(self, keys: Sequence[str]) -> list[pa.Table]:
        """The readings of those keys that the cache has, in no order."""
        wanted: dict[int, list[str]] = {}
        for key, batch in self._batches(keys).items():
            wanted.setdefault(batch, []).append(key)
        tables = []
        for batch, own in sorted(wanted.items()):
            if (table := self._open(batch)) is not None:
                rows = pc.index_in(pa.array(own, pa.string()), table["key"].combine_chunks())
                tables.append(table.take(rows.drop_null()))
        return tables

    def put(self, label: str, keys: Sequence[str], packed: bytes) -> None:
        """Keeps a batch of readings, with the keys of its rows, as :func:`pack` writes it.

        ``info`` shows by the label whose readings they are.

        Raises:
            OSError: There is no room for it, here or in the folder for temporary files.
        """
        row = (label, len(keys), len(packed), time.time(), _checksum(packed), packed)

        def write(connection: sqlite3.Connection) -> None:
            batch = connection.execute(
                "INSERT INTO batches (label, texts, size, used, checksum, packed)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
            pairs = [(key, batch) for key in keys]
            connection.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?)", pairs)

        self._do(write)

    def info(self) -> list[Holding]:
        """What the cache holds by annotator and version, the last used first."""
        counted = "SELECT label, sum(texts), sum(size), max(used) FROM batches GROUP BY label"
        return [Holding(*row) for row in self._rows(f"{counted} ORDER BY max(used) DESC")]

    def clean(self, before: float = float("inf")) -> int:
        """Drops what was last used before a time (Unix seconds), and returns how many bytes."""
        old = dict(self._rows("SELECT id, size FROM batches WHERE used < ?", (before,)))
        self._drop(list(old))
        return sum(old.values())

    def close(self) -> None:
        """Notes what was used and brings the cache within its limit."""
        used = [(time.time(), batch) for batch in sorted(self._used)]
        note = "UPDATE batches SET used = ? WHERE id = ?"
        try:
            if not self._temporary:
                self._do(lambda connection: connection.executemany(note, used))
                self._drop(self._beyond_limit())
        except OSError:
            pass  # the limit can wait for the next time
        self._leave()

    def _batches(self, keys: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for first in range(0, len(keys), 500):
            some = list(keys[first : first + 500])
            marks = ",".join("?" * len(some))
            found |= self._rows(f"SELECT key, batch FROM texts WHERE key IN ({marks})", some)
        return found

    def _open(self, batch: int) -> pa.Table | None:
        if batch in self._opened:
            self._opened.move_to_end(batch)
            return self._opened[batch]
        rows = self._rows("SELECT checksum, packed FROM batches WHERE id = ?", (batch,))
        if not rows:
            return None  # another process made room
        [(checksum, packed)] = rows
        if checksum != _checksum(packed):
            _log.warning("A damaged entry of the cache was dropped; its articles are read again.")
            self._drop([batch])
            return None
        self._used.add(batch)
        self._opened[batch] = table = unpack(packed)
        if len(self._opened) > _OPEN_BATCHES:
            self._opened.popitem(last=False)
        return table

    def _beyond_limit(self) -> list[int]:
        rows = self._rows("SELECT id, sum(size) OVER (ORDER BY used DESC, id DESC) FROM batches")
        return [batch for batch, total in rows if total > self.limit]

    def _drop(self, batches: Sequence[int]) -> None:
        rows = [(batch,) for batch in batches]

        def drop(connection: sqlite3.Connection) -> None:
            connection.executemany("DELETE FROM texts WHERE batch = ?", rows)
            connection.executemany("DELETE FROM batches WHERE id = ?", rows)
            connection.commit()  # and only then make room
            connection.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)")

        if rows:
            self._do(drop)

    def _rows(self, statement: str, values: Sequence = ()) -> list[tuple]:
        return self._do(lambda connection: connection.execute(statement, values).fetchall())

    def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Does something with the database as a whole, again on an empty one if the file fails."""
        try:
            with self._connected() as connection:
                return work(connection)
        except (OSError, sqlite3.OperationalError) as error:
            if self._temporary:
                raise OSError(f"There is no room for temporary tables: {error}.") from error
            why = getattr(error, "strerror", None) or error
            _log.warning(
                "The cache %s cannot be used (%s): nothing is kept from this run.", self.path, why
            )
            self._leave()
            self._temporary = _temporary_folder()
        except sqlite3.DatabaseError:
            if self._temporary:
                raise
            self._leave()
            aside = self.path.with_suffix(".damaged")
            os.replace(self.path, aside)
            for kind in ("-wal", "-shm"):
                self.path.with_name(self.path.name + kind).unlink(missing_ok=True)
            _log.warning("The cache was damaged; it was set aside as %s and begun anew.", aside)
        with self._connected() as connection:
            return work(connection)

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            path = Path(self._temporary.name, "readings") if self._temporary else self.path
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level="IMMEDIATE")
            self._connection.executescript(_LAYOUT)
        return self._connection

    def _leave(self) -> None:
        self._opened.clear()
        self._used.clear()
        if self._connection:
            self._connection.close()
            self._connection = None
        if self._temporary:
            self._temporary.cleanup()
            self._temporary = None


def pack(readings: pa.Table) -> bytes:
    """Writes readings as a compressed Arrow file; the same readings make the same bytes."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(sink, readings.schema, options=options) as writer:
        writer.write_table(readings)
    return sink.getvalue().to_pybytes()


def unpack(packed: bytes) -> pa.Table:
    """Reads what :func:`pack` wrote."""
    return pa.ipc.open_file(pa.py_buffer(packed)).read_all()


def _temporary_folder() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="presseschau-")


def _checksum(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=16).digest()
