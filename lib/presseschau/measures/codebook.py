"""The codebook: variables to be coded by hand, with their values, rules and examples."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from presseschau.core.calls import WrongCall, nearest
from presseschau.core.given import given_tables
from presseschau.core.resources import data_folder

#: In the place of values: those of each unit are the actors of its article, or these two.
ACTORS, NOBODY, SOMEBODY = "actors", "none", "other"
OF = ("sentences", "quotes", "headlines", "articles")
_TEXTS = ("question", "rule")
_SETTINGS = ("question", "of", "rule", "examples", "values")


class Variable(NamedTuple):
    """What is coded of each unit: a question and the values that may answer it."""

    name: str
    values: Mapping[str, str] | str
    question: str = ""
    of: str = "sentences"
    rule: str = ""
    examples: tuple[str, ...] = ()


def read_codebook(path: str | Path) -> dict[str, Variable]:
    """The variables of a file codebook.toml by their names, in its order.

    Each is a table: ``values``, what is saved and what it means, or "actors"; the ``question``, in
    which {name} stands for whom a unit is about; ``of`` "sentences", "quotes", "headlines" or
    "articles", what is drawn for it; a ``rule`` and ``examples``.

    Raises:
        WrongCall: The file cannot be read, or says what cannot be done: one line per mistake.
    """
    path = Path(path)
    raw = given_tables(path, "codebook", _mistakes)
    if not raw:
        raise WrongCall(f"{path.name}: There is no variable; begin one with [its-name].")
    return {
        name: Variable(name, **table | {"examples": tuple(table.get("examples", ()))})
        for name, table in raw.items()
    }


def codebook_for(units: Path, path: str | Path = "") -> dict[str, Variable]:
    """The codebook at a path; if empty the one beside a file of units, else the project's own."""
    beside = units.with_name("codebook.toml")
    own = path or (beside if beside.is_file() else data_folder() / "codebook.toml")
    return read_codebook(own)


def _mistakes(name: str, table: Any) -> Iterable[tuple[str, ...]]:
    """The keys that lead to each wrong setting, and what is wrong with it."""
    if not isinstance(table, dict):
        yield name, f"'{name}' belongs to no variable; begin one with [its-name] above it."
        return
    if "values" not in table:
        yield name, f"'{name}' has no values; write them under [{name}.values]."
    for key, value in table.items():
        if key not in _SETTINGS:
            yield name, key, f"There is no setting '{key}'. {nearest(key, _SETTINGS)}"
        elif key == "values":
            if value != ACTORS and not (
                isinstance(value, dict) and _texts([*value, *value.values()])
            ):
                yield name, key, 'Values are lines such as 1 = "praise", or "actors".'
        elif key == "examples":
            if not isinstance(value, list) or not _texts(value):
                yield name, key, '\'examples\' should be a list of texts, such as ["one", "two"].'
        elif key in _TEXTS and not _texts([value]):
            yield name, key, f"'{key}' should be a text in marks, not {value!r}."
        elif key == "of" and value not in OF:
            yield name, key, f"'of' cannot be '{value}'. {nearest(str(value), OF)}"


def _texts(values: Iterable[Any]) -> bool:
    """Tells whether there is something, and all of it is text."""
    values = list(values)
    return bool(values) and all(isinstance(value, str) and value.strip() for value in values)
