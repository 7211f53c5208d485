"""The benchmarks as one command: ``python -m workshop.benchmarks``."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from presseschau.articles import load_articles
from presseschau.articles.cleaning import clean
from presseschau.core.resources import data_folder
from presseschau.pipeline.readings import PART_TEXTS
from workshop.benchmarks.engine_times import WAYS, time_engine, time_parts
from workshop.benchmarks.kills import analyze_through_kills
from workshop.benchmarks.made_corpus import make_corpus
from workshop.benchmarks.packing import compare, pack
from workshop.benchmarks.peers import RACES, prepare, run_race
from workshop.benchmarks.report_times import time_reports
from workshop.benchmarks.steps import exponent

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
Folder = Annotated[Path, typer.Option(help="Where corpora, caches and tables lie; kept if given.")]
Source = Annotated[str, typer.Option(help="Articles whose sentences the corpora are made of.")]
Annotator = Annotated[str, typer.Option(help="rules or model.")]
_STEP = """
import json, resource, sys
from pathlib import Path
from workshop.benchmarks.steps import time_steps
seconds = time_steps(Path(sys.argv[1]), sys.argv[2])
print(json.dumps(seconds | {"MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


@app.command()
def growth(
    source: Source = "",
    annotator: Annotator = "rules",
    sizes: Annotated[str, typer.Option(help="Numbers of articles.")] = "500,1000,2000",
) -> None:
    """Time every step at several sizes; give the exponent of its growth and the memory."""
    counts = [int(size) for size in sizes.split(",")]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            corpus = make_corpus(_texts(source), count, Path(folder, str(count)))
            command = [sys.executable, "-c", _STEP, str(corpus), annotator]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            found.append(json.loads(told.splitlines()[-1]))
    _head("step", *(f"{count} articles" for count in counts), "exponent")
    for step in found[0]:
        values = [row[step] for row in found]
        grows = "" if step == "MB" else f"{exponent(counts, values):.2f}"
        unit = "MB" if step == "MB" else "s"
        _row("peak memory" if step == "MB" else step, *(f"{v:.1f} {unit}" for v in values), grows)


@app.command()
def engines(source: Source = "", annotator: Annotator = "rules", articles: int = 1000) -> None:
    """Read the same texts with every engine: words per second, against one local process."""
    texts = _made(source, articles)
    _head("engine", "workers", "start", "words a second", "ratio")
    first = None
    for engine, workers in WAYS:
        speed = time_engine(texts, annotator, engine, workers)
        first = first or speed.words
        told = f"{speed.words:.0f}", f"{speed.words / first:.2f}"
        _row(engine, workers, f"{speed.start:.1f} s", *told)


@app.command()
def batches(source: Source = "", annotator: Annotator = "model", articles: int = 128) -> None:
    """Read the same texts in parts of several sizes: words a second of processor time."""
    speeds = time_parts(_made(source, articles), annotator)
    _head("texts in a part", "words a processor second", "ratio")
    for most, words in speeds.items():
        _row(most, f"{words:.0f}", f"{words / speeds[PART_TEXTS]:.2f}")


@app.command()
def peers(
    source: Source = "",
    python: Annotated[str, typer.Option(help="Python of the environment with the peers.")] = "",
    repeats: Annotated[int, typer.Option(help="How often each is timed; the best counts.")] = 3,
) -> None:
    """Do the same work with what a user might take instead; one process and thread each."""
    _head("work", "program", "in a second of processor time", "ratio", left=2)
    with tempfile.TemporaryDirectory() as folder:
        halves = prepare(_texts(source), Path(folder))
        for race in RACES:
            for result in run_race(race, halves, python, repeats):
                speeds = zip(result.speeds, race.units, strict=False)
                told = ", ".join(
                    f"{speed:,.{0 if speed > 9 else 1}f} {unit}" for speed, unit in speeds
                )
                ratio = "" if result.missing else f"{result.ratio:.2f}"
                _row(race.work, result.name, told or result.missing, ratio)


@app.command()
def reports(source: Source = "", annotator: Annotator = "rules", articles: int = 1000) -> None:
    """Make the same report cold, with one article in a hundred new, and warm."""
    with tempfile.TemporaryDirectory() as folder:
        texts = _texts(source)
        corpus = make_corpus(texts, articles, Path(folder, "corpus"))
        rest = make_corpus(texts, articles - articles // 100, Path(folder, "rest"))
        found = time_reports(corpus, rest, Path(folder, "work"), annotator)
    _head("step", *found)
    for step in found["cold"]:
        _row(step, *(f"{seconds[step]:.1f} s" for seconds in found.values()))


@app.command()
def packing(source: Source = "") -> None:
    """Write the same articles in eight formats; count those that come out as they went in."""
    articles, _ = load_articles(source or data_folder() / "sample", progress=False)
    with tempfile.TemporaryDirectory() as folder:
        found = compare(articles, pack(articles, Path(folder)))
    _head(*found)
    for row in found.itertuples(index=False):
        _row(*row)


@app.command()
def kills(
    folder: Folder,
    source: Source = "",
    annotator: Annotator = "rules",
    articles: int = 10_000,
    workers: int = 2,
    after: Annotated[str, typer.Option(help="Seconds after which each start is killed.")] = "60,90",
    undisturbed: bool = True,
) -> None:
    """Analyse with kills on the way, and without: the tables must be the same bytes."""
    corpus = folder / f"corpus-{articles}"
    if not corpus.is_dir():
        make_corpus(_texts(source), articles, corpus)
    moments = [float(moment) for moment in after.split(",") if moment]
    _head("run", "wall", "processor", "peak memory", "kills", "digest")
    digests = set()
    for name, killed in {"killed": moments, "undisturbed": []}.items():
        if killed or undisturbed:
            out, cache = folder / f"{name}-tables", folder / f"{name}-cache"
            run = analyze_through_kills(corpus, out, cache, annotator, workers, killed)
            times = f"{run.seconds:.0f} s", f"{run.processor:.0f} s"
            _row(name, *times, f"{run.peak / 2**30:.2f} GB", run.kills, run.digest)
            digests.add(run.digest)
    if len(digests) > 1:
        raise typer.Exit(1)


def _texts(source: str) -> list[str]:
    articles, _ = load_articles(source or data_folder() / "sample", progress=False)
    return list(articles.loc[articles["language"] == "de", "text"])


def _made(source: str, articles: int) -> pd.Series:
    """The cleaned texts of so many made articles."""
    with tempfile.TemporaryDirectory() as folder:
        read, _ = load_articles(make_corpus(_texts(source), articles, Path(folder)))
    return clean(read)[0]["text"]


def _head(*cells: object, left: int = 1) -> None:
    """The head of a table, whose columns but the first ones hold numbers."""
    _row(*cells)
    _row(*["---"] * left, *["---:"] * (len(cells) - left))


def _row(*cells: object) -> None:
    typer.echo("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    app()
