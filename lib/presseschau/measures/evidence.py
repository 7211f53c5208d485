"""Evidence: the places in articles that stand behind a row of figures."""

import pandas as pd

#: The column that tells what rows are, the letter of their anchors, and the number after it.
_ANCHORS = [("quote", "q", "quote"), ("tenor", "s", "sentence"), ("derived", "m", "start")]


def places(rows: pd.DataFrame, by: str | list[str]) -> pd.Series:
    """Lists, for each group of rows, the places to look at.

    Args:
        rows: A table with ``article_id`` and the ``anchor`` within the article's page ("q3",
            "s12", "m120").
        by: The column or columns that make a group.

    Returns:
        ``evidence``: per group a tuple of "article_id#anchor", the first place of every article.
    """
    columns = [by] if isinstance(by, str) else by
    first = rows.drop_duplicates([*columns, "article_id"])
    links = (first["article_id"] + "#" + first["anchor"]).astype(object)  # read one by one
    return links.groupby([first[column] for column in columns]).agg(tuple).rename("evidence")


def evidence(rows: pd.DataFrame, by: str | list[str]) -> pd.Series:
    """The places behind each group of a table of your own, for a column ``evidence``.

    Args:
        rows: Rows of quotes, mentions, tone or articles, or of these merged with others.
        by: The column or columns that make a group.

    Returns:
        As :func:`places` gives them; its index is that of ``rows.groupby(by)``.
    """
    return places(anchored(rows), by)


def anchored(rows: pd.DataFrame) -> pd.DataFrame:
    """Adds the anchor of each row's quote, sentence or mention; of an article it is empty."""
    for told_by, letter, number in _ANCHORS:
        if told_by in rows:
            return rows.assign(anchor=letter + rows[number].astype(str))
    return rows.assign(anchor="")
