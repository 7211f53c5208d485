"""Exploring: the workbench where somebody sits at it, else the same views as a still page."""

import os
from html import escape
from itertools import chain
from pathlib import Path

from presseschau.articles.sources import CORPUS_FILES
from presseschau.core.analysis import Analysis, is_saved
from presseschau.core.calls import WrongCall
from presseschau.lab.workbench.bench import Bench
from presseschau.lab.workbench.bench_views import PAGES, typical_word
from presseschau.lab.workbench.bookmark import FILTERS, MEMORY, Place, fitting, read_day, read_place
from presseschau.lab.workbench.shelf import select, shelve
from presseschau.pipeline.opening import open_analysis
from presseschau.views.page import Html, page
from presseschau.views.wording import word as say

#: So many rows a still page shows of a long table.
_STILL = 100


def explore(
    source: str,
    annotator: str = "model",
    actors: str = "",
    corrections: str = "",
    start: str = "",
    end: str = "",
    outlet: str = "",
    story: str = "",
    actor: str = "",
    word: str = "",
    language: str = "de",
    evidence: str = "",
    widgets: str = "auto",
    memory: str = MEMORY,
) -> Bench | Html:
    """Opens a corpus to be explored by hand.

    In JupyterLab this is the workbench; what was chosen there last is found again, unless
    arguments say otherwise or ``source`` is another than it was. Under papermill and in reports
    it is a still page with all views.

    Args:
        source: A folder, file, archive or saved analysis; several with ";" between them are
            offered, the first one is opened.
        annotator: Who finds names, quotes and tone: "rules" or "model".
        actors: The user's actors.csv; empty for none.
        corrections: The file of corrections; empty for corrections.csv in the workbench, which is
            made with the first correction, and for none on a still page.
        start: The first day, such as "2026-03-02"; empty for all.
        end: The last day.
        outlet: One outlet; empty for all.
        story: Words of a story's name; empty for all.
        actor: A name or ``actor_id``; empty for all.
        word: A word to show in context; empty for one of the largest story.
        language: "de" or "en".
        evidence: Folder of the article pages, in a report.
        widgets: "auto", "on" or "off": whether there is somebody to choose.
        memory: The file in which the choice is kept; empty for none.

    Raises:
        WrongCall: ``widgets`` is none of the three, or a day is none.
        ValueError: The source cannot be read.
        OSError: There is no such source.
    """
    if widgets not in ("auto", "on", "off"):
        raise WrongCall(f"Parameter 'widgets' takes 'auto', 'on' or 'off', not '{widgets}'.")
    for name, day in (("start", start), ("end", end)):
        if day and not read_day(day):
            raise WrongCall(
                f"Parameter '{name}' takes a day as YYYY-MM-DD, like 2026-11-23, not '{day}'."
            )
    sources = [part.strip() for part in source.split(";") if part.strip()] or [source]
    asked = Place(sources[0], outlet, start, end, story, actor, word, source=sources[0])
    served = "JPY_SESSION_NAME" in os.environ  # not by papermill or nbclient
    if widgets == "off" or (widgets == "auto" and (evidence or not served)):
        analysis = open_analysis(asked.corpus, annotator, actors, corrections)
        return _still(asked, analysis, language, evidence)
    given = {name: value for name, value in asked._asdict().items() if value and name != "view"}
    kept = read_place(memory) if memory else Place()
    if kept.source not in ("", asked.source):  # the notebook names another corpus since
        kept = Place()
    corpora = list(dict.fromkeys([*sources, *_neighbours()]))
    if kept.corpus in corpora or (kept.corpus and _is_corpus(Path(kept.corpus))):
        given["corpus"] = kept.corpus
    else:
        kept = Place()
    return Bench(
        kept._replace(**given), corpora, annotator, actors, corrections or "corrections.csv",
        memory, language,
    )  # fmt: skip


def _neighbours() -> list[str]:
    """Lists the saved analyses and corpora that lie beside the notebook."""
    folders = sorted(path for path in Path().glob("[!.]*") if path.is_dir())
    return [str(folder) for folder in folders if _is_corpus(folder)]


def _is_corpus(folder: Path) -> bool:
    return is_saved(folder) or all((folder / name).is_file() for name in CORPUS_FILES)


def _still(asked: Place, analysis: Analysis, language: str, evidence: str) -> Html:
    shelf = shelve(analysis)
    place, lost = fitting(asked, shelf)
    chosen = select(shelf, **{name: getattr(place, name) for name in FILTERS})
    if lost:
        names = ", ".join(
            f"{say(f'workbench.{name}', language)}: {getattr(asked, name)}" for name in lost
        )
        notice = escape(say("workbench.missing", language, names=names))
        return Html(f'<p class="notice">{notice}</p>')
    shown = page(analysis.keep(chosen.articles["article_id"]), "workbench", language, evidence)
    place = place._replace(word=place.word or typical_word(shelf))
    parts = [shown.lead()]
    for make in chain(*PAGES.values()) if len(chosen.articles) else ():
        view = make(shelf, chosen, place, _STILL)
        parts.append(shown.view(view.key, view.table, view.draw, view.unit, **view.values))
    return Html("".join(part.html for part in [*parts, shown.limits()]))
