"""Parquet: a table with one article a row, read a few hundred rows at a time."""

import contextlib
import io

import pyarrow as pa
import pyarrow.parquet as pq

from presseschau.articles.columns import no_text_column
from presseschau.articles.fields import field_of, is_known, name_fields
from presseschau.articles.records import MAX_TABLE, MAX_WHOLE, Open, Record, Records, Refusal

#: A Parquet file's texts may be so many times larger than the file itself.
MAX_RATIO = 200


def read_parquet(open_file: Open) -> Records:
    """Reads a Parquet file, only the columns that are understood, a few hundred rows at a time.

    Raises:
        Refusal: The file is broken, has no column of texts, or its texts are too large.
    """
    try:
        with open_file() as stream:
            limit = min(MAX_TABLE, max(MAX_WHOLE, MAX_RATIO * stream.seek(0, io.SEEK_END)))
            names = pq.ParquetFile(stream).schema_arrow.names
            columns = [name for name in names if is_known(name)]
            if "text" not in map(field_of, columns):
                raise no_text_column(names)
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
    except Refusal:
        raise
    except Exception:  # whatever a parser of foreign files may raise
        detail = "The Parquet file cannot be read; write it again."
        raise Refusal("broken file", detail) from None


def _values(batch: pa.RecordBatch, place: int) -> dict[str, object]:
    """The values of a row, without those that Python cannot hold, as of a year past 9999."""
    values = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        with contextlib.suppress(ValueError, OverflowError):
            values[name] = column[place].as_py()
    return values
