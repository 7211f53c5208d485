"""Poster: a project on one page, as HTML for the screen and as PDF in A3 and A4 for the wall."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from textwrap import shorten
from typing import Any

import pandas as pd
from IPython.display import display
from matplotlib.text import Text

from presseschau.lessons import diagrams, failures
from presseschau.lessons.feedback import Feedback
from presseschau.lessons.project import (
    QUESTIONS,
    Precision,
    Project,
    lacking,
    precision,
    search_word,
)
from presseschau.lessons.sample_corpus import is_sample
from presseschau.reports.printing import write_pdfs
from presseschau.views.charts.pictures import figure_html
from presseschau.views.page import Html

#: Paper and the size of type on it, in points; all else is measured in type.
PAPER = {"A3": 13.5, "A4": 9.55}


def make_poster(
    project: Project, folder: str | Path = "plakat", source: str = ""
) -> Html | Feedback:
    """Writes the poster of a project, and shows it; or says what the project still lacks.

    Args:
        project: What the poster tells.
        folder: Where ``plakat.html`` and a PDF for each paper are written.
        source: Where the texts come from; the invented sample corpus, if nothing is said.
    """
    if failure := failures.older():
        return Feedback("stale", failure)
    gaps = lacking(project)
    if not source and not is_sample(project.corpus.articles):
        gaps.append("Es fehlt die quelle: woher eure Texte sind.")
    if gaps:
        return Feedback("open", " ".join(gaps))
    folder = Path(folder)
    page = poster_html(project, source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plakat.html").write_text(page, encoding="utf-8")
    except OSError:
        return Feedback("open", f"In den Ordner „{folder}“ darf ich nicht schreiben. Nennt einen "
                        "anderen: make_poster(projekt, folder=\"…\")")  # fmt: skip
    try:
        sheets = {folder / f"plakat-{paper}.pdf": poster_html(project, source, paper)
                  for paper in PAPER}  # fmt: skip
        write_pdfs(sheets)
        note = ""
    except (ImportError, RuntimeError):
        note = " PDFs lassen sich hier nicht schreiben: Druckt die Seite aus dem Browser."
        sheets = {}
    links = " · ".join(
        f'<a href="{escape(path.as_posix())}" target="_blank">{escape(path.name)}</a>'
        for path in [folder / "plakat.html", *sheets]
    )
    return Html(
        f'<p role="status" lang="de">Fertig: {links}.{note}</p><iframe title="Euer Plakat" '
        f'sandbox srcdoc="{escape(page)}" width="100%" height="600"></iframe>'
    )


def poster_button(project: Project, folder: str | Path = "plakat", source: str = "") -> Any:
    """A button that makes the poster; without widgets, or where a failure is newer, at once."""
    if failures.older():
        return make_poster(project, folder, source)
    try:
        from ipywidgets import Button, Output, VBox
    except ImportError:
        return make_poster(project, folder, source)
    cell = failures.running()
    button = Button(description="Plakat drucken", icon="print", button_style="primary")
    place = Output()

    def press(_: Any) -> None:
        with place:
            place.clear_output()
            failures.resume(cell)  # others may have run since
            display(make_poster(project, folder, source))

    button.on_click(press)
    return VBox([button, place])


def poster_html(project: Project, source: str = "", paper: str = "A4") -> str:
    """The page of a poster, which loads nothing; texts that are too long for it are cut."""
    plan, right = project.plan, precision(project.verdicts)
    said = [*plan.values(), project.answer, *project.limits, *_chosen(project)["text"]]
    type_size = PAPER[paper] * min(1, max(0.8, 1.18 - sum(map(len, said)) / 5000))
    parts = [
        f'<header><p class="kind">Presseschau-Projekt · {_said(QUESTIONS[_kind(plan)])}</p>'
        f"<h1>{_said(plan['frage'], 130)}</h1><p>{_said(plan['namen'], 120)}</p></header><main>",
        f'<p class="answer">{_said(project.answer, 300)}</p>',
        f"<figure>{_drawn(diagrams.axes_of(project.chart))}</figure>",
        "<h2>Drei Belege</h2>",
        f'<div class="three">{"".join(_proofs(project))}</div>',
        f'<div class="two"><section><h2>So haben wir gezählt</h2>{_listed(_method(project))}'
        f"</section><section><h2>So genau ist es</h2>{_scale(right)}<p>{escape(str(right))}</p>"
        f"<h2>Grenzen</h2>{_listed(_said(one, 150) for one in list(project.limits)[:4])}</section>"
        "</div>",
        f"</main><footer>{_said(source or 'Texte: Beispielkorpus Halmark (erfunden, CC0)', 200)} · "
        "gelesen mit Regeln, die irren; gemacht mit Presseschau</footer>",
    ]
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    style = f"\n{style}" % {"paper": paper, "type": type_size}
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{_said(plan["frage"])}'
        '</title><meta name="viewport" content="width=device-width, initial-scale=1"><style>'
        f"{style}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _kind(plan: dict[str, str]) -> str:
    return plan["art"].strip().casefold()


def _said(text: str, most: int = 200) -> str:
    return escape(shorten(str(text), most, placeholder=" …"))


def _listed(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _drawn(axes: Any) -> str:
    """The chart in the size of the poster; a "$" in its texts is money, no formula."""
    axes.figure.set_size_inches(7.5, 3.4)
    for text in axes.figure.findobj(Text):
        text.set_parse_math(False)
    return figure_html(axes, f"{axes.get_title()}. {_values(axes)}")


def _values(axes: Any) -> str:
    """What a chart shows, for those who do not see it."""
    horizontal = any(getattr(group, "orientation", "") == "horizontal" for group in axes.containers)
    ticks = axes.get_yticklabels() if horizontal else axes.get_xticklabels()
    values = [f"{value:.3g}" for value in diagrams.lengths(axes)]
    names = [tick.get_text() for tick in ticks]
    if len(names) == len(values):
        values = [f"{name}: {value}" for name, value in zip(names, values, strict=True)]
    return "; ".join(values[:20])


def _chosen(project: Project) -> pd.DataFrame:
    return project.drawn.loc[list(project.proofs)]


def _proofs(project: Project) -> Iterable[str]:
    for _, row in _chosen(project).iterrows():
        day = "" if row.isna()["published"] else f", {row['published']:%d.%m.%Y}"
        who = f"<b>{_said(row['wer'], 50)}</b><br>" if row["wer"] else ""
        yield (
            f"<blockquote><p>{_said(row['text'], 240)}</p><p class=from>{who}"
            f"{_said(row['outlet'], 40)}{day}: {_said(row['title'], 80)}</p></blockquote>"
        )


def _method(project: Project) -> list[str]:
    articles, plan = project.corpus.articles, project.plan
    first, last = articles["published"].min(), articles["published"].max()
    days = f", {first:%d.%m.%Y} bis {last:%d.%m.%Y}" if first == first else ""
    word = search_word(plan)
    chosen = f"nur Artikel mit „{_said(word, 40)}“" if word else "alle Artikel"
    return [
        f"<b>Korpus:</b> {len(articles)} Artikel aus {articles['outlet'].nunique()} Quellen{days}; "
        f"{chosen}",
        f"<b>Gezählt:</b> {_said(plan['gezaehlt_wird'], 160)}",
        f"<b>Vorher vermutet:</b> {_said(plan['vermutung'], 160)}",
        f"<b>Widerlegt, wenn:</b> {_said(plan['widerlegt_wenn'], 160)}",
    ]


def _scale(right: Precision) -> str:
    low, high, value = (f"{100 * share:.0f}%" for share in (right.low, right.high, right.value))
    width = f"{100 * (right.high - right.low):.0f}%"
    return (
        f'<div class="scale" role="img" aria-label="von {low} bis {high}"><b style="left: {low}; '
        f'width: {width}"></b><i style="left: calc({value} - .35rem)"></i></div>'
    )
