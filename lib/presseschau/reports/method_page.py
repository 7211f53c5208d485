"""The page on method: how a report was made, how good that is, and how to cite it."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from presseschau.core.analysis import Analysis
from presseschau.reports.parameters import Parameter
from presseschau.reports.provenance import provenance
from presseschau.reports.rendering import Contents, render, texts
from presseschau.views.precision import quality_box

_INTERNAL = ("source", "evidence")


def method_page(analysis: Analysis, contents: Contents, rules: Iterable[str], methods: str) -> str:
    """The page on method of a report.

    Args:
        analysis: What was counted.
        contents: What the report holds.
        rules: How findings are chosen; none where there are no articles.
        methods: How to tell of it in a paper, as HTML.
    """
    language = contents.values["language"]
    t = texts(language)
    facts = provenance(analysis).items()
    return render(
        "method.html.j2",
        language,
        title=t["methods"]["page"],
        pages=contents.pages,
        root="../",
        corpus=contents.corpus,
        methods=Markup(methods),
        quality=Markup(quality_box(analysis, language)),
        rules=rules,
        parameters=_parameter_rows(contents.values, contents.declared, t),
        provenance=[(t["index"][key], fact or t["index"]["unknown"]) for key, fact in facts],
    )


def _parameter_rows(
    values: Mapping[str, Any], declared: Mapping[str, Mapping[str, Parameter]], t: Mapping
) -> list[dict[str, str]]:
    found: dict[str, dict[str, Any]] = {}
    for notebook, parameters in declared.items():
        for name, parameter in parameters.items():
            if name in values:
                found[name] = {"": values[name], "help": parameter.help}
            elif name not in _INTERNAL:
                entry = found.setdefault(name, {"help": parameter.help})
                entry[t["titles"].get(notebook, notebook)] = parameter.default
    return [
        {"name": name, "value": _value(entry, t), "help": t["help"].get(name, entry["help"])}
        for name, entry in found.items()
    ]


def _value(entry: Mapping[str, Any], t: Mapping) -> str:
    """Writes a parameter's value; where the notebooks' defaults differ, that of each."""
    shown = {
        where: (t["yes"] if value else t["no"]) if isinstance(value, bool) else str(value)
        for where, value in entry.items()
        if where != "help"
    }
    if len(set(shown.values())) == 1:
        return next(iter(shown.values())) or t["empty_value"]
    return ", ".join(f"{where}: {value}" for where, value in shown.items())
