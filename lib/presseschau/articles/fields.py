"""The names under which files keep an article's text, title, date, outlet, author and address."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from presseschau.core.slugs import slug

#: Names as :func:`fold` writes them; where a file has several, the first that is filled counts.
ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "maintext", "plaintext", "body", "originaltext", "fulltext", "volltext"),
        *("articletext", "articlebody", "artikeltext", "haupttext", "textbody", "content"),
        *("inhalt", "article", "artikel", "beitrag", "meldung"),
    ),
    "title": ("title", "titel", "headline", "ueberschrift", "schlagzeile", "documentname"),
    "published": (
        *("published", "publishedat", "datepublish", "datepublished", "publishingdate"),
        *("publicationdate", "publishdate", "pubdate", "publishedtime", "date", "datum"),
        *("veroeffentlicht", "veroeffentlichtam", "veroeffentlichungsdatum"),
        *("erscheinungsdatum", "erschienen", "erschienenam", "timestamp", "datetime"),
        *("createdat", "created"),
    ),
    "outlet": (
        *("outlet", "medium", "publisher", "zeitung", "newspaper", "publication", "publikation"),
        *("quelle", "source", "sourcename", "sitename", "htmlsourceinfopublisher"),
        *("sourcedomain", "medianame"),
    ),
    "author": (
        *("author", "authors", "autor", "autoren", "autorin", "byline", "verfasser"),
        *("verfasserin", "creator", "authorname"),
    ),
    "url": ("url", "link", "weblink", "permalink", "canonicalurl", "uri", "htmlrequestedurl"),
}

#: Where makers of JSON put a value into an object of its own, the value's name there: WordPress,
#: MongoDB ("$date", and a number as "$numberLong") and XML brought to JSON.
_HOLDERS = ("rendered", "$date", "$numberLong", "#text")
_FIELD_OF = {alias: field for field, aliases in ALIASES.items() for alias in aliases}
#: Whether an article can be read without paying (fundus).
_FREE = "freeaccess"
#: The name of a document in the wikinews-quotes data: number, title, date.
_DOCUMENT_NAME = re.compile(r"(?:\d+ - )?(?P<title>.+?)(?: \((?P<date>\d{4}-\d\d-\d\d)\))?")


def fold(name: str) -> str:
    """Writes a field's name in one way: ``"Date_Publish"`` and ``"date publish"`` are alike."""
    return slug(name).replace("-", "")


def field_of(name: object) -> str:
    """The field (a key of ``ALIASES``) that a name means, or an empty string."""
    return _FIELD_OF.get(fold(str(name)[:100]), "")


def is_known(name: object) -> bool:
    """Tells whether a field is read at all."""
    return bool(field_of(name)) or fold(str(name)[:100]) == _FREE


def name_fields(values: Mapping[str, object]) -> dict[str, object]:
    """Brings a file's own field names to ours.

    Nested objects are read as well: ``source.name`` is an outlet, and a ``body`` of lists and
    objects (fundus) becomes a text with one line a paragraph.

    Returns:
        The fields of ``ALIASES`` that are filled, and ``locked`` for a paid article.
    """
    folded = {fold(str(name)[:100]): value for name, value in _flatten(values)}
    fields: dict[str, object] = {}
    for field, aliases in ALIASES.items():
        for alias in aliases:
            value = _held(folded.get(alias), _HOLDERS if field == "text" else (*_HOLDERS, "name"))
            if value is None or value == "" or value != value:  # a NaN is not itself
                continue
            fields[field] = "\n".join(_strings(value)) if field == "text" else _plain(value)
            break
    if "documentname" in folded and (name := str(fields.get("title", ""))):
        match = _DOCUMENT_NAME.fullmatch(name)
        if match and name == str(folded["documentname"]):
            fields["title"] = match["title"]
            if match["date"]:
                fields.setdefault("published", match["date"])
    if folded.get(_FREE) is False:
        fields["locked"] = True
    return fields


def _flatten(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        yield name, value
        if isinstance(value, Mapping):
            for inner, part in value.items():
                yield f"{name} {inner}", part
                if isinstance(part, Mapping):
                    yield from ((f"{name} {inner} {last}", leaf) for last, leaf in part.items())


def _held(value: object, names: Sequence[str]) -> object:
    """The value that an object holds under one of these names, however deep; else the object."""
    while isinstance(value, Mapping) and (held := [name for name in names if name in value]):
        value = value[held[0]]
    return value


def _strings(value: object) -> Iterator[str]:
    """The strings of nested lists and objects in their order, at any depth."""
    waiting = [iter((value,))]
    while waiting:
        part = next(waiting[-1], waiting)
        if part is waiting:  # the innermost list is at its end
            waiting.pop()
        elif isinstance(part, str):
            yield part
        elif isinstance(part, Mapping):
            waiting.append(iter(part.values()))
        elif isinstance(part, Iterable) and not isinstance(part, bytes):
            waiting.append(iter(part))


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        parts = (_held(part, ("name",)) for part in value)
        return ", ".join(part for part in parts if isinstance(part, str))
    return "" if isinstance(value, Mapping) else value
