"""Sound files with a few bytes changed, cut or doubled: the readers give articles or refusals."""

import io

import pytest
from fuzz.seeds import seeds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presseschau.articles.beside import read_note, with_note
from presseschau.articles.cleaning import clean
from presseschau.articles.outlet_names import spell_outlets
from presseschau.articles.records import READERS, REASONS, Record, Refusal, read_file
from presseschau.articles.rows import article_row
from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.pipeline.analyzing import analyze

SEEDS = list(seeds())
PIECES = (
    *(b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b'"', b"'", b"\n", b"\r", b"\t"),
    *(b"{", b"}", b"[", b"]", b"<", b">", b"&", b"\\", b";", b",", b"%", b"\x1b[2J", b"PK\x03\x04"),
    *(b"\\u-1?", b"\\bin99 ", b"NaN", b"1e999", b"9" * 400, "\u202e\u0301".encode(), b"\xff" * 4),
    *(b"<!ENTITY x 'y'>", b"]]>", b"<!--", b"charset=undefined", b"End of Document\n", b"1 of 9\n"),
)


@st.composite
def damaged(draw) -> tuple[str, bytes]:
    _, suffix, data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.sampled_from([0, 1, 2, 4, 16, 500])))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=6))
        again = data[start:stop] * draw(st.sampled_from([0, 1, 50]))
        data = data[:start] + piece + again + data[stop:]
    if draw(st.integers(0, 9)) == 0:
        suffix = draw(st.sampled_from(sorted(READERS)))
    return suffix, data


def articles_of(suffix: str, data: bytes) -> list[dict]:
    articles = []
    try:
        items = list(read_file(suffix, lambda: io.BytesIO(data)))
    except Refusal as refusal:
        items = [refusal]
    for item in items:
        found = article_row(item, f"a{suffix}", "") if isinstance(item, Record) else item
        if isinstance(found, Refusal):
            assert found.reason in REASONS
            assert found.detail.endswith(".")
        else:
            articles.append(found)
    return articles


def check(file: tuple[str, bytes]) -> Analysis | None:
    articles = articles_of(*file)
    if not articles:
        return None
    table = conform(spell_outlets(articles), "articles")
    cleaned, removed = clean(table)
    assert set(cleaned["article_id"]) | set(removed["article_id"]) == set(table["article_id"])
    for column in ("text", "title", "author", "outlet", "url"):
        "".join(table[column]).encode()  # text that can be stored
    return analyze(table.head(3), annotator="rules", cache="off")


LOOSE = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=25, **LOOSE)
@given(damaged())
def test_no_damage_breaks_reader_cleaning_or_annotation(file):
    check(file)


@pytest.mark.soak
@settings(max_examples=4000, **LOOSE)
@given(damaged())
def test_no_damage_breaks_anything_for_long(file):
    check(file)


@settings(max_examples=100, deadline=2000)
@given(
    st.binary(max_size=300) | st.sampled_from([b'{"title": [1]}', b"[]", b'{"published": 1e99}'])
)
def test_no_note_beside_a_page_breaks_it(data):
    note = read_note(lambda: io.BytesIO(data))
    assert with_note({"text": "x", "published": "2026-03-04"}, note)["text"] == "x"
