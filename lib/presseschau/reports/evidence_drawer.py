"""Excerpts: the sentences at the places that figures rest on, with the words marked."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import Span, parse_spans
from presseschau.reports.paper import citations
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless
from presseschau.reports.scripts import packed, script_of
from presseschau.views.wording import date

#: The lists of places in a page, and the links in them.
_LISTS = re.compile(r'<details class="places">.*?</details>', re.DOTALL)
_PLACES = re.compile(r'href="(?:\.\./)?articles/([^"#]+)\.html(?:#(\w+))?"')
#: Letters before and after what is marked, at most, and of what is marked.
_AROUND, _MARKED = 240, 600


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
    if not (places := {f"{name}#{anchor}" for name, anchor in _PLACES.findall(lists)}):
        return {}
    held = packed(drawer_data(analysis, places, language))
    return {"held": held, **script_of("evidence.js")}


def drawer_data(analysis: Analysis, places: Collection[str], language: str) -> dict[str, Any]:
    """What the drawer of a page reads: the articles and excerpts of places ("article_id#anchor").

    An excerpt is cut into pieces, by turns plain and marked.
    """
    ids = dict.fromkeys(place.partition("#")[0] for place in places)
    kept = analysis.articles[analysis.articles["article_id"].isin(ids)]
    return {
        "articles": article_rows(kept, language),
        "excerpts": dict(_excerpts(analysis, kept, set(places))),
    }


def _excerpts(
    analysis: Analysis, articles: pd.DataFrame, places: Collection[str]
) -> Iterator[tuple[str, list[str]]]:
    texts_by_id = dict(zip(articles["article_id"], articles["text"], strict=True))
    whole = _sentences(analysis.sentences, texts_by_id)
    marked = _marked(analysis, texts_by_id, places)
    for place in sorted(places):
        article_id, _, anchor = place.partition("#")
        if article_id not in texts_by_id:
            continue
        sentences, spans = whole[article_id], sorted(marked.get(place, ()))
        if anchor[:1] == "s" and anchor[1:].isdigit():
            around = [sentences[n] for n in (int(anchor[1:]),) if n in sentences]
        else:
            ends = (spans[0][0], spans[-1][1]) if spans else (0, 1)
            around = [(a, b) for a, b in sentences.values() if a < ends[1] and b > ends[0]]
        if around:
            yield place, _pieces(texts_by_id[article_id], around[0][0], around[-1][1], spans)


def _sentences(sentences: pd.DataFrame, ids: Mapping) -> Mapping[str, dict[int, Span]]:
    found: dict[str, dict[int, Span]] = defaultdict(dict)
    columns = ["article_id", "sentence", "start", "end"]
    for row in sentences.loc[sentences["article_id"].isin(ids), columns].itertuples():
        found[row.article_id][row.sentence] = (row.start, row.end)
    return found


def _marked(analysis: Analysis, ids: Mapping, places: Collection[str]) -> dict[str, set[Span]]:
    """The words that are meant at each place: those of a quote, a name or a judgement."""
    found: dict[str, set[Span]] = defaultdict(set)

    def rows(table: pd.DataFrame, *columns: str) -> Iterable:
        return table.loc[table["article_id"].isin(ids), ["article_id", *columns]].itertuples()

    for row in rows(analysis.quotes, "quote", "start", "end", "spans"):
        spans = parse_spans(row.spans) or [(row.start, row.end)]
        found[f"{row.article_id}#q{row.quote}"].update(spans)
    for row in rows(analysis.mentions, "start", "end"):
        found[f"{row.article_id}#m{row.start}"].add((row.start, row.end))
    for row in rows(analysis.tone, "sentence", "evidence"):
        found[f"{row.article_id}#s{row.sentence}"].update(parse_spans(row.evidence))
    return {place: spans for place, spans in found.items() if place in places}


def _pieces(text: str, start: int, end: int, spans: Iterable[Span]) -> list[str]:
    """A part of a text by turns plain and marked; what is too long is cut where nothing is lost."""
    pieces, here = [], start
    for first, last in spans:
        if here <= first < last <= end:
            pieces += [text[here:first], text[first:last]]
            here = last
    pieces = [re.sub(r"\s+", " ", piece) for piece in (*pieces, text[here:end])]
    for n, piece in enumerate(pieces):
        most = _MARKED if n % 2 else _AROUND
        if len(piece) > most:
            left, right = piece[:most].rsplit(" ", 1)[0], piece[-most:].partition(" ")[2]
            pieces[n] = f"… {right}" if n == 0 and len(pieces) > 1 else f"{left} …"
    return [harmless(piece) for piece in pieces]
