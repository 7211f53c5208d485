import re
import tomllib
import zlib
from base64 import b64decode, b64encode
from pathlib import Path

import html5lib
import nbformat
import pandas as pd
import pytest
from lxml import etree
from lxml import html as lxml_html
from matplotlib.font_manager import FontProperties, findfont
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from presseschau.reports.paper_pages import for_paper
from presseschau.reports.printing import fonts_folder, write_pdfs
from presseschau.reports.rendering import (
    TEMPLATES,
    PageLink,
    notebook_body,
    notebook_title,
    render,
    render_notebook,
    texts,
)
from presseschau.reports.safety import clean_html, harmless
from presseschau.views.charts import ranking
from presseschau.views.charts.canvas import FONT
from presseschau.views.wording import word

IMAGE = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
TABLE = "<table class='ps'><tr><th scope='col'>Name</th></tr><tr><td>Tamm</td></tr></table>"


def notebook(*outputs: str, markdown: str = "# Eigenes\n\nEin *Wort*.") -> nbformat.NotebookNode:
    cells = [
        new_markdown_cell(markdown),
        new_code_cell("top: int = 1  # rows", metadata={"tags": ["parameters"]}),
        new_code_cell("top = 2", metadata={"tags": ["injected-parameters"]}),
    ]
    for text in outputs:
        shown = new_output("display_data", {"text/html": text, "text/plain": "nicht zu sehen"})
        cells.append(new_code_cell("geheim = 1", outputs=[shown]))
    return new_notebook(cells=cells)


def page(*outputs: str, name: str = "eigenes", notice: str = "", **more: str) -> str:
    body = notebook_body(notebook(*outputs, **more), name, "de")
    pages = [
        PageLink("actors", "Akteure", "actors.html"),
        PageLink(name, body.title, f"{name}.html"),
    ]
    return render_notebook(body, name, "de", pages, "2 Artikel", notice)


def test_a_page_is_valid_and_holds_outputs_but_no_code():
    text = page("<h2>Präsenz</h2>", TABLE)
    html5lib.HTMLParser(strict=True).parse(text)
    assert "Präsenz" in text
    assert "<em>Wort</em>" in text
    assert "geheim" not in text
    assert "top = 2" not in text
    assert "nicht zu sehen" not in text


def test_a_page_loads_nothing_and_runs_nothing():
    text = page(
        "<script src='https://example.org/a.js'></script><script>alert(1)</script>"
        "<img src='https://example.org/a.png' alt='fern'><img src=x onerror=alert(2)>"
        "<iframe src='https://example.org'></iframe><link rel=stylesheet href='//example.org'>"
        "<a href='javascript:alert(3)'>x</a><p onclick='alert(4)' style='background:url(//e.org)'>y"
        "<svg onload=alert(5)><style>@import '//example.org';</style>"
    )
    html5lib.HTMLParser(strict=True).parse(text)
    for part in ("example.org", "alert", "<script", "e.org", "<svg", "<img"):
        assert part not in text
    assert "default-src 'none'" in text


def test_a_page_has_language_landmarks_skip_link_and_its_place_in_the_navigation():
    root = lxml_html.fromstring(page("<h2>Präsenz</h2>"))
    assert root.get("lang") == "de"
    assert root.xpath("//a[@class='skip']/@href") == ["#content"]
    assert root.xpath("//main/@id") == ["content"]
    for landmark in ("header", "nav", "footer"):
        assert root.xpath(f"//{landmark}")
    assert root.xpath("//a[@aria-current='page']/text()") == ["Eigenes"]


def test_headings_descend_one_level_at_a_time():
    text = page("<h2>A</h2><h4>B</h4><h1>C</h1><h2>A</h2><h3>D</h3><h6>E</h6>")
    levels = [int(tag.tag[1]) for tag in lxml_html.fromstring(text).xpath("//main//*[self::h1 or"
              " self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")]  # fmt: skip
    assert levels == [1, 2, 3, 2, 2, 3, 4]
    ids = lxml_html.fromstring(text).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_tables_scroll_in_a_box_that_the_keyboard_reaches():
    root = lxml_html.fromstring(page(f"<h2>Präsenz</h2>{TABLE}"))
    box = root.xpath("//table/..")[0]
    assert (box.get("class"), box.get("role"), box.get("tabindex")) == ("scroll", "region", "0")
    assert box.get("aria-label") == "Tabelle: Präsenz"
    twice = lxml_html.fromstring(page(f"<div class='scroll'>{TABLE}</div>"))
    assert len(twice.find_class("scroll")) == 1


def test_images_keep_their_words_or_get_some():
    root = lxml_html.fromstring(page(f"<img src='{IMAGE}' alt='Tamm: 3'><img src='{IMAGE}'>"))
    assert root.xpath("//img/@alt") == ["Tamm: 3", "Diagramm"]


def test_plots_of_own_notebooks_are_embedded_with_their_alternative_text():
    shown = new_output("display_data", {"image/png": "iVBORw0KGgo=\n"})
    shown.metadata = {"image/png": {"alt": 'Ein "Bild"'}}
    own = new_notebook(cells=[new_code_cell("", outputs=[shown])])
    body = notebook_body(own, "eigenes", "de")
    assert lxml_html.fromstring(body.html).xpath("//img/@alt") == ['Ein "Bild"']
    assert body.image == "data:image/png;base64,iVBORw0KGgo="


def test_the_suite_takes_its_titles_from_the_texts():
    text = page("<h2>x</h2>", name="actors", markdown="# Akteure · Actors\n\nNur in JupyterLab.")
    assert "<h1>Akteure</h1>" in text
    assert "Nur in JupyterLab" not in text


def test_a_notice_marks_the_page():
    assert '<p class="notice" role="note">Keine Artikel</p>' in page(notice="Keine Artikel")


def test_odd_characters_become_visible_everywhere():
    assert harmless("a\u202eb\x00c\ufffe\r\nd") == "a\ufffdb\ufffdc\ufffd\nd"
    text = page("<p>a\u202eb</p>", markdown="# T\u2066itel")
    assert "\u202e" not in text
    assert "\u2066" not in text


@pytest.mark.parametrize("html", ["<p>a<p>b", "<table><td>x", "<b><i>x</b>y</i>", "a & b < c"])
def test_broken_html_is_mended(html):
    cleaned = clean_html(html)
    html5lib.HTMLParser(strict=True).parseFragment(cleaned)


def test_both_languages_have_every_text():
    def keys(table, before=""):
        for key, value in table.items():
            if isinstance(value, dict):
                yield from keys(value, f"{before}{key}.")
            else:
                yield f"{before}{key}"

    german, english = (
        tomllib.loads((TEMPLATES / f"pages.{name}.toml").read_text(encoding="utf-8"))
        for name in ("de", "en")
    )
    assert set(keys(german)) == set(keys(english))
    assert texts("de")["overview"] == "Übersicht"


def test_context_is_escaped():
    text = render("reports.html.j2", "de", title="<b>&", reports=[])
    assert "<h1>&lt;b&gt;&amp;</h1>" in text


def test_the_same_page_gives_the_same_pdf_whatever_fonts_a_machine_has(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791763200")
    (tmp_path / "none.conf").write_text("<fontconfig></fontconfig>", encoding="utf-8")
    text = page(
        f"<h2>Präsenz in <em>Łódź</em></h2><a href='articles/a.html#q1'>1</a><img src='{IMAGE}'"
        " alt='x'><p><b>Привет</b> → ✓ 😀 日本 <code>1</code></p>"
    )
    try:
        paper = for_paper(text)
        write_pdfs({tmp_path / name: paper for name in ("a.pdf", "b.pdf")})
        monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "none.conf"))
        write_pdfs({tmp_path / "c.pdf": paper})
    except ImportError as error:
        pytest.skip(str(error))
    first = (tmp_path / "a.pdf").read_bytes()
    assert {(tmp_path / name).read_bytes() for name in ("b.pdf", "c.pdf")} == {first}
    assert len(first) > 10_000  # the fonts are in it
    assert b"articles/a.html" not in first
    folder = fonts_folder().resolve()
    of_charts = [FontProperties(family=FONT, weight=weight) for weight in ("normal", "bold")]
    names = [Path(findfont(font, fallback_to_default=False)).resolve() for font in of_charts]
    assert names == [folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf"]


def test_on_paper_stand_no_links_into_the_report_and_the_first_rows_of_long_tables():
    rows = "".join(f"<tr><td>Zeile {n}</td></tr>" for n in range(100))
    page = (
        '<!DOCTYPE html><html lang="de"><body><p><a href="articles/a.html">A</a>'
        '<a href="#m1">B</a></p><div class="scroll"><table aria-rowcount="1235"><tbody>'
        '<tr><td><details class="places"><summary>7 Artikel</summary><a href="x.html">1</a>'
        f"</details></td></tr>{rows}</tbody></table></div>"
        '<p class="how rows">Die ersten 100 von 1.234 Zeilen.</p><p>Ende</p></body></html>'
    )
    paper = for_paper(page)
    assert paper.startswith("<!DOCTYPE html>")
    assert paper.count("<tr>") == 30
    assert "7 Artikel</span>, z.\u00a0B.\u00a0<a>1</a>" in paper
    assert paper.count("href=") == 1
    assert "Gezeigt: 30 von 1.234 Zeilen" in paper
    assert "ersten 100" not in paper
    assert "Ende" in paper


def test_on_paper_a_long_list_has_sentences_of_each_who_speaks():
    said = [(f"Sprecher {n // 40}", n) for n in range(400)]
    rows = "".join(f'<tr><td>{who}</td><td class="words">Satz {n}.</td></tr>' for who, n in said)
    paper = for_paper(page(f"<table><tbody>{rows}</tbody></table>"))
    cells = lxml_html.fromstring(paper).xpath("//tbody/tr/td[1]/text()")
    assert [cells.count(f"Sprecher {n}") for n in range(10)] == [3] * 10


def test_on_paper_no_chart_sends_to_a_table_that_is_not_there():
    told = "n = 8; nicht alles ist gezeichnet; den Rest nennt die Tabelle"
    drawn = f'<figure class="chart"><span class="subtitle">{told}</span></figure>'
    paper = for_paper(page(f"{drawn}<details class='behind'><p>x</p></details>"))
    assert "den Rest nennt die Seite im Browser" in paper
    assert "Tabelle" not in paper


def test_on_paper_a_sentence_says_where_the_quality_stands():
    link = "<p>Etwa drei von zehn. <a href='method/index.html#quality'>Wie gemessen wurde</a></p>"
    said = lxml_html.fromstring(for_paper(page(link))).xpath("string(//p[a])")
    assert said == f"Etwa drei von zehn. {word('plain.report', 'de')}"


def test_on_paper_links_to_articles_are_numbers_of_a_list_that_names_them():
    sources = {"a1": "Bote, „Hafen“, 12.10.2026", "b2": "Nordblick, „Rat“", "c3": "nie"}
    text = (
        '<!DOCTYPE html><html lang="de"><body><main><table><tbody><tr>'
        '<td><a href="articles/b2.html#q1">1</a> <a href="articles/a1.html#q2">2</a></td>'
        '<td><details class="places"><summary>7 Artikel</summary>'
        '<a href="articles/a1.html">1</a> <a href="articles/c3.html">2</a></details>!</td>'
        '</tr></tbody></table><details class="behind"><summary>Tabelle</summary>'
        '<a href="articles/c3.html">1</a></details>'
        '<p><a href="articles/a1.html#s3">Der Hafen</a>, <a href="quotes.html">mehr</a></p>'
        "<table><tr><td>8</td><td><details class='places'><summary>8 Artikel</summary>"
        "<a href='articles/b2.html'>1</a></details></td></tr></table>"
        "</main></body></html>"
    )
    root = lxml_html.fromstring(for_paper(text, sources))
    cells = [cell.text_content() for cell in root.iter("td")]
    assert cells[:2] == ["[1] [2]", "7 Artikel, z.\u00a0B.\u00a0[2]!"]
    assert cells[2:] == ["8", "z.\u00a0B.\u00a0[1]"]  # which says no number twice
    assert [p.text_content() for p in root.iter("p")] == ["Der Hafen [2], mehr"]
    listed = [entry.text for entry in root.xpath("//ol[@class='cited']/li")]
    assert listed == [sources["b2"], sources["a1"]]
    assert "Quellen" in root.text_content()


@pytest.mark.parametrize(("width", "said"), [(324, 2), (200, 6)])
def test_three_charts_stand_on_a_page_of_paper_each_beside_its_words(width, said):
    """So that none is half empty: a chart of fifteen rows takes less than a third of one.

    The longer its words are, the more of the width that the chart leaves is theirs.
    """
    weasyprint = pytest.importorskip("weasyprint")
    tall = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="330pt"/>'
    image = f"data:image/svg+xml;base64,{b64encode(tall.encode()).decode()}"
    view = (
        "<h2>Wer wie viel spricht</h2><p class='how'>{0}</p><figure class='chart'><figcaption>"
        "<strong>Redeanteil</strong> <span class='subtitle'>{0}</span></figcaption>"
        f"<img alt='x' src='{image}'></figure>"
    ).format("Anteil an allen Wörtern in Zitaten, deren Sprecher benannt ist. " * said)
    printed = weasyprint.HTML(string=for_paper(page(*[view] * 5))).render()
    assert len(printed.pages) == 2


def test_texts_of_a_chart_can_be_searched_on_paper():
    names = ["Zora, M.: z <1.234>", "\u0645\u0631\u062d\u0628\u0627"]  # the second stays drawn
    table = pd.DataFrame({"name": names, "articles": [9, 7]})
    chart = ranking(table, "name", unit="count", value="articles")
    paper = lxml_html.fromstring(
        for_paper(page(f"<figure class='chart'>{chart._repr_html_()}</figure>"))
    )
    (source,) = paper.xpath("//figure//img/@src")
    drawn = etree.fromstring(b64decode(source.partition(",")[2]))
    texts = drawn.findall(".//{*}text")
    assert names[0] in [text.text for text in texts]
    assert {text.get("font-family") for text in texts} == {"DejaVu Sans"}
    used = {use.get("href")[1:] for use in drawn.iter("{*}use")}
    assert used
    assert used <= set(drawn.xpath("//*/@id"))


@pytest.mark.parametrize(("lines", "pages"), [(34, 1), (44, 2)])
def test_few_lines_have_no_page_of_paper_of_their_own(lines, pages, tmp_path):
    paper = for_paper(page("".join(f"<p style='margin: 0'>{n}</p>" for n in range(lines))))
    try:
        write_pdfs({tmp_path / "a.pdf": paper})
    except ImportError as error:
        pytest.skip(str(error))
    streams = re.findall(
        rb"stream\n(x.*?)\nendstream", (tmp_path / "a.pdf").read_bytes(), re.DOTALL
    )
    plain = b"".join(map(zlib.decompress, streams))
    boxes = re.findall(rb"/MediaBox \[0 0 (\S+) (\S+)\]", plain)
    assert [(round(float(width)), round(float(height))) for width, height in boxes] == [
        (595, 842)
    ] * pages


def test_an_own_notebook_has_its_title_by_its_first_heading():
    cells = [new_markdown_cell("Vorab."), new_markdown_cell("# *Mein* `Heft` #\n\nUnd los.")]
    own = new_notebook(cells=cells)
    assert notebook_title(own, "eigenes", "de") == "Mein Heft"
    body = notebook_body(own, "eigenes", "de")
    assert (body.title, "<h1" in body.html, "<h2" in body.html) == ("Mein Heft", False, False)
    assert notebook_title(new_notebook(), "eigenes", "de") == "Eigenes"


def test_on_paper_only_words_too_long_for_a_line_are_broken_anywhere():
    rows = "".join(f'<tr><td class="words">Da {word}</td></tr>' for word in ("lag", "x" * 60))
    page = f"<html lang='de'><body><table><tbody>{rows}</tbody></table></body></html>"
    cells = lxml_html.fromstring(for_paper(page)).xpath("//td/@class")
    assert cells == ["words", "words long"]
