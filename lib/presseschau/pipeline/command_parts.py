"""What commands have in common: options, what is told beside the result, and how they end."""

from typing import TYPE_CHECKING, Annotated

import typer

from presseschau.core.calls import SOME_REFUSED

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
