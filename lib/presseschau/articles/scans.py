"""Scans: what optical character recognition and typesetting leave in a text's words."""

import re
from functools import lru_cache

#: One sign for two letters, and the long s, which modern words and lists do not know.
_LETTERS = {
    **{"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ſ": "s"},
    "ĳ": "ij",
}
_LETTER = re.compile(f"[{''.join(_LETTERS)}]")
_BREAK = re.compile(r"[-‐¬][ ]?\n")
#: A word broken at a line's end: its hyphen, the break, and what goes on.
_BROKEN = re.compile(
    r"(?P<first>[^\W\d_]+(?:-[^\W\d_]+)*)(?P<hyphen>[-‐¬])[ ]?\n[ ]?(?P<last>[^\W\d_]{2,})"
)


def mend_scan(text: str) -> tuple[str, int]:
    """A text with whole words, where a scan or a narrow column broke them.

    A hyphen at a line's end goes where it parts a word that is known, by simplemma (Barbaresi
    2021), or that stands unbroken elsewhere in the text. It stays, without the break, before a
    capital letter ("SPD-Politiker") and before "und" ("Haupt- und Nebenstraße"). Ligatures and
    the long s become the letters that they stand for.

    Returns:
        The text, and how many hyphens were taken out.
    """
    text = _LETTER.sub(lambda match: _LETTERS[match[0]], text)
    if not _BREAK.search(text):  # found much sooner than a whole word
        return text, 0
    words = set(re.findall(r"[^\W\d_]+", text))
    taken = 0

    def mended(match: re.Match) -> str:
        nonlocal taken
        first, last = match["first"], match["last"]
        if last in ("und", "oder", "bis", "sowie", "bzw"):
            return f"{first}- {last}"
        if last[0].isupper() and not last.isupper():
            return f"{first}-{last}"
        whole = first.rpartition("-")[2] + last
        if match["hyphen"] != "-" or whole in words or _known(whole):
            taken += 1
            return first + last
        return match[0]

    return _BROKEN.sub(mended, text), taken


@lru_cache(10_000)
def _known(word: str) -> bool:
    import simplemma  # reads its list of words, for a second

    return any(simplemma.is_known(form, "de") for form in (word, word.lower(), word.capitalize()))
