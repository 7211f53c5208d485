"""Given: files that a user writes by hand, with a sentence and a line where they are wrong."""

import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from presseschau.core.calls import WrongCall

_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def given_text(path: Path, what: str) -> str:
    """The text of a file; ``what`` names it in the sentence for the user: "file of outlets".

    Raises:
        WrongCall: It cannot be read, here as in the other functions.
    """
    try:
        return path.read_text(encoding="utf-8-sig")  # Windows writes a mark before it
    except FileNotFoundError:
        raise WrongCall(f"There is no {what} '{path}'; check the path.") from None
    except UnicodeDecodeError:
        raise WrongCall(f"'{path}' cannot be read as UTF-8 text; save it in UTF-8.") from None
    except OSError as error:
        raise WrongCall(f"'{path}' cannot be read: {error.strerror}.") from None


def given_table(path: Path, what: str) -> tuple[str, str]:
    """The text of a CSV file, and what parts its cells."""
    text = given_text(path, what)
    if not text.strip():
        raise WrongCall(f"The {what} '{path}' is empty.")
    return text, separator_of(text)


def separator_of(text: str) -> str:
    """What parts the cells of a table: the one of ``,;`` and tab that its first line has most."""
    return max(",;\t", key=text.partition("\n")[0].count)


def given_toml(path: Path, what: str) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file, and what it says."""
    text = given_text(path, what)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"at line (\d+)", str(error))
        line = told[1] if told else text.count("\n") + 1
        raise WrongCall(f"{path.name}:{line}: This is no TOML: {error}.") from None


def given_tables(
    path: Path, what: str, mistakes: Callable[[str, Any], Iterable[tuple[str, ...]]]
) -> dict[str, Any]:
    """The tables of a TOML file, none of which has mistakes.

    Of a table by its name, ``mistakes`` tells the keys that lead to each and, last, what is wrong.

    Raises:
        WrongCall: There are mistakes: one line for each, with the line of the file.
    """
    text, raw = given_toml(path, what)
    lines = [
        f"{path.name}:{line_of(text, place)}: {said}"
        for name, table in raw.items()
        for *place, said in mistakes(name, table)
    ]
    if lines:
        raise WrongCall("\n".join(lines))
    return raw


def line_of(text: str, place: Iterable[str | int]) -> int:
    """The line of a setting in TOML, or of the nearest table that should hold it.

    ``place`` holds the keys that lead to the setting, as pydantic gives them.
    """
    wanted = [str(part) for part in place]
    table: list[str] = []
    best, depth = 1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            path = table = _parts(header[1])
        elif key := _KEY.match(line):
            path = table + _parts(key[1])
        else:
            continue
        if path == wanted[: len(path)] and len(path) > depth:
            best, depth = number, len(path)
    return best


def _parts(key: str) -> list[str]:
    return [part.strip().strip("\"'") for part in key.split(".")]
