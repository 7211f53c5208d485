"""The way of the data: articles in, an analysis out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from tqdm import tqdm

from presseschau import DEFAULT_ANNOTATOR
from presseschau.annotate.versions import annotator_version
from presseschau.articles.cleaning import clean, file_and_row
from presseschau.core.analysis import Analysis
from presseschau.core.placing import replacing
from presseschau.core.saved import TableWriter
from presseschau.core.tables import SCHEMAS, conform, empty
from presseschau.link.actors import link_actors
from presseschau.link.actors.linked_acts import link_acts
from presseschau.link.actors.speakers import link_speakers
from presseschau.link.corrections import apply_corrections, read_corrections
from presseschau.link.stories import name_stories, story_words, with_headlines
from presseschau.link.utterances import find_utterances
from presseschau.link.voices import tone_table
from presseschau.pipeline.cache.batches import Cache, open_cache, unpack
from presseschau.pipeline.engines import SECONDS, beside, check_engine, processes_for, run_parts
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


def analyze(
    articles: pd.DataFrame,
    rejects: pd.DataFrame | None = None,
    *,
    annotator: str = DEFAULT_ANNOTATOR,
    actors: str = "",
    corrections: str = "",
    engine: str = "local",
    workers: int = 1,
    cluster: Any = None,
    cache: str = "",
    progress: bool = False,
) -> Analysis:
    """Analyses articles: cleans, annotates, links actors, reads quotes and tone.

    A text that was read before, by the same version of the annotator, is taken from the cache.
    Engine, workers and cache change the time it takes and nothing else. Articles in other
    languages than German are set aside among the rejects, with the reason, and so are those which
    the annotator cannot take; with one local worker, though, a text that ends the process or
    never ends is not guarded against.

    Args:
        articles: The first table of ``load_articles``.
        rejects: Its second one, to be kept with the analysis.
        annotator: Name of the annotator.
        actors: Path of the user's ``actors.csv``; empty for none.
        corrections: Path of the user's ``corrections.csv``, applied last; empty for none.
        engine: Where texts are read: "local" or "dask".
        workers: Processes on this machine; 0 for as many as are worth their start. With more than
            one, a script must do its work under ``if __name__ == "__main__":``.
        cluster: For Dask, a scheduler's address or a cluster object.
        cache: The cache's folder; empty for the usual one, "off" to keep nothing.
        progress: Show a progress bar.

    Raises:
        WrongCall: The engine, the cluster or the register does not fit.
        ValueError: There is no such annotator, a model file is missing, or corrections are wrong.
        OSError: The file of corrections cannot be read.
    """
    tokens: list[pa.Table] = []
    how = {"annotator": annotator, "actors": actors, "corrections": corrections}
    place = {"engine": engine, "workers": workers, "cluster": cluster, "cache": cache}
    analysis = _analyze(articles, rejects, tokens.append, **how, **place, progress=progress)
    return replace(analysis, tokens=_frame(tokens, "tokens"))


def write_analysis(
    articles: pd.DataFrame, out: str | Path, rejects: pd.DataFrame | None = None, **how: Any
) -> Path:
    """Analyses articles and saves the analysis without ever holding its tokens in memory.

    Args:
        articles: The first table of ``load_articles``.
        out: The folder for the tables, which appear when all are finished.
        rejects: Its second one.
        **how: What :func:`analyze` takes.

    Returns:
        The folder, with the same bytes that ``analyze(...).save(out)`` writes.
    """
    with replacing(out) as folder:
        with TableWriter(folder / "tokens.parquet", "tokens") as writer:
            analysis = _analyze(articles, rejects, writer.write, **how)
        analysis.save(folder, without="tokens")
    return Path(out)


def _analyze(
    articles: pd.DataFrame,
    rejects: pd.DataFrame | None,
    take_tokens: Callable[[pa.Table], Any],
    *,
    annotator: str = DEFAULT_ANNOTATOR,
    actors: str = "",
    corrections: str = "",
    cache: str = "",
    workers: int = 1,
    **engine: Any,
) -> Analysis:
    """The analysis without tokens, which are handed on as they come."""
    # Before the work, since it may be wrong.
    by_hand = read_corrections(corrections) if corrections else empty("corrections")
    articles, removed = clean(articles)
    articles, foreign = _german_only(articles)
    with open_cache(cache) as opened:
        failed = read_new(articles["text"], annotator, opened, workers=workers, **engine)
        articles, poisoned = _set_aside(articles, failed)
        parts, words = collect(articles, annotator, opened, take_tokens)
    with beside(workers != 1 and processes_for(len(articles), "rules") > 1) as start:
        stories = start(name_stories, with_headlines(articles), words)
        linked = link_actors(parts["mentions"], articles, actors, parts["quotes"])
        quotes = link_speakers(parts["quotes"], linked, articles)
        utterances = start(find_utterances, quotes, articles[["article_id", "published"]])
        acts = link_acts(parts["acts"], linked, articles)
        tone = tone_table(parts["tones"], linked.mentions, quotes, parts["sentences"], acts)
        articles = articles.assign(story=stories()["story"])
        utterances = utterances()
    refused = [frame for frame in (rejects, foreign, poisoned) if frame is not None and len(frame)]
    analysis = Analysis(
        articles=conform(articles, "articles"),
        sentences=parts["sentences"],
        mentions=linked.mentions,
        actors=linked.actors,
        roles=linked.roles,
        quotes=quotes,
        utterances=utterances,
        tone=tone,
        removed=conform(removed, "removed"),
        rejects=conform(pd.concat(refused) if refused else [], "rejects"),
        annotator=annotator,
    )
    return apply_corrections(analysis, by_hand)


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

    Engine, workers and cluster are those of :func:`analyze`.

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
    return {name: _frame(own, name) for name, own in found.items()}, words


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


def _set_aside(articles: pd.DataFrame, failed: dict[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    poisoned = articles[articles["text"].isin(failed)]
    rows = []
    for path, text in zip(poisoned["path"], poisoned["text"], strict=True):
        file, row = file_and_row(path)
        detail = f"Its text could not be read ({failed[text]}); shorten it or report this."
        rows.append({"path": file, "row": row, "reason": "unreadable text", "detail": detail})
    return articles.drop(index=poisoned.index).reset_index(drop=True), conform(rows, "rejects")


def _german_only(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    foreign = articles[~articles["language"].isin(["de", ""])]
    rejects = pd.DataFrame(
        {
            "path": foreign["path"],
            "row": 0,
            "reason": "not German",
            "detail": "Language found: " + foreign["language"] + ". Presseschau reads German only.",
        }
    )
    return articles.drop(index=foreign.index).reset_index(drop=True), rejects


def _frame(tables: list[pa.Table], name: str) -> pd.DataFrame:
    frame = pa.concat_tables(tables).to_pandas()
    return conform(frame, name) if name in SCHEMAS else frame
