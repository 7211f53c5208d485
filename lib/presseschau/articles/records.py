"""What the readers of files give: records, or refusals with one reason of a fixed list."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

REASONS = (
    "binary file",
    "broken file",
    "broken JSON",
    "empty file",
    "encrypted",
    "nested archive",
    "no text",
    "no text column",
    "outside the folder",
    "too large",
    "unreadable",
    "unsupported format",
)

#: Limits in bytes: one document, one file that must be read whole, all of a table, one row of it.
MAX_DOCUMENT = 8 << 20
MAX_WHOLE = 64 << 20
MAX_TABLE = 4 << 30
MAX_ROW = 16 << 20


class Refusal(Exception):  # noqa: N818 - it is handed on as a result, too
    """An input, or one row of it, that is left out.

    Args:
        reason: One of ``REASONS``.
        detail: A sentence for the user: what was found and what to do.
        row: The row of a table, counted from 1; 0 for a whole file.
    """

    def __init__(self, reason: str, detail: str, row: int = 0):
        assert reason in REASONS, reason
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.row = row


class Record(NamedTuple):
    """One article as its file gives it: its row (0 if alone in its file), fields and encoding."""

    row: int
    fields: dict[str, object]
    encoding: str


#: Opens a file anew, at its start, for reading bytes.
Open = Callable[[], BinaryIO]
Records = Iterator[Record | Refusal]


def read_whole(open_file: Open, limit: int) -> bytes:
    """Reads a file of at most ``limit`` bytes.

    Raises:
        Refusal: The file is larger or empty.
    """
    with open_file() as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Refusal("too large", f"The file is larger than {limit >> 20} MB; split it.")
    if not data.strip():
        raise Refusal("empty file", "The file holds no text; save the article again.")
    return data
