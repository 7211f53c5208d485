"""Outlets by what an outlets.csv knows of them: taken together by region or owner, and weighted."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall, nearest
from presseschau.core.given import given_table
from presseschau.core.tables import SCHEMAS, SHOWN, ordered
from presseschau.measures.groups import UNKNOWN

#: Columns of an outlets.csv that are numbers; any others are groups.
NUMBERS = ("priority", "reach")
#: Groups that an outlets.csv usually has; any others may be added.
GROUPS = ("region", "owner", "leaning")
#: From this likeness on (difflib's ratio), a name in the file is a slip of the pen.
_ALIKE = 0.85
#: Columns that articles have of their own.
_TAKEN = {*SCHEMAS["articles"], *SHOWN} - {"outlet"}


def with_outlets(analysis: Analysis, path: str | Path) -> Analysis:
    """The analysis with the columns of an outlets.csv in its articles.

    The file, a CSV in UTF-8, has the column ``outlet`` and any of priority and reach (numbers),
    region, owner, leaning and others (groups).

    Raises:
        WrongCall: The file or a row is wrong, such as one whose outlet is spelled otherwise in the
            articles; the sentence says where.
    """
    table, articles = _read_outlets(Path(path)), analysis.articles
    for row, near in _misspelt(table["outlet"], articles["outlet"]):
        name = table.loc[row, "outlet"]
        raise WrongCall(
            f"{path}, line {row + 2}: there is no outlet '{name}' in the articles; did you mean"
            f" '{near}'?"
        )
    table = table.set_index("outlet")
    columns = {name: articles["outlet"].map(cells) for name, cells in table.items()}
    for name in set(table) - set(NUMBERS):
        columns[name] = columns[name].fillna("").astype("str")
    return replace(analysis, articles=articles.assign(**columns))


def by_outlet_group(analysis: Analysis, by: str) -> Analysis:
    """The same analysis with groups in the place of outlets, for every measure of outlets.

    A column, such as "region", that :func:`with_outlets` gave to the articles makes the groups;
    where it is empty, the group is "unknown".

    Raises:
        WrongCall: There is no such column.
    """
    groups = _column(analysis, by).fillna("").astype("str").replace("", UNKNOWN)
    return replace(analysis, articles=analysis.articles.assign(outlet=groups))


def weighted(table: pd.DataFrame, analysis: Analysis, weight: str = "reach") -> pd.DataFrame:
    """The means over outlets of a table by outlet, each outlet with its weight.

    The weight is a column of numbers ("reach", "priority") that :func:`with_outlets` gave; outlets
    without it are left out. Where the table has intervals, so has the mean, the outlets taken as
    independent of each other.

    Returns:
        name, outlets (weighed), n (articles), value, and low and high if the table has them.
    """
    weights = _column(analysis, weight).groupby(analysis.articles["outlet"]).first()
    rows = table.assign(weight=table["outlet"].map(weights)).dropna(subset=["weight", "value"])
    share = rows["weight"] / rows.groupby("name")["weight"].transform("sum")
    means = rows.assign(part=rows["value"] * share, n=rows.get("n", 0)).groupby("name")
    means = means.agg(outlets=("outlet", "nunique"), n=("n", "sum"), value=("part", "sum"))
    if "low" in rows:
        half = {"low": rows["value"] - rows["low"], "high": rows["high"] - rows["value"]}
        for (name, reach), sign in zip(half.items(), (-1, 1), strict=True):
            spread = np.sqrt(((reach * share) ** 2).groupby(rows["name"]).sum(min_count=1))
            means[name] = means["value"] + sign * spread
    return ordered(means.reset_index(), "-value", "name")


def _misspelt(named: pd.Series, outlets: pd.Series) -> Iterator[tuple[int, str]]:
    """The rows whose name only an outlet without a row comes near to, and that outlet."""
    there = set(outlets)
    left = {name.casefold(): name for name in sorted(there - {*named, ""})}
    for row, name in named[~named.isin(there)].items():
        for near in get_close_matches(name.casefold(), left, 1, _ALIKE):
            yield row, left[near]


def _column(analysis: Analysis, name: str) -> pd.Series:
    articles = analysis.articles
    if name not in articles:
        usual = [column for column in (*GROUPS, *NUMBERS) if column in articles]
        hint = nearest(name, usual) if usual else "Give your outlets.csv first."
        raise WrongCall(f"The articles have no column '{name}' of their outlets. {hint}")
    return articles[name]


def _read_outlets(path: Path) -> pd.DataFrame:
    text, separator = given_table(path, "file of outlets")
    try:
        # Blank lines are left out below, when the index has counted them.
        table = pd.read_csv(StringIO(text), sep=separator, dtype=str, skip_blank_lines=False)
    except ValueError as error:
        raise WrongCall(f"'{path}' is damaged: {str(error).rstrip('.')}.") from None
    table = table.rename(columns=str.strip).fillna("").apply(lambda cells: cells.str.strip())
    table = table[(table != "").any(axis=1)]
    if "outlet" not in table:
        raise WrongCall(f"{path}, line 1: there is no column 'outlet'.")
    if (twice := table["outlet"].duplicated()).any():
        line = twice.idxmax() + 2
        name = table.loc[twice, "outlet"].iloc[0]
        raise WrongCall(f"{path}, line {line}: '{name}' stands there twice; name it once.")
    if taken := set(table) & _TAKEN:
        raise WrongCall(f"{path}, line 1: the column '{min(taken)}' is the articles' own.")
    for column in set(NUMBERS) & set(table):
        numbers = pd.to_numeric(table[column].replace("", None), errors="coerce")
        wrong = (table[column] != "") & ~(numbers >= 0)
        if wrong.any():
            line, such_as = wrong.idxmax() + 2, {"priority": 1}.get(column, 120000)
            raise WrongCall(
                f"{path}, line {line}: the {column} '{table.loc[wrong, column].iloc[0]}' is no"
                f" number from 0 on; write it like {such_as}."
            )
        table = table.assign(**{column: numbers})
    return table
