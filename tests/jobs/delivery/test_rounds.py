import datetime as dt
import json
import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from mail_server import mail_server
from small_shelf import put_report

from presseschau.jobs import building, read_jobs, runs
from presseschau.jobs.delivery import ledger, mail, rounds
from presseschau.jobs.due import Choice
from presseschau.reports.execution import CellFailed

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
ONE, TWO = "beck@example.org", "Jörg Groß <gross@example.org>"
SPEC = "gross@example.org"


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A folder with jobs whose reports are made by hand at once."""
    (tmp_path / "in").mkdir()
    monkeypatch.setattr(building, "tables_of", lambda *_: tmp_path)
    monkeypatch.setattr(building, "_opening", lambda *_: {"headline": "Neu."})
    monkeypatch.setattr(runs, "_write_overviews", lambda *_: None)
    monkeypatch.setattr(mail, "pictures", lambda *_: [])
    return tmp_path


@pytest.fixture
def server(authority):
    with mail_server(authority.context) as box:
        yield box


@pytest.fixture
def run(house, authority, monkeypatch):
    """Runs the jobs in the house; gives the events, and the pauses that it would have made."""

    def run(port=1, now=NOW, recipients=(ONE, TWO), setting="", fail=(), put=put_report, **how):
        def make(tables, out, *_, facts, **__):
            if out.name in fail:
                raise CellFailed(f"Notebook 'probe' stopped in {out.name}.")
            shutil.rmtree(out, ignore_errors=True)
            put(out.parent.parent, out.parent.name, out.name)
            return SimpleNamespace(articles=1, rejects=0, notes=())

        (house / "jobs.toml").write_text(
            f'[mail]\nhost = "127.0.0.1"\nport = {port}\nfrom = "p@example.org"\ntimeout = 5\n'
            f'ca = "{authority.path}"\nalert = ["technik@example.org"]\nretries = 2\npause = 5\n'
            f'[job.tag]\nsources = ["in"]\nretries = 0\nrecipients = {json.dumps(recipients)}\n'
            f"{setting}\n",
            encoding="utf-8",
        )
        pauses = []
        monkeypatch.setattr(building, "report", make)
        how = {"sleep": pauses.append} | how
        events = runs.run(read_jobs(house / "jobs.toml"), now, **how)
        return SimpleNamespace(
            pauses=pauses, lines=[event.line() for event in events],
            statuses=[event.status for event in events if event.status != "nothing due"],
        )  # fmt: skip

    return run


def subjects(box) -> list[str]:
    return [message["Subject"] for _, message in box.taken]


def test_a_report_is_mailed_once_and_stays_as_it_is(house, run, server):
    first = run(server.port)
    assert first.statuses == ["built", "delivered"]
    assert "Mailed to beck@example.org, Jörg Groß <gross@example.org>." in first.lines[-1]
    tree = house / "reports" / "tag" / "2026-11-22"
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    assert run(server.port).statuses == []
    assert run(server.port, NOW + DAY).statuses == ["built", "delivered"]
    assert [message["Subject"][:16] for _, message in server.taken] == [
        "tag, So., 22.11.", "tag, Mo., 23.11."
    ]  # fmt: skip
    assert {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()} == before


def test_a_server_that_is_away_keeps_nothing_from_being_built(run, server, house):
    lost = run(port=1)
    assert lost.statuses == ["built", "undelivered", "undelivered"]
    assert "127.0.0.1:1 cannot be reached" in lost.lines[1]
    assert "Reports that wait for the next run: 1." in lost.lines[1]
    assert lost.pauses == [5, 10]
    assert (house / "reports" / "tag" / "2026-11-22" / "run.json").is_file()
    assert run(server.port).statuses == ["delivered"]
    assert len(server.taken) == 1


def test_only_who_was_refused_is_served_again(run, server):
    server.answers = {SPEC: ["550 No such user"]}
    first = run(server.port)
    assert first.statuses == ["built", "delivered", "undelivered"]
    assert "refused the recipient gross@example.org (550 No such user)" in first.lines[-1]
    assert first.pauses == []
    assert run(server.port).statuses == ["delivered"]
    reports = [to for to, message in server.taken if "fehlgeschlagen" not in message["Subject"]]
    assert reports == [[ONE], [SPEC]]


def test_greylisting_is_waited_for(run, server):
    server.answers = {ONE: ["451 Greylisted"] * 2, SPEC: ["451 Greylisted"] * 2}
    patient = run(server.port)
    assert patient.statuses == ["built", "delivered"]
    assert patient.pauses == [5, 10]
    assert len(server.taken) == 1


def test_a_mail_cut_off_while_it_was_sent_is_sent_again(run, server):
    server.mid_data = 1
    assert run(server.port).statuses == ["built", "delivered"]
    assert len(server.taken) == 1


def test_a_mail_too_large_goes_without_its_pdfs(run, authority):
    def large(*where, **how):
        folder = put_report(*where, **how)
        (folder / "pdf" / "actors.pdf").write_bytes(os.urandom(400_000))

    with mail_server(authority.context, data_size_limit=400_000) as box:
        assert run(box.port, put=large).statuses == ["built", "delivered"]
    ((_, message),) = box.taken
    assert not list(message.iter_attachments())
    assert "Nicht angehängt, weil zu groß" in message.get_body(("plain",)).get_content()


def test_what_was_taken_but_not_noted_is_sent_again_under_the_same_id(run, server, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(rounds.Round, "_note", lambda *_, **__: killed())
        with pytest.raises(KeyboardInterrupt):
            run(server.port)
    assert run(server.port).statuses == ["delivered"]
    ids = [message["Message-ID"] for _, message in server.taken]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def killed():
    raise KeyboardInterrupt


def test_a_run_killed_between_building_and_mailing_loses_nothing(run, server, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(rounds.Round, "deliver", lambda *_: killed())
        with pytest.raises(KeyboardInterrupt):
            run(server.port)
    assert not server.taken
    assert run(server.port).statuses == ["delivered"]


def test_reports_that_were_built_for_nobody_are_not_mailed_later(run, server):
    run(server.port, recipients=())
    assert run(server.port).statuses == []
    assert run(server.port, NOW + DAY).statuses == ["built", "delivered"]
    assert len(server.taken) == 1


def test_a_new_job_does_not_mail_a_whole_season(run, server):
    first = run(server.port, setting="since = 2026-11-06")
    assert first.statuses.count("built") == 17
    assert first.statuses.count("delivered") == len(server.taken) == 14
    assert first.statuses.count("not mailed") == 3
    assert run(server.port, setting="since = 2026-11-06").statuses == []


def test_a_report_that_is_built_again_is_not_mailed_again(run, server):
    run(server.port)
    assert run(server.port, choice=Choice(force=True)).statuses == ["built"]
    assert len(server.taken) == 1


def test_a_removed_report_leaves_no_note(run, server, house):
    run(server.port)
    run(server.port, NOW + DAY, setting="keep = {count = 1}")
    assert list(ledger.noted(house / "reports", "tag")) == ["2026-11-23"]


def test_a_failure_is_told_once_until_it_is_made_good(run, server):
    for _ in range(2):
        assert run(server.port, fail=("2026-11-22",)).statuses == ["failed"]
    ((to, message),) = server.taken
    assert to == ["technik@example.org"]
    assert "Notebook 'probe' stopped in 2026-11-22." in message.get_content()
    assert run(server.port).statuses == ["built", "delivered"]
    again = {"choice": Choice(force=True), "fail": ("2026-11-22",)}
    assert run(server.port, **again).statuses == ["failed"]
    assert len(server.taken) == 3


def test_a_failure_that_could_not_be_told_is_told_by_the_next_run(run, server):
    assert run(port=1, fail=("2026-11-22",)).statuses == ["failed", "undelivered"]
    run(server.port, fail=("2026-11-22",))
    assert len(server.taken) == 1


def hook(house: Path, body: str) -> str:
    program = f"import os, sys; log = open({str(house / 'log')!r}, 'a'); {body}"
    return f"hook = {json.dumps([sys.executable, '-c', program, '{folder}'])}"


def test_a_hook_runs_once_for_each_report(house, run):
    setting = hook(house, "print(sys.argv[1], os.environ['PRESSESCHAU_STATUS'], file=log)")
    assert run(recipients=(), setting=setting).statuses == ["built", "delivered"]
    assert run(recipients=(), setting=setting).statuses == []
    folder = house / "reports" / "tag" / "2026-11-22"
    assert (house / "log").read_text() == f"{folder} built\n"


def test_a_failing_hook_is_told_and_tried_again_and_the_mail_goes_out(house, run, server):
    first = run(server.port, setting=hook(house, "sys.exit('kein Platz')"))
    assert first.statuses == ["built", "undelivered", "delivered"]
    assert "ended with 1. It said: kein Platz" in first.lines[1]
    second = run(server.port, setting=hook(house, "print('gut')"))
    assert second.statuses == ["delivered"]
    assert second.lines[-1].endswith("ran. It said: gut")


def test_a_hook_hears_of_a_failure_once(house, run, server):
    setting = hook(house, "print(sys.argv[1][-17:], os.environ['PRESSESCHAU_STATUS'], file=log)")
    for _ in range(2):
        run(server.port, setting=setting, fail=("2026-11-22",))
    assert (house / "log").read_text() == "2026-11-22.failed failed\n"
