"""Exports of press databases, in the forms in which researchers have them; texts are our own."""

import io
from datetime import datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presseschau.articles import load_articles
from presseschau.articles.databases import split_export
from presseschau.articles.webpages import split_factiva

FIRST = (
    "Der Rat von Marlitz hat am Dienstag über die Fähre gestritten. „Wir brauchen sie“, sagte "
    "Bürgermeisterin Grete Öhlers. Größere Boote müssten her, schließlich gehe es um die Schüler."
)
SECOND = "Die Brücke über die Aue bleibt gesperrt: Das teilte ein Sprecher der Stadt Marlitz mit."
THIRD = "Am Deich wird seit Montag gebaut. „Es eilt“, sagte der Deichgraf Ole Harms der Auepost."

HALF, REST = FIRST[:62], FIRST[63:]
CLASSIC = f"""

                              1 von 2 DOKUMENTEN


                                   Auebote

                            Mittwoch 4. März 2026

Streit um die Fähre

AUTOR: Jana Petersen

RUBRIK: LOKALES; S. 3

LÄNGE: 61 Wörter

{HALF}
{REST}

{SECOND}

UPDATE: 5. März 2026

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung

ZEITUNGS-CODE: aub

                        Copyright 2026 Auebote GmbH
                           Alle Rechte vorbehalten

                              2 von 2 DOKUMENTEN


                                   Auepost

                            Freitag 6. März 2026

Es eilt am Deich

LÄNGE: 20 Wörter

{THIRD}

SPRACHE: GERMAN; DEUTSCH

                     Copyright 2026 Auepost. Alle Rechte vorbehalten
"""

NEWER = f"""Job Number: 123456789
Documents (2)
1. Streit um die Fähre
2. Es eilt am Deich

Streit um die Fähre
Auebote
4. März 2026 Mittwoch 5:30 AM GMT

Copyright 2026 Auebote GmbH Alle Rechte vorbehalten

Section: LOKALES; S. 3
Length: 61 words
Byline: Jana Petersen
Body

{FIRST}

{SECOND}

Classification
Language: GERMAN; DEUTSCH
Publication-Type: Zeitung
Load-Date: March 5, 2026

End of Document

Es eilt am Deich
Auepost
March 6, 2026 Friday

Copyright 2026 Auepost
All Rights Reserved

Length: 20 words
Body

{THIRD}

Load-Date: March 7, 2026

End of Document
"""

WISO = f"""Auebote vom 04.03.2026, Nr. 53, S. 3
Streit um die Fähre
{FIRST}
{SECOND}
Autor: Jana Petersen
Quelle:\tAuebote vom 04.03.2026, Nr. 53, S. 3
Ressort:\tLokales
ISSN:\t0000-0000
Dokumentnummer:\tAB20260304003
Dauerhafte Adresse des Dokuments: https://www.wiso-net.example/document/AB__20260304003
Alle Rechte vorbehalten: (c) Auebote
© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH

Es eilt am Deich
{THIRD}
Quelle: Auepost vom 06.03.2026, Seite 1
Dokumentnummer: AP20260306001
© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH
"""

FACTIVA_TABLE = f"""<html><head><meta charset="utf-8"><title>Factiva</title></head><body>
<div id="article-AUBO000020260304em3400001" class="article deArticle"><table>
<tr><td class="index"><b>SE</b></td><td>Lokales</td></tr>
<tr><td class="index"><b>HD</b></td>
<td><span class="deHeadline">Streit um die Fähre</span></td></tr>
<tr><td class="index"><b>BY</b></td><td>Jana Petersen</td></tr>
<tr><td class="index"><b>WC</b></td><td>61 Wörter</td></tr>
<tr><td class="index"><b>PD</b></td><td>4. März 2026</td></tr>
<tr><td class="index"><b>ET</b></td><td>06:30</td></tr>
<tr><td class="index"><b>SN</b></td><td>Auebote</td></tr>
<tr><td class="index"><b>LA</b></td><td>Deutsch</td></tr>
<tr><td class="index"><b>LP</b></td>
<td><p class="articleParagraph deArticleParagraph">{FIRST}</p></td></tr>
<tr><td class="index"><b>TD</b></td>
<td><p class="articleParagraph deArticleParagraph">{SECOND}</p></td></tr>
<tr><td class="index"><b>AN</b></td><td>Dokument AUBO000020260304em3400001</td></tr>
</table></div></body></html>"""

FACTIVA_BLOCKS = f"""<html><head><meta charset="utf-8"></head><body>
<div class="article deArticle"><div>Lokales</div>
<div id="hd"><span class="deHeadline">Streit um die Fähre</span></div>
<div class="author">Jana Petersen</div><div>61 Wörter</div><div>4. März 2026</div>
<div>06:30</div><div>Auebote</div><div>AUBO</div><div>3</div><div>Deutsch</div>
<div>Copyright 2026, Auebote GmbH.</div>
<p class="articleParagraph deArticleParagraph">{FIRST}</p>
<p class="articleParagraph deArticleParagraph">{SECOND}</p>
<p>Dokument AUBO000020260304em3400001</p></div>
<div class="article deArticle"><div id="hd"><span class="deHeadline">Es eilt am Deich</span></div>
<div>20 Wörter</div><div>6. März 2026</div><div>Auepost</div><div>AUPO</div><div>Deutsch</div>
<p class="articleParagraph deArticleParagraph">{THIRD}</p>
<p>Dokument AUPO000020260306em3600001</p></div></body></html>"""


def as_docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        if "\t" in line:
            cells = line.split("\t")
            row = document.add_table(1, len(cells)).rows[0]
            for cell, value in zip(row.cells, cells, strict=True):
                cell.text = value
        else:
            document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_rtf(text: str) -> bytes:
    escaped = "".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in text.replace("\t", r"\tab "))
    return (r"{\rtf1\ansi\ansicpg1252 " + escaped.replace("\n", "\\par\n") + "}").encode()


EXPORTS = {
    "nexis-klassisch.txt": CLASSIC.encode(),
    "nexis-klassisch-ansi.txt": CLASSIC.encode("cp1252"),
    "nexis.txt": NEWER.encode(),
    "nexis.docx": as_docx(NEWER),
    "nexis.rtf": as_rtf(NEWER),
    "wiso.txt": WISO.encode(),
    "wiso.docx": as_docx(WISO),
    "wiso.rtf": as_rtf(WISO),
    "factiva.html": FACTIVA_BLOCKS.encode(),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_gives_each_article_with_its_outlet_date_title_and_author(tmp_path, name):
    (tmp_path / name).write_bytes(EXPORTS[name])
    articles, rejects = load_articles(tmp_path)
    assert rejects.empty
    assert list(articles["path"]) == [f"{name}#1", f"{name}#2"]
    assert list(articles["title"]) == ["Streit um die Fähre", "Es eilt am Deich"]
    assert list(articles["outlet"]) == ["Auebote", "Auepost"]
    assert list(articles["published"].dt.normalize()) == [
        datetime(2026, 3, 4),
        datetime(2026, 3, 6),
    ]
    assert list(articles["author"]) == ["Jana Petersen", ""]
    paragraphs = [text.split("\n\n") for text in articles["text"]]
    if not name.startswith("wiso"):
        assert paragraphs == [[FIRST, SECOND], [THIRD]]
    assert list(articles["text"].str.replace(r"\s+", " ", regex=True)) == [
        f"{FIRST} {SECOND}",
        THIRD,
    ]


def test_the_same_article_is_the_same_in_every_export(tmp_path):
    for name, data in EXPORTS.items():
        (tmp_path / name).write_bytes(data)
    articles, _ = load_articles(tmp_path)
    assert len(articles) == 2 * len(EXPORTS)
    assert articles["article_id"].nunique() == 2


def test_a_factiva_page_with_indexing_keeps_time_and_both_parts_of_the_text(tmp_path):
    (tmp_path / "factiva.html").write_text(FACTIVA_TABLE, encoding="utf-8")
    articles, _ = load_articles(tmp_path)
    row = articles.iloc[0]
    assert (row["title"], row["outlet"], row["author"]) == (
        "Streit um die Fähre",
        "Auebote",
        "Jana Petersen",
    )
    assert row["published"] == datetime(2026, 3, 4, 6, 30)
    assert row["text"] == f"{FIRST}\n\n{SECOND}"


def test_wiso_keeps_the_lasting_address(tmp_path):
    (tmp_path / "wiso.txt").write_text(WISO, encoding="utf-8")
    articles, _ = load_articles(tmp_path)
    assert articles["url"][0] == "https://www.wiso-net.example/document/AB__20260304003"


def test_a_table_of_media_cloud_with_texts_is_read_and_one_without_says_what_to_do(tmp_path):
    head = "id,indexed_date,language,media_name,media_url,publish_date,title,url"
    row = "ab12,2026-03-05,de,auebote.example,auebote.example,2026-03-04,Streit um die Fähre,"
    address = "https://auebote.example/faehre"
    (tmp_path / "mit.csv").write_text(f'{head},text\n{row}{address},"{FIRST}"\n', encoding="utf-8")
    (tmp_path / "ohne.csv").write_text(f"{head}\n{row}{address}\n", encoding="utf-8")
    articles, rejects = load_articles(tmp_path)
    assert articles[["title", "outlet", "url"]].to_numpy().tolist() == [
        ["Streit um die Fähre", "auebote.example", address]
    ]
    assert articles["published"][0] == datetime(2026, 3, 4)
    assert rejects["reason"].tolist() == ["no text column"]
    assert "addresses" in rejects["detail"][0]


def test_a_single_article_in_a_word_file_is_read_like_a_text_file(tmp_path):
    text = f"Streit um die Fähre\n\nVon Jana Petersen\n\nMarlitz, 4. März 2026. {FIRST}\n\n{SECOND}"
    for name, data in (
        ("a.docx", as_docx(text)),
        ("b.rtf", as_rtf(text)),
        ("c.txt", text.encode()),
    ):
        (tmp_path / name).write_bytes(data)
    articles, rejects = load_articles(tmp_path)
    assert rejects.empty
    assert articles["encoding"].tolist() == ["docx", "rtf", "utf-8"]
    columns = ["article_id", "title", "author", "published"]
    assert len(articles[columns].drop_duplicates()) == 1


@pytest.mark.parametrize("name", ["a.docx", "a.rtf"])
def test_files_under_a_false_name_are_refused_with_advice(tmp_path, name):
    (tmp_path / name).write_bytes(b"Nur Text, der sich verkleidet hat.")
    articles, rejects = load_articles(tmp_path)
    assert articles.empty
    assert rejects["reason"].tolist() == ["broken file"]


def test_an_article_that_merely_speaks_of_documents_is_no_export():
    assert split_export(f"Die Akten\n\n3 von 250 Dokumenten fehlen. {FIRST}") is None
    assert split_export(f"{FIRST}\nQuelle: Auebote vom 4. März 2026") is None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*CLASSIC.splitlines(), *NEWER.splitlines(), *WISO.splitlines()])))
def test_lines_in_any_order_break_no_reader(lines):
    for fields in split_export("\n".join(lines)) or ():
        assert all(isinstance(value, str) for value in fields.values())


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet='<>/div class="article deArticle"tr bHDü ', max_size=200))
def test_no_page_breaks_the_reader_of_factiva(page):
    for fields in split_factiva(f'<div class="article deArticle">{page}</div>'):
        assert isinstance(fields["text"], str)
