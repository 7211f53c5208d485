"""Subjects: the actors named most and the stories told twice, and how names lead to their pages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import html
from markupsafe import Markup, escape

from presseschau.core.analysis import Analysis
from presseschau.core.slugs import slug
from presseschau.measures.corpus import stories
from presseschau.measures.presence import named, ranked
from presseschau.measures.voice import spoken
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless

FOLDER = "subjects"
#: So many actors and so many stories have a page, and so many names stand below a chart.
MOST, _LEADS = 30, 15


class Subject(NamedTuple):
    """Who or what a page is about, and the page's name in its folder."""

    key: str
    name: str
    file: str
    is_story: bool


def subjects_of(analysis: Analysis) -> list[Subject]:
    """The actors named in most articles, then the stories told most often.

    Of an actor who is named in a single article, does not speak and is not judged, there is nothing
    to tell.
    """
    rows = named(analysis)
    judged = analysis.tone[analysis.tone["tenor"] != 0]
    heard = {*spoken(analysis)["actor_id"], *judged["actor_id"]}
    told = rows["actor_id"].duplicated(keep=False) | rows["actor_id"].isin(heard)
    actors = ranked(analysis, rows[told], MOST)
    told = stories(analysis, MOST)
    told = told.loc[told["articles"] > 1, "story"]
    chosen = [
        (key, name, False) for key, name in zip(actors["actor_id"], actors["name"], strict=True)
    ]
    chosen += [(story, story, True) for story in told]
    found, used = [], {"index"}
    for key, name, is_story in chosen:
        stem = slug(key)[:80]
        while stem in used:
            stem += "-2"
        used.add(stem)
        found.append(Subject(key, harmless(name), f"{stem}.html", is_story))
    return found


def hrefs_of(subjects: Sequence[Subject], folder: str = f"{FOLDER}/") -> dict[str, str]:
    """Where each name leads; a name that two share leads nowhere."""
    names = [one.name for one in subjects]
    return {one.name: folder + one.file for one in subjects if names.count(one.name) == 1}


def with_links(text: str, names: Iterable[str], hrefs: Mapping[str, str]) -> Markup:
    """A sentence as HTML in which those of the names that have a page lead there."""
    links = {str(escape(name)): hrefs[name] for name in map(harmless, names) if name in hrefs}
    inside = str(escape(harmless(text)))
    if links:
        longest = "|".join(map(re.escape, sorted(links, key=len, reverse=True)))
        linked = '<a class="to" href="{}">{}</a>'.format
        found = re.compile(rf"(?<!\w)(?:{longest})(?!\w)")
        inside = found.sub(lambda name: linked(links[name[0]], name[0]), inside)
    return Markup(inside)


def with_leads(body: str, hrefs: Mapping[str, str], language: str) -> str:
    """A page's inside in which a cell that is a name leads to its page, and a chart to its names'.

    The names of a chart are those in the table behind it. An outlet that is written about, too,
    leads to its page only where that is meant.
    """
    root = html.fragment_fromstring(body, create_parent="div")
    for cell in root.xpath(".//td[not(@class='outlet' or @class='aliases')] | .//th"):
        if not len(cell) and (href := hrefs.get((cell.text or "").strip())):
            link = html.Element("a", {"href": href, "class": "to"})
            link.text, cell.text = cell.text, None
            cell.append(link)
    for link in root.xpath(".//a[not(@href)]"):  # the names in a table of quotes
        if href := hrefs.get(link.text or ""):
            link.set("href", href)
    goals = set(hrefs.values())
    for figure in root.find_class("chart"):
        behind = figure.getnext()
        if behind is None or behind.get("class") != "behind":
            continue
        found = {a.text: a.get("href") for a in behind.iter("a") if a.get("href") in goals}
        line = html.Element("p", {"class": "leads"})
        line.text = texts(language)[FOLDER]["leads"] + " "
        for name, href in list(found.items())[:_LEADS]:
            link = html.Element("a", href=href)
            link.text, link.tail = name, " · "
            line.append(link)
        if found:
            line[-1].tail = None
            figure.append(line)
    return (root.text or "") + "".join(html.tostring(one, encoding="unicode") for one in root)
