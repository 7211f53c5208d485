"""Excel: the sheets of a workbook, one article a row."""

import io
import warnings
from collections.abc import Iterator
from itertools import chain

import openpyxl

from presseschau.articles.columns import MAX_COLUMNS, Row, named_records
from presseschau.articles.packages import check_package
from presseschau.articles.records import MAX_WHOLE, Open, Records, Refusal, read_whole

#: Rows of an Excel file's sheets, empty ones included: twice what one sheet can have.
MAX_ROWS = 1 << 21
#: An Excel file's sheets are held in memory when unpacked.
MAX_SHEETS = 512 << 20
#: A cell has some six; openpyxl takes up to half a kilobyte for one.
MAX_TAGS = 5_000_000


def read_xlsx(open_file: Open) -> Records:
    """Reads the rows of an Excel file's sheets, one sheet after the other, below one header.

    Raises:
        Refusal: The file is no workbook, too large, empty, or without a column of texts.
    """
    data = io.BytesIO(read_whole(open_file, MAX_WHOLE))
    try:
        check_package(data, MAX_SHEETS, MAX_TAGS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names styles it does not know
            book = openpyxl.load_workbook(data, read_only=True, data_only=True)
            yield from named_records(_rows(book), "xlsx")
    except Refusal:
        raise
    except Exception:  # whatever a parser of foreign files may raise
        detail = "The Excel file cannot be opened; save it again as .xlsx or .csv."
        raise Refusal("broken file", detail) from None


def _rows(book: openpyxl.Workbook) -> Iterator[Row]:
    """The rows of all sheets in which a cell is filled, each up to ``MAX_COLUMNS`` cells."""
    sheets = (s.iter_rows(values_only=True, max_col=MAX_COLUMNS) for s in book.worksheets)
    for number, row in enumerate(chain.from_iterable(sheets)):
        if number == MAX_ROWS:
            raise Refusal("too large", f"The sheets have over {MAX_ROWS} rows; save it as .csv.")
        if row.count(None) < len(row):
            yield row
