"""Workbooks: tables as one Excel file, which does not carry the time of its making."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

#: What our files tell as the time of their making, so that they are the same bytes each time.
MADE = datetime(2000, 1, 1)
#: What a sheet takes: rows below its head, characters of its name and of a cell.
_ROWS, _NAME, _CELL = 1_048_575, 31, 32_000
#: Rows that are written together, and the day from which Excel counts.
_AT_ONCE, _FIRST_DAY = 1 << 12, datetime(1899, 12, 30)
#: Characters that Excel's XML cannot hold.
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
#: How a text is written in XML; Excel reads "_x0041_" as a letter.
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "(_x[0-9a-fA-F]{4}_)": r"_x005F\1"}


def workbook_bytes(tables: Iterable[tuple[str, pd.DataFrame]]) -> bytes:
    """An Excel workbook with a sheet per table; the same tables make the same bytes.

    Of a table with more rows than Excel can hold, the last ones are left out; so are the ends of
    very long texts, and characters that it cannot hold; of a name, all beyond 31 characters.
    """
    heads, packed, below = BytesIO(), BytesIO(), {}
    with xlsxwriter.Workbook(heads) as book:
        book.set_properties({"created": MADE})
        dates = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name, table in tables:
            sheet = book.add_worksheet(name[:_NAME])
            for n, column in enumerate(table):
                sheet.write_string(0, n, str(column))
                if pd.api.types.is_datetime64_any_dtype(table[column]):
                    sheet.set_column(n, n, 16, dates)
            below[f"xl/worksheets/sheet{len(below) + 1}.xml"] = table.head(_ROWS)
    # The library writes cell by cell, which takes it a quarter of a minute for a large report.
    with ZipFile(heads) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as book:
        for part in parts.infolist():
            begin, end, rest = parts.read(part).partition(b"</sheetData>")
            with book.open(part, "w") as file:
                file.write(re.sub(rb"<dimension .*?/>", b"", begin))  # that of the head
                file.writelines(_rows(below.get(part.filename, pd.DataFrame())))
                file.write(end + rest)
    return packed.getvalue()


def _rows(table: pd.DataFrame) -> Iterator[bytes]:
    """The rows of a sheet below its head, as its XML has them."""
    for first in range(0, len(table), _AT_ONCE):
        some = plain_text(table.iloc[first : first + _AT_ONCE])
        number = pa.array(range(first + 2, first + 2 + len(some))).cast(pa.string())
        cells = [_cells(some[name], xl_col_to_name(n), number) for n, name in enumerate(some)]
        rows = pc.binary_join_element_wise('<row r="', number, '">', *cells, "</row>", "")
        yield "".join(rows.to_pylist()).encode()


def _cells(column: pd.Series, name: str, number: pa.Array) -> pa.Array:
    """The cells of a column as XML, where they hold anything."""
    begin, end = '"><v>', "</v></c>"
    if pd.api.types.is_datetime64_any_dtype(column):
        begin, values = '" s="1"><v>', (column - _FIRST_DAY) / pd.Timedelta(days=1)
    elif pd.api.types.is_bool_dtype(column):
        begin, values = '" t="b"><v>', column.astype(int)
    elif pd.api.types.is_numeric_dtype(column):
        values = column
    else:
        begin, end = '" t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"
        values = column.astype("str").replace("", None)
    written = pa.array(values.to_numpy(), from_pandas=True).cast(pa.string())
    if end != "</v></c>":
        for what, instead in _ESCAPED.items():
            written = pc.replace_substring_regex(written, what, instead)
    cells = pc.binary_join_element_wise(f'<c r="{name}', number, begin, written, end, "")
    return cells.fill_null("")


def plain_text(table: pd.DataFrame) -> pd.DataFrame:
    """Keeps texts within Excel's limits, and from being run as formulas by any program."""
    texts = [name for name in table if pd.api.types.is_string_dtype(table[name])]
    cleaned = table[texts].apply(
        lambda column: (
            column.astype("str")
            .str.replace(_FORBIDDEN, "", regex=True)
            .str.slice(0, _CELL)
            .str.replace("^([=+@-])", r"'\1", regex=True)
        )
    )
    return table.assign(**{name: cleaned[name] for name in texts})
