"""The notebooks that a report is made of, and the parameters that each of them takes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from presseschau import DEFAULT_ANNOTATOR
from presseschau.core.calls import WrongCall, nearest
from presseschau.core.resources import notebooks_folder
from presseschau.core.slugs import slug
from presseschau.reports import GIVEN
from presseschau.reports.parameters import Parameter, check_parameters

#: The notebooks of the suite, in the order of a report's pages.
SUITE = ("corpus", "actors", "quotes", "sentiment", "compare")

#: What the report itself says to every notebook: its tables are read and linked already.
OWN = {"source": "../tables", "evidence": "articles/"} | dict.fromkeys(GIVEN, "")
#: What holds for the report as a whole, whether a notebook declares it or not.
SHARED = {"language": "de", "start": "", "end": "", "outlet": "", "annotator": DEFAULT_ANNOTATOR}
#: What may be shown of articles, which a report asks of no notebook.
OFFERED = {
    "rights": Parameter("rights", "str", "", "'quotes' shows passages only, no whole article"),
    "private": Parameter("private", "str", "", "'initials' hides who is no public figure"),
}


def find_notebooks(names: Sequence[str | Path]) -> dict[str, Path]:
    """The path of every notebook by its name; the whole suite if none is named.

    Raises:
        WrongCall: There is no such notebook.
    """
    paths = {}
    for name in names or SUITE:
        path = notebooks_folder() / f"{name}.ipynb"
        if str(name).endswith(".ipynb"):
            path = Path(name)
        if not path.is_file():
            raise WrongCall(f"There is no notebook '{name}'. {nearest(str(name), SUITE)}")
        paths[slug(path.stem)] = path
    return paths


def known_parameters(declared: Mapping[str, Mapping[str, Parameter]]) -> dict[str, Parameter]:
    """The parameters that a person may set: those of notebooks, and what may be shown."""
    found: dict[str, Parameter] = {}
    for parameters in [*declared.values(), OFFERED]:
        for name, parameter in parameters.items():
            if name not in ("source", "evidence"):
                found.setdefault(name, parameter)
    return found


def values_of(given: Mapping[str, Any], known: Mapping[str, Parameter]) -> dict[str, Any]:
    """The values of a report's parameters: those given, checked, and what else holds.

    Raises:
        WrongCall: A parameter is unknown or mistyped, or names a file that is not there.
    """
    for name, instead in {"source": "--source", "evidence": "the report itself"}.items():
        if name in given:
            raise WrongCall(f"'{name}' is no parameter of a report; it is set by {instead}.")
    values = SHARED | {"actors": "", "corrections": ""} | check_parameters(given, known)
    for name in GIVEN:
        if values.get(name) and not Path(values[name]).is_file():
            raise WrongCall(f"There is no file of {name} '{values[name]}'; check the path.")
    return values


def given_to(values: Mapping[str, Any], declared: Mapping[str, Parameter]) -> dict[str, Any]:
    """The values that one notebook is handed: those that it declares."""
    return {name: value for name, value in (values | OWN).items() if name in declared}
