"""Settings: what jobs.toml says of mail and hooks, checked before anything is sent."""

import os
from collections.abc import Sequence
from email import policy
from email.headerregistry import Address
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

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


class Mail(BaseModel):
    """The table [mail]: through which server, and from whom."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=False)

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
