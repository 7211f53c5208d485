"""A year of mornings under a fake clock: runs are killed and disks fill up, and nothing is lost.

Two houses get the same articles. In the calm one the jobs run every morning; in the rough one
they are killed, find the disk full or do not run at all for two weeks. After each morning the
reports of both are compared byte by byte. Each run is a child process that really reads, analyses
and writes; ``--kernels`` also runs the notebook, a small one of its own. Where it may, the rough
house writes to a small tmpfs, which is filled up; elsewhere no file may grow over a few kilobytes.

Prints one JSON object with what happened; its exit code is 1 where a report is wrong.
"""

import argparse
import datetime as dt
import filecmp
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from small_analysis import unexecuted

from presseschau.jobs import read_jobs, runs
from presseschau.reports import making as reports
from presseschau.reports import provenance

BERLIN = ZoneInfo("Europe/Berlin")
#: The days on which clocks change, and the articles that are hard to place then.
CLOCK_CHANGES = {
    dt.date(2025, 3, 30),
    dt.date(2025, 10, 26),
    dt.date(2026, 3, 29),
    dt.date(2026, 10, 25),
}
#: A year that is over: what is dated ahead of the clock on the wall is doubtful.
FIRST = dt.date(2025, 1, 1)
HARD_TIMES = ("00:00:00", "01:59:59", "02:30:00", "03:00:00", "23:59:59")
PROBE = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Probe"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {"tags": ["parameters"]},
            "execution_count": None,
            "outputs": [],
            "source": 'source: str = ""\nlanguage: str = "de"\nannotator: str = "rules"',
        },
        {
            "cell_type": "code",
            "id": "c",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": 'from pathlib import Path\nlen(list(Path(source).glob("*.parquet")))',
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
SUBJECTS = ("Der Hafen", "Die Werft", "Das Klinikum", "Der Deich", "Die Fähre")
#: Set in the process that may mount a disk of its own.
MOUNTING = "SIMULATED_YEAR_MOUNTS"
#: What a disk has room for, at first and for each day; to fill it up takes the processor's time.
DISK, DAILY = 32 << 20, 2 << 20
Tree = dict[str, Path]


def prepare(house: Path, first: dt.date, days: int) -> dict[str, int]:
    """Writes articles and jobs; gives how many articles each day has."""
    (house / "in").mkdir(parents=True)
    (house / "reports").mkdir()
    counts = {}
    for number in range(days):
        day, dice = first + dt.timedelta(days=number), random.Random(number)
        hours = [f"{dice.randrange(24):02}:{dice.randrange(60):02}:00" for _ in range(2)]
        quiet = number % 4 == 2  # a day without articles is a report, too
        times = HARD_TIMES if day in CLOCK_CHANGES else hours[: 0 if quiet else 2]
        for place, hour in enumerate(times):
            subject = SUBJECTS[place] if len(times) > 2 else dice.choice(SUBJECTS)
            moment = dt.datetime.combine(day, dt.time.fromisoformat(hour), BERLIN)
            text = (
                f"{subject} öffnet am {number}. Morgen um {hour}. „Wir haben {number} Tage lang "
                f"auf diesen Morgen gewartet“, sagte Frauke Tamm."
            )
            told = {"title": f"{subject} {number}", "text": text, "outlet": "Sundhafener Bote"}
            told["published"] = moment.astimezone(dt.UTC).isoformat()
            path = house / "in" / f"{day}-{place}.json"
            path.write_text(json.dumps(told), encoding="utf-8")
        counts[str(day)] = len(times)
    (house / "probe.ipynb").write_text(json.dumps(PROBE), encoding="utf-8")
    settings = (
        f'[job.tag]\nsources = ["in"]\nnotebooks = ["probe.ipynb"]\nformats = ["html"]\n'
        f'since = {first}\nretries = 0\nparameters = {{annotator = "rules"}}\n'
    )
    (house / "jobs.toml").write_text(settings, encoding="utf-8")
    return counts


def run(house: Path, now: dt.datetime, log: int) -> None:
    """Runs the jobs of a house and writes every event to a file descriptor."""

    def say(event: runs.Event) -> None:
        os.write(log, (json.dumps(event._asdict()) + "\n").encode())

    runs.run(read_jobs(house / "jobs.toml"), now, say=say)


def morning(house: Path, now: dt.datetime, kill_after: float = 0, limit: int = 0) -> bool:
    """Runs the jobs in a child and notes its events; tells whether it was killed on the way."""
    told, log = os.pipe()  # a limit of files does not hold for it
    child = os.fork()
    if not child:
        try:
            if limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            run(house, now, log)
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(1)
    os.close(log)
    if kill_after:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    with os.fdopen(told) as events, (house / "log").open("a", encoding="utf-8") as kept:
        kept.writelines(line for line in events if line.endswith("\n"))
    return killed


@contextmanager
def full_but_for(room: int, disk: Path) -> Iterator[None]:
    """Fills a disk up to some bytes."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - room))
    try:
        yield
    finally:
        ballast.unlink()


def mounted(disk: Path, days: int) -> bool:
    """Makes a folder a small disk of its own, where this process may."""
    if MOUNTING not in os.environ:
        return False
    size = f"size={DISK + days * DAILY}"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(disk)], check=False)
    return done.returncode == 0


def may_mount() -> bool:
    """Tells whether a process of ours could mount a disk that nobody else sees."""
    trial = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    try:
        return not subprocess.run(trial, capture_output=True, check=False).returncode
    except OSError:
        return False


def differing(first: Path, second: Path) -> list[str]:
    """Gives the files that are not the same; what tells the time of day may differ."""
    trees = [
        {str(path) for path in _files(top) if path.parts[0][0] != "." and path.name != "feed.xml"}
        for top in (first, second)
    ]
    return sorted(
        name
        for name in trees[0] | trees[1]
        if name not in trees[0] & trees[1] or not _same(first / name, second / name)
    )


def _files(top: Path) -> Iterator[Path]:
    return (path.relative_to(top) for path in top.rglob("*") if path.is_file())


def _same(first: Path, second: Path) -> bool:
    if first.name != "run.json":
        return filecmp.cmp(first, second, shallow=False)
    facts = [json.loads(path.read_text(encoding="utf-8")) for path in (first, second)]
    for fact in facts:
        del fact["finished"], fact["seconds"], fact["sources"], fact["ahead"]
    return facts[0] == facts[1]


def finished(house: Path) -> Tree:
    """Gives every report that a reader sees, by its name."""
    folders = [path for path in (house / "reports" / "tag").glob("[!.]*") if path.is_dir()]
    return {path.name: path for path in folders if path.suffix != ".failed"}


def play(folder: Path, first: dt.date, asked: argparse.Namespace, dice: random.Random) -> Counter:
    """Plays the days from the first on in both houses; gives what happened, raises if wrong."""
    calm, rough = folder / "calm", folder / "rough"
    counts = prepare(calm, first, asked.days)
    prepare(rough, first, asked.days)
    disk = mounted(rough / "reports", asked.days)
    told: Counter = Counter()
    how = "is a tmpfs that is filled up" if disk else "is none of its own: no file may grow instead"
    print(f"From {first} on: the disk of the rough house {how}.", file=sys.stderr)
    days = [first + dt.timedelta(days=n + 1) for n in range(asked.days)]
    mornings = [dt.datetime.combine(day, dt.time(7), BERLIN) for day in days]
    off = range(asked.days // 2, asked.days // 2 + asked.outage)
    awake = [n for n in range(asked.days - 1) if n not in off]
    ill = dice.sample(awake, asked.kills + asked.full)
    kills, fulls = set(ill[: asked.kills]), set(ill[asked.kills :])
    seen: dict[str, int] = {}
    length = 0.0

    def well(n: int) -> set[int]:  # the next morning on which nothing is to happen
        free = (m for m in awake if m > n and m not in kills and m not in fulls)
        return set(islice(free, 1))

    for n, now in enumerate(mornings):
        started = time.monotonic()
        morning(calm, now)
        length = max(0.9 * length, time.monotonic() - started)
        last = n == asked.days - 1
        if n in off and not last:
            told["off"] += 1
        elif n in kills and not last:
            hit = morning(rough, now, kill_after=dice.uniform(0.001, length))
            told["kills"] += hit
            told["debris"] += any((rough / "reports").glob("tag/.*"))
            if not hit:  # it was done before
                kills |= well(n)
        elif n in fulls and not last:
            before = failures(rough)
            if disk:
                with full_but_for(dice.randrange(400_000), rough / "reports"):
                    morning(rough, now)
            else:
                morning(rough, now, limit=dice.choice((1, 300, 3_000, 12_000)))
            failed = failures(rough) > before
            told["full"] += failed
            if not failed:  # there was room enough
                fulls |= well(n)
        else:
            morning(rough, now)
        compare(calm, rough, seen)
    morning(rough, mornings[-1])
    compare(calm, rough, seen)
    events = _events(rough)
    built = Counter(event["period"] for event in events if event["status"] == "built")
    assert max(built.values()) == 1, f"built twice: {built.most_common(3)}"
    assert seen.keys() == counts.keys(), sorted(seen.keys() ^ counts.keys())
    for key, path in finished(rough).items():
        inputs = json.loads((path / "run.json").read_text(encoding="utf-8"))["inputs"]
        assert len(inputs) == counts[key], f"{key} holds {len(inputs)} articles, not {counts[key]}"
        told["articles"] += len(inputs)
    left = [path.name for path in (rough / "reports" / "tag").glob(".*")]
    assert not left, f"left over: {left}"
    wrong = differing(calm / "reports", rough / "reports")
    assert not wrong, f"not as in the calm year: {wrong[:9]}"
    told["reports"] = len(seen)
    return told


def compare(calm: Path, rough: Path, seen: dict[str, int]) -> None:
    """Makes sure that each report is whole when it is first seen, and is never built again."""
    there = finished(rough)
    gone = seen.keys() - there.keys()
    assert not gone, f"vanished: {sorted(gone)}"
    for key, path in there.items():
        number = path.stat().st_ino
        if key not in seen:
            seen[key] = number
            wrong = differing(finished(calm)[key], path)
            assert not wrong, f"{key} differs: {wrong[:9]}"
        assert seen[key] == number, f"{key} was built again"


def failures(house: Path) -> int:
    """Counts the reports that failed so far."""
    return sum(event["status"] == "failed" for event in _events(house))


def _events(house: Path) -> list[dict]:
    log = house / "log"
    lines = log.read_text(encoding="utf-8").splitlines() if log.is_file() else []
    return [json.loads(line) for line in lines]


def main() -> int:
    """Plays each stretch of days and prints what happened."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--first", type=dt.date.fromisoformat, action="append")
    asked.add_argument("--days", type=int, default=365)
    asked.add_argument("--kills", type=int, default=40)
    asked.add_argument("--full", type=int, default=10)
    asked.add_argument("--outage", type=int, default=14)
    asked.add_argument("--kernels", action="store_true")
    a = asked.parse_args()
    if MOUNTING not in os.environ and may_mount():
        os.environ[MOUNTING] = "1"
        os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv])
    provenance._commit = lambda root: ""
    executed, reports.run_notebooks = reports.run_notebooks, unexecuted
    warm = a.folder / "warm"  # what is read once need not be read by every child
    prepare(warm, FIRST, 2)
    run(warm, dt.datetime(2025, 1, 3, 7, tzinfo=BERLIN), os.open(os.devnull, os.O_WRONLY))
    if a.kernels:
        reports.run_notebooks = executed
    dice, started, told = random.Random(5), time.monotonic(), Counter()
    for first in a.first or [FIRST]:
        told += play(a.folder / str(first), first, a, dice)
    print(json.dumps(told | {"seconds": round(time.monotonic() - started)}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
