"""Pages on paper, and articles as they are named where no link leads to them."""

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from html import unescape
from math import ceil
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import urlsplit

import pandas as pd
from lxml import etree, html

from presseschau.core.titles import headed
from presseschau.reports.printing import END
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless
from presseschau.views.page import METHOD
from presseschau.views.wording import date, word

#: Rows of a table on paper.
ROWS = 30
#: Sentences of one speaker before it is another's turn.
_EACH = 3
#: Letters of a word that may be broken anywhere: to try this with every word takes very long.
LONG = 40
#: How high charts may be, in points (three of the least fill a page), and how small their letters.
_LEAST, _MOST, _LETTERS = 210, 640, 6
_HEIGHT, _LETTER = re.compile(rb'<svg[^>]* height="([\d.]+)pt"'), re.compile(rb"scale\((0\.\d+) -")
#: A text of a chart, whose letters are drawn one by one, and the signs of those that paper writes
#: with its own letters, which are the same ones: that is faster, and can be searched.
_DRAWN = re.compile(
    rb'<!--([\w+/=]+)--><g( style="[^"]*")? transform="([^"]*) scale\((\S+) -\S+\)">(.*?)</g>'
)
_DEFINED = re.compile(rb"<defs>.*?</defs>")  # which other texts may need
_SIGNS = re.compile(r"(?:(?!- -)[ -ſ‐-›\u202f−])+")
#: Quotation marks within quotation marks.
_INNER = str.maketrans("„“»«", "‚‘›‹")


def citations(articles: pd.DataFrame, language: str) -> dict[str, str]:
    """How each article is named as a source: outlet, title, date, and address if it has one."""
    t, found = texts(language), {}
    for row in headed(articles).itertuples():
        day = t["undated"] if pd.isna(row.published) else date(row.published, language, "medium")
        called = row.title.translate(_INNER) if language == "de" else row.title
        title = t["paper"]["titled"].format(title=called) if called else t["untitled"]
        url = row.url if row.url.startswith(("https://", "http://")) else ""
        found[row.article_id] = harmless(", ".join(filter(None, (row.outlet, title, day, url))))
    return found


def for_paper(page: str, sources: Mapping[str, str] = MappingProxyType({})) -> str:
    """A page as it is read on paper.

    Links to articles become numbers of a list at the end, which names them as ``sources`` does;
    other links into the report are dropped. Of a list of places stays how many there are and the
    first, of a long table its first rows, which say how many there are, and of a table behind a
    chart nothing.
    """
    root = html.document_fromstring(page)
    language = root.get("lang")
    t = texts(language)["paper"]
    for dropped in root.xpath(
        "//details[@class='behind'] | //dialog | //script | //p[@class='leads']"
    ):
        dropped.drop_tree()
    for link in root.xpath(f"//a[contains(@href, '{METHOD}')]"):  # which is a page of the report
        link.text = word("plain.report", language)
    for told in root.xpath("//figure//span[@class='subtitle']"):
        told.text = (told.text or "").replace(
            word("common.cut", language), word("common.cut_on_paper", language)
        )
    for figure in root.xpath("//figure[@class='chart'][img]"):
        _lay_beside(figure)
    for table in root.iter("table"):
        _shorten(table, language)
    for places in root.xpath("//details[@class='places']"):
        count, first = places.find("summary"), places.find("a")
        count.tag, count.tail = "span", f", {t['such_as']}"
        beside = places.getparent().getprevious()  # which may tell the number already
        if beside is not None and count.text.startswith(f"{beside.text_content()} "):
            count.text, count.tail = "", t["such_as"]
        first.tail = places.tail
        places.addnext(count)
        count.addnext(first)
        places.getparent().remove(places)
    _cite(root, sources, t["sources"])
    etree.SubElement(root.body, "div", {"id": END})
    for cell in root.find_class("words"):
        if max(map(len, cell.text_content().split()), default=0) > LONG:
            cell.classes.add("long")
    return html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")


def _lay_beside(figure: html.HtmlElement) -> None:
    """Puts what is said of a chart, up to its heading, beside the drawing: paper is wide enough."""
    told = etree.Element("div", {"class": "told"})
    while (before := figure.getprevious()) is not None and before.get("class") == "how":
        told.insert(0, before)
    drawn = figure.find("img")
    told.extend(figure.findall("figcaption"))
    drawn.addprevious(told)
    svg = b64decode(drawn.get("src").partition(",")[2])
    if (tall := _HEIGHT.search(svg)) and (letters := set(_LETTER.findall(svg))):
        needed = _LETTERS * float(tall[1]) / (100 * min(map(float, letters)))  # of their hundredth
        drawn.set("style", f"max-height: {min(max(_LEAST, ceil(needed)), _MOST)}pt")
        written = b64encode(_DRAWN.sub(_written, svg)).decode()
        drawn.set("src", f"data:image/svg+xml;base64,{written}")


def _written(drawn: re.Match[bytes]) -> bytes:
    """A text of a chart in letters of the paper's font, if it has them all."""
    said, style, place, scale, letters = drawn.groups(b"")
    text = b64decode(said).decode()
    if not _SIGNS.fullmatch(unescape(text)):
        return drawn[0]
    weight = "bold" if b'href="#Bold' in letters else "normal"
    font = f'font-family="DejaVu Sans" font-size="{100 * float(scale):.2f}" font-weight="{weight}"'
    written = f'<text transform="{place.decode()}" {font}{style.decode()}>{text}</text>'
    return b"".join(_DEFINED.findall(letters)) + written.encode()


def _shorten(table: html.HtmlElement, language: str) -> None:
    rows = table.xpath("./tbody/tr")
    if len(rows) <= ROWS:
        return
    kept = _of_each(rows) if table.xpath("./tbody/tr/td[@class='words']") else rows[:ROWS]
    for row in rows:
        if row not in kept:
            row.drop_tree()
    counts = {"shown": ROWS, "n": int(table.get("aria-rowcount", len(rows) + 1)) - 1}
    note = etree.Element("p", {"class": "how"})
    note.text = word("common.first_rows", language, **counts)
    box = table.getparent()
    for older in box.xpath("following-sibling::*[1][contains(@class, 'rows')]"):
        older.drop_tree()
    box.addnext(note)


def _of_each(rows: list[html.HtmlElement]) -> list[html.HtmlElement]:
    """The first sentences of each who is named, before further ones of those named first."""
    names = [row[0].text_content() for row in rows]
    turns = [names[:n].count(name) // _EACH for n, name in enumerate(names)]
    chosen = set(sorted(range(len(rows)), key=turns.__getitem__)[:ROWS])
    return [row for n, row in enumerate(rows) if n in chosen]


def _cite(root: html.HtmlElement, sources: Mapping[str, str], title: str) -> None:
    """Numbers the articles that links lead to, and lists them at the end."""
    cited: dict[str, int] = {}
    for link in root.xpath("//a[@href]"):
        target = link.get("href")
        if target.startswith(("#", "http:", "https:")):
            continue
        del link.attrib["href"]
        article = PurePosixPath(urlsplit(target).path).stem
        if not target.startswith("articles/") or article not in sources:
            continue
        number = f"[{cited.setdefault(article, len(cited) + 1)}]"
        if link.text_content().strip().isdigit():
            link.text = number
        else:
            link.tail = f" {number}{link.tail or ''}"
    if not cited:
        return
    head, entries = etree.Element("h2"), etree.Element("ol", {"class": "cited"})
    head.text = title
    for article in cited:
        etree.SubElement(entries, "li").text = sources[article]
    (root.xpath("//main") or [root.body])[0].extend([head, entries])
