"""The panel: one page of the workbench with its headings, charts and tables, and their exports."""

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.placing import write_whole
from presseschau.core.workbook import plain_text, workbook_bytes
from presseschau.lab.parts import button, flow
from presseschau.lab.workbench.bench_views import LONG, PAGES, View
from presseschau.lab.workbench.bookmark import Place
from presseschau.lab.workbench.pandas_code import pandas_code
from presseschau.lab.workbench.search_tables import LIMIT, drawer_html, searchable
from presseschau.lab.workbench.shelf import Selection, Shelf
from presseschau.views.charts.pictures import png
from presseschau.views.page import Page
from presseschau.views.wording import word

#: The formats, their names and media types; the first two hold the table, the others the chart.
FORMATS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "png": ("PNG", "image/png"),
    "svg": ("SVG", "image/svg+xml"),
}
TABLES = ("csv", "xlsx")
#: All rows, for exports.
_ALL = 10**9


def table_bytes(table: pd.DataFrame, kind: str, language: str, name: str = "") -> bytes:
    """A table as a file, "csv" or "xlsx", the sheet under its name.

    CSV is written as Excel reads it in the language: with semicolons and decimal commas in
    German. Places are written as "article#anchor". Cells that Excel would take for formulas get
    an apostrophe.
    """
    if "evidence" in table:
        table = table.assign(evidence=table["evidence"].map(" ".join).astype("str"))
    if kind == "csv":
        marks = {"sep": ";", "decimal": ","} if language == "de" else {}
        text = plain_text(table).to_csv(index=False, lineterminator="\r\n", **marks)
        return text.encode("utf-8-sig")
    return workbook_bytes([(name or "Presseschau", table)])


def download_link(content: bytes, name: str, text: str) -> str:
    """The HTML of a link that holds a file and downloads it."""
    _, kind = FORMATS[name.rpartition(".")[2]]
    held = b64encode(content).decode()
    return (
        f'<a class="ps-download" download="{escape(name)}" href="data:{kind};base64,{held}">'
        f"{escape(text)}</a>"
    )


class Panel(widgets.VBox):
    """Shows a page of a selection and saves its views as files.

    Attributes:
        views: The views that are shown.
        drawer: The sentences behind a row, once they were asked for.
        code: The page as pandas code, while its button is pressed.
    """

    def __init__(self, language: str, opened: Callable[[], dict[str, str]] = dict) -> None:
        """Makes an empty panel; ``opened`` says how the corpus was opened, for the code."""
        self._opened = opened
        self.views: list[View] = []
        self._language, self._word = language, partial(word, language=language)
        # The page does not jump while one view takes the place of another.
        self.body = widgets.HTML(layout=widgets.Layout(min_height="36rem"))
        self.folder = widgets.Text(
            value="exports", description=self._word("workbench.folder"), continuous_update=False
        )
        self.saved, self.drawer = widgets.HTML(), widgets.HTML()
        self.buttons = {
            kind: button(name, partial(self.save, kind), f"ps-export-{kind}")
            for kind, (name, _) in FORMATS.items()
        }
        self.as_code = widgets.ToggleButton(
            description=self._word("workbench.pandas"), layout=widgets.Layout(width="auto")
        )
        self.as_code.observe(lambda _: self._show_code(), "value")
        self.code = widgets.HTML(layout=widgets.Layout(width="100%"))
        exports = flow(*self.buttons.values(), self.as_code, self.folder)
        head = widgets.HTML(f"<h2>{escape(self._word('workbench.export'))}</h2>")
        super().__init__([self.body, self.drawer, head, exports, self.saved, self.code])

    def show(self, shelf: Shelf, chosen: Selection, place: Place) -> None:
        """Computes and shows the page of a place."""
        self._given = shelf, chosen, place
        page = Page("workbench", Analysis(articles=chosen.articles), self._language)
        self.views, self.charts, parts = [], {}, []
        if chosen.articles.empty:
            parts.append(page.lead().html)
        for make in PAGES[place.view] if len(chosen.articles) else ():
            view = make(shelf, chosen, place, LIMIT)
            self.views.append(view)
            chart = None
            if view.draw and len(view.table):
                chart = self.charts[view.key] = view.draw(view.table, language=self._language)
            shown = page.view(view.key, view.table, chart, view.unit, behind=False, **view.values)
            parts.append(shown.html)
            if len(view.table):
                parts.append(self._table(view, shelf.titles))
        self.body.value = "".join(parts)  # one message, and one picture
        for kind in set(FORMATS) - set(TABLES):
            self.buttons[kind].disabled = not self.charts
        self.saved.value = ""
        self._show_code()

    def _show_code(self) -> None:
        """Shows the page as code where this is asked for; there is none for no articles."""
        self.code.value = ""
        if self.as_code.value and self.views:
            how = escape(self._word("workbench.pandas_how"))
            code = escape(pandas_code(self._given[2], self.views, self._opened()))
            self.code.value = f'<p class="how">{how}</p><pre class="ps-code">{code}</pre>'

    def _table(self, view: View, titles: dict[str, str]) -> str:
        whole = view.total <= len(view.table)
        html = searchable(view.table, self._language, view.unit, titles, whole, view.key)
        if whole:
            return html
        key = "shown" if view.key in LONG else "thinned"
        said = {"n": len(view.table), "all": view.total}
        return f'<p class="how">{escape(self._word(f"workbench.{key}", **said))}</p>{html}'

    def unfold(self, place: str) -> None:
        """Shows the sentences behind a row ("voice:3"), if it is still there."""
        key, _, row = place.partition(":")
        table = next((view.table for view in self.views if view.key == key), pd.DataFrame())
        if row.isdigit() and int(row) < len(table) and "evidence" in table:
            self.drawer.value = ""  # or one that was opened before would stay closed
            self.drawer.value = drawer_html(self._given[0], table, int(row), self._language)

    def save(self, kind: str) -> None:
        """Writes the page's tables or charts into the folder; says where, and offers a link."""
        said = []
        for content, name in self._files(kind):
            path = Path(self.folder.value or ".").expanduser() / name
            try:
                sentence = self._word("workbench.written", path=write_whole(path, content))
            except OSError as error:
                why = error.strerror or str(error)
                sentence = self._word("workbench.not_written", path=path, why=why)
            text = self._word("workbench.download", name=name)
            said.append(f"{escape(sentence)} {download_link(content, name, text)}")
        self.saved.value = "".join(f'<p role="status">{line}</p>' for line in said)

    def _files(self, kind: str) -> list[tuple[bytes, str]]:
        if kind not in TABLES:
            charts = self.charts.items()
            return [(png(c) if kind == "png" else c.svg, f"{key}.{kind}") for key, c in charts]
        shelf, chosen, place = self._given
        whole = [make(shelf, chosen, place, _ALL) for make in PAGES[place.view]]
        return [
            (table_bytes(view.table, kind, self._language, view.key), f"{view.key}.{kind}")
            for view in whole
        ]
