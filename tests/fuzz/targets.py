"""All that takes bytes from outside, one function a target: what it raises is a fault.

A target refuses in the sentences that users read, and asserts what its callers rely on.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pandas as pd
from fuzz.seeds import as_xlsx, more_seeds, seeds
from fuzz.shown import clean_output, mark_text, show_article
from fuzz.texts import analyze_text, annotate_bytes, annotate_words, clean_texts
from small_analysis import small_analysis

from presseschau.articles import loading
from presseschau.articles.archives import close_archives
from presseschau.articles.beside import read_note, with_note
from presseschau.articles.outlet_names import spell_outlets
from presseschau.articles.records import READERS, REASONS, Record, Refusal, read_file
from presseschau.articles.rows import article_row
from presseschau.articles.sources import find_files
from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.jobs.feeds import visits
from presseschau.jobs.feeds.feed import read_feed
from presseschau.jobs.feeds.responses import Answer, Trouble
from presseschau.jobs.feeds.waiting import take_up
from presseschau.jobs.jobs_file import WrongJobs, check_parameters_of, read_jobs
from presseschau.jobs.orders import series_of
from presseschau.jobs.settings import Fetching, mistake_in
from presseschau.link.actors.register import Register, join_register, read_register
from presseschau.link.corrections import (
    COLUMNS,
    apply_corrections,
    read_corrections,
    take_back,
    write_correction,
)

NOW = pd.Timestamp("2026-03-09 06:00", tz="Europe/Berlin").to_pydatetime()
#: The main part of an archive, which is mutated by itself: what is packed is hard to.
PARTS = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
_SAME = {".htm": ".html", ".xhtml": ".html", ".ndjson": ".jsonl", ".tsv": ".csv"}


class Target(NamedTuple):
    """A function of bytes, and sound bytes to begin with."""

    work: Callable[[bytes], object]
    seeds: list[bytes]


@cache
def targets() -> dict[str, Target]:
    """Gives all targets by name."""
    files = {suffix: [data for _, kind, data in seeds() if kind == suffix] for suffix in READERS}
    found = {
        suffix.lstrip("."): Target(partial(read, suffix), data)
        for suffix, data in files.items()
        if suffix not in _SAME
    }
    files[".xlsx"].append(as_xlsx([["titel", "text"], ["A", 1.5]]))
    for suffix, part in PARTS.items():
        own = [_member(data, part) for data in files[suffix]]
        work = partial(read_part, suffix, part, files[suffix][0])
        found[f"{suffix.lstrip('.')}-part"] = Target(work, own)
    others = {
        "zip": read_archive,
        "note": read_note_beside,
        "register": read_actors,
        "corrections": correct,
        "jobs": order_jobs,
        "feed": take_feed,
        "robots": ask_robots,
        "text": annotate_bytes,
        "words": annotate_words,
        "cleaning": clean_texts,
        "analysis": lambda data: analyze_text(articles_of(".txt", data)),
        "page": show_article,
        "marks": mark_text,
        "output": clean_output,
    }
    return found | {name: Target(work, more_seeds()[name]) for name, work in others.items()}


def articles_of(suffix: str, data: bytes) -> list[dict]:
    """Reads a file; what it refuses has a known reason and a sentence."""
    articles = []
    try:
        items = list(read_file(suffix, lambda: io.BytesIO(data)))
    except Refusal as refusal:
        items = [refusal]
    for item in items:
        found = article_row(item, f"a{suffix}", "") if isinstance(item, Record) else item
        if isinstance(found, Refusal):
            assert found.reason in REASONS
            assert found.detail.endswith(".")
        else:
            articles.append(found)
    return articles


def read(suffix: str, data: bytes) -> None:
    """Reads a file into articles that can be stored."""
    for article in spell_outlets(articles_of(suffix, data)):
        for field in ("text", "title", "author", "outlet", "url"):
            article[field].encode()


def read_part(suffix: str, part: str, file: bytes, data: bytes) -> None:
    """Reads a file whose main part is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    read(suffix, out.getvalue())


def read_archive(data: bytes) -> None:
    """Looks into an archive; what it names lies within."""
    path = _placed("a.zip", data)
    try:
        for found in find_files((path,)):
            assert ".." not in found[0].split("/")
            for item in loading._read(found):
                assert not isinstance(item, Refusal) or item.reason in REASONS
    finally:
        close_archives()


def read_note_beside(data: bytes) -> None:
    """Reads the note beside a page, which changes nothing of its text."""
    fields = {"text": "x", "published": "2026-03-04"}
    assert with_note(fields, read_note(lambda: io.BytesIO(data)))["text"] == "x"


def read_actors(data: bytes) -> None:
    """Reads an actors.csv and joins it."""
    try:
        rows = read_register(_placed("actors.csv", data))
    except WrongCall:
        return
    join_register(_base().actors, Register(rows))


def correct(data: bytes) -> None:
    """Reads corrections, applies them, and adds and takes back the first."""
    path = _placed("corrections.csv", data)
    try:
        rows = read_corrections(path)
    except ValueError:
        return
    corrected = apply_corrections(_base(), rows)
    assert set(corrected.corrections["state"]) <= {"applied", "orphaned", "replaced"}
    for row in rows[list(COLUMNS)].to_dict("records")[:1]:
        write_correction(path, row)
        assert read_corrections(path)[list(COLUMNS)].iloc[-1].to_dict() == row
        take_back(path, row)
        assert read_corrections(path)[list(COLUMNS)].equals(rows[list(COLUMNS)])


def order_jobs(data: bytes) -> None:
    """Reads a jobs.toml; each of its series is one folder."""
    path = _placed("jobs.toml", data)
    try:
        jobs = read_jobs(path, unattended=True)
        check_parameters_of(jobs, path)
    except WrongJobs:
        return
    for series in series_of(jobs):
        assert "/" not in series.name
        assert series.job.rhythm()


def take_feed(data: bytes) -> None:
    """Reads a feed and takes up its entries."""
    try:
        feed = read_feed(data, "https://bote.example/rss", NOW)
    except Trouble:
        return
    state: dict = {"title": feed.title, "stamps": {}, "waiting": {}}
    take_up(feed, state, {}, NOW)
    for link in state["waiting"]:
        mistake_in(link)
    str(state).encode()


def ask_robots(data: bytes) -> None:
    """Reads a robots.txt and asks it for permission."""
    answer = Answer("https://bote.example/robots.txt", 200, data)
    with patch.object(visits, "follow", lambda *_, **__: answer):
        try:
            pause = visits.permit("https://bote.example/a?b=c", visits.visitor(Fetching(), "0"))
        except Trouble:
            return
    assert 0 <= pause <= visits.LONGEST_PAUSE


def _member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def _placed(name: str, data: bytes) -> Path:
    path = Path(_folder().name) / name
    path.write_bytes(data)
    return path


@cache
def _base() -> Analysis:
    return small_analysis()


@cache
def _folder() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory()
