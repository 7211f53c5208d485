"""Incoming: what the feeds of the jobs bring, told like everything else that happens in a run."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from presseschau import __version__
from presseschau.jobs import Jobs
from presseschau.jobs.locking import locked
from presseschau.jobs.runs import Event


def make_folders(jobs: Jobs) -> None:
    """Makes the folders of the feeds, so that a feed not yet fetched is a source without files."""
    for folder in jobs.feeds().values():
        with suppress(OSError):  # the job will say that its source is not there
            folder.mkdir(parents=True, exist_ok=True)


def fetch_feeds(
    jobs: Jobs, now: dt.datetime, job: str = "", say: Callable[[Event], None] = lambda event: None
) -> list[Event]:
    """Fetches what is new in the feeds of one job, or of all; each feed once.

    ``say`` takes the event of each feed as it happens: its articles, and as rejects the pages
    that did not come.

    Raises:
        Busy: Another run is at work; it might build reports of half of what a feed brings.
        OSError: The folder of the reports cannot be written.
    """
    events: list[Event] = []
    if not (feeds := jobs.feeds(job)):
        return events
    from presseschau.jobs.feeds.fetching import fetch  # only now: it brings the network's libraries

    moment = now.isoformat(timespec="seconds")
    with locked(Path(jobs.out), now):
        for url, status, detail, new, missing in fetch(feeds, jobs.fetch, now, __version__):
            events.append(Event(moment, url, "", status, detail, articles=new, rejects=missing))
            say(events[-1])
    return events
