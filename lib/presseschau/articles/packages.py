"""Packages: Word and Excel files are archives of XML, whose tags take far more than their bytes."""

import re
import zipfile
from typing import BinaryIO

from presseschau.articles.records import Refusal
from presseschau.articles.sources import check_archive

#: Sheets of a workbook; each entry in its list is read, even if all are the same.
MAX_SHEETS = 1000
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_CHUNK = 1 << 20


def check_package(file: BinaryIO, unpacked: int, tags: int) -> None:
    """Raises a ``Refusal`` if a package would take more memory or time than any articles do.

    Args:
        file: The package.
        unpacked: The most bytes of all parts together.
        tags: The most opening and closing tags of all parts together.
    """
    found = sheets = 0
    with zipfile.ZipFile(file) as archive:
        check_archive(archive, unpacked)
        for part in archive.infolist():
            with archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    found += chunk.count(b"<")
                    sheets += len(_SHEET.findall(chunk.replace(b"\0", b"")))
            if found > tags or sheets > MAX_SHEETS:
                raise Refusal("too large", "The file has too many parts; save it as .csv or .txt.")
