"""Articles as press databases export them: Nexis (both forms) and WISO, many in one document.

The forms were written down from the databases' own exports in German and English; what a form
leaves open (a missing date, a section nobody named) stays empty.
"""

import re
from collections.abc import Iterator

from presseschau.articles.dates import find_date

#: The line before each article of a classic Nexis export: "3 of 250 DOCUMENTS".
_COUNTED = re.compile(
    r"^[ \t]*(?:Dokument[ \t]+)?\d+[ \t]+(?:of|von)[ \t]+\d+"
    r"(?:[ \t]+(?:DOCUMENTS?|DOKUMENTEN?))?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
#: The line behind each article of a newer Nexis export.
_END = re.compile(r"^[ \t]*(?:End of Document|Ende des Dokuments)[ \t]*$", re.MULTILINE)
#: The line behind each article of a WISO export.
_GENIOS = re.compile(r"^[ \t]*(?:©|\(c\)) ?(?:GBI-)?Genios\b.*$", re.MULTILINE | re.IGNORECASE)

_KEYS = {
    "author": ("autor", "autoren", "byline", "verfasser", "von"),
    "length": ("länge", "length"),
    "source": ("quelle",),
    "url": ("dauerhafte adresse des dokuments",),
    "": (
        *("rubrik", "section", "ressort", "update", "load-date", "dateline", "grafik", "graphic"),
        *("sprache", "language", "publication-type", "zeitungs-code", "journal-code", "issn"),
        *("dokumentnummer", "alle rechte vorbehalten", "classification", "klassifizierung"),
        *("highlight", "subject", "schlagwörter", "ausgabe", "jahrgang", "person", "region"),
        *("ort", "firma", "branche", "illustration", "job number", "datum"),
    ),
}
#: Keys that tell of the form, and are no fields of an article.
_TOLD_BY = ("length", "source")
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys}
_KEY_LINE = re.compile(r"[ \t]*(?P<key>[^\W\d][\w \t-]{1,34}?)[ \t]*:[ \t]*(?P<value>.*)")
_COPYRIGHT = re.compile(
    r"[ \t]*(?:Copyright\b|©|\(c\) ).*|[ \t]*(?:Alle Rechte|All Rights).*", re.I
)
_BODY = re.compile(r"[ \t]*(?:Body|Volltext|Textkörper)[ \t]*")
#: "Auebote vom 12.03.2024, Nr. 61, S. 3" stands above or behind an article of WISO.
_WISO_SOURCE = re.compile(
    r"(?P<outlet>[^\n]{2,80}?),? vom (?P<date>\d{1,2}\.\s?\d{1,2}\.\s?\d{4})\b[^\n]{0,80}"
)
_LENGTH = re.compile(r"^[^\w\n]*(?:LÄNGE|LENGTH):", re.MULTILINE)
_WEEKDAY = r"(?:[A-Z][a-z]+day|[A-Z][a-z]+tag|Mittwoch|Sonnabend)"
_CLOCK = r"(?:\d{1,2}:\d{2}(?:\s?[AP]M)?(?:\s(?:GMT|MEZ|MESZ|Uhr)\S*)*)"


def split_export(text: str) -> Iterator[dict[str, str]] | None:
    """Divides the text of a database's export into articles.

    Returns:
        Fields of one article after the other (text, title, outlet, published, author, url, where
        known); ``None`` if the text is no export of a known database.
    """
    if _END.search(text):
        return map(_newer_nexis, _filled(_END.split(text)[:-1]))
    if _GENIOS.search(text) and re.search(r"Dokumentnummer|Quelle:", text):
        return map(_wiso, _filled(_GENIOS.split(text)))
    if _COUNTED.match(text.lstrip()) and _LENGTH.search(text):
        return map(_classic_nexis, _filled(_COUNTED.split(text)))
    return None


def _filled(parts: list[str]) -> Iterator[str]:
    return (part for part in parts if part.strip())


def _classic_nexis(part: str) -> dict[str, str]:
    """Reads outlet, date and title above the keys, and the text between the keys and their kin."""
    blocks = [block for block in re.split(r"\n[ \t]*\n", part) if block.strip()]
    head, body, found = [], [], {}
    for block in blocks:
        keys = _keys(block)
        if keys is not None:
            found |= keys
        elif _COPYRIGHT.match(block):
            continue
        elif "length" in found:
            body.append(" ".join(block.split()))
        else:
            head.append(" ".join(block.split()))
    dated = next((n for n, line in enumerate(head) if _is_date(line)), None)
    if dated is not None:
        found["published"] = head[dated]
        outlet, titles = head[:dated], head[dated + 1 :]
    else:
        outlet, titles = head[:1], head[1:]
    return _fields(found, titles, outlet, body)


def _newer_nexis(part: str) -> dict[str, str]:
    """Reads title, outlet and date, line by line, above the copyright, and the text below "Body".

    What stands above the title in the first article of a file is a cover.
    """
    lines = [line.strip() for line in part.splitlines()]
    start = next((n for n, line in enumerate(lines) if _BODY.fullmatch(line)), None)
    above, body = (lines, []) if start is None else (lines[:start], lines[start + 1 :])
    dated = next((n for n in reversed(range(len(above))) if _is_date(above[n])), None)
    found, head, rest = {}, [], above
    if dated is not None:
        found["published"] = above[dated]
        head, rest = [*filter(None, above[:dated])], above[dated + 1 :]
    for line in rest:
        keys = _keys(line)
        if keys is not None:
            found |= keys
        elif start is None and line and not _COPYRIGHT.match(line):
            body.append(line)
    body, more = _without_tail(body)
    return _fields(more | found, head[-2:-1], head[-1:], body)


def _wiso(part: str) -> dict[str, str]:
    """Reads a title and text between two lines that name paper and date, and the keys behind."""
    found: dict[str, str] = {}
    body: list[str] = []
    for line in filter(None, map(str.strip, part.splitlines())):
        keys = _keys(line.replace("\t", " "))
        source = _WISO_SOURCE.fullmatch((keys or {}).get("source", line))
        if source and (keys or not body):
            found |= {"outlet": source["outlet"], "published": source["date"]}
        elif keys is not None:
            found |= keys
        elif not _COPYRIGHT.match(line) and not _COUNTED.fullmatch(line):
            body.append(line)
    return _fields(found, body[:1], [], body[1:])


def _fields(
    found: dict[str, str], titles: list[str], outlets: list[str], body: list[str]
) -> dict[str, str]:
    named = {"title": " ".join(titles), "outlet": " ".join(outlets), "text": "\n\n".join(body)}
    named |= found
    return {name: value for name, value in named.items() if value and name not in _TOLD_BY}


def _keys(block: str) -> dict[str, str] | None:
    """The field of a block that begins with a key, if it is one of ours; ``None`` without a key."""
    match = _KEY_LINE.match(block)
    field = _FIELD_OF.get(" ".join(match["key"].lower().split())) if match else None
    if field is None:
        return None
    value = " ".join(f"{match['value']} {block[match.end() :]}".split())
    return {field: value} if field else {}


def _without_tail(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """Cuts the keys and headings off a text's end."""
    body = [line for line in lines if line]
    found: dict[str, str] = {}
    while len(body) > 1:
        keys = _keys(body[-1])
        if keys is None and body[-1] not in ("Classification", "Graphic", "Klassifizierung"):
            break
        found |= keys or {}
        body.pop()
    return body, found


def _is_date(line: str) -> bool:
    """Tells whether a line is a date, with weekday and time, and nothing else."""
    found = find_date(line) if len(line) < 80 else None
    if not found:
        return False
    return not re.sub(rf"{_WEEKDAY}|{_CLOCK}|[\s,.]+", "", line[: found[1]] + line[found[2] :])
