"""The drawer: the sentences behind a row of a table, with date, outlet and headline."""

from html import escape

import pandas as pd

from presseschau.lab.workbench.search_tables import LIMIT, searchable
from presseschau.lab.workbench.shelf import Shelf
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless
from presseschau.views.cells import evenly, row_name, told_places
from presseschau.views.excerpts import excerpts


def sentences_at(shelf: Shelf, places: tuple[str, ...]) -> pd.DataFrame:
    """The sentences at places ("article_id#anchor"), the newest first; 1,000 at most, of all.

    Returns:
        evidence, published, outlet, title, text (pieces, by turns plain and marked).
    """
    kept = evenly(places, LIMIT)
    ids = {place.partition("#")[0] for place in kept}
    articles = shelf.analysis.articles
    found = dict(excerpts(shelf.analysis, articles[articles["article_id"].isin(ids)], set(kept)))
    table = pd.DataFrame({"evidence": [(place,) for place in found], "text": list(found.values())})
    table["article_id"] = [place.partition("#")[0] for place in found]
    table = table.merge(shelf.articles, on="article_id")
    table = table.sort_values("published", ascending=False, kind="stable", ignore_index=True)
    return table[["evidence", "published", "outlet", "title", "text"]]


def drawer_html(shelf: Shelf, table: pd.DataFrame, row: int, language: str) -> str:
    """The drawer of a row of a table, which opens where the bridge (bridge.js) asked for it."""
    told = table.iloc[row].to_dict()
    places = escape(told_places(told["evidence"], language, LIMIT))
    title = f"{harmless(row_name(told, language))}: {places}"
    rows = searchable(sentences_at(shelf, told["evidence"]), language, titles=shelf.titles)
    close = escape(texts(language)["drawer"]["close"])
    return (
        '<ps-drawer><dialog class="ps-drawer" aria-labelledby="ps-drawer-title">'
        f'<button type="button" class="ps-close">{close}</button>'
        f'<h2 id="ps-drawer-title">{title}</h2>{rows}</dialog></ps-drawer>'
    )
