"""Visits: one request after the other, as a site allows (RFC 9309), with pauses and limits."""

import time
from collections.abc import Callable, Mapping
from http.client import HTTPException
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from protego import Protego
from urllib3.exceptions import HTTPError

from presseschau.jobs.feeds.connection import Guard, refuse_private
from presseschau.jobs.feeds.responses import (
    STRIKES,
    Answer,
    Trouble,
    read_body,
    refusal,
    trouble_of,
)
from presseschau.jobs.settings import Fetching, mistake_in

#: The name by which robots.txt knows the program.
AGENT = "Presseschau"
REDIRECTS = 5
#: Longer pauses than this, in seconds, are not waited for: the page is left for other runs.
LONGEST_PAUSE = 60
#: Answers that mean there is no robots.txt; 429 means that the server wants rest.
_NONE = set(range(400, 500)) - {429}
_PERMANENT, _REDIRECTS = (301, 308), (301, 302, 303, 307, 308)


class Visitor(NamedTuple):
    """The program on its way through one run: its manners, and which servers it knows."""

    manners: Fetching
    session: requests.Session
    guard: Guard
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    rules: dict[str, Any]  # of robots.txt, by its address
    reserved: dict[str, Any]  # against text and data mining, by the address of the file
    left: dict[str, float]  # when each host was last asked
    strikes: dict[str, int]  # failures of each host in a row


def visitor(
    manners: Fetching,
    version: str,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Visitor:
    """A visitor who sets out for one run; ``version`` is the program's, for the user agent."""
    session = requests.Session()
    guard = Guard(manners.private_hosts)
    session.mount("http://", guard)
    session.mount("https://", guard)
    contact = f" (+{manners.contact})" if manners.contact else ""
    session.headers = {
        "User-Agent": f"{AGENT}/{version}{contact}",
        "Accept-Encoding": "gzip",  # what can be unpacked bit by bit
        "Accept-Language": "de, en;q=0.5",
        "Connection": "close",
    }
    return Visitor(manners, session, guard, clock, sleep, {}, {}, {}, {})


def follow(
    url: str, visitor: Visitor, headers: Mapping[str, str] | None = None, is_free: bool = False
) -> Answer:
    """Asks for a page and goes after its redirects.

    Whatever is not ``is_free``, as robots.txt is, needs the site's permit.

    Raises:
        Trouble: The page did not come.
    """
    seen, moved, for_good = [url], "", True
    while True:
        check_address(url, visitor)
        answer, target = _ask(url, visitor, 0 if is_free else permit(url, visitor), headers or {})
        if not target:
            return answer._replace(moved=moved)
        try:
            url = urldefrag(urljoin(url, target)).url
        except ValueError:
            said = f"is redirected to '{target[:100]}', which is no web address"
            raise Trouble(said) from None
        if url in seen:
            raise Trouble(f"is redirected in a circle, again to {url}", worth=3)
        if len(seen) > REDIRECTS:
            raise Trouble(f"is redirected more than {REDIRECTS} times", worth=3)
        seen.append(url)
        for_good = for_good and answer.status in _PERMANENT
        moved = url if for_good else moved


def check_address(url: str, visitor: Visitor) -> None:
    """Refuses what is no page of the web.

    Raises:
        Trouble: The address is none of the web, or a number of a private network.
    """
    if said := mistake_in(url):
        raise Trouble(f"leads to '{url[:100]}', which {said}", worth=1)
    host = str(urlsplit(url).hostname)
    try:
        ip_address(host)
    except ValueError:
        return
    refuse_private(host, host, visitor.manners.private_hosts)


def _ask(
    url: str, visitor: Visitor, pause: float, headers: Mapping[str, str]
) -> tuple[Answer, str]:
    """The answer to one request, and where it redirects to."""
    host = urlsplit(url).netloc
    if visitor.strikes.get(host, 0) >= STRIKES:
        raise Trouble(f"was not asked: '{host}' is in trouble and left alone until the next run")
    if host in visitor.left:
        free = visitor.left[host] + max(visitor.manners.pause, pause)
        if (wait := free - visitor.clock()) > 0:
            visitor.sleep(wait)
    try:
        answer = _answer(url, visitor, headers)
    except Trouble as trouble:
        strikes = visitor.strikes.get(host, 0)
        visitor.strikes[host] = strikes + trouble.blame if trouble.blame else 0
        raise
    finally:
        visitor.left[host] = visitor.clock()
    visitor.strikes[host] = 0
    return answer


def _answer(url: str, visitor: Visitor, headers: Mapping[str, str]) -> tuple[Answer, str]:
    manners, guard = visitor.manners, visitor.guard
    try:
        with (
            guard.deadline(manners.deadline),
            visitor.session.get(
                url, headers=headers, stream=True, allow_redirects=False, timeout=manners.timeout
            ) as response,
        ):
            status = response.status_code
            body = read_body(response, int(manners.max_mb * (1 << 20))) if status == 200 else b""
            if guard.expired:
                raise TimeoutError
    except Trouble:
        raise
    except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
        raise trouble_of(error, manners, guard.expired) from None
    names = ("Content-Type", "ETag", "Last-Modified", "tdm-reservation")
    kind, etag, modified, reservation = (response.headers.get(name, "") for name in names)
    answer = Answer(url, status, body, kind, etag[:500], modified[:100], reservation)
    if status in _REDIRECTS and (target := visitor.session.get_redirect_target(response)):
        return answer, target
    if status == 200 or (status == 304 and headers):
        return answer, ""
    raise refusal(status)


def permit(url: str, visitor: Visitor) -> float:
    """The pause that a site wants between two requests.

    A site without robots.txt allows everything; one whose robots.txt cannot be read, nothing.

    Raises:
        Trouble: robots.txt forbids the page or cannot be read.
    """
    file = urljoin(url, "/robots.txt")
    if file not in visitor.rules:
        visitor.rules[file] = _rules(file, visitor)
    rules = visitor.rules[file]
    if isinstance(rules, Trouble):
        if rules.blame and not rules.status:  # nobody answers there at all
            raise Trouble(str(rules))
        raise Trouble(f"was not asked, since {file} {rules} (RFC 9309)")
    if not rules.can_fetch(url, AGENT):
        raise Trouble("is forbidden to programs by its site's robots.txt", worth=3)
    pause = rules.crawl_delay(AGENT) or 0
    if pause > LONGEST_PAUSE:
        said = f"was not asked, since its site wants {pause:g} seconds between two requests"
        raise Trouble(said, worth=3)
    return pause


def _rules(file: str, visitor: Visitor) -> Protego | Trouble:
    try:
        answer = follow(file, visitor, is_free=True)
    except Trouble as trouble:
        return Protego.parse("") if trouble.status in _NONE else trouble
    return Protego.parse(answer.body.decode("utf-8", "replace"))
