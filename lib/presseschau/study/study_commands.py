"""The commands of a study: actors drafted, tables exported, what coders agree on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from presseschau import DEFAULT_ANNOTATOR
from presseschau.core.calls import WrongCall, counted, nearest
from presseschau.pipeline.command_parts import Sources, end_with
from presseschau.study.keeping_commands import KEEPING
from presseschau.study.seeking_commands import SEEKING

if TYPE_CHECKING:  # no command shall load pandas before it is called
    import pandas as pd


def actors(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", "-o", help="The CSV file to write.")],
    annotator: Annotated[str, typer.Option(help="Who finds names.")] = DEFAULT_ANNOTATOR,
    least: Annotated[int, typer.Option(min=1, help="Leave out who is named less often.")] = 2,
    known: Annotated[str, typer.Option("--actors", help="An actors.csv to go on with.")] = "",
    register: Annotated[
        list[Path] | None,
        typer.Option(help="A public list (CSV, JSON, XML) to join; may be given repeatedly."),
    ] = None,
) -> None:
    """Draft an actors.csv to edit: who was found, under which names, in which role."""
    from presseschau.core.placing import write_whole
    from presseschau.link.actors import unclear_mentions
    from presseschau.link.actors.register import draft_register, extended, read_register
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study.joining import join_lists

    if out.exists():
        raise WrongCall(f"'{out}' is already there; give another --out or delete it.")
    if len(sources) > 1:
        raise WrongCall("Give one source: a file, a folder, an archive or saved tables.")
    write_whole(out, "").unlink()  # before the work, since it may not be possible
    rows = read_register(known) if known else []
    analysis = open_analysis(sources[0], annotator, known)
    draft = extended(rows, draft_register(analysis.actors, least))
    joined, questions = join_lists(draft, register or (), analysis.articles["published"])
    write_whole(out, joined.to_csv(index=False))
    unclear = len(unclear_mentions(analysis.mentions, analysis.actors))
    found = counted(len(draft), "actor is", "actors are")
    stay = counted(unclear, "mention stays", "mentions stay")
    typer.echo(f"{found} in {out}; {stay} unclear.")
    if register:
        filled = (joined != draft.reindex(columns=joined.columns, fill_value="")).any(axis=1).sum()
        typer.echo(f"{counted(filled, 'actor was', 'actors were')} found in the lists.")
    _tell_questions(questions, out)
    end_with(analysis.rejects)


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
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study import export as exporting
    from presseschau.study.inception import read_corrections_of

    analysis = open_analysis(source)
    if not back:
        typer.echo(f"The export is in {exporting.export(analysis, to, form, language)}.")
        return
    rows = read_corrections_of(analysis, back)
    if not rows:
        typer.echo("In these documents nothing was changed.")
        return
    to.mkdir(parents=True, exist_ok=True)
    _correct(to / "corrections.csv", rows)


def reliability(
    paths: Annotated[
        list[Path], typer.Argument(help="CSV: unit, coder, variable, value.", show_default=False)
    ],
    level: Annotated[
        list[str] | None,
        typer.Option(metavar="VARIABLE=LEVEL", help="nominal (if left out), ordinal, interval."),
    ] = None,
    machine: Annotated[
        str, typer.Option(help="Saved tables, whose decisions count as one more coder.")
    ] = "",
    together: Annotated[
        bool, typer.Option("--together", help="Take all variables as one, too: stances.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A CSV file.")] = None,
    disagreements: Annotated[
        Path | None, typer.Option(help="A CSV file for what was coded differently.")
    ] = None,
    draw: Annotated[
        int, typer.Option(min=0, help="Write so many units of each variable to code, instead.")
    ] = 0,
    by: Annotated[str, typer.Option(help="With --draw: equally many by 'outlet'.")] = "",
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="With --draw: the least certain ones.")
    ] = False,
    codebook: Annotated[
        str, typer.Option(help="Your codebook.toml; else the one beside the first file, if any.")
    ] = "",
    corrections: Annotated[
        Path | None,
        typer.Option(help="With --machine: what was agreed on goes into this corrections.csv."),
    ] = None,
) -> None:
    """Report how far coders agree, and each of them, the machine too, with the consensus."""
    from presseschau.core.placing import write_whole
    from presseschau.measures.codebook import read_codebook
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study import reliability as coding
    from presseschau.study.agreement import FIGURES

    if draw:
        if len(paths) > 1:
            raise WrongCall("--draw writes one file: name only one.")
        _draw(paths[0], machine, draw, by, uncertain, codebook)
        return
    if corrections and not machine:
        raise WrongCall("Say what to correct: add --machine TABLES.")
    levels = dict(pair.split("=", 1) if "=" in pair else (pair, "") for pair in level or ())
    beside = Path(codebook) if codebook else paths[0].with_name("codebook.toml")
    values = read_codebook(beside) if codebook or beside.is_file() else {}
    rows = coding.read_codings(*paths, codebook=values)
    analysis = open_analysis(machine) if machine else None
    table = coding.report(rows, levels, analysis, together)
    for row in table.itertuples():
        who = f"{row.coders} coders" if row.coder == "all" else f"{row.coder} and consensus"
        typer.echo(f"{row.variable} ({row.level}): {counted(row.units, 'unit')}, {who}")
        for name in FIGURES if row.units else ():
            value, low, high = (getattr(row, f"{name}{end}") for end in ("", "_low", "_high"))
            limits = f" [{low:.3f}, {high:.3f}]" if low == low else ""
            typer.echo(f"  {name:<7}{value:.3f}{limits}" if value == value else f"  {name:<7}–")
    if out:
        write_whole(out, table.to_csv(index=False))
    if disagreements:
        write_whole(disagreements, coding.disagreements(coding.people(rows)).to_csv(index=False))
    if corrections:
        _correct(corrections, coding.corrections_of(analysis, rows))


def _correct(path: Path, rows: list[dict[str, object]]) -> None:
    """Adds to a file of corrections those that it does not say already."""
    from presseschau.link.corrections import unsaid, write_correction

    new = unsaid(path, *rows)
    write_correction(path, *new)
    typer.echo(f"{counted(len(rows), 'correction')} in {path}, {len(new)} new.")


def _draw(path: Path, machine: str, n: int, by: str, uncertain: bool, codebook: str) -> None:
    """Writes units of each variable to be coded, without what the machine decided."""
    from presseschau.core.placing import write_whole
    from presseschau.measures.codebook import codebook_for
    from presseschau.pipeline.opening import open_analysis
    from presseschau.study.units import draw_units

    if not machine or path.exists():
        told = f"'{path}' is already there; name another" if machine else "Add --machine TABLES"
        raise WrongCall(f"{told}: --draw writes a new file of units to code.")
    if by not in ("", "outlet"):
        raise WrongCall(f"Units cannot be drawn by '{by}'. {nearest(by, ['outlet'])}")
    variables = codebook_for(path, codebook)
    drawn = draw_units(open_analysis(machine), variables, n, by, uncertain)
    write_whole(path, drawn.to_csv(index=False))
    typer.echo(f"{counted(len(drawn), 'unit')} to code in {path}.")


def _tell_questions(questions: "pd.DataFrame", out: Path) -> None:
    """Writes down which names of an actors.csv are doubtful, and says how to answer."""
    from presseschau.core.placing import write_whole

    if questions.empty:
        return
    path = out.with_name(f"{out.stem}-questions.csv")
    write_whole(path, questions.to_csv(index=False))
    names = counted(questions["name"].nunique(), "name is", "names are")
    typer.echo(
        f"{names} doubtful and not filled: {path} lists who it may be. Write the right id, or '-'"
        f" for none of them, in the column 'register' of {out}, and call again with --actors {out}"
        " and another --out.",
        err=True,
    )


#: The commands with their examples, as ``cli`` takes them up.
COMMANDS = SEEKING | {
    actors: "Example: presseschau actors articles/ --register mdb.xml --out actors.csv",
    export: "Example: presseschau export tables/ --to spss/ --format sav",
    **KEEPING,
    reliability: "Example: presseschau reliability anna.csv ben.csv --level tenor=ordinal",
}
