"""The post: one message through one mail server, and in a sentence what came of it."""

import base64
import os
import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP

from presseschau.jobs.settings import PASSWORD, USER, Mail, address
from presseschau.reports.safety import harmless

_TOO_LARGE = (523, 534, 552)
_SHOWN = 200


class NotSent(Exception):  # noqa: N818 - named after what it is
    """Mail that nobody has taken, in one sentence, and whether it may be taken a little later."""

    def __init__(self, said: str, later: bool = False) -> None:
        super().__init__(said[0].upper() + said[1:].rstrip(".") + ".")
        self.later = later
        self.too_large = False  # the message itself, for the server


class NoServer(NotSent):
    """The mail server cannot be reached or does not let us in: no other message would pass."""


def send(message: EmailMessage, recipients: Sequence[str], mail: Mail) -> dict[str, NotSent]:
    """Sends a message to addresses as they stand in jobs.toml.

    Returns:
        The recipients that the server refused, each with why.

    Raises:
        NotSent: The server took the message for nobody.
    """
    specs = {address(one).addr_spec: one for one in recipients}
    with _server(mail) as server:
        try:
            text = message.as_bytes(policy=SMTP.clone(max_line_length=78))
            refused = server.sendmail(address(mail.sender).addr_spec, list(specs), text)
        except smtplib.SMTPRecipientsRefused as error:
            refused = error.recipients
        except OSError as error:  # smtplib's own errors are among them
            raise _not_sent(error, mail) from error
    return {
        specs[spec]: _refusal(f"The mail server refused the recipient {spec}", *answer)
        for spec, answer in refused.items()
    }


@contextmanager
def _server(mail: Mail) -> Iterator[smtplib.SMTP]:
    """Opens the connection, checks the certificate and logs in."""
    server = None
    try:
        context = ssl.create_default_context(cafile=mail.ca or None)
        own = {"host": mail.host, "port": mail.number(), "timeout": mail.timeout}
        if mail.tls == "implicit":
            server = smtplib.SMTP_SSL(**own, context=context)
        else:
            server = smtplib.SMTP(**own)
        if mail.tls == "starttls":
            server.starttls(context=context)
        _log_in(server, mail)
    except BaseException as error:
        if server:
            server.close()
        if isinstance(error, OSError):
            raise _no_server(error, mail) from error
        raise
    try:
        yield server
    finally:
        with suppress(OSError):  # what the server has taken, it has taken
            server.quit()
        server.close()


def _log_in(server: smtplib.SMTP, mail: Mail) -> None:
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    if mail.tls == "none" or not (user or password):
        return
    if not (user and password):
        raise NoServer(f"Only one of {USER} and {PASSWORD} is set; set both, or none.")
    server.ehlo_or_helo_if_needed()
    if "PLAIN" not in server.esmtp_features.get("auth", "").upper().split():
        try:
            server.login(user, password)
        except UnicodeError:
            raise NoServer(f"This mail server takes only plain letters in {PASSWORD}.") from None
        return
    # smtplib itself knows no letters beyond ASCII.
    token = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, answer = server.docmd("AUTH", f"PLAIN {token}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _no_server(error: OSError, mail: Mail) -> NoServer:
    where = f"the mail server {mail.host}:{mail.number()}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        said = f"{where} did not accept user and password; check {USER} and {PASSWORD}"
        return _refusal(said, error.smtp_code, error.smtp_error, NoServer)
    if isinstance(error, smtplib.SMTPResponseException):
        return _refusal(f"{where} refused", error.smtp_code, error.smtp_error, NoServer)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        lacks = "login" if "AUTH" in str(error) else "STARTTLS"
        hint = f"unset {USER}" if lacks == "login" else "try tls = 'implicit' and its port"
        return NoServer(f"{where} offers no {lacks}; nothing was sent; {hint}")
    if isinstance(error, ssl.SSLCertVerificationError):
        said = f"the certificate of {mail.host} cannot be trusted ({error.verify_message});"
        return NoServer(f"{said} nothing was sent; 'ca' names an authority of your own")
    if isinstance(error, ssl.SSLError):
        said = f"{where} does not speak TLS as tls = '{mail.tls}' expects ({error.reason})"
        return NoServer(said)
    if isinstance(error, socket.gaierror):
        return NoServer(f"there is no machine named '{mail.host}', or no network", later=True)
    said = error.strerror or str(error) or type(error).__name__
    return NoServer(f"{where} cannot be reached ({said})", later=True)


def _not_sent(error: OSError, mail: Mail) -> NotSent:
    where = f"the mail server {mail.host}"
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == 530:
        said = f"{where} wants a login; set {USER} and {PASSWORD}"
        return _refusal(said, error.smtp_code, error.smtp_error, NoServer)
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code not in _TOO_LARGE:
        said = f"{where} refused the sender {error.sender}"
        return _refusal(said, error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException):
        found = _refusal(f"{where} refused the mail", error.smtp_code, error.smtp_error)
        found.too_large = error.smtp_code in _TOO_LARGE
        return found
    return NotSent(f"{where} broke off before it had taken the mail ({error})", later=True)


def _refusal(said: str, code: int, answer: bytes, kind: type[NotSent] = NotSent) -> NotSent:
    """Says what the server said; codes from 400 to 499 pass."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    said += f" ({code} {' '.join(harmless(text).split())[:_SHOWN]})"
    return kind(said, later=400 <= code < 500)
