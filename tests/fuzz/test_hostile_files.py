"""Hundreds of hostile files in one call: every one is an article or a reject with its sentence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from presseschau.articles.records import REASONS
from presseschau.articles.sources import _shown

#: Loads a folder in a process of its own, whose memory and time are bounded.
LOAD = """
import json, resource, sys, time, unicodedata
import presseschau as ps
limit = int(sys.argv[2]) << 20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
start = time.process_time()
articles, rejects = ps.load_articles(sys.argv[1])
cleaned, removed = ps.clean(articles)
told = {
    "articles": articles["path"].tolist(), "texts": articles["text"].str[:300].tolist(),
    "rejects": rejects["path"].tolist(), "details": rejects["detail"].tolist(),
    "reasons": sorted(set(rejects["reason"])), "cleaned": len(cleaned),
    "seconds": time.process_time() - start,
}
json.dump(told, sys.stdout)
"""
MEMORY = 4096  # megabytes of addresses, libraries included


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    from fuzz.hostile import write_all

    folder = tmp_path_factory.mktemp("hostile")
    try:
        yield folder, write_all(folder)
    finally:  # deeper than Python's own rmtree reaches
        subprocess.run(["rm", "-rf", str(folder)], check=True)


@pytest.mark.soak
def test_all_hostile_files_in_one_call(hostile):
    folder, count = hostile
    assert count >= 200
    command = [sys.executable, "-c", LOAD, str(folder), str(MEMORY)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    print({name: told[name] for name in ("seconds", "reasons")}, len(told["articles"]))
    assert set(told["reasons"]) <= set(REASONS)
    assert all(detail.endswith(".") for detail in told["details"])
    assert not any("root:" in text for text in told["texts"])
    met = told["articles"] + told["rejects"]
    kinds = [kind for kind in folder.iterdir() if kind.name != "depths"]
    for path in (path for kind in kinds for path in kind.iterdir()):
        shown = _shown(path.relative_to(folder).as_posix())
        if path.name.startswith("~$") or shown == "links/oben":  # hidden; met at its own place
            continue
        assert any(one == shown or one.startswith((f"{shown}#", f"{shown}/")) for one in met), shown
    assert not (Path.cwd() / "owned").exists()
    assert any(path.endswith("d/tief.txt") for path in told["articles"])
