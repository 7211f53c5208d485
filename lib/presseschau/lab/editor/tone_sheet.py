"""The sheet of tone: how a sentence judges an actor."""

import ipywidgets as widgets

from presseschau.core.calls import WrongCall
from presseschau.core.tables import OUTLET_VOICE, parse_spans
from presseschau.lab.editor.session import Row
from presseschau.lab.editor.sheet import Sheet, reveal, short
from presseschau.link.corrections.entries import add_tenor, judge_tenor

_NONE = "none"
_SIGNS = {-1: "−1", 0: "0", 1: "+1"}


class ToneSheet(Sheet):
    """Confirms, changes, deletes and adds judgements."""

    what = "tenor"

    def fields(self) -> list[widgets.Widget]:
        """Makes the fields for words, actor and tenor."""
        keys = {-1: "minus", 0: "zero", 1: "plus", _NONE: "none"}
        tenors = [(self.word(f"editor.tenor.{key}"), value) for value, key in keys.items()]
        self.words = self.words_field()
        self.who = self.actor_field("tenor.who")
        self.tenor = self.field(widgets.Dropdown, "tenor.tenor", options=tenors)
        return [self.words, self.who, self.tenor]

    def buttons(self) -> list[widgets.Button]:
        """Leaves out the one for deleting: that is a choice of the tenor."""
        return [self.save, self.reviewed]

    def items(self) -> list[tuple[str, Row]]:
        """Lists the judgements: sentence, actor, tenor, words and voice."""
        self.offer(self.who)
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
        said = self.said(row)
        if said and said["action"] == "delete":
            return _NONE
        return int(said["value"]) if said and said["value"] else int(row["tenor"])

    def said(self, item: Row) -> Row | None:
        """What the file says of the judgement."""
        return self.session.said_of_tenor(item)

    def show(self, item: Row | None) -> None:
        """Shows the tenor as the file or else the annotator has it."""
        reveal(self.words, item is None)
        reveal(self.who, item is None)
        self.words.value = self.who.value = ""
        self.tenor.value = self._tenor(item) if item else 0

    def anchor(self, item: Row) -> str:
        """The place of the sentence."""
        return f"s{item['sentence']}"

    def rows(self, item: Row | None) -> list[Row]:
        """Judges the judgement, or adds one."""
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
