"""Handouts and the poster: pages as promised, right numbers, nothing given away."""

import csv
import re

import pytest
from lxml import html

from presseschau.core.resources import data_folder
from presseschau.lessons import build

PAPER = build.teacher_folder().parent / "papier"
KEYS = build.teacher_folder() / "papier-loesungen.html"


@pytest.mark.parametrize(
    ("path", "pages"),
    [
        (PAPER / "satz-auf-reisen.html", 2),
        (PAPER / "gerecht-zaehlen.html", 2),
        (PAPER / "wer-ist-wer.html", 1),
        (KEYS, 2),
    ],
    ids=lambda value: getattr(value, "stem", None),
)
def test_a_sheet_fits_its_pages(path, pages):
    from weasyprint import HTML

    assert len(HTML(path).render().pages) == pages
    assert set(html.parse(path).xpath("//@href | //@src")) <= {"blatt.css", "../papier/blatt.css"}


def test_everybody_of_the_sample_is_on_the_poster():
    poster = html.parse(PAPER / "wer-ist-wer.html").getroot()
    named = [bold.text for bold in poster.xpath("//section/p/b")]
    with (data_folder() / "actors.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert [name for name in names if name not in named] == []


def test_the_counts_of_the_handout_and_of_its_key_are_right():
    sheet = html.parse(PAPER / "gerecht-zaehlen.html").getroot()
    told = html.parse(KEYS).getroot()
    for article in sheet.findall(".//article"):
        text = " ".join(part.text_content() for part in article.findall("p"))
        words, found = len(text.split()), len(re.findall(r"\bDeich\b", text))
        row = [article.get("data-paper"), str(found), str(words)]
        row.append(f"{found / words * 100:.1f}".replace(".", ","))
        assert row in [[cell.text for cell in one] for one in told.iter("tr")]
        assert row[2] in [cell.text for cell in sheet.iter("td")]


def test_no_key_stands_in_the_pupils_folder():
    for path in PAPER.glob("*.html"):
        assert "Lösung" not in path.read_text(encoding="utf-8")
