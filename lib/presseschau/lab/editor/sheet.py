"""The sheet: what is common to the tabs of the editor."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

import ipywidgets as widgets

from presseschau.core.calls import WrongCall
from presseschau.lab.editor.session import Row, Session, actor_meant, offered
from presseschau.lab.parts import button, flow
from presseschau.link.corrections.entries import mark_reviewed, reject
from presseschau.views.wording import label, word

WIDE = {"width": "auto", "max_width": "60rem"}
LABELS = {"description_width": "7rem"}
_SHOWN = 70

#: Writes the rows that a sheet makes, says so, and goes on in the sheet.
Act = Callable[[Callable[[], list[Row]], bool], None]
#: Shows a place of the article for the sheet that is open.
Look = Callable[["Sheet", str], None]


class Sheet(widgets.VBox):
    """A list of what stands in the article, the fields of a chosen item, and buttons.

    All are native controls, in the order of the Tab key. A tick or a cross in the list says that
    the file of corrections keeps or deletes the item already.

    Each kind of sheet makes its fields (``_make_fields``), lists what stands in the article with a
    label each (``_find_items``), fills the fields from an item (``_fill``), and makes the rows that
    say what stands in them (``_rows``) or that the item is none (``_rejection``). None stands for
    an item that is missing. What is wrong in the fields is a WrongCall for the person.
    """

    what: ClassVar[str]
    #: Whether something can be added that the annotator missed.
    can_add: ClassVar[bool] = True

    def __init__(self, session: Session, language: str, act: Act, look: Look) -> None:
        self.session, self.language, self._act, self._look = session, language, act, look
        self.word = partial(word, language=language)
        self.label = partial(label, language=language)
        self._items: list[Row] = []
        self._quiet = False
        self.item = self.field(widgets.Dropdown, f"{self.what}.item")
        hint = self.word("editor.words_hint")
        self.words = self.field(widgets.Textarea, "words", placeholder=hint, rows=2)
        self.note = self.field(widgets.Text, "note")
        save, delete = self.word("editor.save"), self.word(f"editor.{self.what}.delete")
        self.save = button(save, partial(self._put, self._rows), style="primary")
        self.delete = button(delete, partial(self._put, self._rejection))
        self.reviewed = button("", self._mark_reviewed)  # its text says whether it was pressed
        fields = [self.item, *[self.words] * self.can_add, *self._make_fields(), self.note]
        super().__init__([*fields, flow(*self._buttons())])
        self.item.observe(lambda _: self._show(), "value")

    def _said(self, item: Row) -> Row | None:
        return self.session.said(self.what, item["start"], item["end"])

    def _rejection(self, item: Row | None) -> list[Row]:
        return reject(item, self.session.text, self.what)

    def _anchor(self, item: Row) -> str:
        return f"s{self.session.sentence(item['start'])}"

    def _buttons(self) -> list[widgets.Button]:
        return [self.save, self.delete, self.reviewed]

    def field(self, kind: type, key: str, **options: object) -> widgets.Widget:
        """Makes a field with its label; it is as wide as the form."""
        text = self.word(f"editor.{key}")
        layout = widgets.Layout(**WIDE)
        return kind(description=text, style=LABELS, layout=layout, **options)

    def adding(self, add: Callable[..., list[Row]], missing: str, *given: object) -> list[Row]:
        """The rows that add what was missed, at its words in the article.

        Raises:
            WrongCall: The words are not there; ``missing`` is the key of the sentence for that.
        """
        try:
            return add(self.session.article_id, self.session.text, self.words.value, *given)
        except ValueError:
            raise WrongCall(self.word(missing)) from None

    def actor_field(self, key: str) -> widgets.Combobox:
        """Makes the field that offers actors, those of the article first."""
        hint = self.word(f"editor.{key}_hint")
        self._actors = self.field(widgets.Combobox, key, placeholder=hint)
        return self._actors

    def actor(self, value: str) -> str:
        """The actor whom a field names; a WrongCall where several are called so."""
        try:
            return actor_meant(value, self.session.names)
        except LookupError:
            raise WrongCall(self.word("editor.several", name=value.strip())) from None

    def begin(self) -> None:
        """Shows the article that was opened, at the first item that is not judged yet."""
        with self.item.hold_sync():
            self._list()
            marked = [text[0] in "✓✗" for text, _ in self.item.options]
            self._choose(marked.index(False) if False in marked else 0)

    def go_on(self, step: int) -> None:
        """Lists the items anew and goes on to the next one."""
        chosen = self.item.index or 0
        with self.item.hold_sync():
            self._list()
            self._choose(min(chosen + step, len(self.item.options) - 1))

    def look(self) -> None:
        """Shows the chosen item in the article."""
        item = self.chosen()
        self._look(self, self._anchor(item) if item else "")

    def anchors(self) -> list[str]:
        """Lists where the article's page shows the items."""
        return [self._anchor(item) for item in self._items]

    def chosen(self) -> Row | None:
        """The chosen item; None for a missing one."""
        number = self.item.index
        return self._items[number] if number is not None and number < len(self._items) else None

    def _list(self) -> None:
        here = [row["actor_id"] for row in self.session.mentions]
        self._actors.options = offered(self.session.names, here, self.session.new_names)
        listed = self._find_items()
        self._items = [item for _, item in listed]
        lines = [f"{self._mark(item)}{text}" for text, item in listed]
        if self.can_add:
            lines.append(self.word(f"editor.{self.what}.missing"))
        self._quiet = True
        self.item.options = [(text, n) for n, text in enumerate(lines)]
        self._quiet = False
        done = self.what in self.session.reviews.get(self.session.article_id, ())
        text = self.word(f"editor.{self.what}.reviewed")
        self.reviewed.description, self.reviewed.disabled = f"✓ {text}" if done else text, done

    def _mark(self, item: Row) -> str:
        said = self._said(item)
        return "" if said is None else "✗ " if said["action"] == "delete" else "✓ "

    def _choose(self, number: int) -> None:
        self._quiet = True
        self.item.index = number if self.item.options else None
        self._quiet = False
        self._show()

    def _show(self) -> None:
        if self._quiet:
            return
        item = self.chosen()
        self.note.value = ((self._said(item) if item else None) or {}).get("note", "")
        self.delete.disabled = item is None
        self.save.disabled = item is None and not self.can_add
        reveal(self.words, item is None)
        self.words.value = ""
        self._fill(item)
        self.look()

    def _put(self, make: Callable[[Row | None], list[Row]]) -> None:
        item = self.chosen()
        self._act(lambda: [self._kept(row, item) for row in make(item)], True)

    def _kept(self, row: Row, item: Row | None) -> Row:
        """Keeps an addition one, so that it is made again where the annotator misses it."""
        again = item and item.get("added") and row["what"] == self.what
        return row | {"action": "add"} if again and row["action"] != "delete" else row

    def _mark_reviewed(self) -> None:
        self._act(lambda: mark_reviewed(self.session.article_id, self.what), False)


def reveal(field: widgets.Widget, visible: bool) -> None:
    """Shows a field, or takes it out of the form and of the order of the Tab key."""
    field.layout.display = None if visible else "none"


def short(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + "…"
