"""The benchmarks' own parts: corpora, growth, peers, and the ordeal of a long run."""

import pandas as pd
import pytest

from presseschau.articles import load_articles
from presseschau.articles.cleaning import clean
from presseschau.core.resources import data_folder
from workshop.benchmarks import engine_times, peers
from workshop.benchmarks.engine_times import SIZES, time_engine, time_parts
from workshop.benchmarks.kills import analyze_through_kills
from workshop.benchmarks.made_corpus import make_corpus
from workshop.benchmarks.made_pages import make_pages
from workshop.benchmarks.peers import Race, compare, prepare, run_race
from workshop.benchmarks.steps import exponent, time_steps


@pytest.fixture(scope="module")
def texts():
    articles, _ = load_articles(data_folder() / "sample")
    return list(articles.loc[articles["language"] == "de", "text"])


def test_a_made_corpus_is_varied_and_its_beginning_is_a_smaller_one(texts, tmp_path):
    many, _ = load_articles(make_corpus(texts, 120, tmp_path / "many"))
    few, _ = load_articles(make_corpus(texts, 30, tmp_path / "few"))
    again, _ = load_articles(make_corpus(texts, 30, tmp_path / "again"))
    assert many["text"].is_unique
    assert len(many) == 120
    assert set(few["article_id"]) < set(many["article_id"])
    assert few["article_id"].equals(again["article_id"])
    cleaned, _ = clean(many)
    assert (cleaned["wire_group"] == "").mean() > 0.9
    assert set(many["language"]) == {"de"}


def test_the_exponent_is_that_of_the_power(texts):
    sizes = [100, 1000, 10_000]
    assert exponent(sizes, [0.01 * size**1.5 for size in sizes]) == pytest.approx(1.5)


def test_every_step_is_timed(texts, tmp_path):
    seconds = time_steps(make_corpus(texts, 8, tmp_path), "rules")
    assert set(seconds) >= {"load", "clean", "annotate", "link", "measure"}
    assert all(spent >= 0 for spent in seconds.values())


def test_speeds_are_of_the_best_time_and_ratios_to_the_first():
    told = {"ours": [4.0, 2.0], "peer": [8.0, 9.0], "absent": ["No module named 'absent'"]}
    ours, peer, absent = compare(told, [100, 3.0])
    assert ours == ("ours", (50.0, 1.5), 1.0, "")
    assert peer == ("peer", (12.5, 0.375), 0.25, "")
    assert absent.missing == "No module named 'absent'"


def test_contenders_read_the_same_and_those_not_installed_are_named(texts, tmp_path, monkeypatch):
    monkeypatch.setattr(peers, "PAGES", 2)  # this race loads none
    monkeypatch.setattr(peers, "ROWS", 4)
    halves = prepare(texts[:6], tmp_path)
    assert halves[0]["texts"] + halves[1]["texts"] == texts[0:6:2] + texts[1:6:2]
    race = Race("nothing", ("presseschau, rules", "SoMaJo"), ("words",))
    ours, peer = run_race(race, halves, "", repeats=1)
    assert ours.ratio == 1
    assert ours.speeds[0] > 0
    assert peer.missing or peer.ratio > 0


def test_made_pages_load_as_the_articles_they_were_made_of(texts, tmp_path):
    articles, _ = load_articles(make_corpus(texts, 8, tmp_path / "rows"))
    make_pages(articles, tmp_path / "pages")
    loaded, rejects = load_articles(tmp_path / "pages")
    assert rejects.empty
    for made, text in zip(articles["text"], loaded["text"], strict=True):
        assert set(made.split()) <= set(text.split())


def test_parts_of_every_size_are_timed(texts):
    speeds = time_parts(texts[:4], "rules")
    assert list(speeds) == [*SIZES]
    assert min(speeds.values()) > 0


@pytest.mark.soak
def test_a_run_killed_twice_ends_with_the_undisturbed_tables(texts, tmp_path):
    corpus = make_corpus(texts, 3000, tmp_path / "corpus")
    how = (corpus, tmp_path / "killed", tmp_path / "cache", "rules", 2, (15, 20))
    killed = analyze_through_kills(*how)
    undisturbed = analyze_through_kills(corpus, tmp_path / "whole", tmp_path / "new", "rules", 2)
    assert killed.kills == 2
    assert killed.digest == undisturbed.digest
    assert killed.peak < 4 << 30


def test_dask_has_as_many_workers_as_it_is_timed_with(monkeypatch):
    found = []

    def run(parts, work, engine, workers, cluster):
        found.append((workers, len(cluster.workers)))
        return iter(list(parts))

    monkeypatch.setattr(engine_times, "run_parts", run)
    time_engine(pd.Series(["Ein Satz."]), "rules", "dask", 1)
    assert found == [(1, 1)]
