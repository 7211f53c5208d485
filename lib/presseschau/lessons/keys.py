"""Keys: what the build knows of the right answers, written as salted digests only."""

import hashlib
import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from presseschau.core.calls import WrongCall, nearest
from presseschau.lessons.answers import is_whole, kind_of, neighbours, normal

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


def make_key(
    exercise: str,
    answer: Any,
    hints: Sequence[str],
    wrong: Sequence[tuple],
    why: str,
    also: Sequence[Any],
    tolerance: float,
    kind: str,
    examples: Sequence[tuple],
) -> Key:
    """Makes the key of an exercise, without points; arguments as for ``key``.

    Raises:
        WrongCall: The exercise is not complete, or a wrong answer is a right one.
    """
    kind = kind or kind_of(answer)
    if len(hints) < 2:
        raise WrongCall(f"Exercise {exercise} needs two hints: a first and a stronger one.")
    if kind == "function" and not examples:
        raise WrongCall(f"Exercise {exercise} asks for a function and needs examples.")
    if kind == "number" and not tolerance and not is_whole(answer):
        raise WrongCall(f"Exercise {exercise} asks for a broken number and needs a tolerance.")
    results = []
    if kind == "function":
        results = [digest(exercise, form(result_of(answer, args))) for args in examples]
        forms = [outcomes(answer, examples)]
    else:
        forms = [one for right in (answer, *also) for one in neighbours(right, kind, tolerance)]
    keys = [stretch(exercise, one) for one in dict.fromkeys(forms)]
    right = {_name(stretched): _seal(stretched, why).hex() for stretched in keys}
    mistakes = {}
    for value, hint, *share in wrong:
        shape = outcomes(value, examples) if callable(value) else normal(value, kind, tolerance)
        mistakes[digest(exercise, shape)] = [hint, *(share or [0.0])]
    if len(mistakes) < len(wrong) or set(mistakes) & set(right):
        raise WrongCall(f"Exercise {exercise}: two answers, or a right and a wrong one, are alike.")
    arguments = [list(args) for args in examples]
    return Key(exercise, kind, 0.0, tolerance, list(hints), right, mistakes, arguments, results)


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
    return _name(stretch(exercise, shape))


@cache
def stretch(exercise: str, shape: str) -> bytes:
    """Derives from an answer's form what names it and what opens the explanation."""
    salt = f"presseschau {exercise}".encode()
    return hashlib.scrypt(shape.encode(), salt=salt, **_COST)


def explanation(sealed: str, stretched: bytes) -> str:
    """Opens a sealed explanation with the right answer."""
    return _mix(bytes.fromhex(sealed), stretched).decode()


def _seal(stretched: bytes, text: str) -> bytes:
    return _mix(text.encode(), stretched)


def _mix(data: bytes, stretched: bytes) -> bytes:
    stream = hashlib.shake_256(b"why" + stretched).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))


def _name(stretched: bytes) -> str:
    return hashlib.sha256(b"answer" + stretched).hexdigest()[: 2 * NAMED]


def load_key(exercise: str) -> Key:
    """Reads the key of an exercise.

    Raises:
        WrongCall: There is no such exercise.
    """
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
