"""Lines of a TOML file of the user's: where a setting stands, so that a mistake has its line."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from presseschau.core.calls import WrongCall

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


def read_toml(path: Path, name: str) -> tuple[str, dict[str, Any]]:
    """The text of a file that is usually called so, and what it says.

    Raises:
        WrongCall: It cannot be read, or is no TOML from some line on.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows writes a mark before it
        return text, tomllib.loads(text)
    except FileNotFoundError:
        raise WrongCall(f"There is no file '{path}'; give the path of a {name}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise WrongCall(f"'{path}' cannot be read as text: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"at line (\d+)", str(error))
        line = told[1] if told else text.count("\n") + 1
        raise WrongCall(f"{path.name}:{line}: This is no TOML: {error}.") from None


def _parts(key: str) -> list[str]:
    return [part.strip().strip("\"'") for part in key.split(".")]
