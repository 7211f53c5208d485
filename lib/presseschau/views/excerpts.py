"""Excerpts: the sentences at the places that figures rest on, with the words marked."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import Span, meet, parse_spans
from presseschau.core.titles import headed
from presseschau.views.cells import evenly, row_name
from presseschau.views.wording import date, word

#: Letters before and after what is marked, at most, and of what is marked.
_AROUND, _MARKED = 240, 600
#: A list in a notebook has so many rows of a table, and so many articles of each.
_ROWS, _ARTICLES = 15, 5

_MARK = re.compile(r'[„“”"»«]')
_CLOSED = {"„": "“", "“": "”", "”": "”", '"': '"', "»": "«", "«": "»"}
_OPENED = {"“": "„", "”": "„", '"': '"', "»": "«", "«": "»"}


def sentences_html(analysis: Analysis, table: pd.DataFrame, language: str) -> str:
    """The sentences behind the rows of a table, folded; empty where it has them or has none."""
    if "evidence" not in table or "text" in table:
        return ""
    items = []
    rows = table[[isinstance(places, tuple) for places in table["evidence"]]].head(_ROWS)
    chosen = [evenly(places, _ARTICLES) for places in rows["evidence"]]
    ids = {place.partition("#")[0] for places in chosen for place in places}
    articles = headed(analysis.articles[analysis.articles["article_id"].isin(ids)])
    found = dict(excerpts(analysis, articles, {place for places in chosen for place in places}))
    known = articles.set_index("article_id")
    for row, places in zip(rows.to_dict("records"), chosen, strict=True):
        cited = [
            (_cited(known.loc[p.partition("#")[0]], language), p) for p in places if p in found
        ]
        lines = [f"<li>{source}: {marked_html(found[place])}</li>" for source, place in cited]
        if lines:
            name = row_name(row, language)
            items.append(f"<li><strong>{name}</strong><ul>{''.join(lines)}</ul></li>")
    if not items:
        return ""
    head, how = (escape(word(f"common.sentences{end}", language)) for end in ("", "_how"))
    inside = f'<summary>{head}</summary><p class="how">{how}</p><ul>{"".join(items)}</ul>'
    return f'<details class="sentences">{inside}</details>'


def marked_html(pieces: Iterable[str]) -> str:
    """An excerpt as HTML: its pieces are by turns plain and marked."""
    return "".join(
        f"<mark>{escape(piece)}</mark>" if n % 2 else escape(piece)
        for n, piece in enumerate(pieces)
    )


def whole_marks(text: str) -> str:
    """A passage with the quotation marks that it was cut off from, and "…" where that was.

    "„Das geht. Es muss gehen." becomes "„Das geht. Es muss gehen. …“".
    """
    open_, lost = [], ""
    for hit in _MARK.finditer(text):
        mark, before, behind = hit[0], text[: hit.start()], text[hit.end() :]
        if mark == "„" or ((not before or before[-1] in " (") and behind[:1].strip()):
            open_.append(mark)
        elif open_:
            open_.pop()
        else:
            lost = lost or f"{_OPENED[mark]}… "
    ends = "".join(_CLOSED[mark] for mark in reversed(open_))
    return lost + text + (f" …{ends}" if ends else "")


def _cited(article: pd.Series, language: str) -> str:
    day = article["published"]
    parts = [date(day, language, "medium") if pd.notna(day) else "", article["outlet"]]
    return escape(", ".join(filter(None, [*parts, article["title"]])))


def excerpts(
    analysis: Analysis, articles: pd.DataFrame, places: Collection[str]
) -> Iterator[tuple[str, list[str]]]:
    """The sentences at places ("article_id#anchor") of articles, in pieces, plain and marked."""
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
            around = [sentence for sentence in sentences.values() if meet(sentence, ends)]
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

    kinds = {place.partition("#")[2][:1] for place in places}

    def rows(kind: str, table: pd.DataFrame, *columns: str) -> Iterable:
        if kind not in kinds:
            return ()
        return table.loc[table["article_id"].isin(ids), ["article_id", *columns]].itertuples()

    for row in rows("q", analysis.quotes, "quote", "start", "end", "spans"):
        if (place := f"{row.article_id}#q{row.quote}") in places:
            found[place].update(parse_spans(row.spans) or [(row.start, row.end)])
    for row in rows("m", analysis.mentions, "start", "end"):
        if (place := f"{row.article_id}#m{row.start}") in places:
            found[place].add((row.start, row.end))
    for row in rows("s", analysis.tone, "sentence", "evidence"):
        if (place := f"{row.article_id}#s{row.sentence}") in places:
            found[place].update(parse_spans(row.evidence))
    return found


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
    return pieces
