"""The commands of a study: categories."""

from pathlib import Path
from typing import Annotated

import typer

from presseschau.core.calls import WrongCall, counted

WRONG_CALL = 2


def categories(
    path: Annotated[Path, typer.Argument(help="The categories.toml.", show_default=False)],
    source: Annotated[
        str, typer.Option("--source", "-s", help="Articles, or saved tables, to look through.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A CSV file for the hits.")
    ] = None,
) -> None:
    """Check a file of categories, and count its hits in articles."""
    from presseschau.study.categories_file import read_categories

    try:
        found = read_categories(path)
    except WrongCall as error:
        typer.echo(str(error), err=True)  # one line per mistake
        raise typer.Exit(WRONG_CALL) from None
    if not source:
        if out:
            raise WrongCall("Say where to look for hits: --source FOLDER.")
        typer.echo(f"{path.name}: {counted(len(found), 'category', 'categories')}, no mistake.")
        return
    from presseschau.core.placing import write_whole
    from presseschau.measures import find_actor
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study.categories import find_hits

    analysis = open_analysis(source)
    for name in dict.fromkeys(name for one in found for name in (*one.said_by, *one.about)):
        if not (actor := find_actor(analysis, name)).key:
            near = " or ".join(f"'{other}'" for other in actor.suggestions)
            hint = f"; did you mean {near}?" if near else "."
            typer.echo(f"There is no actor '{name}' in these articles{hint}", err=True)
    hits = find_hits(analysis, found)
    for category in found:
        own = hits[hits["category"] == category.name]
        places = counted(own["article_id"].nunique(), "article")
        typer.echo(f"{category.name}: {counted(len(own), 'hit')} in {places}")
    if out:
        write_whole(out, hits.to_csv(index=False))
        typer.echo(f"The hits are in {out}.")


#: The commands with their examples, as ``cli`` takes them up.
COMMANDS = {
    categories: "Example: presseschau categories categories.toml --source articles/ --out hits.csv"
}
