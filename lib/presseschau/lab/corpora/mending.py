"""Mending: fields for the names of outlets, and for what single articles lack."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets
import pandas as pd

from presseschau.core.titles import headed
from presseschau.lab.parts import Column, flow
from presseschau.views.wording import number, word

#: How many articles that lack an outlet or a date are shown at once.
LACKING = 20
_WIDE = widgets.Layout(width="98%", max_width="60rem")
FIELD = {"style": {"description_width": "12rem"}, "layout": _WIDE}
_NARROW = {
    "style": {"description_width": "5rem"},
    "layout": widgets.Layout(width="18rem", max_width="96%"),
}


class Mending(Column):
    """Fields to name each outlet, and to give outlet and date to single articles.

    Attributes:
        outlets: A field for each outlet, by its name as it was read ("" for none).
        own: For the numbers of articles that lack something, by what they lack ("outlet",
            "published"), a field each.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._word = lambda key, **values: word(f"gather.{key}", language, **values)
        self.outlets: dict[str, widgets.Text] = {}
        self.own: dict[int, dict[str, widgets.Widget]] = {}
        super().__init__()

    def lay_out(self, articles: pd.DataFrame, changed: Callable[[], None]) -> None:
        """Builds the fields for articles as they were read; ``changed`` hears of each change."""
        counts = articles["outlet"].value_counts().sort_index()
        self.outlets = {outlet: self._outlet(outlet, n) for outlet, n in counts.items()}
        lacking = articles[(articles["outlet"] == "") | articles["published"].isna()]
        names = [outlet for outlet in counts.index if outlet]
        shown = headed(lacking.head(LACKING))
        self.own = {row.Index: self._fields(row, names) for row in shown.itertuples()}
        fields = [*self.outlets.values(), *(f for own in self.own.values() for f in own.values())]
        for field in fields:
            field.observe(lambda _: changed(), "value")
        rest = len(lacking) - len(shown)
        none = [_html("p", self._word("none"))]
        self.children = [
            _html("h3", self._word("outlets_head")),
            *(list(self.outlets.values()) or none),
            _html("h3", self._word("lacking_head")),
            *([_row(title, self.own[n]) for n, title in shown["title"].items()] or none),
            *([_html("p", self._word("more", n=rest))] if rest else []),
        ]

    def mended(self, articles: pd.DataFrame) -> pd.DataFrame:
        """The articles with what stands in the fields; that of a single article goes first."""
        names = {name: field.value.strip() for name, field in self.outlets.items()}
        mended = articles.assign(outlet=articles["outlet"].map(names).astype("str"))
        for row, fields in self.own.items():
            if "outlet" in fields and fields["outlet"].value.strip():
                mended.loc[row, "outlet"] = fields["outlet"].value.strip()
            if "published" in fields and fields["published"].value:
                mended.loc[row, "published"] = pd.Timestamp(fields["published"].value)
        return mended

    def _outlet(self, outlet: str, articles: int) -> widgets.Text:
        name = f"{outlet or self._word('unnamed')} ({number(articles, self._language)})"
        return widgets.Text(outlet, description=name, continuous_update=False, **FIELD)

    def _fields(self, article, names: list[str]) -> dict[str, widgets.Widget]:
        fields: dict[str, widgets.Widget] = {}
        if not article.outlet:
            fields["outlet"] = widgets.Combobox(
                description=self._word("columns.outlet"),
                options=names,
                continuous_update=False,
                **_NARROW,
            )
        if pd.isna(article.published):
            fields["published"] = widgets.DatePicker(description=self._word("date"), **_NARROW)
        for field in fields.values():  # a screen reader says of which article
            field.tooltip = f"{field.description}: {article.title}"
        return fields


def _row(title: str, fields: dict[str, widgets.Widget]) -> widgets.Widget:
    return flow(_html("span", title, width="22rem", max_width="96%"), *fields.values())


def _html(tag: str, text: str, **layout: str) -> widgets.HTML:
    return widgets.HTML(f"<{tag}>{escape(text)}</{tag}>", layout=widgets.Layout(**layout))
