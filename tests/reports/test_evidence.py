import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from small_analysis import SECOND, TEXT, small_analysis

from presseschau.reports.article_pages import article_list, evidence_name, evidence_pages
from presseschau.reports.rendering import PageLink, texts
from presseschau.reports.safety import harmless
from presseschau.reports.text_marks import Mark, mark_up, marks_of

GOLDEN = Path(__file__).parent / "golden" / "article.html"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(
        evidence_pages(small_analysis(), "de", [PageLink("actors", "Akteure", "actors.html")])
    )


def body(page: str) -> str:
    """The page without its head, where style and version change for other reasons."""
    return page[page.index("<main") : page.index("</main>")] + "</main>\n"


def test_pages_are_valid_html(pages):
    for page in pages.values():
        html5lib.HTMLParser(strict=True).parse(page)


def test_the_page_is_as_agreed(pages):
    assert body(pages["a1.html"]) == GOLDEN.read_text(encoding="utf-8")


def test_anchors_lead_to_sentence_quote_and_mention(pages):
    root = lxml_html.fromstring(pages["a1.html"])
    assert root.get_element_by_id("s2").text_content().startswith("Die Reederei")
    assert root.get_element_by_id("q3").text_content() == "„Der Plan ist leichtsinnig“"
    place = TEXT.index("Frauke Tamm")
    mention = root.get_element_by_id(f"m{place}")
    assert mention.text_content() == "Frauke Tamm"
    assert mention.get("title") == "Frauke Tamm (Person)"


def test_every_link_within_the_page_has_its_goal(pages):
    for page in pages.values():
        goals = re.findall(r'\bid="([^"]+)"', page)
        assert len(goals) == len(set(goals))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(goals)


def test_the_margin_names_what_the_text_marks(pages):
    margin = lxml_html.fromstring(pages["a1.html"]).find_class("margin")[0].text_content()
    for part in ("Frauke Tamm", "Nordlicht AG", "sagte", "wörtlich", "lobend", "kritisch"):
        assert part in margin


def test_hostile_text_is_shown_and_does_nothing(pages):
    page = pages["b2.html"]
    assert "<script" not in page
    assert "<b>heute</b>" not in page
    assert "javascript:" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert 'title="U+202E"' in page
    article = lxml_html.fromstring(page).find_class("text")[0]
    shown = article.text_content().strip()
    assert shown == re.sub("[\u202c\u202e]", "\ufffd", SECOND)


def test_texts_of_the_page_are_english_where_asked():
    page = dict(evidence_pages(small_analysis(), "en"))["a1.html"]
    assert '<html lang="en">' in page
    assert "Reporting verb" in page
    assert '<article class="text" lang="de">' in page


@pytest.mark.parametrize("name", ["../a", "a/b", "", ".a", "a\x00", "ä" * 3])
def test_an_id_that_is_no_file_name_is_refused(name):
    with pytest.raises(ValueError, match="cannot name an article"):
        evidence_name(name)


def test_the_list_puts_the_newest_first_and_undated_last():
    rows = article_list(small_analysis(), "de")
    assert [row["date"] for row in rows] == ["12.10.2026", "ohne Datum"]
    assert rows[0]["names"] == "4"


def test_hard_wrapped_lines_make_one_paragraph():
    analysis = small_analysis()
    page = dict(evidence_pages(analysis, "de"))["a1.html"]
    assert page.count('<p dir="auto">') == 2


def test_crossing_marks_nest():
    text = "abcdef"
    marks = [Mark(0, 4, "x", "x0"), Mark(2, 6, "y", "y0", "<Hinweis>")]
    assert mark_up(text, 0, 6, marks) == (
        '<span class="x" id="x0">ab<span class="y" id="y0" title="&lt;Hinweis&gt;">cd</span>'
        '</span><span class="y" title="&lt;Hinweis&gt;">ef</span>'
    )


def test_names_that_begin_together_share_an_anchor():
    row = {"start": 0, "kind": "ORG", "actor_id": ""}
    rows = {"sentences": [], "quotes": [], "tone": []}
    rows["mentions"] = [row | {"end": 6}, row | {"end": 4}]
    anchors = [mark.anchor for mark in marks_of(rows, {}, texts("de"))]
    assert anchors == ["m0", ""]


def test_a_part_of_the_text_takes_its_part_of_the_marks():
    marks = [Mark(0, 6, "q", "q1"), Mark(4, 5, "m", "m4"), Mark(0, 2, "m", "m0")]
    assert mark_up("abcdef", 3, 6, marks) == (
        '<span class="q">d<span class="m" id="m4">e</span>f</span>'
    )


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


@given(st.text(max_size=30), spans)
def test_marking_keeps_the_text_and_nests(text, spans):
    marks = [Mark(a, b, f"c{n}", f"a{n}") for n, (a, b) in enumerate(spans)]
    marked = mark_up(text, 0, len(text), marks)
    depth = 0
    for tag in re.findall(r"</?span", marked):
        depth += -1 if tag.startswith("</") else 1
        assert depth >= 0
    assert depth == 0
    assert unescape(re.sub(r"<[^>]+>", "", marked)) == harmless(text)
    for n, (a, b) in enumerate(spans):
        assert marked.count(f'id="a{n}"') == bool(text[a:b])


def test_a_judgement_by_nobody_known_says_so_in_the_language_of_the_page():
    analysis = small_analysis()
    unknown = replace(analysis, tone=analysis.tone.assign(voice="unknown"))
    for language, said in (("de", "Stimme: unbekannt"), ("en", "voice: unknown")):
        pages = "".join(page for _, page in evidence_pages(unknown, language))
        assert said in pages
