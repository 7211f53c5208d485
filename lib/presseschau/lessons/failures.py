"""Failures: what a Python error means to a learner, and which answers are out of date."""

import ast
import builtins
import re
import tomllib
import traceback
from pathlib import Path
from textwrap import shorten
from types import FrameType, FunctionType
from typing import Any, NamedTuple

from IPython.core.getipython import get_ipython
from IPython.display import display

from presseschau.lessons.advice import advice
from presseschau.lessons.feedback import Feedback

_KINDS = vars(builtins) | {"re.error": re.error}
#: What errors mean, where the first that fits counts, and why names are out of date.
_TOLD = tomllib.loads(Path(__file__).with_name("meanings.toml").read_text(encoding="utf-8"))
_MADE = re.compile(r"^ *(?:def +(\w+)|(\w+) *=(?!=))", re.MULTILINE)


class Statement(NamedTuple):
    """The names that a statement of a cell uses, makes, and changes a part of."""

    used: set[str]
    bound: set[str]
    changed: set[str]


_SCOPES = (ast.FunctionDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

#: Why each name that a cell made or gave up is out of date; empty where it is not.
_stale: dict[str, str] = {}
#: The cell that each name was last made in, by its identifier, where the notebook tells it.
_maker: dict[str, str | None] = {}
#: The names that each name was made from.
_needs: dict[str, set[str]] = {}
#: The cell for which each name is out of date: the one that failed or goes on with what is.
_blamed: dict[str, str | None] = {}
#: The cell that runs now, and whether it says itself that it goes on with what is out of date.
_running, _told = "", False
#: What was out of date because of the cell that runs now.
_retried: set[str] = set()


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

    Where who asks has not ``told`` the learner, it is said below the cell.
    """
    global _told
    failure = _stale_in(_used(_statements(_running)))
    _told = _told or bool(failure and told)
    return failure


def explain(error: BaseException) -> str:
    """What an error means to a learner, with its line."""
    frame, line = _place(error)
    where = "" if line is None else f"Zeile {line}"
    if frame and not frame.f_code.co_name.startswith("<"):
        where += f" von {frame.f_code.co_name}"
    meaning = next(
        row["means"] for row in _TOLD["meaning"]
        if isinstance(error, tuple(_KINDS[kind] for kind in row["kind"].split()))
        and re.search(row.get("says", ""), str(error))
    )  # fmt: skip
    told = meaning.format(
        error=shorten(_bare(str(error)), 120, placeholder=" …"),
        name=getattr(error, "name", None),
        quoted=next(iter(re.findall(r"'([^']*)'", str(error))), ""),
        advice=advice(error, frame, line),
    )
    return f"{', '.join(filter(None, [where, type(error).__name__]))}: {told}"


def _bare(message: str) -> str:
    """A message without what pandas puts around the names that it misses."""
    listed = re.search(r"\[('.*?')\]", message)
    return listed[1] if listed else message


def _before(info: Any) -> None:
    global _running, _told, _retried
    _running, _told = info.raw_cell, False
    own = {name for name, cell in _blamed.items() if cell and cell == info.cell_id}
    _retried = {name for name in own if _stale.pop(name, "")}  # this run shows it anew


def _after(result: Any) -> None:
    statements, cell = _statements(result.info.raw_cell), result.info.cell_id
    bound = {name for statement in statements for name in statement.bound}
    made = bound.union(*(statement.changed for statement in statements))
    error = result.error_before_exec or result.error_in_exec
    old, failure = _stale_in(_used(statements)), ""
    if isinstance(error, Exception | KeyboardInterrupt):
        failure = old or explain(error)
        display(Feedback("stale" if old else "failed", failure))
    elif old and not _told:
        display(Feedback("stale", f"{old} Danach führe die Zellen bis hier noch einmal aus."))
    given_up = {name for name, maker in _maker.items() if cell and maker == cell} - bound
    mended = {name for name in made if _stale.get(name)} | _retried
    _maker.update(dict.fromkeys(bound, cell))
    for used, bound, changed in statements:
        _stale.update(dict.fromkeys(bound | changed, failure or _stale_in(used)))
        _needs.update(dict.fromkeys(bound, used))
        _needs.update({name: _needs.get(name, set()) | used for name in changed})
    _stale.update({name: failure or _given_up(name) for name in given_up})
    _blamed.update(dict.fromkeys(made | given_up, cell))
    for name in _dependents(made | given_up if failure else mended) - made:
        _stale[name] = failure or _TOLD["older"].format(name=name)
        _blamed[name] = _maker.get(name)


def _dependents(names: set[str]) -> set[str]:
    """All that was made from some names, or from what was made from them; not they themselves."""
    found = set(names)
    while more := {name for name, needs in _needs.items() if needs & found} - found:
        found |= more
    return found - names


def _given_up(name: str) -> str:
    shell = get_ipython()
    is_function = shell and isinstance(shell.user_ns.get(name), FunctionType)
    start = f"def {name}" if is_function else f"{name} und einem einzelnen ="
    return _TOLD["given_up"].format(name=name, start=start)


def _stale_in(names: set[str]) -> str:
    return next((said for name in sorted(names) if (said := _stale.get(name))), "")


def _statements(source: str) -> list[Statement]:
    """The statements of a cell; of one that cannot be read, the names that its lines give."""
    try:
        return [_read(node) for node in ast.parse(source).body]
    except SyntaxError:
        made = {name for pair in _MADE.findall(source) for name in pair if name}
        return [Statement(set(), made, set())]


def _read(statement: ast.stmt) -> Statement:
    nodes = list(ast.walk(statement))
    local = {id(name) for node in nodes if isinstance(node, _SCOPES) for name in _own(node)}
    stored = [node for node in nodes if isinstance(getattr(node, "ctx", None), ast.Store)]
    bound = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    bound |= {node.id for node in stored if isinstance(node, ast.Name) and id(node) not in local}
    changed = set()
    for node in stored:
        while isinstance(node, ast.Subscript | ast.Attribute):
            node = node.value
        changed |= {node.id} if isinstance(node, ast.Name) and id(node) not in local else set()
    changed -= bound
    used = {
        node.id for node in nodes
        if isinstance(node, ast.Name) and node not in stored and id(node) not in local
    } - changed  # fmt: skip
    if not isinstance(statement, ast.Assign):  # a loop makes the name that it goes on with
        used -= bound
    return Statement(used, bound, changed)


def _own(scope: ast.AST) -> list[ast.Name]:
    """Where the names stand that a function or a comprehension keeps to itself."""
    nodes = list(ast.walk(scope))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return [node for node in names if node.id in own]


def _used(statements: list[Statement]) -> set[str]:
    """The names that a cell takes from other cells."""
    made: set[str] = set()
    used: set[str] = set()
    for statement in statements:
        used |= statement.used - made
        made |= statement.bound | statement.changed
    return used


def _place(error: BaseException) -> tuple[FrameType | None, int | None]:
    """Where in the learner's own lines an error arose: the frame, if any, and the line."""
    if isinstance(error, SyntaxError):
        return None, error.lineno
    own = [
        place for place in traceback.walk_tb(error.__traceback__)
        if place[0].f_globals.get("__name__") == "__main__"
    ]  # fmt: skip
    return own[-1] if own else (None, None)
