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
    """Writes Python that gives the tables of some views, each as ``table``, and draws them.

    ``opened`` are the arguments with which ``open_analysis`` opened the corpus of the place.
    """
    opening = "".join(f", {name}={_text(value)}" for name, value in opened.items() if value)
    lines = [f"analysis = ps.open_analysis({_text(place.corpus)}{opening})", *_selection(place)]
    for view in views:
        shown = "table"
        if view.draw and len(view.table):
            given = [f"{name}={_text(value)}" for name, value in view.draw.keywords.items()]
            shown = f"charts.{view.draw.func.__name__}({', '.join(['table', *given])})"
        shown = shown if view is views[-1] else f"display({shown})"
        lines += ["", *_lines(view, place), shown]
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


def _lines(view: View, place: Place) -> list[str]:
    """The lines that make the table of a view."""
    of_actor = f", actor={_text(place.actor)}" if place.actor else ""
    match view.key:
        case "figures":
            return _FIGURES.splitlines()
        case "outlets":
            return _OUTLETS.splitlines()
        case "voice":
            return [f"table = measures.share_of_voice(chosen, top={TOP})"]
        case "tone":
            return [f'table = measures.tone_by(chosen, "outlet"{of_actor})']
        case "judgements":
            lines = ["rows = measures.tone.toned(chosen)"]
            if place.actor:
                lines.append(f'rows = rows[rows["actor_id"] == {_text(place.actor)}]')
            return [*lines, f"table = measures.tone_evidence(chosen, {LIMIT}, rows)"]
        case "timeline":
            return _timeline(view, place)
        case "kwic":
            return [f"table = measures.kwic(chosen, {_text(place.word)}, top={PLACES})"]
        case "quotes":
            found = _searched("quotes", ["name", "text", "cue", "outlet"], place.search)
            table = f"table = measures.quote_list(chosen, top={LIMIT}{of_actor}"
            if not found:
                return [f"{table})"]
            return ["quotes = measures.spoken(chosen)", *found, f"{table}, rows=quotes)"]
        case "articles":
            found = _searched("table", ["outlet", "title"], place.search)
            if not found:
                return [f"table = measures.articles_of(chosen, top={LIMIT})"]
            every = "table = measures.articles_of(chosen, top=len(chosen.articles))"
            return [every, *found, f"table = table.head({LIMIT})"]


_FIGURES = """\
quotes = measures.spoken(chosen)
table = pd.Series({
    "articles": len(chosen.articles),
    "outlets": chosen.articles["outlet"].nunique(),
    "quotes": len(quotes),
    "with_quotes": quotes["article_id"].nunique(),
})"""
_OUTLETS = """\
words = chosen.tokens[chosen.tokens["text"].str.contains(r"[^\\W_]")]
words = words.groupby("article_id").size()
words = chosen.articles["article_id"].map(words).fillna(0)
articles = chosen.articles.assign(words=words)
table = articles.groupby("outlet").agg(
    articles=("article_id", "size"), words=("words", "median"),
    first=("published", "min"), last=("published", "max"),
)
table = table.sort_values("articles", ascending=False, kind="stable").reset_index()"""


def _timeline(view: View, place: Place) -> list[str]:
    lines = ["quotes = measures.spoken(chosen)"]
    if place.actor:
        lines.append(f'quotes = quotes[quotes["actor_id"] == {_text(place.actor)}]')
    if step := _STEPS.get(view.values.get("step", "")):
        lines.append(f'since = quotes["published"].dt.to_period("{step}").dt.start_time')
        lines.append("quotes = quotes.assign(published=since)")
    if (view.table["outlet"] == "all_outlets").any():
        lines.append('quotes = quotes.assign(outlet="all_outlets")')
    return [*lines, f"table = measures.timeline(chosen, top={SPEAKERS}, rows=quotes)"]


def _searched(rows: str, columns: list[str], search: str) -> list[str]:
    """The lines that keep the rows which hold each searched word in some column."""
    if not search.split():
        return []
    texts = ' + " " + '.join(f'{rows}["{column}"]' for column in columns)
    holds = [
        f"texts.str.contains({_text(part)}, case=False, regex=False)" for part in search.split()
    ]
    return [f"texts = {texts}", f"{rows} = {rows}[{' & '.join(holds)}]"]
