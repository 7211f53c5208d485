"""The command that makes a single report, and what commands have in common."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from presseschau.core.calls import SOME_REFUSED, counted

if TYPE_CHECKING:  # no command shall load pandas before it is called
    import pandas as pd

#: What is said where a folder, or what could be read of it, has no article.
NOTHING_READ = "Nothing was read: there is no article in the sources."
Sources = Annotated[
    list[str], typer.Argument(help="Files, folders, globs or zip archives.", show_default=False)
]
ActorsFile = Annotated[str, typer.Option("--actors", help="Your actors.csv.")]
CorrectionsFile = Annotated[str, typer.Option("--corrections", help="Your corrections.csv.")]
Workers = Annotated[int, typer.Option(min=0, help="Processes; 0 for as many as pay.")]


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


def say(line: str) -> None:
    """Tells the user something that is not the result."""
    typer.echo(line, err=True)


def end_with(rejects: "pd.DataFrame") -> None:
    """Says what was refused, and ends the command so where anything was."""
    from presseschau.articles.doubts import DOUBTS

    for row in rejects.to_dict("records"):
        place = row["path"] + (f", row {row['row']}" if row["row"] > 0 else "")
        what = "noted" if row["reason"] in DOUBTS else "refused"
        say(f"{what}: {place}: {row['reason']}. {row['detail']}")
    if len(rejects):
        raise typer.Exit(SOME_REFUSED)


#: The command with its example, for the help.
COMMANDS = {
    report: "Example: presseschau report -s articles/ -p start=2026-11-01 -o reports/november"
}
