"""The opening of a report: what changed, who was named most, and what was said, in words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.jobs.changes import changes, comparable, quotes_of_the_period
from presseschau.measures.presence import presence
from presseschau.reports.rendering import texts
from presseschau.views.wording import fill, percent, signed

#: The order in which a reader wants to know.
KINDS = ("story", "tone", "voice", "new", "gone")
#: Few articles are best told by their own titles.
_TITLES, _NAMED, _TOP = 6, 2, 3
_QUOTE_MARKS = "„“”\"»«‚‘’'›‹ "
#: Where a quotation is interrupted, its marks close and open.
_BROKEN = re.compile(rf"[{_QUOTE_MARKS}]+…[{_QUOTE_MARKS}]+")


def opening(
    now: Analysis, before: Analysis | None, language: str, label_before: str = ""
) -> dict[str, Any]:
    """What changed, as the first page of a report, its mail and the index show it.

    Before the period of the report there may be none; else ``label_before`` is how it is called.

    Returns:
        title, how, headline (one line), groups, each a kind, a title and its lines of text and
        links, and links to the pages over all reports of the series. The kinds are those of the
        changes, or "none" where there are none, then "top", "headlines" and "quote".
    """
    t = texts(language)["changes"]
    n, m = len(now.articles), len(before.articles) if before else 0
    sizes = {"n": n, "m": m, "period": label_before}
    table = changes(now, before) if before else pd.DataFrame(columns=["kind"])
    groups = [
        _group(kind, t, (_line(row, t, language) for row in rows.to_dict("records")))
        for kind in KINDS
        if len(rows := table[table["kind"] == kind])
    ]
    day = _of_the_day(now, t, language)
    if groups:
        headline, groups = _headline(table, groups, t, language), groups + day
    else:
        first = "first" if before is None else "none" if comparable(n, m) else "thin"
        state = first if n else "empty"
        line = _said(fill(t[state], language, **sizes))
        none = {"kind": "none", "title": t[f"{state}_title"], "lines": [line]}
        headline = _of_no_change(state, day, t, language)
        # Where nothing can be compared, the day itself comes first.
        groups = [*day, none] if state == "thin" else [none, *day]
    links = [
        {"href": "../trend.html", "text": t["trend"]},
        {"href": "../index.html", "text": t["all"]},
        {"href": "../../index.html", "text": texts(language)["reports"]["title"]},
    ]
    how = fill(t["how" if before else "how_first"], language, **sizes)
    found = {"title": t["title"], "how": how, "headline": headline}
    return found | {"groups": groups, "links": links}


def _of_no_change(
    state: str, day: list[dict[str, Any]], t: Mapping[str, str], language: str
) -> str:
    """What the day was about, in one line, where it has not changed."""
    told = [] if state == "thin" and day else [t[f"{state}_title"]]
    group = next((group for group in day if group["kind"] in ("top", "headlines")), None)
    if group:
        texts_of = [line["text"] for line in group["lines"]]
        first = f"{group['title']}: {texts_of[0]}" if group["kind"] == "top" else texts_of[0]
        more = fill(t["more"], language, n=len(texts_of) - 1) if len(texts_of) > 1 else ""
        told.append(first + (more if group["kind"] == "headlines" else ""))
    return ". ".join(told)


def _headline(
    table: pd.DataFrame, groups: list[dict[str, Any]], t: Mapping[str, str], language: str
) -> str:
    """The two most important kinds of change in one line."""
    said = []
    for group in groups[:2]:
        names = table.loc[table["kind"] == group["kind"], "name"].tolist()
        if group["kind"] in ("tone", "voice"):
            said.append(group["lines"][0]["text"])
        else:
            shown = names if len(names) == _NAMED + 1 else names[:_NAMED]  # never "and 1 more"
            rest = len(names) - len(shown)
            more = fill(t["more"], language, n=rest) if rest else ""
            said.append(f"{group['title']}: {', '.join(shown)}{more}")
    return " · ".join(said)


def _of_the_day(now: Analysis, t: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """What a period is about, whatever was before: actors, titles, quotations."""
    found, articles = [], now.articles
    if n := len(articles):
        most = presence(now, _TOP)
        lines = [
            _said(fill(t["top_line"], language, name=r.name, now=r.articles, n=n), r.evidence)
            for r in most[most["articles"] > 1].itertuples(index=False)
        ]
        found.append(_group("top", t, lines))
    titled = articles[articles["title"] != ""].sort_values(["published", "article_id"])
    if len(titled) <= _TITLES:
        lines = [
            _said(row.title + (f" ({row.outlet})" if row.outlet else ""), (row.article_id,))
            for row in titled.itertuples(index=False)
        ]
        found.append(_group("headlines", t, lines))
    said = quotes_of_the_period(now)
    lines = [_quote_line(row, t, language) for row in said.to_dict("records")]
    return [group for group in [*found, _group("quote", t, lines)] if group["lines"]]


def _group(kind: str, t: Mapping[str, str], lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": kind, "title": t[kind], "lines": list(lines)}


_WRITE = {"voice": percent, "tone": signed}


def _line(row: Mapping[str, Any], t: Mapping[str, str], language: str) -> dict[str, Any]:
    kind = row["kind"]
    write = _WRITE.get(kind, lambda count, _: int(count))
    figures = {side: write(row[side], language) for side in ("now", "before")}
    return _said(fill(t[f"{kind}_line"], language, name=row["name"], **figures), row["evidence"])


def _quote_line(row: Mapping[str, Any], t: Mapping[str, str], language: str) -> dict[str, Any]:
    source = row["outlet"]
    if row["printings"] > 1:
        source = fill(t["printings"], language, n=row["printings"])
    name = f"{row['name']} ({source})" if source else row["name"]
    text = _BROKEN.sub(" … ", row["text"].strip(_QUOTE_MARKS))
    return _said(f"{fill(t['said'], language, text=text)} – {name}", row["evidence"])


def _said(text: str, evidence: object = ()) -> dict[str, Any]:
    """A line of text and links to its first places, if it has any."""
    found = evidence[:3] if isinstance(evidence, tuple) else ()
    pairs = (place.partition("#") for place in found)
    links = [f"articles/{name}.html{mark}{anchor}" for name, mark, anchor in pairs]
    return {"text": text, "links": links}
