"""The command that checks a corpus by hand."""

from typing import Annotated

import typer

from presseschau import DEFAULT_ANNOTATOR
from presseschau.core.calls import WrongCall

#: What keys are read from where the input is no terminal.
_TERMINAL = "/dev/tty"


def check(
    source: Annotated[str, typer.Argument(help="Articles, saved tables or a report.")],
    by: Annotated[str, typer.Option(help="Who judges; two people may judge the same.")] = "me",
    n: Annotated[int, typer.Option("-n", min=1, help="How many to draw.")] = 100,
    annotator: Annotated[str, typer.Option(help="The annotator to check.")] = DEFAULT_ANNOTATOR,
    language: Annotated[str, typer.Option("--language", "-l", help="de or en.")] = "de",
) -> None:
    """Judge drawn quotes, actors and judgements of a corpus; stop and go on at any time."""
    from presseschau.core.analysis import check_file
    from presseschau.lab.sitting import judge
    from presseschau.pipeline.opening import open_analysis

    analysis = open_analysis(source, annotator)
    try:
        judge(analysis, check_file(source), by, n, language, typer.getchar, typer.echo)
    except OSError as error:
        if error.filename != _TERMINAL:
            raise
        raise WrongCall(
            "'presseschau check' asks for keys and needs a terminal; start it in one, or use the"
            " button in 'explore'."
        ) from None


#: The command with its example, for the help.
COMMANDS = {check: "Example: presseschau check articles/ --by anna"}
