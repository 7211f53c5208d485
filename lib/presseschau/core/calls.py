"""Calls: what a user cannot have, said in one sentence; how many there are; how commands end."""

import errno
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb

#: What a command exits with: it could not do all, was called wrongly, or refused some articles.
FAILED, WRONG_CALL, SOME_REFUSED = 1, 2, 3
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PACKAGE = Path(__file__).parents[1]
#: The rooms whose packages are an extra's, by the extra of ``pip install 'presseschau[...]'``.
_EXTRAS = {**{room: room for room in ("reports", "jobs", "lab", "study")}, "lessons": "teach"}


class WrongCall(ValueError):  # noqa: N818 - the user's mistake, not the program's
    """A call that cannot be carried out; the message is one sentence for the user."""


def nearest(word: str, choices: Iterable[str]) -> str:
    """A hint at the most similar choice, or the list of them."""
    choices = list(choices)
    folded = {choice.casefold(): choice for choice in choices}
    near = [folded[match] for match in get_close_matches(word.casefold(), folded, 1)]
    return f"Did you mean '{near[0]}'?" if near else f"Choose from: {', '.join(choices)}."


def require_one_of(name: str, choices: Iterable[str], what: str) -> None:
    """Raises a ``WrongCall`` that says what comes near if a name is not among the choices."""
    choices = list(choices)
    if name not in choices:
        raise WrongCall(f"There is no {what} '{name}'. {nearest(name, choices)}")


def counted(n: int, one: str, many: str = "") -> str:
    """How many of what: "1 article", "2 articles"; ``many`` where an s is not all it takes."""
    return f"{n} {one if n == 1 else many or f'{one}s'}"


def sentence(error: Exception) -> str:
    """Says an error in one sentence; one that is nobody's but the program's says so."""
    said = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, OSError) and error.errno in _FULL:
        return "The disk is full; make room, and the next run makes good what is missing."
    if isinstance(error, OSError) and error.strerror:
        place = f": '{error.filename}'" if error.filename else ""
        return f"{error.strerror}{place}."
    if isinstance(error, OSError | ValueError) or type(error).__name__ == "CellFailed":
        return said
    return f"This is a fault of Presseschau ({type(error).__name__}: {said}); report it."


def raised_here(error: Exception) -> bool:
    """Tells whether Presseschau itself raised an error, with a sentence for the user."""
    *_, file = [Path(), *_files(error)]
    ours = any(file.is_relative_to(folder) for folder in (_PACKAGE, _PACKAGE.parent / "workshop"))
    return ours and str(error).endswith((".", "?"))  # Python's own errors are no sentences


def _files(error: Exception) -> list[Path]:
    """The files of the code through which an error came, where it arose last."""
    return [Path(frame.f_code.co_filename) for frame, _ in walk_tb(error.__traceback__)]


def advice(error: ModuleNotFoundError) -> str:
    """What to install where a package is missing; empty where it belongs to no extra.

    Args:
        error: As it was caught: the room that asked for the package stands in its traceback.
    """
    own = [file for file in _files(error) if file.is_relative_to(_PACKAGE)]
    rooms = [file.relative_to(_PACKAGE).parts[0] for file in own]
    extra = next((_EXTRAS[room] for room in reversed(rooms) if room in _EXTRAS), "")
    if not extra or str(error.name).startswith("presseschau"):
        return ""
    return f"The package '{error.name}' is missing; pip install 'presseschau[{extra}]' brings it."
