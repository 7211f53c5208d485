"""Feed: the entries of an RSS or Atom document, as far as it can be read."""

import calendar
import datetime as dt
import hashlib
import html
import io
import re
from typing import Any, NamedTuple
from urllib.parse import urldefrag

import feedparser

from presseschau.articles.encodings import decode
from presseschau.articles.records import Refusal
from presseschau.jobs.feeds.responses import Trouble

#: Dates before this year are zeros and typing errors of a feed.
FIRST_YEAR = 1990
#: What a feed may have before it is read, which takes the square of one tag's attributes.
MOST_TAGS, MOST_ATTRIBUTES = 1_000_000, 1000
#: How many flaws are told one by one.
_FLAWS = 3
_TAG = re.compile(r"<[^>]{0,300}>")


class Entry(NamedTuple):
    """What a feed says of an article: ``published`` in UTC, ``stamp`` changes with the entry."""

    link: str
    title: str
    author: str
    published: str
    stamp: str


class Feed(NamedTuple):
    """A feed's name, its entries (each link once), and what is wrong with it, in sentences."""

    title: str
    entries: list[Entry]
    flaws: list[str]


def read_feed(data: bytes, url: str, now: dt.datetime) -> Feed:
    """What a document says as a feed; entries dated later than now count as undated.

    The bytes decide on the encoding, as they do for articles: what servers and feeds say of it
    is often wrong. Links without a host count from ``url``, where the document came from.

    Raises:
        Trouble: This is no feed.
    """
    try:
        text, _ = decode(data)
    except Refusal:
        raise Trouble("is no feed, nor any other text") from None
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    tags = [part.partition(">")[0] for part in text.split("<")]
    if len(tags) > MOST_TAGS or max(tag.count("=") for tag in tags) > MOST_ATTRIBUTES:
        raise Trouble("has too many tags for a feed")
    try:
        parsed = feedparser.parse(
            io.BytesIO(text.encode("utf-8")),
            response_headers=headers,
            sanitize_html=False,  # of the texts, which are not read, it takes most of the time
            resolve_relative_uris=False,
        )
    except Exception:  # whatever a parser of foreign documents may raise
        raise Trouble("is no feed that can be read") from None
    if not parsed.get("version") and not parsed.entries:
        raise Trouble(_no_feed(parsed))
    flaws = ["the feed is damaged, so entries may be missing"] if parsed.bozo else []
    entries: dict[str, Entry] = {}
    for item in parsed.entries:
        entry = _entry(item, now)
        if entry.link:
            entries.setdefault(entry.link, entry)
        else:
            flaws.append(f"the entry '{entry.title[:80]}' has no link to a page")
    shown = flaws[:_FLAWS] + ([f"and {len(flaws) - _FLAWS} more"] if flaws[_FLAWS:] else [])
    return Feed(_plain(parsed.feed.get("title")), list(entries.values()), shown)


def _entry(item: Any, now: dt.datetime) -> Entry:
    title, link = _plain(item.get("title")), _link(item)
    dates = [name for name in ("published", "updated") if name in item]
    moments = (_moment(item.get(f"{name}_parsed"), now) for name in dates)
    published = next(filter(None, moments), "")
    told = [title, *(str(item.get(name)) for name in dates)]
    stamp = hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]
    return Entry(link, title, _plain(item.get("author")), published, stamp)


def _link(item: Any) -> str:
    """The address of an entry's page, and of none other: no part of it, no detour."""
    link = (item.get("feedburner_origlink") or item.get("link") or "").strip()
    if not link.isprintable():
        return ""
    try:
        return urldefrag(link).url
    except ValueError:
        return link


def _moment(parsed: Any, now: dt.datetime) -> str:
    try:
        moment = dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return ""
    sound = moment.year >= FIRST_YEAR and moment <= now + dt.timedelta(hours=1)
    return moment.isoformat() if sound else ""


def _plain(markup: object) -> str:
    """A title without its markup, which some feeds escape twice."""
    text = html.unescape(_TAG.sub("", str(markup or "")))
    return "".join(sign for sign in " ".join(text.split())[:500] if sign.isprintable())


def _no_feed(parsed: Any) -> str:
    links = parsed.feed.get("links") or []
    for link in links:
        if re.search(r"rss|atom", str(link.get("type"))) and link.get("href"):
            return f"is a web page and no feed; it names this feed: {_plain(link['href'])[:300]}"
    return "is no feed; give the address of an RSS or Atom feed"
