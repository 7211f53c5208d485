"""The commands that look for something in articles: categories, discourse, messages."""

from pathlib import Path
from typing import Annotated

import typer

from presseschau.core.calls import WrongCall, counted, nearest

CategoriesFile = Annotated[Path, typer.Argument(help="The categories.toml.", show_default=False)]
Source = Annotated[
    str, typer.Option("--source", "-s", help="Saved tables, or articles.", show_default=False)
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="A CSV file for what is found.")]
#: What shares of categories are counted by.
_GROUPS = ("outlet", "week", "story", "actor")


def categories(
    path: CategoriesFile,
    source: Annotated[
        str, typer.Option("--source", "-s", help="Articles, or saved tables, to look through.")
    ] = "",
    out: Out = None,
    by: Annotated[
        str, typer.Option(help="Shares of articles by outlet, week, story or actor.")
    ] = "",
) -> None:
    """Check a file of categories, and count its hits in articles."""
    from presseschau.study.categories_file import read_categories

    found = read_categories(path)
    if not source:
        if out or by:
            raise WrongCall("Say where to look for hits: --source FOLDER.")
        typer.echo(f"{path.name}: {counted(len(found), 'category', 'categories')}, no mistake.")
        return
    from presseschau.core.placing import write_whole
    from presseschau.measures import find_actor
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study.categories import category_shares, find_hits

    if by not in ("", *_GROUPS):
        raise WrongCall(f"There are no shares by '{by}'. {nearest(by, _GROUPS)}")
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
    table = hits
    if by:
        table = category_shares(analysis, hits, by).drop(columns="evidence")
        table[by] = table[by].astype("str").replace("", f"no {by}")
        for row in table.to_dict("records"):
            limits = f" [{row['low']:.0%}, {row['high']:.0%}]" if row["low"] == row["low"] else ""
            typer.echo(f"{row['name']}, {row[by]}: {row['value']:.0%}{limits} of {row['n']}")
    if out:
        write_whole(out, table.to_csv(index=False))
        typer.echo(f"The {'shares' if by else 'hits'} are in {out}.")


def discourse(
    path: CategoriesFile,
    source: Source,
    to: Annotated[Path, typer.Option("--to", help="The folder to write.", show_default=False)],
    codings: Annotated[
        list[Path] | None, typer.Option(help="CSV: unit, coder, variable (the category), value.")
    ] = None,
    least: Annotated[
        int, typer.Option(min=1, help="Statements of an actor on a category, to count.")
    ] = 1,
) -> None:
    """Write who agrees with what, and so with whom, for DNA, Gephi and R."""
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study.categories import find_hits
    from presseschau.study.categories_file import read_categories
    from presseschau.study.discourse import relations, statements
    from presseschau.study.discourse_files import write_discourse
    from presseschau.study.reliability import read_codings

    found = read_categories(path)
    coded = read_codings(*codings) if codings else None
    analysis = open_analysis(source)
    said = statements(analysis, find_hits(analysis, found), coded)
    pairs = relations(said, least)
    write_discourse(analysis, said, to, least, {one.name: one.description for one in found})
    known = int((said["stance"] != 0).sum())
    typer.echo(f"{counted(len(said), 'statement')}, {known} of them with a stance.")
    close, apart = (counted(int(n.sum()), "pair") for n in (pairs["value"] > 0, pairs["value"] < 0))
    typer.echo(f"{close} of actors rather agree, {apart} rather disagree: see {to}.")
    if coded is None:
        typer.echo(
            "These stances are guesses and often wrong: fill in to-code.csv, and call with"
            " --codings.",
            err=True,
        )


def messages(
    path: Annotated[
        Path, typer.Argument(help="A message a line, or a folder of .txt.", show_default=False)
    ],
    source: Source,
    out: Out = None,
) -> None:
    """List the passages that may have taken up your own statements; read each of them."""
    from presseschau.core.placing import write_whole
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study.messages import read_messages, taken_up

    own = read_messages(path)
    found = taken_up(open_analysis(source), own)
    for row in own.itertuples():
        rows = found[found["message"] == row.message]
        typer.echo(f"{row.message}: {counted(rows['article_id'].nunique(), 'article')} to be read")
        for near in rows.itertuples():
            text = " ".join(near.text.split())
            typer.echo(f"  {near.score:.2f} by {near.by}, {near.outlet}: {text}")
    if out:
        write_whole(out, found.drop(columns="evidence").to_csv(index=False))
        typer.echo(f"The passages are in {out}.")


#: These commands with their examples.
SEEKING = {
    categories: "Example: presseschau categories categories.toml --source articles/ --out hits.csv",
    discourse: "Example: presseschau discourse categories.toml -s tables/ --to network/",
    messages: "Example: presseschau messages statements.txt --source articles/ --out found.csv",
}
