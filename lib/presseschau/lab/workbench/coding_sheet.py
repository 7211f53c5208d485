"""The coding sheet: one unit at a time, the codebook's questions, and a key for each value."""

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

import ipywidgets as widgets

from presseschau.core.calls import WrongCall
from presseschau.core.slugs import slug
from presseschau.lab.coding import Coding, question, read_units
from presseschau.lab.parts import Answered, button, flow, told
from presseschau.lab.workbench.bench import equipment
from presseschau.measures.codebook import Variable, codebook_for
from presseschau.measures.codings import CONSENSUS, MACHINE
from presseschau.reports.safety import harmless
from presseschau.views.wording import word

#: The keys of the first values of a question; further ones have buttons only.
_DIGITS = "1234567890"
BACK, SKIP = "z", "s"


class _Row(widgets.VBox):
    """A question with a button for each of its values.

    Attributes:
        buttons: As many as a question had values at most; those not needed are hidden.
    """

    def __init__(self, language: str, coded: Callable[[str], None]) -> None:
        self._language, self._coded = language, coded
        self.values: list[str] = []
        self._asked, self._box, self.buttons = widgets.HTML(), flow(), []
        super().__init__([self._asked, self._box])
        self.add_class("ps-question")

    def ask(self, asked: Variable, chosen: str, beside: dict[str, str]) -> None:
        """Shows a question, what was chosen before, and what others chose."""
        rule, head = word("coding.rule", self._language), f"<h3>{escape(asked.question)}</h3>"
        items = "".join(f"<li>{escape(example)}</li>" for example in asked.examples)
        inside = f'<p>{escape(asked.rule)}</p><ul lang="de">{items}</ul>'
        folded = f"<details><summary>{escape(rule)}</summary>{inside}</details>"
        self._asked.value = harmless(head + (folded if asked.rule or items else ""))
        self.values = list(asked.values)
        while (n := len(self.buttons)) < len(self.values):
            self.buttons.append(
                button("", partial(self._choose, n), f"ps-key-{_DIGITS[n : n + 1]}")
            )
            self._box.children = self.buttons
        for n, one in enumerate(self.buttons):
            one.layout.display = None if n < len(self.values) else "none"
        for n, (value, label) in enumerate(asked.values.items()):
            who = ", ".join(coder for coder, other in beside.items() if other == value)
            said = [_DIGITS[n : n + 1], label, "✓" if value == chosen else "", who and f"({who})"]
            self.buttons[n].description = harmless(" ".join(filter(None, said)))

    def _choose(self, n: int) -> None:
        self._coded(self.values[n])


class CodingSheet(widgets.VBox):
    """A file of units to be coded by hand, blind, in JupyterLab: one unit after another.

    What is decided goes to a file of the coder's beside it ("units.anna.csv"), at once; whoever
    comes back goes on where they stopped.

    Args:
        units: What :func:`presseschau.study.units.draw_units` drew, or ``to-code.csv`` of a
            discourse network.
        codebook: A codebook.toml; the one beside the units if empty, else the project's own.
        coder: Who codes; may be written on the sheet.
        language: "de" or "en".

    Attributes:
        by: Who codes.
        begin, discuss: The buttons that begin a coding, or show where coders differ.
        shown: The unit, or what is to be said.
        rows: The questions by their variables.
        coding: The way through the units; None before it began.

    Raises:
        WrongCall: A file is wrong; the sentence says where.
    """

    def __init__(
        self,
        units: str | Path = "units.csv",
        codebook: str = "",
        coder: str = "",
        language: str = "de",
    ) -> None:
        self._say = partial(word, language=language)
        self._path, self._language = Path(units), language
        self._codebook = codebook_for(self._path, codebook)
        self._units = read_units(self._path, self._codebook)
        self.coding: Coding | None = None
        head = f"<h2>{escape(self._say('coding.title'))}</h2>"
        about = self._say("coding.about", n=len(self._units), path=self._path.name)
        self.by = widgets.Text(coder, description=self._say("coding.by"))
        self.begin = self._button("begin", lambda: self._start(self.by.value.strip()))
        self.discuss = self._button("discuss", lambda: self._start(CONSENSUS))
        self.shown = widgets.HTML()
        asked = dict.fromkeys(row["variable"] for rows in self._units for row in rows)
        self.rows = {name: _Row(language, partial(self._press, name)) for name in asked}
        self.back = self._button("back", lambda: self.coding.back(), f"ps-key-{BACK}")
        self.skip = self._button("skip", lambda: self.coding.skip(), f"ps-key-{SKIP}")
        begins, self._keys = flow(self.by, self.begin, self.discuss), flow(self.back, self.skip)
        self._keys.add_class("ps-now")
        self._answered = Answered()
        head = widgets.HTML(harmless(f'{head}<p class="how">{escape(about)}</p>'))
        shown = [head, begins, self.shown, *self.rows.values(), self._keys, self._answered]
        super().__init__([*equipment(tables=False), *shown])
        self.add_class("ps-workbench")
        self.add_class("ps-check")
        self._show()

    def _button(self, key: str, then: Callable[[], None], *classes: str) -> widgets.Button:
        return button(self._say(f"coding.{key}"), partial(self._do, then), *classes)

    def _press(self, variable: str, value: str) -> None:
        self._do(lambda: self.coding.code(variable, value))

    def _start(self, coder: str) -> None:
        if not coder or (slug(coder) in (MACHINE, CONSENSUS) and coder != CONSENSUS):
            raise WrongCall(self._say("coding.nameless"))
        self.coding = None
        self.coding = Coding(self._path, self._units, coder)

    def _do(self, then: Callable[[], None]) -> None:
        """Does what a button asks for, and shows what came of it, or why nothing did."""
        problem = ""
        try:
            then()
        except (WrongCall, OSError) as error:
            problem = told(str(error), "alert")
        self._show(problem)

    def _show(self, problem: str = "") -> None:
        coding, asked = self.coding, {}
        if coding is None:
            inside = ""
        elif coding.over:
            key = "coding.over" if coding.units else "coding.nothing_apart"
            inside = f"<p>{escape(self._say(key, n=coding.coded, path=coding.path.name))}</p>"
        else:
            rows = coding.units[coding.at]
            asked = {row["variable"]: row for row in rows}
            inside = self._unit(rows[0])
        self.shown.value = harmless(f'<div role="status">{problem}{inside}</div>')
        self._keys.layout.display = "none" if coding is None else None
        waits = list(asked)[coding.which] if asked else ""
        for name in sorted(self.rows, key=waits.__eq__):  # the page shall never see two that wait
            row = self.rows[name]
            row.layout.display = None if name in asked else "none"
            (row.add_class if name == waits else row.remove_class)("ps-now")
            if name in asked:
                place = asked[name]["unit"], name
                variable = question(asked[name], self._codebook, self._language)
                row.ask(variable, coding.done.get(place, ""), coding.beside.get(place, {}))
        self._answered.tell()

    def _unit(self, row: dict[str, str]) -> str:
        """The unit with what stands around it, and how far the coder is."""
        coding = self.coding
        sizes = {"n": coding.at + 1, "all": len(coding.units), "coded": coding.coded}
        title, before, text, after = (escape(row[n]) for n in ("title", "before", "text", "after"))
        around = f"{before} <mark>{text}</mark>{'' if after[:1] in '.,;:!?' else ' '}{after}"
        bar = f'aria-hidden="true" value="{coding.coded}" max="{len(coding.units)}"'
        place = f"<progress {bar}></progress> {escape(self._say('coding.place', **sizes))}"
        return (
            f"<p>{place}{' · ' if title else ''}<strong>{title}</strong></p>"
            f'<p class="ps-unit" lang="de">{around.strip()}</p>'
        )


#: What a cell says: ``code(units)`` opens the sheet.
code = CodingSheet
