"""Kept analyses: a large corpus that was analysed before is not linked a second time."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pyarrow as pa

from presseschau.annotate.versions import annotator_version
from presseschau.core.analysis import TABLES, Analysis
from presseschau.core.resources import data_folder
from presseschau.core.tables import conform
from presseschau.pipeline.cache.batches import Cache, pack, unpack

#: Fewer articles are linked sooner than anybody waits.
WORTH_KEEPING = 1000
LINKED = "linked"
#: What linking follows from, besides the readings: these rooms and libraries, and the ranker.
_ROOMS = ("articles", "core", "link", "pipeline")
_LIBRARIES = ("nltk", "numpy", "pandas", "py3langid", "scipy", "simplemma")
_RANKER = "speakers.npz"
#: Readings hold the tokens; of a table that nobody wrote anything in, there is nothing to keep.
_KEPT = tuple(name for name in TABLES if name not in ("tokens", "corrections"))
_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def linking_version() -> str:
    """What cleaning and linking are known by, in twelve hexadecimal digits."""
    files = [file for room in _ROOMS for file in sorted((_PACKAGE / room).rglob("*"))]
    files = [file for file in files if file.suffix in (".py", ".tsv")]
    digest = hashlib.blake2b(" ".join(map(version, _LIBRARIES)).encode(), digest_size=6)
    for file in [*files, data_folder() / "models" / _RANKER]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def kept_label() -> str:
    """How the cache calls what is kept by this version."""
    return f"{LINKED} {linking_version()}"


def analysis_key(
    articles: pd.DataFrame, rejects: pd.DataFrame | None, annotator: str, register: str
) -> str:
    """The name under which the analysis of these articles is kept; empty if it is not to be.

    Args:
        articles: The first table of ``load_articles``.
        rejects: Its second one.
        annotator: The annotator.
        register: Path of the user's ``actors.csv``; empty for none.
    """
    if len(articles) < WORTH_KEEPING or (register and not Path(register).is_file()):
        return ""
    digest = hashlib.blake2b(linking_version().encode(), digest_size=16)
    digest.update(f"{annotator} {annotator_version(annotator)}".encode())
    for table in (articles, rejects):
        if table is not None:
            digest.update(pack(pa.Table.from_pandas(table, preserve_index=False)))
    digest.update(Path(register).read_bytes() if register else b"")
    return digest.hexdigest()


def keep_analysis(cache: Cache, key: str, analysis: Analysis) -> None:
    """Keeps the tables of an analysis without corrections, but for its tokens."""
    packed = [
        pack(pa.Table.from_pandas(getattr(analysis, name), preserve_index=False)) for name in _KEPT
    ]
    row = pa.table({"key": [key], **{name: [one] for name, one in zip(_KEPT, packed, strict=True)}})
    cache.put(kept_label(), [key], pack(row))


def kept_analysis(cache: Cache, key: str, annotator: str) -> Analysis | None:
    """What :func:`keep_analysis` kept under a key, if the cache still has it."""
    for row in cache.get([key]):
        tables = {name: unpack(row[name][0].as_py()).to_pandas() for name in _KEPT}
        whole = {name: conform(table, name) for name, table in tables.items()}
        return Analysis(**whole, annotator=annotator)
    return None
