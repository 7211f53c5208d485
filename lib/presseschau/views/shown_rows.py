"""The rows of a long table that are shown: the first ones, or of a matrix the strongest cells."""

import pandas as pd

#: A table shows so many rows.
MOST_ROWS = 100
#: Sentences of one name before it is another's turn.
_EACH = 5


def chosen_rows(table: pd.DataFrame, shown: list[str]) -> tuple[pd.DataFrame, int]:
    """The rows of a table that are shown, and how many there are; ``shown`` are its columns."""
    matrix = len(table) > MOST_ROWS and _is_matrix(table, shown[0])
    table = _filled(table) if matrix else table
    if len(table) <= MOST_ROWS:
        return table, len(table)
    return (_strongest(table, shown) if matrix else _first_rows(table, shown[0])), len(table)


def _first_rows(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """As many rows as are shown; the first sentences of each name come before its further ones."""
    if "text" not in table:
        return table.head(MOST_ROWS)
    turns = table.groupby(by, sort=False).cumcount() // _EACH
    chosen = turns.sort_values(kind="stable").index[:MOST_ROWS]
    return table[table.index.isin(chosen)]


def _is_matrix(table: pd.DataFrame, by: str) -> bool:
    """Tells whether each name has a row for each of the same columns, and room for two of them."""
    counts = table[by].value_counts()
    figures = "value" in table and "text" not in table
    return figures and counts.nunique() == 1 and len(counts) <= MOST_ROWS // 2


def _filled(table: pd.DataFrame) -> pd.DataFrame:
    """The cells of a matrix in which something is."""
    count = next((name for name in ("articles", "words") if name in table), None)
    return table[table[count] > 0] if count else table


def _strongest(table: pd.DataFrame, shown: list[str]) -> pd.DataFrame:
    """Of each name of a matrix the cells with the highest figures of those that are shown."""
    figure = "articles" if "articles" in shown and "value" not in shown else "value"
    order = table[figure].abs().sort_values(ascending=False, kind="stable").index
    names = table.loc[order].groupby(shown[0], sort=False)
    kept = names.head(MOST_ROWS // names.ngroups).index
    return table[table.index.isin(kept)]
