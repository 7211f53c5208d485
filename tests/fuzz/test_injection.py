"""Parameters are values: papermill's injected cell gives them back and runs nothing of them."""

import ast
import contextlib

import nbformat
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook
from papermill.translators import translate_parameters

from presseschau.core.calls import WrongCall
from presseschau.reports.execution import run_notebooks
from presseschau.reports.parameters import Parameter, check_parameters, parse_assignments

KNOWN = {
    "outlet": Parameter("outlet", "str", "", ""),
    "top": Parameter("top", "int", 15, ""),
    "share": Parameter("share", "float", 0.5, ""),
    "names": Parameter("names", "list", [], ""),
    "more": Parameter("more", "dict", {}, ""),
}
TRICKS = (
    '"); import os; os.system("touch owned")#',
    "'); open('owned', 'w')#",
    '"""\nopen("owned", "w")\n"""',
    "\\\"; open('owned', 'w')\n#",
    "x\\",
    "{open('owned', 'w')}",
    "{{ open('owned', 'w') }}",
    "$(touch owned) `touch owned` ; !touch owned",
    "\n!touch owned\n%system touch owned",
    "\r\u2028\x0c\x85open('owned', 'w')",
    "\ud800",
    "=cmd|' /C calc'!A0",
)
KERNEL = {"name": "python3", "language": "python", "display_name": "P"}


def assigned(values: dict) -> dict:
    """Gives what the injected cell assigns, which may be nothing but names and literals."""
    body = ast.parse(translate_parameters("python3", "python", values, "Parameters")).body
    assert all(isinstance(line, ast.Assign) for line in body)
    return {line.targets[0].id: ast.literal_eval(line.value) for line in body}


@settings(deadline=None)
@given(st.text())
@example(TRICKS[0])
@example(TRICKS[2])
@example(TRICKS[4])
def test_any_text_comes_back_as_it_was_given(text):
    values = check_parameters(parse_assignments([f"outlet={text}"], KNOWN), KNOWN)
    assert assigned(values) == {"outlet": text}


@settings(deadline=None)
@given(
    st.sampled_from(["top", "share", "names", "more", "x", "x=1\nopen('owned', 'w')\ny"]),
    st.sampled_from(TRICKS)
    | st.sampled_from(['["a\\"]; x"]', '{"a": {"b": ["\\n!ls"]}}', "__import__('os')", "[1e999]"])
    | st.text(),
)
def test_values_of_other_kinds_are_literals_or_refused(name, text):
    with contextlib.suppress(WrongCall):
        values = check_parameters(parse_assignments([f"{name}={text}"], KNOWN), KNOWN)
        assert list(assigned(values)) == [name]


def test_a_kernel_runs_nothing_of_them(tmp_path):
    cells = [
        new_code_cell(
            "\n".join(f"p{n}: str = ''" for n in range(len(TRICKS) - 2)),
            metadata={"tags": ["parameters"]},
        ),
        new_code_cell("import os\nprint(os.path.exists('owned'), len(p0), len(p1))"),
    ]
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, tmp_path / "falle.ipynb")
    (tmp_path / "out").mkdir()
    texts = [text for text in TRICKS if text.isprintable() or "\n" in text]
    values = {f"p{n}": text for n, text in enumerate(texts[: len(TRICKS) - 2])}
    paths = {"falle": tmp_path / "falle.ipynb"}
    ran = run_notebooks(paths, {"falle": values}, tmp_path / "out", tmp_path / "failed")["falle"]
    said = ran.cells[-1].outputs[0].text
    assert said.split() == ["False", str(len(TRICKS[0])), str(len(TRICKS[1]))]
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize("word", ['outlet"=x', "out\nlet=x", "os.system('x')=1", "=x"])
def test_names_of_parameters_are_known_ones(word):
    with pytest.raises(WrongCall):
        parse_assignments([word], KNOWN)
