"""Inputs: which files of a job's sources hold which period's articles, read once and remembered."""

import datetime as dt
import json
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from presseschau.articles.archives import close_archives
from presseschau.articles.sources import Found, find_files
from presseschau.core.placing import write_whole
from presseschau.jobs.periods import Rhythm, moment_of, period_at
from presseschau.jobs.traces import read_facts

#: The ids of articles by the keys of their periods.
Ids = dict[str, set[str]]
_FORM = 1


class Input(NamedTuple):
    """A file of the sources: when it came, and the articles in it with their dates ("": none)."""

    size: int
    modified: float
    articles: list[tuple[str, str]]


class Inputs(NamedTuple):
    """All files of the sources by path, and which of them were not known before."""

    files: dict[str, Input]
    new: set[str]


def survey(
    sources: Sequence[str], memory: Path, *, remember: bool = True, emptied: bool = False
) -> Inputs:
    """What the sources hold; only files that are new or have changed are read.

    ``memory`` is a file beside the reports that only saves time: without it all is read again.
    Where it is right that the sources hold nothing any more, they are ``emptied``.

    Raises:
        FileNotFoundError: A source does not exist, or all files that were known are gone: the
            folder of a share that is not mounted is there, and empty.
    """
    known = _recall(memory, sources)
    files: dict[str, Input] = {}
    changed: dict[str, Input] = {}
    for found in find_files(tuple(sources)):
        path = found[0]
        was = known.get(path)
        if not isinstance(found, Found):  # refused unread, which the report of now will say
            files[path] = was or Input(-1, time.time(), [])
        elif was and (was.size, was.modified) == (found.size, found.modified):
            files[path] = was
        else:
            files[path] = changed[path] = Input(found.size, found.modified, [])
    close_archives()
    if known and not files and not emptied:
        listed = " and ".join(f"'{source}'" for source in sources)
        known_files = f"All {len(known)} files" if len(known) > 1 else "The only file"
        raise FileNotFoundError(
            f"{known_files} of {listed} {'are' if len(known) > 1 else 'is'} gone; is a"
            " drive missing? Put back what is gone, or build without it with --force."
        )
    if changed:
        from presseschau.articles import load_articles

        articles, _ = load_articles(*sources, only=changed, progress=False)
        rows = articles[["path", "article_id", "published"]]
        for path, article_id, published in rows.itertuples(index=False, name=None):
            file_of(path, changed).articles.append((article_id, _day(published)))
    if remember and (changed or known.keys() != files.keys()):
        told = {"form": _FORM, "sources": list(sources), "files": files}
        write_whole(memory, json.dumps(told, ensure_ascii=False))
    return Inputs(files, set(changed))


def articles_by_period(inputs: Inputs, by: str, rhythm: Rhythm) -> Ids:
    """The ids of the articles of every period, by its key.

    They count ``by`` their own dates where they have one ("published"), or by the time at which
    their files came ("arrived").
    """
    found: Ids = {}
    for _, article_id, key in _placed(inputs, by, rhythm):
        found.setdefault(key, set()).add(article_id)
    return found


def files_of(inputs: Inputs, key: str, by: str, rhythm: Rhythm) -> set[str]:
    """The paths of the files with an article of a period, or refused when it ran."""
    paths = {path for path, _, place in _placed(inputs, by, rhythm) if place == key}
    empty = {path: file.modified for path, file in inputs.files.items() if not file.articles}
    return paths | {path for path, modified in empty.items() if _key(modified, rhythm) == key}


def is_of_period(published: object, modified: float, key: str, by: str, rhythm: Rhythm) -> bool:
    """Whether one article belongs to a period."""
    return _key((by == "published" and _day(published)) or modified, rhythm) == key


def file_of(path: str, files: dict[str, Input]) -> Input:
    """The file of an article by its path in the table, which may end in "#" and a row."""
    return files[path] if path in files else files[path.rpartition("#")[0]]


def _placed(inputs: Inputs, by: str, rhythm: Rhythm) -> Iterator[tuple[str, str, str]]:
    for path, file in inputs.files.items():
        for article_id, published in file.articles:
            yield path, article_id, _key((by == "published" and published) or file.modified, rhythm)


@cache
def _key(when: str | float, rhythm: Rhythm) -> str:
    is_day = isinstance(when, str)
    moment = moment_of(when) if is_day else dt.datetime.fromtimestamp(when, dt.UTC)
    return period_at(moment, rhythm).key


def _day(published: Any) -> str:
    return "" if published != published else published.isoformat()


def _recall(memory: Path, sources: Sequence[str]) -> dict[str, Input]:
    told = read_facts(memory)
    if (told.get("form"), told.get("sources")) != (_FORM, list(sources)):
        return {}
    try:
        return {
            path: Input(size, modified, [tuple(article) for article in articles])
            for path, (size, modified, articles) in told["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
