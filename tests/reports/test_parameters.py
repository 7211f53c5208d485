import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from presseschau.core.calls import WrongCall, nearest
from presseschau.reports.parameters import (
    Parameter,
    check_parameters,
    parse_assignments,
    read_parameters,
)

KNOWN = {
    "outlet": Parameter("outlet", "str", "", ""),
    "start": Parameter("start", "str", "", ""),
    "end": Parameter("end", "str", "", ""),
    "top": Parameter("top", "int", 15, ""),
    "share": Parameter("share", "float", 0.5, ""),
    "wire": Parameter("wire", "bool", True, ""),
    "names": Parameter("names", "list", [], ""),
}


def test_reads_the_tagged_cell(tmp_path):
    cell = new_code_cell(
        'outlet: str = ""  # one outlet only\ntop: int = 15\nwire = True\nshare: float = 0.5',
        metadata={"tags": ["parameters"]},
    )
    metadata = {"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}}
    path = tmp_path / "a {b}.ipynb"
    nbformat.write(new_notebook(cells=[cell], metadata=metadata), path)
    found = read_parameters(path)
    assert found["outlet"] == Parameter("outlet", "str", "", "one outlet only")
    assert found["top"].default == 15
    assert found["wire"].type == "bool"


@pytest.mark.parametrize(
    ("word", "value"),
    [("a=Tamm", "Tamm"), ("a=5", 5), ("a=true", True), ("b=7", 7), ("c=Tamm", "Tamm"), ("a=", "")],
)
def test_a_parameter_that_is_none_by_default_can_be_set(tmp_path, word, value):
    cell = new_code_cell(
        "a = None\nb: Optional[int] = None\nc: Optional[str] = None",
        metadata={"tags": ["parameters"]},
    )
    metadata = {"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}}
    nbformat.write(new_notebook(cells=[cell], metadata=metadata), tmp_path / "a.ipynb")
    known = read_parameters(tmp_path / "a.ipynb")
    given = parse_assignments([word], known)
    assert check_parameters(given, known) == {word[0]: value}
    assert check_parameters({word[0]: None}, known) == {word[0]: None}


def test_something_else_than_a_notebook_is_refused(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("no JSON")
    with pytest.raises(WrongCall, match=r"a\.ipynb' cannot be read as a notebook"):
        read_parameters(path)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("outlet=007", "007"),
        ("outlet=no", "no"),
        ("outlet=a=b", "a=b"),
        ("outlet=", ""),
        ("top=20", 20),
        ("share=1", 1.0),
        ("wire=no", False),
        ("wire=Ja", True),
        ('names=["Tamm"]', ["Tamm"]),
    ],
)
def test_words_become_values_of_the_declared_type(word, value):
    found = parse_assignments([word], KNOWN)[word.partition("=")[0]]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["outlett=x"], "There is no parameter 'outlett'. Did you mean 'outlet'?"),
        (["top"], "'top' is no parameter; write it as name=value"),
        (["top=x"], "Parameter 'top' takes a whole number, like 15, not 'x'."),
        (["top=1.5"], "takes a whole number"),
        (["top=²"], "takes a whole number"),
        (["share=0,5"], "takes a number with a point, like 0.5, not '0,5'."),
        (["wire=perhaps"], "takes yes or no, not 'perhaps'."),
        (["names=Tamm"], "takes a list"),
        (["top=1", "top=2"], "given twice"),
    ],
)
def test_words_that_do_not_fit_get_one_sentence(words, sentence):
    with pytest.raises(WrongCall) as caught:
        parse_assignments(words, KNOWN)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"xyz": 1}, "Choose from: outlet, start"),
        ({"top": "20"}, "takes a whole number, like 15, not '20'"),
        ({"top": True}, "takes a whole number"),
        ({"top": 0}, "takes a number from 1 to 200, not 0"),
        ({"share": float("nan")}, "takes a number"),
        ({"outlet": None}, "takes text"),
        ({"start": "12.10.2026"}, "takes a day as YYYY-MM-DD"),
        ({"start": "2026-02-30"}, "takes a day as YYYY-MM-DD"),
        ({"start": "20261012"}, "takes a day as YYYY-MM-DD"),
        ({"start": "2026-10-12", "end": "2026-10-11"}, "ends (2026-10-11) before it starts"),
    ],
)
def test_values_that_do_not_fit_get_one_sentence(given, sentence):
    with pytest.raises(WrongCall) as caught:
        check_parameters(given, KNOWN)
    assert sentence in str(caught.value)


def test_a_fitting_call_passes():
    fitting = {"start": "2026-10-12", "end": "2026-10-12", "top": 3, "share": 1}
    assert check_parameters(fitting, KNOWN) == fitting


def test_the_nearest_name_is_suggested():
    assert nearest("akteure", ["actors", "quotes"]) == "Choose from: actors, quotes."
    assert nearest("quote", ["actors", "quotes"]) == "Did you mean 'quotes'?"


@given(st.text())
def test_any_text_survives_as_a_text_parameter(text):
    assert parse_assignments([f"outlet={text}"], KNOWN) == {"outlet": text}
