import io
import json
import os
import stat
import textwrap
import tracemalloc
import zipfile
from datetime import datetime

import openpyxl
import pandas as pd
import py3langid
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presseschau.articles import article_id, datafiles, load_articles, normalize, records, unwrap
from presseschau.articles.doubts import unread
from presseschau.articles.encodings import decode
from presseschau.articles.fields import name_fields
from presseschau.articles.records import READERS, REASONS, Record, Refusal, read_file
from presseschau.articles.rows import language_of
from presseschau.core.calls import WrongCall
from presseschau.core.resources import data_folder
from presseschau.core.tables import SCHEMAS
from presseschau.views.wording import advice

TEXT = (
    "Der Rat von Marlitz hat am Dienstag über die Fähre gestritten. „Wir brauchen sie“, sagte "
    "Bürgermeisterin Grete Öhlers. Größere Boote müssten her, schließlich gehe es um die Schüler."
)
SECOND = "Die Brücke über die Aue bleibt gesperrt. Das teilte ein Sprecher der Stadt Marlitz mit."
PAGE = f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8">
<title>Streit um die Fähre | Auebote</title><meta property="og:site_name" content="Auebote">
<meta property="article:published_time" content="2026-03-04T06:30:00+01:00">
<meta name="author" content="Jana Petersen"></head><body>
<nav><a href="/">Start</a> <a href="/abo">Abo</a></nav>
<article><h1>Streit um die Fähre</h1><p>{TEXT}</p><p>{SECOND}</p><p>{TEXT[::-1]}</p></article>
<footer>Impressum Datenschutz</footer></body></html>"""


@pytest.fixture
def write(tmp_path):
    def write(name: str, content: str | bytes, encoding: str = "utf-8"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def reasons(rejects: pd.DataFrame) -> list[tuple]:
    assert set(rejects["reason"]) <= set(REASONS)
    assert rejects["detail"].str.endswith(".").all()
    return list(zip(rejects["path"], rejects["row"], rejects["reason"], strict=True))


# --- what an article says about itself ---------------------------------------------------------


def test_a_text_file_gives_title_byline_date_and_outlet(tmp_path, write):
    write(
        "aue-bote/faehre.txt",
        f"Streit um die Fähre\n\nVon Jana Petersen\n\nMarlitz, 4. März 2026. {TEXT}\n\n{SECOND}\n",
    )
    articles, rejects = load_articles(tmp_path)
    assert rejects.empty
    article = articles.iloc[0]
    assert list(articles)[: len(SCHEMAS["articles"])] == list(SCHEMAS["articles"])
    assert article["title"] == "Streit um die Fähre"
    assert article["text"].startswith("Von Jana Petersen\n\nMarlitz, 4. März 2026. Der Rat")
    assert article["author"] == "Jana Petersen"
    assert article["published"] == datetime(2026, 3, 4)
    assert article["outlet"] == "Aue Bote"
    assert article["path"] == "aue-bote/faehre.txt"
    assert article["encoding"] == "utf-8"
    assert article["language"] == "de"


def test_a_date_within_the_body_is_not_the_date_of_the_article(tmp_path, write):
    write("2026-03-06.txt", f"Rückblick\n\nAm 4. März 2026 begann der Streit. {TEXT}")
    write("ohne.txt", f"Rückblick\n\nAm 4. März 2026 begann ein Streit. {TEXT}")
    articles, _ = load_articles(tmp_path)
    assert articles["published"][0] == datetime(2026, 3, 6)
    assert pd.isna(articles["published"][1])


def test_metadata_are_trusted_before_the_text_and_the_text_before_the_file_name(tmp_path, write):
    body = f"Fähre fällt aus\n\nMarlitz, 4. März 2026. {TEXT}"
    write("2026-03-09-a.txt", f"Datum: 2. März 2026\nQuelle: Auebote\n\n{body}")
    write("2026-03-09-b.txt", body)
    articles, _ = load_articles(tmp_path)
    assert articles["published"].tolist() == [pd.Timestamp(2026, 3, 2), pd.Timestamp(2026, 3, 4)]
    assert articles["outlet"].tolist() == ["Auebote", ""]
    assert articles["title"].tolist() == ["Fähre fällt aus"] * 2


def test_a_first_line_that_is_a_sentence_is_no_title(tmp_path, write):
    write("a.txt", f"{SECOND}\n{TEXT}")
    articles, _ = load_articles(tmp_path)
    assert articles["title"][0] == ""
    assert articles["text"][0].startswith(SECOND)


def test_the_parameter_wins_over_metadata_and_folder(tmp_path, write):
    write("x/a.json", json.dumps({"text": TEXT, "source": "Kurier"}))
    assert load_articles(tmp_path)[0]["outlet"][0] == "Kurier"
    assert load_articles(tmp_path, outlet="Nordblatt")[0]["outlet"][0] == "Nordblatt"


def test_folder_and_domain_take_the_spelling_of_the_metadata(tmp_path, write):
    write("kuesten-blatt/a.txt", TEXT)
    write("kuesten-blatt/b.json", json.dumps({"text": SECOND, "medium": "Küsten-Blatt"}))
    write("c.json", json.dumps({"text": TEXT * 2, "source_domain": "www.kuesten-blatt.example"}))
    write("aue/d.json", json.dumps({"text": TEXT * 3, "source_domain": "aue.example"}))
    articles, _ = load_articles(tmp_path)
    outlets = dict(zip(articles["path"], articles["outlet"], strict=True))
    assert outlets.pop("aue/d.json") == "Aue"
    assert set(outlets.values()) == {"Küsten-Blatt"}


def test_an_outlet_in_other_letters_is_not_taken_for_one_that_nobody_names(tmp_path, write):
    write("a.json", json.dumps({"text": TEXT, "outlet": "Известия"}))
    write("b.txt", SECOND)
    articles, _ = load_articles(tmp_path)
    assert articles["outlet"].tolist() == ["Известия", ""]


def test_folders_for_dates_and_formats_are_no_outlets(tmp_path, write):
    write("bote-am-meer/2026/03/txt/a.txt", TEXT)
    assert load_articles(tmp_path)[0]["outlet"][0] == "Bote am Meer"


def test_an_agency_in_the_author_field_goes_to_its_own_column(tmp_path, write):
    write("a.json", json.dumps({"text": TEXT, "author": "hna/Lea Brink", "outlet": "Bote"}))
    write("b.json", json.dumps({"text": SECOND, "authors": ["dpa", "Bote"], "outlet": "Bote"}))
    articles, _ = load_articles(tmp_path)
    assert articles[["author", "agency"]].to_numpy().tolist() == [["Lea Brink", "hna"], ["", "dpa"]]


def test_the_id_depends_on_the_words_only(tmp_path, write):
    write("a/x.txt", f"Ein Titel\n\n{TEXT}\n{SECOND}")
    write("b/y.json", json.dumps({"title": "Anders", "text": f"{TEXT}\r\n\r\n{SECOND}  "}))
    articles, _ = load_articles(tmp_path)
    assert articles["article_id"].nunique() == 1
    assert articles["article_id"][0] == article_id(f"{TEXT} {SECOND}")
    assert len(articles["article_id"][0]) == 12


def test_english_is_told_from_german(tmp_path, write):
    write("a.txt", "The ferry across the river will not run this week, the town council said.")
    assert load_articles(tmp_path)[0]["language"][0] == "en"


# --- formats -----------------------------------------------------------------------------------


def test_html_gives_the_article_without_navigation(tmp_path, write):
    write("faehre.html", PAGE)
    articles, _ = load_articles(tmp_path)
    article = articles.iloc[0]
    assert article["title"] == "Streit um die Fähre"
    assert article["text"].startswith("Der Rat von Marlitz")
    assert "Impressum" not in article["text"]
    assert "Abo" not in article["text"]
    assert (article["outlet"], article["author"]) == ("Auebote", "Jana Petersen")
    assert article["published"] == datetime(2026, 3, 4, 6, 30)


def test_a_short_page_with_a_paywall_is_a_teaser(tmp_path, write):
    notice = '<div class="paywall"><p>Weiterlesen mit Bote+</p></div></article>'
    write("a.html", PAGE.replace("</article>", notice))
    write("b.html", PAGE)
    assert load_articles(tmp_path)[0]["is_teaser"].tolist() == [True, False]


@pytest.mark.parametrize(
    "document",
    [
        {"title": "Fähre", "text": TEXT, "date": "04.03.2026", "outlet": "Bote", "url": "u"},
        {
            "title": "Fähre",
            "maintext": TEXT,
            "date_publish": "2026-03-04 00:00:00",
            "source_domain": "Bote",
            "authors": [],
            "url": "u",
        },
        {
            "title": "Fähre",
            "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [TEXT]}]},
            "publishing_date": "2026-03-04 00:00:00+01:00",
            "html": {"requested_url": "u", "source_info": {"publisher": "Bote"}},
        },
        {
            "Überschrift": "Fähre",
            "Volltext": TEXT,
            "Datum": "4.3.26",
            "Quelle": "Bote",
            "Link": "u",
        },
    ],
    ids=["own", "news-please", "fundus", "german"],
)
def test_json_of_several_makers(tmp_path, write, document):
    write("a.json", json.dumps(document))
    write("b.jsonl", json.dumps(document) + "\n\n" + json.dumps(document))
    write("c.json", json.dumps([document, document]))
    write("d.json", json.dumps({"articles": [document]}))
    articles, rejects = load_articles(tmp_path)
    assert rejects.empty
    paths = ["a.json", "b.jsonl#1", "b.jsonl#3", "c.json#1", "c.json#2", "d.json#1"]
    assert articles["path"].tolist() == paths
    for column, value in {"title": "Fähre", "text": TEXT, "outlet": "Bote", "url": "u"}.items():
        assert set(articles[column]) == {value}
    assert set(articles["published"]) == {pd.Timestamp(2026, 3, 4)}


def test_a_document_named_with_its_date(tmp_path, write):
    name = "4711 - Streit um die Fähre (Marlitz) (2026-03-04)"
    write("a.json", json.dumps({"documentName": name, "originalText": TEXT, "tokens": []}))
    article = load_articles(tmp_path)[0].iloc[0]
    assert article["title"] == "Streit um die Fähre (Marlitz)"
    assert article["published"] == datetime(2026, 3, 4)
    assert article["text"] == TEXT


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("header", ["Titel;Text;Datum;Medium", "headline;body;published;outlet"])
def test_tables_of_any_delimiter(tmp_path, write, delimiter, header):
    body = TEXT.replace('"', '""') + "\n\n" + SECOND
    rows = [header.split(";"), ["Fähre", f'"{body}"', "04.03.2026", "Bote"]]
    write("a.csv", "\n".join(delimiter.join(row) for row in rows))
    articles, rejects = load_articles(tmp_path)
    assert rejects.empty
    article = articles.iloc[0]
    assert (article["title"], article["outlet"], article["path"]) == ("Fähre", "Bote", "a.csv#1")
    assert article["text"] == f"{TEXT}\n\n{SECOND}"
    assert article["published"] == datetime(2026, 3, 4)


def test_a_table_of_texts_alone(tmp_path, write):
    texts = [f"{TEXT}; so, hieß es, {n}, und weiter." for n in range(12)]
    write("a.csv", pd.DataFrame({"text": texts}).to_csv(index=False))
    articles, rejects = load_articles(tmp_path)
    assert rejects.empty
    assert articles["text"].tolist() == texts


def test_a_table_without_header_and_with_other_quotes(tmp_path, write):
    rows = [f"Politik;'{TEXT}; so, hieß es.'", f"Sport;{SECOND}", "Kultur;'Er rief: ''Nein''; ja.'"]
    write("a.csv", "\n".join(rows * 5))
    articles, rejects = load_articles(tmp_path)
    assert rejects.empty
    assert len(articles) == 15
    assert articles["text"][0] == f"{TEXT}; so, hieß es."
    assert articles["text"][2] == "Er rief: 'Nein'; ja."


def test_a_table_without_a_text_column_says_what_it_saw(tmp_path, write):
    write("a.csv", "Name;Ort;Datum\nFähre;Marlitz;4.3.2026\n")
    articles, rejects = load_articles(tmp_path)
    assert articles.empty
    assert reasons(rejects) == [("a.csv", 0, "no text column")]
    assert "Name, Ort, Datum" in rejects["detail"][0]
    assert "maintext" in rejects["detail"][0]


def test_rows_that_cannot_be_read_are_refused_alone(tmp_path, write):
    write("a.csv", f"title;text\nA;{TEXT}\nB;eins;zwei;drei\nC;\nD;{SECOND}\n")
    write("b.jsonl", json.dumps({"text": TEXT}) + '\n{"text": "kaputt\n[1, 2]\n')
    articles, rejects = load_articles(tmp_path)
    assert articles["path"].tolist() == ["a.csv#1", "a.csv#4", "b.jsonl#1"]
    assert reasons(rejects) == [
        ("a.csv", 2, "broken file"),
        ("a.csv", 3, "no text"),
        ("b.jsonl", 2, "broken JSON"),
        ("b.jsonl", 3, "no text"),
    ]


def test_a_quotation_mark_that_is_never_closed_is_noticed(tmp_path, write):
    write("a.csv", f'title;text\nA;"{TEXT}"\nB;"{SECOND}\nC;"{TEXT}\nD;Ende\n')
    articles, rejects = load_articles(tmp_path)
    assert articles["path"].tolist() == ["a.csv#1", "a.csv#3"]
    assert reasons(rejects) == [("a.csv", 2, "broken file")]
    write("a.csv", f'title;text\nA;"{TEXT}"\nB;"{SECOND}\nC;{TEXT}\n')
    articles, rejects = load_articles(tmp_path)
    assert articles["path"].tolist() == ["a.csv#1"]
    assert reasons(rejects) == [("a.csv", 2, "broken file")]


def test_excel_and_parquet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Titel", "Text", "Datum", "Zeitung"])
    book.active.append(["Fähre", TEXT, datetime(2026, 3, 4), "Bote"])
    book.active.append([None, None, None, None])
    book.save(tmp_path / "a.xlsx")
    table = {"headline": ["Fähre"], "text": [TEXT], "date": [pd.Timestamp(2026, 3, 4)], "n": [1]}
    pd.DataFrame(table | {"publisher": ["Bote"]}).to_parquet(tmp_path / "b.parquet")
    articles, rejects = load_articles(tmp_path)
    assert rejects.empty
    assert articles["path"].tolist() == ["a.xlsx#1", "b.parquet#1"]
    assert set(articles["published"]) == {pd.Timestamp(2026, 3, 4)}
    assert set(articles["outlet"]) == {"Bote"}
    assert articles["encoding"].tolist() == ["xlsx", "parquet"]


def test_a_text_broken_at_a_fixed_width_is_joined():
    paragraph = f"{TEXT} {SECOND} {TEXT}"
    wrapped = textwrap.fill(paragraph, 70)
    assert unwrap(f"{wrapped}\n\n{wrapped}") == f"{paragraph}\n\n{paragraph}"
    paragraphs = f"{TEXT}\n{SECOND}\n{TEXT}\n{SECOND}\n{TEXT}\n{SECOND}"
    assert unwrap(paragraphs) == paragraphs


# --- encodings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8 (BOM)"),
        ("utf-16", "utf-16-le (BOM)"),
        ("utf-16-le", "utf-16-le (detected)"),
        ("cp1252", "cp1252 (detected)"),
        ("mac_roman", "mac_roman (detected)"),
    ],
)
def test_encodings_are_found_and_named(tmp_path, write, codec, label):
    write("a.txt", f"Streit um die Fähre\n{TEXT}", codec)
    write("b.csv", f"titel;text\nFähre;{TEXT}\n", codec)
    articles, rejects = load_articles(tmp_path)
    assert rejects.empty
    assert articles["encoding"].tolist() == [label, label]
    assert articles["text"].tolist() == [TEXT, TEXT]


def test_a_declared_encoding_is_believed_unless_the_text_is_utf8():
    page = '<meta charset="{}"><p>Škoda fährt</p>'
    assert decode(page.format("iso-8859-2").encode("iso-8859-2"))[1] == "iso8859-2 (declared)"
    assert decode(page.format("iso-8859-2").encode())[1] == "utf-8"


def test_a_damaged_utf8_text_stays_utf8():
    text, label = decode((TEXT * 3).encode() + b"\xff")
    assert label == "utf-8 (damaged)"
    assert text == TEXT * 3 + "\ufffd"


def test_texts_are_brought_into_one_form():
    raw = (
        "Bu\u0308rger\u00admeister\r\nsagt\u00a0 „Nein“\u200b\x00\u202e \r\n\r\n\r\n\r\nEnde \ud800"
    )
    assert normalize(raw) == "Bürgermeister\nsagt „Nein“\n\nEnde ?"


# --- where articles come from ------------------------------------------------------------------


def test_files_folders_globs_and_archives_give_the_same_articles(tmp_path, write):
    write("press/bote/a.txt", TEXT)
    write("press/kurier/b.txt", SECOND)
    with zipfile.ZipFile(tmp_path / "press.zip", "w") as archive:
        archive.writestr("bote/a.txt", TEXT)
        archive.writestr("kurier/b.txt", SECOND)
    press = tmp_path / "press"
    whole, _ = load_articles(press)
    assert whole["outlet"].tolist() == ["Bote", "Kurier"]
    for same in ([press / "bote", press / "kurier"], [f"{press}/*"], [press, press]):
        pd.testing.assert_frame_equal(load_articles(*same)[0], whole)
    zipped, _ = load_articles(tmp_path / "press.zip")
    assert zipped["path"].tolist() == ["press.zip/bote/a.txt", "press.zip/kurier/b.txt"]
    assert zipped["article_id"].tolist() == whole["article_id"].tolist()
    assert zipped["outlet"].tolist() == whole["outlet"].tolist()
    alone, _ = load_articles(press / "bote" / "a.txt")
    assert alone["path"].tolist() == ["a.txt"]


def test_rows_come_in_the_order_of_paths_and_numbers(tmp_path, write):
    write("b.jsonl", "\n".join(json.dumps({"text": f"Satz Nummer {n}."}) for n in range(12)))
    write("a/z.txt", TEXT)
    paths = load_articles(tmp_path)[0]["path"].tolist()
    assert paths == ["a/z.txt", *(f"b.jsonl#{n}" for n in range(1, 13))]


@pytest.mark.parametrize("source", ["nirgends", "nirgends/*.txt"])
def test_a_source_that_does_not_exist_is_an_error(tmp_path, source):
    with pytest.raises(FileNotFoundError, match=r"nirgends.*check the path"):
        load_articles(tmp_path / source)


def test_the_texts_to_train_on_are_no_corpus(tmp_path):
    for name in ("own.jsonl", "passages.jsonl", "wikinews.jsonl"):
        (tmp_path / name).write_text('{"text": "Marked."}\n', encoding="utf-8")
    with pytest.raises(WrongCall, match=r"to train .* in its file own.jsonl"):
        load_articles(tmp_path)
    assert len(load_articles(tmp_path / "own.jsonl")[0]) == 1


def test_an_empty_folder_gives_empty_tables(tmp_path):
    articles, rejects = load_articles(tmp_path)
    assert articles.empty
    assert rejects.empty
    assert articles["published"].dtype == "datetime64[s]"


def test_hidden_files_are_passed_over_in_silence(tmp_path, write):
    for name in (".DS_Store", ".git/a.txt", "__MACOSX/a.txt", "~$a.xlsx", "Thumbs.db"):
        write(name, b"\x00\x01")
    assert all(table.empty for table in load_articles(tmp_path))


def test_links_may_not_lead_out_of_the_folder(tmp_path, write):
    secret = write("secret/geheim.txt", TEXT)
    inside = write("press/a.txt", SECOND)
    (tmp_path / "press" / "b.txt").symlink_to(secret)
    (tmp_path / "press" / "c.txt").symlink_to(inside)
    (tmp_path / "press" / "d").symlink_to(secret.parent)
    (tmp_path / "press" / "e").symlink_to(tmp_path / "press")
    (tmp_path / "press" / "f.txt").symlink_to(tmp_path / "press" / "fehlt.txt")
    articles, rejects = load_articles(tmp_path / "press")
    assert articles["path"].tolist() == ["a.txt"]
    assert reasons(rejects) == [
        ("b.txt", 0, "outside the folder"),
        ("d", 0, "outside the folder"),
        ("f.txt", 0, "unreadable"),
    ]
    articles, rejects = load_articles(tmp_path / "press" / "*")
    assert articles["text"].tolist() == [SECOND]
    assert set(rejects["reason"]) == {"outside the folder", "unreadable"}


def test_pipes_are_not_opened(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert reasons(load_articles(tmp_path)[1]) == [("a.txt", 0, "unsupported format")]


def test_other_formats_are_refused_with_advice(tmp_path, write):
    write("a.pdf", b"%PDF-1.7")
    write("b.odt", b"PK")
    _, rejects = load_articles(tmp_path)
    assert [reason for _, _, reason in reasons(rejects)] == ["unsupported format"] * 2
    assert "Save" in rejects["detail"][0]


def test_a_file_name_that_is_no_text_can_be_stored(tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as stream:
            stream.write(TEXT.encode())
    except OSError:
        pytest.skip("this file system only knows names in UTF-8")
    path = load_articles(tmp_path)[0]["path"][0]
    assert path == "caf\ufffd.txt"
    path.encode()


# --- hostile input -----------------------------------------------------------------------------


def test_junk_is_refused(tmp_path, write):
    write("a.txt", b"")
    write("b.txt", b" \n\t\n")
    write("c.txt", TEXT.encode() + b"\x00" * 3)
    write("d.csv", bytes(range(256)) * 100)
    write("e.json", '{"text": ')
    write("f.json", "[" * 100_000)
    write("g.json", "[1, 2, 3]")
    write("h.html", "<div>" * 50_000)
    write("i.parquet", b"PAR1junkPAR1")
    write("j.xlsx", b"PK\x03\x04junk")
    write("k.zip", b"PK\x03\x04junk")
    write("l.json", '{"text": ' + "1" * 5000 + "}")
    articles, rejects = load_articles(tmp_path)
    assert articles.empty
    assert [reason for _, _, reason in reasons(rejects)] == [
        *("empty file", "empty file", "binary file", "binary file", "broken JSON", "broken JSON"),
        *("no text", "no text", "broken file", "broken file", "broken file", "broken JSON"),
    ]


def test_files_lines_and_tables_over_the_limits_are_refused(tmp_path, write, monkeypatch):
    monkeypatch.setattr(datafiles, "MAX_ROW", 1000)
    monkeypatch.setattr("presseschau.articles.documents.MAX_DOCUMENT", 5000)
    good = json.dumps({"text": SECOND})
    write("a.jsonl", f'{good}\n{json.dumps({"text": TEXT * 50})}\n{good[:-3]}!."}}\n')
    write("b.csv", f'title;text\nA;{SECOND}\nB;"{TEXT * 50}"\n')
    write("c.txt", TEXT * 50)
    articles, rejects = load_articles(tmp_path)
    assert articles["path"].tolist() == ["a.jsonl#1", "a.jsonl#3", "b.csv#1"]
    assert [(path, reason) for path, _, reason in reasons(rejects)] == [
        *(("a.jsonl", "too large"), ("b.csv", "too large"), ("c.txt", "too large")),
    ]
    assert rejects["row"].tolist() == [2, 2, 0]


def test_a_huge_line_costs_little_memory(tmp_path):
    with open(tmp_path / "a.jsonl", "wb") as stream:
        stream.write(b'{"text": "')
        stream.seek(200 << 20)  # a hole of zero bytes, which costs no disk
        stream.write(b'"}\n')
    with open(tmp_path / "b.csv", "wb") as stream:
        for _ in range(40):
            stream.write(b"a" * (1 << 20))
    tracemalloc.start()
    articles, rejects = load_articles(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert articles.empty
    assert reasons(rejects) == [("a.jsonl", 0, "binary file"), ("b.csv", 0, "too large")]
    assert peak < 150 << 20


def test_archives_cannot_escape_explode_or_nest(tmp_path):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    locked = zipfile.ZipInfo("gut.txt")
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../boese.txt", TEXT)
        archive.writestr("/etc/boese.txt", TEXT)
        archive.writestr("C:\\boese.txt", TEXT)
        archive.writestr(link, "/etc/passwd")
        archive.writestr("innen.zip", b"PK")
        archive.writestr(locked, TEXT)
        archive.writestr("__MACOSX/._gut.txt", b"\x00")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bombe.txt", b"a" * (50 << 20))
    articles, rejects = load_articles(tmp_path)
    assert articles["path"].tolist() == ["a.zip/gut.txt"]
    refused = [(path, reason) for path, _, reason in reasons(rejects)]
    assert sorted(refused) == [
        ("a.zip/../../boese.txt", "outside the folder"),
        ("a.zip/C:/boese.txt", "outside the folder"),
        ("a.zip/etc/boese.txt", "outside the folder"),
        ("a.zip/innen.zip", "nested archive"),
        ("a.zip/link.txt", "outside the folder"),
        ("b.zip", "too large"),
    ]


def test_an_archive_of_too_many_files_or_with_a_password_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "MAX_MEMBERS", 2)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in "abc":
            archive.writestr(f"{name}.txt", TEXT)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
    data = bytearray((tmp_path / "b.zip").read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the mark of an encrypted member
    (tmp_path / "b.zip").write_bytes(data)
    _, rejects = load_articles(tmp_path)
    assert reasons(rejects) == [("a.zip", 0, "too large"), ("b.zip/a.txt", 0, "encrypted")]


def test_a_damaged_archive_loses_only_the_damaged_member(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", SECOND)
    data = (tmp_path / "a.zip").read_bytes().replace(b"Marlitz hat", b"Marlitz XXX")
    (tmp_path / "a.zip").write_bytes(data)
    articles, rejects = load_articles(tmp_path)
    assert articles["text"].tolist() == [SECOND]
    assert reasons(rejects) == [("a.zip/a.txt", 0, "broken file")]


def test_a_table_of_nothing_but_refused_rows_is_left_early(tmp_path, write, monkeypatch):
    monkeypatch.setattr("presseschau.articles.loading.MAX_REFUSED", 5)
    write("a.jsonl", "kaputt\n" * 100)
    _, rejects = load_articles(tmp_path)
    assert len(rejects) == 6


def refusals(data: bytes, suffix: str) -> list[Refusal]:
    try:
        items = list(read_file(suffix, lambda: io.BytesIO(data)))
    except Refusal as refusal:
        items = [refusal]
    assert all(isinstance(item, Record | Refusal) for item in items)
    return [item for item in items if isinstance(item, Refusal)]


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
def test_no_bytes_break_a_reader(data, suffix):
    assert all(refusal.reason in REASONS for refusal in refusals(data, suffix))


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["text", "date", "body", "source", "x"]), inner)
        ),
        max_leaves=10,
    )
)
def test_no_json_breaks_a_reader(value):
    data = json.dumps(value).encode()
    for suffix in (".json", ".jsonl"):
        assert all(refusal.reason in REASONS for refusal in refusals(data, suffix))
    if isinstance(value, dict):
        assert isinstance(name_fields(value).get("text", ""), str)


@pytest.mark.parametrize(
    "text",
    [
        "De minister zei dat de nieuwe brug in de herfst opengaat, en dat het dorp er blij mee is.",
        "Den mand, der er den ældste i byen, har den dag i dag et hus, der er helt nyt og gult.",
        "D'Gemeng huet decidéiert, datt den neie Bus och den Owend an d'Duerf fiert, sot hien.",
        "Die minister het gesê die brug is in die herfs klaar, en die dorp is bly oor die nuus.",
        "The mayor said the bridge would open in autumn, and the village was glad to hear of it.",
    ],
)
def test_function_words_settle_no_other_language(text):
    assert language_of(text * 3) == py3langid.classify((text * 3)[:400])[0] != "de"


def test_function_words_settle_german_as_the_classifier_does():
    for text in load_articles(data_folder() / "sample")[0]["text"]:
        assert language_of(text) == py3langid.classify(text[:400])[0]


def test_what_stands_in_the_place_of_a_date_and_is_none_is_told(tmp_path):
    rows = ["2026-03-04", "2026-13-45", "31.02.2026", "unbekannt", ""]
    lines = [f'{day},"Der Rat hat den Plan Nummer {n} gebilligt."' for n, day in enumerate(rows)]
    (tmp_path / "a.csv").write_text("date,text\n" + "\n".join(lines), encoding="utf-8")
    (tmp_path / "2026-13-45 rat.txt").write_text("Der Rat tagte am Abend.", encoding="utf-8")
    articles, rejects = load_articles(tmp_path)
    assert len(articles) == 6
    assert articles["published"].notna().sum() == 1
    assert "no_date" not in articles
    told = rejects[["path", "row", "reason"]].to_numpy().tolist()
    assert told == [
        ["2026-13-45 rat.txt", 0, "unreadable date"],
        ["a.csv", 2, "unreadable date"],
        ["a.csv", 3, "unreadable date"],
    ]
    assert rejects["detail"].str.contains("'2026-13-45' is no date").sum() == 2
    assert "„31.02.2026“ ist kein Datum" in advice(*rejects.loc[2, ["reason", "detail"]], "de")
    assert unread(rejects) == 0


def test_a_headline_without_a_text_is_no_article(tmp_path):
    (tmp_path / "a.txt").write_text("Rat streitet lange über den Hafen", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Rat streitet\n\nDas tat er lange.", encoding="utf-8")
    articles, rejects = load_articles(tmp_path)
    assert list(articles["title"]) == ["Rat streitet"]
    assert "There is a headline in it and no text" in rejects["detail"].iloc[0]
