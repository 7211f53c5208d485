import pytest
from news_site import NOW, Site

from presseschau.jobs.feeds import Fetching, folder_name
from presseschau.jobs.feeds.fetching import fetch


@pytest.fixture
def site(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    site = Site()
    site.thread.start()
    yield site
    site.stopped.set()
    site.server.shutdown()
    site.server.server_close()
    site.thread.join()


@pytest.fixture
def manners():
    """Ones that make no pause and allow this machine."""
    own = {"private_hosts": ["127.0.0.1"], "contact": "presse@sundhafen.example"}
    return Fetching(pause=0, timeout=10, deadline=20, max_mb=0.2, **own)


@pytest.fixture
def impatient(manners):
    return manners.model_copy(update={"timeout": 1.0, "deadline": 1.5})


@pytest.fixture
def arrivals(tmp_path, manners):
    """Fetches feeds into a folder: ``arrivals(url)`` gives the outcome."""

    def run(*urls, now=NOW, manners=manners, **clocks):
        feeds = {url: tmp_path / "arrivals" / folder_name(url) for url in urls}
        outcomes = list(fetch(feeds, manners, now, "0", **clocks))
        return outcomes[0] if len(urls) == 1 else outcomes

    run.folder = tmp_path / "arrivals"
    run.pages = lambda: sorted(run.folder.glob("*/*/*.html"))
    return run
