"""Feeds and inboxes among the sources of jobs, as the commands run them."""

import datetime as dt
import json
import os
import re
import shutil
from types import SimpleNamespace

import pytest
from news_site import NOW, answer, page
from typer.testing import CliRunner

from presseschau.articles import load_articles
from presseschau.articles.cleaning import clean
from presseschau.cli import app
from presseschau.core.resources import notebooks_folder
from presseschau.core.tables import EARLIER_VERSION
from presseschau.jobs import WrongJobs, building, read_jobs, runs
from presseschau.jobs.feeds import Fetching
from presseschau.jobs.inputs import articles_by_period, survey
from presseschau.jobs.periods import GERMANY, Rhythm
from presseschau.jobs.traces import locked

FETCH = '[fetch]\npause = 0\nprivate_hosts = ["127.0.0.1"]\n'
TODAY = dt.datetime.now(GERMANY).date()
YESTERDAY = TODAY - dt.timedelta(days=1)
PUBLISHED = f"<pubDate>{YESTERDAY:%d %b %Y} 12:00:00 +0100</pubDate>"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Runs commands in a folder with an inbox; reports are built in no time."""
    (tmp_path / "inbox").mkdir()

    def build(series, period, inputs, ids, *_, **__):
        folder = tmp_path / "reports" / series.name / period.key
        folder.mkdir(parents=True)
        held = sorted(ids.get(period.key, ()))
        facts = {"period": period.key, "period_first": f"{period.first}", "inputs": held}
        facts["period_end"] = period.end.isoformat()
        (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")
        return SimpleNamespace(articles=len(held), rejects=0, notes=()), ""

    monkeypatch.setattr(building, "build", build)
    monkeypatch.setattr(runs, "_write_overviews", lambda *_: None)

    def call(text, command, *options):
        path = tmp_path / "jobs.toml"
        path.write_text(text, encoding="utf-8")
        done = CliRunner().invoke(app, [command, str(path), *options])
        return SimpleNamespace(code=done.exit_code, lines=done.output.splitlines())

    call.folder = tmp_path
    return call


def held(desk, job="tag"):
    (path,) = desk.folder.glob(f"reports/{job}/*/run.json")
    return json.loads(path.read_text(encoding="utf-8"))["inputs"]


def test_a_run_fetches_first_and_builds_of_what_came(site, desk):
    url = site.feed(("hafen", PUBLISHED), ("deich", PUBLISHED), etag='"f"')
    site.articles("hafen", "deich")
    jobs = f'{FETCH}[job.tag]\nsources = ["inbox", "{url}"]\n'
    done = desk(jobs, "run")
    assert done.code == 0
    assert done.lines[0].endswith(f"{url} fetched: 2 new articles.")
    assert f"tag {YESTERDAY} built: 2 articles" in done.lines[1]
    assert len(held(desk)) == 2
    again = desk(jobs, "run")
    assert again.code == 0
    assert [line.split(" ", 1)[1] for line in again.lines] == [
        f"{url} unchanged",
        "tag nothing due",
    ]


def test_what_has_arrived_is_read_without_the_network(site, desk):
    url = site.feed(("hafen", PUBLISHED))
    site.articles("hafen")
    jobs = f'{FETCH}[job.tag]\nsources = ["{url}"]\n'
    assert desk(jobs, "fetch").code == 0
    site.seen.clear()
    assert "due: 1 article" in desk(jobs, "run", "--dry-run").lines[0]
    assert desk(jobs, "run", "--no-fetch").code == 0
    assert not site.seen
    assert len(held(desk)) == 1


def test_a_plan_before_the_first_fetch_asks_nobody(site, desk):
    url = site.feed("hafen")
    done = desk(f'{FETCH}[job.tag]\nsources = ["{url}"]\n', "run", "--dry-run")
    assert done.code == 0
    assert "tag" in done.lines[0]
    assert not site.seen


def test_a_feed_that_fails_stops_no_job_and_shows_in_the_exit_code(site, desk):
    url = f"{site.address}/weg"
    jobs = f'{FETCH}[job.tag]\nsources = ["inbox", "{url}"]\n'
    done = desk(jobs, "run", "--json")
    assert done.code == 3
    first, second = map(json.loads, done.lines)
    assert (first["series"], first["status"], first["rejects"]) == (url, "not fetched", 1)
    assert first["detail"].startswith("The feed answered 404 (not found); check its address")
    assert second["status"] == "built"


def test_fetch_asks_the_feeds_of_one_job_only(site, desk):
    first, second = site.feed("hafen"), site.feed("deich", path="/zwei")
    site.articles("hafen", "deich")
    jobs = f'{FETCH}[job.a]\nsources = ["{first}"]\n[job.b]\nsources = ["{second}", "{first}"]\n'
    assert len(desk(jobs, "fetch", "--job", "a").lines) == 1
    assert len(desk(jobs, "fetch").lines) == 2
    wrong = desk(jobs, "fetch", "--job", "c")
    assert (wrong.code, wrong.lines) == (2, ["There is no job 'c'. Choose from: a, b."])
    none = desk('[job.a]\nsources = ["inbox"]\n', "fetch")
    assert (none.code, none.lines) == (0, ["No feed is among the sources."])


def test_while_another_run_is_at_work_no_feed_is_asked(site, desk):
    jobs = f'{FETCH}[job.a]\nsources = ["{site.feed("hafen")}"]\n'
    with locked(desk.folder / "reports", NOW):
        for command in ("fetch", "run"):
            done = desk(jobs, command)
            assert done.code == 1
            assert done.lines[0].startswith("Another run is at work in")
    assert not site.seen


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ('sources = ["https://"]', "4: The feed 'https://' is no web address."),
        ('sources = ["https://a:b@c.example/"]', "4: The feed 'https://…@c.example/' holds a"),
        (
            'sources = ["inbox"]\n[fetch]\ncontakt = "x"',
            "6: There is no setting 'contakt'. Did you",
        ),
        ('sources = ["inbox"]\n[fetch]\npause = "2"', "6: 'pause' should be a valid number"),
    ],
)
def test_mistakes_are_told_with_their_line(desk, text, mistake):
    (desk.folder / "jobs.toml").write_text(f'out = "r"\n\n[job.tag]\n{text}\n', encoding="utf-8")
    with pytest.raises(WrongJobs) as caught:
        read_jobs(desk.folder / "jobs.toml")
    assert caught.value.mistakes[0].startswith(f"jobs.toml:{mistake}")


def test_a_source_that_has_vanished_stops_no_other_job(desk):
    (desk.folder / "share").mkdir()
    jobs = '[job.a]\nsources = ["share"]\n[job.b]\nsources = ["inbox"]\n'
    shutil.rmtree(desk.folder / "share")
    done = desk(jobs, "run")
    assert done.code == 1
    assert "a failed: The source" in done.lines[0]
    assert "share' does not exist; check the path." in done.lines[0]
    assert f"b {YESTERDAY} built" in done.lines[1]
    planned = desk(jobs, "run", "--dry-run")
    assert planned.code == 2
    assert planned.lines[0].startswith("jobs.toml:2: There is no source 'share'")
    (desk.folder / "share").mkdir()
    assert desk(jobs, "run").code == 0


def arrive(folder, name, text, day):
    path = folder / name
    path.write_text(f"Der Hafen\n\n{text} Der Hafen ruht in {name} still.\n", encoding="utf-8")
    os.utime(path, (dt.datetime.combine(day, dt.time(12), GERMANY).timestamp(),) * 2)


def test_an_inbox_counts_by_the_date_in_the_text_or_by_arrival(desk):
    inbox = desk.folder / "inbox"
    monday, tuesday = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
    arrive(inbox, "datiert.txt", "Sundhafen, 23. November 2026. Es regnet.", tuesday)
    arrive(inbox, "undatiert.txt", "In Sundhafen regnet es.", tuesday)
    arrive(inbox, "alt.txt", "Sundhafen, 1. März 2020. Es schneit.", monday)
    inputs = survey([str(inbox)], desk.folder / "memory.json")

    def counts(by):
        return {key: len(ids) for key, ids in articles_by_period(inputs, by, Rhythm("day")).items()}

    assert counts("published") == {"2020-03-01": 1, "2026-11-23": 1, "2026-11-24": 1}
    assert counts("arrived") == {"2026-11-23": 1, "2026-11-24": 2}


def test_pages_of_a_feed_count_by_their_date_or_by_their_fetching(site, arrivals, tmp_path):
    url = site.feed("hafen")  # of 23 November, fetched on the 24th
    site.articles("hafen")
    arrivals(url, now=NOW)
    inputs = survey([str(arrivals.folder)], tmp_path / "memory.json")
    by = {
        name: [*articles_by_period(inputs, name, Rhythm("day"))]
        for name in ("published", "arrived")
    }
    assert by == {"published": ["2026-11-23"], "arrived": ["2026-11-24"]}


def test_an_inbox_takes_new_files_only_once(desk):
    inbox, memory = desk.folder / "inbox", desk.folder / "memory.json"
    arrive(inbox, "a.txt", "Es regnet.", TODAY)
    assert len(survey([str(inbox)], memory).new) == 1
    arrive(inbox, "b.txt", "Es schneit.", TODAY)
    assert survey([str(inbox)], memory).new == {"b.txt"}
    (inbox / "a.txt").unlink()
    assert set(survey([str(inbox)], memory).files) == {"b.txt"}


def test_the_outlet_of_a_page_is_its_own_or_the_feeds_name(site, arrivals):
    url = site.feed("hafen", "deich")
    site.articles("hafen")
    named = page("deich").replace(b"<head>", b'<head><meta property="og:site_name" content="Bote">')
    site.routes["/deich"] = answer(named)
    arrivals(url)
    articles, rejects = load_articles(arrivals.folder)
    assert sorted(articles["outlet"]) == ["Bote", "Nordblick"]
    assert rejects.empty
    assert set(articles["url"]) == {f"{site.address}/hafen", f"{site.address}/deich"}


def test_the_last_version_of_a_page_counts_and_the_earlier_is_told(site, arrivals):
    url = site.feed("hafen", "deich")
    site.articles("hafen", "deich")
    arrivals(url)
    corrected = page("hafen", "Der Rat von Sundhafen hat den Ausbau des Hafens nun doch vertagt.")
    site.routes["/hafen"] = answer(corrected)
    site.feed(("hafen", PUBLISHED), "deich")
    arrivals(url, now=NOW + dt.timedelta(minutes=5))
    articles, _ = load_articles(arrivals.folder)
    assert len(articles) == 3
    cleaned, removed = clean(articles)
    assert sum("vertagt" in text for text in cleaned["text"]) == 1
    assert len(cleaned) == 2
    earlier = removed[removed["kind"] == EARLIER_VERSION]
    assert list(earlier["outlet"]) == ["Nordblick"]


def test_the_example_shows_every_setting_of_feeds(tmp_path):
    text = (notebooks_folder() / "jobs.example.toml").read_text(encoding="utf-8")
    block = text.partition("#[job.netz]")[2].partition("\n# ")[0]
    (tmp_path / "inbox").mkdir()
    path = tmp_path / "jobs.toml"
    path.write_text(re.sub(r"(?m)^#(?=[\[a-z])", "", f"#[job.netz]{block}"), encoding="utf-8")
    jobs = read_jobs(path)
    assert jobs.fetch.model_fields_set == set(Fetching.model_fields)
    assert list(jobs.feeds()) == ["https://nordblick.example/rss"]
    same = {"pause", "timeout", "deadline", "max_mb", "most_pages", "folder"}
    assert all(getattr(jobs.fetch, name) == getattr(Fetching(), name) for name in same)
