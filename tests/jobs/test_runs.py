import datetime as dt
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_analysis import small_analysis

from presseschau.jobs import WrongJobs, building, read_jobs, runs
from presseschau.jobs.due import Choice
from presseschau.jobs.inputs import survey
from presseschau.jobs.locking import Busy
from presseschau.jobs.retention import tidy
from presseschau.reports.execution import CellFailed

ALL = Choice()
MONDAY = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A folder with articles of five days, and jobs on them that are fast to build."""
    still = {"title": "", "how": "", "headline": "", "groups": []}
    monkeypatch.setattr(building, "opening", lambda *_: still)
    monkeypatch.setattr(runs, "_write_overviews", lambda *_: None)
    nothing = small_analysis().keep([])
    (tmp_path / "in").mkdir()
    for day in range(18, 23):
        article(tmp_path, day)

    def analyze(articles, rejects):
        return replace(nothing, articles=articles.drop(columns="agency", errors="ignore"))

    monkeypatch.setattr(building, "analyze", analyze)
    return tmp_path


def article(house: Path, day: int, word: str = "Hafen") -> None:
    text = f"Der {word}\n\nSundhafen, {day}. November 2026. Der {word} ruht am Tag {day}.\n"
    (house / "in" / f"{word}-{day}.txt").write_text(text, encoding="utf-8")


def make(tables, out, *_, facts, fail=(), **__):
    """Stands in for a report: one folder with its run.json, placed at once."""
    if out.name in fail:
        raise CellFailed(f"Notebook 'probe' stopped in {out.name}.")
    part = out.with_name(f".{out.name}-abcdefgh")
    part.mkdir(parents=True)
    (part / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    os.replace(part, out)
    return SimpleNamespace(articles=len(facts["inputs"]), rejects=0, notes=())


def run(house, now=MONDAY, setting="", choice=ALL, **how):
    path = house / "jobs.toml"
    path.write_text(f'[job.tag]\nsources = ["in"]\n{setting}\n', encoding="utf-8")
    how = {"make": make, "sleep": lambda seconds: None} | how
    events = runs.run(read_jobs(path), now, choice, **how)
    return events


def keys(events, status="built"):
    return [event.period for event in events if event.status == status]


def finished(house):
    return sorted(path.parent.name for path in house.glob("reports/tag/*/run.json"))


def test_without_a_first_day_the_newest_period_is_built_and_then_nothing(house):
    assert keys(run(house)) == ["2026-11-22"]
    assert [event.status for event in run(house)] == ["nothing due"]


def test_a_day_without_reports_is_caught_up_the_newest_first(house):
    assert keys(run(house, setting="since = 2026-11-19"))[::3] == ["2026-11-22", "2026-11-19"]
    later = MONDAY + dt.timedelta(days=2)
    assert keys(run(house, later, 'order = "oldest"')) == ["2026-11-23", "2026-11-24"]


def test_each_report_holds_the_articles_of_its_own_day(house):
    run(house, setting="since = 2026-11-18")
    held = [
        json.loads(path.read_text(encoding="utf-8"))["inputs"]
        for path in sorted(house.glob("reports/tag/*/run.json"))
    ]
    assert [len(ids) for ids in held] == [1, 1, 1, 1, 1]
    assert len({article_id for ids in held for article_id in ids}) == 5


def test_late_articles_are_noted_once(house):
    run(house, setting="since = 2026-11-18")
    article(house, 20, "Deich")
    events = run(house, setting="since = 2026-11-18")
    assert keys(events, "late") == ["2026-11-20"]
    assert "1 articles came after the report" in events[-1].line()
    assert not keys(run(house, setting="since = 2026-11-18"), "late")


def test_late_articles_are_added_where_the_job_says_so(house):
    setting = 'since = 2026-11-18\nlate = "rebuild"'
    run(house, setting=setting)
    article(house, 20, "Deich")

    def replacing(tables, out, *rest, **how):
        (out / "run.json").unlink()
        out.rmdir()
        return make(tables, out, *rest, **how)

    events = run(house, setting=setting, make=replacing)
    assert keys(events) == ["2026-11-20"]
    assert "2 articles" in events[0].detail
    assert not keys(run(house, setting=setting))


def test_files_can_count_by_their_arrival(house):
    for path in (house / "in").iterdir():
        os.utime(path, (MONDAY.timestamp() - 86_400,) * 2)
    events = run(house, setting='by = "arrived"\nsince = 2026-11-20')
    assert {e.period: e.articles for e in events}["2026-11-22"] == 5
    assert {e.period: e.articles for e in events}["2026-11-21"] == 0


def test_a_failing_report_is_tried_again_and_keeps_no_other_from_being_built(house):
    pauses = []

    def failing(*args, **how):
        return make(*args, **how, fail={"2026-11-21"})

    events = run(house, setting="since = 2026-11-20", make=failing, sleep=pauses.append)
    assert keys(events) == ["2026-11-22", "2026-11-20"]
    assert keys(events, "failed") == ["2026-11-21"]
    assert pauses == [10, 20]
    reason = house / "reports" / "tag" / "2026-11-21.failed" / "reason.txt"
    assert "stopped in 2026-11-21" in reason.read_text(encoding="utf-8")
    assert keys(run(house, setting="since = 2026-11-20")) == ["2026-11-21"]


def test_a_fault_of_the_program_is_one_line_too(house):
    def broken(*_, **__):
        raise KeyError("speaker")

    (event,) = run(house, make=broken)
    assert event.status == "failed"
    assert "fault of Presseschau (KeyError" in event.detail


def test_old_reports_go_and_do_not_come_back(house):
    setting = "since = 2026-11-18\nkeep = {count = 3}"
    assert len(keys(run(house, setting="since = 2026-11-18"))) == 5
    assert keys(run(house, setting=setting), "removed") == ["2026-11-18", "2026-11-19"]
    assert finished(house) == ["2026-11-20", "2026-11-21", "2026-11-22"]
    assert [event.status for event in run(house, setting=setting)] == ["nothing due"]
    assert finished(house)[0] == "2026-11-20"
    events = run(house, setting="since = 2026-11-18\nkeep = {days = 2}")
    assert keys(events, "removed") == ["2026-11-20"]


def test_one_day_can_be_asked_for_and_forced(house):
    day = Choice(day=dt.date(2026, 11, 19))
    assert keys(run(house, choice=day)) == ["2026-11-19"]
    assert not keys(run(house, choice=day))
    with pytest.raises(WrongJobs, match="2026-11-23 is not over; --force"):
        run(house, choice=Choice(day=dt.date(2026, 11, 23)))
    with pytest.raises(WrongJobs, match=r"no job 'nacht'\. Choose from: tag"):
        run(house, choice=Choice(job="nacht"))


def test_a_plan_builds_nothing(house):
    run(house, setting="since = 2026-11-20")
    article(house, 19)
    jobs = read_jobs(house / "jobs.toml")
    choice = Choice(since=dt.date(2026, 11, 18))
    planned = runs.planned(jobs, MONDAY, choice)
    assert keys(planned, "due") == ["2026-11-19", "2026-11-18"]
    assert finished(house)[0] == "2026-11-20"


def test_a_second_run_is_kept_out_and_a_dead_one_is_not(house):
    program = (
        "import datetime as dt, pathlib, sys, time\nfrom presseschau.jobs.locking import locked\n"
        f"with locked(pathlib.Path({str(house / 'reports')!r}), dt.datetime.now(dt.UTC)):\n"
        "    print('in', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "in\n"
        with pytest.raises(Busy, match=f"process {other.pid}, since"):
            run(house)
        other.kill()
    assert keys(run(house)) == ["2026-11-22"]


def test_what_a_killed_run_left_is_cleared_and_put_back(tmp_path):
    for name in (".2026-11-20-abcdefgh", ".2026-11-21-abcd_fgh-old", ".2026-11-19-gone"):
        (tmp_path / name).mkdir()
    (tmp_path / ".trend.part").touch()
    tidy(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-21"]


def test_unchanged_files_are_not_read_again(house, monkeypatch):
    memory = house / "memory.json"
    first = survey([str(house / "in")], memory)
    assert len(first.new) == 5
    monkeypatch.setattr("presseschau.articles.load_articles", None)
    second = survey([str(house / "in")], memory)
    assert (second.files, second.new) == (first.files, set())
    memory.write_text("{", encoding="utf-8")
    with pytest.raises(TypeError):  # all is read again
        survey([str(house / "in")], memory)
