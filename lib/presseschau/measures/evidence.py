"""Evidence: the places in articles that stand behind a row of figures."""

import pandas as pd

from presseschau.core.calls import WrongCall

#: The column that tells what rows are, the letter of their anchors, and the number after it.
_ANCHORS = [("quote", "q", "quote"), ("tenor", "s", "sentence"), ("derived", "m", "start")]


def places(rows: pd.DataFrame, by: str | list[str]) -> pd.Series:
    """Lists, for each group of rows, the places to look at.

    The rows have an ``article_id`` and the ``anchor`` within the article's page ("q3", "s12").

    Returns:
        ``evidence``: per group a tuple of "article_id#anchor", the first place of every article.
    """
    columns = [by] if isinstance(by, str) else by
    first = rows.drop_duplicates([*columns, "article_id"])
    links = (first["article_id"] + "#" + first["anchor"]).astype(object)  # read one by one
    return links.groupby([first[column] for column in columns]).agg(tuple).rename("evidence")


def linked(rows: pd.DataFrame) -> pd.Series:
    """The place of each row with an ``article_id`` and ``anchor``, as the one of its evidence."""
    return (rows["article_id"] + "#" + rows["anchor"]).map(lambda place: (place,))


def evidence(rows: pd.DataFrame, by: str | list[str]) -> pd.Series:
    """The places behind each group of a table of your own, for a column ``evidence``.

    Args:
        rows: Rows of quotes, mentions, tone or articles, or of these merged with others; keep
            their columns ``quote``, ``start`` or ``sentence``, which lead to the place.
        by: The column or columns that make a group.

    Returns:
        Per group the places to look at, one of each article: the first. The index is that of
        ``rows.groupby(by)``.

    Raises:
        WrongCall: The rows are of no article.
    """
    if "article_id" not in rows:
        raise WrongCall("Evidence leads into articles: the rows need the column 'article_id'.")
    return places(anchored(rows), by)


def anchored(rows: pd.DataFrame) -> pd.DataFrame:
    """Adds the anchor of each row's quote, sentence or mention; of an article it is empty."""
    if "anchor" in rows:
        return rows
    for told_by, letter, number in _ANCHORS:
        if told_by in rows:
            return rows.assign(anchor=letter + rows[number].astype(str))
    return rows.assign(anchor="")
