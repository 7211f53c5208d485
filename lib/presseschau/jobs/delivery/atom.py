"""The feed: the newest finished reports as Atom (RFC 4287), for readers of feeds and for machines.

The same reports give the same bytes. Without an address links are relative, which RFC 4287 lets
count from the place of the feed; ids are then made of the reports' names alone.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from presseschau import __version__
from presseschau.core.placing import write_whole
from presseschau.jobs.delivery.finished import Finished, period_title, read_finished
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless

#: As many reports as a reader of feeds would look back on; the index has all.
ENTRIES = 50
NAME = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_LONG_AGO = "1970-01-01T00:00:00Z"


def write_feed(folder: Path, url: str = "", language: str = "de") -> Path:
    """Writes feed.xml over the newest finished reports in the folder of all series.

    A web server shows the folder at ``url``, which ends in "/"; it is empty for relative links.
    """
    t = texts(language)
    finished = [report for report in read_finished(folder) if report.facts][:ENTRIES]
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set(f"{{{_XML}}}lang", language)
    _add(root, "id", _id(url, ""))
    _add(root, "title", f"{t['name']}: {t['reports']['title']}")
    _add(root, "updated", max((_updated(report) for report in finished), default=_LONG_AGO))
    _add(_add(root, "author"), "name", t["name"])
    _add(root, "generator", t["name"], version=__version__)
    if url:
        _add(root, "link", rel="self", type="application/atom+xml", href=url + NAME)
    _add(root, "link", rel="alternate", type="text/html", href=f"{url}index.html")
    for report in finished:
        _entry(root, report, folder, url, language)
    etree.indent(root)
    document = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return write_whole(folder / NAME, document + b"\n")


def _entry(root: etree._Element, report: Finished, folder: Path, url: str, language: str) -> None:
    place = quote(report.folder.relative_to(folder).as_posix()) + "/"
    entry = _add(root, "entry")
    entry.set(f"{{{_XML}}}lang", report.language or language)
    _add(entry, "id", _id(url, place))
    title = period_title(report, report.language or language)
    _add(entry, "title", f"{report.series}: {title}" if report.series else title)
    _add(entry, "updated", _updated(report))
    if "period_end" in report.facts:
        _add(entry, "published", _utc(report.facts["period_end"]))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{url}{place}index.html")
    if report.series:
        _add(entry, "category", term=report.series)
    _add(entry, "summary", report.opening.get("headline", "") or title)
    groups = report.opening.get("groups", [])
    if groups:
        _add(entry, "content", type="xhtml").append(_content(groups))


def _content(groups: Sequence[dict]) -> etree._Element:
    """The changes as XHTML; whatever stands in them is text."""
    space = "http://www.w3.org/1999/xhtml"
    box = etree.Element(f"{{{space}}}div", nsmap={None: space})
    for group in groups:
        etree.SubElement(box, f"{{{space}}}h3").text = harmless(group["title"])
        items = etree.SubElement(box, f"{{{space}}}ul")
        for line in group["lines"]:
            etree.SubElement(items, f"{{{space}}}li").text = harmless(line["text"])
    return box


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        element.text = harmless(text)
    return element


def _id(url: str, place: str) -> str:
    """An id that stays as long as the address and the names do."""
    return uuid.uuid5(uuid.NAMESPACE_URL, (url or "presseschau:") + place).urn


def _updated(report: Finished) -> str:
    """When the report was finished; a report that is built again is news."""
    return _utc(report.facts.get("finished", ""))


def _utc(moment: str) -> str:
    try:
        found = dt.datetime.fromisoformat(moment).astimezone(dt.UTC)
    except ValueError:
        return _LONG_AGO
    return found.strftime("%Y-%m-%dT%H:%M:%SZ")
