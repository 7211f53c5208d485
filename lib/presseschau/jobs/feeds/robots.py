"""Robots: what a site allows programs to ask for (RFC 9309), read once in a run."""

from urllib.parse import urlsplit

from protego import Protego

from presseschau.jobs.feeds.trouble import Trouble
from presseschau.jobs.feeds.visits import AGENT, Visitor, follow

#: Longer pauses than this, in seconds, are not waited for: the page is left for other runs.
LONGEST_PAUSE = 60
#: Answers that mean there is no robots.txt; 429 means that the server wants rest.
_NONE = set(range(400, 500)) - {429}


def permit(url: str, visitor: Visitor) -> float:
    """The pause that a site wants between two requests.

    A site without robots.txt allows everything; one whose robots.txt cannot be read, nothing.

    Raises:
        Trouble: robots.txt forbids the page or cannot be read.
    """
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    if origin not in visitor.rules:
        visitor.rules[origin] = _rules(origin, visitor)
    rules = visitor.rules[origin]
    if isinstance(rules, Trouble):
        if rules.blame and not rules.status:  # nobody answers there at all
            raise Trouble(str(rules))
        raise Trouble(f"was not asked, since {origin}/robots.txt {rules} (RFC 9309)")
    if not rules.can_fetch(url, AGENT):
        raise Trouble("is forbidden to programs by its site's robots.txt", worth=3)
    pause = rules.crawl_delay(AGENT) or 0
    if pause > LONGEST_PAUSE:
        said = f"was not asked, since its site wants {pause:g} seconds between two requests"
        raise Trouble(said, worth=3)
    return pause


def _rules(origin: str, visitor: Visitor) -> Protego | Trouble:
    try:
        answer = follow(f"{origin}/robots.txt", visitor)
    except Trouble as trouble:
        return Protego.parse("") if trouble.status in _NONE else trouble
    return Protego.parse(answer.body.decode("utf-8", "replace"))
