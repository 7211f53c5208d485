"""The cache: nothing is read twice, nothing is lost but the batch in flight, damage is mended."""

import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from presseschau.annotate import versions
from presseschau.annotate.annotator import ANNOTATORS
from presseschau.annotate.versions import annotator_version
from presseschau.articles import load_articles
from presseschau.cli import app
from presseschau.core.calls import WrongCall
from presseschau.core.resources import data_folder
from presseschau.pipeline import collecting
from presseschau.pipeline.analyzing import analyze, write_analysis
from presseschau.pipeline.cache import FILE, LIMIT, cache_limit, cache_path
from presseschau.pipeline.cache.batches import Cache, open_cache, pack

SAMPLE = data_folder() / "sample" / "nordblick"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A cache of the test's own."""
    monkeypatch.setenv("PRESSESCHAU_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def articles():
    return load_articles(SAMPLE)[0]


@pytest.fixture
def reads(monkeypatch):
    """The texts that were really read, as they are."""
    read: list[str] = []
    work = collecting.process_part

    def counted(part):
        read.extend(part.texts)
        return work(part)

    monkeypatch.setattr(collecting, "process_part", counted)
    return read


def saved(analysis, folder: Path) -> dict[str, bytes]:
    return bytes_of(analysis.save(folder))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def batch(*keys: str) -> bytes:
    return pack(pa.table({"key": keys, "payload": [os.urandom(2000) for _ in keys]}))


def keys_of(cache: Cache, *keys: str) -> set[str]:
    return {key for table in cache.get(keys) for key in table["key"].to_pylist()}


def test_only_new_texts_are_read_and_the_tables_are_the_same_bytes(
    articles, place, reads, tmp_path
):
    articles = articles[:10]
    few = analyze(articles[:4], annotator="rules")
    first = saved(few, tmp_path / "first")
    assert len(reads) == len(few.articles)
    whole = saved(analyze(articles, annotator="rules"), tmp_path / "whole")
    assert len(reads) == len(set(reads)) > len(few.articles)
    reads.clear()
    again = saved(analyze(articles, annotator="rules"), tmp_path / "again")
    backwards = saved(analyze(articles[::-1], annotator="rules"), tmp_path / "backwards")
    assert saved(analyze(articles[:4], annotator="rules"), tmp_path / "few") == first
    assert reads == []
    without = saved(analyze(articles, annotator="rules", cache="off"), tmp_path / "without")
    assert whole == again == backwards == without


def test_a_text_of_two_articles_is_read_once(articles, place, reads):
    one = articles.iloc[[0, 1]]
    other = one.assign(article_id=["aaaaaaaaaaaa", "bbbbbbbbbbbb"], outlet="Anderswo")
    both = pd.concat([one, other.assign(path=["z.txt", "y.txt"])], ignore_index=True)
    analysis = analyze(both, annotator="rules")
    assert len(reads) == len(set(reads)) == 2
    assert len(analysis.articles) == 4
    counts = analysis.tokens.groupby("article_id").size()
    assert counts["aaaaaaaaaaaa"] == counts[one["article_id"].iloc[0]]


def test_tables_written_as_they_come_are_those_of_the_whole(articles, tmp_path):
    whole = saved(analyze(articles, annotator="rules"), tmp_path / "whole")
    out = write_analysis(articles, tmp_path / "streamed", annotator="rules")
    assert bytes_of(out) == whole
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]


def test_a_damaged_entry_is_dropped_and_read_again(articles, place, reads, tmp_path, caplog):
    articles = articles[:6]
    before = saved(analyze(articles, annotator="rules"), tmp_path / "before")
    with sqlite3.connect(place / FILE) as database:
        database.execute("UPDATE batches SET packed = zeroblob(size) WHERE id = 1")
    database.close()
    reads.clear()
    assert saved(analyze(articles, annotator="rules"), tmp_path / "after") == before
    assert reads
    assert "damaged entry" in caplog.text
    reads.clear()
    analyze(articles, annotator="rules")
    assert not reads


@pytest.mark.parametrize("damage", ["not a database at all " * 400, "half"])
def test_a_damaged_file_is_set_aside_with_one_sentence(damage, articles, place, tmp_path, caplog):
    before = saved(analyze(articles[:4], annotator="rules"), tmp_path / "before")
    file = place / FILE
    content = file.read_bytes()
    head, tail = content[:4096], content[len(content) // 2 :]
    file.write_bytes(damage.encode() if damage != "half" else head + b"\x07" * 40_000 + tail)
    assert saved(analyze(articles[:4], annotator="rules"), tmp_path / "after") == before
    assert file.with_suffix(".damaged").is_file()
    assert len([r for r in caplog.records if "set aside" in r.message]) == 1


def test_a_place_that_cannot_be_written_is_told_once(articles, tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("PRESSESCHAU_CACHE", str(tmp_path / "file" / "cache"))
    assert len(analyze(articles[:2], annotator="rules").articles) == 2
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "nothing is kept from this run" in caplog.text


def test_a_full_disk_ends_no_run(articles, place, monkeypatch, caplog):
    """SQLite's own limit on pages stands in for a disk that is full."""
    connected = Cache._connected

    def full(self):
        connection = connected(self)
        if not self._temporary:
            connection.execute("PRAGMA max_page_count = 6")
        return connection

    monkeypatch.setattr(Cache, "_connected", full)
    assert len(analyze(articles[:2], annotator="rules").articles) == 2
    assert "full" in caplog.text


def test_what_was_not_used_for_longest_goes_first(tmp_path, monkeypatch):
    clock = iter(range(1000, 9000, 10))
    monkeypatch.setattr(time, "time", lambda: next(clock))
    path = tmp_path / FILE
    cache = Cache(path, LIMIT)
    for name in "abcd":
        cache.put("rules 1", [name], batch(name))
    cache.close()
    size = path.stat().st_size
    cache = Cache(path, 3 * len(batch("a")) + 100)
    assert keys_of(cache, "a") == {"a"}
    cache.close()
    cache = Cache(path, LIMIT)
    assert keys_of(cache, *"abcd") == {"a", "c", "d"}
    assert [holding.texts for holding in cache.info()] == [3]
    cache.clean()
    cache.close()
    assert path.stat().st_size < size


WRITING = """
import os, sys
from pathlib import Path
import pyarrow as pa
from presseschau.pipeline.cache.batches import Cache, pack
path, name = Path(sys.argv[1]), sys.argv[2]
cache = Cache(path, 1 << 30)
for number in range(20):
    key = f"{name}{number}"
    packed = pack(pa.table({"key": [key], "payload": [os.urandom(2000)]}))
    cache.put("rules 1", [key, f"shared{number}"], packed)
cache.close()
"""


def test_several_processes_write_at_once(tmp_path):
    command = [sys.executable, "-c", WRITING, str(tmp_path / FILE)]
    others = [subprocess.Popen([*command, name]) for name in "abc"]
    assert [other.wait() for other in others] == [0, 0, 0]
    cache = Cache(tmp_path / FILE, LIMIT)
    names = {f"{name}{number}" for name in "abc" for number in range(20)}
    assert keys_of(cache, *names) == names
    cache.close()


KILLED = """
import sys
from presseschau.pipeline import collecting, readings
from presseschau.pipeline.analyzing import analyze
from presseschau.articles import load_articles
collecting.PART_TEXTS, readings.split.__defaults__ = 4, (4, 10**6)
kept = collecting.Cache.put
def put(self, *batch):
    kept(self, *batch)
    print("kept", flush=True)
    sys.stdin.readline()
collecting.Cache.put = put
analyze(load_articles(sys.argv[1])[0], annotator="rules")
"""


@pytest.mark.slow
def test_a_killed_run_loses_the_batch_in_flight_only(articles, place, reads, tmp_path):
    command = [sys.executable, "-c", KILLED, str(SAMPLE)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as run:
        for _ in range(2):
            assert run.stdout.readline() == "kept\n"
            run.stdin.write("\n")
            run.stdin.flush()
        assert run.stdout.readline() == "kept\n"
        run.send_signal(signal.SIGKILL)
    resumed = saved(analyze(articles, annotator="rules"), tmp_path / "resumed")
    texts = set(analyze(articles, annotator="rules").articles["text"])
    assert len(reads) == len(texts) - 12
    undisturbed = analyze(articles, annotator="rules", cache="off")
    assert saved(undisturbed, tmp_path / "undisturbed") == resumed


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the package and its data whose changes the annotators' versions follow."""
    package = tmp_path / "lib" / "presseschau"
    shutil.copytree(versions._PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    data = tmp_path / "data"
    (data / "models").mkdir(parents=True)
    shutil.copytree(data_folder() / "lexicon", data / "lexicon")
    monkeypatch.setattr(versions, "_PACKAGE", package)
    monkeypatch.setattr(versions, "data_folder", lambda: data)
    yield package, data
    annotator_version.cache_clear()


def version(name: str) -> str:
    annotator_version.cache_clear()
    return annotator_version(name)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_version_follows_the_code_the_lexicons_and_the_models(copied):
    package, data = copied
    rules, model = version("rules"), version("model")
    assert rules != model
    change(package / "annotate/model/name_head.py", "import ", "import this\nimport ")
    assert version("rules") == rules
    assert version("model") != model
    files = ["core/tables.py", "core/text.py", "pipeline/readings.py", "annotate/lexicon.py"]
    for file in [*files, "annotate/rules/judgements.py"]:
        path = package / file
        path.write_text(path.read_text(encoding="utf-8") + "MORE = 1\n", encoding="utf-8")
        assert version("rules") != rules
        rules = version("rules")
    tone = data / "lexicon" / "tone.tsv"
    tone.write_text(tone.read_text(encoding="utf-8") + "schick\t1\n", encoding="utf-8")
    assert version("rules") != rules
    model = version("model")
    (data / "models" / "names.onnx").write_bytes(b"changed")
    assert version("model") != model


def test_the_version_stays_where_a_reading_cannot_change(copied):
    package, _ = copied
    known = version("rules"), version("model")
    change(package / "__init__.py", '__version__ = "', '__version__ = "9.')
    change(package / "core/calls.py", "Did you mean", "Perhaps")
    change(package / "views/words/de.toml", "Artikel", "Beitrag")
    judgements = package / "annotate/rules/judgements.py"
    first, rest = judgements.read_text(encoding="utf-8").split("\n", 1)
    assert first.startswith('"""')
    judgements.write_text(f'"""Said in other words."""\n{rest}', encoding="utf-8")
    change(package / "annotate/rules/cues.py", "\nfrom functools", "\n# a remark\nfrom functools")
    change(package / "annotate/annotator.py", "There is no annotator", "Nobody knows the annotator")
    path = package / "reports" / "making.py"
    path.write_text(path.read_text(encoding="utf-8") + "MORE = 1\n", encoding="utf-8")
    assert (version("rules"), version("model")) == known


def test_the_code_of_the_version_is_all_that_is_imported():
    code = "import sys, presseschau.pipeline.readings, {}; print(*sys.modules)"
    for module in ANNOTATORS.values():
        command = [sys.executable, "-c", code.format(module)]
        loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        files = {versions._file(name) for name in loaded} - {None}
        assert files <= set(versions._code(module, "presseschau.pipeline.readings"))


def test_place_and_limit_are_the_users(monkeypatch, tmp_path):
    monkeypatch.setenv("PRESSESCHAU_CACHE", "off")
    assert cache_path() is None
    assert cache_path("elsewhere") == Path("elsewhere", FILE)
    monkeypatch.delenv("PRESSESCHAU_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert cache_path() == tmp_path / "presseschau" / FILE
    assert cache_limit() == LIMIT
    for told, limit in {"500M": 500 << 20, "1.5 GB": 3 << 29, "1000": 1000}.items():
        monkeypatch.setenv("PRESSESCHAU_CACHE_LIMIT", told)
        assert cache_limit() == limit
    monkeypatch.setenv("PRESSESCHAU_CACHE_LIMIT", "much")
    with pytest.raises(WrongCall, match="a size like 500M"):
        cache_limit()


def test_the_commands_tell_and_empty_the_cache(articles, place):
    run = CliRunner().invoke
    assert "0 bytes of 2.0 GB" in run(app, ["cache", "info"]).output
    texts = len(analyze(articles[:5], annotator="rules").articles)
    told = run(app, ["cache", "info"]).output
    assert f"rules {annotator_version('rules')}: {texts} texts" in told
    assert str(place) in told
    assert "0 bytes were freed" in run(app, ["cache", "clean", "--unused", "1"]).output
    assert "KB were freed" in run(app, ["cache", "clean"]).output
    with open_cache() as cache:
        assert cache.info() == []
