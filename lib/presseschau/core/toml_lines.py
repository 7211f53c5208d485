"""Lines of a TOML file: where a setting stands, so that a mistake is told with its line."""

import re
import tomllib
from collections.abc import Iterable

_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_of(text: str, place: Iterable[str | int]) -> int:
    """The line of a setting, or of the nearest table that should hold it.

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


def broken_line(text: str, error: tomllib.TOMLDecodeError) -> int:
    """The line at which a text stops being TOML."""
    line = re.search(r"at line (\d+)", str(error))
    return int(line[1]) if line else text.count("\n") + 1


def _parts(key: str) -> list[str]:
    return [part.strip().strip("\"'") for part in key.split(".")]
