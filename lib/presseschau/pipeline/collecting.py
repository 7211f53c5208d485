"""Collecting: what is found in each text, read anew where the cache does not know it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from tqdm import tqdm

from presseschau.annotate.versions import annotator_version
from presseschau.core.tables import SCHEMAS, conform
from presseschau.link.stories import story_words
from presseschau.pipeline.cache.batches import Cache, unpack
from presseschau.pipeline.engines import SECONDS, check_engine, processes_for, run_parts
from presseschau.pipeline.readings import (
    PART_CHARACTERS,
    PART_TEXTS,
    SCHEMA,
    Part,
    process_part,
    split,
    tables_of,
    text_key,
)

#: Articles whose readings are fetched from the cache at once.
_FETCHED = 512


def read_new(
    texts: pd.Series,
    annotator: str,
    cache: Cache,
    engine: str = "local",
    workers: int = 1,
    cluster: Any = None,
    progress: bool = False,
) -> dict[str, str]:
    """Reads the texts that the cache does not know, each once, and keeps their readings there.

    Engine, workers and cluster are those of :func:`presseschau.analyze`.

    Returns:
        The texts that could not be read, with the reason.
    """
    check_engine(engine, workers, cluster)
    version = annotator_version(annotator)
    keys = {text_key(text, version): text for text in texts}
    known = cache.known(keys)
    new = [text for key, text in keys.items() if key not in known]
    workers = workers or processes_for(len(new), annotator)
    guarded = 0.0 if engine == "local" and workers == 1 else SECONDS
    most = min(PART_TEXTS, -(-len(new) // workers))  # or one process would wait
    parts = (Part(some, annotator, version, guarded) for some in split(new, most))
    failed: dict[str, str] = {}
    bar = tqdm(total=len(keys), initial=len(known), unit=" articles", disable=not progress)
    with bar:
        for part, read in run_parts(parts, process_part, engine, workers, cluster) if new else ():
            failed |= read.failed
            done = [text_key(text, version) for text in part.texts if text not in failed]
            if done:
                cache.put(f"{annotator} {version}", done, read.packed)
            bar.update(len(part.texts))
    return failed


def collect(
    articles: pd.DataFrame, annotator: str, cache: Cache, take_tokens: Callable[[pa.Table], Any]
) -> tuple[dict[str, pd.DataFrame], list[pa.Table]]:
    """Collects the readings of articles from the cache.

    Returns:
        The tables sentences, mentions, quotes (both without actors), tones and acts; and the
        words that stories are found by. The tokens are handed on, some articles at a time.
    """
    none = tables_of(SCHEMA.empty_table(), [])  # a day may be without articles
    take_tokens(none.pop("tokens"))
    found = {name: [table] for name, table in none.items()}
    words = []
    for tables in _tables(articles, annotator, cache):
        words.append(story_words(tables["tokens"], tables["mentions"]))
        take_tokens(tables["tokens"])
        for name, own in found.items():
            own.append(tables[name])
    return {name: frame_of(own, name) for name, own in found.items()}, words


def _tables(articles: pd.DataFrame, annotator: str, cache: Cache) -> Iterator[dict[str, pa.Table]]:
    """The tables of the readings, some articles at a time, in the articles' order."""
    version = annotator_version(annotator)
    ids = list(articles["article_id"])
    first = 0
    for texts in split(articles["text"], _FETCHED, 8 * PART_CHARACTERS):
        keys = [text_key(text, version) for text in texts]
        found = cache.get(keys)
        there = {key for table in found for key in table["key"].to_pylist()}
        if gone := [text for key, text in zip(keys, texts, strict=True) if key not in there]:
            found.append(_read_again(list(dict.fromkeys(gone)), annotator, version, cache))
        readings = pa.concat_tables(found).combine_chunks()
        order = pc.index_in(pa.array(keys, pa.string()), readings["key"].combine_chunks())
        yield tables_of(readings.take(order), ids[first : first + len(texts)])
        first += len(texts)


def _read_again(texts: Sequence[str], annotator: str, version: str, cache: Cache) -> pa.Table:
    """Reads what the cache has lost since it was read: damaged, or dropped by another process."""
    tables = []
    for some in split(texts):
        packed = process_part(Part(some, annotator, version)).packed
        tables.append(unpack(packed))
        cache.put(f"{annotator} {version}", tables[-1]["key"].to_pylist(), packed)
    return pa.concat_tables(tables)


def frame_of(tables: list[pa.Table], name: str) -> pd.DataFrame:
    """Parts of one table as a whole."""
    frame = pa.concat_tables(tables).to_pandas()
    return conform(frame, name) if name in SCHEMAS else frame
