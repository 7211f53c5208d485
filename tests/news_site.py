"""A real web server on 127.0.0.1 that does as it is told, and misbehaves as it is told."""

import contextlib
import datetime as dt
import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat

NOW = dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC)
BODY = (
    "Der Rat von Sundhafen hat am Dienstag den Ausbau des Hafens beschlossen. Die Arbeiten "
    "beginnen im Herbst und dauern drei Jahre. „Der Kai trägt die neuen Kräne nicht mehr“, sagte "
    "Bürgermeisterin Frauke Tamm."
)


class Site:
    """The server: ``routes`` answer to paths, ``seen`` holds what was asked for, with headers."""

    def __init__(self):
        self.routes = {}
        self.seen = []
        self.stopped = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.seen.append((self.path, dict(self.headers)))
                route = site.routes.get(self.path, answer(b"", 404))
                with contextlib.suppress(OSError):  # the client has gone, as it should
                    route(self)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))

    def paths(self):
        return [path for path, _ in self.seen]

    def feed(self, *items, path="/rss", **how):
        self.routes[path] = answer(rss(self.address, *items), type="application/rss+xml", **how)
        return f"{self.address}{path}"

    def articles(self, *names):
        for name in names:
            self.routes[f"/{name}"] = answer(page(name))


def answer(body=b"", status=200, type="text/html; charset=utf-8", etag="", **headers):
    """Answers with a page; with 304 if its etag is known."""

    def route(handler):
        known = etag and handler.headers.get("If-None-Match") == etag
        handler.send_response(304 if known else status)
        sent = {"Content-Type": type, "Content-Length": str(len(body)), "ETag": etag}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in sent.items():
            if value and not (known and name.startswith("Content")):
                handler.send_header(name, value)
        handler.end_headers()
        if not known:
            handler.wfile.write(body)

    return route


def packed(body):
    return answer(gzip.compress(body), Content_Encoding="gzip")


def redirect(target, status=302):
    return answer(b"", status, Location=target)


def in_turn(*routes):
    """Answers in another way each time, and then always in the last one."""
    turns = chain(routes, repeat(routes[-1]))
    return lambda handler: next(turns)(handler)


def rss(address, *items):
    """Writes a feed; an item is a page's name, or a name and the item's further XML."""
    xml = []
    for item in items:
        name, more = item if isinstance(item, tuple) else (item, DATED)
        xml.append(f"<item><title>Titel {name}</title><link>{address}/{name}</link>{more}</item>")
    channel = f"<title>Nordblick</title><link>{address}</link>{''.join(xml)}"
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
    return f"{head}{channel}</channel></rss>".encode()


DATED = "<pubDate>Mon, 23 Nov 2026 17:30:00 +0100</pubDate>"


def page(name, text=BODY):
    paragraphs = f"<p>{text}</p><p>Mehr zu {name}: Die Fähre fährt weiter, sagt die Reederei.</p>"
    return (
        f"<html><head><title>{name}</title></head><body><article><h1>Seite {name}</h1>"
        f"{paragraphs}</article></body></html>"
    ).encode()
