"""The drawer: a page's lists of places as rows with date, outlet, headline and the sentence."""

import re
from collections.abc import Collection
from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.reports.paper_pages import citations
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless
from presseschau.reports.scripts import packed, script_of
from presseschau.views.excerpts import excerpts
from presseschau.views.wording import date

#: The lists of places in a page, and the links in them.
_LISTS = re.compile(r'<details class="places".*?</details>', re.DOTALL)
_REST = re.compile(r'<details class="places" data-rest="([^"]+)"')
_PLACES = re.compile(r'href="(?:\.\./)?articles/([^"#]+)\.html(?:#(\w+))?"')


def article_rows(articles: pd.DataFrame, language: str) -> dict[str, list[str]]:
    """By id: the day to sort by, date, outlet, title, story, and how the article is cited."""
    articles = articles[["article_id", "published", "outlet", "title", "story", "url"]]
    t, cited, found = texts(language), citations(articles, language), {}
    for row in articles.itertuples():
        day = "" if pd.isna(row.published) else row.published.date().isoformat()
        shown = date(row.published, language, "medium") if day else t["undated"]
        named = (row.outlet, row.title or t["untitled"], row.story)
        found[row.article_id] = [day, shown, *map(harmless, named), cited[row.article_id]]
    return found


def drawer(page: str, analysis: Analysis, language: str) -> dict[str, str]:
    """What ``render`` needs so that the lists of places in a page open as a drawer, if any."""
    lists = "".join(_LISTS.findall(page))
    places = {f"{name}#{anchor}" for name, anchor in _PLACES.findall(lists)}
    if not places:
        return {}
    places.update(place for rest in _REST.findall(lists) for place in rest.split())
    held = packed(drawer_data(analysis, places, language))
    return {"held": held, **script_of("evidence.js")}


def drawer_data(analysis: Analysis, places: Collection[str], language: str) -> dict[str, Any]:
    """What the drawer of a page reads: the articles and excerpts of places ("article_id#anchor").

    An excerpt is cut into pieces, by turns plain and marked.
    """
    ids = dict.fromkeys(place.partition("#")[0] for place in places)
    kept = analysis.articles[analysis.articles["article_id"].isin(ids)]
    found = excerpts(analysis, kept, set(places))
    return {
        "articles": {key: row[:4] for key, row in article_rows(kept, language).items()},
        "excerpts": {place: [harmless(piece) for piece in pieces] for place, pieces in found},
    }
