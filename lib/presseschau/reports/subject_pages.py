"""Subject pages: what a corpus says about an actor or a story, with the evidence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import unescape
from urllib.parse import urlencode

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.measures import corpus, person, tone
from presseschau.measures.evidence import linked, places
from presseschau.measures.presence import ranked
from presseschau.measures.quality import is_precise
from presseschau.reports.bars import bars
from presseschau.reports.evidence_drawer import drawer
from presseschau.reports.quotations import FOLDER as QUOTATIONS
from presseschau.reports.quotations import quotation_table
from presseschau.reports.rendering import Body, PageLink, render_notebook, texts
from presseschau.reports.safety import harmless
from presseschau.reports.subjects import FOLDER, MOST, Subject, hrefs_of, with_leads
from presseschau.reports.told import Told
from presseschau.views.captions import kinds_said
from presseschau.views.cells import MOST_LINKS
from presseschau.views.charts.time_steps import without_gaps
from presseschau.views.needs import several_outlets
from presseschau.views.page import Html
from presseschau.views.wording import extent, fill, label, period, word

#: Rows of a list.
_ROWS = 25
_JUDGED = ["published", "voice", "tenor", "text", "words", "outlet", "evidence"]


def subject_pages(
    analysis: Analysis, language: str, subjects: Sequence[Subject], pages: Sequence[PageLink] = ()
) -> Iterator[tuple[str, str]]:
    """The file name and the page of the list of the subjects of an analysis, and of each."""
    if not subjects:
        return
    t, whole = texts(language)[FOLDER], Told.of(analysis, language)
    finish = partial(_page, language=language, pages=pages, hrefs=hrefs_of(subjects, ""))
    read = extent(analysis.articles, language), period(analysis.articles, language)
    listed = [Html(f'<p class="how">{t["how"]}</p>'), *_index(whole, subjects)]
    yield "index.html", finish(analysis, t["title"], " · ".join(filter(None, read)), listed)
    for one in subjects:
        part = whole.story(one.key) if one.is_story else whole.actor(one.key)
        views = _story(part, whole, one) if one.is_story else _actor(part, whole, one)
        yield one.file, finish(part.analysis, one.name, _line(part, whole, one), views)


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


def _line(part: Told, whole: Told, one: Subject) -> str:
    """Who it is, and in how many articles: "Person · Ministerpräsidentin · in 54 von 80 ..."."""
    counts = {"n": len(part.analysis.articles), "of": len(whole.analysis.articles)}
    basis = fill(texts(part.language)[FOLDER]["basis"], part.language, **counts)
    if one.is_story:
        return f"{label('story', part.language)} · {basis}"
    actor = whole.analysis.actors.set_index("actor_id").loc[one.key]
    said = (
        label(actor["kind"], part.language),
        actor["roles"],
        basis,
        _as_label(part, whole, one.key),
    )
    return " · ".join(filter(None, said))


def _as_label(part: Told, whole: Told, key: str) -> str:
    """In how many articles a body is there only to say who somebody is, if that is the most."""
    own = whole.analysis.mentions[whole.analysis.mentions["actor_id"] == key]
    if own["is_label"].mean() <= 0.5:
        return ""
    counted = part.analysis.articles["article_id"]
    labels = own.loc[own["is_label"] & ~own["article_id"].isin(counted), "article_id"].nunique()
    return fill(texts(part.language)[FOLDER]["labels"], part.language, n=labels) if labels else ""


def _index(whole: Told, subjects: Sequence[Subject]) -> list[Html]:
    columns = ["name", "kind", "roles", "articles", "mentions", "evidence"]
    rows = whole.named[whole.named["actor_id"].isin([one.key for one in subjects])]
    actors = ranked(whole.analysis, rows, MOST).join(places(rows, "actor_id"), on="actor_id")
    stories = corpus.stories(whole.analysis, MOST).drop(columns="texts")
    return [
        whole.view("corpus.actors", actors, "actors", columns=columns),
        whole.view("person.stories", stories[stories["articles"] > 1], "stories"),
    ]


def _actor(part: Told, whole: Told, one: Subject) -> list[Html]:
    key, analysis, t = one.key, part.analysis, texts(part.language)[FOLDER]
    about = person.speakers_about(analysis, key, _ROWS, part.pairs)
    own = analysis.actors[analysis.actors["actor_id"] == key]
    mentions = analysis.mentions[~analysis.mentions["is_label"]]
    named = int((mentions["actor_id"] == key).sum())
    names = own[["actor_id", "aliases"]].assign(mentions=named, quotes=len(part.said))
    names = names.join(places(part.named, "actor_id"), on="actor_id")
    # An organisation's name would want its article: "Wer über die Vereinten Nationen spricht".
    heading = {"title": t["about"].format(name=one.name)} if (own["kind"] == "PER").all() else {}
    where = _ranked(part.named, "outlet", _ROWS if several_outlets(whole.analysis.articles) else 0)
    timeless = "" if part.dated else "roles"
    doubt = kinds_said([one.name], part.language)
    return [
        Html(f'<p class="notice">{doubt}</p>' if doubt else ""),
        part.view("person.names", names),
        part.view("person.roles", person.roles_over_time(analysis, key), timeless),
        _when(part, whole, "person.weeks"),
        *_quotes(part, one),
        part.view("person.about_whom", about, **heading),
        *_judged(part, whole, "speaker", "judges", _JUDGED),
        part.view("person.outlets", where, "outlets"),
        part.view("person.stories", _ranked(part.named, "story", _ROWS), "told_in"),
        part.view("person.articles", _articles(part), "articles"),
        part.page("person").limits(),
    ]


def _story(part: Told, whole: Told, one: Subject) -> list[Html]:
    said = part.said.groupby("name").agg(quotes=("n", "size"), words=("words", "sum"))
    speakers = _ranked(part.said, "name", _ROWS).join(said, on="name")
    speakers = speakers.sort_values(["quotes", "words"], ascending=False, kind="stable")
    columns = ["name", "quotes", "words", "evidence"]
    return [
        _when(part, whole, "story.when"),
        part.view("story.articles", corpus.articles_of(part.analysis, 100)),
        part.view("story.named", _ranked(part.named, "name", _ROWS), "named"),
        part.view("story.speakers", speakers, "speakers", columns=columns),
        *_quotes(part, one),
        *_judged(part, whole, "name", "judged", ["name", *_JUDGED]),
        part.page("story").limits(),
    ]


def _ranked(rows: pd.DataFrame, by: str, top: int) -> pd.DataFrame:
    """The groups of rows in most articles: by, articles, evidence."""
    rows = rows[rows[by] != ""].drop_duplicates([by, "article_id"])
    counts = rows[by].value_counts().head(top).rename("articles")
    return counts.to_frame().join(places(rows, by)).rename_axis(by).reset_index()


def _articles(part: Told) -> pd.DataFrame:
    """The articles that name an actor, where they are more than a cell links to."""
    rows = part.named.head(0) if len(part.named) <= MOST_LINKS else part.named
    rows = rows.assign(title=rows["article_id"].map(part.titles), evidence=linked(rows))
    rows = rows.sort_values(["published", "outlet", "article_id"], kind="stable")
    return rows[["published", "outlet", "title", "evidence"]]


def _judged(part: Told, whole: Told, by: str, key: str, columns: list[str]) -> list[Html]:
    """The judging sentences, and how often one judges or is judged, of whom enough are right."""
    if not part.toned["polar"].any():
        return []
    rows = part.toned
    if not is_precise(whole.analysis):
        rows = rows[rows["voice"].isin(whole.analysis.actors["actor_id"])]
    top = _ROWS if is_precise(whole.analysis, named=True) else 0
    counted = tone.judgements(whole.analysis, by, top, rows)
    own = "sentences" if part.dated else "sentences_undated"
    sentences = _latest(tone.tone_evidence(part.analysis, _ROWS, part.toned))
    return [
        part.view(f"tone.{key}", counted, key),
        part.view("tone.sentences", sentences, own, columns=columns),
    ]


def _latest(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values("published", ascending=False, kind="stable")


def _quotes(part: Told, one: Subject) -> list[Html]:
    """The latest quotes, each text once, and the way to all of them."""
    rows = _latest(part.said).drop_duplicates("text").head(_ROWS)
    if rows.empty:
        return []
    t = texts(part.language)[FOLDER]
    how = t["said_how" if part.dated else "said_how_undated"]
    asked = urlencode({"story" if one.is_story else "name": one.name})
    more = f'<p><a href="../{QUOTATIONS}/index.html#{asked}">{t["all_quotes"]}</a></p>'
    head = f'<h2 id="quotes">{t["said"]}</h2><p class="how">{how}</p>'
    table = quotation_table(part.analysis, rows, part.language, named=one.is_story)
    return [Html(head + table + more)]


def _when(part: Told, whole: Told, key: str) -> Html:
    """Articles over time as bars, those that quote an actor apart; nothing for a single period."""
    articles = whole.analysis.articles
    ids = articles["article_id"]
    told, quoted = ids.isin(part.analysis.articles["article_id"]), ids.isin(part.said["article_id"])
    kinds = (
        {"articles": told}
        if key == "story.when"
        else {"only_named": told & ~quoted, "is_quoted": quoted}
    )
    counts = pd.DataFrame(kinds).groupby(articles["since"]).sum()
    if len(counts) < 2:
        return Html("")
    table = counts.rename_axis(index="since", columns="part").stack().rename("articles")
    table = table[table > 0]
    step = word(f"common.step.{corpus.step_of(articles['published'])}", part.language)
    how = word(f"{key}.how", part.language, step=step)
    if undated := int(part.analysis.articles["published"].isna().sum()):
        how += " " + fill(texts(part.language)[FOLDER]["undated"], part.language, n=undated)
    drawn = bars(counts.reindex(without_gaps(counts.index), fill_value=0), part.language)
    return part.view(key, table.reset_index(), chart=Html(drawn), how=how)
