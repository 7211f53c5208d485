"""The way of the data: articles in, an analysis out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from presseschau import DEFAULT_ANNOTATOR
from presseschau.articles.cleaning import clean, file_and_row
from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.core.placing import replacing
from presseschau.core.saved import TableWriter, read_table
from presseschau.core.tables import conform, empty
from presseschau.link.actors import link_actors
from presseschau.link.actors.linked_acts import link_acts
from presseschau.link.actors.speakers import link_speakers
from presseschau.link.corrections import apply_corrections, read_corrections
from presseschau.link.labels import with_labels
from presseschau.link.stories import name_stories, with_headlines
from presseschau.link.utterances import find_utterances
from presseschau.link.voices import tone_table
from presseschau.pipeline.cache.batches import open_cache
from presseschau.pipeline.collecting import collect, frame_of, read_new
from presseschau.pipeline.engines import beside, check_engine, processes_for
from presseschau.pipeline.kept import analysis_key, keep_analysis, kept_analysis

#: What a reason begins with where somebody else's annotator gave what is no row.
_WRONG = f"{WrongCall.__name__}: "


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
    return replace(analysis, tokens=frame_of(tokens, "tokens"))


def write_analysis(
    articles: pd.DataFrame,
    out: str | Path,
    rejects: pd.DataFrame | None = None,
    earlier: Iterable[str | Path] = (),
    **how: Any,
) -> Path:
    """Analyses articles and saves the analysis without ever holding its tokens in memory.

    Args:
        articles: The first table of ``load_articles``.
        out: The folder for the tables, which appear when all are finished.
        rejects: Its second one.
        earlier: Folders of saved analyses that the articles come from: what these refused and
            cleaned is kept with the new one.
        **how: What :func:`analyze` takes.

    Returns:
        The folder, with the same bytes that ``analyze(...).save(out)`` writes.
    """
    folders = list(earlier)
    refused, cleaned = (
        [read_table(Path(folder, f"{name}.parquet")) for folder in folders]
        for name in ("rejects", "removed")
    )
    rejects = pd.concat([*refused, rejects]) if folders else rejects
    with replacing(out) as folder:
        with TableWriter(folder / "tokens.parquet", "tokens") as writer:
            analysis = _analyze(articles, rejects, writer.write, **how)
        if folders:
            removed = conform(pd.concat([*cleaned, analysis.removed]), "removed")
            analysis = replace(analysis, removed=removed)
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
    engine: str = "local",
    cluster: Any = None,
    progress: bool = False,
) -> Analysis:
    """The analysis without tokens, which are handed on as they come."""
    # Before the work, since they may be wrong.
    check_engine(engine, workers, cluster)
    by_hand = read_corrections(corrections) if corrections else empty("corrections")
    key = analysis_key(articles, rejects, annotator, actors)
    with open_cache(cache) as opened:
        if key and (analysis := kept_analysis(opened, key, annotator)):
            collect(analysis.articles, annotator, opened, take_tokens)
            return apply_corrections(analysis, by_hand)
        articles, removed = clean(articles)
        articles, foreign = _german_only(articles)
        how = {"engine": engine, "workers": workers, "cluster": cluster, "progress": progress}
        failed = read_new(articles["text"], annotator, opened, **how)
        articles, poisoned = _set_aside(articles, failed)
        parts, words = collect(articles, annotator, opened, take_tokens)
    with beside(workers != 1 and processes_for(len(articles), "rules") > 1) as start:
        stories = start(name_stories, with_headlines(articles), words)
        linked = link_actors(parts["mentions"], articles, actors, parts["quotes"])
        quotes = link_speakers(parts["quotes"], linked, articles, start)
        utterances = start(find_utterances, quotes, articles[["article_id", "published"]])
        acts = link_acts(parts["acts"], linked, articles)
        tone = tone_table(parts["tones"], linked.mentions, quotes, parts["sentences"], acts)
        articles = articles.assign(story=stories()["story"])
        utterances = utterances()
    refused = [frame for frame in (rejects, foreign, poisoned) if frame is not None and len(frame)]
    analysis = Analysis(
        articles=conform(articles, "articles"),
        sentences=parts["sentences"],
        mentions=conform(with_labels(linked.mentions, articles, quotes, linked.actors), "mentions"),
        actors=linked.actors,
        roles=linked.roles,
        quotes=conform(quotes, "quotes"),
        utterances=utterances,
        tone=tone,
        removed=conform(removed, "removed"),
        rejects=conform(pd.concat(refused) if refused else [], "rejects"),
        annotator=annotator,
    )
    if key and not failed:  # what failed may be read next time
        with open_cache(cache) as opened:
            keep_analysis(opened, key, analysis)
    return apply_corrections(analysis, by_hand)


def _set_aside(articles: pd.DataFrame, failed: dict[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    poisoned = articles[articles["text"].isin(failed)]
    rows = []
    for path, text in zip(poisoned["path"], poisoned["text"], strict=True):
        file, row = file_and_row(path)
        reason, told = "unreadable text", failed[text]
        detail = f"Its text could not be read ({told}); shorten it or report this."
        if told.startswith(_WRONG):
            reason, detail = "wrong annotation", told.removeprefix(_WRONG)
        rows.append({"path": file, "row": row, "reason": reason, "detail": detail})
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
