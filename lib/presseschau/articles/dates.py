"""German dates, long and short, in metadata, text and file names."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from dateutil import tz

#: Years outside this range are typing errors or numbers of another kind.
YEARS = range(1600, 2101)

_MONTH_NAMES = (
    ("januar", "jänner", "jaenner", "january", "jan", "jän"),
    ("februar", "feber", "february", "feb"),
    ("märz", "maerz", "march", "mär", "mrz", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("dezember", "december", "dez", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))

_DAY = re.compile(
    rf"""(?<![\w.-])(?:
      (?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})                 # 2026-03-04
    | (?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<y2>\d{{4}}|\d{{2}}) # 04.03.2026, 4.3.26
    | (?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*(?P<m3>{_MONTH})\.?,?\s+(?P<y3>\d{{4}})  # 4. März 2026
    | (?P<m4>{_MONTH})\.?\s+(?P<d4>\d{{1,2}}),?\s+(?P<y4>\d{{4}})         # March 4, 2026
    | (?P<d5>\d{{1,2}})/(?P<m5>\d{{1,2}})/(?P<y5>\d{{4}})                 # 04/03/2026, day first
    )(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(
    r"""(?:T|(?:,?\s(?:[A-Z][a-z]+(?:day|tag)|Mittwoch))?,?\s+(?:um\s+)?)(?P<h>\d{1,2})(?::(?P<min>\d{2})|(?:\.(?P<dot>\d{2}))?(?=\s*Uhr))
        (?::(?P<s>\d{2})(?:[.,]\d+)?)?(?:\s*Uhr|\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?
        (?:\s?(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}))?""",
    re.VERBOSE,
)
#: Twitter's: "Wed Mar 04 06:30:00 +0000 2026".
_TWITTER = re.compile(r"\w{3} (\w{3} \d{1,2}) (\d\d:\d\d:\d\d [+-]\d{4}) (\d{4})")
#: Digits without marks: 2026030406, 202603040630, 20260304063000, 20260304T063000Z.
_STAMP = re.compile(
    r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
    r"T?(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)?(?P<s>[0-5]\d)?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
#: Of ten digits, those before 1.9 billion (the year 2030) count seconds, others may be a stamp.
_SECONDS = 1_900_000_000
#: Days since the end of 1899, as Excel counts them: 1954 to 2064.
_SERIAL = range(20_000, 60_000)
_IN_PATH = (
    re.compile(
        r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<sep>[-_./]?)"
        r"(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-_.](?P<m>\d{1,2})[-_.](?P<y>(?:19|20)\d{2})(?!\d)"),
)


def find_date(text: str) -> tuple[datetime, int, int] | None:
    """Finds the first full date (day, month and year) in a text.

    Returns:
        The date, with its time of day where one follows, in local German time without a zone; and
        the start and end of what was read. ``None`` if there is none.
    """
    for match in _DAY.finditer(text):
        part = {name[0]: value for name, value in match.groupdict().items() if value}
        month = part["m"]
        day = _day(part["y"], _MONTHS.get(month.lower(), month), part["d"])
        if day is None and match["d5"]:  # 3/14/2026 can only be the month first
            day = _day(part["y"], part["d"], month)
        if day is None:
            continue
        time = _TIME.match(text, match.end())
        moment = _at(day, time) if time else None
        return (moment, match.start(), time.end()) if moment else (day, *match.span())
    return None


def parse_date(value: object) -> datetime | None:
    """Reads a metadata value as a date: a string, a date, seconds or milliseconds since 1970.

    Returns:
        The date in local German time without a zone, or ``None`` if the value is not a date.
    """
    if isinstance(value, datetime):
        moment = value if value == value else None  # NaT is a datetime that differs from itself
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)
    else:
        text = re.sub(r"(?<=\d{8})\.0+$", "", str(value).strip()[:80])
        moment = _stamp(text) or _since(text)
        if moment is None:
            found = find_date(_TWITTER.sub(r"\1 \3 \2", text))
            return found[0] if found else date_in_path(text) if len(text) < 20 else None
    if moment is None or moment.year not in YEARS:
        return None
    return _local(moment).replace(microsecond=0)


def _stamp(text: str) -> datetime | None:
    """Reads digits that write a date and an hour, if they do and count no time since 1970."""
    match = _STAMP.fullmatch(text)
    if not match or (text.isdecimal() and len(text) == 10 and int(text) < _SECONDS):
        return None
    day = _day(match["y"], match["m"], match["d"])
    return _at(day, match) if day else None


def _since(text: str) -> datetime | None:
    """Reads seconds (10 digits) or milliseconds (13) since 1970, or Excel's days since 1899."""
    if not re.fullmatch(r"\d{5}(?:[.,]\d+)?|\d{9,11}(?:\.\d+)?|\d{13}(?:\.\d+)?", text):
        return None
    whole, number = text[:5], float(text.replace(",", "."))
    if not text[5:6].isdecimal():
        days = timedelta(seconds=round(number * 86400))
        return datetime(1899, 12, 30) + days if int(whole) in _SERIAL else None
    seconds = number / (1000 if number > 1e12 else 1)
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def date_in_path(path: str) -> datetime | None:
    """Reads a date from a file's path: ``2026-03-04``, ``20260304``, ``2026/03/04``, ``4.3.2026``.

    The last date of a path counts, since it is nearest to the file's own name.
    """
    for pattern in _IN_PATH:
        for match in reversed(list(pattern.finditer(path))):
            if day := _day(match["y"], match["m"], match["d"]):
                return day
    return None


def _day(year: str, month: str | int, day: str) -> datetime | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 70 else 1900
    try:
        return datetime(number, int(month), int(day)) if number in YEARS else None
    except ValueError:
        return None


def _at(day: datetime, time: re.Match) -> datetime | None:
    part = {"dot": None, "half": None, **time.groupdict()}
    hour, minute = int(part["h"]), int(part["min"] or part["dot"] or 0)
    if part["half"] and 1 <= hour <= 12:  # 12:30 AM is half past midnight
        hour = hour % 12 + (12 if part["half"] in "Pp" else 0)
    try:
        moment = day.replace(hour=hour, minute=minute, second=int(part["s"] or 0))
    except ValueError:
        return None
    if zone := part["zone"]:
        with suppress(ValueError):  # one that no place can have
            offset = datetime.strptime("Z" if zone.isalpha() else zone, "%z")
            moment = moment.replace(tzinfo=offset.tzinfo)
    return _local(moment)


def _local(moment: datetime) -> datetime:
    """Wall-clock time in Germany, where an article of 23:30 UTC is one of the next day."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(tz.gettz("Europe/Berlin")).replace(tzinfo=None)
