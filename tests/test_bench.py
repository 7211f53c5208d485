"""The benchmarks' own parts: corpora, growth, and the ordeal of a long run."""

import pytest

from presseschau.articles import load_articles
from presseschau.bench.corpus import make_corpus
from presseschau.bench.kills import analyze_through_kills
from presseschau.bench.steps import exponent, time_steps
from presseschau.cleaning import clean
from presseschau.resources import data_folder


@pytest.fixture(scope="module")
def texts():
    articles, _ = load_articles(data_folder() / "sample")
    return list(articles.loc[articles["language"] == "de", "text"])


def test_a_made_corpus_is_varied_and_its_beginning_is_a_smaller_one(texts, tmp_path):
    many, _ = load_articles(make_corpus(texts, 240, tmp_path / "many"))
    few, _ = load_articles(make_corpus(texts, 60, tmp_path / "few"))
    again, _ = load_articles(make_corpus(texts, 60, tmp_path / "again"))
    assert many["text"].is_unique
    assert len(many) == 240
    assert set(few["article_id"]) < set(many["article_id"])
    assert few["article_id"].equals(again["article_id"])
    cleaned, _ = clean(many)
    assert (cleaned["wire_group"] == "").mean() > 0.9
    assert set(many["language"]) == {"de"}


def test_the_exponent_is_that_of_the_power(texts):
    sizes = [100, 1000, 10_000]
    assert exponent(sizes, [0.01 * size**1.5 for size in sizes]) == pytest.approx(1.5)


def test_every_step_is_timed(texts, tmp_path):
    seconds = time_steps(make_corpus(texts, 24, tmp_path), "rules")
    assert set(seconds) >= {"load", "clean", "annotate", "link", "measure"}
    assert all(spent >= 0 for spent in seconds.values())


@pytest.mark.soak
def test_a_run_killed_twice_ends_with_the_undisturbed_tables(texts, tmp_path):
    corpus = make_corpus(texts, 3000, tmp_path / "corpus")
    how = (corpus, tmp_path / "killed", tmp_path / "cache", "rules", 2, (15, 20))
    killed = analyze_through_kills(*how)
    undisturbed = analyze_through_kills(corpus, tmp_path / "whole", tmp_path / "new", "rules", 2)
    assert killed.kills == 2
    assert killed.digest == undisturbed.digest
    assert killed.peak < 4 << 30
