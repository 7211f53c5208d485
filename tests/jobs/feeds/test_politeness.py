import datetime as dt
import ssl

import pytest
import trustme
from news_site import NOW, answer, page, redirect, rss

from presseschau.jobs.feeds import Fetching
from presseschau.jobs.feeds.connection import is_private
from presseschau.jobs.feeds.visits import LONGEST_PAUSE


class Clock:
    """A fake clock: it only goes on while somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


def robots(text, **how):
    return answer(text.encode(), type="text/plain", **how)


def test_between_two_requests_to_a_host_is_a_pause(site, arrivals, manners, clock):
    url = site.feed("hafen", "deich")
    site.articles("hafen", "deich")
    slow = manners.model_copy(update={"pause": 3})
    assert arrivals(url, manners=slow, clock=clock, sleep=clock.sleep).new == 2
    assert clock.slept == [3] * 4  # robots.txt, feed, two pages, tdmrep.json


def test_another_host_need_not_be_waited_for(site, arrivals, manners, clock):
    url = site.feed("hafen")
    elsewhere = site.address.replace("127.0.0.1", "localhost")
    site.routes["/hafen"] = redirect(f"{elsewhere}/hafen2")
    site.routes["/hafen2"] = answer(page("hafen"))
    slow = {"pause": 3, "private_hosts": ["127.0.0.1", "localhost"]}
    slow = manners.model_copy(update=slow)
    assert arrivals(url, manners=slow, clock=clock, sleep=clock.sleep).new == 1
    assert clock.slept == [3] * 4  # twice here; twice there, but none from here to there
    there = ["/robots.txt", "/hafen2", "/.well-known/tdmrep.json"]
    assert site.paths() == ["/robots.txt", "/rss", "/hafen", *there]


def test_a_longer_pause_is_made_where_the_site_wants_it(site, arrivals, clock):
    url = site.feed("hafen")
    site.articles("hafen")
    site.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 7\n")
    arrivals(url, clock=clock, sleep=clock.sleep)
    assert clock.slept == [7, 7]
    site.routes["/robots.txt"] = robots(f"User-agent: *\nCrawl-delay: {LONGEST_PAUSE + 1}\n")
    assert "wants 61 seconds between two requests" in arrivals(url).detail


def test_every_request_says_who_asks(site, arrivals):
    url = site.feed("hafen")
    site.articles("hafen")
    arrivals(url)
    agents = {headers["User-Agent"] for _, headers in site.seen}
    assert agents == {"Presseschau/0 (+presse@sundhafen.example)"}


def test_what_robots_forbid_is_not_asked_for(site, arrivals):
    url = site.feed("intern/hafen", "deich")
    site.articles("intern/hafen", "deich")
    site.routes["/robots.txt"] = robots("User-agent: Presseschau\nDisallow: /intern/\n")
    outcome = arrivals(url)
    assert outcome.new == 1
    assert "/intern/hafen is forbidden to programs by its site's robots.txt" in outcome.detail
    assert "/intern/hafen" not in site.paths()
    site.routes["/robots.txt"] = robots("User-agent: Andere\nDisallow: /\n")
    assert arrivals(url).new == 1


def test_a_forbidden_feed_is_told(site, arrivals):
    url = site.feed("hafen")
    site.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /\n")
    outcome = arrivals(url)
    assert outcome.detail.startswith("The feed is forbidden to programs")
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_without_robots_everything_is_allowed(site, arrivals, status):
    url = site.feed("hafen")
    site.articles("hafen")
    site.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /", status=status)
    assert arrivals(url).new == 1


@pytest.mark.parametrize("route", [robots("", status=500), robots("", status=429)])
def test_where_robots_cannot_be_read_nothing_is_asked(site, arrivals, route):
    url = site.feed("hafen")
    site.articles("hafen")
    site.routes["/robots.txt"] = route
    outcome = arrivals(url)
    assert (outcome.status, outcome.missing) == ("not fetched", 1)
    assert "The feed was not asked, since http://127.0.0.1" in outcome.detail
    assert "(RFC 9309)" in outcome.detail
    assert site.paths() == ["/robots.txt"]
    del site.routes["/robots.txt"]
    assert arrivals(url).new == 1


def test_robots_are_read_once_in_a_run_and_where_they_lead(site, arrivals):
    urls = [site.feed("hafen", path=f"/rss{n}") for n in range(3)]
    site.articles("hafen")
    site.routes |= {"/robots.txt": redirect("/r.txt"), "/r.txt": robots("User-agent: *\nDisallow:")}
    arrivals(*urls)
    assert site.paths().count("/robots.txt") == 1


def test_a_proxy_of_the_environment_is_asked_instead(site, arrivals, monkeypatch):
    closed = Fetching(pause=0)
    monkeypatch.setenv("http_proxy", site.address)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    base = "http://nordblick.example"
    site.routes |= {
        f"{base}/rss": answer(rss(base, "hafen"), type="application/rss+xml"),
        f"{base}/hafen": redirect("http://10.0.0.1/"),
    }
    outcome = arrivals(f"{base}/rss", manners=closed)
    assert site.paths() == [f"{base}/{name}" for name in ("robots.txt", "rss", "hafen")]
    assert "name '10.0.0.1' in 'private_hosts'" in outcome.detail


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("10.0.0.1", True),
        ("::1", True),
        ("::ffff:10.0.0.1", True),
        ("::10.0.0.1", True),
        ("::ffff:0:192.168.0.1", True),
        ("64:ff9b::10.0.0.1", True),
        ("64:ff9b:1::8.8.8.8", True),
        ("fec0::1", True),
        ("fe80::1%eth0", True),
        ("2002:a00:1::", True),
        ("64:ff9b::8.8.8.8", False),
        ("::ffff:8.8.8.8", False),
        ("2606:4700::1", False),
    ],
)
def test_a_private_address_is_known_in_every_dress(address, private):
    assert is_private(address) is private


def test_settings_that_make_no_sense_are_refused():
    for wrong in ({"contact": "a\nX-Header: b"}, {"timeout": 0}, {"max_mb": 1000}, {"folder": ""}):
        with pytest.raises(ValueError, match="1 validation error"):
            Fetching(**wrong)


def test_pages_come_over_tls_and_only_with_a_certificate(
    site, arrivals, impatient, tmp_path, monkeypatch
):
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.address = site.address.replace("http:", "https:")
    url = site.feed("hafen")
    site.articles("hafen")
    assert "The feed has a host without a valid certificate" in arrivals(url).detail
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    assert arrivals(url, now=NOW + dt.timedelta(days=1)).new == 1

    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not site.stopped.wait(0.05):
            handler.wfile.write(b" ")

    site.routes["/rss"] = drip
    assert "was not there after 1.5 s" in arrivals(url, manners=impatient).detail
