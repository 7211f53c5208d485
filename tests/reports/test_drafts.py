from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
import pandas as pd
import pptx
import pytest
from docx.oxml.ns import qn
from pptx.util import Emu
from small_analysis import small_analysis

from presseschau.reports.draft import draft
from presseschau.reports.manuscript import manuscript
from presseschau.reports.paper_pages import citations
from presseschau.reports.slides import slides
from presseschau.views.charts import ranking
from presseschau.views.wording import word

HOSTILE = "Tamm \x00\x0b\u202e & <b>\ud800"


@cache
def findings(rows: int = 2, names: int = 3) -> list[dict]:
    """Rows as the first page has them."""
    table = pd.DataFrame({"name": [f"Name {n}" for n in range(names)], "value": 0.5, "n": 9})
    row = {
        "sentence": f"Am häufigsten genannt: {HOSTILE}.",
        "figure": "Abstand: +21 Prozentpunkte, 95‑%-Intervall +9 bis +33; Grundlage: 54 Artikel.",
        "chart": ranking(table.assign(low=0.4, high=0.6), "name"),
        "caption": "Anteil der Artikel",
        "proofs": [
            {
                "text": "„Der Plan ist leichtsinnig“, sagte Tamm.",
                "source": "Sundhafener Bote, 12. Oktober 2026",
            }
        ],
    }
    return [row] * rows


@cache
def made(rows: int = 2, language: str = "de", names: int = 3):
    return draft(small_analysis(), findings(rows, names), HOSTILE, "2 Artikel", language)


def paragraphs(packed: bytes) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in docx.Document(BytesIO(packed)).paragraphs]


def test_the_word_file_has_real_headings_and_quotes_with_their_sources():
    said = paragraphs(manuscript(made()))
    heads = [text for style, text in said if style == "Heading 1"]
    assert heads == ["Was auffällt", "Zitate mit Quelle", "Zum Verfahren"]
    assert said[0][0] == "Title"
    assert [text for style, text in said if style == "Heading 2"][2:] == ["Frauke Tamm"]
    at = said.index(("Quote", "„Der Plan ist leichtsinnig“ „und er kommt zu spät.“"))
    source = "Sundhafener Bote, „Streit um den Hafen“, 12.10.2026"
    assert said[at + 1] == ("Source", f"wörtlich · {source}")
    assert any("gezeigten Zitaten" in text and "Seite „Methode“" in text for _, text in said)


def test_what_is_not_verbatim_says_so():
    read = small_analysis()
    told = replace(read, quotes=read.quotes.assign(type="Indirect"))
    shown = draft(told, [], "Titel", "", "en").quotes
    assert shown
    assert all(source.startswith("indirect · ") for rows in shown.values() for _, source in rows)


def test_two_printings_of_a_sentence_stand_one_after_the_other_with_their_sources():
    proofs = [{"text": f"„{said}“, sagte Tamm.", "source": name} for said, name in
              (("Ja, aber nicht so", "Bote"), ("Ja", "Kurier"))]  # fmt: skip
    rows = [findings(1)[0] | {"proofs": proofs}]
    told = draft(small_analysis(), rows, "Titel", "2 Artikel", "de")
    expected = [line for proof in proofs for line in (proof["text"], proof["source"])]
    said = [text for _, text in paragraphs(manuscript(told))]
    at = said.index(expected[0])
    assert said[at : at + 4] == expected
    proof = pptx.Presentation(BytesIO(slides(told))).slides[1].placeholders[2].text_frame
    assert [one.text for one in proof.paragraphs] == expected
    assert proof.paragraphs[1].font.size == proof.paragraphs[3].font.size


def test_charts_say_in_words_what_they_show():
    document = docx.Document(BytesIO(manuscript(made())))
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(alts) == 2
    assert all(alt.startswith("Anteil der Artikel. Name 0: 50") for alt in alts)
    show = pptx.Presentation(BytesIO(slides(made())))
    pictures = [s for slide in show.slides for s in slide.shapes if s.shape_type == 13]
    assert [p._element.nvPicPr.cNvPr.get("descr") for p in pictures] == alts


def test_each_finding_has_a_slide_with_its_figures_below():
    show = pptx.Presentation(BytesIO(slides(made())))
    titles = [slide.shapes.title.text for slide in show.slides]
    assert titles[1] == titles[2]
    assert titles[1].startswith("Am häufigsten genannt: Tamm")
    assert titles[3] == "Zum Verfahren"
    assert "Grundlage: 54 Artikel" in show.slides[1].placeholders[1].text
    assert "leichtsinnig" in show.slides[1].placeholders[2].text


def test_a_long_finding_has_smaller_letters():
    def size(sentence: str) -> int:
        (row,) = made(1).findings
        packed = slides(made(1)._replace(findings=[row | {"sentence": sentence}]))
        title = pptx.Presentation(BytesIO(packed)).slides[1].shapes.title
        return title.text_frame.paragraphs[0].font.size.pt

    assert size("Der Abstand kann Zufall sein. " * 6) < size("Der Abstand kann Zufall sein.") == 26


@pytest.mark.parametrize("names", [1, 40])
def test_nothing_on_a_slide_overlaps_or_leaves_it(names):
    show = pptx.Presentation(BytesIO(slides(made(1, names=names))))
    frame = Emu(show.slide_width), Emu(show.slide_height)
    for slide in show.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for left, top, right, bottom in boxes:
            assert left >= 0 <= top
            assert right <= frame[0]
            assert bottom <= frame[1]
        for n, one in enumerate(boxes):
            for other in boxes[n + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0]
                assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_the_same_draft_gives_the_same_bytes_without_a_time():
    for write in (manuscript, slides):
        first = write(made(1))
        assert first == write(made(1))
        with ZipFile(BytesIO(first)) as parts:
            assert {part.date_time[0] for part in parts.infolist()} == {2000}
            assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")


@pytest.mark.parametrize("write", [manuscript, slides])
def test_without_findings_the_file_says_so(write):
    packed = write(made(0, "en"))
    if write is manuscript:
        text = " ".join(text for _, text in paragraphs(packed))
    else:
        show = pptx.Presentation(BytesIO(packed))
        text = " ".join(s.text_frame.text for slide in show.slides for s in slide.placeholders)
    assert word("findings.none_here", "en") in text


@pytest.mark.parametrize(("language", "locale"), [("de", "de-DE"), ("en", "en-GB")])
def test_spelling_is_checked_in_the_language_of_the_report(language, locale):
    styles = docx.Document(BytesIO(manuscript(made(1, language)))).styles.element
    assert {spoken.get(qn("w:val")) for spoken in styles.iter(qn("w:lang"))} == {locale}


def test_a_source_is_named_by_what_is_known():
    named = citations(small_analysis().articles, "en")
    assert named["a1"] == "Sundhafener Bote, “Streit um den Hafen”, Oct 12, 2026"
    assert named["b2"].endswith(", without a date")
    assert "javascript" not in named["b2"]


def test_a_draft_of_no_articles_says_so_and_marks_within_marks_are_single():
    analysis = small_analysis()
    none = analysis.select(start="2050-01-01")
    assert draft(none, [], "Leer", "0 Artikel", "de").nothing == word("common.no_articles", "de")
    titled = analysis.articles.head(1).assign(title="Die „Nacht“ am Kai")
    assert "„Die ‚Nacht‘ am Kai“" in next(iter(citations(titled, "de").values()))
