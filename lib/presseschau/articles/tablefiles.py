"""Files of tables: which of their columns hold what; Excel and Parquet, one article a row."""

import contextlib
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, islice, zip_longest
from typing import Any

from presseschau.articles.dates import parse_date
from presseschau.articles.fields import ALIASES, field_of, is_known, name_fields
from presseschau.articles.records import (
    MAX_TABLE,
    MAX_WHOLE,
    Open,
    Record,
    Records,
    Refusal,
    check_package,
    parsing,
    read_whole,
)

MAX_COLUMNS = 500
#: Rows of an Excel file's sheets, empty ones included: twice what one sheet can have.
MAX_ROWS = 1 << 21
#: An Excel file's sheets are held in memory when unpacked.
MAX_SHEETS = 512 << 20
#: A cell has some six; openpyxl takes up to half a kilobyte for one.
MAX_TAGS = 5_000_000
#: A Parquet file's texts may be so many times larger than the file itself.
MAX_RATIO = 200

Row = Sequence[object] | Refusal

#: A cell with more words than this is a text, not the name of a column.
_NAME_WORDS = 12
#: The header stands in one of so many first rows.
_TITLE_ROWS = 10


def header_row(rows: Sequence[Row]) -> int:
    """The row that names the columns: the first, or one close below titles of the table."""
    for number, row in enumerate(rows[:_TITLE_ROWS]):
        fields = [] if isinstance(row, Refusal) else [*filter(None, map(field_of, row))]
        if number and "text" in fields and len(fields) > 1:
            return number
    return 0


def named_records(
    rows: Iterable[Row], encoding: str, names: Sequence[object] = (), before: int = 0
) -> Records:
    """Records of a table's rows, their fields named by a header or by what stands in them.

    Empty rows and titles above the header are passed over.

    Args:
        rows: The table.
        encoding: That of the records.
        names: The header of a table that this one may continue without a header of its own.
        before: Rows of that table, behind which those of this one are counted.

    Raises:
        Refusal: The table is empty, or none of its columns holds texts.
    """
    rows = (row for row in rows if isinstance(row, Refusal) or any(map(_filled, row)))
    first = list(islice(rows, 100))
    if first and isinstance(first[0], Refusal):
        raise first[0]
    if not first:
        raise Refusal("empty file", "The table is empty; export it again.")
    header = header_row(first)
    continued, names = names, first[header]
    if "text" in map(field_of, names):
        first = first[header + 1 :]
    elif len(names) > MAX_COLUMNS:
        raise _no_text_column(names)
    elif any(len(str(cell).split()) > _NAME_WORDS for cell in names):
        goes_on = len(names) <= len(continued)
        names = continued if goes_on else _names_by_content(first)
    else:
        raise _no_text_column(names)
    width = len(names)
    known = [(place, name) for place, name in enumerate(names) if is_known(name)]
    for number, row in enumerate(chain(first, rows), before + 1):
        if isinstance(row, Refusal):
            row.row = row.row or number
            yield row
        elif any(map(_filled, row[width:])):
            detail = (
                f"The row has {len(row)} cells and the header {width}; "
                "put quotation marks around texts that hold the delimiter."
            )
            yield Refusal("broken file", detail, number)
        else:
            values = {name: row[place] for place, name in known if place < len(row)}
            yield Record(number, name_fields(values), encoding)


def _names_by_content(rows: list[Row]) -> list[str]:
    """Names the columns of a table without a header: the longest is the text."""
    cut = [row[:MAX_COLUMNS] for row in rows if not isinstance(row, Refusal)]
    columns = [[str(cell) for cell in column] for column in zip_longest(*cut, fillvalue="")]
    lengths = [sum(map(len, column)) / len(column) for column in columns]
    names = [str(number) for number in range(len(columns))]
    for number, column in enumerate(columns):
        # Five digits are rather a number than Excel's days.
        dated = [cell for cell in column if len(cell) > 5 and parse_date(cell)]
        if len(dated) > 0.8 * len(column):
            names[number] = "date"
        elif sum(len(cell.split()) for cell in column) > 3 * len(column):
            names[number] = "title"
    names[lengths.index(max(lengths))] = "text"
    return names


def _filled(cell: object) -> bool:
    return cell is not None and bool(str(cell).strip())


def _no_text_column(names: Sequence[object]) -> Refusal:
    """The refusal of a table in which no column holds texts, with the names it has."""
    seen = ", ".join(str(name)[:40] for name in names[:12]) or "none"
    advice = f"Name the text's column one of: {', '.join(ALIASES['text'][:8])}."
    if "url" in map(field_of, names):  # as Media Cloud lists stories
        advice = f"It gives addresses without texts; save their pages as files. Or: {advice}"
    return Refusal("no text column", f"The columns are: {seen}. {advice}")


def read_xlsx(open_file: Open) -> Records:
    """Reads the rows of an Excel file's sheets, one sheet after the other, each by its header.

    A sheet without a header goes on with the columns of the one before, if it has as many.

    Raises:
        Refusal: The file is no workbook, too large, empty, or without a column of texts.
    """
    import openpyxl

    data = io.BytesIO(read_whole(open_file))
    advice = "The Excel file cannot be opened; save it again as .xlsx or .csv."
    with parsing(advice), warnings.catch_warnings():
        check_package(data, MAX_SHEETS, MAX_TAGS)
        warnings.simplefilter("ignore")  # openpyxl names styles it does not know
        book = openpyxl.load_workbook(data, read_only=True, data_only=True)
        yield from _sheets(book)


def _sheets(book: Any) -> Records:
    """The records of all sheets and what was refused of them, which is raised if that is all."""
    names: Sequence[object] = ()
    last = 0
    refused: list[Refusal] = []
    counter = count()
    for sheet in book.worksheets:
        rows = _sheet_rows(sheet, counter)
        first = list(islice(rows, _TITLE_ROWS))
        if not first:
            continue
        try:
            for item in named_records(chain(first, rows), "xlsx", names, last):
                last = item.row
                yield item
        except Refusal as refusal:
            if refusal.reason == "too large":
                raise
            refused.append(Refusal(refusal.reason, f"Sheet '{sheet.title[:40]}': {refusal}"))
        header = first[header_row(first)]
        names = header if "text" in map(field_of, header) else names
    if not last:
        raise refused[0] if refused else Refusal("empty file", "The workbook is empty.")
    yield from refused


def _sheet_rows(sheet: Any, counter: Iterator[int]) -> Iterator[Row]:
    """The rows of a sheet in which a cell is filled, each up to ``MAX_COLUMNS`` cells."""
    for row in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS):
        if next(counter) == MAX_ROWS:
            raise Refusal("too large", f"The sheets have over {MAX_ROWS} rows; save it as .csv.")
        width = max((place for place, cell in enumerate(row, 1) if cell is not None), default=0)
        if width:  # Excel's format escapes a carriage return
            cells = row[:width]
            yield [c.replace("_x000D_", "\n") if isinstance(c, str) else c for c in cells]


def read_parquet(open_file: Open) -> Records:
    """Reads a Parquet file, only the columns that are understood, a few hundred rows at a time.

    Raises:
        Refusal: The file is broken, has no column of texts, or its texts are too large.
    """
    import pyarrow.parquet as pq

    with parsing("The Parquet file cannot be read; write it again."), open_file() as stream:
        limit = min(MAX_TABLE, max(MAX_WHOLE, MAX_RATIO * stream.seek(0, io.SEEK_END)))
        names = pq.ParquetFile(stream).schema_arrow.names
        columns = [name for name in names if is_known(name)]
        if "text" not in map(field_of, columns):
            raise _no_text_column(names)
        # As dictionaries, a text that stands in many rows is held once.
        file = pq.ParquetFile(stream, read_dictionary=columns)
        row = size = 0
        for batch in file.iter_batches(256, columns=columns):
            for place in range(batch.num_rows):
                row += 1
                values = _values(batch, place)
                size += sum(len(value) for value in values.values() if isinstance(value, str))
                if size > limit:
                    detail = f"The table holds over {limit >> 20} MB of texts; split it."
                    raise Refusal("too large", detail, row)
                yield Record(row, name_fields(values), "parquet")


def _values(batch: Any, place: int) -> dict[str, object]:
    """The values of a row, without those that Python cannot hold, as of a year past 9999."""
    values = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        with contextlib.suppress(ValueError, OverflowError):
            values[name] = column[place].as_py()
    return values
