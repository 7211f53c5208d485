"""Saved tables: the same bytes however they come, and no more read than is asked for."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from small_corpus import small_corpus

from presseschau.core import saved
from presseschau.core.analysis import Analysis, is_sound
from presseschau.core.calls import WrongCall
from presseschau.core.placing import replacing
from presseschau.core.saved import TableWriter, count_rows, read_table, write_table
from presseschau.core.tables import conform
from presseschau.pipeline.opening import open_analysis

SELECTIONS = [
    {"start": "2026-03-03", "end": "2026-03-10"},
    {"outlet": "Kurier"},
    {"end": "2026-03-02", "outlet": "Bote"},
    {"start": "2027-01-01"},
    {},
]
ROWS = 700


@pytest.fixture
def small_groups(monkeypatch):
    monkeypatch.setattr(saved, "GROUP", 50)
    monkeypatch.setattr(saved, "_GROUPS", {"articles": 3})


@pytest.fixture
def groups_read(monkeypatch):
    """The row groups that were read with all of their columns."""
    read: list[int] = []

    class Counting(saved.pq.ParquetFile):
        def read_row_group(self, group, columns=None):
            if columns is None:
                read.append(group)
            return super().read_row_group(group, columns)

    monkeypatch.setattr(saved.pq, "ParquetFile", Counting)
    return read


def tokens() -> pd.DataFrame:
    rows = [
        {"article_id": f"a{n // 100}", "token": n, "text": f"Wort{n % 37}"} for n in range(ROWS)
    ]
    return conform(rows, "tokens")


def test_rows_written_bit_by_bit_are_the_same_bytes(tmp_path, small_groups):
    whole = tokens()
    write_table(whole, tmp_path / "whole.parquet", "tokens")
    rows = pa.Table.from_pandas(whole, preserve_index=False)
    for size in (1, 7, 50, 333, ROWS):
        with TableWriter(tmp_path / "bits.parquet", "tokens") as writer:
            for first in range(0, ROWS, size):
                writer.write(rows.slice(first, size))
        bits = (tmp_path / "bits.parquet").read_bytes()
        assert bits == (tmp_path / "whole.parquet").read_bytes()
    assert count_rows(tmp_path) == {"bits": ROWS, "whole": ROWS}
    pd.testing.assert_frame_equal(read_table(tmp_path / "bits.parquet"), whole)


def test_of_a_large_table_only_what_is_asked_for_is_read(tmp_path, small_groups, groups_read):
    path = tmp_path / "tokens.parquet"
    write_table(tokens(), path, "tokens")
    rows = read_table(path, {"a3", "unknown"})
    assert set(rows["article_id"]) == {"a3"}
    assert len(rows) == 100
    assert groups_read == [6, 7]
    assert read_table(path, set()).empty
    assert len(read_table(path, {"a3"}, within=False)) == ROWS - 100


@pytest.mark.parametrize("chosen", SELECTIONS)
def test_a_selection_is_read_as_it_is_selected(chosen, tmp_path, small_groups):
    rows = [
        {"article_id": article, "text": "Wort", "what": "name", "state": "applied"}
        for article in ("a1", "a6", "elsewhere", "")
    ]
    whole = replace(small_corpus(), corrections=conform(rows, "corrections"))
    whole.save(tmp_path / "tables")
    read = open_analysis(tmp_path / "tables", **chosen)
    for name, table in whole.select(**chosen).tables():
        pd.testing.assert_frame_equal(getattr(read, name), table, obj=name)


def test_an_outlet_that_no_article_is_from_is_said(tmp_path, small_groups):
    folder = small_corpus().save(tmp_path / "tables")
    with pytest.raises(WrongCall, match=r"no outlet 'Kurir'.* mean 'Kurier'"):
        open_analysis(folder, outlet="Kurir")
    assert open_analysis(folder, outlet="Kurier", start="2031-01-01").articles.empty


def test_a_selection_holds_little_of_a_large_corpus(tmp_path, small_groups, groups_read):
    whole = replace(small_corpus(), tokens=tokens())
    whole.save(tmp_path)
    few = Analysis.load(tmp_path, start="2026-03-02", end="2026-03-02", outlet="Bote")
    assert list(few.articles["article_id"]) == ["a0"]
    assert len(few.tokens) == 100
    assert len(groups_read) < 12


def stop(folder: Path) -> None:
    (folder / "tokens.parquet").write_text("half")
    raise KeyboardInterrupt


def test_tables_take_their_place_when_all_are_written(tmp_path):
    out = small_corpus().save(tmp_path / "out")
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    with pytest.raises(KeyboardInterrupt), replacing(out) as folder:
        stop(folder)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
    left = tmp_path / ".out.part"  # by a run that was killed
    left.mkdir()
    (left / "old.parquet").write_text("old")
    with replacing(out) as folder:
        (folder / "new.txt").write_text("new")
    assert {file.name for file in out.iterdir()} == {*before, "new.txt"}
    assert not left.exists()


def test_tables_of_two_runs_are_told_from_those_of_one(tmp_path):
    corpus = small_corpus()
    ids = corpus.articles["article_id"]
    mixed, part = corpus.save(tmp_path / "a"), corpus.keep(ids[2:]).save(tmp_path / "b")
    assert repr(Analysis.load(mixed)) == repr(corpus)
    shutil.copy(part / "quotes.parquet", mixed)
    assert not is_sound(mixed)
    with pytest.raises(ValueError, match=r"are not of one analysis \(quotes\); analyse the"):
        Analysis.load(mixed)
    (mixed / "tables.json").unlink()  # as tables of an earlier version are
    assert len(Analysis.load(mixed).articles) == len(ids)


def test_saved_tables_are_shown_without_the_libraries_that_analyse():
    code = (
        "import sys, presseschau as ps; from presseschau import charts, measures;"
        "ps.open_analysis, ps.page; print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"pandas", "matplotlib"} <= set(told.stdout.split())
    assert not {"nltk", "trafilatura", "onnxruntime", "scipy.stats"} & set(told.stdout.split())
