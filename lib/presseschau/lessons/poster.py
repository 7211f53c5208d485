"""Poster: a project on one page, as HTML for the screen and as PDF in A3 and A4 for the wall."""

from functools import cache
from html import escape
from pathlib import Path
from textwrap import shorten
from typing import Any

import jinja2
from IPython.display import display
from matplotlib.text import Text

from presseschau.lessons import diagrams, failures
from presseschau.lessons.feedback import Feedback
from presseschau.lessons.project import QUESTIONS, Project, lacking, precision, search_word
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
    plan, articles = project.plan, project.corpus.articles
    proofs = project.drawn.loc[list(project.proofs)]
    said = [*plan.values(), project.answer, *project.limits, *proofs["text"]]
    return _template().render(
        project=project,
        plan=plan,
        question=QUESTIONS[plan["art"].strip().casefold()],
        chart=_drawn(diagrams.axes_of(project.chart)),
        proofs=proofs.to_dict("records"),
        dates=articles["published"],
        outlets=articles["outlet"].nunique(),
        word=search_word(plan),
        right=precision(project.verdicts),
        source=source,
        paper=paper,
        size=PAPER[paper] * min(1, max(0.8, 1.18 - sum(map(len, said)) / 5000)),
        day="%d.%m.%Y",
    )


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(
        autoescape=True, loader=loader, undefined=jinja2.StrictUndefined
    )
    environment.filters["cut"] = lambda text, most: shorten(str(text), most, placeholder=" …")
    return environment.get_template("poster.html")


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
