"""Reservations: pages whose owners keep text and data mining to themselves (W3C, TDMRep 2024)."""

import json
import re
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

from presseschau.jobs.feeds.responses import Answer, Trouble
from presseschau.jobs.feeds.visits import Visitor, follow

_FILE = "/.well-known/tdmrep.json"
_HEAD = 1 << 18


def refuse_reserved(answer: Answer, visitor: Visitor) -> None:
    """Keeps a page that its owner has reserved from being saved and read.

    The page's own word counts (``<meta name="tdm-reservation">``), without one the header of that
    name, without either the site's file ``tdmrep.json``.

    Raises:
        Trouble: The page is reserved, and its host none of the ``licensed_hosts``.
    """
    host = urlsplit(answer.url).hostname or ""
    if host in visitor.manners.licensed_hosts:
        return
    said = (
        _said_in_page(answer.body) or answer.reservation.strip() or _said_in_file(answer, visitor)
    )
    if said == "1":
        raise Trouble(
            "is reserved by its owner against text and data mining; if you may read it all the"
            f" same, name '{host}' in 'licensed_hosts' of [fetch]",
            worth=1,
        )


def _said_in_page(body: bytes) -> str:
    try:
        tree = html.fromstring(body[:_HEAD])
    except (etree.LxmlError, ValueError):
        return ""
    for meta in tree.iter("meta"):
        if meta.get("name", "").strip().casefold() == "tdm-reservation":
            return meta.get("content", "").strip()
    return ""


def _said_in_file(answer: Answer, visitor: Visitor) -> str:
    file = urljoin(answer.url, _FILE)
    if file not in visitor.reserved:
        visitor.reserved[file] = _rules(file, visitor)
    place = urlsplit(answer.url)._replace(scheme="", netloc="", fragment="")
    path = unquote(place.geturl() or "/")
    for pattern, said in visitor.reserved[file]:  # the first that fits counts
        if pattern.match(path):
            return said
    return ""


def _rules(file: str, visitor: Visitor) -> list[tuple[re.Pattern[str], str]]:
    """What a site's file says of which paths; one that cannot be read says nothing."""
    try:
        told = json.loads(follow(file, visitor, is_free=True).body)
        return [(_path(str(rule["location"])), str(rule["tdm-reservation"])) for rule in told]
    except (Trouble, ValueError, LookupError, TypeError):
        return []


def _path(location: str) -> re.Pattern[str]:
    """A path as robots.txt writes it: ``*`` is anything, ``$`` the end."""
    parts = map(re.escape, unquote(location.removesuffix("$")).split("*"))
    return re.compile(".*".join(parts) + "$" * location.endswith("$"), re.DOTALL)
