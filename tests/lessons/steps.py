"""Which steps of a lesson need what earlier ones define."""

import ast
import builtins
import re

from nbformat import NotebookNode


def cells_by_step(notebook: NotebookNode) -> dict[int, list[NotebookNode]]:
    """Gives the cells of each numbered step; those before the first belong to step 0."""
    steps, step = {}, 0
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for number in re.findall(r"^## (\d*)", cell.source, re.MULTILINE):
                # what follows the last step ("Zum Diskutieren") is a part of none
                step = int(number or 0)
        steps.setdefault(step, []).append(cell)
    return steps


def needs(notebook: NotebookNode) -> dict[int, list[int]]:
    """Gives the earlier steps that must have run for each step, those they need included."""
    found: dict[int, set[int]] = {}
    defined_in: dict[str, int] = {}
    for step, cells in cells_by_step(notebook).items():
        own: set[str] = set()
        found[step] = set()
        for cell in cells:
            if cell.cell_type != "code":
                continue
            stored, loaded = _names(cell.source)
            for name in loaded - stored - own - set(dir(builtins)):
                found[step].add(defined_in.get(name, step))
            own |= stored
        found[step] |= {more for one in found[step] - {step} for more in found[one]}
        defined_in |= dict.fromkeys(own, step)
    return {step: sorted(others - {step}) for step, others in found.items()}


def _names(source: str) -> tuple[set[str], set[str]]:
    stored, loaded = set(), set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                loaded.add(name)
            case ast.Name(id=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                stored.add(name)
            case ast.alias(name=name, asname=other):
                stored.add(other or name.split(".")[0])
    return stored, loaded


def stated(steps: list[int]) -> str:
    """Gives the line under a step's heading that says which steps it needs."""
    numbers = [str(step) for step in steps if step]
    if not numbers:
        return ""
    listed = " und ".join(filter(None, [", ".join(numbers[:-1]), numbers[-1]]))
    return f"*Braucht: Schritt {listed}.*"
