"""The commands for the cache: what is in it, and how to empty it."""

import datetime as dt
import time
from typing import Annotated

import typer

from presseschau.core.calls import counted

cache = typer.Typer(no_args_is_help=True, help="The cache of what was found in texts.")


@cache.command(epilog="Example: presseschau cache info")
def info() -> None:
    """Say where the cache lies, what it holds and how large it may be."""
    from presseschau.annotate.annotator import ANNOTATORS
    from presseschau.annotate.versions import annotator_version
    from presseschau.pipeline.cache import cache_limit, cache_path
    from presseschau.pipeline.cache.batches import open_cache
    from presseschau.pipeline.kept import LINKED, kept_label

    path = cache_path()
    if path is None:
        typer.echo("The cache is off (PRESSESCHAU_CACHE=off).")
        return
    held = []
    if path.is_file():
        with open_cache() as opened:
            held = opened.info()
    present = {f"{name} {annotator_version(name)}" for name in ANNOTATORS} | {kept_label()}
    typer.echo(f"The cache is {path}.")
    for holding in held:
        used = f"{dt.datetime.fromtimestamp(holding.used):%Y-%m-%d %H:%M}"
        own = ":" in holding.label  # somebody's own annotator, which need not be at hand
        state = "" if own or holding.label in present else ", of another version"
        what = ("corpus", "corpora") if holding.label.startswith(LINKED) else ("text",)
        line = f"{counted(holding.texts, *what)}, {_size(holding.size)}, last used {used}{state}"
        typer.echo(f"  {holding.label}: {line}")
    total = sum(holding.size for holding in held)
    typer.echo(f"{_size(total)} of {_size(cache_limit())} are used.")


@cache.command(epilog="Example: presseschau cache clean --unused 30")
def clean(
    unused: Annotated[
        float, typer.Option(min=0, help="Only what was not used for so many days.")
    ] = 0,
) -> None:
    """Empty the cache; what is needed again is read again."""
    from presseschau.pipeline.cache import cache_path
    from presseschau.pipeline.cache.batches import open_cache

    path = cache_path()
    freed = 0
    if path and path.is_file():
        with open_cache() as opened:
            freed = opened.clean(time.time() - unused * 86_400)
    typer.echo(f"{_size(freed)} were freed.")


def _size(size: float) -> str:
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"
