"""Workbooks: tables as one Excel file, which does not carry the time of its making."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

import pandas as pd
import xlsxwriter

#: What our files tell as the time of their making, so that they are the same bytes each time.
MADE = datetime(2000, 1, 1)
#: What a sheet takes: rows below its head, characters of its name and of a cell.
_ROWS, _NAME, _CELL = 1_048_575, 31, 32_000
#: Characters that Excel's XML cannot hold.
_FORBIDDEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
#: Rows go to the disk as they come, and a text stays a text.
_HOW = {
    "constant_memory": True,
    "default_date_format": "yyyy-mm-dd hh:mm",
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def workbook_bytes(tables: Iterable[tuple[str, pd.DataFrame]]) -> bytes:
    """An Excel workbook with a sheet per table; the same tables make the same bytes.

    Of a table with more rows than Excel can hold, the last ones are left out; so are the ends of
    very long texts, and characters that it cannot hold; of a name, all beyond 31 characters.
    """
    packed = BytesIO()
    with xlsxwriter.Workbook(packed, _HOW) as book:
        book.set_properties({"created": MADE})
        for name, table in tables:
            sheet = book.add_worksheet(name[:_NAME])
            sheet.write_row(0, 0, list(table.columns))
            cells = plain_text(table.head(_ROWS)).astype(object)
            rows = cells.where(cells.notna(), None).itertuples(index=False, name=None)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
    return packed.getvalue()


def plain_text(table: pd.DataFrame) -> pd.DataFrame:
    """Keeps texts within Excel's limits, and from being run as formulas by any program."""
    texts = [name for name in table if pd.api.types.is_string_dtype(table[name])]
    cleaned = table[texts].apply(
        lambda column: (
            column.astype("str")
            .str.replace(_FORBIDDEN, "", regex=True)
            .str.slice(0, _CELL)
            .str.replace(r"^(?=[=+@-])", "'", regex=True)
        )
    )
    return table.assign(**{name: cleaned[name] for name in texts})
