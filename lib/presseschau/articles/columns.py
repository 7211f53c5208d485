"""Columns: which of a table's columns hold what, by their names or by what stands in them."""

from collections.abc import Iterable, Sequence
from itertools import islice, zip_longest

from presseschau.articles.dates import parse_date
from presseschau.articles.fields import field_of, is_known, known_names, name_fields
from presseschau.articles.records import Record, Records, Refusal

MAX_COLUMNS = 500

Row = Sequence[object] | Refusal

#: A cell with more words than this is a text, not the name of a column.
_NAME_WORDS = 12


def named_records(rows: Iterable[Row], encoding: str) -> Records:
    """Records of a table's rows, their fields named by the first row or by what stands in them.

    Args:
        rows: The rows, the header first if there is one; empty rows are passed over.
        encoding: What the records are to say of their file.

    Raises:
        Refusal: The table is empty, or none of its columns holds texts.
    """
    rows = (row for row in rows if isinstance(row, Refusal) or any(map(_filled, row)))
    first = list(islice(rows, 100))
    if first and isinstance(first[0], Refusal):
        raise first[0]
    if not first:
        raise Refusal("empty file", "The table is empty; export it again.")
    names = first[0]
    if "text" in map(field_of, names):
        first = first[1:]
    elif len(names) > MAX_COLUMNS:
        raise no_text_column(names)
    elif any(len(str(cell).split()) > _NAME_WORDS for cell in names):
        names = _names_by_content([row for row in first if not isinstance(row, Refusal)])
    else:
        raise no_text_column(names)
    width = len(names)
    known = [(place, name) for place, name in enumerate(names) if is_known(name)]
    for number, row in enumerate((row for part in (first, rows) for row in part), 1):
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


def _names_by_content(rows: list[list[object]]) -> list[str]:
    """Names the columns of a table without a header: the longest is the text."""
    cut = [row[:MAX_COLUMNS] for row in rows]
    columns = [[str(cell) for cell in column] for column in zip_longest(*cut, fillvalue="")]
    lengths = [sum(map(len, column)) / len(column) for column in columns]
    names = [str(number) for number in range(len(columns))]
    for number, column in enumerate(columns):
        if sum(parse_date(cell) is not None for cell in column) > 0.8 * len(column):
            names[number] = "date"
        elif sum(len(cell.split()) for cell in column) > 3 * len(column):
            names[number] = "title"
    names[lengths.index(max(lengths))] = "text"
    return names


def _filled(cell: object) -> bool:
    return cell is not None and bool(str(cell).strip())


def no_text_column(names: Iterable[object]) -> Refusal:
    """The refusal of a table in which no column holds texts, with the names it has."""
    names = list(names)
    seen = ", ".join(str(name)[:40] for name in names[:12]) or "none"
    advice = f"Name the text's column one of: {known_names()}."
    if "url" in map(field_of, names):  # as Media Cloud lists stories
        advice = f"It gives addresses without texts; save their pages as files. Or: {advice}"
    return Refusal("no text column", f"The columns are: {seen}. {advice}")
