"""Tables that can be searched and sorted, each row with a button that leads to its articles."""

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from html import escape

import itables.options
import pandas as pd
from itables.javascript import generate_init_offline_itables_html

from presseschau.lab.workbench.shelf import Shelf
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless
from presseschau.views.cells import INTERNAL, cell_html, evenly, row_name, told_places
from presseschau.views.excerpts import excerpts, marked_html
from presseschau.views.wording import label, word

#: So many rows are sent to the browser; all others are within reach of the search.
LIMIT = 1000
#: So many rows DataTables puts on a page.
_PAGE = 10
#: What DataTables says itself: to all, and to those who hear the page.
_SAID = (
    "search", "info", "infoEmpty", "infoFiltered", "lengthMenu", "zeroRecords", "thousands",
)  # fmt: skip
_HEARD = ("orderable", "orderableReverse", "orderableRemove")
_PAGING = ("first", "previous", "next", "last")
_CLASSES = {"evidence": "ps-places", "left": "ps-left"}


@cache
def engine() -> str:
    """The HTML that brings DataTables into a page once, without the network (0.9 MB)."""
    return generate_init_offline_itables_html(itables.options.dt_bundle)


def searchable(
    table: pd.DataFrame,
    language: str,
    unit: str = "share",
    titles: Mapping[str, str] | None = None,
    whole: bool = True,
    key: str = "",
) -> str:
    """Writes a table as HTML that DataTables makes searchable and sortable.

    Numbers and dates are written in the language and sorted by their values. A place in the
    column ``evidence`` becomes a button that carries it in ``data-place``, named by the articles'
    ``titles``; several become one that carries the table's ``key`` and the row, "#voice:3". The
    bridge of the workbench (bridge.js) hands it to the kernel. ``unit`` is how ``value`` is
    written, unless the table has such a column. A table that is not ``whole`` has no search of
    its own, which would find less than there is.
    """
    columns = [c for c in table if c not in INTERNAL]
    columns.sort(key=lambda column: column != "evidence")  # the way to the article comes first
    link = partial(_button, language=language, titles=titles or {})
    rows = table.to_dict("records")
    cells = [
        [_cell(c, row, unit, language, link, f"#{key}:{n}") for n, row in enumerate(rows)]
        for c in columns
    ]
    named = {"value": "value_interval"} if "low" in table else {}
    heads: list[dict] = [{"title": escape(label(named.get(c, c), language))} for c in columns]
    for column, head in zip(columns, heads[:], strict=True):
        values = _sortable(table[column])
        if values is not None:  # a column that is not shown holds what this one is sorted by
            head |= {"className": "dt-right", "orderData": len(heads)}
            heads.append({"visible": False, "searchable": False})
            cells.append(values)
        elif column in _CLASSES:
            head |= {"className": _CLASSES[column], "orderable": False}
    around = {"topStart": "pageLength", "topEnd": "search" if whole else None}
    around |= {"bottomStart": "info", "bottomEnd": "paging"}
    many = len(table) > _PAGE
    options = {
        "data": list(zip(*cells, strict=True)),
        "columns": heads,
        "order": [],
        "layout": around if many else dict.fromkeys(around),
        "paging": many,
        "autoWidth": False,
        "language": _said(language),
    }
    held = json.dumps(options, ensure_ascii=False, separators=(",", ":"))
    held = held.replace("</", "<\\/")  # or it would end the element that holds it
    return f'<ps-table><script type="application/json">{held}</script></ps-table>'


@cache
def _said(language: str) -> dict:
    def say(keys: tuple[str, ...], place: str = "") -> dict[str, str]:
        return {key: word(f"workbench.table.{place}{key}", language) for key in keys}

    return say(_SAID) | {"aria": say(_HEARD, "aria.") | {"paginate": say(_PAGING, "aria.")}}


def _cell(column: str, row: dict, unit: str, language: str, link: Callable, here: str) -> str:
    if column == "evidence":
        return _places(row[column], language, link, here)
    if column == "text":
        pieces = [row[column]] if isinstance(row[column], str) else row[column]
        return f'<span lang="de">{harmless(marked_html(pieces))}</span>'
    return harmless(cell_html(column, row, unit, language, link))


def _places(places: tuple[str, ...], language: str, link: Callable, here: str) -> str:
    if len(places) == 1:
        return link(places[0], word("workbench.open", language))
    return (
        f'<button type="button" class="ps-open" aria-haspopup="dialog" data-place="{escape(here)}">'
        f"{escape(told_places(places, language, LIMIT))}</button>"
    )


def _button(place: str, text: str, language: str, titles: Mapping[str, str]) -> str:
    article_id = place.partition("#")[0]
    hint = word("workbench.open_hint", language, title=titles.get(article_id, article_id))
    hint = escape(harmless(hint))
    return (
        f'<button type="button" class="ps-open" data-place="{escape(place)}" title="{hint}"'
        f' aria-label="{hint}">{escape(text)}</button>'
    )


def _sortable(column: pd.Series) -> list | None:
    """The numbers by which a column of numbers or dates is sorted; None for others."""
    if pd.api.types.is_datetime64_any_dtype(column):
        days = column.astype("datetime64[s]").astype("int64")
        return days.where(column.notna(), 0).tolist()
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return column.astype(float).fillna(-1e9).tolist()
    return None


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
