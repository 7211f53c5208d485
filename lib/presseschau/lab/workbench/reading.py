"""Reading: an article with its names, quotes and tone marked, and beside it the corrections."""

from functools import partial
from html import escape
from pathlib import Path

import ipywidgets as widgets

from presseschau.core.analysis import Analysis
from presseschau.lab.editor import Editor
from presseschau.lab.workbench.shelf import Shelf, one_article
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless
from presseschau.views.wording import word


class Reading(widgets.VBox):
    """The place of the article; empty, with a hint, until one is opened.

    Attributes:
        editor: The editor, which goes from article to article.
    """

    def __init__(self, corrections: str | Path, language: str) -> None:
        self._path, self._language = corrections, language
        self._word = partial(word, language=language)
        self.editor: Editor | None = None
        self._head = widgets.HTML()
        self._both = widgets.Box(layout=widgets.Layout(width="100%"))
        self._both.add_class("ps-reading")
        super().__init__(children=[self._head, self._both])

    def clear(self, shelf: Shelf) -> None:
        """Shows that no article is open; the editor is made, so that the first click finds it."""
        if len(shelf.articles):
            self._make(one_article(shelf, shelf.articles["article_id"].iloc[0]))
        self._both.children = ()
        self._head.value = (
            f'<h2>{self._said("read")}</h2><p class="how">{self._said("read_how")}</p>'
        )

    def show(self, shelf: Shelf, place: str, asked: str = "") -> None:
        """Opens an article of the shelf at a place ("id#anchor"), again where asked anew."""
        article_id, _, anchor = place.partition("#")
        one = one_article(shelf, article_id)
        title = self._said("article_title", title=one.articles["title"].iloc[0] or article_id)
        self._head.value = (
            f'<ps-title data-asked="{escape(asked)}"><h2 tabindex="-1">{title}</h2></ps-title>'
            f'<button type="button" class="ps-back">{self._said("back")}</button>'
            f"{_legend(self._language)}"
        )
        self._make(one).turn_to(one, article_id, anchor)
        self._both.children = [self.editor.page, self.editor]

    def _make(self, analysis: Analysis) -> Editor:
        """Makes the editor if there is none; its own article stands on the left."""
        if self.editor is None:
            self.editor = Editor(analysis, self._path, language=self._language)
            aside = (self.editor.page, self.editor.article)
            self.editor.children = [part for part in self.editor.children if part not in aside]
        return self.editor

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
