"""Safety: what may stand in a page, whoever wrote the text or the notebook."""

import re
from collections.abc import Callable

from bleach.css_sanitizer import CSSSanitizer
from bleach.sanitizer import Cleaner

# Control, bidirectional and other characters that HTML forbids or that can turn a line around.
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)


def harmless(text: str, mark: str | Callable[[re.Match], str] = "\ufffd") -> str:
    """Replaces control, bidirectional and forbidden characters by a visible mark."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Told much faster, and true of most texts; narrow spaces are ours.
    if text.replace("\n", "").replace("\u202f", "").isprintable():
        return text
    return _ODD.sub(mark, text)


_TAGS = set(
    re.findall(
        r"\w+",
        "a abbr aside b bdi blockquote br caption cite code col colgroup dd del details div dl dt"
        " em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section"
        " small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr",
    )
)
_ATTRIBUTES = {
    "class", "id", "title", "lang", "dir", "role", "scope", "colspan", "rowspan", "datetime",
    "headers", "data-head", "data-rest", "start", "reversed", "open", "span", "width", "height",
    "style", "tabindex",
}  # fmt: skip
_STYLES = ["text-align", "width", "color", "background-color", "font-weight", "--share", "--value"]
_SILENT = re.compile(r"<(script|style|template|noscript)\b.*?</\1\s*>", re.I | re.S)
_EMBEDDED = re.compile(r"data:image/(svg\+xml|png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag == "img" and name == "src":
        return bool(_EMBEDDED.fullmatch(value))
    if tag == "a" and name in {"href", "rel"}:
        return not value.startswith("data:")
    return name in _ATTRIBUTES or name.startswith("aria-") or (tag == "img" and name == "alt")


def clean_html(fragment: str) -> str:
    """Keeps of a piece of HTML what can neither run nor load anything; the result is valid."""
    cleaner = Cleaner(
        tags=_TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        strip=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=_STYLES),
    )
    return cleaner.clean(_SILENT.sub("", fragment))
