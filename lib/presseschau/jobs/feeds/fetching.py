"""Fetching: what feeds name is asked for once, politely, and saved before anything reads it."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from filelock import FileLock, Timeout

from presseschau.core.calls import counted, sentence
from presseschau.core.placing import write_whole
from presseschau.jobs.feeds.arrivals import FEED, STATE, saved_pages, tidy, write_state
from presseschau.jobs.feeds.feed import read_feed
from presseschau.jobs.feeds.responses import Trouble
from presseschau.jobs.feeds.visits import Visitor, follow, visitor
from presseschau.jobs.feeds.waiting import Shelves, Tally, fetch_waiting, take_up, validators
from presseschau.jobs.settings import Fetching
from presseschau.jobs.traces import read_facts

#: How many kinds of trouble one line of the log tells.
TOLD = 4
_COUNTS = {
    "new": ("new article", "new articles"),
    "changed": ("article in a new version", "articles in new versions"),
    "failed": ("page is asked for again next time", "pages are asked for again next time"),
    "given up": ("page is given up", "pages are given up"),
    "later": ("page is left for the next run", "pages are left for the next run"),
}


class Outcome(NamedTuple):
    """What became of one feed; ``missing`` counts the pages, or the feed, that did not come."""

    url: str
    status: str  # "fetched", "unchanged" or "not fetched"
    detail: str
    new: int = 0
    missing: int = 0


def fetch(
    feeds: Mapping[str, Path],
    manners: Fetching,
    now: dt.datetime,
    version: str,
    **clocks: Callable[..., Any],
) -> Iterator[Outcome]:
    """Fetches what is new in feeds; one that fails keeps no other from being fetched.

    The folders of the feeds, by their addresses, lie in one folder. ``clocks`` are those of a
    visitor, where they are not the real ones.
    """
    if not feeds:
        return
    base = next(iter(feeds.values())).parent
    lock = FileLock(base / ".lock")
    try:
        base.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except (OSError, Timeout) as error:
        said = sentence(error)
        if isinstance(error, Timeout):
            said = f"Another run is fetching into '{base}'; this one did not."
        yield from (Outcome(url, "not fetched", said, missing=1) for url in feeds)
        return
    try:
        visits = visitor(manners, version, **clocks)
        shelves: Shelves = {}
        for folder in feeds.values():
            tidy(folder, now, manners.keep_days)
            shelves[folder] = saved_pages(folder)
        for url, folder in feeds.items():
            try:
                yield _fetch(url, folder, shelves, visits, now)
            except Exception as error:  # whatever it is, the other feeds are fetched
                yield Outcome(url, "not fetched", sentence(error), missing=1)
    finally:
        lock.release()


def _fetch(url: str, folder: Path, shelves: Shelves, visits: Visitor, now: dt.datetime) -> Outcome:
    state: dict[str, Any] = {"title": "", "stamps": {}, "waiting": {}} | read_facts(folder / STATE)
    told: list[str] = []
    troubles: list[str] = []
    try:
        answer = follow(url, visits, validators(state))
        if answer.moved:
            told.append(f"it has moved for good: write {answer.moved} into jobs.toml")
        if answer.status == 200:
            write_whole(folder / FEED, answer.body, now.timestamp())
            feed = read_feed(answer.body, answer.url, now)
            told += feed.flaws
            take_up(feed, state, shelves[folder], now)
            state |= {"title": feed.title, "etag": answer.etag, "modified": answer.modified}
            # Before the pages are asked for: a feed that says "unchanged" names them no more.
            write_state(folder, state, now)
    except Trouble as error:
        gone = error.status in (404, 410)
        then = "check its address in jobs.toml" if gone else "it is asked again by the next run"
        troubles = [f"the feed {error}; {then}"]
    tally = fetch_waiting(url, folder, state, shelves, visits, now)
    came = tally.counts["new"] + tally.counts["changed"]
    status = "not fetched" if troubles else "fetched" if came else "unchanged"
    missing = tally.counts["failed"] + tally.counts["given up"] + len(troubles)
    return Outcome(url, status, _detail(troubles, told, tally), came, missing)


def _detail(troubles: list[str], told: list[str], tally: Tally) -> str:
    """What became of a feed and its pages, in one line; nothing where nothing did."""
    said = [counted(n, *words) for name, words in _COUNTS.items() if (n := tally.counts[name])]
    parts = [*troubles, *said, *told]
    for trouble, links in list(tally.troubles.items())[:TOLD]:
        others = f" (and {len(links) - 1} more)" if len(links) > 1 else ""
        parts.append(f"{links[0]}{others} {trouble}")
    if len(tally.troubles) > TOLD:
        parts.append(f"and {counted(len(tally.troubles) - TOLD, 'other trouble')}")
    line = "; ".join(parts)
    return f"{line[0].upper()}{line[1:]}." if line else ""
