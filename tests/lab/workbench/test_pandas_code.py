"""Whoever runs the code of a view has its table."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from small_corpus import small_corpus

from presseschau.lab.workbench import explore
from presseschau.lab.workbench.bench_views import PAGES
from presseschau.lab.workbench.bookmark import Place
from presseschau.lab.workbench.pandas_code import pandas_code

CHOICES = [
    {},
    {"outlet": "Bote", "start": dt.date(2026, 3, 3), "end": dt.date(2026, 3, 10)},
    {"story": "Kai, Umbau", "actor": "Hafen AG"},
    {"actor": "Jan Petersen", "search": "verschleppt"},
    {"search": "Titel kurier"},
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    folder = small_corpus().save(tmp_path_factory.mktemp("saved") / "korpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder.parent)
        yield explore("korpus", annotator="rules", widgets="on", memory="")


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_a_view_gives_its_table(bench, page, chosen):
    bench._begin(Place("korpus"), [])
    for name, value in ({"view": page} | chosen).items():
        getattr(bench.fields, name).value = value
    _run(bench)


@pytest.mark.parametrize("chosen", [{}, {"actor": "Jan Petersen"}], ids=str)
def test_the_code_of_sentences_in_the_place_of_a_mean_gives_them(tmp_path, monkeypatch, chosen):
    replace(small_corpus(), annotator="model").save(tmp_path / "korpus")
    monkeypatch.chdir(tmp_path)
    bench = explore("korpus", annotator="model", widgets="on", memory="")
    for name, value in ({"view": "tone"} | chosen).items():
        getattr(bench.fields, name).value = value
    assert [view.key for view in bench.panel.views] == ["judgements"]
    _run(bench)


def _run(bench):
    for view in bench.panel.views:
        space: dict = {}
        exec(pandas_code(bench.place, [view], {"annotator": "rules"}), space)
        table = space["table"]
        if view.key == "figures":
            expected = view.table.set_index("key")["number"]
            assert table.to_dict() == expected[table.index].to_dict()
        else:
            table = table[list(view.table)].reset_index(drop=True)
            pd.testing.assert_frame_equal(table, view.table, check_dtype=False)


def test_the_code_is_shown_while_its_button_is_pressed(bench, tmp_path):
    bench._begin(Place("korpus"), [])
    code = bench.panel.code
    assert code.value == ""
    bench.panel.as_code.value = True
    bench.fields.outlet.value = "Kurier"
    assert "chosen = analysis.select(outlet=&quot;Kurier&quot;)" in code.value
    assert "ps.open_analysis(&quot;korpus&quot;, annotator=&quot;rules&quot;)" in code.value
    bench.fields.start.value = dt.date(2031, 1, 1)
    assert code.value == ""
    bench.fields.start.value = None
    bench.panel.as_code.value = False
    assert code.value == ""
