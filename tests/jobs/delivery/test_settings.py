import re

import pytest

from presseschau.core.resources import notebooks_folder
from presseschau.jobs import WrongJobs, read_jobs
from presseschau.jobs.settings import Mail, address

GOOD = """\
url = "https://example.org/berichte"

[mail]
host = "smtp.example.org"
from = "Presseschau <presse@example.org>"
alert = ["technik@example.org"]

[job.morgen]
sources = ["in"]
recipients = ["Jörg Groß <gross@example.org>"]
hook = ["true", "{folder}"]
"""


def test_what_is_ordered_is_read(written, tmp_path):
    hook = tmp_path / "veröffentlichen.sh"
    hook.write_text("#!/bin/sh\n")
    hook.chmod(0o755)
    jobs = read_jobs(written(GOOD.replace('"true"', '"./veröffentlichen.sh"')))
    assert jobs.url == "https://example.org/berichte/"
    assert jobs.mail.sender == "Presseschau <presse@example.org>"
    assert jobs.job["morgen"].hook == [str(hook), "{folder}"]


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("host", "hots", "4: There is no setting 'hots'. Did you mean 'host'?"),
        ('host = "smtp.example.org"', "", "3: The setting 'host' is missing."),
        ("presse@example.org", "presse", "5: 'from': 'Presseschau <presse>' is no address"),
        ('"technik@example.org"', '"a@x.de, b@x.de"', "6: 'alert': 'a@x.de, b@x.de' is no addr"),
        ("Jörg Groß <", r"A\nBcc: b@x.de <", "10: 'recipients': 'A Bcc: b@x.de <gross@"),
        ("gross@", "größe@", "10: 'recipients': 'Jörg Groß <größe@example.org>' is no address"),
        ("https://", "", "1: 'url': give the address of the folder 'out'"),
        ("alert", 'tls = "none"\nalert', "3: 'mail': without TLS only a server on this machine"),
        ("alert", 'tls = "ssl"\nalert', "6: 'tls' cannot be 'ssl'."),
        ("alert", 'ca = "jobs.toml"\nalert', "6: 'jobs.toml' holds no certificate"),
        ("alert", "port = 0\nalert", "6: 'port' should be"),
        ('"true"', '"gibt-es-nicht"', "11: There is no command 'gibt-es-nicht'"),
    ],
)
def test_a_mistake_is_told_with_its_line(written, old, new, mistake):
    with pytest.raises(WrongJobs) as caught:
        read_jobs(written(GOOD.replace(old, new, 1)))
    told = caught.value.mistakes
    assert any(line.startswith(f"jobs.toml:{mistake}") for line in told), told


def test_recipients_need_a_mail_server(written):
    text = GOOD[: GOOD.index("[mail]")] + GOOD[GOOD.index("[job") :]
    with pytest.raises(WrongJobs, match=r":5: There are 'recipients' but no table \[mail\]"):
        read_jobs(written(text))


def test_umlauts_in_names_and_domains_are_borne():
    one = address('"Groß, Jörg" <gross@Müller.example>')
    assert (one.display_name, one.addr_spec) == ("Groß, Jörg", "gross@xn--mller-kva.example")
    with pytest.raises(ValueError, match="write its domain as 'xn--"):
        address("gross@straße.example")  # which is not strasse.example


def test_the_example_of_delivery_can_be_taken_as_it_stands(written):
    text = (notebooks_folder() / "jobs.example.toml").read_text(encoding="utf-8")
    delivery = re.sub(r"^#(?=\S)", "", text[text.index("# Delivery") :], flags=re.MULTILINE)
    url, _, mail = delivery.partition("[mail]")
    job = '[job.morgen]\nsources = ["in"]\nrecipients = ["presse@example.org"]\n'
    jobs = read_jobs(written(url + job + "[mail]" + mail.replace('ca = "ca.pem"', "")))
    left_out = Mail.model_validate({"host": jobs.mail.host, "from": jobs.mail.sender})
    differing = {"alert", "port"}
    assert jobs.mail.model_dump(exclude=differing) == left_out.model_dump(exclude=differing)
