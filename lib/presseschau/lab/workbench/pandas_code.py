"""The view of the workbench as code: what a person would write to get the same table."""

import json
from collections.abc import Mapping, Sequence
from functools import partial

from presseschau.lab.workbench.bench_views import PLACES, SPEAKERS, TOP, View
from presseschau.lab.workbench.bookmark import Place
from presseschau.lab.workbench.search_tables import LIMIT

#: The first day of a step in time that is longer than a day.
_STEPS = {"week": "W", "month": "M"}
#: A text as Python writes it, too.
_text = partial(json.dumps, ensure_ascii=False)


def pandas_code(place: Place, views: Sequence[View], opened: Mapping[str, str]) -> str:
    """Writes code that gives the tables of some views, and draws them.

    Args:
        place: What is chosen.
        views: What is shown of it, as ``bench_views`` made it.
        opened: How the corpus was opened: arguments of ``open_analysis``, but for the corpus.

    Returns:
        Python; each view's table is called ``table``.
    """
    opening = "".join(f", {name}={_text(value)}" for name, value in opened.items() if value)
    lines = [f"analysis = ps.open_analysis({_text(place.corpus)}{opening})", *_selection(place)]
    for view in views:
        shown = "table"
        if view.draw and len(view.table):
            given = [f"{name}={_text(value)}" for name, value in view.draw.keywords.items()]
            shown = f"charts.{view.draw.func.__name__}({', '.join(['table', *given])})"
        shown = shown if view is views[-1] else f"display({shown})"
        lines += ["", *_TABLES[view.key](place, view), shown]
    code = "\n".join(lines)
    rooms = [room for room in ("charts", "measures") if f"{room}." in code]
    head = ["import pandas as pd", ""] if "pd." in code else []
    head += ["import presseschau as ps", f"from presseschau import {', '.join(rooms)}"]
    return "\n".join([*(head if rooms else head[:-1]), "", code])


def _selection(place: Place) -> list[str]:
    """The lines that leave of ``analysis`` what is chosen, under the name ``chosen``."""
    days = {name: getattr(place, name) for name in ("start", "end", "outlet")}
    given = ", ".join(f"{name}={_text(value)}" for name, value in days.items() if value)
    lines = [f"chosen = analysis.select({given})" if given else "chosen = analysis"]
    if place.story:
        lines.append("articles = chosen.articles")
        lines.append(f'of_story = articles["story"] == {_text(place.story)}')
        lines.append('chosen = chosen.keep(articles.loc[of_story, "article_id"])')
    if place.actor:
        lines.append("named = pd.concat([chosen.mentions, chosen.quotes])")
        lines.append(f'of_actor = named["actor_id"] == {_text(place.actor)}')
        lines.append('chosen = chosen.keep(named.loc[of_actor, "article_id"])')
    return lines


def _figures(place: Place, view: View) -> list[str]:
    return [
        "quotes = measures.spoken(chosen)",
        "table = pd.Series({",
        '    "articles": len(chosen.articles),',
        '    "outlets": chosen.articles["outlet"].nunique(),',
        '    "quotes": len(quotes),',
        '    "with_quotes": quotes["article_id"].nunique(),',
        "})",
    ]


def _outlets(place: Place, view: View) -> list[str]:
    return [
        'words = chosen.tokens[chosen.tokens["text"].str.contains(r"[^\\W_]")]',
        'words = words.groupby("article_id").size()',
        'words = chosen.articles["article_id"].map(words).fillna(0)',
        "articles = chosen.articles.assign(words=words)",
        'table = articles.groupby("outlet").agg(',
        '    articles=("article_id", "size"), words=("words", "median"),',
        '    first=("published", "min"), last=("published", "max"),',
        ")",
        'table = table.sort_values("articles", ascending=False, kind="stable").reset_index()',
    ]


def _voice(place: Place, view: View) -> list[str]:
    return [f"table = measures.share_of_voice(chosen, top={TOP})"]


def _quotes(place: Place, view: View) -> list[str]:
    actor = f", actor={_text(place.actor)}" if place.actor else ""
    found = _searched("quotes", ["name", "text", "cue", "outlet"], place.search)
    if not found:
        return [f"table = measures.quote_list(chosen, top={LIMIT}{actor})"]
    table = f"table = measures.quote_list(chosen, top={LIMIT}{actor}, rows=quotes)"
    return ["quotes = measures.spoken(chosen)", *found, table]


def _tone(place: Place, view: View) -> list[str]:
    actor = f", actor={_text(place.actor)}" if place.actor else ""
    return [f'table = measures.tone_by(chosen, "outlet"{actor})']


def _timeline(place: Place, view: View) -> list[str]:
    lines = ["quotes = measures.spoken(chosen)"]
    if place.actor:
        lines.append(f'quotes = quotes[quotes["actor_id"] == {_text(place.actor)}]')
    if step := _STEPS.get(view.values.get("step", "")):
        lines.append(f'since = quotes["published"].dt.to_period("{step}").dt.start_time')
        lines.append("quotes = quotes.assign(published=since)")
    if (view.table["outlet"] == "all_outlets").any():
        lines.append('quotes = quotes.assign(outlet="all_outlets")')
    return [*lines, f"table = measures.timeline(chosen, top={SPEAKERS}, rows=quotes)"]


def _kwic(place: Place, view: View) -> list[str]:
    return [f"table = measures.kwic(chosen, {_text(place.word)}, top={PLACES})"]


def _articles(place: Place, view: View) -> list[str]:
    found = _searched("table", ["outlet", "title"], place.search)
    if not found:
        return [f"table = measures.articles_of(chosen, top={LIMIT})"]
    every = "table = measures.articles_of(chosen, top=len(chosen.articles))"
    return [every, *found, f"table = table.head({LIMIT})"]


def _searched(rows: str, columns: list[str], search: str) -> list[str]:
    """The lines that keep the rows which hold each searched word in some column."""
    if not search.split():
        return []
    texts = ' + " " + '.join(f'{rows}["{column}"]' for column in columns)
    holds = [
        f"texts.str.contains({_text(part)}, case=False, regex=False)" for part in search.split()
    ]
    return [f"texts = {texts}", f"{rows} = {rows}[{' & '.join(holds)}]"]


_TABLES = {
    "figures": _figures, "outlets": _outlets, "voice": _voice, "quotes": _quotes, "tone": _tone,
    "timeline": _timeline, "kwic": _kwic, "articles": _articles,
}  # fmt: skip
