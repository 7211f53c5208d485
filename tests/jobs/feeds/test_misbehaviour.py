"""What servers and feeds do wrong: each has its sentence, and nothing is lost by it."""

import gzip
import socket
import time
from pathlib import Path

import pytest
from news_site import DATED, NOW, answer, packed, page, redirect, rss

from presseschau.articles import load_articles


def drip(handler):
    """Sends a byte at a time, too often for a time-out, too seldom to end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not handler.server.stopped.wait(0.05):
        handler.wfile.write(b" ")


def drip_head(handler):
    while not handler.server.stopped.wait(0.05):
        handler.wfile.write(b"H")


def silence(handler):
    handler.server.stopped.wait(5)


def endless(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not handler.server.stopped.is_set():
        handler.wfile.write(b"<p>x</p>" * 1000)


def cut_off(handler):
    answer(b"<rss>", Content_Length="5000")(handler)


def cut_chunk(handler):
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ff\r\n<rss>")
    handler.close_connection = True


def no_http(handler):
    handler.wfile.write(b"220 mail.example ESMTP\r\n")


A_FILE = Path("/etc/passwd").as_uri()
BOMB = gzip.compress(b" " * (50 << 20))
WEB_PAGE = (
    b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>'
    b"<body><p>Willkommen</p></body></html>"
)
ALL = {
    "gone": (answer(b"", 410), "answered 410 (gone)"),
    "not found": (answer(b"", 404), "answered 404 (not found); check its address in jobs.toml"),
    "forbidden": (answer(b"", 403), "answered 403 (forbidden)"),
    "fault": (answer(b"", 500), "answered 500 (internal server error); it is asked again by"),
    "odd status": (answer(b"", 799), "answered 799"),
    "not asked for": (answer(b"", 304), "answered 304 (not modified)"),
    "partial": (answer(b"x", 206), "answered 206 (partial content)"),
    "drip": (drip, "was not there after 1.5 s"),
    "drip of headers": (drip_head, "was not there after 1.5 s"),
    "silence": (silence, "gave no answer for 1 s"),
    "endless": (endless, "is larger than 0.2 MB"),
    "announced as huge": (answer(b"", Content_Length="99999999"), "is larger than 0.2 MB"),
    "gzip bomb": (answer(BOMB, Content_Encoding="gzip"), "is larger than 0.2 MB"),
    "no gzip": (answer(b"<rss/>", Content_Encoding="gzip"), "came damaged: it cannot be unpacked"),
    "half gzip": (
        answer(gzip.compress(rss("http://a.example", "b"))[:-9], Content_Encoding="gzip"),
        "was cut off on the way",
    ),
    "brotli": (answer(b"x", Content_Encoding="br"), "came packed as 'br'"),
    "cut off": (cut_off, "was cut off on the way"),
    "cut off in a chunk": (cut_chunk, "was cut off on the way"),
    "no http": (no_http, "gave an answer that cannot be understood"),
    "loop": (redirect("/rss"), "is redirected in a circle, again to http://127.0.0.1"),
    "no end of redirects": (redirect("/r1"), "is redirected more than 5 times"),
    "redirect inside": (redirect("http://169.254.169.254/latest"), "name '169.254.169.254' in"),
    "redirect to IPv6": (redirect("http://[::1]:9/"), "leads into this machine's own network"),
    "redirect to a file": (redirect(A_FILE), "which is no address of the web"),
    "redirect to nothing": (redirect("http://[x"), "gave an answer that cannot be understood"),
    "a web page": (answer(WEB_PAGE), "is a web page and no feed; it names this feed: http://127"),
    "text": (answer(b"Guten Tag!"), "is no feed; give the address of an RSS or Atom feed"),
    "an image": (answer(b"\x89PNG\0\0\0\x01" * 9), "is no feed, nor any other text"),
    "nothing": (answer(b""), "is no feed"),
    "other XML": (answer(b"<?xml version='1.0'?><note/>"), "is no feed"),
}  # fmt: skip
SLOW = ("drip", "drip of headers", "silence")


@pytest.mark.parametrize("name", ALL)
def test_a_feed_that_misbehaves_is_told_and_asked_again(site, arrivals, impatient, manners, name):
    site.server.stopped = site.stopped
    route, sentence = ALL[name]
    site.routes |= {f"/r{n}": redirect(f"/r{n + 1}") for n in range(1, 9)}
    url, good = site.feed("hafen"), site.feed("deich", path="/good")
    site.articles("hafen", "deich")
    site.routes["/rss"] = route
    started = time.monotonic()
    bad, other = arrivals(url, good, manners=impatient if name in SLOW else manners)
    assert time.monotonic() - started < 9
    assert (bad.status, bad.missing) == ("not fetched", 1)
    assert bad.detail.startswith("The feed ")
    assert sentence in bad.detail
    assert bad.detail.count("\n") == 0
    assert other.status == "fetched"
    site.feed("hafen")
    assert arrivals(url).new == 1


@pytest.mark.parametrize("name", ["drip", "endless", "gzip bomb", "cut off", "loop", "silence"])
def test_a_page_that_misbehaves_keeps_no_other_from_coming(
    site, arrivals, impatient, manners, name
):
    site.server.stopped = site.stopped
    url = site.feed("hafen", "deich")
    site.articles("hafen", "deich")
    route, sentence = ALL[name]
    site.routes["/hafen"] = redirect("/hafen") if name == "loop" else route
    outcome = arrivals(url, manners=impatient if name in SLOW else manners)
    assert (outcome.new, outcome.missing) == (1, 1)
    assert f"{site.address}/hafen {sentence.split(', again')[0]}" in outcome.detail
    site.articles("hafen")
    assert arrivals(url).new == 1
    assert len(arrivals.pages()) == 2


def test_a_server_that_is_down_is_told_and_asked_again(site, arrivals):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # taken, but it does not listen
        url = f"http://127.0.0.1:{held.getsockname()[1]}/rss"
        said = arrivals(url).detail
    assert (
        said == "The feed has a host that takes no connection; it is asked again by the next run."
    )


def test_a_host_without_a_name_is_told(site, arrivals, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "has a host that is not known" in arrivals("http://nirgends.example/rss").detail


HOSTILE = {
    A_FILE: "which is no address of the web",
    "javascript:alert(1)": "which is no address of the web",
    "http://169.254.169.254/latest/meta-data": "leads into this machine's own network",
    "http://10.0.0.1/": "leads into this machine's own network",
    "http://[::ffff:10.0.0.1]/": "leads into this machine's own network",
    "http://user:secret@127.0.0.1/": "which holds a password",
    "ftp://127.0.0.1/x": "which is no address of the web",
}


@pytest.mark.parametrize(("link", "sentence"), HOSTILE.items(), ids=HOSTILE)
def test_a_hostile_link_is_not_followed_and_told_once(site, arrivals, link, sentence):
    url = site.feed("hafen", etag="")
    site.articles("hafen")
    document = rss(site.address, "hafen").replace(
        b"<item>", f"<item><title>Klick</title><link>{link}</link></item><item>".encode(), 1
    )
    site.routes["/rss"] = answer(document)
    outcome = arrivals(url)
    assert (outcome.new, outcome.missing) == (1, 1)
    assert sentence in outcome.detail
    assert arrivals(url).missing == 0
    assert set(site.paths()) == {"/robots.txt", "/.well-known/tdmrep.json", "/rss", "/hafen"}


def test_a_name_that_leads_to_this_machine_is_refused_unless_allowed(site, arrivals, manners):
    url = site.feed("hafen").replace("127.0.0.1", "localhost")
    closed = manners.model_copy(update={"private_hosts": []})
    said = arrivals(url, manners=closed).detail
    assert "leads into this machine's own network" in said
    assert "name 'localhost' in 'private_hosts' of [fetch]" in said
    assert not site.seen
    open_ = manners.model_copy(update={"private_hosts": ["localhost", "127.0.0.1"]})
    site.articles("hafen")
    assert arrivals(url, manners=open_).new == 1


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("application/pdf", "is 'application/pdf' and no web page"), ("", "came empty")],
)
def test_what_is_no_page_is_left_where_it_is(site, arrivals, kind, sentence):
    url = site.feed("hafen", "deich")
    site.articles("hafen")
    site.routes["/deich"] = answer(b"%PDF-1.7" if kind else b"\n", type=kind or "text/html")
    outcome = arrivals(url)
    assert outcome.new == 1
    assert f"{site.address}/deich {sentence}" in outcome.detail


def test_packed_pages_are_unpacked(site, arrivals):
    url = site.feed("hafen")
    site.routes["/hafen"] = packed(page("hafen"))
    arrivals(url)
    assert arrivals.pages()[0].read_bytes() == page("hafen")


def test_entries_that_come_twice_or_lead_nowhere_are_counted_once_and_told(site, arrivals):
    url = site.feed("hafen", "hafen#mitte", "hafen")
    site.articles("hafen")
    document = rss(site.address, "hafen", "hafen#mitte").replace(
        b"</channel>", b"<item><title>Ohne Adresse</title></item></channel>"
    )
    site.routes["/rss"] = answer(document)
    outcome = arrivals(url)
    assert outcome.detail == "1 new article; the entry 'Ohne Adresse' has no link to a page."
    assert site.paths().count("/hafen") == 1


@pytest.mark.parametrize(
    ("dated", "published"),
    [
        (DATED, "2026-11-23 17:30"),
        ("", "2026-11-24 00:00"),
        ("<pubDate>gestern abend</pubDate>", "2026-11-24 00:00"),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", "2026-11-24 00:00"),
        ("<pubDate>Sun, 06 Nov 2067 10:00:00 GMT</pubDate>", "2026-11-24 00:00"),
    ],
)  # fmt: skip
def test_an_article_without_a_sound_date_counts_for_the_day_it_came(
    site, arrivals, dated, published
):
    url = site.feed(("hafen", dated))
    site.articles("hafen")
    arrivals(url, now=NOW)
    articles, rejects = load_articles(arrivals.folder)
    assert f"{articles.loc[0, 'published']:%Y-%m-%d %H:%M}" == published
    assert rejects.empty


UMLAUTS = "Bürgermeister Jürgen Müßig übergibt die Straße"


@pytest.mark.parametrize("server", ["", "; charset=iso-8859-1", "; charset=utf-8", "; charset=x"])
@pytest.mark.parametrize("said", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("real", ["utf-8", "cp1252", "utf-16"])
def test_the_bytes_decide_on_the_encoding_of_a_feed(site, arrivals, server, said, real):
    url = site.feed("hafen")
    site.articles("hafen")
    text = rss(site.address, "hafen").decode().replace("Titel hafen", UMLAUTS)
    text = text.replace('encoding="utf-8"', f'encoding="{said}"')
    site.routes["/rss"] = answer(text.encode(real), type=f"text/xml{server}")
    assert arrivals(url).detail == "1 new article."
    (note,) = arrivals.folder.glob("*/*/*.json")
    assert UMLAUTS in note.read_text(encoding="utf-8")


@pytest.mark.parametrize("real", ["utf-8", "cp1252"])
def test_the_bytes_decide_on_the_encoding_of_a_page(site, arrivals, real):
    url = site.feed("hafen")
    body = page("hafen", f"{UMLAUTS}. Der Rat hat es so beschlossen, und die Bürger sind dafür.")
    site.routes["/hafen"] = answer(body.decode().encode(real), type="text/html; charset=utf-16")
    arrivals(url)
    articles, _ = load_articles(arrivals.folder)
    assert UMLAUTS in articles.loc[0, "text"]


def test_a_damaged_feed_gives_what_can_be_read(site, arrivals):
    url = site.feed("hafen")
    site.articles("hafen", "deich")
    site.routes["/rss"] = answer(rss(site.address, "hafen", "deich").replace(b"</item>", b"", 1))
    outcome = arrivals(url)
    assert outcome.new >= 1
    assert "the feed is damaged, so entries may be missing" in outcome.detail


def test_a_feed_with_entities_of_its_own_makes_nothing_large(site, arrivals):
    url = site.feed("hafen")
    site.articles("hafen")
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lachen">{levels}<!ENTITY x SYSTEM "{A_FILE}">]>'
    text = rss(site.address, "hafen").decode().replace("?>", f"?>{bomb}", 1)
    site.routes["/rss"] = answer(text.replace("Titel hafen", "&l9;&x;").encode())
    started = time.process_time()
    arrivals(url)
    assert time.process_time() - started < 10
    for note in arrivals.folder.glob("*/*/*.json"):
        assert note.stat().st_size < 2000
        assert "root:" not in note.read_text(encoding="utf-8")


def test_a_server_in_trouble_is_left_alone(site, arrivals):
    names = [f"a{n}" for n in range(6)]
    url = site.feed(*names)
    site.routes |= {f"/{name}": answer(b"", 500) for name in names}
    outcome = arrivals(url)
    assert outcome.missing == 6
    assert len(site.paths()) == 2 + 3
    assert "is in trouble and left alone until the next run" in outcome.detail
    site.articles(*names)
    assert arrivals(url).new == 6


def test_a_server_that_asks_for_rest_gets_it_at_once(site, arrivals):
    url = site.feed("a", "b", "c")
    site.routes |= {f"/{name}": answer(b"", 429) for name in "abc"}
    assert arrivals(url).missing == 3
    assert len(site.paths()) == 2 + 1
