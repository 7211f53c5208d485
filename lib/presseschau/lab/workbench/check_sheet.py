"""The check sheet: drawn findings of a corpus, judged in the workbench with one key each."""

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

import ipywidgets as widgets

from presseschau.core.analysis import Analysis
from presseschau.lab.parts import Answered, button, flow, told
from presseschau.lab.sitting import BACK, VERDICTS, Sitting
from presseschau.reports.safety import harmless
from presseschau.views.wording import word

#: So many are drawn, as by the command.
_DRAWN = 100


class CheckSheet(widgets.VBox):
    """A button that begins the check, then one finding after another with a button for each key.

    Attributes:
        by: Who judges.
        begin: The button that draws.
        verdicts: The buttons of the verdicts, and the one that takes back, by their keys.
        shown: The finding, or what was found.
        sitting: What is left to judge; None before it began.
    """

    def __init__(self, language: str, judged: Callable[[str], None]) -> None:
        """``judged`` takes the file's text after each verdict."""
        self._language, self._judged = language, judged
        self._say = partial(word, language=language)
        self.sitting: Sitting | None = None
        self._of: tuple[Analysis, Path] | None = None
        head = f"<h2>{escape(self._say('check.title'))}</h2>"
        self._head = widgets.HTML(f'{head}<p class="how">{escape(self._say("check.about"))}</p>')
        self.by = widgets.Text("me", description=self._say("check.by"))
        self.begin = button(self._say("check.begin"), partial(self._do, self._start))
        self.shown = widgets.HTML()
        self.verdicts = {key: self._key(key) for key in (*VERDICTS, BACK)}
        self._row = flow(*self.verdicts.values())
        self._answered = Answered()
        begins = flow(self.by, self.begin)
        super().__init__([self._head, begins, self.shown, self._row, self._answered])
        self.add_class("ps-check")
        self._row.add_class("ps-now")
        self._row.layout.display = "none"

    def _key(self, key: str) -> widgets.Button:
        text = f"{key} {self._say(f'check.verdicts.{key}')}"
        return button(text, partial(self._do, partial(self._press, key)), f"ps-key-{key}")

    def _do(self, then: Callable[[], None]) -> None:
        then()
        self._answered.tell()

    def take(self, analysis: Analysis, path: Path) -> None:
        """Makes a corpus the one to check, and its file the place of the verdicts."""
        self._of, self.sitting, self.shown.value = (analysis, path), None, ""
        self._row.layout.display = "none"

    def _start(self) -> None:
        self.sitting = Sitting(*self._of, self.by.value.strip() or "me", _DRAWN)
        self._show()

    def _press(self, key: str) -> None:
        if self.sitting is None or (self.sitting.over and key != BACK):
            return
        try:
            self.sitting.press(key)
        except OSError as error:
            self.shown.value = told(str(error), "alert")
            return
        self._judged(self.sitting.text)
        self._show()

    def _show(self) -> None:
        sitting = self.sitting
        self._row.layout.display = None
        if sitting.over:
            lines = [*sitting.found(self._language), str(self._of[1])]
            inside = "".join(f"<p>{escape(line)}</p>" for line in lines)
        else:
            place, title, before, text, after, claim = map(escape, sitting.shown(self._language))
            inside = (
                f"<p>{place} · <strong>{title}</strong></p>"
                f'<p lang="de">… {before}<mark>{text}</mark>{after} …</p>'
                f'<p tabindex="-1"><strong>{claim}</strong></p>'
            )
        self.shown.value = harmless(f'<div role="status">{inside}</div>')
