import datetime as dt
import socket
import threading

import pytest
from mail_server import PASSWORD, USER, mail_server

from presseschau.jobs import settings
from presseschau.jobs.delivery.mail import failure_mail
from presseschau.jobs.delivery.post import NoServer, NotSent, send
from presseschau.jobs.settings import Mail

NOW = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)
TO = ["Jörg Groß <gross@example.org>", "beck@example.org"]


@pytest.fixture(autouse=True)
def _nobody_is_logged_in(monkeypatch):
    monkeypatch.delenv(settings.USER, raising=False)
    monkeypatch.delenv(settings.PASSWORD, raising=False)


def mail(port: int, ca: str = "", tls: str = "starttls", **more: object) -> Mail:
    told = {"host": "127.0.0.1", "port": port, "tls": tls, "ca": ca, "alert": TO, "timeout": 5}
    return Mail.model_validate(told | {"from": "Presseschau Süd <presse@example.org>"} | more)


def posted(how: Mail) -> dict:
    message = failure_mail({"morgen 2026-11-22 failed": "Kein Platz: „Straße“."}, how, NOW, "de")
    return send(message, TO, how)


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_mail_goes_over_tls_with_a_login(authority, monkeypatch, tls):
    if tls == "starttls":  # the server of these tests offers a login only after STARTTLS
        monkeypatch.setenv(settings.USER, USER)
        monkeypatch.setenv(settings.PASSWORD, PASSWORD)
    with mail_server(authority.context, tls, login=tls == "starttls") as box:
        assert posted(mail(box.port, authority.path, tls)) == {}
    ((recipients, message),) = box.taken
    assert recipients == ["gross@example.org", "beck@example.org"]
    assert message["To"].addresses[0].display_name == "Jörg Groß"
    assert message["From"].addresses[0].display_name == "Presseschau Süd"
    assert "„Straße“" in message.get_content()


def test_without_starttls_nothing_is_sent(authority, monkeypatch):
    with mail_server(None, "none") as box:
        with pytest.raises(NoServer, match="offers no STARTTLS; nothing was sent") as caught:
            posted(mail(box.port, authority.path))
        assert posted(mail(box.port, tls="none")) == {}
        monkeypatch.setenv(settings.USER, USER)
        monkeypatch.setenv(settings.PASSWORD, PASSWORD)
        assert posted(mail(box.port, tls="none")) == {}  # and no password either
    assert not caught.value.later
    assert len(box.taken) == 2


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_certificate_that_cannot_be_trusted_is_told(authority, tls):
    with mail_server(authority.context, tls) as box:
        for ca in (authority.other, ""):
            with pytest.raises(NoServer, match=r"cannot be trusted .* nothing was sent; 'ca'"):
                posted(mail(box.port, ca, tls))
    with (
        mail_server(authority.elsewhere, tls) as box,
        pytest.raises(NoServer, match=r"cannot be trusted .*IP address mismatch"),
    ):
        posted(mail(box.port, authority.path, tls))
    assert not box.taken


def test_a_wrong_password_and_a_missing_login_are_told(authority, monkeypatch):
    with mail_server(authority.context, login=True) as box:
        how = mail(box.port, authority.path)
        with pytest.raises(NoServer, match=f"wants a login; set {settings.USER}"):
            posted(how)
        monkeypatch.setenv(settings.USER, USER)
        with pytest.raises(NoServer, match="Only one of"):
            posted(how)
        monkeypatch.setenv(settings.PASSWORD, "falsch")
        with pytest.raises(
            NoServer, match=r"did not accept user and password; check .* \(535"
        ) as e:
            posted(how)
    assert "falsch" not in str(e.value)
    assert not box.taken


def test_refused_recipients_are_told_and_the_others_served(authority):
    with mail_server(authority.context) as box:
        box.answers = {"gross@example.org": ["550 No such user", "550 No", "451 Come back"]}
        refused = posted(mail(box.port, authority.path))
        assert list(refused) == [TO[0]]
        assert "refused the recipient gross@example.org (550 No such user)" in str(refused[TO[0]])
        assert not refused[TO[0]].later
        box.answers["beck@example.org"] = ["550 No", "451 Greylisted"]
        assert list(posted(mail(box.port, authority.path))) == TO
        assert [e.later for e in posted(mail(box.port, authority.path)).values()] == [True, True]
    assert [recipients for recipients, _ in box.taken] == [["beck@example.org"]]


def test_a_server_that_breaks_off_has_taken_nothing(authority):
    with mail_server(authority.context) as box:
        box.mid_data = 1
        with pytest.raises(NotSent, match="broke off before it had taken the mail") as caught:
            posted(mail(box.port, authority.path))
        assert caught.value.later
        assert posted(mail(box.port, authority.path)) == {}
    assert len(box.taken) == 1


def test_a_mail_that_is_too_large_is_known_as_such(authority):
    with (
        mail_server(authority.context, data_size_limit=300) as box,
        pytest.raises(NotSent, match=r"refused the mail|refused the sender") as caught,
    ):
        posted(mail(box.port, authority.path))
    assert caught.value.too_large
    assert "552" in str(caught.value)


def test_a_server_that_is_not_there_or_says_nothing_is_told(authority):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(NoServer, match=rf"127.0.0.1:{port} cannot be reached .*timed out"):
            posted(mail(port, timeout=1))
    with pytest.raises(NoServer, match=r"cannot be reached \(Connection refused\)") as caught:
        posted(mail(port))
    assert caught.value.later
    with pytest.raises(NoServer, match=r"no machine named 'smtp\.invalid'"):
        posted(mail(port, host="smtp.invalid"))


def test_a_server_that_speaks_something_else_is_told(authority):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 400 Bad\x1b[31m Request\r\n\r\n")
                connection.recv(1000)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(NoServer) as caught:
            posted(mail(server.getsockname()[1]))
        thread.join()
    assert "\x1b" not in str(caught.value)
    with (
        mail_server(None, "none") as box,
        pytest.raises(NoServer, match="does not speak TLS as tls = 'implicit' expects"),
    ):
        posted(mail(box.port, authority.path, "implicit"))
