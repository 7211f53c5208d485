"""Captions: a drawing with its title, how much it rests on, and what its signs mean."""

from html import escape, unescape

import pandas as pd

from presseschau.views.charts.pictures import figure_html
from presseschau.views.wording import word


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
    counts = {"subtitle": len(articles)} | _counted(rows)
    counts |= dict.fromkeys(getattr(drawn, "signs", ()), unnamed)
    said = "; ".join(word(f"common.{key}", language, n=n) for key, n in counts.items())
    return (
        f'<figure class="chart"><figcaption><strong>{caption}</strong> '
        f'<span class="subtitle">{escape(said, quote=False)}</span></figcaption>'
        f"{figure_html(drawn, unescape(caption))}</figure>"
    )


def _counted(table: pd.DataFrame) -> dict[str, int]:
    """Counts the sentences or quotes that the rows of a table rest on, if it says so."""
    unit = next((name for name in ("sentences", "quotes") if name in table), None)
    if unit is None:
        return {}
    measures = table["measure"] if "measure" in table else pd.Series(0, index=table.index)
    return {f"shown_{unit}": int(table.groupby(measures)[unit].sum().max())}
