"""The commands for unattended reports: run, fetch, index, schedule, clean."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from presseschau.core.calls import FAILED, SOME_REFUSED, WRONG_CALL, sentence

JobsFile = Annotated[Path, typer.Argument(help="The jobs.toml.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Log as JSON lines.")]
_DAY = {"formats": ["%Y-%m-%d"], "metavar": "YYYY-MM-DD"}


def run(
    path: JobsFile,
    job: Annotated[str, typer.Option("--job", help="Only this job.")] = "",
    day: Annotated[
        dt.datetime | None, typer.Option("--date", help="Only the period of this day.", **_DAY)
    ] = None,
    since: Annotated[
        dt.datetime | None, typer.Option(help="All periods from this day on.", **_DAY)
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Build again what is built; the newest by default.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be built and removed.")
    ] = False,
    no_fetch: Annotated[
        bool, typer.Option("--no-fetch", help="Take what has arrived; ask no feed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch the feeds of jobs.toml, and build every report that is due and not yet built."""
    from presseschau.jobs import check_parameters_of, read_jobs, runs
    from presseschau.jobs.due import Choice

    say = partial(_say, as_json)
    now = dt.datetime.now().astimezone()
    choice = Choice(job, day and day.date(), since and since.date(), force)
    with _told():
        jobs = read_jobs(path, unattended=not dry_run)
        for folder in jobs.feeds().values():  # a feed not yet fetched is a source without files
            with suppress(OSError):  # the job will say that its source is not there
                folder.mkdir(parents=True, exist_ok=True)
        fetched = [] if dry_run or no_fetch else runs.fetch_feeds(jobs, now, job, say)
        if dry_run:
            check_parameters_of(jobs, path)
            events = runs.planned(jobs, now, choice, say)
        else:
            check = partial(check_parameters_of, jobs, path)
            events = fetched + runs.run(jobs, now, choice, say=say, check=check)
    if any(event.status in runs.FAILURES for event in events):
        raise typer.Exit(FAILED)
    if any(event.rejects for event in events):
        raise typer.Exit(SOME_REFUSED)


def fetch(
    path: JobsFile,
    job: Annotated[str, typer.Option("--job", help="Only the feeds of this job.")] = "",
    as_json: AsJson = False,
) -> None:
    """Fetch what is new in the feeds of jobs.toml, and build nothing."""
    from presseschau.jobs import read_jobs, runs
    from presseschau.jobs.due import Choice, chosen_series

    with _told():
        jobs = read_jobs(path, unattended=True)
        chosen_series(jobs, Choice(job))
        events = runs.fetch_feeds(jobs, dt.datetime.now().astimezone(), job, partial(_say, as_json))
    if not events:
        typer.echo("No feed is among the sources.", err=True)
    if any(event.rejects for event in events):
        raise typer.Exit(SOME_REFUSED)


def clean(
    folder: Annotated[Path, typer.Argument(help="The folder of the reports.", show_default=False)],
    keep: Annotated[
        int | None, typer.Option(min=1, help="How many reports of each series stay.")
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, help="How many days a report stays.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
) -> None:
    """Remove the oldest reports of every series of jobs."""
    from presseschau.jobs.due import outdated, remove
    from presseschau.jobs.orders import Keep
    from presseschau.jobs.traces import locked

    if keep is None and days is None:
        raise typer.BadParameter("Say what stays: --keep 30 or --days 90.")
    if not folder.is_dir():
        raise typer.BadParameter(f"There is no folder '{folder}'.")
    now = dt.datetime.now().astimezone()
    with _told(), locked(folder, now):
        for series in sorted(path for path in folder.iterdir() if path.is_dir()):
            for report in outdated(series, Keep(count=keep, days=days), now):
                if not dry_run:
                    remove(report)
                said = "would be removed" if dry_run else "removed"
                typer.echo(f"{series.name} {report.name} {said}")


def index(
    folder: Annotated[Path, typer.Argument(help="The folder that holds the reports.")],
    language: Annotated[str, typer.Option("--language", "-l", help="de or en.")] = "de",
) -> None:
    """Write one page that lists all reports of a folder."""
    from presseschau.jobs.delivery.index import write_index

    typer.echo(str(write_index(folder, language)))


def schedule(
    path: JobsFile,
    cron: Annotated[bool, typer.Option("--cron", help="A line for crontab.")] = False,
    systemd: Annotated[bool, typer.Option("--systemd", help="A service and a timer.")] = False,
    at: Annotated[
        str, typer.Option(help="Time of day to start, by the machine's clock.")
    ] = "07:00",
) -> None:
    """Print what starts the jobs every day: a cron line or a systemd timer."""
    from presseschau.jobs import read_jobs
    from presseschau.jobs.schedule import cron_line, systemd_units

    if cron == systemd:
        raise typer.BadParameter("Say which: --cron or --systemd.")
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
        raise typer.BadParameter(f"--at takes a time like 07:00, not '{at}'.")
    with _told():
        read_jobs(path)
    if cron:
        typer.echo(cron_line(path, at), nl=False)
        return
    for name, unit in systemd_units(path, at).items():
        typer.echo(f"# ~/.config/systemd/user/{name}\n{unit}")
    typer.echo("# systemctl --user enable --now presseschau.timer; loginctl enable-linger")


def _say(as_json: bool, event: Any) -> None:
    line = json.dumps(event._asdict(), ensure_ascii=False) if as_json else event.line()
    with suppress(OSError):  # a full disk takes no log; the exit code tells it
        typer.echo(line)


@contextmanager
def _told() -> Iterator[None]:
    """Ends the command with a sentence and its exit code where it cannot be carried out."""
    from presseschau.jobs import WrongJobs
    from presseschau.jobs.traces import Busy

    try:
        yield
    except WrongJobs as error:
        typer.echo("\n".join(error.mistakes), err=True)
        raise typer.Exit(WRONG_CALL) from None
    except (Busy, OSError) as error:
        typer.echo(sentence(error) if isinstance(error, OSError) else str(error), err=True)
        raise typer.Exit(FAILED) from None


#: The commands with their examples, as ``cli`` takes them up.
COMMANDS = {
    index: "Example: presseschau index reports/",
    run: "Example: presseschau run jobs.toml --dry-run",
    fetch: "Example: presseschau fetch jobs.toml --job morgen",
    schedule: "Example: presseschau schedule jobs.toml --cron --at 06:30 | crontab -",
    clean: "Example: presseschau clean reports/ --keep 30 --dry-run",
}
