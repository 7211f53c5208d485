"""What fuzzing and attacks by hand have found, each as small as it goes."""

import csv
import io
import json
import os
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from fuzz.hostile import _replaced
from fuzz.seeds import as_xlsx
from news_site import NOW
from small_analysis import small_analysis

from presseschau.annotate.annotator import load_annotator
from presseschau.articles import load_articles
from presseschau.articles.records import MAX_SHEETS, Refusal, check_package
from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.core.text import read_document
from presseschau.jobs import read_jobs
from presseschau.jobs.feeds.feed import read_feed
from presseschau.jobs.feeds.responses import Trouble
from presseschau.link.actors.register import read_register
from presseschau.link.corrections import read_corrections, take_back, write_correction
from presseschau.pipeline.analyzing import analyze

TEXT = "Der Rat von Marlitz hat am Dienstag über die Fähre gestritten."


def test_a_file_without_a_name_keeps_no_other_of_its_archive_from_being_read(tmp_path):
    nameless = zipfile.ZipInfo("x")
    nameless.filename = ""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(nameless, b"x")
        packed.writestr("b.txt", TEXT)
    articles, rejects = load_articles(tmp_path / "a.zip")
    assert articles["path"].tolist() == ["a.zip/b.txt"]
    assert rejects["reason"].tolist() == ["outside the folder"]


def test_a_glob_follows_no_links_in_circles(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    for name in "xyz":
        (tmp_path / name).symlink_to(".")
    (tmp_path / "root").symlink_to("/")
    for pattern in ("**", "**/*.txt"):
        articles, _ = load_articles(tmp_path / pattern)
        assert articles["path"].tolist() == ["a.txt"]


@pytest.mark.parametrize("source", ["", "x" * 5000, "a\0b", "~nobody-of-this-name/a", "[a-"])
def test_a_source_that_can_be_none_does_not_exist(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="check the path"):
        load_articles(source)


def test_a_workbook_of_endless_parts_is_refused_before_it_is_read():
    book = as_xlsx([["titel", "text"], ["A", TEXT]])
    check_package(io.BytesIO(book), 1 << 20, 1000)
    with pytest.raises(Refusal, match="too many parts"):
        check_package(io.BytesIO(book), 1 << 20, 50)
    sheets = '<sheet name="a"/>'.encode("utf-16") * (MAX_SHEETS + 1) + os.urandom(999)
    with pytest.raises(Refusal, match="too many parts"):
        check_package(io.BytesIO(_replaced(book, "xl/workbook.xml", sheets)), 1 << 20, 10**6)


def test_a_long_cell_is_read_in_the_first_table_of_a_process_too(tmp_path):
    (tmp_path / "a.csv").write_text(f"titel;text\nA;{TEXT * 3000}\n")
    before = csv.field_size_limit(131072)  # as Python has it
    try:
        articles, rejects = load_articles(tmp_path)
    finally:
        csv.field_size_limit(before)
    assert (len(articles), len(rejects)) == (1, 0)


def test_an_article_is_as_large_as_one_can_be_in_every_format(tmp_path, monkeypatch):
    monkeypatch.setattr("presseschau.articles.rows.MAX_DOCUMENT", 1000)
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT * 20}))
    (tmp_path / "b.csv").write_text(f"titel;text\nA;{TEXT * 20}\nB;{TEXT}\n")
    articles, rejects = load_articles(tmp_path)
    assert articles["path"].tolist() == ["b.csv#2"]
    assert rejects["reason"].tolist() == ["too large"] * 2


def test_names_of_files_and_columns_command_no_terminal(tmp_path):
    folder = tmp_path / "\x1b[2Jblatt"
    folder.mkdir()
    (folder / "a\nrefused: b.txt").write_text(TEXT)
    (tmp_path / "\u202excod.pdf").write_text("x")
    (tmp_path / "c.csv").write_text("\x1b]0;a\x07;b\n1;2\n")
    articles, rejects = load_articles(tmp_path)
    said = [*articles["path"], *articles["outlet"], *rejects["path"], *rejects["detail"]]
    assert len(said) == 6
    assert all(text.isprintable() for text in said)


def test_feeds_and_servers_command_no_terminal():
    title, link = "A\x9b2J\u202e", "https://a.example/\u202e"
    data = f"<rss version='2.0'><channel><title>{title}</title><item><title>{title}</title>"
    data += f"<link>{link}</link></item></channel></rss>"
    feed = read_feed(data.encode(), "https://a.example/rss", NOW)
    assert feed.title.isprintable()
    assert feed.entries == []
    assert all(flaw.isprintable() for flaw in feed.flaws)
    assert str(Trouble("is '\x1b[2J' and no web page")).isprintable()


def test_names_can_be_written_into_pictures(tmp_path):
    (tmp_path / "a.csv").write_text(
        "name;kind\nIda\x00\x1b[2J \uffffMoll\x85;PER\n", encoding="utf-8"
    )
    [row] = read_register(tmp_path / "a.csv")
    assert row.name == "Ida[2J Moll"
    (tmp_path / "b.json").write_text(json.dumps({"text": TEXT, "outlet": "Bo\ufffe\x02te"}))
    articles, _ = load_articles(tmp_path / "b.json")
    assert articles["outlet"].tolist() == ["Bote"]


@pytest.mark.parametrize("name", ["articles.parquet", "quotes.parquet", "annotator.txt"])
def test_a_damaged_analysis_is_told_in_a_sentence(name, tmp_path):
    path = small_analysis().save(tmp_path) / name
    path.write_bytes(b"\xff" * 99)
    with pytest.raises(ValueError, match=r"is damaged; analyse the articles again\.$"):
        Analysis.load(tmp_path)


def test_no_character_breaks_a_workbook(tmp_path):
    analysis = small_analysis()
    odd = analysis.articles.assign(title="=1+1\x00\x1b\ufffe\uffff")
    sheet = openpyxl.load_workbook(replace(analysis, articles=odd).to_excel(tmp_path / "a.xlsx"))
    assert sheet["articles"]["B2"].value == "'=1+1"


def test_a_text_too_long_for_the_model_is_set_aside_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr("presseschau.annotate.model.model_annotator.MOST_TOKENS", 20)
    rows = [{"article_id": f"a{n}", "text": f"{TEXT} " * n, "language": "de"} for n in (1, 3)]
    analysis = analyze(conform(rows, "articles"), annotator="model", cache="off")
    assert analysis.articles["article_id"].tolist() == ["a1"]
    assert "split it" in analysis.rejects["detail"][0]


@pytest.mark.parametrize("tags", ["<rss " + "a='1' " * 1001 + "/>", "<a>" * 1_000_001])
def test_a_feed_that_would_take_hours_is_refused(tags):
    with pytest.raises(Trouble, match="too many tags"):
        read_feed(tags.encode(), "https://a.example/rss", NOW)


def test_a_word_of_one_letter_and_a_tail_is_no_compound():
    text = "Gestern kam Ssssssommer."
    [found] = load_annotator("rules").annotate([read_document(text)])
    assert [text[start:end] for start, end, *_ in found.mentions] == ["Ssssssommer"]


def test_a_note_keeps_the_apostrophe_that_it_begins_with(tmp_path):
    path, row = tmp_path / "corrections.csv", {"article_id": "a1", "what": "tenor"}
    row |= {"action": "reviewed", "note": "'Ja', sagte sie"}
    write_correction(path, row)
    assert read_corrections(path)["note"].tolist() == ["'Ja', sagte sie"]
    take_back(path, row)
    assert read_corrections(path).empty


def test_the_home_of_somebody_unknown_is_a_folder_like_another(tmp_path):
    path = tmp_path / "jobs.toml"
    path.write_text('out = "aus"\n[job.a]\nsources = ["~niemand/x"]\nperiod = "day"\n')
    assert read_jobs(path, unattended=True).job["a"].sources == [str(tmp_path / "~niemand/x")]
