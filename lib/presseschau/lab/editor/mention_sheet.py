"""The sheet of names: whether words are a name, and whose."""

import ipywidgets as widgets

from presseschau.core.calls import WrongCall
from presseschau.lab.editor.session import Row
from presseschau.lab.editor.sheet import Sheet, reveal, short
from presseschau.link.corrections.entries import add_mentions, judge_mention, reject_mention


class MentionSheet(Sheet):
    """Confirms, changes, deletes and adds names."""

    what = "mention"

    def fields(self) -> list[widgets.Widget]:
        """Makes the fields for words and actor."""
        self.words = self.words_field()
        self.who = self.actor_field("mention.who")
        return [self.words, self.who]

    def items(self) -> list[tuple[str, Row]]:
        """Lists the names with their actors."""
        self.offer(self.who)
        rows = sorted(self.session.mentions, key=lambda row: row["start"])
        return [
            (f"{n} · {short(row['text'])} → {self._actor(row) or '?'}{self._unclear(row)}", row)
            for n, row in enumerate(rows, 1)
        ]

    def _unclear(self, mention: Row) -> str:
        """Lists who may be meant where the machine could not tell and nobody has said it."""
        ids = [] if self.said(mention) else mention["candidates"].split(";")
        names = " / ".join(self.session.shown(actor) for actor in ids if actor)
        return f" ({names}?)" if names else ""

    def _actor(self, mention: Row) -> str:
        said = self.said(mention)
        actor = self.session.actor(said["value"]) if said and said["value"] else ""
        return self.session.shown(actor or mention["actor_id"])

    def show(self, item: Row | None) -> None:
        """Shows the actor as the file or else the annotator has it."""
        reveal(self.words, item is None)
        self.words.value = ""
        self.who.value = self._actor(item) if item else ""

    def anchor(self, item: Row) -> str:
        """The place of the name, of its sentence if it was added."""
        return f"m{item['start']}" if "kind" in item else super().anchor(item)

    def rows(self, item: Row | None) -> list[Row]:
        """Judges the name, or adds one wherever it stands."""
        actor = self.actor(self.who.value)
        if not actor and (item is None or item["actor_id"] or item["added"]):
            raise WrongCall(self.word("editor.mention.nobody"))
        if item:
            return judge_mention(item, self.session.text, actor)
        known = [(row["start"], row["end"]) for row in self.session.mentions]
        return self.adding(add_mentions, "editor.mention.not_found", actor, known)

    def rejection(self, item: Row | None) -> list[Row]:
        """Says that the name is none."""
        return reject_mention(item, self.session.text)
