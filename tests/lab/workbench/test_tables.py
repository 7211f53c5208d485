"""Tables for the browser and exports: what stands in them, and that nothing in them can run."""

import io
import json
import re

import openpyxl
import pandas as pd
import pytest

from presseschau.lab.workbench.panel import download_link, table_bytes
from presseschau.lab.workbench.search_tables import engine, searchable

HOSTILE = "<script>alert(1)</script> & \u202erettaM"
TABLE = pd.DataFrame(
    {
        "name": ["Zora", HOSTILE, "Ärztin"],
        "text": ["eins", "<b>zwei</b>", "=1+1"],
        "published": pd.to_datetime(["2026-03-10", None, "2026-03-02"]),
        "value": [0.123, 0.5, None],
        "low": [0.1, 0.4, None],
        "high": [0.2, 0.6, None],
        "evidence": [("a1#q1",), tuple(f"a{n}#s0" for n in range(8)), ("a2#",)],
    }
)


def options_of(html: str) -> dict:
    """Reads what the page hands to DataTables."""
    return json.loads(re.search(r"<script[^>]*>(.*)</script>", html)[1])


def rows_of(html: str) -> list[list]:
    return options_of(html)["data"]


def test_rows_are_written_in_the_language_and_sorted_by_value():
    rows = rows_of(searchable(TABLE, "de"))
    evidence, name, text, day, value, day_behind, value_behind = rows[0]
    assert (name, day) == ("Zora", "10.03.2026")
    assert "eins" in text
    assert re.sub("<.*?>", "", value) == "12\u202f% [10\u202f%; 20\u202f%]"
    assert [row[5] for row in rows] == [1773100800, 0, 1772409600]
    assert [row[6] for row in rows] == [0.123, 0.5, -1e9]
    assert 'data-place="a1#q1"' in evidence
    assert "lesen" in evidence
    assert (day_behind, value_behind) == (1773100800, 0.123)
    assert "Mar 10, 2026" in rows_of(searchable(TABLE, "en"))[0][3]


def test_a_row_with_many_places_says_how_many_and_asks_for_all():
    evidence = rows_of(searchable(TABLE, "de", key="voice"))[1][0]
    assert evidence.count("<button") == 1
    assert 'data-place="#voice:1">8 Artikel</button>' in evidence


def test_the_way_to_the_article_comes_first_and_names_it():
    html = searchable(TABLE, "de", titles={"a1": 'Streit um "den" Hafen'})
    assert options_of(html)["columns"][0]["title"] == "Belege"
    assert "Lesen: Streit um &quot;den&quot; Hafen" in rows_of(html)[0][0]


def test_nothing_in_a_table_runs():
    html = searchable(TABLE, "de", titles={"a1": HOSTILE})
    assert html.count("<script") == html.count("</script") == 1
    rows = rows_of(html)
    assert "&lt;script&gt;" in rows[1][1]
    assert "&lt;b&gt;" in rows[1][2]
    assert "\u202e" not in html


def test_the_library_of_the_tables_needs_no_network():
    page = engine()
    assert not re.search(r"""(src|action)=["']?https?:""", page)
    assert not re.search(r"""from\s+['"]https?:""", page)
    assert len(page) < 1_200_000


def test_csv_is_read_as_excel_reads_it_in_the_language():
    german = table_bytes(TABLE, "csv", "de").decode("utf-8-sig")
    assert german.splitlines()[0] == "name;text;published;value;low;high;evidence"
    assert german.splitlines()[1] == "Zora;eins;2026-03-10;0,123;0,1;0,2;a1#q1"
    english = pd.read_csv(io.BytesIO(table_bytes(TABLE, "csv", "en")))
    assert english["value"].tolist()[:2] == [0.123, 0.5]
    assert english["evidence"][1].split() == [f"a{n}#s0" for n in range(8)]
    assert english["text"][2] == "'=1+1"


def test_a_workbook_holds_the_table_and_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(table_bytes(TABLE, "xlsx", "de", "quotes")))
    sheet = book["quotes"]
    rows = list(sheet.values)
    assert rows[0] == tuple(TABLE)
    assert rows[1][:2] == ("Zora", "eins")
    assert rows[1][3] == 0.123
    assert rows[3][1] == "'=1+1"
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_control_characters_do_not_spoil_a_workbook():
    table = pd.DataFrame({"text": ["a\x00b\x0bc", "x" * 40_000]})
    book = openpyxl.load_workbook(io.BytesIO(table_bytes(table, "xlsx", "de")))
    assert book.active["A2"].value == "abc"
    assert len(book.active["A3"].value) == 32_000


def test_a_link_holds_the_file():
    link = download_link(b"a;b", "quotes.csv", "laden & lesen")
    assert 'download="quotes.csv"' in link
    assert "data:text/csv;base64,YTti" in link
    assert "laden &amp; lesen" in link


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_empty_table_is_a_file_with_a_head(kind):
    assert table_bytes(TABLE.head(0), kind, "de")


def test_a_cut_table_does_not_offer_a_search_that_finds_less():
    many = pd.concat([TABLE] * 9)
    assert options_of(searchable(many, "de"))["layout"]["topEnd"] == "search"
    assert options_of(searchable(many, "de", whole=False))["layout"]["topEnd"] is None
    assert set(options_of(searchable(TABLE, "de"))["layout"].values()) == {None}


def test_a_table_speaks_its_language():
    assert (
        options_of(searchable(TABLE, "de"))["language"]["aria"]["paginate"]["next"]
        == "nächste Seite"
    )
    assert options_of(searchable(TABLE, "en"))["language"]["search"] == "Search:"
