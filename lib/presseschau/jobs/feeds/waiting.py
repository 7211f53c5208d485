"""Waiting: the pages that a feed has named and that have not come yet, until they come."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from presseschau.jobs.feeds.arrivals import key_of, note_of, save_page, write_state
from presseschau.jobs.feeds.feed import Feed
from presseschau.jobs.feeds.reservations import refuse_reserved
from presseschau.jobs.feeds.responses import Trouble
from presseschau.jobs.feeds.visits import Answer, Visitor, follow
from presseschau.jobs.traces import read_facts

#: What has not come after so many days is given up.
WAIT_DAYS = 14
_PAGES = ("text/html", "application/xhtml+xml", "")

#: The newest version of each saved page of each feed, by folder and key.
Shelves = dict[Path, dict[str, Path]]


class Tally(NamedTuple):
    """How many pages became what, and the pages by the trouble they had."""

    counts: Counter[str]  # "new", "changed", "same", "failed", "given up", "later"
    troubles: dict[str, list[str]]


def take_up(feed: Feed, state: dict[str, Any], shelf: Mapping[str, Path], now: dt.datetime) -> None:
    """Adds to what waits the entries of a feed that are new, or have changed since they came."""
    done, waiting = state["stamps"], state["waiting"]
    for entry in feed.entries:
        known = done.get(entry.link)
        if known is None and entry.link not in waiting and key_of(entry.link) in shelf:
            done[entry.link] = entry.stamp  # the memory was lost, the page was not
        elif known != entry.stamp:
            old = waiting.get(entry.link, {"since": now.isoformat(), "tries": 0, "refused": 0})
            waiting[entry.link] = old | entry._asdict()
    links = {entry.link for entry in feed.entries}
    state["stamps"] = {link: stamp for link, stamp in done.items() if link in links}


def fetch_waiting(
    url: str,
    folder: Path,
    state: dict[str, Any],
    shelves: Shelves,
    visitor: Visitor,
    now: dt.datetime,
) -> Tally:
    """Asks for what waits, first for what has failed least; what does not come stays waiting.

    What is remembered of the feed, ``state``, is changed and written; to all pages of all feeds,
    ``shelves``, is added what is saved.

    Raises:
        OSError: The disk is full; what was saved stays, and the rest waits.
    """
    tally = Tally(Counter(), {})
    waiting = state["waiting"]
    links = sorted(waiting, key=lambda link: waiting[link]["tries"])
    most = visitor.manners.most_pages
    tally.counts["later"] = len(links[most:])
    for link in links[:most]:
        entry = waiting[link]
        try:
            tally.counts[_fetch_page(entry, url, folder, state, shelves, visitor, now)] += 1
        except Trouble as trouble:
            tally.troubles.setdefault(str(trouble), []).append(link)
            if not _is_over(entry, trouble, now):
                tally.counts["failed"] += 1
                continue
            tally.counts["given up"] += 1
        state["stamps"][link] = entry["stamp"]
        del waiting[link]
    if links:
        write_state(folder, state, now)
    return tally


def _is_over(entry: dict[str, Any], trouble: Trouble, now: dt.datetime) -> bool:
    """Counts a failure; true where there is no use in trying once more."""
    entry["tries"] += 1
    entry["refused"] += trouble.worth > 0
    waits = now - dt.datetime.fromisoformat(entry["since"])
    return 0 < trouble.worth <= entry["refused"] or waits >= dt.timedelta(days=WAIT_DAYS)


def _fetch_page(
    entry: dict[str, Any],
    url: str,
    folder: Path,
    state: Mapping[str, Any],
    shelves: Shelves,
    visitor: Visitor,
    now: dt.datetime,
) -> str:
    """Fetches and saves one page, where it is another than before; says what became of it."""
    link, key = entry["link"], key_of(entry["link"])
    old = shelves[folder].get(key)
    known = read_facts(note_of(old)) if old else {}
    if known.get("stamp") == entry["stamp"]:
        return "same"  # a run was killed before it could say so
    twin = None if old else next((shelf[key] for shelf in shelves.values() if key in shelf), None)
    if twin:  # another feed has named it, too
        note = read_facts(note_of(twin))
        told = [note.get(name, "") for name in ("content_type", "etag", "modified")]
        answer = Answer(note.get("url", link), 200, twin.read_bytes(), *told)
    else:
        answer = follow(link, visitor, validators(known))
    if answer.status == 304:
        return "same"
    kind = answer.content_type.partition(";")[0].strip().casefold()
    if kind not in _PAGES:
        raise Trouble(f"is '{kind[:50]}' and no web page", worth=1)
    if not answer.body.strip():
        raise Trouble("came empty", worth=3)
    refuse_reserved(answer, visitor)
    note = {name: entry[name] for name in ("title", "author", "published", "link", "stamp")}
    note |= {"url": answer.url, "outlet": state["title"], "feed": url, "fetched": now.isoformat()}
    note |= {"content_type": answer.content_type, "etag": answer.etag, "modified": answer.modified}
    page = save_page(folder, link, answer.body, note, old, now)
    if page == old:
        return "same"
    shelves[folder][key] = page
    return "changed" if old else "new"


def validators(known: Mapping[str, str]) -> dict[str, str]:
    """The headers that ask for a page only if it is another than the known one."""
    headers = {"If-None-Match": known.get("etag"), "If-Modified-Since": known.get("modified")}
    return {name: value for name, value in headers.items() if value}
