"""The file categories.toml: read and checked as a whole; each mistake is told with its line."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from presseschau.core.calls import WrongCall, nearest
from presseschau.core.given import given_tables
from presseschau.study.conditions import Condition, Term, read_condition, read_listed

_CHOICES = {"match": ("lemma", "exact"), "within": ("sentences", "quotes", "headlines")}
_LISTS = ("words", "said_by", "about")
_SETTINGS = ("description", "condition", *_LISTS, *_CHOICES)


class Category(NamedTuple):
    """What a researcher looks for: words, what else holds, in which passages, by or about whom."""

    name: str
    words: tuple[Term, ...] = ()
    condition: Condition | None = None
    description: str = ""
    match: str = "lemma"
    within: str = "sentences"
    said_by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def read_categories(path: str | Path) -> list[Category]:
    """The categories of a file, in its order.

    Each is a table with a name of its own: ``words`` (also several in a row; any of them hits), a
    ``condition`` that their passage fulfils, too, or either alone; ``match`` "lemma" (any form,
    capitals do not count) or "exact" (as written); ``within`` "sentences", "quotes" or
    "headlines"; ``said_by`` and ``about``, names or ids of actors; a ``description``.

    Raises:
        WrongCall: The file cannot be read, or says what cannot be done: one line per mistake, each
            with the line of the file and what fits.
    """
    path = Path(path)
    raw = given_tables(path, "file of categories", _mistakes)
    if not raw:
        raise WrongCall(f"{path.name}: There is no category; begin one with [its-name].")
    return [_read(name, table) for name, table in raw.items()]


def _mistakes(name: str, table: Any) -> Iterable[tuple[str, ...]]:
    """The keys that lead to each wrong setting, and what is wrong with it."""
    if not isinstance(table, dict):
        yield name, f"'{name}' belongs to no category; begin one with [its-name] above it."
        return
    if not {"words", "condition"} & table.keys() and table.keys() <= set(_SETTINGS):
        yield name, f"'{name}' looks for nothing; give it 'words' or a 'condition'."
    for key, value in table.items():
        if key not in _SETTINGS:
            yield name, key, f"There is no setting '{key}'. {nearest(key, _SETTINGS)}"
        elif key in _LISTS:
            if not isinstance(value, list) or not value or not all(map(_is_text, value)):
                yield name, key, f'\'{key}\' should be a list of texts, such as ["one", "two"].'
            elif key == "words":
                yield from (
                    (name, key, said) for word in value if (said := _fault(read_listed, word))
                )
        elif not _is_text(value):
            yield name, key, f"'{key}' should be a text in marks, not {value!r}."
        elif key in _CHOICES and value not in _CHOICES[key]:
            yield name, key, f"'{key}' cannot be '{value}'. {nearest(value, _CHOICES[key])}"
        elif key == "condition" and (said := _fault(read_condition, value)):
            yield name, key, said
    if table.get("within") == "headlines" and "said_by" in table:
        yield name, "said_by", "Nobody speaks in headlines; leave out 'said_by', or use 'about'."


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _fault(read: Any, text: str) -> str:
    """Why a text cannot be read; empty if it can."""
    try:
        read(text)
    except ValueError as error:
        said = str(error)
        return said if said.endswith((".", "?")) else f"{said}."
    return ""


def _read(name: str, table: dict[str, Any]) -> Category:
    given = {key: tuple(value) if key in _LISTS else value for key, value in table.items()}
    given["words"] = tuple(map(read_listed, table.get("words", ())))
    if "condition" in table:
        given["condition"] = read_condition(table["condition"])
    return Category(name, **given)
