import datetime as dt
import json
import os
import shutil

import pytest
from small_analysis import small_analysis
from small_jobs import MONDAY, article, finished, keys, make, run

from presseschau.jobs import WrongJobs, building, read_jobs, runs
from presseschau.jobs.delivery import ledger
from presseschau.jobs.due import Choice, tidy
from presseschau.jobs.inputs import survey
from presseschau.reports.execution import CellFailed


def test_without_a_first_day_the_newest_period_is_built_and_then_nothing(house):
    assert keys(run(house)) == ["2026-11-22"]
    assert [event.status for event in run(house)] == ["nothing due"]


def test_a_day_without_reports_is_caught_up_the_newest_first(house):
    assert keys(run(house, setting="since = 2026-11-19"))[::3] == ["2026-11-22", "2026-11-19"]
    later = MONDAY + dt.timedelta(days=2)
    assert keys(run(house, later, 'order = "oldest"')) == ["2026-11-23", "2026-11-24"]


def test_each_line_of_the_log_has_its_own_time(house, monkeypatch):
    seconds = iter(range(0, 9000, 10))
    monkeypatch.setattr(runs.time, "monotonic", lambda: float(next(seconds)))
    events = run(house, setting="since = 2026-11-20")
    times = [dt.datetime.fromisoformat(event.time) for event in events]
    assert len(times) == 3
    assert times == sorted(set(times))
    assert times[0] >= MONDAY


def test_each_report_holds_the_articles_of_its_own_day(house):
    run(house, setting="since = 2026-11-18")
    held = [
        json.loads(path.read_text(encoding="utf-8"))["inputs"]
        for path in sorted(house.glob("reports/tag/*/run.json"))
    ]
    assert [len(ids) for ids in held] == [1, 1, 1, 1, 1]
    assert len({article_id for ids in held for article_id in ids}) == 5


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_a_quiet_day_is_a_day_before_whatever_the_order(house, monkeypatch, order):
    seen = {}

    def opening(now, then, *_):
        (day,) = {path.removesuffix(".txt")[-2:] for path in now.articles["path"]} or {"quiet"}
        seen[day] = None if then is None else len(then.articles)
        return {"title": "", "how": "", "headline": "", "groups": []}

    monkeypatch.setattr(building, "opening", opening)
    (house / "in" / "Hafen-20.txt").unlink()

    def saving(tables, out, *rest, **how):
        done = make(tables, out, *rest, **how)
        shutil.copytree(tables[0], out / "tables")
        return done

    run(house, setting=f'since = 2026-11-17\norder = "{order}"', make=saving)
    assert seen == {"18": None, "19": 1, "quiet": seen["quiet"], "21": 0, "22": 1}


def test_late_articles_are_noted_once(house):
    run(house, setting="since = 2026-11-18")
    article(house, 20, "Deich")
    events = run(house, setting="since = 2026-11-18")
    assert keys(events, "late") == ["2026-11-20"]
    assert "1 article came after the report; --date 2026-11-20 --force" in events[-1].line()
    assert not keys(run(house, setting="since = 2026-11-18"), "late")
    assert ledger.late(house / "reports") == {"tag": {"2026-11-20": 1}}  # which the index shows


def test_late_articles_are_added_where_the_job_says_so(house):
    setting = 'since = 2026-11-18\nlate = "rebuild"'
    run(house, setting=setting)
    article(house, 20, "Deich")

    events = run(house, setting=setting)
    assert keys(events) == ["2026-11-20"]
    assert "2 articles" in events[0].detail
    assert not keys(run(house, setting=setting))


def test_a_day_ahead_of_all_articles_is_doubted_and_built_again_when_they_come(house):
    run(house)
    ahead = MONDAY + dt.timedelta(days=2)  # or a clock that jumps
    built = run(house, ahead)
    assert keys(built) == ["2026-11-24", "2026-11-23"]
    assert all("No article is as new; is the clock right?" in event.detail for event in built)
    assert not keys(run(house, ahead))
    article(house, 23)
    (event,) = (event for event in run(house, ahead) if event.status == "built")
    assert (event.period, event.articles) == ("2026-11-23", 1)
    assert "clock" not in event.detail


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


def test_what_failed_reports_left_goes_with_the_reports(house):
    def failing(*_, **__):
        raise CellFailed("Notebook 'probe' stopped.")

    setting = "since = 2026-11-18\nretries = 0"
    run(house, setting=setting, make=failing)
    left = sorted((house / "reports" / "tag").glob("*.failed"))
    assert len(left) == 5
    for age, path in enumerate(reversed(left)):
        os.utime(path, (MONDAY.timestamp() - age * 86_400,) * 2)
    run(house, setting="keep = {days = 3}")
    names = {path.name for path in (house / "reports" / "tag").glob("*.failed")}
    assert names == {"2026-11-20.failed", "2026-11-21.failed", "2026-11-22.failed"}


def test_one_day_can_be_asked_for(house):
    day = Choice(day=dt.date(2026, 11, 19))
    assert keys(run(house, choice=day)) == ["2026-11-19"]
    assert not keys(run(house, choice=day))
    with pytest.raises(WrongJobs, match="2026-11-23 is not over; --force"):
        run(house, choice=Choice(day=dt.date(2026, 11, 23)))
    with pytest.raises(WrongJobs, match=r"no job 'nacht'\. Choose from: tag"):
        run(house, choice=Choice(job="nacht"))


def test_a_day_that_one_job_has_finished_is_not_refused_for_another(house):
    setting = '[job.woche]\nsources = ["in"]\nperiod = "week"'
    later = MONDAY + dt.timedelta(days=1)
    events = run(house, later, setting, Choice(day=MONDAY.date()))
    told = {event.series: (event.period, event.status) for event in events}
    assert told == {"tag": ("2026-11-23", "built"), "woche": ("", "nothing due")}


def test_what_is_built_is_built_again_by_force_only(house):
    run(house, setting="since = 2026-11-18")
    assert keys(run(house, choice=Choice(force=True))) == ["2026-11-22"]
    asked = Choice(force=True, day=dt.date(2026, 11, 19))
    assert keys(run(house, choice=asked)) == ["2026-11-19"]
    asked = Choice(force=True, since=dt.date(2026, 11, 21))
    assert keys(run(house, choice=asked)) == ["2026-11-22", "2026-11-21"]
    assert not keys(run(house, choice=Choice(since=dt.date(2026, 11, 18))))


def test_days_before_the_first_can_be_asked_for(house):
    assert keys(run(house)) == ["2026-11-22"]
    asked = Choice(since=dt.date(2026, 11, 20))
    assert keys(run(house, choice=asked)) == ["2026-11-21", "2026-11-20"]


def test_a_report_forced_before_its_end_is_built_again_after_it(house):
    article(house, 23)
    assert keys(run(house, choice=Choice(force=True, day=MONDAY.date()))) == ["2026-11-23"]
    article(house, 23, "Deich")
    assert keys(run(house, MONDAY + dt.timedelta(hours=1))) == ["2026-11-22"]
    (event,) = run(house, MONDAY + dt.timedelta(days=1))
    assert (event.period, event.status, event.articles) == ("2026-11-23", "built", 2)


def test_a_plan_builds_and_remembers_nothing(house):
    run(house, setting="since = 2026-11-20")
    before = {path: path.stat().st_mtime_ns for path in (house / "reports").rglob("*")}
    article(house, 19)
    jobs = read_jobs(house / "jobs.toml")
    choice = Choice(since=dt.date(2026, 11, 18))
    planned = runs.planned(jobs, MONDAY, choice)
    assert keys(planned, "due") == ["2026-11-19", "2026-11-18"]
    after = {path: path.stat().st_mtime_ns for path in (house / "reports").rglob("*")}
    assert after == before


def test_what_a_killed_run_left_is_cleared_and_put_back(tmp_path):
    for name in (".2026-11-20.part", ".2026-11-21.old", ".2026-11-19-gone"):
        (tmp_path / name).mkdir()
    (tmp_path / ".trend.html.part").touch()
    (tmp_path / ".2026-11-20.lock").touch()
    tidy(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-21"]


def test_a_new_day_reads_and_analyses_its_own_articles_only(house, monkeypatch):
    run(house, setting="since = 2026-11-18")
    read, analysed, loading, analysing = [], [], building.load_articles, building.analyze

    def load(*sources, only, **how):
        read.extend(only)
        return loading(*sources, only=only, **how)

    def analyze(articles, *rest, **how):
        analysed.extend(articles["path"])
        return analysing(articles, *rest, **how)

    monkeypatch.setattr(building, "load_articles", load)
    monkeypatch.setattr(building, "analyze", analyze)
    small_analysis().keep([]).save(house / "reports" / "tag" / "2026-11-22" / "tables")
    article(house, 23)
    assert keys(run(house, MONDAY + dt.timedelta(days=1))) == ["2026-11-23"]
    assert read == analysed == ["Hafen-23.txt"]


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
