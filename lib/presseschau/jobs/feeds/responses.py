"""Responses: what a server gives, a page within limits or trouble, said in a few words."""

import http.client
import socket
import ssl
import zlib
from http import HTTPStatus
from typing import NamedTuple

import requests
from urllib3.exceptions import IncompleteRead, NewConnectionError

from presseschau.jobs.settings import Fetching

#: After so many failures in a row a server is left alone for the rest of the run.
STRIKES = 3


class Trouble(Exception):  # noqa: N818 - it is handed on as a result, too
    """What went wrong, as the part of a sentence that follows an address: "answered 404".

    ``status`` is the server's answer, if it gave one that is no page; ``worth`` says how many runs
    should try (0: any number), and ``blame`` how far the server as a whole is in trouble, not only
    this page; failures in a row add up to ``STRIKES``.
    """

    def __init__(self, said: str, *, status: int = 0, worth: int = 0, blame: int = 0):
        super().__init__("".join(filter(str.isprintable, said)))  # it may quote a server
        self.status = status
        self.worth = worth
        self.blame = blame


_CHUNK = 1 << 16


class Answer(NamedTuple):
    """What a server gave: where from in the end, the page, and what tells a changed one."""

    url: str
    status: int  # 200, or 304: as it was
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    reservation: str = ""  # the header tdm-reservation
    moved: str = ""  # the new address, where the old one has moved for good


def read_body(response: requests.Response, limit: int) -> bytes:
    """A page, read in pieces, so that neither an endless nor a packed one fills the memory.

    The response was opened with ``stream``; the limit counts bytes, as they come and unpacked.

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
    """What the libraries say in many words, in a few; ``expired`` where the deadline was over."""
    kinds, cause = [], error
    while cause:  # down to the first
        kinds.append(type(cause))
        cause = cause.__cause__ or cause.__context__

    def is_a(*names: type) -> bool:
        return any(issubclass(kind, names) for kind in kinds)

    if is_a(requests.exceptions.InvalidURL):
        return Trouble("is no web address", worth=1)
    if expired:
        said = f"was not there after {manners.deadline:g} s"
    elif is_a(TimeoutError, requests.Timeout):
        said = f"gave no answer for {manners.timeout:g} s"
    elif is_a(socket.gaierror):
        said = "has a host that is not known (check the address, or the network)"
    elif is_a(ssl.SSLError):
        said = "has a host without a valid certificate"
    elif is_a(NewConnectionError):
        said = "has a host that takes no connection"
    elif is_a(IncompleteRead, http.client.IncompleteRead):
        said = "was cut off on the way"
    elif is_a(http.client.HTTPException, ValueError):
        said = "gave an answer that cannot be understood"
    else:
        said = f"broke off ({kinds[-1].__name__})"
    return Trouble(said, blame=1)


def refusal(status: int) -> Trouble:
    """The trouble of a server that gave a number instead of a page."""
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
