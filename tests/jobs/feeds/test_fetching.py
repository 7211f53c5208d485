import datetime as dt
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from news_site import DATED, NOW, answer, in_turn, page, redirect

from presseschau.jobs.feeds import arrivals as saved
from presseschau.jobs.feeds import folder_name, waiting
from presseschau.jobs.traces import read_facts

TOMORROW = NOW + dt.timedelta(days=1)


def test_pages_are_saved_as_they_came_with_a_note_beside_each(site, arrivals):
    url = site.feed("hafen", "deich", etag='"f1"')
    site.articles("hafen", "deich")
    site.routes["/hafen"] = answer(page("hafen"), etag='"p1"')
    outcome = arrivals(url)
    assert outcome == (url, "fetched", "2 new articles.", 2, 0)
    assert {path.read_bytes() for path in arrivals.pages()} == {page("hafen"), page("deich")}
    (path,) = (path for path in arrivals.pages() if path.read_bytes() == page("hafen"))
    assert path.parent.name == "2026-11-24"
    assert path.stat().st_mtime == NOW.timestamp()
    note = json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))
    expected = {"url": f"{site.address}/hafen", "feed": url, "title": "Titel hafen"}
    expected |= {"published": "2026-11-23T16:30:00+00:00", "outlet": "Nordblick", "etag": '"p1"'}
    expected |= {"fetched": "2026-11-24T06:00:00+00:00"}
    assert note.items() >= expected.items()


def test_what_came_is_not_asked_for_again(site, arrivals):
    url = site.feed("hafen", etag='"f1"')
    site.articles("hafen", "deich")
    arrivals(url)
    site.seen.clear()
    assert arrivals(url, now=TOMORROW)[1:3] == ("unchanged", "")
    assert site.paths() == ["/robots.txt", "/rss"]
    assert site.seen[1][1]["If-None-Match"] == '"f1"'
    site.feed("deich", "hafen", etag='"f2"')
    assert arrivals(url, now=TOMORROW).new == 1
    assert site.paths().count("/hafen") == 0
    assert [path.parent.name for path in arrivals.pages()] == ["2026-11-24", "2026-11-25"]


def test_the_last_change_is_asked_for_where_there_is_no_etag(site, arrivals):
    day = "Mon, 23 Nov 2026 17:30:00 GMT"
    url = site.feed("hafen", Last_Modified=day)
    site.articles("hafen")
    arrivals(url)
    arrivals(url)
    assert site.seen[-1][1]["If-Modified-Since"] == day


def test_a_changed_page_is_kept_as_a_new_version(site, arrivals):
    changed = DATED.replace("17:30", "19:00")
    url = site.feed("hafen", "deich")
    site.routes |= {
        "/hafen": answer(page("hafen"), etag='"1"'),
        "/deich": answer(page("deich"), etag='"1"'),
    }
    arrivals(url)
    site.feed(("hafen", changed), ("deich", changed))
    site.routes["/hafen"] = answer(page("hafen, berichtigt"), etag='"2"')
    site.seen.clear()
    assert arrivals(url, now=TOMORROW).detail == "1 article in a new version."
    assert [headers.get("If-None-Match") for path, headers in site.seen if path == "/deich"] == [
        '"1"'
    ]
    assert len(arrivals.pages()) == 3
    site.seen.clear()
    assert arrivals(url, now=TOMORROW).status == "unchanged"
    assert site.paths() == ["/robots.txt", "/rss"]


def test_pages_that_fail_are_asked_for_again_though_the_feed_is_unchanged(site, arrivals):
    url = site.feed("hafen", "deich", etag='"f"')
    site.articles("hafen", "deich")
    site.routes["/deich"] = in_turn(answer(b"", 500), answer(page("deich")))
    outcome = arrivals(url)
    assert outcome.missing == 1
    assert outcome.detail == (
        "1 new article; 1 page is asked for again next time; "
        f"{site.address}/deich answered 500 (internal server error)."
    )
    assert arrivals(url).detail == "1 new article."
    assert len(arrivals.pages()) == 2


def test_pages_that_fail_are_not_lost_when_the_feed_names_them_no_more(site, arrivals):
    url = site.feed("hafen")
    site.routes["/hafen"] = in_turn(answer(b"", 503), answer(page("hafen")))
    assert arrivals(url).missing == 1
    site.routes["/rss"] = answer(b"", 410)
    outcome = arrivals(url)
    assert (outcome.status, outcome.new) == ("not fetched", 1)
    assert outcome.detail == (
        "The feed answered 410 (gone); check its address in jobs.toml; 1 new article."
    )


def test_what_is_not_there_is_given_up_in_the_end(site, arrivals):
    url = site.feed("hafen")
    said = [arrivals(url).detail for _ in range(4)]
    assert [detail.split(";")[0] for detail in said] == [
        "1 page is asked for again next time",
        "1 page is asked for again next time",
        "1 page is given up",
        "",
    ]
    assert site.paths().count("/hafen") == 3
    site.routes["/rss"] = answer(b"", 500)
    later = NOW
    site.feed("hafen", "deich")
    site.routes["/deich"] = answer(b"", 500)
    for _ in range(5):
        assert "asked for again" in arrivals(url, now=later).detail
        later += dt.timedelta(days=3)
    assert "1 page is given up" in arrivals(url, now=later).detail


def test_a_run_that_is_killed_loses_nothing(site, arrivals, monkeypatch):
    url = site.feed("hafen", "deich", "kran", etag='"f"')
    site.articles("hafen", "deich", "kran")

    class Killed(BaseException):
        pass

    count = iter(range(9))

    def die(path, data, modified):
        if path.suffix == ".html" and next(count) == 1:
            (path.parent / f".{path.name}.part").write_bytes(b"half")
            raise Killed
        write(path, data, modified)

    write = saved.write_whole
    monkeypatch.setattr(saved, "write_whole", die)
    with pytest.raises(Killed):
        arrivals(url)
    monkeypatch.undo()
    assert len(arrivals.pages()) == 1
    assert len(list(arrivals.folder.glob("*/*/*.html.json"))) == 2
    site.seen.clear()
    arrivals(url)
    assert len(arrivals.pages()) == 3
    assert {"/deich", "/kran"} <= set(site.paths())
    assert "/hafen" not in site.paths()
    left = {path for path in arrivals.folder.rglob("*") if path.name.endswith(".part")}
    assert not left
    assert len(list(arrivals.folder.glob("*/*/*.html.json"))) == 3


def test_a_full_disk_is_one_sentence_and_the_rest_comes_later(site, arrivals, monkeypatch):
    url, other = site.feed("hafen"), site.feed("deich", path="/rss2")
    site.articles("hafen", "deich")

    def full(*_):
        raise OSError(28, os.strerror(28), "x.html")

    monkeypatch.setattr(waiting, "save_page", full)
    outcomes = arrivals(url, other)
    assert [one.detail for one in outcomes] == [
        "The disk is full; make room, and the next run makes good what is missing."
    ] * 2
    monkeypatch.undo()
    assert [one.new for one in arrivals(url, other)] == [1, 1]


def test_a_lost_memory_asks_for_no_page_again(site, arrivals):
    url = site.feed("hafen", etag='"f"')
    site.articles("hafen")
    arrivals(url)
    (state,) = arrivals.folder.glob("*/.feed.json")
    state.write_text("{", encoding="utf-8")
    assert arrivals(url).status == "unchanged"
    assert site.paths().count("/hafen") == 1


def test_a_page_of_two_feeds_is_asked_for_once(site, arrivals):
    first, second = site.feed("hafen"), site.feed("hafen", path="/politik")
    site.articles("hafen")
    assert [one.new for one in arrivals(first, second)] == [1, 1]
    assert site.paths().count("/hafen") == 1
    assert len({path.read_bytes() for path in arrivals.pages()}) == 1
    assert len(arrivals.pages()) == 2


def test_a_long_feed_comes_in_parts(site, arrivals, manners):
    names = [f"a{n}" for n in range(5)]
    url = site.feed(*names, etag='"f"')
    site.articles(*names)
    slow = manners.model_copy(update={"most_pages": 2})
    assert (
        arrivals(url, manners=slow).detail == "2 new articles; 3 pages are left for the next run."
    )
    assert [arrivals(url, manners=slow).new for _ in range(3)] == [2, 1, 0]


def test_a_feed_that_has_moved_for_good_is_followed_and_told(site, arrivals):
    site.feed("hafen", path="/neu")
    site.articles("hafen")
    site.routes |= {"/rss": redirect("/mitte", 301), "/mitte": redirect("/neu", 308)}
    outcome = arrivals(f"{site.address}/rss")
    assert outcome.new == 1
    assert f"it has moved for good: write {site.address}/neu into jobs.toml" in outcome.detail
    site.routes["/rss"] = redirect("/neu", 302)
    assert "moved" not in arrivals(f"{site.address}/rss").detail


def test_a_page_that_leads_elsewhere_is_noted_where_it_was_found(site, arrivals):
    url = site.feed("hafen")
    site.routes |= {
        "/hafen": redirect("/wirklich/hafen#oben"),
        "/wirklich/hafen": answer(page("h")),
    }
    arrivals(url)
    (path,) = arrivals.pages()
    assert read_facts(saved.note_of(path))["url"] == f"{site.address}/wirklich/hafen"


def test_old_pages_go_where_the_setting_says_so_and_do_not_come_back(site, arrivals, manners):
    url = site.feed("hafen")
    site.articles("hafen", "deich")
    arrivals(url)
    site.feed("hafen", "deich")
    keeping = manners.model_copy(update={"keep_days": 30})
    assert arrivals(url, now=NOW + dt.timedelta(days=30), manners=keeping).new == 1
    assert len(arrivals.pages()) == 2
    assert arrivals(url, now=NOW + dt.timedelta(days=31), manners=keeping).new == 0
    assert [path.parent.name for path in arrivals.pages()] == ["2026-12-24"]


def test_a_process_that_is_killed_at_any_moment_loses_nothing(site, arrivals, tmp_path):
    names = [f"a{n}" for n in range(12)]
    url = site.feed(*names, etag='"f"')
    for name in names:
        site.routes[f"/{name}"] = slowly(answer(page(name)))
    program = (
        "import datetime as dt, sys\nfrom pathlib import Path\n"
        "from presseschau.jobs.feeds import Fetching\n"
        "from presseschau.jobs.feeds.fetching import fetch\n"
        "manners = Fetching(pause=0, private_hosts=['127.0.0.1'])\n"
        "now = dt.datetime.now(dt.UTC)\nprint('in', flush=True)\n"
        "list(fetch({sys.argv[1]: Path(sys.argv[2])}, manners, now, '0'))\n"
    )
    folder = arrivals.folder / folder_name(url)
    for moment in (0.1, 0.25):
        command = [sys.executable, "-c", program, url, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
            assert run.stdout.readline() == b"in\n"
            time.sleep(moment)
            run.kill()
    came = len(arrivals.pages())
    assert 0 < came < 12
    assert arrivals(url).new >= 12 - came - 1  # one may have been saved and not yet told
    assert {path.read_bytes() for path in arrivals.pages()} == {page(name) for name in names}
    assert len(arrivals.pages()) == len(list(folder.glob("*/*.json"))) == 12
    assert not list(folder.rglob("*.part"))


def slowly(route):
    def later(handler):
        time.sleep(0.03)
        route(handler)

    return later


def test_a_second_fetch_is_kept_out(site, arrivals):
    url = site.feed("hafen")
    from filelock import FileLock

    arrivals.folder.mkdir()
    with FileLock(arrivals.folder / ".lock"):
        assert arrivals(url).detail.startswith("Another run is fetching into")
    assert not site.seen
