"""Evidence: the places in articles that stand behind a row of figures."""

import pandas as pd


def places(rows: pd.DataFrame, by: str | list[str], anchor: str) -> pd.Series:
    """Lists, for each group of rows, the places to look at.

    Args:
        rows: A table with ``article_id``.
        by: The column or columns that make a group.
        anchor: Column of anchors within the article page ("q3", "s12", "m120").

    Returns:
        Per group a tuple of "article_id#anchor", the first place of every article.
    """
    columns = [by] if isinstance(by, str) else by
    first = rows.drop_duplicates([*columns, "article_id"])
    links = (first["article_id"] + "#" + first[anchor]).astype(object)  # read one by one
    return links.groupby([first[column] for column in columns]).agg(tuple)


def evidence(rows: pd.DataFrame, by: str | list[str]) -> pd.Series:
    """The places behind each group of a table of your own, for a column ``evidence``.

    Args:
        rows: Rows of quotes, mentions, tone or articles, or of these merged with others.
        by: The column or columns that make a group.

    Returns:
        As :func:`places` gives them; its index is that of ``rows.groupby(by)``.
    """
    if "quote" in rows:
        rows = quote_anchor(rows)
    elif "tenor" in rows:
        rows = sentence_anchor(rows)
    elif "derived" in rows:
        rows = mention_anchor(rows)
    else:
        rows = rows.assign(anchor="")
    return places(rows, by, "anchor")


def mention_anchor(mentions: pd.DataFrame) -> pd.DataFrame:
    """Adds the anchor of each mention."""
    return mentions.assign(anchor="m" + mentions["start"].astype(str))


def quote_anchor(quotes: pd.DataFrame) -> pd.DataFrame:
    """Adds the anchor of each quote."""
    return quotes.assign(anchor="q" + quotes["quote"].astype(str))


def sentence_anchor(rows: pd.DataFrame) -> pd.DataFrame:
    """Adds the anchor of each row's sentence."""
    return rows.assign(anchor="s" + rows["sentence"].astype(str))
