import json
import os
from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from small_analysis import small_analysis, unexecuted
from typer.testing import CliRunner

import presseschau
from presseschau import cli
from presseschau.core.analysis import Analysis
from presseschau.core.calls import FAILED, SOME_REFUSED, WRONG_CALL

runner = CliRunner()
ARTICLE = (
    "Die Hafenmeisterin Frauke Tamm lehnt den Ausbau des Hafens ab. Der Plan sei leichtsinnig,"
    " sagte sie am Montag in Sundhafen. Die Reederei lobte dagegen den klugen Entwurf und will"
    " im Frühjahr mit dem Bau beginnen, sobald der Rat der Stadt zugestimmt hat.\n"
)


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PRESSESCHAU_DEBUG", raising=False)
    small_analysis().save("saved")
    for name, code in {"gut": "print(top)", "schlecht": "1 / 0"}.items():
        parameters = 'source: str = ""  # tables\ntop: int = 5  # rows'
        notebook = new_notebook(
            cells=[
                new_code_cell(parameters, metadata={"tags": ["parameters"]}),
                new_code_cell(code),
            ],
            metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}},
        )
        nbformat.write(notebook, f"{name}.ipynb")
    return tmp_path


def call(*words: str) -> tuple[int, str]:
    result = runner.invoke(cli.app, words)
    assert "Traceback" not in result.output
    return result.exit_code, " ".join(result.output.split())


def test_help_is_short_and_shows_an_example():
    code, text = call("--help")
    assert code == 0
    assert "Exit codes: 0 done, 1 a cell failed, 2 wrong call" in text
    for command in ("load", "analyze", "report", "index", "evaluate"):
        assert command in text
        assert "Example: presseschau " + command in call(command, "--help")[1]


def test_a_report_prints_its_path_and_ends_with_3_when_inputs_were_refused(place, monkeypatch):
    monkeypatch.setattr("presseschau.reports.making.run_notebooks", unexecuted)
    code, text = call("report", "gut.ipynb", "-s", "saved", "-p", "top=7", "--no-pdf")
    assert code == SOME_REFUSED
    assert "1 input was refused" in text
    page = place / "reports" / "saved" / "method" / "index.html"
    assert "<code>top</code></th><td>7</td>" in page.read_text(encoding="utf-8")


def test_a_report_on_another_source_is_replaced_only_by_force(place, monkeypatch):
    monkeypatch.setattr("presseschau.reports.making.run_notebooks", unexecuted)
    replace(small_analysis(), rejects=small_analysis().rejects[:0]).save("mine")
    short = ("report", "gut.ipynb", "--no-pdf", "-s")
    assert call(*short, "saved")[0] == SOME_REFUSED
    assert call(*short, "./saved/")[0] == SOME_REFUSED, "the same source, written otherwise"
    told = place / "reports" / "saved" / "run.json"
    before = told.read_bytes()
    assert call(*short, "mine")[0] == 0
    assert told.read_bytes() == before
    code, text = call(*short, "mine", "-o", "reports/saved")
    assert code == 2
    said = text.replace(f"{place}{os.sep}", "")
    assert "'reports/saved' holds a report on saved; give another --out, or --force" in said
    assert told.read_bytes() == before
    assert call(*short, "mine", "-o", "reports/saved", "--force")[0] == 0
    assert json.loads(told.read_text(encoding="utf-8"))["sources"] == ["mine"]


def test_a_report_is_named_after_a_folder_with_a_dot(place, monkeypatch):
    monkeypatch.setattr("presseschau.reports.making.run_notebooks", unexecuted)
    (place / "saved").rename(place / "2026.11")
    call("report", "gut.ipynb", "--no-pdf", "-s", "2026.11")
    assert (place / "reports" / "2026.11" / "index.html").is_file()


def test_a_source_whose_name_is_no_utf_8_is_read(place, monkeypatch):
    monkeypatch.setattr("presseschau.reports.making.run_notebooks", unexecuted)
    name = os.fsdecode(b"caf\xe9")
    (place / name).mkdir()
    (place / name / "a.txt").write_text(ARTICLE, encoding="utf-8")
    for words in (["load"], ["report", "gut.ipynb", "--no-pdf", "-s"]):
        done = runner.invoke(cli.app, [*words, name])
        assert done.exit_code == 0, done.output
    assert (place / "reports" / "caf\ufffd" / "index.html").is_file()


def test_a_failing_cell_ends_with_1(place):
    code, text = call("report", "schlecht.ipynb", "-s", "saved", "-o", "out/bericht")
    assert code == FAILED
    assert "stopped at cell" in text
    assert [path.name for path in (place / "out").iterdir()] == ["bericht.failed"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["report", "gut.ipynb", "-s", "saved", "-p", "topp=1"], "Did you mean 'top'?"),
        (["report", "gut.ipynb", "-s", "saved", "-p", "top=x"], "a whole number"),
        (["report", "gut.ipynb", "-s", "fehlt"], "fehlt"),
        (["report", "gut.ipynb"], "--source"),
        (["report", "gutt.ipynb", "-s", "saved"], "There is no notebook 'gutt.ipynb'"),
        (["report", "-s", "saved", "-l", "fr"], "takes 'de' or 'en', not 'fr'"),
        (["report", "-s", "saved", "-l", "de", "-p", "language=en"], "differ"),
        (["report", "-s", "saved", "--actors", "fehlt.csv"], "no file of actors 'fehlt.csv'"),
        (["load", "fehlt"], "fehlt"),
        (["index", "fehlt"], "There is no folder"),
        (["evaluate", "quotes", "--gold", "fehlt"], "There is no gold standard"),
        (["evaluate", "nonsense", "--gold", "fehlt"], "nonsense"),
        (["unknown"], "No such command"),
        (["analyze", "saved", "-o", "gut.ipynb"], "something else than tables"),
        (["analyze", "saved", "-o", "caf\udce9"], "The name 'caf\\udce9' holds odd characters"),
        (["report", "actors", "-s", "saved", "-p", "outlet=Nordblik"], "mean 'Nordblick'?"),
        (["analyze", "saved", "-o", "."], "give a folder of its own with --out"),
        (["report", "gut.ipynb", "-s", "saved", "-o", "."], "give a folder of its own with --out"),
        (["actors", "fehlt", "-o", "actors.csv"], "fehlt"),
        (["actors", "saved", "-o", "gut.ipynb/a.csv"], "gut.ipynb"),
        (["analyze", "saved", "-o", "gut.ipynb/a"], "File exists: "),
        (["report", "gut.ipynb", "-s", "saved", "-o", "gut.ipynb/a"], "File exists: "),
    ],
)
def test_a_wrong_call_ends_with_2_and_writes_nothing(place, words, sentence):
    before = sorted(place.rglob("*"))
    code, text = call(*words)
    assert code == WRONG_CALL
    assert sentence in text
    assert sorted(place.rglob("*")) == before


def test_load_says_what_was_read_and_refused(place):
    (place / "artikel").mkdir()
    (place / "artikel" / "gut.txt").write_text(ARTICLE, encoding="utf-8")
    code, text = call("load", "artikel")
    assert (code, text.split(".")[0]) == (0, "1 article read, 0 of them dated")
    (place / "artikel" / "leer.txt").write_text("")
    code, text = call("load", "artikel")
    assert code == SOME_REFUSED
    assert "refused: leer.txt: empty file." in text
    code, _ = call("load", "artikel", "--json")
    result = runner.invoke(cli.app, ["load", "artikel", "--json"])
    assert json.loads(result.stdout)["articles"] == 1


def test_analyze_writes_tables(place):
    (place / "gut.txt").write_text(ARTICLE, encoding="utf-8")
    code, text = call("analyze", "gut.txt", "-o", "tabellen", "--excel")
    assert code == 0, text
    assert (place / "tabellen" / "quotes.parquet").is_file()
    assert (place / "tabellen" / "tables.xlsx").is_file()


def test_what_was_refused_and_cleaned_stays_when_tables_are_analysed_again(place):
    (place / "artikel").mkdir()
    (place / "artikel" / "gut.txt").write_text(ARTICLE, encoding="utf-8")
    (place / "artikel" / "noch.txt").write_text(ARTICLE, encoding="utf-8")
    (place / "artikel" / "leer.txt").write_text("")
    assert call("analyze", "artikel", "-o", "eins")[0] == SOME_REFUSED
    code, text = call("analyze", "eins", "-o", "zwei")
    assert (code, "refused: leer.txt" in text) == (SOME_REFUSED, True)
    one, two = (Analysis.load(place / name) for name in ("eins", "zwei"))
    assert list(one.removed["kind"]) == ["exact duplicate"]
    for name in ("rejects", "removed", "mentions"):
        table = getattr(two, name)
        pd.testing.assert_frame_equal(table, getattr(one, name), obj=name)


def test_the_version_is_said():
    assert call("--version") == (0, presseschau.__version__)


def test_scores_are_shown_as_tables_and_lines(capsys):
    rows = [{"from": 0.0, "n": 1, "right": 0.25}, {"from": 0.1, "n": 12, "right": 0.5}]
    cli._print_scores({"quotes": {"reliability": rows, "none": []}, "worst": ["a: b", "c: d"]})
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert shown == [
        ["quotes"],
        ["reliability"],
        ["from", "n", "right"],
        ["0.00", "1", "0.25"],
        ["0.10", "12", "0.50"],
        ["none:", "[]"],
        ["worst"],
        ["a:", "b"],
        ["c:", "d"],
    ]


def test_a_fault_of_the_program_is_named_as_such(place, monkeypatch):
    for error in (KeyError("fehlt"), ValueError("too many values to unpack (expected 2)")):

        def fail(*_, error=error):
            raise error

        monkeypatch.setattr("presseschau.jobs.delivery.index.write_index", fail)
        code, text = call("index", ".")
        assert code == FAILED
        assert f"This is a fault of Presseschau ({type(error).__name__}: {error})" in text


def test_the_parameters_can_be_listed(place):
    code, text = call("report", "gut.ipynb", "--parameters")
    assert code == 0
    assert text.startswith("top: int = 5 rows rights: str = ''")
