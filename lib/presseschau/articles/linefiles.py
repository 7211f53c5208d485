"""Readers of tables that are text, a row a line: CSV and its kin, JSON Lines."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from presseschau.articles.columns import Row, named_records
from presseschau.articles.encodings import decoding
from presseschau.articles.fields import field_of, name_fields
from presseschau.articles.records import MAX_ROW, MAX_TABLE, Open, Record, Records, Refusal

_SAMPLE = 1 << 18


def read_jsonl(open_file: Open) -> Records:
    """Reads one JSON object a line."""
    lines, encoding = _lines(open_file)
    for row, line in enumerate(lines, 1):
        if isinstance(line, Refusal):
            yield line
        elif line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                detail = "The line is not a JSON object; write one object a line."
                yield Refusal("broken JSON", detail, row)
                continue
            fields = name_fields(value) if isinstance(value, dict) else {}
            yield Record(row, fields, encoding)


def read_csv(open_file: Open) -> Records:
    """Reads a table of any delimiter and quote character, with a header or without.

    Raises:
        Refusal: The table is empty, or none of its columns holds texts.
    """
    codec, encoding = decoding(open_file)
    with io.TextIOWrapper(open_file(), codec, "replace", newline="") as stream:
        sample = stream.read(_SAMPLE)
    if not sample.strip():
        raise Refusal("empty file", "The table is empty; export it again.")
    csv.field_size_limit(_SAMPLE)
    delimiter, quote = sniff(sample)
    csv.field_size_limit(MAX_ROW)
    lines, _ = _lines(open_file)
    yield from named_records(_cells(lines, delimiter, quote), encoding)


def sniff(sample: str) -> tuple[str, str]:
    """Finds the delimiter and quote character under which a sample is most regular.

    Known names in the first row count most, then the share of rows with equally many cells.
    """

    def regularity(dialect: tuple[str, str]) -> tuple[bool, float, int]:
        reader = csv.reader(io.StringIO(sample), delimiter=dialect[0], quotechar=dialect[1])
        try:
            rows = list(islice(filter(None, reader), 200))
        except csv.Error:
            return False, 0.0, 0
        if not rows:
            return False, 0.0, 0
        rows = rows[:-1] or rows  # the last one may be cut by the sample's end
        width, count = Counter(map(len, rows)).most_common(1)[0]
        named = any(field_of(cell) == "text" for cell in rows[0])
        return named and width > 1, count / len(rows) if width > 1 else 0.0, width

    # max keeps the first of equals: the usual quote character, the usual delimiter.
    return max(((d, q) for q in "\"'" for d in ",;\t|"), key=regularity)


def _lines(open_file: Open) -> tuple[Iterator[str | Refusal], str]:
    """The lines of a file, with a refusal in the place of one that is too long; the encoding."""
    codec, encoding = decoding(open_file)

    def lines() -> Iterator[str | Refusal]:
        total = 0
        with io.TextIOWrapper(open_file(), codec, "replace", newline="\n") as stream:
            row = 0
            while line := stream.readline(MAX_ROW):
                row += 1
                total += len(line)
                if total > MAX_TABLE:
                    yield Refusal("too large", "The table holds over 4 GB; split it.", row)
                    return
                if len(line) == MAX_ROW and not line.endswith("\n"):
                    while line and not line.endswith("\n"):
                        line = stream.readline(MAX_ROW)
                    detail = f"The line is longer than {MAX_ROW >> 20} MB; split it."
                    yield Refusal("too large", detail, row)
                else:
                    yield line

    return lines(), encoding


def _cells(lines: Iterator[str | Refusal], delimiter: str, quote: str) -> Iterator[Row]:
    """The rows of a table, with refusals in the place of those that cannot be read."""
    dialect = {"delimiter": delimiter, "quotechar": quote}
    pending: list[str] = []

    def taken() -> Iterator[str]:
        for line in lines:
            if isinstance(line, Refusal):
                raise line
            pending.append(line)
            yield line

    source = taken()
    try:
        reading = True
        while reading:
            reading = False
            try:
                for cells in csv.reader(source, **dialect):
                    yield cells if len(pending) < 2 or _closed(pending, dialect) else _unclosed()
                    pending.clear()
            except csv.Error:  # goes on behind the row that is wrong
                yield _unclosed()
                pending.clear()
                reading = True
    except Refusal as refusal:
        refusal.row = 0  # numbered by its row, not by its line
        yield refusal


def _closed(lines: list[str], dialect: dict[str, str]) -> bool:
    """Tells whether lines are one well-formed row: a forgotten quotation mark swallows others."""
    try:
        return len(list(csv.reader(lines, strict=True, **dialect))) == 1
    except csv.Error:
        return False


def _unclosed() -> Refusal:
    detail = (
        "A quotation mark is not closed here, or not doubled within a text, so that rows run into "
        "each other; mend it."
    )
    return Refusal("broken file", detail)
