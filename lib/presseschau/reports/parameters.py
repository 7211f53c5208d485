"""The parameters of notebooks: what they are, and whether a call fits them."""

import ast
import datetime as dt
import json
import logging
import math
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple

import pandas as pd
from papermill import inspect_notebook

from presseschau.annotate.annotator import load_annotator
from presseschau.core.analysis import Analysis, chosen_articles
from presseschau.core.calls import WrongCall, nearest, require_one_of
from presseschau.measures.choice import find_actor, find_story, require_found
from presseschau.measures.outlet_groups import by_outlet_group, with_outlets

#: The notebooks about one actor or story: the parameter that names it, and how it is found.
SUBJECTS = {"person": ("actor", find_actor), "story": ("story", find_story)}


class Parameter(NamedTuple):
    """One parameter of a notebook, as its tagged cell declares it."""

    name: str
    type: str
    default: Any
    help: str


def read_parameters(notebook: str | Path) -> dict[str, Parameter]:
    """Reads the parameters that a cell tagged "parameters" declares; WrongCall for no notebook."""
    # papermill fills "{...}" in paths and reports unparsable lines through its logger.
    escaped = str(notebook).replace("{", "{{").replace("}", "}}")
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        found = inspect_notebook(escaped)
    except Exception as error:
        raise WrongCall(
            f"'{notebook}' cannot be read as a notebook: {str(error).rstrip('.')}."
        ) from error
    return {name: _declared(raw) for name, raw in found.items()}


def parse_assignments(assignments: Iterable[str], known: Mapping[str, Parameter]) -> dict[str, Any]:
    """Reads "key=value" words as values of the declared types ("007" stays text for a str).

    Raises:
        WrongCall: A word is no assignment, names no parameter or does not fit its type.
    """
    values = {}
    for word in assignments:
        name, sign, text = word.partition("=")
        name = name.strip()
        if not sign or not name:
            raise WrongCall(f"'{word}' is no parameter; write it as name=value, like -p top=20.")
        _require_known(name, known)
        if name in values:
            raise WrongCall(f"Parameter '{name}' is given twice; give it once.")
        values[name] = _parse(known[name], text)
    return values


def check_parameters(given: Mapping[str, Any], known: Mapping[str, Parameter]) -> dict[str, Any]:
    """Checks values against the declared parameters of all notebooks that are to run.

    Returns:
        The values, an int given for a float made one.

    Raises:
        WrongCall: A name is unknown, a value mistyped or out of range; says which and what fits.
    """
    checked = {}
    for name, value in given.items():
        _require_known(name, known)
        checked[name] = _typed(known[name], value)
        _check_range(name, checked[name])
    start, end = checked.get("start", ""), checked.get("end", "")
    if start and end and start > end:
        raise WrongCall(f"The period ends ({end}) before it starts ({start}); swap start and end.")
    return checked


def check_selection(articles: pd.DataFrame, values: Mapping[str, Any]) -> None:
    """Makes sure that outlet and period leave some of the articles, and that outlets.csv fits.

    Raises:
        WrongCall: They leave none; says what there is. Where there are no articles, nothing does.
    """
    if path := values.get("outlets"):
        known = with_outlets(Analysis(articles=articles), path)
        if values.get("group"):
            by_outlet_group(known, values["group"])
    start, end, outlet = (values.get(name, "") for name in ("start", "end", "outlet"))
    if outlet and len(articles):
        require_one_of(outlet, sorted(set(articles["outlet"]) - {""}), "outlet")
    own = articles[chosen_articles(articles, "", "", outlet)]
    if len(own) and not chosen_articles(own, start, end, "").any():
        days = own["published"].dropna().dt.strftime("%Y-%m-%d")
        when = f"they are from {days.min()} to {days.max()}" if len(days) else "none has a date"
        asked = " ".join(filter(None, (start and f"from {start}", end and f"until {end}")))
        of = f" of '{outlet}'" if outlet else ""
        raise WrongCall(f"There is no article{of} {asked}; {when}.")


def check_subjects(analysis: Analysis, values: Mapping[str, Any], names: Iterable[str]) -> None:
    """Makes sure that the articles know the person or story that pages are to be about.

    Raises:
        WrongCall: All of them, whatever the period asked for, do not; says who comes near.
    """
    for name, (parameter, find) in SUBJECTS.items():
        if name in names:
            require_found(find(analysis, values.get(parameter, "")), parameter)


def _declared(raw: Mapping[str, str]) -> Parameter:
    text = raw["default"]
    try:
        default = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        default = text
    kind = raw["inferred_type_name"].strip().removeprefix("Optional[")
    if kind == "None":
        kind = "" if default is None else type(default).__name__
    return Parameter(raw["name"], re.split(r"\W", kind)[0], default, raw["help"])


def _require_known(name: str, known: Mapping[str, Parameter]) -> None:
    if name not in known:
        hint = "The notebook declares none: tag a cell with them as 'parameters'."
        hint = nearest(name, known) if known else hint
        raise WrongCall(f"There is no parameter '{name}'. {hint}")


#: The types of parameters: what a value is, and how that is said.
_TYPES: dict[str, tuple[type | UnionType, str]] = {
    "str": (str, "text"),
    "int": (int, "a whole number, like 15"),
    "float": (float | int, "a number with a point, like 0.5"),
    "bool": (bool, "yes or no"),
    "list": (list | tuple, 'a list, like ["a", "b"]'),
    "dict": (dict, 'a mapping, like {"a": 1}'),
}
_YES = {"yes", "true", "1", "on", "ja"}
_NO = {"no", "false", "0", "off", "nein"}


def _mistyped(name: str, kind: str, value: Any) -> WrongCall:
    _, expected = _TYPES.get(kind, (object, kind))
    return WrongCall(f"Parameter '{name}' takes {expected}, not '{value}'.")


def _parse(parameter: Parameter, text: str) -> Any:
    name, kind = parameter.name, parameter.type
    word = text.strip().lower()
    if kind == "bool":
        if word not in _YES | _NO:
            raise _mistyped(name, kind, text)
        return word in _YES
    if kind == "str":
        return text
    if not kind:  # None says nothing of what may stand there
        with suppress(ValueError):
            return _parse(parameter._replace(type="json"), text)
        return text
    try:
        if kind == "int":
            if not re.fullmatch(r"[+-]?[0-9]{1,18}", word):
                raise ValueError(word)
            return int(word)
        if kind == "float":
            return float(word)
        value = json.loads(text)
        json.dumps(value, allow_nan=False)  # what no literal can say: papermill writes it as a call
        return value
    except ValueError as error:
        raise _mistyped(name, kind, text) from error


def _typed(parameter: Parameter, value: Any) -> Any:
    name, kind = parameter.name, parameter.type
    fitting, _ = _TYPES.get(kind, (object, kind))
    if value is None and parameter.default is None:
        return value
    wrong = isinstance(value, bool) and kind in ("str", "int", "float", "list", "dict")
    if not isinstance(value, fitting) or wrong:
        raise _mistyped(name, kind, value)
    if kind == "float":
        if not math.isfinite(value):
            raise _mistyped(name, kind, value)
        return float(value)
    return value


def _is_day(value: str) -> bool:
    try:
        return not value or dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_DAY = (_is_day, "a day as YYYY-MM-DD, like 2026-11-23")
#: What the parameters that all notebooks of the suite share may hold, and how that is said.
_RANGES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "start": _DAY,
    "end": _DAY,
    "language": (lambda value: value in {"de", "en"}, "'de' or 'en'"),
    "rights": (lambda value: value in {"", "quotes"}, "'quotes' or nothing"),
    "private": (lambda value: value in {"", "initials"}, "'initials' or nothing"),
    "top": (lambda value: 1 <= value <= 200, "a number from 1 to 200"),
}


def _check_range(name: str, value: Any) -> None:
    if name == "annotator":
        try:
            load_annotator(value)
        except ValueError as error:
            raise WrongCall(str(error)) from error
    fits, expected = _RANGES.get(name, (lambda value: True, ""))
    if not fits(value):
        said = f"'{value}'" if isinstance(value, str) else value
        raise WrongCall(f"Parameter '{name}' takes {expected}, not {said}.")
