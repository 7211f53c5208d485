"""The sheet of quotes: whether something was said, in which form, and by whom."""

import ipywidgets as widgets

from presseschau.core.tables import QUOTE_TYPES
from presseschau.lab.editor.session import Row
from presseschau.lab.editor.sheet import Sheet, reveal, short
from presseschau.link.corrections.entries import add_quote, judge_quote, reject_quote


class QuoteSheet(Sheet):
    """Confirms, changes, deletes and adds quotes."""

    what = "quote"

    def fields(self) -> list[widgets.Widget]:
        """Makes the fields for words, type and speaker."""
        types = [(self.label(name), name) for name in QUOTE_TYPES]
        self.words = self.words_field()
        self.type = self.field(widgets.Dropdown, "quote.type", options=types)
        self.speaker = self.actor_field("quote.speaker")
        return [self.words, self.type, self.speaker]

    def items(self) -> list[tuple[str, Row]]:
        """Lists the quotes with their speakers."""
        self.offer(self.speaker)
        quotes = sorted(self.session.quotes, key=lambda quote: (quote["start"], -quote["end"]))
        return [
            (f"{n} · {self._speaker(quote) or '–'}: {short(quote['text'])}", quote)
            for n, quote in enumerate(quotes, 1)
        ]

    def _speaker(self, quote: Row) -> str:
        said = self.session.said("speaker", quote["start"], quote["end"])
        if said and (said["value"] or said["action"] == "delete"):
            return self.session.shown(self.session.actor(said["value"]))
        return self.session.shown(quote["actor_id"]) or quote["speaker"]

    def show(self, item: Row | None) -> None:
        """Shows type and speaker as the file or else the annotator has them."""
        reveal(self.words, item is None)
        self.words.value = ""
        said = self.said(item) if item else None
        self.type.value = (said and said["value"]) or (item["type"] if item else "Direct")
        named = self._speaker(item) if item else ""
        known = named in self.speaker.options or named in self.session.names.ids
        self.speaker.value = named if known else ""

    def anchor(self, item: Row) -> str:
        """The place of the quote, of its sentence if it was added."""
        return super().anchor(item) if item["quote"] < 0 else f"q{item['quote']}"

    def rows(self, item: Row | None) -> list[Row]:
        """Judges the quote, or adds one."""
        given = self.type.value, self.actor(self.speaker.value)
        if item:
            return judge_quote(item, self.session.text, *given)
        return self.adding(add_quote, "editor.not_found", *given)

    def rejection(self, item: Row | None) -> list[Row]:
        """Says that the quote is none."""
        return reject_quote(item, self.session.text)
