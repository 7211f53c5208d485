"""Subject pages: what a corpus says about an actor or a story, with the evidence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import unescape
from typing import NamedTuple
from urllib.parse import urlencode

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures import corpus, person, tone
from presseschau.measures.evidence import places
from presseschau.measures.manner import pairs_in_quotes
from presseschau.measures.presence import named, presence
from presseschau.measures.voice import spoken
from presseschau.reports.excerpts import drawer
from presseschau.reports.quotations import FOLDER as QUOTATIONS
from presseschau.reports.quotations import quotation_table
from presseschau.reports.rendering import Body, PageLink, render_notebook, texts
from presseschau.reports.safety import harmless
from presseschau.reports.subjects import FOLDER, MOST, Subject, hrefs_of, subjects_of, with_leads
from presseschau.views.page import Html, page
from presseschau.views.wording import date, fill, label, number

#: Rows of a list, and bars that leave room for their numbers.
_ROWS, _WIDE = 25, 16
_JUDGED = ["published", "voice", "tenor", "text", "words", "outlet", "evidence"]


def subject_pages(
    analysis: Analysis, language: str, pages: Sequence[PageLink] = ()
) -> Iterator[tuple[str, str]]:
    """The file name and the page of the list of all subjects, and of each of them."""
    subjects, t = subjects_of(analysis), texts(language)[FOLDER]
    if not subjects:
        return
    whole = _Told.of(replace(analysis, tokens=analysis.tokens[:0]), language)
    finish = partial(_page, language=language, pages=pages, hrefs=hrefs_of(subjects, ""))
    yield "index.html", finish(whole.analysis, t["title"], t["how"], _index(whole))
    for one in subjects:
        part = whole.story(one.key) if one.is_story else whole.actor(one.key)
        views = _story(part, whole, one) if one.is_story else _actor(part, whole, one)
        yield one.file, finish(part.analysis, one.name, _line(part, whole, one), views)


class _Told(NamedTuple):
    """An analysis, and the tables that every page needs, made once and then filtered."""

    analysis: Analysis
    language: str
    said: pd.DataFrame
    pairs: pd.DataFrame
    toned: pd.DataFrame

    @classmethod
    def of(cls, analysis: Analysis, language: str) -> "_Told":
        made = spoken(analysis), pairs_in_quotes(analysis), tone.toned(analysis)
        return cls(analysis, language, *made)

    def actor(self, key: str) -> "_Told":
        """The articles that name an actor, but only what they say and what is said of them."""
        rows = self.analysis.mentions
        return self._replace(
            analysis=self.analysis.keep(rows.loc[rows["actor_id"] == key, "article_id"]),
            said=self.said[self.said["actor_id"] == key],
            pairs=self.pairs[self.pairs["target_id"] == key],
            toned=self.toned[self.toned["actor_id"] == key],
        )

    def story(self, key: str) -> "_Told":
        """The articles of a story."""
        kept = {name: getattr(self, name) for name in ("said", "pairs", "toned")}
        kept = {name: table[table["story"] == key] for name, table in kept.items()}
        return self._replace(analysis=corpus.of_story(self.analysis, key), **kept)

    def view(self, key: str, table: pd.DataFrame, own: str = "", **more: object) -> Html:
        """A table as a notebook's page shows it, with a title and text of ours; none if empty."""
        name, _, view = key.partition(".")
        if table.empty:
            return Html("")
        t = texts(self.language)[FOLDER]
        said = {"title": t[own], "how": t[f"{own}_how"]} if own else {}
        shown = page(self.analysis, name, self.language, "../articles/")
        return shown.view(view, table, **said, **more)


def _page(
    analysis: Analysis,
    title: str,
    line: str,
    views: Sequence[Html],
    language: str,
    pages: Sequence[PageLink],
    hrefs: Mapping[str, str],
) -> str:
    others = {name: href for name, href in hrefs.items() if name != title}
    inside = with_leads(harmless("".join(view.html for view in views)), others, language)
    heads = re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', inside)
    body = Body(title, inside, [{"id": i, "text": unescape(text)} for i, text in heads], "", "")
    scripted = drawer(inside, analysis, language)
    return render_notebook(body, FOLDER, language, pages, line, root="../", **scripted)


def _line(part: _Told, whole: _Told, one: Subject) -> str:
    """Who it is, and in how many articles: "Person · Ministerpräsidentin · in 54 von 80 ..."."""
    counts = {"n": len(part.analysis.articles), "of": len(whole.analysis.articles)}
    basis = fill(texts(part.language)[FOLDER]["basis"], part.language, **counts)
    if one.is_story:
        return f"{label('story', part.language)} · {basis}"
    actor = whole.analysis.actors.set_index("actor_id").loc[one.key]
    return " · ".join(filter(None, (label(actor["kind"], part.language), actor["roles"], basis)))


def _index(whole: _Told) -> list[Html]:
    columns = ["name", "kind", "roles", "articles", "mentions", "evidence"]
    stories = _stories(whole.analysis.articles.assign(anchor=""))
    stories = stories[stories["articles"] > 1].head(MOST)
    return [
        whole.view("corpus.actors", presence(whole.analysis, MOST), "actors", columns=columns),
        whole.view("corpus.stories", stories, "stories"),
    ]


def _actor(part: _Told, whole: _Told, one: Subject) -> list[Html]:
    key, analysis = one.key, part.analysis
    rows = named(analysis)
    rows = analysis.articles.merge(rows[rows["actor_id"] == key], on="article_id")
    outlets = person.outlets_of(whole.analysis, key)
    sentences = tone.tone_evidence(analysis, _ROWS, part.toned)
    judges = tone.judgements(whole.analysis, "speaker", _ROWS, part.toned)
    return [
        part.view("person.names", person.names_of(analysis, key, part.said)),
        part.view("person.roles", person.roles_over_time(analysis, key)),
        _when(part, "person.weeks", person.periods_of(whole.analysis, key)),
        *_quotes(part, one),
        part.view("person.about_whom", person.speakers_about(analysis, key, _ROWS, part.pairs)),
        part.view("person.judges", judges, "judges"),
        part.view("person.sentences", _latest(sentences), "sentences", columns=_JUDGED),
        part.view("person.outlets", outlets if len(outlets) > 1 else outlets[:0]),
        part.view("person.stories", _stories(rows).head(_ROWS), "told_in"),
        page(analysis, "person", part.language).limits(),
    ]


def _story(part: _Told, whole: _Told, one: Subject) -> list[Html]:
    dated = whole.analysis.articles.dropna(subset=["published"])
    counts = (dated["story"] == one.key).groupby(corpus.period(dated["published"])).sum()
    when = counts.rename("articles").rename_axis("since").reset_index().assign(part="articles")
    who = presence(part.analysis, _ROWS)
    sentences = tone.tone_evidence(part.analysis, _ROWS, part.toned)
    judged = tone.judgements(whole.analysis, "name", _ROWS, part.toned)
    return [
        _when(part, "story.when", when, "when"),
        part.view("story.articles", corpus.articles_of(part.analysis, 100)),
        part.view(
            "story.presence", who, columns=["name", "roles", "articles", "value", "evidence"]
        ),
        part.view("story.speakers", _speakers(part.said), "speakers"),
        *_quotes(part, one),
        part.view("story.judged", judged, "judged"),
        part.view("story.sentences", _latest(sentences), "sentences", columns=["name", *_JUDGED]),
        page(part.analysis, "story", part.language).limits(),
    ]


def _stories(rows: pd.DataFrame) -> pd.DataFrame:
    """The stories of articles (with an anchor each): story, articles, first, last, evidence."""
    rows = rows[rows["story"] != ""]
    days = rows.groupby("story")["published"]
    table = pd.DataFrame({"articles": days.size(), "first": days.min(), "last": days.max()})
    table = table.join(places(rows, "story"))
    return table.sort_values("articles", ascending=False, kind="stable").reset_index()


def _speakers(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["name"] != ""]
    table = rows.groupby("name").agg(quotes=("n", "size"), words=("words", "sum"))
    table = table.join(places(rows, "name")).sort_values("words", ascending=False, kind="stable")
    return table.head(_ROWS).reset_index()


def _latest(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values("published", ascending=False, kind="stable")


def _quotes(part: _Told, one: Subject) -> list[Html]:
    """The latest quotes, each text once, and the way to all of them."""
    rows = _latest(part.said).drop_duplicates("text").head(_ROWS)
    if rows.empty:
        return []
    t = texts(part.language)[FOLDER]
    asked = urlencode({"story" if one.is_story else "name": one.name})
    more = f'<p><a href="../{QUOTATIONS}/index.html#{asked}">{t["all_quotes"]}</a></p>'
    head = f'<h2 id="quotes">{t["said"]}</h2><p class="how">{t["said_how"]}</p>'
    return [Html(head + quotation_table(part.analysis, rows, part.language, {}) + more)]


def _when(part: _Told, key: str, table: pd.DataFrame, own: str = "") -> Html:
    """Articles over time as bars; nothing where they are all of one period."""
    if table["since"].nunique() < 2:
        return Html("")
    return part.view(key, table, own, chart=Html(_bars(table, part.language)))


def _bars(table: pd.DataFrame, language: str) -> str:
    counts = table.pivot(index="since", columns="part", values="articles")
    most, bars = max(counts.sum(axis=1).max(), 1), []
    for since, row in counts.iterrows():
        pieces = "".join(
            f'<i class="{part}" style="height: {85 * n / most:.1f}%"></i>'
            for part, n in row.items()
            if n
        )
        told = number(row.sum(), language)
        shown = told if len(counts) <= _WIDE and row.sum() else ""
        bars.append(f'<span title="{date(since, language)}: {told}">{shown}{pieces}</span>')
    keys = [f'<span class="key {part}"></span> {label(part, language)}' for part in counts]
    first, last = (date(day, language, "medium") for day in counts.index[[0, -1]])
    return (
        f'<div style="max-width: {5 * len(counts)}rem">'
        f'<div class="bars" aria-hidden="true">{"".join(bars)}</div><p class="ends">'
        f"<span>{first}</span> <span>{' '.join(keys)}</span> <span>{last}</span></p></div>"
    )
