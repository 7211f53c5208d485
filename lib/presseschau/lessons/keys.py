"""Keys: what the build knows of the right answers, written as salted digests only."""

import hashlib
import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from presseschau.core.calls import WrongCall, nearest
from presseschau.lessons.answers import normal

FOLDER = Path(__file__).parent / "keys"
#: Cost of one guess (scrypt, RFC 7914): about 40 ms and 16 MB. It slows down the guessing of small
#: numbers and of yes or no; it cannot prevent it.
_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 2**25, "dklen": 32}
NAMED = 12  # bytes of a digest that are kept: no two answers of a lesson share them


class Key(NamedTuple):
    """The key of one exercise; no right answer can be read from it.

    ``right`` maps the digest of each accepted answer to the sealed explanation, ``wrong`` that of
    a typical wrong answer to its hint and the share of the points it earns. ``examples`` are the
    arguments that a function is tried on, ``results`` the digests of what it must give.
    """

    exercise: str
    kind: str
    points: float
    tolerance: float
    hints: list[str]
    right: dict[str, str]
    wrong: dict[str, list]
    examples: list[list]
    results: list[str]


def outcomes(function: Callable, examples: Sequence[Sequence]) -> str:
    """The form of all that a function gives on the examples."""
    return repr([form(result_of(function, args)) for args in examples])


def result_of(function: Callable, args: Sequence) -> Any:
    """Calls a learner's function; whatever goes wrong in it is its result."""
    try:
        return function(*deepcopy(list(args)))  # it may change what it is given
    except Exception as error:
        return error


def form(result: Any) -> str:
    """The form of a function's result; errors and strange things never equal a right one."""
    try:
        return normal(result, "result")
    except TypeError:
        return f"<{type(result).__name__}>"


def digest(exercise: str, shape: str) -> str:
    """The digest of an answer's form, salted with the exercise."""
    return hashlib.sha256(b"answer" + _stretch(exercise, shape)).hexdigest()[: 2 * NAMED]


def seal(exercise: str, shape: str, text: str) -> str:
    """Seals an explanation so that only an answer of this form opens it."""
    return _mix(text.encode(), _stretch(exercise, shape)).hex()


def unseal(exercise: str, shape: str, sealed: str) -> str:
    """Opens a sealed explanation with the form of a right answer."""
    return _mix(bytes.fromhex(sealed), _stretch(exercise, shape)).decode()


@cache
def _stretch(exercise: str, shape: str) -> bytes:
    """Derives from an answer's form what names it and what opens the explanation."""
    salt = f"presseschau {exercise}".encode()
    return hashlib.scrypt(shape.encode(), salt=salt, **_COST)


def _mix(data: bytes, stretched: bytes) -> bytes:
    stream = hashlib.shake_256(b"why" + stretched).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))


def load_key(exercise: str) -> Key:
    """Reads the key of an exercise; a WrongCall says that there is none."""
    keys = {name: entry for path in FOLDER.glob("*.json") for name, entry in _read(path).items()}
    if exercise not in keys:
        raise WrongCall(f"There is no exercise {exercise}. {nearest(exercise, sorted(keys))}")
    return Key(exercise, **keys[exercise])


@cache
def _read(path: Path) -> dict[str, dict]:
    return json.loads(path.read_text(encoding="utf-8"))


def format_keys(keys: Sequence[Key]) -> str:
    """Writes the keys of one lesson as JSON."""
    entries = {
        one.exercise: {k: v for k, v in one._asdict().items() if k != "exercise"} for one in keys
    }
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
