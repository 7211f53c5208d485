"""Engines: the same bytes wherever the work is done, and no text that stops it."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

import dask
import pandas as pd
import pytest
from distributed import LocalCluster
from poison import CRASHES, HANGS, RAISES, poisoned

from presseschau.annotate.versions import annotator_version
from presseschau.articles import article_id, load_articles
from presseschau.core.calls import WrongCall
from presseschau.core.resources import data_folder
from presseschau.pipeline import analyzing, pools, readings
from presseschau.pipeline.analyzing import analyze
from presseschau.pipeline.cache.batches import unpack
from presseschau.pipeline.engines import processes_for, run_parts
from presseschau.pipeline.readings import Part, process_part, split

GOOD = [f"Bürgermeisterin Mara Voss sagte am {n}. Mai, der Hafen bleibe offen." for n in range(9)]


@pytest.fixture(scope="module")
def cluster():
    """A Dask cluster of one process, as somebody may have it running."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as running,
    ):
        yield running


def part(*texts: str, seconds: float = 60) -> Part:
    return Part(texts, "rules", annotator_version("rules"), seconds)


def outcome(done) -> tuple[list[str], dict[str, str]]:
    """Gives the words of all sentences that were read, and what failed."""
    read, failed = [], {}
    for _, result in done:
        failed |= result.failed
        if result.packed:
            for tokens in unpack(result.packed)["tokens"].to_pylist():
                read.append(" ".join(token["text"] for token in tokens)[:33])
    return sorted(read), failed


def saved(analysis, folder) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in analysis.save(folder).iterdir()}


@pytest.fixture(scope="module")
def articles():
    return load_articles(data_folder() / "sample" / "nordblick")[0]


def test_several_processes_give_the_same_bytes(articles, tmp_path):
    alone = saved(analyze(articles, annotator="rules", cache="off"), tmp_path / "alone")
    two = analyze(articles, annotator="rules", cache="off", workers=2)
    assert saved(two, tmp_path / "two") == alone


def test_what_a_second_process_links_beside_gives_the_same_bytes(articles, tmp_path, monkeypatch):
    alone = saved(analyze(articles, annotator="rules", cache="off"), tmp_path / "alone")
    monkeypatch.setattr(analyzing, "processes_for", lambda texts, annotator: 2)
    beside = analyze(articles, annotator="rules", cache="off", workers=0)
    assert saved(beside, tmp_path / "beside") == alone


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes(articles, cluster, tmp_path):
    alone = saved(analyze(articles, annotator="rules", cache="off"), tmp_path / "alone")
    how = {"engine": "dask", "cluster": cluster.scheduler_address, "cache": "off"}
    assert saved(analyze(articles, annotator="rules", **how), tmp_path / "dask") == alone


@pytest.mark.slow
def test_poison_in_processes_costs_its_own_text_only():
    parts = [part(GOOD[0], CRASHES), part(HANGS, seconds=2), part(GOOD[1], RAISES)]
    read, failed = outcome(run_parts(parts, poisoned, "local", 2))
    assert read == outcome([(None, process_part(part(*GOOD[:2])))])[0]
    assert set(failed) == {CRASHES, HANGS, RAISES}
    assert "ended the process" in failed[CRASHES]
    assert failed[RAISES] == "RecursionError: too deep"


@pytest.mark.slow
def test_poison_on_a_cluster_costs_its_own_text_only(cluster):
    parts = [part(GOOD[0], CRASHES), part(GOOD[1])]
    read, failed = outcome(run_parts(parts, poisoned, "dask", 1, cluster))
    assert read == outcome([(None, process_part(part(*GOOD[:2])))])[0]
    assert set(failed) == {CRASHES}


def test_a_poisoned_article_is_refused_with_its_reason(monkeypatch, tmp_path):
    read_document = readings.read_document

    def read(text: str):
        if text == RAISES:
            raise RecursionError("too deep")
        return read_document(text)

    monkeypatch.setattr(readings, "read_document", read)
    rows = [
        {"article_id": article_id(text), "text": text, "path": path, "language": "de"}
        for path, text in [("a.txt", GOOD[0]), ("b.jsonl#7", RAISES), ("c.txt", GOOD[1])]
    ]
    analysis = analyze(pd.DataFrame(rows), annotator="rules", cache=str(tmp_path))
    assert list(analysis.articles["path"]) == ["a.txt", "c.txt"]
    [refused] = analysis.rejects.to_dict("records")
    assert (refused["path"], refused["row"]) == ("b.jsonl", 7)
    assert "RecursionError: too deep" in refused["detail"]
    monkeypatch.undo()  # mended: nothing of the failure was kept
    assert len(analyze(pd.DataFrame(rows), annotator="rules", cache=str(tmp_path)).articles) == 3


def test_a_worker_of_another_version_is_told_apart():
    with pytest.raises(WrongCall, match="another version"):
        process_part(part(GOOD[0])._replace(version="000000000000"))


def test_wrong_engines_are_named_before_the_work(articles):
    how = partial(analyze, articles, annotator="rules", cache="off")
    with pytest.raises(WrongCall, match="Did you mean 'dask'"):
        how(engine="dusk")
    with pytest.raises(WrongCall, match="needs the engine 'dask'"):
        how(cluster="tcp://127.0.0.1:1")
    with pytest.raises(WrongCall, match="-1 workers"):
        how(workers=-1)
    unheard = pytest.raises(WrongCall, match="No Dask scheduler answers at 'tcp://127")
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}), unheard:
        how(engine="dask", cluster="tcp://127.0.0.1:1")


def test_parts_stay_small():
    texts = [*GOOD, "x" * 1_000_000, *GOOD * 20]
    parts = list(split(texts))
    assert [text for own in parts for text in own] == texts
    assert ("x" * 1_000_000,) in parts
    assert max(map(len, parts)) == readings.PART_TEXTS


def test_few_articles_stay_in_one_process(monkeypatch):
    monkeypatch.setattr("presseschau.pipeline.engines.os.sched_getaffinity", lambda _: {0, 1, 2, 3})
    assert processes_for(0, "rules") == processes_for(100, "rules") == 1
    assert processes_for(10_000, "rules") == 4
    assert processes_for(200, "model") == 3
    assert processes_for(80, "model") == 2  # as in the sample


def test_memory_holds_a_few_parts_at_a_time():
    waiting = []

    def parts():
        for text in GOOD * 4:
            waiting.append(text)
            yield part(text, seconds=0)

    pool = pools.Pool(lambda: ThreadPoolExecutor(2), lambda: 3, BrokenProcessPool)
    for count, _ in enumerate(pools.run(parts(), process_part, pool), start=1):
        assert len(waiting) - count <= 3
    pool.executor.shutdown()
    assert len(waiting) == 36
