"""The commands for measuring and training: evaluate, train."""

import json
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from presseschau import DEFAULT_ANNOTATOR

ActorsFile = Annotated[str, typer.Option("--actors", help="Your actors.csv.")]


class Part(StrEnum):
    """What can be trained."""

    trunk = "trunk"
    encoder = "encoder"
    names = "names"
    quotes = "quotes"
    thresholds = "thresholds"


_TRAINERS = {
    Part.trunk: ("presseschau.training.trunk", "train_trunk"),
    Part.encoder: ("presseschau.training.tuning", "train_encoder"),
    Part.names: ("presseschau.training.names_head", "train_names"),
    Part.quotes: ("presseschau.training.quotes_head", "train_quotes"),
    Part.thresholds: ("presseschau.training.fitting", "fit_thresholds"),
}


def train(
    part: Annotated[Part, typer.Argument(help="What to train.", show_default=False)],
    data: Annotated[Path, typer.Option("--data", help="The folder of the data set.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of the model files.")],
) -> None:
    """Train a part of the annotator 'model'; the cards in data/models say how long it takes."""
    from presseschau.calls import WrongCall

    module, name = _TRAINERS[part]
    try:
        trainer = getattr(import_module(module), name)
    except ImportError as error:
        raise WrongCall(
            f"Training needs the extra 'train' ({error.name} is missing): "
            "pip install 'presseschau[train]'."
        ) from None
    typer.echo(str(trainer(data, out)))


class Task(StrEnum):
    """What can be evaluated."""

    text = "text"
    quotes = "quotes"
    actors = "actors"
    tone = "tone"
    sample = "sample"


_MEASURES = {
    Task.text: ("presseschau.training.segmentation", "evaluate_segmentation"),
    Task.quotes: ("presseschau.training.scoring", "evaluate_quotes"),
    Task.actors: ("presseschau.training.germeval", "evaluate_names"),
    Task.tone: ("presseschau.training.gerntsa", "evaluate_tone"),
    Task.sample: ("presseschau.training.sample", "evaluate_sample"),
}


def evaluate(
    task: Annotated[
        Task | None, typer.Argument(help="What to measure against --gold.", show_default=False)
    ] = None,
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
        str, typer.Option("--source", "-s", help="The articles that were corrected.")
    ] = "",
    actors: ActorsFile = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure the annotator against a gold standard, or on your own reviewed articles."""
    from presseschau.calls import WrongCall

    show = _print_json if as_json else _print_scores
    if corrections and source:
        show(_from_corrections(corrections, source, annotator, actors))
        return
    if corrections or task is None or gold is None:
        raise WrongCall(
            "Say what to measure: a task with --gold, or --from-corrections with --source."
        )
    if not gold.exists():
        raise WrongCall(f"There is no gold standard '{gold}'; check the path.")
    if task is Task.actors and gold.suffix == ".csv":
        from presseschau.training.actors_gold import evaluate_actors

        if not source:
            raise WrongCall("Say with --source where the documents of this gold standard are.")
        show(evaluate_actors(gold, source, annotator))
        return
    module, function = _MEASURES[task]
    measure = getattr(import_module(module), function)
    show(measure(gold) if task is Task.text else measure(gold, predictions, annotator))


def _from_corrections(corrections: str, source: str, annotator: str, actors: str) -> dict:
    from presseschau.corrections import evaluate_corrections, read_corrections
    from presseschau.opening import open_analysis

    rows = read_corrections(corrections)
    return evaluate_corrections(open_analysis(source, annotator, actors), rows)


def _print_scores(scores: Any, indent: int = 0) -> None:
    for name, value in scores.items():
        if isinstance(value, dict):
            typer.echo(" " * indent + str(name))
            _print_scores(value, indent + 2)
        else:
            shown = f"{value:.3f}" if isinstance(value, float) else value
            if isinstance(value, tuple):
                shown = f"[{', '.join(f'{limit:.3f}' for limit in value)}]"
            typer.echo(f"{' ' * indent}{name}: {shown}")


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


#: Every command with its example, for the help.
COMMANDS = {
    train: "Example: presseschau train names --data germeval2014 --out models",
    evaluate: "Example: presseschau evaluate quotes --gold wikinews-quotes/dev",
}
