"""From bytes to text: which encoding, and how it was found out."""

import codecs
import re
from collections.abc import Callable
from typing import BinaryIO

from charset_normalizer import from_bytes

from presseschau.articles.records import Refusal

#: What German text is found in when it is not UTF-8, for charset-normalizer to choose from.
CANDIDATES = ["cp1252", "mac_roman", "cp850", "utf_16_le", "utf_16_be"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
#: UTF-8 that was read as Windows-1252 or Mac Roman: "BÃ¼rger", "â€žJaâ€œ", "B√ºrger".
_MISREAD = re.compile("[ÃÂ][\x80-¿‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|√[§¶ºüñ]")
_CONTROL = bytes({*range(32)} - {*b"\t\n\r\f\x1b"})
_CHUNK = 1 << 20


def decode(data: bytes) -> tuple[str, str]:
    """Decodes a document's bytes, or raises a ``Refusal`` if they are not text.

    Returns:
        The text without a byte-order mark, and the encoding with the way it was found, such as
        ``"utf-8"``, ``"utf-8 (BOM)"``, ``"iso-8859-2 (declared)"`` or ``"cp1252 (detected)"``.
    """
    codec, label, mark = _judge(data)
    return data[mark:].decode(codec, "replace"), label


def mend(text: str) -> str:
    """Mends what was decoded wrongly before it was saved ("BÃ¼rger"), by ftfy (Speer 2019)."""
    if not _MISREAD.search(text):
        return text
    import ftfy  # few texts need it

    return "\n".join(map(ftfy.fix_encoding, text.split("\n")))


def decoding(open_file: Callable[[], BinaryIO]) -> tuple[str, str]:
    """Finds the encoding of a file of any size, reading it once in pieces, as :func:`decode` does.

    Returns:
        A codec's name for ``open`` (it skips a byte-order mark) and the label of :func:`decode`.
    """
    with open_file() as stream:
        head = stream.read(_CHUNK)
        check = codecs.getincrementaldecoder("utf-8")()
        chunk = head
        try:
            while chunk and b"\0" not in chunk:
                check.decode(chunk)
                chunk = stream.read(_CHUNK)
        except UnicodeDecodeError:
            pass
    if not chunk:
        return "utf-8-sig", "utf-8 (BOM)" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    codec, label, mark = _judge(chunk)
    if mark:  # the codecs that skip a mark: utf-8-sig, utf-16, utf-32
        codec = "utf-8-sig" if codec == "utf-8" else codec[:6]
    return codec, label


def _judge(data: bytes) -> tuple[str, str, int]:
    """Codec, label (see :func:`decode`) and the length of the byte-order mark."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec, f"{codec} (BOM)", len(mark)
    if codec := _utf16(data):
        return codec, f"{codec} (detected)", 0
    refuse_binary(data)
    try:
        data.decode("utf-8")
        return "utf-8", "utf-8", 0
    except UnicodeDecodeError:
        pass
    # Mostly valid UTF-8 with a few broken bytes is a damaged file, not another encoding.
    broken = data.decode("utf-8", "replace").count("\ufffd")
    if sum(byte >> 6 == 3 for byte in data[:_CHUNK]) > 5 * broken:
        return "utf-8", "utf-8 (damaged)", 0
    declared = _DECLARED.search(data, 0, 2048)
    if declared and (codec := _known(declared[1].decode("ascii"))):
        return codec, f"{codec} (declared)", 0
    best = from_bytes(_around_letters(data), cp_isolation=CANDIDATES).best()
    codec = best.encoding if best else "cp1252"
    return codec, f"{codec} (detected)", 0


def refuse_binary(data: bytes) -> None:
    """Raises a ``Refusal`` if bytes hold what no text holds: NUL or many control characters."""
    controls = len(data) - len(data.translate(None, _CONTROL))
    if b"\0" in data or controls > len(data) / 20:
        raise Refusal(
            "binary file", "This is not text; if it should be, save it again as UTF-8 text."
        )


def _utf16(data: bytes) -> str:
    """The codec of UTF-16 without a mark, known by its regular zero bytes; else empty."""
    head = data[:2000]
    if len(head) < 4:
        return ""
    even, odd = head[::2].count(0) / len(head), head[1::2].count(0) / len(head)
    return "utf-16-le" if odd > 0.4 > even * 20 else "utf-16-be" if even > 0.4 > odd * 20 else ""


def _known(name: str) -> str:
    """The text codec that a name means to browsers (Latin-1: Windows-1252); empty for none."""
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return ""
    # "undefined" always fails, and the two kinds of "escape" read what no page means.
    unfit = ("utf", "ascii", "idna", "punycode", "undefined", "unicode", "raw")
    if not codec._is_text_encoding or codec.name.startswith(unfit):
        return ""
    return "cp1252" if codec.name == "iso8859-1" else codec.name


def _around_letters(data: bytes) -> bytes:
    """The lines of a text that hold other letters than ASCII, at most 16 KB of them."""
    lines = [line for line in data[:_CHUNK].splitlines() if not line.isascii()]
    return b"\n".join(line[:2000] for line in lines)[:16_000]
