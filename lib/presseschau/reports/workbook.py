"""The tables as one Excel workbook that does not carry the time of its making."""

import re
import zipfile
from pathlib import Path

from presseschau.analysis import Analysis

_WHEN = (2000, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_workbook(analysis: Analysis, path: Path) -> None:
    """Writes the tables as a workbook; the same analysis gives the same bytes."""
    raw = path.with_suffix(".part.xlsx")
    analysis.to_excel(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            member = zipfile.ZipInfo(name, _WHEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, content)
    raw.unlink()
