import io

import openpyxl
import pandas as pd

from presseschau.core.workbook import workbook_bytes


def test_every_kind_of_cell_is_read_back():
    day = pd.Series(["2026-03-04 17:05:09", ""]).replace("", None).astype("datetime64[s]")
    table = pd.DataFrame(
        {
            "text": [" <b> & x", ""],
            "published": day,
            "direct": [True, False],
            "share": [0.1, float("nan")],
            "count": [3, -1],
        }
    )
    written = workbook_bytes([("A & B", table), ("empty", table.head(0))])
    assert written == workbook_bytes([("A & B", table), ("empty", table.head(0))])
    for read_only in (False, True):
        book = openpyxl.load_workbook(io.BytesIO(written), read_only=read_only)
        head, first, second = book["A & B"].values
        assert head == tuple(table)
        assert first == (" <b> & x", day[0].to_pydatetime(), True, 0.1, 3)
        assert second == (None, None, False, None, -1)
        assert list(book["empty"].values) == [head]


def test_rows_that_are_written_apart_stand_below_each_other():
    book = openpyxl.load_workbook(
        io.BytesIO(workbook_bytes([("n", pd.DataFrame({"n": range(9000)}))])), read_only=True
    )
    assert [row[0] for row in book["n"].values] == ["n", *range(9000)]
