"""A year of mornings under a fake clock: runs are killed and disks fill up, and nothing is lost.

Each run is a child process that really reads, analyses and writes; only the kernels are left out.
Prints one JSON object with what happened; its exit code is 1 where a report is wrong.
"""

import argparse
import datetime as dt
import filecmp
import json
import os
import random
import resource
import shutil
import signal
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from small_analysis import unexecuted

from presseschau import pipeline  # noqa: F401 - before forks
from presseschau.jobs import building, read_jobs, runs  # noqa: F401 - before forks
from presseschau.reports import making as reports
from presseschau.reports import provenance

BERLIN = ZoneInfo("Europe/Berlin")
PROBE = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Probe"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {"tags": ["parameters"]},
            "execution_count": None,
            "outputs": [],
            "source": 'source: str = ""\nlanguage: str = "de"',
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
SUBJECTS = ("Der Hafen", "Die Werft", "Das Klinikum", "Der Deich", "Die Fähre")


def prepare(folder: Path, first: dt.date, days: int) -> None:
    """Writes two articles a day, dated in their text, and the jobs."""
    (folder / "in").mkdir(parents=True)
    for number in range(days):
        day = first + dt.timedelta(days=number)
        for subject in random.Random(number).sample(SUBJECTS, 2):
            text = (
                f"{subject} am {number}. Morgen\n\nSundhafen, {day:%d.%m.%Y}. {subject} öffnet. "
                f"„Wir haben {number} Tage lang auf diesen Morgen gewartet“, sagte Frauke Tamm.\n"
            )
            name = f"{day}-{SUBJECTS.index(subject)}.txt"
            (folder / "in" / name).write_text(text, encoding="utf-8")
    (folder / "probe.ipynb").write_text(json.dumps(PROBE), encoding="utf-8")
    settings = (
        f'[job.tag]\nsources = ["in"]\nnotebooks = ["probe.ipynb"]\nformats = ["html"]\n'
        f"since = {first}\nretries = 0\n"
    )
    (folder / "jobs.toml").write_text(settings, encoding="utf-8")


def morning(folder: Path, now: dt.datetime, kill_after: float = 0, room: int = 0) -> float:
    """Runs the jobs in a child; kills it after some seconds, or lets no file grow over ``room``."""
    started = time.monotonic()
    child = os.fork()
    if not child:
        try:
            if room:
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            jobs = read_jobs(folder / "jobs.toml")
            with (folder / "log").open("a", encoding="utf-8") as log:

                def say(event: runs.Event) -> None:
                    log.write(json.dumps(event._asdict()) + "\n")
                    log.flush()

                runs.run(jobs, now, say=say)
            os._exit(0)
        except BaseException:
            os._exit(1)
    if kill_after:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - started


def differing(first: Path, second: Path) -> list[str]:
    """Gives the files that are not byte-identical, but for run.json, which tells the time."""
    names = [
        {str(p.relative_to(tree)) for p in tree.rglob("*") if p.is_file() and p.name != "run.json"}
        for tree in (first, second)
    ]
    both = names[0] & names[1]
    same = {name for name in both if filecmp.cmp(first / name, second / name, shallow=False)}
    return sorted((names[0] | names[1]) - same)


def main() -> int:
    """Plays the same days undisturbed and disturbed, and compares."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--first", type=dt.date.fromisoformat, default=dt.date(2026, 1, 1))
    asked.add_argument("--days", type=int, default=365)
    asked.add_argument("--kills", type=int, default=40)
    asked.add_argument("--full", type=int, default=10)
    asked.add_argument("--outage", type=int, default=14)
    a = asked.parse_args()
    reports.run_notebooks = unexecuted
    provenance._commit = lambda root: ""
    calm, rough = a.folder / "calm", a.folder / "rough"
    dice = random.Random(5)
    mornings = [
        dt.datetime.combine(a.first + dt.timedelta(days=n + 1), dt.time(7), BERLIN)
        for n in range(a.days)
    ]
    for folder in (calm, rough):
        prepare(folder, a.first, a.days)
    length = max(morning(calm, now) for now in mornings[:2])
    morning(calm, mornings[-1])
    off = range(a.days // 2, a.days // 2 + a.outage)
    awake = [n for n in range(a.days - 1) if n not in off]
    ill = dice.sample(awake, a.kills + a.full)
    killed, full = set(ill[: a.kills]), set(ill[a.kills :])
    for n in (*awake, a.days - 1):
        if n in killed:
            morning(rough, mornings[n], kill_after=dice.uniform(0.01, length))
        elif n in full:
            morning(rough, mornings[n], room=dice.choice((1, 300, 3_000, 12_000)))
        else:
            morning(rough, mornings[n])
    morning(rough, mornings[-1])
    events = [json.loads(line) for line in (rough / "log").read_text("utf-8").splitlines()]
    built = [event["period"] for event in events if event["status"] == "built"]
    left = [p.name for p in (rough / "reports" / "tag").iterdir() if p.name.startswith(".")]
    wrong = differing(calm / "reports" / "tag", rough / "reports" / "tag")
    done = len(list((rough / "reports" / "tag").glob("*/run.json")))
    told = {
        "days": a.days,
        "reports": done,
        "built twice": sorted({p for p in built if built.count(p) > 1}),
        "failed": [event["detail"][:150] for event in events if event["status"] == "failed"],
        "left over": left,
        "differing": wrong[:10],
    }
    print(json.dumps(told))
    shutil.rmtree(a.folder, ignore_errors=True)
    return int(done != a.days or bool(told["built twice"] or left or wrong))


if __name__ == "__main__":
    raise SystemExit(main())
