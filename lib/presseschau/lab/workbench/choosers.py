"""The fields: widgets to choose with, in the order of the Tab key."""

from html import escape

import ipywidgets as widgets

from presseschau.lab.parts import flow
from presseschau.lab.workbench.bench_views import LONG, PAGES
from presseschau.lab.workbench.bookmark import Place, read_day
from presseschau.lab.workbench.shelf import Shelf
from presseschau.views.wording import word

#: So many actors are offered by name; every other one is found when its name is written.
_OFFERED = 300
_LABELS = {"description_width": "5.5rem"}
#: Fields that report what was written once it is complete, not with every letter.
_WHOLE = {"continuous_update": False}


class Fields(widgets.VBox):
    """The fields of a choice, each with a label and a class ``ps-NAME``.

    Attributes:
        corpus, outlet, story, actor, start, end, view, word, search: One field each.
        reset, again: Buttons: take back all filters; apply the corrections.
        opened: A hidden field for the place of a clicked row.
        status: A line of what was done.
    """

    def __init__(self, corpora: list[str], language: str) -> None:
        """Makes the fields; of the corpora any other path can be written, too."""
        self._say = lambda key: word(f"workbench.{key}", language)
        self.corpus = self._field(widgets.Combobox, "corpus", options=corpora, **_WHOLE)
        self.outlet = self._field(widgets.Dropdown, "outlet")
        self.story = self._field(widgets.Dropdown, "story")
        self.actor = self._field(widgets.Combobox, "actor", **_WHOLE)
        self.start = self._field(widgets.DatePicker, "start")
        self.end = self._field(widgets.DatePicker, "end")
        self.word = self._field(widgets.Text, "word", **_WHOLE)
        self.search = self._field(widgets.Text, "search", **_WHOLE)
        for field in ("corpus", "actor", "word", "search"):
            getattr(self, field).placeholder = self._say(f"{field}_hint")
        self.view = widgets.RadioButtons(  # unlike toggle buttons they say which one is chosen
            options=[(self._say(f"pages.{name}"), name) for name in PAGES],
            description=self._say("page"),
            orientation="horizontal",
            style=_LABELS,
            layout=widgets.Layout(width="100%"),
        )
        self.view.add_class("ps-view")
        self.reset, self.again = self._button("reset"), self._button("read_again")
        self.opened = widgets.Text(layout=widgets.Layout(display="none"), **_WHOLE)
        self.opened.add_class("ps-place")
        self.status = widgets.HTML()
        self.status.add_class("ps-status")
        super().__init__(children=self._rows())

    def _rows(self) -> list[widgets.Widget]:
        head = widgets.HTML(f"<h2>{escape(self._say('choose'))}</h2>")
        fields = [self.corpus, self.outlet, self.story, self.actor, self.start, self.end]
        rows = [fields, [self.reset, self.again], [self.view], [self.word, self.search]]
        boxes = [flow(*parts) for parts in rows]
        return [head, *boxes[:2], self.status, *boxes[2:], self.opened]

    def _field(self, kind: type, key: str, **options: object) -> widgets.Widget:
        layout = widgets.Layout(width="21rem", max_width="96%")
        made = kind(description=self._say(key), layout=layout, style=_LABELS, **options)
        made.add_class(f"ps-{key}")
        return made

    def _button(self, key: str) -> widgets.Button:
        layout = widgets.Layout(width="auto")
        button = widgets.Button(description=self._say(key), layout=layout)
        button.add_class(f"ps-{key.replace('_', '-')}")
        return button

    def offer(self, shelf: Shelf) -> None:
        """Offers the outlets, stories and most named actors of a corpus."""
        every = (self._say("all"), "")
        for field, column in ((self.outlet, "outlet"), (self.story, "story")):
            names = sorted(set(shelf.articles[column]) - {""})
            field.options = [every, *((name, name) for name in names)]
        actors = shelf.analysis.actors
        named = actors[actors["kind"].isin(["PER", "ORG", "GOV"])].nlargest(_OFFERED, "articles")
        self.actor.options = list(dict.fromkeys(named["name"]))

    def write(self, place: Place, actor: str) -> None:
        """Puts a place into the fields, which offer its outlet and story; names its actor."""
        for name in ("corpus", "outlet", "story", "view", "word", "search"):
            getattr(self, name).value = getattr(place, name)
        self.start.value, self.end.value = read_day(place.start), read_day(place.end)
        self.actor.value = actor

    def read(self, place: Place, actor: str) -> Place:
        """The place with what stands in the fields, and the ``actor_id`` of its actor."""
        names = ("outlet", "story", "view", "word", "search")
        said = {name: getattr(self, name).value for name in names}
        days = {name: getattr(self, name).value for name in ("start", "end")}
        said |= {name: day.isoformat() if day else "" for name, day in days.items()}
        return place._replace(actor=actor, **said)

    def reveal(self, view: str, long: bool) -> None:
        """Shows the fields that only some views need; a search of all where a table is too long."""
        self.word.layout.display = None if view == "kwic" else "none"
        searching = long or self.search.value
        self.search.layout.display = None if view in LONG and searching else "none"

    def say(self, lines: list[str]) -> None:
        """Writes sentences into the status line, each once."""
        shown = "".join(f"<p>{escape(line)}</p>" for line in dict.fromkeys(lines))
        self.status.value = f'<div role="status">{shown}</div>'
