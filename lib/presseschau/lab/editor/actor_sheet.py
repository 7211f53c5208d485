"""The sheet of actors: whether all names of an actor are one, and who it is."""

from collections import Counter

import ipywidgets as widgets

from presseschau.core.calls import WrongCall
from presseschau.lab.editor.session import Row
from presseschau.lab.editor.sheet import Sheet
from presseschau.link.corrections.checks import plain
from presseschau.link.corrections.entries import judge_actor


class ActorSheet(Sheet):
    """Confirms actors, makes two one, gives away names, and takes that back."""

    what = "actor"
    can_add = False

    def _make_fields(self) -> list[widgets.Widget]:
        self.names = self.field(widgets.Dropdown, "actor.names")
        self.who = self.actor_field("actor.who")
        places = [(self.word(f"editor.actor.{key}"), key) for key in ("here", "everywhere")]
        self.where = self.field(widgets.Dropdown, "actor.where", options=places)
        return [self.names, self.who, self.where]

    def _buttons(self) -> list[widgets.Button]:
        return [self.save, self.delete]  # the review of the names is one of the actors

    def _find_items(self) -> list[tuple[str, Row]]:
        found: dict[str, Counter] = {}
        starts: dict[str, int] = {}
        for row in sorted(self.session.mentions, key=lambda row: row["start"]):
            if row["actor_id"]:
                found.setdefault(row["actor_id"], Counter())[plain(row["text"])] += 1
                starts.setdefault(row["actor_id"], row["start"])
        listed = []
        for actor, names in sorted(found.items(), key=lambda entry: -entry[1].total()):
            item = {"actor": actor, "names": list(names), "start": starts[actor], "row": None}
            said = self._of(actor)
            text = f"{self.session.shown(actor)} · {names.total()}× {', '.join(names)}"
            listed.append((text + self._is(said), item | {"row": said}))
        shown = [item["row"] for _, item in listed]
        for row in self.session.said_of_actors():
            if row not in shown:
                actor = self.session.actor(row["actor"])
                item = {"actor": actor, "names": [row["text"]] if row["text"] else []}
                text = self.session.shown(actor) + (f" · {row['text']}" if row["text"] else "")
                listed.append((text + self._is(row), item | {"start": -1, "row": row}))
        return listed

    def _of(self, actor: str) -> Row | None:
        """What the file says of an actor as a whole: here rather than everywhere."""
        rows = [
            row
            for row in self.session.said_of_actors()
            if row["action"] != "split" and self.session.actor(row["actor"]) == actor
        ]
        return max(rows, key=lambda row: row["article_id"] != "", default=None)

    def _is(self, row: Row | None) -> str:
        if row is None or row["action"] == "confirm":
            return ""
        return f" = {self.session.shown(self.session.actor(row['value']))}"

    def _said(self, item: Row) -> Row | None:
        return item["row"]

    def _fill(self, item: Row | None) -> None:
        names = item["names"] if item else []
        row = (item or {}).get("row")
        self.names.options = [(self.word("editor.actor.all"), ""), *((n, n) for n in names)]
        split = row is not None and row["action"] == "split"
        self.names.value = row["text"] if split else ""
        actor = self.session.actor((row and row["value"]) or item["actor"]) if item else ""
        self.who.value = self.session.shown(actor)
        self.where.value = "everywhere" if row and not row["article_id"] else "here"
        self.delete.disabled = row is None or self.session.actor(row["value"]) == item["actor"]

    def _anchor(self, item: Row) -> str:
        return f"m{item['start']}" if item["start"] >= 0 else ""

    def _rows(self, item: Row | None) -> list[Row]:
        right = self.actor(self.who.value)
        if not right:
            raise WrongCall(self.word("editor.actor.nobody"))
        where = self.session.article_id if self.where.value == "here" else ""
        return judge_actor(self._named(item), right, where, self.names.value)

    def _rejection(self, item: Row | None) -> list[Row]:
        row, actor = item["row"], self._named(item)
        spelling = row["text"] if row["action"] == "split" else ""
        return judge_actor(actor, actor, row["article_id"], spelling)

    def _named(self, item: Row) -> str:
        """The actor as the file calls it, so that the last row holds."""
        named = (item["row"] or {}).get("actor", "")
        return named if self.session.actor(named) == item["actor"] else item["actor"]
