"""Reading: an article with its names, quotes and tone marked, and beside it the corrections."""

from functools import partial
from html import escape
from pathlib import Path

import ipywidgets as widgets

from presseschau.editor import edit
from presseschau.editor.article import article_frame, article_page
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless
from presseschau.wording import word
from presseschau.workbench.fields import let_go
from presseschau.workbench.shelf import Shelf, one_article


class Reading(widgets.VBox):
    """The place of the article; empty, with a hint, until one is opened.

    Attributes:
        editor: The editor of the open article; None while there is none.
    """

    def __init__(self, corrections: str | Path, language: str) -> None:
        """Shows the hint.

        Args:
            corrections: The file of corrections.
            language: "de" or "en".
        """
        self._path, self._language = corrections, language
        self._word = partial(word, language=language)
        self.editor: widgets.VBox | None = None
        self._head = widgets.HTML()
        self._both = widgets.Box(layout=widgets.Layout(width="100%"))
        self._both.add_class("ps-reading")
        super().__init__(children=[self._head, self._both])
        self.clear()

    def clear(self) -> None:
        """Shows that no article is open."""
        self._close()
        self._head.value = (
            f'<h2 class="ps-article-title" tabindex="-1">{self._said("read")}</h2>'
            f'<p class="how">{self._said("read_how")}</p>'
        )

    def show(self, shelf: Shelf, place: str) -> None:
        """Opens an article at a place ("id#anchor") that the shelf holds."""
        article_id, _, anchor = place.partition("#")
        one = one_article(shelf, article_id)
        row = one.articles.iloc[0]
        title = self._said("article_title", title=row["title"] or article_id)
        self._close()
        self._head.value = (
            f'<h2 class="ps-article-title" tabindex="-1">{title}</h2>{_legend(self._language)}'
        )
        self.editor = edit(one, self._path, article_id, self._language)
        page = self.editor.page  # the editor's own article stands on the left, and follows it
        numbers = [f"q{number}" for number in one.quotes["quote"]]
        if anchor in numbers:
            self.editor.quotes.item.index = numbers.index(anchor)
        else:
            html = article_page(one, article_id, self._language)
            page.value = article_frame(html, row["title"] or article_id, anchor)
        self.editor.children = [
            child for child in self.editor.children if child not in (page, self.editor.article)
        ]
        self._both.children = [page, self.editor]

    def _close(self) -> None:
        """Lets go of the widgets of the article before."""
        left, self._both.children = self._both.children, ()
        for widget in left:
            let_go(widget)
        self.editor = None

    def _said(self, key: str, **values: object) -> str:
        return harmless(escape(self._word(f"workbench.{key}", **values)))


def _legend(language: str) -> str:
    said = texts(language)
    article = said["article"]
    marks = [("q", article["quote"]), ("cue", article["cue"]), ("speaker", article["speaker"])]
    marks += [(f"m {kind}", name) for kind, name in said["kinds"].items()]
    marks += [("tone plus", article["positive"]), ("tone minus", article["negative"])]
    items = "".join(f'<li><span class="{kind}">{escape(name)}</span></li>' for kind, name in marks)
    return f'<ul class="ps-legend" aria-label="{escape(article["legend"])}">{items}</ul>'
