"""Slugs: names written as identifiers, for actors, folders, pages and places in them."""

import re
import unicodedata
from functools import lru_cache

#: Letters that do not come apart into a plain one and a mark.
_WRITTEN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l", "ø": "o"})


@lru_cache(100_000)
def slug(name: str) -> str:
    """Writes a name as an identifier: "Ruth Müller" becomes "ruth-mueller".

    A name of no Latin letter or digit becomes "x" and digits made of it.
    """
    lower = name.lower().translate(_WRITTEN)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words or "x" + lower.encode("utf-8", "replace").hex()[:12]
