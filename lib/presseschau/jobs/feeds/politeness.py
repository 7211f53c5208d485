"""Settings: how politely pages are asked for, and which sources are feeds."""

import hashlib
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from presseschau.core.slugs import slug


def _is_contact(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise ValueError("give an e-mail address or a web address in plain letters")
    return text


class Fetching(BaseModel):
    """The table [fetch] of a jobs.toml; all of it may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    folder: Annotated[str, Field(min_length=1)] = "arrivals"
    contact: Annotated[str, AfterValidator(_is_contact)] = ""
    pause: Annotated[float, Field(ge=0, le=3600)] = 1
    timeout: Annotated[float, Field(gt=0, le=600)] = 20
    deadline: Annotated[float, Field(gt=0, le=3600)] = 60
    max_mb: Annotated[float, Field(gt=0, le=64)] = 8
    most_pages: Annotated[int, Field(ge=1)] = 200
    keep_days: Annotated[int, Field(ge=1)] | None = None
    private_hosts: list[str] = []


def is_feed(source: str) -> bool:
    """Whether a source is the address of a feed and not a path."""
    return source.casefold().startswith(("http://", "https://"))


def feed_mistake(source: str) -> str:
    """Why a feed's address cannot be right, without the password in it; empty if it can."""
    shown = re.sub("//[^/@]*@", "//…@", source)
    return f"The feed '{shown}' {said}." if (said := mistake_in(source)) else ""


def mistake_in(url: str) -> str:
    """What is wrong with the address of a feed or page; empty if nothing is."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no web address"
    if parts.scheme not in ("http", "https"):
        return "is no address of the web (http, https)"
    if not host or not url.isprintable() or " " in url or len(url) > 2000:
        return "is no web address"
    if parts.username is not None or parts.password is not None:
        return "holds a password; keep it out of files that others read, such as in ~/.netrc"
    return ""


def folder_name(url: str) -> str:
    """The name of the folder in which the pages of a feed arrive: readable, and its own."""
    words = slug(url.partition("://")[2])
    return f"{words[:48].strip('-')}-{hashlib.sha256(url.encode()).hexdigest()[:6]}"
