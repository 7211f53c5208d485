"""What stands around a German article's body: byline, date line, agency, at its head and tail."""

import re
from datetime import datetime
from typing import NamedTuple

from presseschau.articles.dates import find_date

#: How many lines at an article's head and tail are looked at.
HEAD_LINES = 5
TAIL_LINES = 3
#: How many characters a date line may have, with the beginning of the sentence behind it.
DATELINE = 150

_AGENCIES = (
    "dpa-infocom|dpa-AFX|dpa|AFP|AP|APA|DAPD|DDP|DJ|DPA|DTS|EPD|ITAR-TASS|KNA|Keystone-SDA|OTS|PA|"
    "Reuters|REUTERS|SDA|SID|TASS|UPI"
)
# Known agencies in any case; otherwise codes of two to four small letters, as editors sign.
_CODE = rf"(?:{_AGENCIES}|[a-zäöü]{{2,4}})"
_CODES = rf"{_CODE}(?:\s?[/,-]\s?{_CODE}){{0,3}}"
#: Words in parentheses at a text's end that are not a code.
_NOT_CODES = {"sic", "usw", "etc", "pdf", "png", "s.o", "ja", "nein", "neu", "alle", "alt", "live"}

_WORD = r"[A-ZÄÖÜ][\w.’'-]*"
_PARTICLE = r"(?:von|vom|zu|zur|van|de|den|der|di|da|del|la|le|ten|ter)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{1,4}}"
_BYLINE = re.compile(
    rf"""(?:(?:Ein|Eine)\s+)?
    (?:(?:Kommentar|Analyse|Bericht|Reportage|Gastbeitrag|Interview|Essay|Kolumne|Glosse
        |Leitartikel|Porträt)\s+)?
    (?:(?:[Vv]on|VON|By|by)|(?:Text|Autor|Autorin|Autoren|Protokoll|Bericht):)\s+
    (?P<names>{_NAME}(?:(?:\s*,\s*|\s+und\s+|\s+and\s+|\s*/\s*){_NAME}){{0,4}})
    (?P<place>\s*[,/|·–-]\s*{_WORD}(?:\s{_WORD}){{0,2}})?""",
    re.VERBOSE,
)
_PLACE = (
    r"[A-ZÄÖÜ][\w’'-]*(?:[ /](?:(?:am|an|der|im|in|auf|bei|ob)\s)?(?:der\s)?[A-ZÄÖÜ][\w’'-]*){0,4}"
)
_DATE = (
    r"(?:(?:[A-Z][a-z]+tag|Mittwoch),?\s)?(?:den\s)?"
    r"\d{1,2}\.\s?(?:\d{1,2}\.(?:\s?\d{2,4})?|[A-ZÄÖÜ][a-zä]+\.?(?:\s\d{4})?)"
)
_DASH = r"(?:\s*[-–—:]+\s+|\.\s*[-–—]\s+)"
_SENTENCE = r"\s+(?=[A-ZÄÖÜ„»\"])"
_DATELINE = re.compile(
    rf"""(?:
      {_PLACE}(?:,?\s{_DATE}\.?)?\s*\((?P<code>{_CODES})\)(?:{_DASH}|\.?{_SENTENCE})
    | \((?P<first>{_CODES})\)(?:{_DASH}|{_SENTENCE})
    | {_PLACE},\s{_DATE}(?:{_DASH}|\.?{_SENTENCE})
    | {_PLACE}/(?P<slash>{_AGENCIES}){_DASH}
    | (?P<before>{_AGENCIES})\s{_PLACE}{_DASH}
    | [A-ZÄÖÜ]{{4,}}(?:[ /-][A-ZÄÖÜ]{{2,}}){{0,2}}(?:\s+[-–—]\s+|\.\s[-–—]\s+)
    )""",
    re.VERBOSE,
)
_DAY_ALONE = re.compile(
    r"(?:(?:[A-Z][a-z]+tag|Mittwoch|Sonnabend),?\s)?(?:den\s)?\d{1,2}\.\s?[\wäöü]+\.?\s?\d{4}:?"
)
_PLACE_ONLY = re.compile(rf"(?P<place>{_PLACE})(?:\.{_SENTENCE}|\s+[-–—]\s+)")
_PLACE_FIRST = re.compile(_PLACE)
_DATE_WORDS = re.compile(
    r"\b(?:veröffentlicht|publiziert|erschienen|erstellt|aktualisiert|stand|datum|am|um|vom|den|"
    r"uhr|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|m[eo]z|mesz|"
    r"zuletzt|online|seit|mo|di|mi|do|fr|sa|so)\b",
    re.IGNORECASE,
)
_WEEKDAYS = (
    *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonnabend", "Sonntag"),
    *("Veröffentlicht", "Stand", "Aktualisiert"),
)
_PUNCTUATION = " \t,;.|·•–—-:()/"
_SIGNED = rf"\((?:mit\s|Quelle:\s*)?(?P<code>{_CODES})(?:/[\w .]{{2,30}})?\)"
_TAIL = re.compile(
    rf"""(?:{_SIGNED}
    | (?:Quellen?|Agenturen?):\s*(?P<named>{_CODES})
    | \(?Mit\s(?:(?:Agentur)?[Mm]aterial\s)?(?:von|der)\s(?:Agenturen\s)?(?P<material>{_CODES})\)?
    | ©\s?(?P<owner>{_AGENCIES})\b.{{0,80}}
    | (?P<alone>(?:{_AGENCIES})(?:/[a-zäöü]{{2,4}}){{0,2}}) )\.?""",
    re.VERBOSE,
)
_TAIL_END = re.compile(rf"(?<=[.!?“”\"»«…])\s*{_SIGNED}\s*$".replace("?P<code>", "?P<end>"))


class Part(NamedTuple):
    """A stretch of a text that is not of its body: ``kind`` is byline, dateline or agency tail."""

    start: int
    end: int
    kind: str


class Frame(NamedTuple):
    """What stands around an article's body."""

    author: str
    agency: str
    published: datetime | None
    parts: list[Part]


def read_frame(text: str, places: frozenset[str] = frozenset()) -> Frame:
    """Finds byline, date line and agency at the head and tail of an article without its title.

    Only whole lines that are nothing else, a place with agency or date before the first sentence,
    and agency codes behind the last one are taken; and ``places`` that alone make a date line
    ("Sundhafen. Wer ..."), as :func:`place_of` finds them in other articles.
    """
    authors: list[str] = []
    agencies: list[str] = []
    published: datetime | None = None
    parts: list[Part] = []
    lines = [match.span() for match in re.finditer(r".*\S.*", text)]
    # Several lines that are days and nothing else head what happened on each.
    days = sum(bool(_DAY_ALONE.fullmatch(text[start:end])) for start, end in lines) > 1
    for start, end in lines[:HEAD_LINES]:
        line = text[start:end]
        author, moment = _byline(line)
        if line.endswith(":") or (days and _DAY_ALONE.fullmatch(line)):
            continue
        if author or moment:
            authors.append(author)
            published = published or moment
            parts.append(Part(start, end, "byline" if author else "dateline"))
        elif match := _DATELINE.match(line[:DATELINE]) or _known_place(line[:DATELINE], places):
            agencies.append(_code(match))
            found = find_date(match[0])
            published = published or (found[0] if found else None)
            parts.append(Part(start, start + match.end(), "dateline"))
            break
    for start, end in reversed(lines[HEAD_LINES - 1 :][-TAIL_LINES:] or lines[-1:]):
        line = text[start:end]
        author, _ = _byline(line)
        if author:
            authors.append(author)
            parts.append(Part(start, end, "byline"))
        elif match := _TAIL.fullmatch(line.strip()) or _TAIL_END.search(line):
            if (code := _code(match)) in _NOT_CODES:
                break
            agencies.append(code)
            begin = start if match.re is _TAIL else start + match.start()
            parts.append(Part(begin, end, "agency tail"))
        else:
            break
    parts = sorted(set(parts))
    author = next(filter(None, authors), "")
    return Frame(author, next(filter(None, agencies), ""), published, parts)


def place_of(text: str) -> str:
    """The place of the date line at an article's head, or an empty string."""
    frame = read_frame(text)
    heads = (text[part.start : part.end] for part in frame.parts if part.kind == "dateline")
    matches = (_PLACE_FIRST.match(head) for head in heads)
    return next((match[0] for match in matches if match and match[0] not in _WEEKDAYS), "")


def split_author(author: str, outlet: str, agency: str) -> tuple[str, str]:
    """Divides an author field into people and agency: "hna/Lea Brinkmann" names one of each.

    The outlet's own name as an author says nothing; ``agency`` is what the text itself names.
    """
    people = []
    for name in re.split(r"\s*[,/;]\s*", author):
        code = name.lower() if name.lower() == agency else name
        if re.fullmatch(_CODE, code):
            agency = agency or code
        elif name and _letters(name) not in _letters(outlet) and name not in people:
            people.append(name)
    return ", ".join(people), agency


def _letters(name: str) -> str:
    return re.sub(r"\W", "", name.casefold())


def _known_place(line: str, places: frozenset[str]) -> re.Match | None:
    match = _PLACE_ONLY.match(line) if places else None
    return match if match and match["place"] in places else None


def _byline(line: str) -> tuple[str, datetime | None]:
    """Reads a line that holds an author, a date, or both, and nothing else."""
    line = line.strip()
    if len(line) > 160:
        return "", None
    found = find_date(line)
    rest = line
    if found:
        rest = _DATE_WORDS.sub(" ", line[: found[1]] + " " + line[found[2] :])
    rest = re.sub(r"\s+", " ", rest).strip(_PUNCTUATION if found else " |·–-")
    moment = found[0] if found else None
    if match := _BYLINE.fullmatch(rest):
        return re.sub(r"\s+", " ", match["names"]), moment
    if moment and (not rest or (re.fullmatch(_PLACE, rest) and len(rest) < 40)):
        return "", moment
    return "", None


def _code(match: re.Match) -> str:
    names = ("code", "first", "slash", "before", "named", "material", "owner", "alone", "end")
    found = match.groupdict()
    return next((found[name] for name in names if found.get(name)), "")
