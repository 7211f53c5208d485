"""A real mail server on 127.0.0.1 that keeps what it takes and misbehaves on request."""

import email
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, syntax

USER, PASSWORD = "presse", "geheim-ß"


class Box:
    """What arrived, for whom; ``answers`` holds what the server says to a recipient instead."""

    def __init__(self):
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.answers: dict[str, list[str]] = {}
        self.mid_data = 0  # how many mails are cut off while they come in
        self.port = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.answers.get(address):
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((list(envelope.rcpt_tos), message))
        return "250 OK"


class _Server(SMTP):
    @syntax("DATA")
    async def smtp_DATA(self, arg):  # noqa: N802
        if not self.event_handler.mid_data:
            return await super().smtp_DATA(arg)
        self.event_handler.mid_data -= 1
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        await self._reader.read(100)
        self.transport.abort()
        return None


class _Controller(Controller):
    def factory(self):
        return _Server(self.handler, **self.SMTP_kwargs)


def _log_in(server, session, envelope, mechanism, data) -> AuthResult:
    fits = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=fits, handled=False)


@contextmanager
def mail_server(
    context: ssl.SSLContext | None, how: str = "starttls", login: bool = False, **settings: object
) -> Iterator[Box]:
    """Runs a server until the block ends.

    Args:
        context: Its certificate.
        how: "starttls", "implicit" or "none".
        login: A user has to log in.
        **settings: What aiosmtpd's server takes besides, such as ``data_size_limit``.
    """
    box = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    if login:
        settings |= {"authenticator": _log_in, "auth_required": True}
    if how == "starttls":
        settings |= {"tls_context": context, "require_starttls": True}
    own = context if how == "implicit" else None
    place = {"hostname": "127.0.0.1", "port": box.port, "ready_timeout": 30}
    controller = _Controller(box, **place, ssl_context=own, **settings)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
