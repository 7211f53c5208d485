"""Pages whose owners keep text and data mining to themselves are neither saved nor read."""

import json

import pytest
from news_site import answer, page

FILE = "/.well-known/tdmrep.json"  # where the W3C has it
META = b'<meta name="TDM-Reservation" content="%d">'


def rules(*pairs):
    told = [{"location": where, "tdm-reservation": said} for where, said in pairs]
    return answer(json.dumps(told).encode(), type="application/json")


def with_meta(said):
    return page("hafen").replace(b"<head>", b"<head>" + META % said)


def test_a_header_reserves_a_page_and_the_log_says_what_to_do(site, arrivals):
    url = site.feed("hafen", "deich")
    site.articles("hafen", "deich")
    site.routes["/hafen"] = answer(page("hafen"), tdm_reservation="1")
    outcome = arrivals(url)
    assert (outcome.new, outcome.missing) == (1, 1)
    assert "/hafen is reserved by its owner against text and data mining" in outcome.detail
    assert "name '127.0.0.1' in 'licensed_hosts' of [fetch]" in outcome.detail
    assert [b"Seite deich" in path.read_bytes() for path in arrivals.pages()] == [True]
    arrivals(url)
    assert site.paths().count("/hafen") == 1  # asked once, not with every run


def test_a_page_reserves_itself(site, arrivals):
    url = site.feed("hafen")
    site.routes["/hafen"] = answer(with_meta(1))
    assert arrivals(url).new == 0
    assert not arrivals.pages()


def test_a_file_reserves_parts_of_a_site_and_is_read_once(site, arrivals):
    names = ("plus/hafen", "plus/frei/deich", "kran", "a.pdf", "b.pdf?x=1")
    url = site.feed(*names)
    site.articles(*names)
    site.routes[FILE] = rules(("/plus/frei/", 0), ("/plus/*", 1), ("/*.pdf$", 1))
    outcome = arrivals(url)
    assert (outcome.new, outcome.missing) == (3, 2)
    assert "/plus/hafen (and 1 more) is reserved" in outcome.detail
    assert site.paths().count(FILE) == 1


def test_the_page_is_believed_before_the_header_and_that_before_the_file(site, arrivals):
    url = site.feed("hafen", "deich", "kran")
    site.articles("hafen", "deich", "kran")
    site.routes[FILE] = rules(("/", 1))
    site.routes["/hafen"] = answer(with_meta(0), tdm_reservation="1")
    site.routes["/deich"] = answer(page("deich"), tdm_reservation="0")
    outcome = arrivals(url)
    assert outcome.new == 2
    assert "/kran is reserved" in outcome.detail


@pytest.mark.parametrize(
    "file",
    [
        answer(b"{", type="application/json"),
        answer(b'[{"location": 7}, 3]', type="application/json"),
        answer(b'{"location": "/", "tdm-reservation": 1}', type="application/json"),
        answer(b"<html>Nicht gefunden</html>"),
        answer(b"", 500),
    ],
)
def test_a_file_that_cannot_be_read_reserves_nothing(site, arrivals, file):
    url = site.feed("hafen")
    site.articles("hafen")
    site.routes[FILE] = file
    assert arrivals(url).new == 1


def test_who_holds_a_licence_reads_what_is_reserved(site, arrivals, manners):
    url = site.feed("hafen")
    site.routes["/hafen"] = answer(with_meta(1), tdm_reservation="1")
    licensed = manners.model_copy(update={"licensed_hosts": ["127.0.0.1"]})
    assert arrivals(url, manners=licensed).new == 1
    assert FILE not in site.paths()
