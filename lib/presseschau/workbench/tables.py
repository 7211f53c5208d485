"""Tables that can be searched and sorted, each row with buttons that lead to its articles."""

from collections.abc import Mapping
from functools import cache, partial
from html import escape

import itables.options
import pandas as pd
from itables import to_html_datatable
from itables.javascript import generate_init_offline_itables_html

from presseschau.cells import INTERNAL, cell_html
from presseschau.reports.safety import harmless
from presseschau.wording import label, word

#: So many rows are sent to the browser; all others are within reach of the search.
LIMIT = 1000
#: So many places stand in one cell.
PLACES = 5


@cache
def engine() -> str:
    """Gives the HTML that brings DataTables into a page once, without the network (0.9 MB)."""
    return generate_init_offline_itables_html(itables.options.dt_bundle)


def searchable(
    table: pd.DataFrame,
    language: str,
    unit: str = "share",
    titles: Mapping[str, str] | None = None,
    whole: bool = True,
) -> str:
    """Writes a table as HTML that DataTables makes searchable and sortable.

    Numbers and dates are written in the language and sorted by their values. The places of the
    column ``evidence`` become buttons that carry their place in ``data-place``; the bridge of the
    workbench (bridge.js) hands it to the kernel.

    Args:
        table: The figures or texts.
        language: "de" or "en".
        unit: How ``value`` is written, unless the table has a column ``unit``.
        titles: The title of each article, for the buttons' names.
        whole: These are all rows; if not, the table has no search of its own, which would find
            less than there is.
    """
    columns = [c for c in table if c not in INTERNAL]
    columns.sort(key=lambda column: column != "evidence")  # the way to the article comes first
    link = partial(_button, language=language, titles=titles or {})
    rows = table.to_dict("records")
    shown = {
        column: [_cell(column, row, unit, language, link) for row in rows] for column in columns
    }
    hidden, definitions = {}, []
    for place, column in enumerate(columns):
        values = _sortable(table[column])
        if values is not None:
            behind = len(columns) + len(hidden)
            hidden[f"{column} "] = values
            definitions += [
                {"targets": place, "orderData": behind, "className": "dt-right"},
                {"targets": behind, "visible": False, "searchable": False},
            ]
        elif column in ("evidence", "left"):
            kind = "ps-left" if column == "left" else "ps-places"
            definitions.append({"targets": place, "orderable": False, "className": kind})
    heads = {column: escape(_head(column, table, language)) for column in columns}
    frame = pd.DataFrame(shown | hidden).rename(columns=heads)
    return to_html_datatable(
        frame,
        connected=False,
        display_logo_when_loading=False,
        format_floats_in_python=False,  # only hidden columns hold numbers
        allow_html=True,  # every cell is escaped above
        showIndex=False,
        maxBytes=0,
        maxColumns=0,
        classes="display compact ps-table",
        style="width:100%",
        autoWidth=False,
        columnDefs=definitions,
        layout=itables.options.layout if whole else {**itables.options.layout, "topEnd": None},
        language={
            key: word(f"workbench.table.{key}", language)
            for key in ("search", "info", "infoEmpty", "infoFiltered", "lengthMenu", "zeroRecords")
        },
    )


def _cell(column: str, row: dict, unit: str, language: str, link) -> str:
    if column == "evidence":
        return _places(row[column], language, link)
    if column == "text":
        return f'<span lang="de">{harmless(escape(row[column]))}</span>'
    return harmless(cell_html(column, row, unit, language, link))


def _places(places: tuple[str, ...], language: str, link) -> str:
    if len(places) == 1:
        return link(places[0], word("workbench.open", language))
    buttons = [link(place, str(number)) for number, place in enumerate(places[:PLACES], 1)]
    if len(places) > PLACES:
        buttons.append(escape(word("workbench.more", language, n=len(places) - PLACES)))
    return " ".join(buttons)


def _button(place: str, text: str, language: str, titles: Mapping[str, str]) -> str:
    article_id = place.partition("#")[0]
    hint = word("workbench.open_hint", language, title=titles.get(article_id, article_id))
    hint = escape(harmless(hint))
    return (
        f'<button type="button" class="ps-open" data-place="{escape(place)}" title="{hint}"'
        f' aria-label="{hint}">{escape(text)}</button>'
    )


def _sortable(column: pd.Series) -> list | None:
    """Gives the numbers by which a column of numbers or dates is sorted; None for others."""
    if pd.api.types.is_datetime64_any_dtype(column):
        days = column.astype("datetime64[s]").astype("int64")
        return days.where(column.notna(), 0).tolist()
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return column.astype(float).fillna(-1e9).tolist()
    return None


def _head(column: str, table: pd.DataFrame, language: str) -> str:
    interval = column == "value" and "low" in table
    return label("value_interval" if interval else column, language)
