"""Answers: what a server gives, a page within limits or trouble, said in a few words."""

import zlib
from http import HTTPStatus
from typing import NamedTuple

import requests
from urllib3.exceptions import (
    IncompleteRead,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)

from presseschau.feeds.settings import Fetching
from presseschau.feeds.trouble import STRIKES, Trouble

_CHUNK = 1 << 16


class Answer(NamedTuple):
    """What a server gave: where from in the end, the page, and what tells a changed one."""

    url: str
    status: int  # 200, or 304: as it was
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    moved: str = ""  # the new address, where the old one has moved for good


def read_body(response: requests.Response, limit: int) -> bytes:
    """Reads a page in pieces, so that neither an endless nor a packed one fills the memory.

    Args:
        response: Opened with ``stream``.
        limit: Bytes, as they come and unpacked.

    Raises:
        Trouble: It is larger, packed in an unknown way, damaged or cut off.
    """
    too_large = Trouble(f"is larger than {limit / (1 << 20):g} MB", worth=3)
    if int(response.headers.get("Content-Length") or 0) > limit:
        raise too_large
    packing = response.headers.get("Content-Encoding", "").strip().casefold()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise Trouble(f"came packed as '{packing[:20]}', which was not asked for", worth=3)
    unpacker = zlib.decompressobj(31) if "gzip" in packing else None
    body = bytearray()
    while chunk := response.raw.read1(_CHUNK, decode_content=False):
        try:
            body += unpacker.decompress(chunk, limit + 1 - len(body)) if unpacker else chunk
        except zlib.error:
            raise Trouble("came damaged: it cannot be unpacked") from None
        if len(body) > limit or (unpacker and unpacker.unconsumed_tail):
            raise too_large
    if unpacker and body and not unpacker.eof:
        raise Trouble("was cut off on the way")
    return bytes(body)


def trouble_of(error: Exception, manners: Fetching, expired: bool) -> Trouble:
    """Says in a few words what the libraries say in many."""
    cause = error.args[0] if isinstance(error, requests.ConnectionError) and error.args else error
    cause = getattr(cause, "reason", None) or cause
    if expired:
        said = f"was not there after {manners.deadline:g} seconds"
    elif isinstance(error, requests.Timeout | TimeoutError) or isinstance(cause, ReadTimeoutError):
        said = f"gave no answer for {manners.timeout:g} seconds"
    elif isinstance(cause, NameResolutionError):
        said = "has a host that is not known (check the address, or the network)"
    elif isinstance(cause, NewConnectionError):
        said = "has a host that takes no connection"
    elif isinstance(error, requests.exceptions.SSLError):
        said = "has a host without a valid certificate"
    elif isinstance(error, requests.exceptions.InvalidURL):
        return Trouble("is no web address", worth=1)
    elif isinstance(cause, IncompleteRead):
        said = "was cut off on the way"
    else:
        said = f"broke off ({type(cause).__name__})"
    return Trouble(said, blame=1)


def refusal(status: int) -> Trouble:
    """Says that a server gave a number instead of a page."""
    try:
        phrase = f" ({HTTPStatus(status).phrase.casefold()})"
    except ValueError:
        phrase = ""
    said = f"answered {status}{phrase}"
    if status in (429, 503):  # the server asks for rest
        return Trouble(said, status=status, blame=STRIKES)
    if status >= 500 or status == 408:
        return Trouble(said, status=status, blame=1)
    return Trouble(said, status=status, worth=1 if status == 410 else 3)
