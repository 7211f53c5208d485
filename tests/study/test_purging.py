"""What has its day is deleted, whole and nothing else, and the cache with it."""

import datetime as dt

import pytest
from small_corpus import small_corpus
from typer.testing import CliRunner

from presseschau.cli import app
from presseschau.core.calls import WrongCall
from presseschau.core.outputs import DELETE_ON
from presseschau.lab.corpora.card import Card, save_corpus
from presseschau.study.purging import due, purge, set_day

TODAY = dt.date(2027, 2, 1)


@pytest.fixture
def corpora(tmp_path):
    """Two corpora and a folder of somebody's own."""
    read = small_corpus()
    for name in ("old", "new"):
        save_corpus(read.articles, read.rejects, tmp_path / name, Card(name))
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "notes.txt").write_text("bleibt")
    set_day(tmp_path / "old", "2027-01-31")
    set_day(tmp_path / "new", "2027-03-01")
    return tmp_path


def test_what_is_due_goes_and_nothing_else(corpora):
    found = due([corpora], TODAY)
    assert found == [(corpora / "old", dt.date(2027, 1, 31))]
    purge(folder for folder, _ in found)
    assert sorted(path.name for path in corpora.iterdir()) == ["new", "own"]
    assert due([corpora], TODAY) == []


def test_a_link_out_of_the_folder_is_cut_and_not_followed(corpora):
    (corpora / "old" / "link").symlink_to(corpora / "own")
    purge([corpora / "old"])
    assert (corpora / "own" / "notes.txt").read_text() == "bleibt"


def test_the_day_is_no_article(corpora):
    from presseschau.articles import load_articles

    set_day(corpora / "own", "2027-03-01")
    articles, rejects = load_articles(corpora / "own")
    assert len(articles) + len(rejects) == 1


@pytest.fixture
def cleanings(corpora, monkeypatch):
    """What was cleaned of a cache that is there."""
    from presseschau.pipeline.cache import cache_path
    from presseschau.pipeline.cache.batches import open_cache

    monkeypatch.setenv("PRESSESCHAU_CACHE", str(corpora.parent / "cache"))
    with open_cache():
        pass
    assert cache_path().is_file()
    called = []
    monkeypatch.setattr("presseschau.pipeline.cache.batches.Cache.clean",
                        lambda self: called.append(self) or 0)  # fmt: skip
    return called


def test_the_cache_is_emptied_where_something_went(corpora, cleanings):
    purge([])
    assert not cleanings
    purge([corpora / "old"])
    assert cleanings


def test_a_folder_that_cannot_go_leaves_nothing_in_the_cache(corpora, cleanings, monkeypatch):
    monkeypatch.setattr("presseschau.study.purging.shutil.rmtree", refused)
    (corpora / "old" / "within").mkdir(exist_ok=True)
    with pytest.raises(PermissionError):
        purge([corpora / "old"])
    assert cleanings
    assert (corpora / "old" / DELETE_ON).is_file()  # next time


def refused(path):
    raise PermissionError(path)


def test_a_corpus_with_a_day_can_be_saved_again(corpora):
    read = small_corpus()
    save_corpus(read.articles, read.rejects, corpora / "new", Card("neu"))
    assert (corpora / "new" / DELETE_ON).is_file()


def test_what_cannot_be_is_said(corpora, monkeypatch):
    with pytest.raises(WrongCall, match=r"'31\.1\.2027' is no day"):
        set_day(corpora / "old", "31.1.2027")
    with pytest.raises(WrongCall, match="no folder"):
        set_day(corpora / "none", "2027-01-31")
    monkeypatch.chdir(corpora / "own")
    with pytest.raises(WrongCall, match="holds more than articles"):
        set_day(corpora, "2027-01-31")
    (corpora / "link").symlink_to(corpora / "old")
    with pytest.raises(WrongCall, match="link' is a link; name the folder"):
        due([corpora / "link"], TODAY)
    (corpora / "new" / DELETE_ON).write_text("bald\n")
    with pytest.raises(WrongCall, match="line 1: no day"):
        due([corpora], TODAY)


def test_the_command_sets_tells_and_deletes(corpora):
    run = CliRunner()
    said = run.invoke(app, ["purge", str(corpora / "own"), "--on", "2020-01-01"])
    assert "is to be deleted from 2020-01-01 on" in said.output
    said = run.invoke(app, ["purge", str(corpora), "--dry-run"])
    assert "(2020-01-01) would be deleted" in said.output
    assert (corpora / "own").is_dir()
    assert run.invoke(app, ["purge", str(corpora)]).exit_code == 0
    assert not (corpora / "own").exists()
    assert "Nothing is due." in run.invoke(app, ["purge", str(corpora / "new")]).output
