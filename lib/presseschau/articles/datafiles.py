"""Files of data that are text: CSV and its kin, JSON Lines, JSON."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice

from presseschau.articles.encodings import decode, decoding
from presseschau.articles.fields import field_of, name_fields
from presseschau.articles.records import (
    MAX_ROW,
    MAX_TABLE,
    Open,
    Record,
    Records,
    Refusal,
    read_whole,
)
from presseschau.articles.tablefiles import Row, header_row, named_records

#: Lists and objects in one JSON file; each takes a multiple of its bytes in memory.
MAX_NODES = 2_000_000
#: Commas in it, which part numbers and short words that take as much.
MAX_PARTS = 8_000_000
_SAMPLE = 1 << 18
_UNCLOSED = (
    "A quotation mark is not closed here, or not doubled within a text, so that rows run into each"
    " other; mend it."
)


def read_jsonl(open_file: Open) -> Records:
    """Reads one JSON object a line."""
    lines, encoding, _ = _lines(open_file)
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


def read_json(open_file: Open) -> Records:
    """Reads a JSON file: one article, or all lists of articles in it, however they are nested.

    JSON Lines under the name of JSON are read as :func:`read_jsonl` does.

    Raises:
        Refusal: The JSON is broken, too large or holds no article.
    """
    data = read_whole(open_file)
    text, encoding = decode(data)
    if text.count("[") + text.count("{") > MAX_NODES or text.count(",") > MAX_PARTS:
        raise Refusal("too large", "The file has too many parts; save it as JSON Lines (.jsonl).")
    try:
        value = json.loads(text)
    except RecursionError:
        raise Refusal("broken JSON", "The file is nested too deeply to be an article.") from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # JSON Lines under another name
            yield from read_jsonl(open_file)
            return
        detail = f"Line {error.lineno}, column {error.colno}: {error.msg}; save the file again."
        raise Refusal("broken JSON", detail) from None
    except ValueError:
        raise Refusal("broken JSON", "The file holds a number that is too long.") from None
    found = list(_articles(value, {}))
    if not found:
        raise Refusal("no text", "The file holds no article; see the README for its form.")
    alone = isinstance(value, dict) and "text" in name_fields(value)
    for row, fields in enumerate(found, 0 if alone else 1):
        yield Record(row, fields, encoding)


def _articles(value: object, around: dict) -> Iterator[dict]:
    """The fields of the articles in a value of JSON, in all of its lists, at any depth.

    A list with an article in it is one of articles, so that what has no text there is refused and
    not passed over, as facets are. The outlet that an object names is that of the articles in it.
    """
    waiting: list[tuple[object, dict]] = [(value, around)]
    while waiting:
        part, around = waiting.pop()
        if isinstance(part, dict):
            fields = name_fields(part)
            if "text" in fields:
                yield around | fields
                continue
            around = {"outlet": fields["outlet"]} if fields.get("outlet") else around
            waiting += [(inner, around) for inner in reversed(part.values())]
        elif isinstance(part, list):
            named = [name_fields(item) if isinstance(item, dict) else {} for item in part]
            if any("text" in fields for fields in named):
                yield from (around | fields for fields in named)
            else:
                waiting += [(inner, around) for inner in reversed(part)]


def read_csv(open_file: Open) -> Records:
    """Reads a table of any delimiter and quote character, with a header or without.

    Raises:
        Refusal: The table is empty, or none of its columns holds texts.
    """
    lines, encoding, sample = _lines(open_file)
    if not sample.strip():
        raise Refusal("empty file", "The table is empty; export it again.")
    told = re.match(r"sep=(.)\r?\n?", sample)  # Excel's own first line
    if told:
        next(lines)
        sample = sample[told.end() :]
    csv.field_size_limit(_SAMPLE)
    delimiter, quote = sniff(sample)
    csv.field_size_limit(MAX_ROW)
    delimiter = told[1] if told else delimiter
    yield from named_records(_cells(lines, delimiter, quote), encoding)


def sniff(sample: str) -> tuple[str, str]:
    """Finds the delimiter and quote character under which a sample is most regular.

    Known names in the first row count most, then the share of rows with equally many cells.
    """

    def regularity(dialect: tuple[str, str]) -> tuple[bool, float, int]:
        lines = io.StringIO(sample, newline=_line_end(sample))
        reader = csv.reader(lines, delimiter=dialect[0], quotechar=dialect[1])
        try:
            rows = list(islice(filter(None, reader), 200))
        except csv.Error:
            return False, 0.0, 0
        if not rows:
            return False, 0.0, 0
        rows = rows[:-1] or rows  # the last one may be cut by the sample's end
        width, count = Counter(map(len, rows)).most_common(1)[0]
        named = any(field_of(cell) == "text" for cell in rows[header_row(rows)])
        table = width > 1 or (named and count == len(rows))  # a column of texts is one, too
        return named and table, count / len(rows) if table else 0.0, width

    # max keeps the first of equals: the usual quote character, the usual delimiter.
    return max(((d, q) for q in "\"'" for d in ",;\t|"), key=regularity)


def _lines(open_file: Open) -> tuple[Iterator[str | Refusal], str, str]:
    """The lines of a file, its encoding, and how it begins."""
    codec, encoding = decoding(open_file)
    with io.TextIOWrapper(open_file(), codec, "replace", newline="") as stream:
        sample = stream.read(_SAMPLE)
    return _read_lines(open_file, codec, _line_end(sample)), encoding, sample


def _read_lines(open_file: Open, codec: str, end: str) -> Iterator[str | Refusal]:
    """The lines of a file, with a refusal in the place of one that is too long."""
    total = 0
    with io.TextIOWrapper(open_file(), codec, "replace", newline=end) as stream:
        for row, line in enumerate(iter(partial(stream.readline, MAX_ROW), ""), 1):
            total += len(line)
            if total > MAX_TABLE:
                yield Refusal("too large", "The table holds over 4 GB; split it.", row)
                return
            if len(line) == MAX_ROW and not line.endswith(end):
                while line and not line.endswith(end):
                    line = stream.readline(MAX_ROW)
                detail = f"The line is longer than {MAX_ROW >> 20} MB; split it."
                yield Refusal("too large", detail, row)
            else:
                yield line


def _line_end(sample: str) -> str:
    """What ends the lines of a text: a line feed, or where there is none, what old Macs wrote."""
    return "\r" if "\r" in sample and "\n" not in sample else "\n"


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
    while True:
        pending.clear()
        try:
            row = next(csv.reader(source, **dialect), None)
            if row is None:
                return
            closed = len(pending) < 2 or _closed(pending, dialect)
        except csv.Error:  # goes on behind the row that is wrong
            closed = False
        except Refusal as refusal:
            refusal.row = 0  # numbered by its row, not by its line
            yield refusal
            return
        yield row if closed else Refusal("broken file", _UNCLOSED)


def _closed(lines: list[str], dialect: dict[str, str]) -> bool:
    """Tells whether lines are one well-formed row: a forgotten quotation mark swallows others."""
    try:
        return len(list(csv.reader(lines, strict=True, **dialect))) == 1
    except csv.Error:
        return False
