"""Office files: documents of Word and PowerPoint that are the same bytes each time."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from presseschau.core.workbook import MADE

#: The languages of reports as Office spells them.
LOCALES = {"de": "de-DE", "en": "en-GB"}


def office_bytes(document: Any, title: str, language: str) -> bytes:
    """A document of Word or PowerPoint as a file that carries no time of its making."""
    facts = document.core_properties
    facts.title, facts.author, facts.language = title[:255], "Presseschau", LOCALES[language]
    facts.last_modified_by, facts.comments, facts.revision = "Presseschau", "", 1
    facts.created = facts.modified = MADE
    written, packed = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as whole:
        for name in parts.namelist():
            whole.writestr(ZipInfo(name, MADE.timetuple()[:6]), parts.read(name), ZIP_DEFLATED)
    return packed.getvalue()


def fitted(size: Sequence[float], width: int, height: int) -> tuple[int, int]:
    """The largest width and height within a frame that keep the proportions of a picture."""
    scale = min(width / size[0], height / size[1])
    return int(size[0] * scale), int(size[1] * scale)
