"""Paper: a page without what only a screen can use."""

from lxml import etree, html

from presseschau.views.wording import word

#: Rows of a table on paper.
ROWS = 30
#: Letters of a word that may be broken anywhere: to try this with every word takes very long.
LONG = 40


def for_paper(page: str) -> str:
    """A page as it is read on paper.

    Links to other files are dropped, of a list of places stays how many there are, and of a long
    table its first rows, which say how many there are.
    """
    root = html.document_fromstring(page)
    language = root.get("lang")
    for link in root.xpath("//a[@href]"):
        if not link.get("href").startswith(("#", "http:", "https:")):
            del link.attrib["href"]
    for places in root.xpath("//details[@class='places']"):
        count = places.find("summary")
        count.tag, count.tail = "span", places.tail
        places.getparent().replace(places, count)
    for table in root.iter("table"):
        rows = table.xpath("./tbody/tr")
        if len(rows) > ROWS:
            for row in rows[ROWS:]:
                row.drop_tree()
            counts = {"shown": ROWS, "n": int(table.get("aria-rowcount", len(rows) + 1)) - 1}
            note = etree.Element("p", {"class": "how"})
            note.text = word("common.first_rows", language, **counts)
            box = table.getparent()
            for older in box.xpath("following-sibling::*[1][contains(@class, 'rows')]"):
                older.drop_tree()
            box.addnext(note)
    for cell in root.find_class("words"):
        if max(map(len, cell.text_content().split()), default=0) > LONG:
            cell.classes.add("long")
    return html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
