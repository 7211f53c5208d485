"""The commands of what is kept: a report packed for others, and deleted when its day has come."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from presseschau.core.calls import FAILED, WrongCall


def pack(
    report: Annotated[
        Path | None, typer.Argument(help="The folder of a report.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The archive; REPORT.zip if left out.")
    ] = None,
    data: Annotated[
        str, typer.Option(help="whole: the tables with all texts; hashes: only their checksums.")
    ] = "whole",
    verify: Annotated[
        Path | None, typer.Option(help="An archive to check and count again.", show_default=False)
    ] = None,
    source: Annotated[
        str, typer.Option("--source", "-s", help="With --verify: the articles, to be read anew.")
    ] = "",
) -> None:
    """Pack a report as a replication archive, or check one."""
    from presseschau.study import packing

    if (report is None) == (verify is None):
        raise WrongCall("Name the folder of a report to pack, or an archive with --verify.")
    if report:
        archive = packing.pack(report, out or report.with_name(f"{report.name}.zip"), data)
        typer.echo(f"The archive is {archive}.")
        return
    checks = packing.verify(verify, source)
    for check in checks:
        typer.echo(f"{check.what:<9} {'ok' if check.holds else 'NOT'}  {check.said}")
    if not all(check.holds for check in checks):
        raise typer.Exit(FAILED)


def purge(
    folders: Annotated[
        list[Path], typer.Argument(help="Where to look for what is due.", show_default=False)
    ],
    on: Annotated[
        str, typer.Option(metavar="DAY", help="Only say from which day on they are to be deleted.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
) -> None:
    """Delete the corpora, tables and reports whose day has come, and empty the cache."""
    from presseschau.study import purging

    if on:
        for folder in folders:
            typer.echo(f"{folder} is to be deleted from {purging.set_day(folder, on)} on.")
        return
    found = purging.due(folders, dt.date.today())
    if not dry_run:
        purging.purge(folder for folder, _ in found)
    for folder, day in found:
        typer.echo(f"{folder} ({day}) {'would be deleted' if dry_run else 'deleted'}")
    if not found:
        typer.echo("Nothing is due.")


#: The commands with their examples, as ``study_commands`` takes them up.
KEEPING = {
    pack: "Example: presseschau pack reports/november --out november.zip",
    purge: "Example: presseschau purge corpus/ --on 2027-01-31; each day: presseschau purge .",
}
