"""Captions: a drawing with its title, how much it rests on, and what its signs mean."""

from collections.abc import Iterable
from html import escape, unescape

import pandas as pd
from babel.lists import format_list

from presseschau.link.actors.institutions import is_kind
from presseschau.views.charts.pictures import figure_html
from presseschau.views.wording import word

#: Columns of figures that name actors, and names of kinds that are told.
_NAMES, _MOST_KINDS = ("name", "speaker", "target"), 3


def captioned(
    drawn: object, caption: str, table: pd.DataFrame | None, articles: pd.DataFrame, language: str
) -> str:
    """A drawing as HTML under its caption.

    Args:
        drawn: What :func:`figure_html` takes.
        caption: Its title, as HTML.
        table: The figures that are drawn; they may say on how many sentences or quotes they rest.
        articles: Those that were counted.
        language: "de" or "en".
    """
    rows = pd.DataFrame() if table is None else table
    if "since" in rows:  # an article without a date has no place there
        articles = articles.dropna(subset=["published"])
    unnamed = int((articles["outlet"] == "").sum())
    counts = {"subtitle": _behind(rows, len(articles))} | _counted(rows)
    counts |= dict.fromkeys(getattr(drawn, "signs", ()), unnamed)
    said = "; ".join(word(f"common.{key}", language, n=n) for key, n in counts.items())
    return (
        f'<figure class="chart"><figcaption><strong>{caption}</strong> '
        f'<span class="subtitle">{escape(said, quote=False)}</span></figcaption>'
        f"{figure_html(drawn, unescape(caption))}</figure>"
    )


def names_in(table: pd.DataFrame | None) -> list[str]:
    """The actors whom the rows of a table of figures are about; lists of quotes name their own."""
    if table is None or "text" in table:
        return []
    found = [name for column in _NAMES if column in table for name in table[column]]
    return list(dict.fromkeys(name for name in found if isinstance(name, str)))


def kinds_said(names: Iterable[str], language: str) -> str:
    """Says which names are those of a kind, so that each article may mean another body."""
    kinds = [word("common.kind", language, name=name) for name in names if is_kind(name)]
    if not kinds:
        return ""
    key = "kinds" if len(kinds) <= _MOST_KINDS else "more_kinds"
    listed = format_list(kinds[:_MOST_KINDS], locale=language)
    return word(f"common.{key}", language, names=listed)


def _behind(table: pd.DataFrame, articles: int) -> int:
    """The articles that the rows of a table rest on, where it tells them outlet by outlet."""
    if table.empty or not {"outlet", "n"} <= set(table):
        return articles
    each = table.groupby("outlet")["n"]
    return int(each.first().sum()) if (each.nunique() == 1).all() else articles


def _counted(table: pd.DataFrame) -> dict[str, int]:
    """Counts the sentences or quotes that the rows of a table rest on, if it says so."""
    unit = next((name for name in ("sentences", "quotes") if name in table), None)
    if unit is None:
        return {}
    measures = table["measure"] if "measure" in table else pd.Series(0, index=table.index)
    return {f"shown_{unit}": int(table.groupby(measures)[unit].sum().max())}
