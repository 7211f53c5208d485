"""Export: the tables of an analysis for SPSS, Stata and R, and its actors as a network."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pandas as pd
from pandas.io.stata import StataParser

from presseschau.core.analysis import Analysis
from presseschau.core.calls import require_one_of
from presseschau.core.placing import check_place, replacing
from presseschau.core.tables import OUTLET_VOICE, SCHEMAS
from presseschau.study.inception import write_documents
from presseschau.views.wording import LANGUAGES, label

TABLES = ("articles", "actors", "roles", "mentions", "quotes", "utterances", "tone")
#: Bytes that SPSS takes in a text, and characters that Stata takes in a label.
_TEXT, _LABEL = 32_000, 80
_YES = (("nein", "no"), ("ja", "yes"))
_TENORS = {-1: ("negativ", "negative"), 0: ("neutral", "neutral"), 1: ("positiv", "positive")}


class Coded(NamedTuple):
    """A table in numbers: the label of each variable, and of each code of those with codes."""

    rows: pd.DataFrame
    labels: dict[str, str]
    values: dict[str, dict[int, str]]


def export(analysis: Analysis, folder: str | Path, form: str, language: str = "de") -> Path:
    """Writes an analysis in one of ``FORMS`` into a folder, and returns it.

    Raises:
        WrongCall: There is no such form or language, or the folder cannot be written.
    """
    require_one_of(form, FORMS, "format")
    require_one_of(language, LANGUAGES, "language")
    check_place(Path(folder))
    with replacing(folder) as part:
        FORMS[form](analysis, part, language)
        if form in ("sav", "dta", "csv"):
            codebook(analysis, language).to_csv(part / "codebook.csv", index=False)
    return Path(folder)


def coded(table: pd.DataFrame, name: str, language: str = "de") -> Coded:
    """A table of an analysis as a statistics program wants it: codes with labels, no fillers.

    Columns of the user's own ``actors.csv`` keep their name as the label.
    """
    known, column = _variables(), LANGUAGES.index(language)
    rows, labels, values = {}, {}, {}
    for old, cells in table.items():
        new = re.sub(r"\W", "_", re.sub(r"^(?=\d|_)", "v", old))[:31]
        new += "_" if new in StataParser().RESERVED_WORDS else ""
        labels[new] = known["labels"].get(old, (old, old))[column][:_LABEL]
        codes = known["values"].get(old) if old in SCHEMAS[name] else None
        if codes:
            rows[new] = cells.map({value: code for code, value in enumerate(codes, 1)})
            named = codes if isinstance(codes, dict) else {}
            said = (named[v][column] if v in named else label(v, language) for v in codes)
            values[new] = dict(enumerate(said, 1))
        elif old == "tenor":
            rows[new], values[new] = cells, {code: said[column] for code, said in _TENORS.items()}
        elif cells.dtype == "bool":
            rows[new] = cells.astype("int8")
            values[new] = {code: said[column] for code, said in enumerate(_YES)}
        elif cells.dtype == "datetime64[s]":
            rows[new] = cells.astype("datetime64[ns]")  # pyreadstat takes all for these
        elif cells.dtype == "int32":
            rows[new] = cells.astype("float64").where(cells >= 0)
        else:
            rows[new] = cells.fillna("") if pd.api.types.is_string_dtype(cells) else cells
    return Coded(pd.DataFrame(rows), labels, values)


def codebook(analysis: Analysis, language: str = "de") -> pd.DataFrame:
    """Every variable of every exported table, with a row for each of its codes."""
    rows, columns = [], ["table", "variable", "label", "value", "value_label"]
    for name in TABLES:
        found = coded(getattr(analysis, name), name, language)
        for variable, meaning in found.labels.items():
            codes = found.values.get(variable) or {"": ""}
            rows += [(name, variable, meaning, *code) for code in codes.items()]
    return pd.DataFrame(rows, columns=columns)


def network(analysis: Analysis) -> nx.MultiDiGraph:
    """Actors and outlets, who judges whom (by sentences and tenor) and who quotes whom.

    Judgements of no certain voice are left out, and so are quotes without an actor.
    """
    graph = nx.MultiDiGraph()
    outlets = analysis.articles.set_index("article_id")["outlet"]
    for actor in analysis.actors.fillna("").to_dict("records"):
        graph.add_node(actor.pop("actor_id"), **actor)
    tone = analysis.tone.assign(outlet="outlet:" + analysis.tone["article_id"].map(outlets))
    own = tone["voice"] == OUTLET_VOICE
    tone["source"] = tone["voice"].where(~own, tone["outlet"])
    tone = tone[own | tone["source"].isin(analysis.actors["actor_id"])]
    for pair, rows in tone.groupby(["source", "actor_id"]):
        tenors = {"positive": rows["tenor"].gt(0).sum(), "negative": rows["tenor"].lt(0).sum()}
        tenors = {key: int(value) for key, value in tenors.items()}
        graph.add_edge(*pair, relation="judges", weight=len(rows), **tenors)
    quotes = analysis.quotes[analysis.quotes["actor_id"] != ""]
    quotes = quotes.assign(outlet="outlet:" + quotes["article_id"].map(outlets))
    for pair, rows in quotes.groupby(["outlet", "actor_id"]):
        graph.add_edge(*pair, relation="quotes", weight=len(rows))
    for node in [node for node in graph if node.startswith("outlet:")]:
        graph.add_node(node, name=node.removeprefix("outlet:"), kind="outlet")
    return graph


@cache
def _variables() -> dict:
    return tomllib.loads(Path(__file__).with_name("variables.toml").read_text(encoding="utf-8"))


def _write_sav(analysis: Analysis, folder: Path, language: str) -> None:
    import pyreadstat  # of the extra study

    for name in TABLES:
        found = coded(getattr(analysis, name), name, language)
        for column in found.rows.select_dtypes("str"):
            short = found.rows[column].str.encode("utf-8", "replace").str.slice(0, _TEXT)
            found.rows[column] = short.str.decode("utf-8", "ignore")
        labels = {"column_labels": found.labels, "variable_value_labels": found.values}
        pyreadstat.write_sav(found.rows, folder / f"{name}.sav", **labels)


def _write_dta(analysis: Analysis, folder: Path, language: str) -> None:
    """Writes by pandas, which unlike pyreadstat keeps texts of more than 2,045 characters."""
    for name in TABLES:
        found = coded(getattr(analysis, name), name, language)
        texts = [c for c in found.rows.select_dtypes("str") if found.rows[c].str.len().max() > 500]
        found.rows.astype(dict.fromkeys(found.rows.select_dtypes("str"), object)).to_stata(
            folder / f"{name}.dta",
            write_index=False,
            version=118,
            variable_labels=found.labels,
            value_labels=found.values,
            convert_strl=texts,
            time_stamp=pd.Timestamp(2000, 1, 1).to_pydatetime(),
        )


def _write_csv(analysis: Analysis, folder: Path, language: str) -> None:
    for name in TABLES:
        rows = coded(getattr(analysis, name), name, language).rows
        rows.to_csv(folder / f"{name}.csv", index=False)
        rows.to_parquet(folder / f"{name}.parquet", index=False)


#: The first three hold codes, which need a codebook.
FORMS = {
    "sav": _write_sav,
    "dta": _write_dta,
    "csv": _write_csv,
    "graphml": lambda analysis, folder, language: nx.write_graphml(
        network(analysis), folder / "actors.graphml"
    ),
    "xmi": lambda analysis, folder, language: write_documents(analysis, folder),
}
