"""Evidence: a page per article that shows where in the text every number comes from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
from markupsafe import Markup

from presseschau.core.analysis import Analysis
from presseschau.core.tables import OUTLET_VOICE, Span, parse_spans
from presseschau.core.titles import headed
from presseschau.measures.voice import spoken
from presseschau.reports.rendering import PageLink, render, texts
from presseschau.reports.rights import bounds
from presseschau.reports.safety import harmless
from presseschau.views.wording import date, number, signed

_SHORT = 160


class Mark(NamedTuple):
    """A part of a text to be marked: its CSS classes, the anchor it carries and its hint."""

    start: int
    end: int
    classes: str
    anchor: str = ""
    title: str = ""


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
    """The file name of an article's page.

    Raises:
        ValueError: The id cannot be a file name.
    """
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,120}", article_id, re.ASCII):
        raise ValueError(f"'{article_id}' cannot name an article; ids are letters and digits.")
    return f"{article_id}.html"


def mark_up(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """Marks parts of ``text[start:end]`` in HTML, however they overlap.

    Longer marks enclose shorter ones; where two cross, the inner one is closed and opened again,
    so that elements always nest. An anchor stands on the first piece only, and only in the part
    of the text where its mark starts. The text is escaped, odd characters become visible.
    """
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    inside.sort(key=lambda m: (max(m.start, start), -m.end, m.start, m.classes))
    cuts = {start, end} | {c for m in inside for c in m[:2] if start < c < end}
    waiting, stack, out = inside[::-1], [], []
    for here, there in zip(sorted(cuts), sorted(cuts)[1:], strict=False):
        closing = [n for n, mark in enumerate(stack) if mark.end <= here]
        if closing:
            out.append("</span>" * (len(stack) - closing[0]))
            reopened = [m for m in stack[closing[0] :] if m.end > here]
            stack = stack[: closing[0]] + reopened
            out += [_open(m, first=False) for m in reopened]
        while waiting and max(waiting[-1].start, start) <= here:
            mark = waiting.pop()
            out.append(_open(mark, first=mark.start >= start))
            stack.append(mark)
        out.append(harmless(escape(text[here:there]), _visible))
    return "".join(out) + "</span>" * len(stack)


def _open(mark: Mark, first: bool) -> str:
    anchor = f' id="{mark.anchor}"' if first and mark.anchor else ""
    title = f' title="{escape(harmless(mark.title))}"' if mark.title else ""
    return f'<span class="{mark.classes}"{anchor}{title}>'


def _visible(odd: re.Match) -> str:
    return f'<abbr class="odd" title="U+{ord(odd[0]):04X}">\ufffd</abbr>'


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
    marks = list(_marks(rows, names, t))
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


def _marks(rows: Mapping[str, list], names: Mapping, t: Mapping) -> Iterator[Mark]:
    for row in rows["sentences"]:
        yield Mark(row["start"], row["end"], "s", f"s{row['sentence']}")
    for row in rows["quotes"]:
        who = names.get(row["actor_id"]) or row["speaker"] or t["article"]["unknown_speaker"]
        kind = t["types"].get(row["type"], row["type"])
        spans = parse_spans(row["spans"]) or [(row["start"], row["end"])]
        yield from _parts(spans, "q", f"q{row['quote']}", f"{who} ({kind})")
        yield from _parts(parse_spans(row["speaker_spans"]), "speaker")
        yield from _parts(parse_spans(row["cue_spans"]), "cue")
    for row in rows["mentions"]:
        kind = t["kinds"].get(row["kind"], row["kind"])
        title = f"{names.get(row['actor_id'], t['article']['unlinked'])} ({kind})"
        classes = f"m {row['kind'] if row['kind'] in t['kinds'] else 'OTH'}"
        yield Mark(row["start"], row["end"], classes, f"m{row['start']}", title)
    yield from _tone_marks(rows["tone"], names, t)


def _parts(spans: Sequence[Span], classes: str, anchor: str = "", title: str = "") -> list[Mark]:
    return [
        Mark(start, end, classes, anchor if n == 0 else "", title)
        for n, (start, end) in enumerate(spans)
    ]


def _tone_marks(tone: list, names: Mapping, t: Mapping) -> Iterator[Mark]:
    """Marks each tone word once, whoever it is about, with the sign of the first that has one."""
    found: dict[Span, list] = {}
    for row in tone:
        for span in parse_spans(row["evidence"]):
            found.setdefault(span, []).append(row)
    for (start, end), rows in found.items():
        signs = [row["tenor"] or row["valence"] for row in rows]
        sign = next((value for value in signs if value), 0)
        about = dict.fromkeys(names.get(row["actor_id"], row["actor_id"]) for row in rows)
        classes = "tone plus" if sign > 0 else "tone minus" if sign < 0 else "tone"
        yield Mark(start, end, classes, title=f"{t['article']['tone']}: {', '.join(about)}")


def _actor_list(mentions: list, names: Mapping, hrefs: Mapping, t: Mapping) -> list[dict]:
    found: dict[str, dict] = {}
    for row in mentions:
        name = names.get(row["actor_id"], "")
        kind = row["kind"] if row["kind"] in t["kinds"] else "OTH"
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
        "speaker": names.get(quote["actor_id"]) or quote["speaker"],
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
        "voice": t["by_outlet"] if voice == OUTLET_VOICE else names.get(voice, voice),
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
