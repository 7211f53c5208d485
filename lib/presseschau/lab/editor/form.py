"""The form: an article, and a tab each for quotes, names, actors and tone."""

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

import ipywidgets as widgets

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.lab.editor.actor_sheet import ActorSheet
from presseschau.lab.editor.passage_sheets import MentionSheet, QuoteSheet, ToneSheet
from presseschau.lab.editor.session import NAMING, Row, Session
from presseschau.lab.editor.sheet import LABELS, WIDE, Sheet
from presseschau.lab.parts import button, told
from presseschau.reports.article_pages import evidence_pages
from presseschau.views.wording import word

#: What a report has around an article, and what makes the chosen place stand out in it.
_STYLE = (
    "<style>.top,.bottom,.legend,.margin,.back,.how,.skip,.byline{display:none}"
    ".reader{display:block}.head{padding-top:.5rem}h1{font-size:1.4rem}html{font-size:15px}"
    ":target{outline:3px solid var(--accent);outline-offset:2px;scroll-margin-top:5rem}</style>"
)


class Editor(widgets.VBox):
    """A form in JupyterLab in which a person corrects quotes, names, actors and tone.

    What is saved is appended to the file of corrections; the analysis itself stays as it is until
    the notebook is run again with the parameter ``corrections``. What the file says already is
    shown, with a tick, and can be changed. All fields are native controls, in the order of the Tab
    key.

    The file at ``path`` is made with the first row, in which ``author`` says who corrects; without
    an ``article_id``, the first article is shown.
    """

    def __init__(
        self,
        analysis: Analysis,
        path: str | Path = "corrections.csv",
        article_id: str = "",
        language: str = "de",
        author: str = "",
    ) -> None:
        self._language, self._word = language, partial(word, language=language)
        self.status = widgets.HTML(layout=widgets.Layout(**WIDE))
        super().__init__(children=[self.status])
        if analysis.articles.empty:
            self._say(self._word("editor.no_articles"))
            return
        self.session = Session(analysis, Path(path), author)
        make = (QuoteSheet, MentionSheet, ActorSheet, ToneSheet)
        self.sheets = [kind(self.session, language, self._act, self._look) for kind in make]
        self.quotes, self.names, self.actors, self.tone = self.sheets
        titles = [self._word(f"editor.{sheet.what}.tab") for sheet in self.sheets]
        self.tabs = widgets.Tab(children=self.sheets, titles=titles, layout=widgets.Layout(**WIDE))
        self.article = widgets.Dropdown(
            description=self._word("editor.article"), style=LABELS, layout=widgets.Layout(**WIDE)
        )
        self.page = widgets.HTML(layout=widgets.Layout(**WIDE))
        self.undo = button(self._word("editor.undo"), self._undo, align_self="flex-start")
        ids = list(analysis.articles["article_id"])
        self._list_articles(article_id if article_id in ids else ids[0])
        self.article.observe(lambda _: self._open(), "value")
        self.tabs.observe(lambda _: self._sheet().look(), "selected_index")
        self._open()
        self.children = [self.article, self.page, self.tabs, self.undo, self.status]
        self._greet()

    def _greet(self) -> None:
        """Says nothing, or why the file cannot be read."""
        self.status.value = ""
        if self.session.problem:
            self._say(self._word("editor.unreadable", reason=self.session.problem), "alert")

    def turn_to(self, analysis: Analysis, article_id: str, anchor: str = "") -> None:
        """Opens an article of another analysis, at its beginning or an anchor.

        Corrections go to the same file; what was written before can still be undone.
        """
        self.session.turn_to(analysis)
        self._greet()
        self._list_articles(article_id)
        self._open(anchor)

    def go_to(self, anchor: str) -> None:
        """Shows a place of the article, with the tab and the item that it belongs to.

        Anchors are such as "q3" (quote), "m120" (name that starts there) or "s12" (sentence); one
        that no item has only moves the article.
        """
        for number, sheet in enumerate(self.sheets):
            anchors = sheet.anchors()
            if anchor in anchors:
                self.tabs.selected_index = number
                sheet.item.index = anchors.index(anchor)
                break
        self._look(self._sheet(), anchor)

    def _sheet(self) -> Sheet:
        return self.sheets[self.tabs.selected_index or 0]

    def _list_articles(self, chosen: str) -> None:
        """Lists the articles, each with what of it was reviewed as a whole, and chooses one."""
        seen = {sheet.what: self._word(f"editor.{sheet.what}.tab") for sheet in self.sheets}
        lines = []
        for number, row in enumerate(self.session.analysis.articles.itertuples(), 1):
            done = self.session.reviews.get(row.article_id, ())
            ticks = ", ".join(name for what, name in seen.items() if what in done)
            line = f"{number} · {row.title or row.article_id} ({row.outlet})"
            lines.append((f"✓ {ticks} · {line}" if ticks else line, row.article_id))
        self._quiet = True  # setting the options chooses the first one
        if lines != list(self.article.options):
            self.article.options = lines
        self.article.value = chosen
        self._quiet = False

    def _open(self, anchor: str | None = None) -> None:
        """Opens the chosen article, at a place if one is asked for, else at its first item."""
        if self._quiet:
            return
        self.session.open(self.article.value)
        self._page = self._bare_page(self.article.value)
        self._anchor, self._still = anchor, anchor is not None
        if anchor is not None:
            self.page.value = self._frame(anchor)  # first, since a frame takes its time
        self.undo.disabled = not self.session.can_undo
        for sheet in self.sheets:
            sheet.begin()
        if anchor:
            self.go_to(anchor)
        self._still = False

    def _look(self, sheet: Sheet, anchor: str) -> None:
        """Shows a place of the article for the tab that is open; without one it stays put."""
        wanted = anchor != self._anchor and (anchor or self._anchor is None)
        if sheet is self._sheet() and wanted and not self._still:
            self._anchor = anchor
            self.page.value = self._frame(anchor)

    def _frame(self, anchor: str) -> str:
        """A frame that shows the page at an anchor such as "q3"; nothing in it can run."""
        # An address of its own, since only such a one opens at an anchor without a script.
        address = f"data:text/html;charset=utf-8;base64,{b64encode(self._page.encode()).decode()}"
        return (
            f'<iframe title="{escape(self._word("editor.text"))}" src="{address}#{escape(anchor)}"'
            ' sandbox="" tabindex="0" style="box-sizing:border-box;width:100%;height:22rem;'
            'border:1px solid #999"></iframe>'
        )

    def _bare_page(self, article_id: str) -> str:
        """The evidence page of an article without what a report has around it."""
        one = self.session.analysis.keep([article_id])
        page = next(page for _, page in evidence_pages(one, self._language))
        # A stop for the Tab key, without which nobody could scroll the text with the keys.
        page = page.replace('<article class="text"', '<article class="text" tabindex="0"', 1)
        return page.replace("</head>", f"{_STYLE}</head>", 1)

    def _act(self, make: Callable[[], list[Row]], step: bool) -> None:
        """Writes what a sheet says, tells so, and goes on."""
        sheet = self._sheet()
        try:
            rows = make()
            known = {*self.session.names.shown, *self.session.new_names}
            self.session.write(rows, sheet.note.value)
        except (ValueError, OSError) as error:
            self._refuse(error)
            return
        naming = [row.get("value") for row in rows if row["what"] in NAMING]
        new = [name for name in dict.fromkeys(naming) if name and name not in known]
        said = [self._word("editor.saved", path=self.session.path, rows=len(rows))]
        said += [self._word("editor.new_actor", name=name) for name in new]
        self._refresh(sheet, step)
        self._say(" ".join(said))

    def _undo(self) -> None:
        try:
            self.session.undo()
        except (ValueError, OSError) as error:
            self._refuse(error)
            return
        self._refresh(self._sheet(), False)
        self._say(self._word("editor.undone"))

    def _refresh(self, sheet: Sheet, step: bool) -> None:
        self._list_articles(self.article.value)
        self.undo.disabled = not self.session.can_undo
        for other in self.sheets:
            if other is not sheet:
                other.go_on(0)
        sheet.go_on(1 if step else 0)

    def _refuse(self, error: Exception) -> None:
        said = str(error)
        if isinstance(error, OSError):
            reason = error.strerror or said
            said = self._word("editor.unwritable", path=self.session.path, reason=reason)
        elif not isinstance(error, WrongCall):
            said = self._word("editor.unreadable", reason=error)
        self._say(said, "alert")

    def _say(self, sentence: str, role: str = "status") -> None:
        self.status.value = told(sentence, role)


#: What a cell says: ``edit(analysis)`` opens the form.
edit = Editor
