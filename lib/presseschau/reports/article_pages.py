"""Evidence: a page per article that shows where in the text every number comes from."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import pandas as pd
import pyarrow as pa
from markupsafe import Markup

from presseschau.core.analysis import Analysis
from presseschau.core.tables import OUTLET_VOICE, Span
from presseschau.core.titles import headed
from presseschau.link.actors.nameless import nameless
from presseschau.measures.voice import spoken
from presseschau.reports.rendering import PageLink, render, texts
from presseschau.reports.rights import bounds
from presseschau.reports.text_marks import mark_up, marks_of
from presseschau.views.wording import date, label, number, signed

_SHORT = 160


def evidence_pages(
    analysis: Analysis,
    language: str,
    pages: Sequence[PageLink] = (),
    hrefs: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[tuple[str, str]]:
    """The file name and the page of every article; ``hrefs`` says where names lead.

    The page carries the anchors ``#s12`` (sentence), ``#q3`` (quote) and ``#m120`` (mention that
    starts at offset 120).
    """
    tables = dict(analysis.tables())
    groups: dict[str, dict[str, list]] = {}
    for name in ("sentences", "mentions", "quotes", "tone"):
        groups[name] = defaultdict(list)
        for row in _rows(tables[name]):
            groups[name][row["article_id"]].append(row)
    names = dict(zip(analysis.actors["actor_id"], analysis.actors["name"], strict=True))
    for article in _rows(analysis.articles):
        rows = {name: group.get(article["article_id"], []) for name, group in groups.items()}
        yield (
            evidence_name(article["article_id"]),
            _page(article, rows, names, language, pages, hrefs),
        )


def _rows(table: pd.DataFrame) -> list[dict]:
    """The rows of a table, several times faster than pandas does where they hold texts."""
    return pa.Table.from_pandas(table, preserve_index=False).to_pylist()


def evidence_name(article_id: str) -> str:
    """The file name of an article's page; a ValueError where the id cannot be one."""
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,120}", article_id, re.ASCII):
        raise ValueError(f"'{article_id}' cannot name an article; ids are letters and digits.")
    return f"{article_id}.html"


def _page(
    article: Mapping,
    rows: Mapping[str, list],
    names: Mapping,
    language: str,
    pages: Sequence[PageLink],
    hrefs: Mapping[str, str],
) -> str:
    t = texts(language)
    text = article["text"]
    marks = list(marks_of(rows, names, t))
    published = article["published"]
    when = t["undated"] if pd.isna(published) else date(published, language)
    return render(
        "article.html.j2",
        language,
        title=article["title"] or t["untitled"],
        dateline=" · ".join(part for part in (article["outlet"], when) if part),
        author=article["author"],
        url=article["url"] if re.match(r"https?://", article["url"]) else "",
        teaser=article["is_teaser"],
        shown=bounds(article, language),
        paragraphs=[Markup(mark_up(text, start, end, marks)) for start, end in _paragraphs(text)],
        actors=_actor_list(rows["mentions"], names, hrefs, t),
        quotes=[_quote_entry(quote, names, t) for quote in rows["quotes"]],
        tone=[
            _tone_entry(row, names, language)
            for row in sorted(rows["tone"], key=lambda row: row["sentence"])
            if row["tenor"] or row["valence"]
        ],
        pages=pages,
        current="article",
        root="../",
    )


def _paragraphs(text: str) -> list[Span]:
    """Splits at empty lines; where there are none, at every line's end."""
    parted = re.search(r"\S[^\S\n]*\n[^\S\n]*\n\s*\S", text)
    pattern = r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|$)))*" if parted else r"\S[^\n\r]*"
    return [match.span() for match in re.finditer(pattern, text)]


def _actor_list(mentions: list, names: Mapping, hrefs: Mapping, t: Mapping) -> list[dict]:
    found: dict[str, dict] = {}
    for row in mentions:
        name = names.get(row["actor_id"], "")
        kind = row["kind"] if row["kind"] in t["kinds"] else "OTH"
        if kind == "OTH" and not name:
            continue  # "Euro"
        key = row["actor_id"] or row["text"]
        shown = name or f"{row['text']} ({t['article']['unlinked']})"
        entry = found.setdefault(
            key, {"name": shown, "kind": kind, "places": [], "href": hrefs.get(name)}
        )
        entry["places"].append(row["start"])
    return sorted(found.values(), key=lambda entry: (-len(entry["places"]), entry["places"][0]))


def _quote_entry(quote: Mapping, names: Mapping, t: Mapping) -> dict:
    text = " ".join(quote["text"].split())
    return {
        "number": quote["quote"],
        "speaker": names.get(quote["actor_id"]) or nameless(quote["speaker"], quote["cue"]),
        "cue": quote["cue"],
        "type": t["types"].get(quote["type"], quote["type"]),
        "text": text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …",
    }


def _tone_entry(row: Mapping, names: Mapping, language: str) -> dict:
    t = texts(language)["article"]
    tenor = int(row["tenor"])
    voice = row["voice"]
    return {
        "sentence": row["sentence"],
        "actor": names.get(row["actor_id"], row["actor_id"]),
        "tenor": t["tenor_plus"] if tenor > 0 else t["tenor_minus"] if tenor else t["tenor_zero"],
        "sign": "plus" if tenor > 0 else "minus" if tenor else "zero",
        "valence": signed(row["valence"], language) if row["valence"] else "",
        "voice": t["by_outlet"]
        if voice == OUTLET_VOICE
        else names.get(voice) or label(voice, language),
    }


def article_list(analysis: Analysis, language: str) -> list[dict[str, str]]:
    """One entry per article for the report's index: the newest first, undated ones last."""
    t = texts(language)
    names = analysis.mentions["article_id"].value_counts()
    quotes = spoken(analysis)["article_id"].value_counts()
    order = headed(analysis.articles).sort_values(
        ["published", "outlet", "title", "article_id"],
        ascending=[False, True, True, True],
        na_position="last",
        kind="stable",
    )
    return [
        {
            "date": t["undated"]
            if pd.isna(row.published)
            else date(row.published, language, "medium"),
            "outlet": row.outlet or t["no_outlet"],
            "title": row.title or t["untitled"],
            "href": f"articles/{evidence_name(row.article_id)}",
            "names": number(names.get(row.article_id, 0), language),
            "quotes": number(quotes.get(row.article_id, 0), language),
        }
        for row in order.itertuples()
    ]
