"""Rows: what a file says of an article, made a row of the table articles."""

import hashlib
import re
import unicodedata
from itertools import pairwise
from pathlib import PurePosixPath

import py3langid

from presseschau.articles.boilerplate import TEASER_WORDS
from presseschau.articles.dates import date_in_path, parse_date
from presseschau.articles.encodings import mend
from presseschau.articles.heads import read_frame, split_author
from presseschau.articles.markup import plain
from presseschau.articles.outlet_names import LETTERS, folder_outlet
from presseschau.articles.records import MAX_DOCUMENT, Record, Refusal

#: Controls, invisible signs, and what is no character at all and would break a picture's XML.
_ODD = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
#: More marks on one letter (the limit of Unicode's stream-safe form) are no writing, and to put
#: them in order takes time that grows with their square.
_MOST_MARKS = 30
_MARKS = re.compile(rf"[^\x00-\x7f\w\s][^\x00-\x7f\w\s]{{{_MOST_MARKS},}}")
_SPACE = re.compile(r"[^\S\n ]")
#: What is no date, or it would have been read.
_DIGIT, _LIKE_A_DATE = (
    re.compile(r"\d"),
    re.compile(r"(?<!\d)(?:19|20)\d\d([-_.])\d\d?\1\d\d?(?!\d)"),
)
#: A file of fewer words in one line without an end is a headline.
_HEADLINE = 25
_ENDS = '.!?:“”"»«'
#: A first line that is a sentence, a label, or the time of a live blog's first entry.
_NO_TITLE = re.compile(r"[.:;,…]$|^\d{1,2}[:.]\d\d(?: Uhr)?$")
#: Words of every German text: so many of all, and so many different ones, settle its language.
_GERMAN = set(
    re.findall(
        r"\w+",
        "am auch auf aus bei das dass dem den der des die durch ein eine einem einen einer für"
        " haben hat ist mit nach nicht noch sich sie sind über und von war werden wird wurde zu zum"
        " zur",
    )
)
_SETTLED, _DIFFERENT = 0.2, 5


def article_row(record: Record, path: str, outlet: str) -> dict | Refusal:
    """Makes a row of the articles table from what a file says, or says why there is none.

    An outlet is the one that the user gives. The row has the columns ``from_folder``, for
    :func:`spell_outlets`, and ``no_date``, what stands there for a date and is none, more; and no
    language yet, see :func:`language_of`.
    """
    fields = record.fields
    text = str(fields.get("text", ""))
    if len(text) > MAX_DOCUMENT:
        detail = f"An article is not larger than {MAX_DOCUMENT >> 20} MB; split it."
        return Refusal("too large", detail, record.row)
    mended = mend(text)
    encoding = record.encoding if mended == text else f"{record.encoding} (mended)"
    text = normalize(plain(mended))
    if not LETTERS.search(text):
        detail = "There is no text in it; export it again with the article's text."
        return Refusal("no text", detail, record.row)
    title = _line(fields.get("title"))
    if not record.row:
        text = unwrap(text)
    title, text = _split_title(title, text)
    if not record.row and not title and _is_headline(text):
        detail = "There is a headline in it and no text; export it again with the article's text."
        return Refusal("no text", detail)
    frame = read_frame(text)
    published = parse_date(fields["published"]) if "published" in fields else None
    published = published or frame.published or (None if record.row else date_in_path(path))
    named = outlet or re.sub(r"^(?:https?://)?www\.|/$", "", _line(fields.get("outlet")))
    author, agency = split_author(_author(fields.get("author")), named, frame.agency)
    return {
        "article_id": article_id(text),
        "title": title,
        "text": text,
        "published": published,
        "outlet": named or folder_outlet(path),
        "author": author or frame.author,
        "url": _line(fields.get("url")),
        "path": f"{path}#{record.row}" if record.row else path,
        "encoding": encoding,
        "is_teaser": bool(fields.get("locked")) and len(text.split()) < TEASER_WORDS,
        "agency": agency,
        "from_folder": not named,
        "no_date": "" if published else _no_date(fields.get("published"), path),
    }


def file_and_row(path: str) -> tuple[str, int]:
    """The file that an article's path names and the row in it as a number, 0 for none."""
    file, _, row = path.rpartition("#")
    return (file, int(row)) if row.isdecimal() and file else (path, 0)


def article_id(text: str) -> str:
    """An article's id: the first twelve digits of the SHA-256 of its words, whatever the layout."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def language_of(text: str) -> str:
    """ISO 639-1 code of a text's language, judged by its first 400 characters; "" for no letters.

    By py3langid, a faster langid.py (Lui & Baldwin 2012), where German function words do not
    settle it, thirty times as fast.
    """
    sample = text[:400]
    words = sample.lower().split()
    small = [word for word in words if word in _GERMAN]
    if len(small) >= _SETTLED * len(words) and len(set(small)) >= _DIFFERENT:
        return "de"
    return py3langid.classify(sample)[0] if LETTERS.search(sample) else ""


def normalize(text: str) -> str:
    """Brings a text into the one form in which it is kept.

    Soft hyphens, zero-width and direction-changing marks go, since they split words or show a
    text other than it is; any white space within a line becomes one space.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("\xad[ \t]*\n[ \t]*(?=\\w)", "", text)  # a word was broken there to fit
    text = (
        unicodedata.normalize("NFC", _MARKS.sub(_with_few_marks, text))
        .encode("utf-8", "replace")
        .decode("utf-8")
    )
    # Expressions that begin with a sign, or no expressions, are several times as fast.
    text = re.sub("  +", " ", _SPACE.sub(" ", _ODD.sub("", text)))
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    return re.sub("\n\n\n+", "\n\n", text).strip()


def _with_few_marks(match: re.Match) -> str:
    kept, marks = [], 0
    for letter in match[0]:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def unwrap(text: str) -> str:
    """Joins the lines of a text that was broken at a fixed width, as old archives and mail are."""
    lines = text.split("\n")
    inner = [line for line, after in pairwise(lines) if line and after]
    width = max(map(len, inner), default=0)
    if len(inner) < 4 or not 40 <= width <= 100:
        return text
    full = [line for line in inner if len(line) >= 0.7 * width and line[-1] not in _ENDS]
    if len(full) < 0.7 * len(inner):
        return text
    # Whether a hyphen at a line's end is of the word, cleaning decides.
    return re.sub(r"(?<=\S)(?<!\w-)\n(?=\S)", " ", text)


def _split_title(title: str, text: str) -> tuple[str, str]:
    """Takes the title off the text's head: the known one, or a short first line that reads so."""
    first, _, rest = text.partition("\n")
    rest = rest.strip()
    if not rest:
        return title, text
    if title:
        # What stands above a title in a page is a label or advertising, never the article.
        above, found, below = f"\n{text}\n".partition(f"\n{title}\n")
        return title, below.strip() if found and len(above) < 250 and below.strip() else text
    frame = read_frame(first)
    if len(first) <= 150 and not _NO_TITLE.search(first) and not frame.parts:
        return first, rest
    return "", text


def _is_headline(text: str) -> bool:
    return "\n" not in text and len(text.split()) < _HEADLINE and text[-1:] not in _ENDS


def _no_date(value: object, path: str) -> str:
    """What a field or else a file's name has in the place of a date."""
    written = _line(value)
    if _DIGIT.search(written):
        return written
    found = _LIKE_A_DATE.search(PurePosixPath(path).name)
    return found[0] if found else ""


def _line(value: object) -> str:
    """A value as one line; of anything longer, no more is looked at than a line may need."""
    text = "" if value is None else str(value)[:5000]
    return normalize(plain(mend(text))).replace("\n", " ")[:500]


def _author(value: object) -> str:
    """Authors without the brackets of a list and without the word before a byline."""
    names = re.sub(r"[\[\]'\"]", "", _line(value)).replace(";", ",")
    names = re.sub(r"^(?:von|by)\s+(?=[A-ZÄÖÜ])", "", names, flags=re.IGNORECASE)
    names = re.sub(r"\s*,[\s,]*", ", ", names).strip(" ,")
    return "" if names.isdecimal() else names  # a number in some database
