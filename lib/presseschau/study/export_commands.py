"""The commands that a publication needs: export, reliability."""

from pathlib import Path
from typing import Annotated

import typer

from presseschau.core.calls import WrongCall, counted


def export(
    source: Annotated[str, typer.Argument(help="Saved tables, or articles.", show_default=False)],
    to: Annotated[Path, typer.Option("--to", help="The folder to write.", show_default=False)],
    form: Annotated[str, typer.Option("--format", help="sav, dta, csv, graphml or xmi.")] = "csv",
    language: Annotated[str, typer.Option("--language", "-l", help="Labels: de or en.")] = "de",
    back: Annotated[
        Path | None,
        typer.Option(help="The xmi as INCEpTION gave it back: its changes become corrections.csv."),
    ] = None,
) -> None:
    """Write an analysis for SPSS, Stata, R (csv), networks (graphml) or INCEpTION (xmi)."""
    from presseschau.link.corrections import write_correction
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study import export as exporting
    from presseschau.study.inception import read_corrections_of

    analysis = open_analysis(source)
    if not back:
        typer.echo(f"The export is in {exporting.export(analysis, to, form, language)}.")
        return
    if form != "xmi":
        raise WrongCall("Only INCEpTION's documents come back: --format xmi --back FOLDER.")
    rows = read_corrections_of(analysis, back)
    if not rows:
        typer.echo("In these documents nothing was changed.")
        return
    to.mkdir(parents=True, exist_ok=True)
    write_correction(to / "corrections.csv", *rows)
    typer.echo(f"{counted(len(rows), 'correction')} in {to / 'corrections.csv'}.")


def reliability(
    path: Annotated[
        Path,
        typer.Argument(help="CSV: unit, coder, variable, value.", show_default=False),
    ],
    level: Annotated[
        list[str] | None,
        typer.Option(metavar="VARIABLE=LEVEL", help="nominal (if left out), ordinal, interval."),
    ] = None,
    machine: Annotated[
        str, typer.Option(help="Saved tables, whose decisions count as one more coder.")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A CSV file.")] = None,
    disagreements: Annotated[
        Path | None, typer.Option(help="A CSV file for what was coded differently.")
    ] = None,
) -> None:
    """Report how far coders agree, and each of them, the machine too, with the consensus."""
    import pandas as pd

    from presseschau.core.placing import write_whole
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study import reliability as coding
    from presseschau.study.agreement import FIGURES, agreement

    levels = dict(pair.split("=", 1) if "=" in pair else (pair, "") for pair in level or ())
    rows = coding.read_codings(path)
    people = rows[~rows["coder"].isin([coding.CONSENSUS, coding.MACHINE])]
    tables = [agreement(people, levels).assign(coder="all")]
    if machine:
        found = coding.machine_codings(open_analysis(machine))
        rows = pd.concat([rows[rows["coder"] != coding.MACHINE], found[rows.columns]])
    if coding.CONSENSUS not in set(rows["coder"]) and coding.MACHINE in set(rows["coder"]):
        rows = pd.concat([rows, coding.consensus(people)])
    if coding.CONSENSUS in set(rows["coder"]):
        rows = rows[rows["variable"].isin(people["variable"])]
        tables.append(coding.against(rows, levels=levels))
    table = pd.concat(tables, ignore_index=True)
    for row in table.itertuples():
        who = f"{row.coders} coders" if row.coder == "all" else f"{row.coder} and consensus"
        typer.echo(f"{row.variable} ({row.level}): {counted(row.units, 'unit')}, {who}")
        for name in FIGURES:
            value, low, high = (getattr(row, f"{name}{end}") for end in ("", "_low", "_high"))
            limits = f" [{low:.3f}, {high:.3f}]" if low == low else ""
            typer.echo(f"  {name:<7}{value:.3f}{limits}" if value == value else f"  {name:<7}–")
    if out:
        write_whole(out, table.to_csv(index=False))
    if disagreements:
        write_whole(disagreements, coding.disagreements(people).to_csv(index=False))


#: The commands with their examples, as ``cli`` takes them up.
COMMANDS = {
    export: "Example: presseschau export tables/ --to spss/ --format sav",
    reliability: "Example: presseschau reliability codings.csv --level tenor=ordinal",
}
