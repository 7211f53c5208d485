"""Lines: where in jobs.toml a setting stands, so that a mistake can be told with its line."""

import itertools
import re
from collections.abc import Iterable

_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_of(text: str, place: Iterable[str | int]) -> int:
    """Finds the line of a setting, or of the nearest table that should hold it.

    Args:
        text: The jobs.toml.
        place: The keys that lead to the setting, as pydantic gives them.
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
        shared = len(
            list(itertools.takewhile(lambda p: p[0] == p[1], zip(path, wanted, strict=False)))
        )
        if shared == len(path) and shared > depth:
            best, depth = number, shared
    return best


def _parts(key: str) -> list[str]:
    return [part.strip().strip("\"'") for part in key.split(".")]
