"""The steps of an analysis, each by itself: seconds of processor time, and how they grow."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from presseschau import measures
from presseschau.articles import load_articles
from presseschau.articles.cleaning import clean
from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.link.actors import link_actors
from presseschau.link.actors.linked_acts import link_acts
from presseschau.link.actors.speakers import link_speakers
from presseschau.link.stories import name_stories, with_headlines
from presseschau.link.utterances import find_utterances
from presseschau.link.voices import tone_table
from presseschau.pipeline.cache.batches import open_cache
from presseschau.pipeline.collecting import collect, read_new

_MEASURES = (
    measures.presence,
    measures.presence_by,
    measures.cooccurrence,
    measures.share_of_voice,
    measures.voice_by_outlet,
    measures.manner,
    measures.stances,
    measures.tone_by,
    measures.printings,
)


def time_steps(source: Path, annotator: str) -> dict[str, float]:
    """The seconds of processor time of every step, in this process, without the cache."""
    seconds: dict[str, float] = {}

    def lap(step: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        result = work()
        seconds[step] = time.process_time() - started
        return result

    articles, _ = lap("load", lambda: load_articles(source, progress=False))
    articles, _ = lap("clean", lambda: clean(articles))
    with open_cache("off") as cache:
        lap("annotate", lambda: read_new(articles["text"], annotator, cache))
        parts, words = lap("fetch", lambda: collect(articles, annotator, cache, lambda rows: None))

    def link() -> Any:
        linked = link_actors(parts["mentions"], articles, "", parts["quotes"])
        return linked, link_speakers(parts["quotes"], linked, articles)

    linked, quotes = lap("link", link)
    mentions, sentences = linked.mentions, parts["sentences"]
    acts = lap("acts", lambda: link_acts(parts["acts"], linked, articles))
    tone = lap("tone", lambda: tone_table(parts["tones"], mentions, quotes, sentences, acts))
    stories = lap("stories", lambda: name_stories(with_headlines(articles), words)["story"])
    articles = articles.assign(story=stories)
    utterances = lap("utterances", lambda: find_utterances(quotes, articles))
    analysis = Analysis(
        articles=conform(articles, "articles"),
        mentions=mentions,
        actors=linked.actors,
        roles=linked.roles,
        quotes=quotes,
        utterances=utterances,
        sentences=sentences,
        tone=tone,
        annotator=annotator,
    )
    lap("measure", lambda: [measure(analysis) for measure in _MEASURES])
    return seconds


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent with which time grows: the slope of log seconds over log articles."""
    return float(np.polyfit(np.log(sizes), np.log(np.maximum(seconds, 1e-3)), 1)[0])
