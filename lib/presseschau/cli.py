"""The command ``presseschau``: its subcommands, those of the rooms' ``*_commands`` among them."""

import gc
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from presseschau import DEFAULT_ANNOTATOR, __version__
from presseschau.core.calls import (
    FAILED,
    WRONG_CALL,
    WrongCall,
    advice,
    counted,
    raised_here,
    sentence,
)
from presseschau.jobs import job_commands
from presseschau.lab import check_command
from presseschau.pipeline.cache.cache_commands import cache
from presseschau.pipeline.command_parts import (
    NOTHING_READ,
    ActorsFile,
    CorrectionsFile,
    Sources,
    Workers,
    end_with,
    say,
)
from presseschau.reports.report_command import COMMANDS
from presseschau.study import study_commands

# Articles are millions of small things that all stay: to search them for circles as often as
# Python does by default takes a tenth of the time and finds none.
gc.set_threshold(20_000)


class _Group(TyperGroup):
    """Turns every error into one sentence and its exit code."""

    def invoke(self, ctx: typer.Context) -> Any:
        with suppress(AttributeError):  # a name of a file that is no UTF-8 is told as it is
            sys.stdout.reconfigure(errors="surrogateescape")
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _stop("Stopped; nothing half-finished was left behind.", 130)
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if type(error).__module__.startswith(("click", "typer")):
                raise  # usage errors speak for themselves
            _fail(error)


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads German news as data: who acts, who says what, in which tone.",
    epilog="Exit codes: 0 done, 1 a cell failed, 2 wrong call, 3 done but some inputs refused.",
)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _all(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None: ...


Annotator = Annotated[str, typer.Option(help="Who finds names, quotes, tone.")]


@app.command(epilog="Example: presseschau load articles/ archive.zip")
def load(
    sources: Sources, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> None:
    """Say what was read, how, and what was refused and why."""
    from presseschau.articles import load_articles

    articles, rejects = load_articles(*sources)
    by = ["outlet", "language", "encoding"]
    counts = {name: articles[name].replace("", "?").value_counts().to_dict() for name in by}
    dated = int(articles["published"].notna().sum())
    if as_json:
        refused = rejects.to_dict("records")
        found = {"articles": len(articles), "dated": dated, **counts, "rejects": refused}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    else:
        typer.echo(f"{counted(len(articles), 'article')} read, {dated} of them dated.")
        for name, values in counts.items():
            shown = ", ".join(f"{value} ({count})" for value, count in values.items())
            typer.echo(f"  {name}: {shown or '-'}")
    if articles.empty:
        say(NOTHING_READ)
    end_with(rejects)


@app.command(epilog="Example: presseschau analyze articles/ --out tables --excel")
def analyze(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the tables.")],
    annotator: Annotator = DEFAULT_ANNOTATOR,
    actors: ActorsFile = "",
    corrections: CorrectionsFile = "",
    excel: Annotated[bool, typer.Option("--excel", help="Also write tables.xlsx.")] = False,
    engine: Annotated[str, typer.Option(help="Where texts are read: local or dask.")] = "local",
    workers: Workers = 0,
    scheduler: Annotated[str, typer.Option(help="Address of a Dask scheduler.")] = "",
) -> None:
    """Write the tables of an analysis as Parquet."""
    from presseschau.articles import load_articles
    from presseschau.core.analysis import Analysis, is_saved, saved_in
    from presseschau.core.placing import check_place, write_whole
    from presseschau.core.saved import count_rows, read_table
    from presseschau.pipeline.analyzing import write_analysis
    from presseschau.pipeline.engines import check_engine

    check_place(out)
    if out.exists() and not is_saved(out) and (not out.is_dir() or any(out.iterdir())):
        raise WrongCall(f"'{out}' holds something else than tables; give another --out.")
    check_engine(engine, workers, scheduler or None)
    articles, rejects = load_articles(*sources)
    own = {"annotator": annotator, "actors": actors, "corrections": corrections}
    place = {"engine": engine, "workers": workers, "cluster": scheduler or None}
    place["earlier"] = list(filter(None, map(saved_in, sources)))
    write_analysis(articles, out, rejects, **own, **place, progress=sys.stderr.isatty())
    if excel:
        write_whole(out / "tables.xlsx", Analysis.load(out).workbook())
    for name, rows in count_rows(out).items():
        typer.echo(f"{name:<11} {rows:>8} {'row' if rows == 1 else 'rows'}")
    typer.echo(f"The tables are in {out}.")
    if articles.empty:
        say(NOTHING_READ)
    end_with(read_table(out / "rejects.parquet"))


@app.command(epilog="Example: presseschau evaluate quotes --gold wikinews-quotes/dev")
def evaluate(
    task: Annotated[
        str,
        typer.Argument(
            help="text, quotes, actors, tone, sample, news, corpus or stories, with --gold."
        ),
    ] = "",
    gold: Annotated[Path | None, typer.Option("--gold", help="The annotated data set.")] = None,
    predictions: Annotated[
        Path | None,
        typer.Option(help="Predictions in the data set's form: scored if there, else written."),
    ] = None,
    annotator: Annotated[str, typer.Option(help="The annotator to measure.")] = DEFAULT_ANNOTATOR,
    corrections: Annotated[
        str,
        typer.Option(
            "--from-corrections",
            help="Measure on the reviewed articles of --source by this corrections.csv.",
        ),
    ] = "",
    source: Annotated[
        str,
        typer.Option(
            "--source", "-s", help="The articles that were corrected; of corpus, 'dev' or 'test'."
        ),
    ] = "",
    actors: ActorsFile = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure the annotator against a gold standard, or on your own reviewed articles."""
    from presseschau.link.corrections import evaluate_corrections, read_corrections
    from presseschau.pipeline.opening import open_analysis

    if corrections and source:
        rows = read_corrections(corrections)
        scores = evaluate_corrections(open_analysis(source, annotator, actors), rows)
    elif corrections or not task or gold is None:
        raise WrongCall(
            "Say what to measure: a task with --gold, or --from-corrections with --source."
        )
    else:
        scores = _workshop().measure(task, gold, predictions, annotator, source)
    if as_json:
        typer.echo(json.dumps(scores, ensure_ascii=False, indent=2, default=str))
    else:
        _print_scores(scores)


@app.command(epilog="Example: presseschau train names --data germeval2014 --out models")
def train(
    part: Annotated[
        str,
        typer.Argument(help="all, or one of its parts (trunk, encoder ...).", show_default=False),
    ],
    data: Annotated[Path, typer.Option("--data", help="The folder of the data set.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of the model files.")],
) -> None:
    """Train a part of the annotator 'model'; the cards in data/models say how long it takes."""
    typer.echo(_workshop().train(part, data, out))


for _wing in (check_command, job_commands, study_commands):
    COMMANDS |= _wing.COMMANDS
for _command, _example in COMMANDS.items():
    app.command(epilog=_example)(_command)
app.add_typer(cache, name="cache")


def _workshop() -> ModuleType:
    try:
        from workshop import commands
    except ModuleNotFoundError as error:
        if error.name != "workshop":
            raise
        raise WrongCall(
            "Gold standards and training are the workshop's, which the installed package leaves"
            " out; call this in a checkout of Presseschau's repository after 'make report'."
        ) from None
    return commands


def _print_scores(scores: Any, indent: int = 0) -> None:
    for name, value in scores.items():
        if isinstance(value, dict):
            typer.echo(" " * indent + str(name))
            _print_scores(value, indent + 2)
            continue
        if isinstance(value, list) and value:  # rows, or lines
            typer.echo(f"{' ' * indent}{name}")
            rows = [list(row.values()) if isinstance(row, dict) else [row] for row in value]
            for row in [list(value[0])] * isinstance(value[0], dict) + rows:
                typer.echo(" " * (indent + 2) + "  ".join(map(_in_a_row, row)))
            continue
        shown = f"{value:.3f}" if isinstance(value, float) else value
        if isinstance(value, tuple):
            shown = f"[{', '.join(f'{limit:.3f}' for limit in value)}]"
        typer.echo(f"{' ' * indent}{name}: {shown}")


def _in_a_row(value: Any) -> str:
    return f"{value:<10.2f}" if isinstance(value, float) else f"{value!s:<10}"


def _stop(message: str, code: int) -> None:
    say(message)
    raise typer.Exit(code)


def _fail(error: Exception) -> None:
    if os.environ.get("PRESSESCHAU_DEBUG"):
        raise error
    if isinstance(error, ModuleNotFoundError) and (hint := advice(error)):
        _stop(hint, WRONG_CALL)
    message = " ".join(str(error).split()) or type(error).__name__
    if type(error).__name__ == "CellFailed":
        _stop(message, FAILED)
    if isinstance(error, OSError):
        _stop(sentence(error), WRONG_CALL)
    if isinstance(error, ValueError) and raised_here(error):
        _stop(str(error), WRONG_CALL)  # a line per mistake
    _stop(
        f"This is a fault of Presseschau ({type(error).__name__}: {message})."
        " Set PRESSESCHAU_DEBUG=1 to see where it happens, and report it.",
        FAILED,
    )


if __name__ == "__main__":
    app()
