"""Failures: what a Python error means to a learner, and which answers are out of date."""

import ast
import builtins
import linecache
import re
import tomllib
import traceback
from difflib import get_close_matches
from keyword import kwlist
from pathlib import Path
from textwrap import shorten
from types import FrameType
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display

from presseschau.lessons.feedback import Feedback

_KINDS = vars(builtins) | {"re.error": re.error}
#: What errors mean; the first that fits counts.
_MEANINGS = tomllib.loads(Path(__file__).with_name("meanings.toml").read_text(encoding="utf-8"))[
    "meaning"
]
_GIVEN_UP = (
    "Die Zelle, in der {name} entstand, gibt {name} keinen Wert mehr. Ihre Zeile beginnt mit "
    "{name} und einem einzelnen =."
)
_UNQUOTED = re.compile(r"\s*(\w+) *= *([^\W\d][\w-]*(?: [^\W\d][\w-]*)*)\s*")
_MADE = re.compile(r"^ *(?:def +(\w+)|(\w+) *=(?!=))", re.MULTILINE)

#: Why each name that a cell made or gave up is out of date; empty where it is not.
_stale: dict[str, str] = {}
#: The cell that each name was last made in, by its identifier, where the notebook tells it.
_maker: dict[str, str | None] = {}
#: The cell that runs now, and whether it says itself that it goes on with what is out of date.
_running, _told = "", False


def watch() -> None:
    """Explains from now on each cell that fails; does nothing outside a notebook."""
    if shell := get_ipython():
        shell.events.register("pre_run_cell", _before)
        shell.events.register("post_run_cell", _after)


def load_ipython_extension(shell: object) -> None:
    """Explains failures from a kernel's start on, also before a lesson's first cell has run."""
    watch()


def running() -> str:
    """The cell that runs now, or ran last."""
    return _running


def resume(cell: str) -> None:
    """Goes on with an earlier cell, as a button of it does when it is pressed."""
    global _running
    _running = cell


def older(told: bool = True) -> str:
    """Why the answer in the cell that runs is out of date: a failure, or a name given up.

    Args:
        told: Whether who asks tells the learner; if not, it is said below the cell.
    """
    global _told
    failure = _stale_in(_names(_running)[0])
    _told = _told or bool(failure and told)
    return failure


def explain(error: BaseException) -> str:
    """What an error means to a learner, with its line."""
    frame, line = _place(error)
    where = "" if line is None else f"Zeile {line}"
    if frame and not frame.f_code.co_name.startswith("<"):
        where += f" von {frame.f_code.co_name}"
    meaning = next(
        row["means"] for row in _MEANINGS
        if isinstance(error, tuple(_KINDS[kind] for kind in row["kind"].split()))
        and re.search(row.get("says", ""), str(error))
    )  # fmt: skip
    told = meaning.format(
        error=shorten(str(error), 120, placeholder=" …"),
        name=getattr(error, "name", None),
        advice=_advice(error, frame, line),
    )
    return f"{', '.join(filter(None, [where, type(error).__name__]))}: {told}"


def _before(info: Any) -> None:
    global _running, _told
    _running, _told = info.raw_cell, False


def _after(result: Any) -> None:
    used, made = _names(result.info.raw_cell)
    error = result.error_before_exec or result.error_in_exec
    old = _stale_in(used)
    if isinstance(error, Exception | KeyboardInterrupt):
        state, old = ("stale", old) if old else ("failed", explain(error))
        display(Feedback(state, old))
    elif old and not _told:
        display(Feedback("stale", f"{old} Danach führe die Zellen bis hier noch einmal aus."))
    cell = result.info.cell_id
    given_up = {name for name, maker in _maker.items() if cell and maker == cell} - made
    _maker.update(dict.fromkeys(made, cell))
    _stale.update(dict.fromkeys(made, old))
    _stale.update({name: old or _GIVEN_UP.format(name=name) for name in given_up})


def _stale_in(names: set[str]) -> str:
    return next((said for name in sorted(names) if (said := _stale.get(name))), "")


def _names(source: str) -> tuple[set[str], set[str]]:
    """The names that a cell uses, and those that it makes or changes."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return set(), {name for pair in _MADE.findall(source) for name in pair if name}
    stored = [node for node in nodes if isinstance(getattr(node, "ctx", None), ast.Store)]
    made = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    for node in stored:
        while isinstance(node, ast.Subscript | ast.Attribute):
            node = node.value
        made |= {node.id} if isinstance(node, ast.Name) else set()
    given = {
        id(name)
        for function in nodes if isinstance(function, ast.FunctionDef | ast.Lambda)
        for own in [{node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}]
        for name in ast.walk(function)
        if isinstance(name, ast.Name) and name.id in own
    }  # fmt: skip
    used = {node.id for node in nodes if isinstance(node, ast.Name) and id(node) not in given}
    return used - made, made


def _place(error: BaseException) -> tuple[FrameType | None, int | None]:
    """Where in the learner's own lines an error arose: the frame, if any, and the line."""
    if isinstance(error, SyntaxError):
        return None, error.lineno
    own = [
        place for place in traceback.walk_tb(error.__traceback__)
        if place[0].f_globals.get("__name__") == "__main__"
    ]  # fmt: skip
    return own[-1] if own else (None, None)


def _advice(error: BaseException, frame: FrameType | None, line: int | None) -> str:
    """What may be meant: a name that is nearly the same, or a text without its marks."""
    known: set[str] = set()
    name = str(getattr(error, "name", ""))
    if isinstance(error, NameError):
        known = {*dir(builtins), *kwlist}
        if frame:
            known |= {*frame.f_globals, *frame.f_locals}
    elif isinstance(error, AttributeError):
        known = set(dir(error.obj))
    # vorhersage_1 is no slip for vorhersage_2
    spelt = {one.lower(): one for one in known if re.sub(r"\d", "", one) != re.sub(r"\d", "", name)}
    near = get_close_matches(name.lower(), spelt, 1, 0.8)
    if isinstance(error, AttributeError):
        return f"Meinst du {spelt[near[0]]}?" if near else "Ist der Name richtig geschrieben?"
    if near:
        return f"Meinst du {spelt[near[0]]}? Sonst fehlt noch die Zelle, in der {name} entsteht."
    written = getattr(error, "text", None) or ""
    if frame:
        written = linecache.getline(frame.f_code.co_filename, line)
    if unquoted := _UNQUOTED.fullmatch(written):
        marked = f'Ein Text braucht Anführungszeichen: {unquoted[1]} = "{unquoted[2]}"'
        return marked if not name else f"{marked}. Sonst fehlt die Zelle, in der {name} entsteht."
    if isinstance(error, SyntaxError):
        word = (written.split() or [""])[0]
        if word != word.lower() in kwlist:
            return f"Schreib {word.lower()} klein."
        if "..." in written:
            return "Lösch die drei Punkte."
        if re.search(r"\d *%\s*$", written):
            return "Lösch das Prozentzeichen: 57 % sind 0.57."
        if re.match(r'(?:[^"]|"[^"]*"(?!\w))*"[^"]*"\w', written):
            return "In einem Text stehen andere Anführungszeichen: „so“."
        before = " oder am Ende der Zeile davor" if line and line > 1 else ""
        return f"Fehlt hier{before} ein Anführungszeichen, eine Klammer oder ein Komma?"
    if re.match(rf"\s*{name} *==", written):
        return f"Einen Wert bekommt er durch ein einzelnes =: {name} = ..."
    return ("Ist er richtig geschrieben, und ist die Zelle gelaufen, in der er entsteht? Ein Text "
            "braucht Anführungszeichen.")  # fmt: skip
