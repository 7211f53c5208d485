"""Answers: what a learner gives, brought into one form that can be compared by its digest."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from presseschau.lessons import diagrams

#: What an exercise can ask for, and how that is called in a sentence.
KINDS = {
    "yesno": "True oder False",
    "number": "eine Zahl",
    "text": "ein Text in Anführungszeichen",
    "exact": "ein Text in Anführungszeichen",
    "list": "eine Liste [...]",
    "set": "eine Liste [...] in beliebiger Reihenfolge",
    "mapping": "ein Wörterbuch {...} oder eine Zählung",
    "table": "eine Tabelle (DataFrame)",
    "function": "eine Funktion (def ...)",
    "chart": "ein Diagramm, wie es plot oder plot.barh gibt",
}
_YESNO = {"ja": True, "wahr": True, "true": True, "nein": False, "falsch": False, "false": False}
_QUOTES = " '\"„“”‚‘’»«›‹"  # typed along with the answer
_ARTICLE = re.compile(r"^(?:de[rmns]|die|das|ein(?:e[rmns]?)?) (?=\w)")
_LISTS = (list, tuple, np.ndarray, pd.Series, pd.Index, type({}.keys()), type({}.values()))


class WrongKind(TypeError):  # noqa: N818 - the learner's answer, not an error of the program
    """An answer of another kind than the exercise asks for."""


def is_missing(answer: Any) -> bool:
    """Tells whether nothing was answered yet: None, the three dots or an empty text."""
    if answer is None or answer is Ellipsis:
        return True
    if isinstance(answer, str):
        return answer.strip() in ("", "...", "…")
    return isinstance(answer, list | tuple) and any(part is Ellipsis for part in answer)


def kind_of(answer: Any) -> str:
    """The kind of a right answer (see :data:`KINDS`); a WrongKind if it cannot be checked."""
    kinds = {
        "yesno": bool | np.bool_, "number": Real, "text": str, "set": set | frozenset,
        "mapping": Mapping, "table": pd.DataFrame, "list": _LISTS, "function": Callable,
    }  # fmt: skip
    if diagrams.axes_of(answer):
        return "chart"
    if isinstance(answer, pd.Series) and all(isinstance(name, str) for name in answer.index):
        return "mapping"
    for kind, types in kinds.items():
        if isinstance(answer, types):
            return kind
    raise WrongKind(f"An answer of type {type(answer).__name__} cannot be checked.")


def normal(answer: Any, kind: str, tolerance: float = 0.0) -> str:
    """The form in which an answer is compared.

    Numbers are counted in steps of half the tolerance, texts lose case, surplus white space, the
    article before them and the marks around them (an exact text keeps case and article), sets and
    counts their order; of a table stand the columns, the number of rows, and each column's sum or
    different values; of a chart, or of a list in its stead, the lengths of its bars.

    Raises:
        WrongKind: The answer is of another kind.
    """
    return repr(_FORMS[kind](answer, tolerance))


def neighbours(answer: Any, kind: str, tolerance: float) -> list[str]:
    """The forms of all answers within the tolerance of a right one."""
    if kind != "number" or not tolerance:
        return [normal(answer, kind, tolerance)]
    step = tolerance / 2
    low, high = (math.ceil((answer - tolerance) / step), math.floor((answer + tolerance) / step))
    return [repr(count) for count in range(low, high + 1)]


def _number(answer: Any, tolerance: float) -> int | float:
    if isinstance(answer, bool | np.bool_) or not isinstance(answer, Real):
        raise WrongKind
    value = float(answer)
    if not math.isfinite(value):
        raise WrongKind
    if tolerance:
        return round(value / (tolerance / 2))
    value = float(f"{value:.9g}")  # 0.1 + 0.2 is 0.3, whichever way it was reckoned
    return int(value) if value.is_integer() else value


def _exact(answer: Any, tolerance: float) -> str:
    if not isinstance(answer, str):
        raise WrongKind
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", answer)).strip(_QUOTES)


def _text(answer: Any, tolerance: float) -> str:
    listed = isinstance(answer, list | tuple) and answer  # the letters of a word, perhaps
    if listed and all(isinstance(part, str) and len(part) == 1 for part in listed):
        answer = "".join(answer)
    return _ARTICLE.sub("", _exact(answer, tolerance).casefold().strip(f"{_QUOTES}."))


def _yesno(answer: Any, tolerance: float) -> bool:
    if isinstance(answer, str) and answer.strip().casefold() in _YESNO:
        return _YESNO[answer.strip().casefold()]
    if not isinstance(answer, bool | np.bool_):
        raise WrongKind
    return bool(answer)


def _list(answer: Any, tolerance: float) -> list:
    if not isinstance(answer, _LISTS):
        raise WrongKind
    return [_any(part, tolerance) for part in answer]


def _set(answer: Any, tolerance: float) -> list:
    if not isinstance(answer, (*_LISTS, set, frozenset)):
        raise WrongKind
    return sorted({repr(_any(part, tolerance)) for part in answer})


def _mapping(answer: Any, tolerance: float) -> list:
    pairs = ((_any(name, 0), _any(value, tolerance)) for name, value in _counted(answer))
    return sorted(map(repr, pairs))


def _counted(answer: Any) -> Iterable[tuple]:
    """Names with their values, whichever command has counted them."""
    if isinstance(answer, pd.DataFrame):
        answer = _one_column(answer)
    if isinstance(answer, pd.Series) and answer.index.nlevels == 1:
        answer = answer.set_axis(
            [one[0] if isinstance(one, tuple) else one for one in answer.index]
        )
    if isinstance(answer, Mapping | pd.Series):
        return answer.items()
    pairs = isinstance(answer, list) and all(
        isinstance(one, tuple) and len(one) == 2 for one in answer
    )
    if not pairs:
        raise WrongKind
    return answer


def _one_column(table: pd.DataFrame) -> pd.Series:
    """The numbers of a table that holds nothing else but the names they belong to."""
    if not table.columns.is_unique:
        raise WrongKind
    named = [name for name in table if not pd.api.types.is_numeric_dtype(table[name])]
    numbers = [name for name in table if name not in named]
    if len(named) == 1 and isinstance(table.index, pd.RangeIndex):
        table = table.set_index(named.pop())
    if named or not numbers or not all(table[name].equals(table[numbers[0]]) for name in numbers):
        raise WrongKind
    return table[numbers[0]]


def _table(answer: Any, tolerance: float) -> list:
    if isinstance(answer, pd.Series) and answer.index.nlevels == 2:
        answer = answer.unstack()
    if not isinstance(answer, pd.DataFrame):
        raise WrongKind
    columns = sorted(map(str, answer.columns))
    named = answer.set_axis([str(name) for name in answer.columns], axis="columns")
    return [len(answer), *[(name, _column(named[name], tolerance)) for name in columns]]


def _column(values: pd.Series, tolerance: float) -> object:
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return _number(values.sum(), tolerance or 1e-6)
    return sorted({_text(str(value), 0) for value in values})


def _chart(answer: Any, tolerance: float) -> list:
    axes = diagrams.axes_of(answer)
    values = diagrams.lengths(axes) if axes else answer
    return sorted(_number(value, tolerance) for value in values)


def _any(answer: Any, tolerance: float) -> object:
    """Takes a part of an answer as what it is; True and 1 stay apart."""
    if answer is None or answer is Ellipsis:
        return None
    kind = kind_of(answer)
    if kind == "function":
        raise WrongKind
    return _FORMS[kind](answer, tolerance)


_FORMS = {
    "yesno": _yesno, "number": _number, "text": _text, "exact": _exact, "list": _list, "set": _set,
    "mapping": _mapping, "table": _table, "chart": _chart, "result": _any,
}  # fmt: skip
