import datetime as dt
import email
import re
from email import policy

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from small_shelf import opening, put_report

from presseschau.jobs.delivery import mail as written
from presseschau.jobs.delivery.finished import open_report
from presseschau.jobs.delivery.mail import failure_mail, report_mail
from presseschau.jobs.settings import Mail

NOW = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)
SETTINGS = {"host": "localhost", "from": "Presseschau <presse@example.org>"}
MAIL = Mail.model_validate(SETTINGS | {"alert": ["technik@example.org"]})
TO = ['"Groß, Jörg" <gross@example.org>', "beck@example.org"]
URL = "https://example.org/berichte/"


@pytest.fixture(scope="module", autouse=True)
def _drawn_once():
    """The charts of a report are drawn once for all the mails about it."""
    drawn, known = written.pictures, {}

    def pictures(report, language):
        key = report.folder, str(report.facts), language
        if key not in known:
            known[key] = drawn(report, language)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(written, "pictures", pictures)
        yield


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    return open_report(put_report(out, "morgen", "2026-11-20", tables=True))


def sent(report, url: str = URL, mail: Mail = MAIL, **how):
    """Gives the mail as it comes out of the wire."""
    message = report_mail(report, TO, mail, url, NOW, **how)
    raw = message.as_bytes()
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    return email.message_from_bytes(raw, policy=policy.default)


def body(message, kind: str = "html") -> str:
    return message.get_body((kind,)).get_content()


def test_the_mail_says_what_changed_in_both_forms(report):
    message = sent(report)
    assert message["Subject"] == "morgen, Fr., 20.11.: Neu dabei: Mara Voß <b>& Söhne"
    assert [one.display_name for one in message["To"].addresses] == ["Groß, Jörg", ""]
    assert message["Auto-Submitted"] == "auto-generated"
    page = body(message)
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<b>" not in page
    for text in (lxml_html.fromstring(page).text_content(), body(message, "plain")):
        assert "Freitag, 20. November 2026" in text
        assert "Mara Voß <b>& Söhne" in text
        assert "„Der Haushalt steht“ – Mara Voß" in text


def test_the_charts_stand_in_the_mail_itself(report):
    message = sent(report)
    wanted = re.findall(r'src="cid:([^"]+)"', body(message))
    parts = {part["Content-ID"].strip("<>"): part for part in message.walk() if part["Content-ID"]}
    assert list(parts) == wanted
    assert len(wanted) == 2  # presence and voice; one judged sentence is too few for a chart
    assert all(part.get_content().startswith(b"\x89PNG") for part in parts.values())
    assert all(image.get("alt") for image in lxml_html.fromstring(body(message)).iter("img"))
    assert 'src="http' not in body(message)


def test_pdfs_are_attached_as_far_as_the_limit_allows(report):
    names = [part.get_filename() for part in sent(report).iter_attachments()]
    assert names == ["morgen-2026-11-20-actors.pdf", "morgen-2026-11-20-quotes.pdf"]
    small = Mail.model_validate(SETTINGS | {"pdf_limit": 0})
    for message in (sent(report, mail=small), sent(report, with_pdf=False)):
        assert not list(message.iter_attachments())
        for kind in ("html", "plain"):
            assert "Nicht angehängt, weil zu groß (0,0 MB): Akteure, Zitate" in body(message, kind)


def test_links_need_an_address(report):
    links = lxml_html.fromstring(body(sent(report))).xpath("//a/@href")
    assert f"{URL}morgen/2026-11-20/index.html" in links
    assert f"{URL}morgen/2026-11-20/articles/a1.html#m1" in links
    alone = body(sent(report, url=""))
    assert not lxml_html.fromstring(alone).xpath("//a")
    assert "im Ordner morgen/2026-11-20" in alone


def test_the_same_report_has_the_same_message_id(report):
    assert sent(report)["Message-ID"] == sent(report, with_pdf=False)["Message-ID"]


def test_an_english_report_has_an_english_mail(tmp_path):
    folder = put_report(tmp_path, "daily", "2026-11-20", tables=True, parameters={"language": "en"})
    message = sent(open_report(folder))
    assert message["Subject"].startswith("daily, Fri, 20 Nov: ")
    assert "Open the whole report" in body(message)


@settings(max_examples=40)
@given(text=st.text(max_size=120))
def test_no_headline_breaks_out_of_its_header(report, text):
    hostile = report._replace(facts=report.facts | {"opening": opening(text + "\r\nBcc: x@y.de")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(written, "pictures", lambda *_: [])
        patch.setattr(written, "render", lambda *_, **__: "<p>")
        message = sent(hostile)
    assert message["Bcc"] is None
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Auto-Submitted", "Message-ID",
        "MIME-Version", "Content-Type",
    }  # fmt: skip


def test_failures_are_told_in_plain_words():
    failures = {"morgen 2026-11-20 failed": "Kein Platz: „Straße“.", "medien failed": "Aus."}
    message = failure_mail(failures, MAIL, NOW, "de")
    assert message["Subject"] == "Presseschau: 2 fehlgeschlagen (morgen 2026-11-20 failed)"
    assert "Kein Platz: „Straße“." in message.get_content()
    assert message["To"] == "technik@example.org"
