"""The sheets of passages: who said what, whose name stands there, how a sentence judges."""

import ipywidgets as widgets

from presseschau.core.calls import WrongCall
from presseschau.core.tables import OUTLET_VOICE, QUOTE_TYPES, parse_spans
from presseschau.lab.editor.session import Row
from presseschau.lab.editor.sheet import Sheet, reveal, short
from presseschau.link.corrections.entries import (
    add_mentions,
    add_quote,
    add_tenor,
    judge_mention,
    judge_quote,
    judge_tenor,
)

_NONE = "none"
_SIGNS = {-1: "−1", 0: "0", 1: "+1"}


class QuoteSheet(Sheet):
    """Confirms, changes, deletes and adds quotes."""

    what = "quote"

    def _make_fields(self) -> list[widgets.Widget]:
        types = [(self.label(name), name) for name in QUOTE_TYPES]
        self.type = self.field(widgets.Dropdown, "quote.type", options=types)
        self.speaker = self.actor_field("quote.speaker")
        return [self.type, self.speaker]

    def _find_items(self) -> list[tuple[str, Row]]:
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

    def _fill(self, item: Row | None) -> None:
        said = self._said(item) if item else None
        self.type.value = (said and said["value"]) or (item["type"] if item else "Direct")
        named = self._speaker(item) if item else ""
        known = named in self.speaker.options or named in self.session.names.ids
        self.speaker.value = named if known else ""

    def _anchor(self, item: Row) -> str:
        return super()._anchor(item) if item["quote"] < 0 else f"q{item['quote']}"

    def _rows(self, item: Row | None) -> list[Row]:
        given = self.type.value, self.actor(self.speaker.value)
        if item:
            return judge_quote(item, self.session.text, *given)
        return self.adding(add_quote, "editor.not_found", *given)


class MentionSheet(Sheet):
    """Confirms, changes, deletes and adds names."""

    what = "mention"

    def _make_fields(self) -> list[widgets.Widget]:
        self.who = self.actor_field("mention.who")
        return [self.who]

    def _find_items(self) -> list[tuple[str, Row]]:
        rows = sorted(self.session.mentions, key=lambda row: row["start"])
        return [
            (f"{n} · {short(row['text'])} → {self._actor(row) or '?'}{self._unclear(row)}", row)
            for n, row in enumerate(rows, 1)
        ]

    def _unclear(self, mention: Row) -> str:
        """Lists who may be meant where the machine could not tell and nobody has said it."""
        ids = [] if self._said(mention) else mention["candidates"].split(";")
        names = " / ".join(self.session.shown(actor) for actor in ids if actor)
        return f" ({names}?)" if names else ""

    def _actor(self, mention: Row) -> str:
        said = self._said(mention)
        actor = self.session.actor(said["value"]) if said and said["value"] else ""
        return self.session.shown(actor or mention["actor_id"])

    def _fill(self, item: Row | None) -> None:
        self.who.value = self._actor(item) if item else ""

    def _anchor(self, item: Row) -> str:
        return f"m{item['start']}" if "kind" in item else super()._anchor(item)

    def _rows(self, item: Row | None) -> list[Row]:
        actor = self.actor(self.who.value)
        if not actor and (item is None or item["actor_id"] or item["added"]):
            raise WrongCall(self.word("editor.mention.nobody"))
        if item:
            return judge_mention(item, self.session.text, actor)
        known = [(row["start"], row["end"]) for row in self.session.mentions]
        return self.adding(add_mentions, "editor.mention.not_found", actor, known)


class ToneSheet(Sheet):
    """Confirms, changes, deletes and adds judgements."""

    what = "tenor"

    def _make_fields(self) -> list[widgets.Widget]:
        keys = {-1: "minus", 0: "zero", 1: "plus", _NONE: "none"}
        tenors = [(self.word(f"editor.tenor.{key}"), value) for value, key in keys.items()]
        self.who = self.actor_field("tenor.who")
        self.tenor = self.field(widgets.Dropdown, "tenor.tenor", options=tenors)
        return [self.who, self.tenor]

    def _buttons(self) -> list[widgets.Button]:
        return [self.save, self.reviewed]  # to delete is a choice of the tenor

    def _find_items(self) -> list[tuple[str, Row]]:
        rows = sorted(self.session.tone, key=lambda row: row["sentence"])
        return [(self._line(row), row) for row in rows]

    def _line(self, row: Row) -> str:
        tenor = self._tenor(row)
        value = _SIGNS.get(tenor) or self.word("editor.tenor.none")
        spans = parse_spans(row["evidence"])
        words = ", ".join(self.session.text[start:end] for start, end in spans)
        outlet = row["voice"] == OUTLET_VOICE
        voice = self.word("editor.tenor.outlet") if outlet else row["voice"]
        who = f" ({self.session.shown(voice)})" if voice else ""
        number = self.word("editor.tenor.sentence", n=row["sentence"] + 1)
        about = self.session.shown(row["actor_id"])
        return f"{number}{who} → {about}: {value} · {short(words)}"

    def _tenor(self, row: Row) -> int | str:
        said = self._said(row)
        if said and said["action"] == "delete":
            return _NONE
        return int(said["value"]) if said and said["value"] else int(row["tenor"])

    def _said(self, item: Row) -> Row | None:
        return self.session.said_of_tenor(item)

    def _fill(self, item: Row | None) -> None:
        reveal(self.who, item is None)
        self.who.value = ""
        self.tenor.value = self._tenor(item) if item else 0

    def _anchor(self, item: Row) -> str:
        return f"s{item['sentence']}"

    def _rows(self, item: Row | None) -> list[Row]:
        tenor = None if self.tenor.value == _NONE else self.tenor.value
        if item:
            sentences = {s["sentence"]: (s["start"], s["end"]) for s in self.session.sentences}
            return judge_tenor(item, self.session.text, sentences[item["sentence"]], tenor)
        actor = self.actor(self.who.value)
        if not actor:
            raise WrongCall(self.word("editor.tenor.nobody"))
        if tenor is None:
            raise WrongCall(self.word("editor.tenor.nothing"))
        return self.adding(add_tenor, "editor.not_found", actor, tenor)
