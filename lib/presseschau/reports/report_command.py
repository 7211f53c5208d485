"""The command that makes a single report."""

from pathlib import Path
from typing import Annotated

import typer

from presseschau.core.calls import SOME_REFUSED, counted
from presseschau.pipeline.command_parts import (
    NOTHING_READ,
    ActorsFile,
    CorrectionsFile,
    Workers,
    say,
)


def report(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="corpus, actors, quotes, sentiment, compare, or paths of own notebooks; all five"
            " if left out.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", "-s", help="Articles, or saved tables; may be given repeatedly."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The report's folder; reports/SOURCE if left out."),
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A notebook's parameter."),
    ] = None,
    language: Annotated[str, typer.Option("--language", "-l", help="de or en.")] = "",
    actors: ActorsFile = "",
    corrections: CorrectionsFile = "",
    pdf: Annotated[bool, typer.Option(help="Also write PDFs, Word and slides.")] = True,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a report on another source.")
    ] = False,
    workers: Workers = 0,
    parameters: Annotated[
        bool, typer.Option("--parameters", help="List the parameters and stop.")
    ] = False,
) -> None:
    """Run the notebooks on articles and write one folder with the finished report."""
    from presseschau import reports
    from presseschau.core.calls import WrongCall
    from presseschau.reports.folder import named_after
    from presseschau.reports.parameters import parse_assignments, read_parameters

    paths = reports.find_notebooks(names or ())
    declared = {name: read_parameters(path) for name, path in paths.items()}
    known = reports.known_parameters(declared)
    if parameters:
        for parameter in known.values():
            typer.echo(f"{parameter.name}: {parameter.type} = {parameter.default!r}")
            typer.echo(f"    {parameter.help}")
        return
    if not source:
        raise WrongCall("Say what to read: presseschau report --source FOLDER.")
    values = parse_assignments(assignments or (), known)
    own = {"language": language, "actors": actors, "corrections": corrections}
    for name, value in own.items():
        if value and values.setdefault(name, value) != value:
            raise WrongCall(f"--{name} and -p {name}= differ; give one of them.")
    given = {"pdf": pdf, "workers": workers, "force": force, "say": say}
    done = reports.report(source, out or named_after(source[0]), names or (), values, **given)
    for note in done.notes:
        say(note)
    if not done.articles:
        say(NOTHING_READ)
    typer.echo(str(done.folder / "index.html"))
    if done.rejects:
        refused = counted(done.rejects, "input was", "inputs were")
        say(f"{refused} refused, or read without a date; the report says which and why.")
        raise typer.Exit(SOME_REFUSED)


#: The command with its example, for the help.
COMMANDS = {
    report: "Example: presseschau report -s articles/ -p start=2026-11-01 -o reports/november"
}
