"""What Presseschau has written is told from articles, wherever it is met."""

import json
from pathlib import Path

import pytest
from small_analysis import small_analysis

from presseschau.articles import load_articles
from presseschau.core.analysis import Analysis
from presseschau.pipeline.opening import open_analysis
from presseschau.reports.folder import check_out

PAGE = '<html><head><meta name="generator" content="Presseschau 1"></head><p>{}</p></html>'
TEXT = "Der Hafen ruht am Montag, und die Reederei wartet auf das Hochwasser der Nacht.\n"


def make_report(folder: Path, facts: str = '{"presseschau": 1}') -> Path:
    (folder / "notebooks").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "articles" / "a1.html").write_text(PAGE.format(TEXT * 5), encoding="utf-8")
    (folder / "index.html").write_text(PAGE.format(TEXT * 5), encoding="utf-8")
    (folder / "run.json").write_text(facts, encoding="utf-8")
    small_analysis().save(folder / "tables")
    return folder


@pytest.fixture
def inbox(tmp_path) -> Path:
    (tmp_path / "a.txt").write_text(f"Der Hafen\n\n{TEXT}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("facts", ['{"presseschau": 1}', "", '{"presseschau'])
def test_a_report_and_tables_on_the_way_are_left_out_with_a_word(inbox, facts):
    make_report(inbox / "bericht", facts)
    small_analysis().save(inbox / "tabellen")
    articles, rejects = load_articles(inbox)
    assert list(articles["path"]) == ["a.txt"]
    assert list(rejects["path"]) == ["bericht", "tabellen"]
    assert set(rejects["reason"]) == {"made by Presseschau"}


def test_reports_of_jobs_are_one_word_and_an_inbox_among_them_is_read(inbox):
    series = inbox / "reports" / "tag"
    for day in range(1, 4):
        make_report(series / f"2026-11-0{day}")
    for page in (series / "index.html", series / "trend.html", inbox / "reports" / "index.html"):
        page.write_text(PAGE.format(TEXT * 5), encoding="utf-8")
    (inbox / "reports" / "eingang").mkdir()
    (inbox / "a.txt").rename(inbox / "reports" / "eingang" / "a.txt")
    articles, rejects = load_articles(inbox)
    assert list(articles["path"]) == ["reports/eingang/a.txt"]
    assert list(rejects["path"]) == ["reports/index.html", "reports/tag"]


def test_a_front_page_of_a_newspaper_is_an_article(inbox):
    (inbox / "index.html").write_text(f"<h1>Der Deich</h1><p>{TEXT * 5}</p>", encoding="utf-8")
    articles, rejects = load_articles(inbox)
    assert list(articles["path"]) == ["a.txt", "index.html"]
    assert rejects.empty


def test_a_report_that_is_named_is_opened_as_the_analysis_it_is(tmp_path):
    report = make_report(tmp_path / "bericht")
    assert repr(open_analysis(report)) == repr(Analysis.load(report / "tables"))
    for source in (report, report / "tables"):
        articles, rejects = load_articles(source)
        assert len(articles) == len(small_analysis().articles)
        assert rejects.empty
    assert check_out(report, [report]) == report


def test_a_source_inside_the_report_is_not_replaced_with_it(tmp_path, inbox):
    report = make_report(tmp_path / "bericht", json.dumps({"presseschau": 1}))
    (report / "eingang").mkdir()
    with pytest.raises(ValueError, match="which the report replaces"):
        check_out(report, [report / "eingang"])


def test_nobody_is_left_in_a_folder_that_is_gone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for out in (Path(), tmp_path.parent):
        with pytest.raises(ValueError, match="give a folder of its own with --out"):
            check_out(out, [])
