"""Settings: what jobs.toml says of mail, hooks and feeds, checked before anything is asked."""

import hashlib
import os
import re
from collections.abc import Sequence
from email import policy
from email.headerregistry import Address
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, model_validator

from presseschau.core.slugs import slug

#: The mail server's user and password come from the environment, never from a file.
USER, PASSWORD = "PRESSESCHAU_SMTP_USER", "PRESSESCHAU_SMTP_PASSWORD"
PORTS = {"starttls": 587, "implicit": 465, "none": 25}


def address(text: str) -> Address:
    """One address, read from text such as "Jörg Müller <mueller@example.org>".

    Raises:
        ValueError: It is none, or more than one, or would break out of its header.
    """
    shown = " ".join(text.split())
    sentence = f"'{shown}' is no address; give one such as 'Anna Beck <beck@example.org>'"
    if not text.isprintable():
        raise ValueError(sentence)
    found = policy.SMTP.header_factory("To", text)
    if len(found.addresses) != 1 or found.defects:
        raise ValueError(sentence)
    (one,) = found.addresses
    try:
        domain = one.domain.encode("idna").decode("ascii")
        if domain.encode().decode("idna").lower() != one.domain.lower():  # "ß" is another domain
            raise ValueError(f"{sentence}; write its domain as 'xn--...'")
        one.username.encode("ascii")
        if not one.username or not domain:
            raise ValueError(sentence)
        return Address(one.display_name, one.username, domain)
    except UnicodeError:
        raise ValueError(f"{sentence}, with plain letters before the '@'") from None


def _is_address(text: str) -> str:
    address(text)
    return text


def _is_place(text: str) -> str:
    if not text:
        return text
    if not text.startswith(("https://", "http://", "file://")) or not text.isprintable():
        raise ValueError(
            "give the address of the folder 'out', such as 'https://example.org/news/'"
        )
    if " " in text or "#" in text or "?" in text:
        raise ValueError("give the address without spaces, '?' and '#'")
    return text.rstrip("/") + "/"


Recipient = Annotated[str, AfterValidator(_is_address)]
#: Where a web server shows the folder of the reports; empty where none does.
Place = Annotated[str, AfterValidator(_is_place)]


class Mail(BaseModel, extra="forbid", frozen=True, strict=True):
    """The table [mail]: through which server, and from whom."""

    host: Annotated[str, Field(min_length=1)]
    port: Annotated[int, Field(ge=1, le=65_535)] | None = None
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    sender: Annotated[Recipient, Field(alias="from")]
    ca: str = ""
    alert: list[Recipient] = []
    timeout: Annotated[int, Field(ge=1, le=600)] = 30
    retries: Annotated[int, Field(ge=0, le=10)] = 3
    pause: Annotated[int, Field(ge=0, le=3600)] = 60
    days: Annotated[int, Field(ge=1)] = 14  # what is older when it is made good is not mailed
    pdf_limit: Annotated[int, Field(ge=0, le=100)] = 8  # MB, all PDFs together

    @model_validator(mode="after")
    def _is_safe(self) -> "Mail":
        if self.tls == "none" and not _is_this_machine(self.host):
            raise ValueError("without TLS only a server on this machine is allowed; set 'tls'")
        return self

    def number(self) -> int:
        """The port that is set, else the usual one."""
        return self.port or PORTS[self.tls]


def placed_hook(hook: Sequence[str], base: Path) -> list[str]:
    """Lets the path of a hook's command count from a folder; a bare name is looked for as usual."""
    return [str(base / os.path.expanduser(word)) if n == 0 and "/" in word else word
            for n, word in enumerate(hook)]  # fmt: skip


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_contact(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise ValueError("give an e-mail address or a web address in plain letters")
    return text


class Fetching(BaseModel, extra="forbid", frozen=True, strict=True):
    """The table [fetch]: how politely pages are asked for; all of it may be left out."""

    folder: Annotated[str, Field(min_length=1)] = "arrivals"
    contact: Annotated[str, AfterValidator(_is_contact)] = ""
    pause: Annotated[float, Field(ge=0, le=3600)] = 1
    timeout: Annotated[float, Field(gt=0, le=600)] = 20
    deadline: Annotated[float, Field(gt=0, le=3600)] = 60
    max_mb: Annotated[float, Field(gt=0, le=64)] = 8
    most_pages: Annotated[int, Field(ge=1)] = 200
    keep_days: Annotated[int, Field(ge=1)] | None = None
    private_hosts: list[str] = []
    licensed_hosts: list[str] = []  # whose reservation against mining does not bind


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
