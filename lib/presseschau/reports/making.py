"""Reports: sources in, one folder of pages, tables and evidence out, whole or not at all."""

import json
import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from presseschau.articles import load_articles
from presseschau.core.analysis import Analysis, saved_in
from presseschau.core.calls import WrongCall, counted
from presseschau.core.placing import replacing
from presseschau.core.tables import empty
from presseschau.measures.outlet_groups import with_outlets
from presseschau.measures.voice import spoken
from presseschau.pipeline.analyzing import analyze
from presseschau.pipeline.engines import beside, processes_for
from presseschau.pipeline.opening import open_analysis, with_check
from presseschau.reports import kernels
from presseschau.reports.article_pages import evidence_name
from presseschau.reports.execution import fixed_environment, hands, run_notebooks
from presseschau.reports.folder import check_out
from presseschau.reports.methods import CARD, card_of
from presseschau.reports.pages import corpus_name, pages_of, write_evidence, write_pages
from presseschau.reports.parameters import check_selection, check_subjects, read_parameters
from presseschau.reports.printing import write_workbook
from presseschau.reports.provenance import epoch, provenance
from presseschau.reports.rendering import Contents, notebook_body
from presseschau.reports.rights import as_shown
from presseschau.reports.suite import OFFERED, find_notebooks, given_to, known_parameters, values_of
from presseschau.views.needs import several_outlets


class Report(NamedTuple):
    """A finished report: its folder, what is in it, and what a person should know about it."""

    folder: Path
    articles: int
    rejects: int
    pages: tuple[str, ...]
    notes: tuple[str, ...]


def report(
    sources: str | Path | Sequence[str | Path],
    out: str | Path,
    notebooks: Sequence[str | Path] = (),
    parameters: Mapping[str, Any] | None = None,
    *,
    pdf: bool = True,
    timeout: float = 0,
    workers: int = 1,
    opening: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    force: bool = False,
    say: Callable[[str], None] = lambda line: None,
) -> Report:
    """Analyses articles once, runs notebooks on the tables and writes the report.

    The folder holds index.html, a page (and a PDF) per notebook, report.docx and slides.pptx,
    articles/ with the evidence, subjects/ with pages of actors and stories, quotations/, method/
    with how it was made and how good that is, tables/, tables.xlsx, notebooks/ as executed, and
    run.json. It appears when all of it is finished; the same input gives the same bytes in
    everything but run.json.

    Args:
        sources: Whatever ``load_articles`` takes, or one folder of saved tables.
        out: The folder to write; an older report on the same sources is replaced.
        notebooks: Names of the suite's notebooks or paths of own ones; the whole suite if empty.
        parameters: Values by parameter name, such as ``{"start": "2026-11-01", "top": 10}``;
            the notebooks' defaults hold for the others.
        pdf: Also print the pages to PDF, and write the findings as Word file and slides.
        timeout: Seconds that each notebook may take; 0 for any time.
        workers: Processes that read new texts, as ``analyze`` takes them.
        opening: What the first page opens with, as ``changes.opening`` gives it.
        facts: What run.json says besides.
        force: Replace a report on other sources, too.
        say: Takes a line about every step done.

    Raises:
        WrongCall: A notebook, parameter, source or the folder does not fit, the period leaves no
            article, or none knows the outlet, actor or story asked for; nothing is written.
        CellFailed: A notebook stopped; nothing is written but that notebook as it was executed.
    """
    paths = find_notebooks(notebooks)
    declared = {name: read_parameters(path) for name, path in paths.items()}
    known = known_parameters(declared)
    values = values_of(parameters or {}, known)
    sources = [sources] if isinstance(sources, str | Path) else list(sources)
    out = check_out(Path(out), sources, force)
    failed = out.with_name(f"{out.name}.failed")
    clock = _Clock(say)
    kernels.load()
    with replacing(out, carry=False) as build:  # before the work, since it may not be possible
        # Of a series, a period may well lack its actor, or articles: the page says so.
        checked = partial(check_selection, values=values) if opening is None else len
        analysis = _read(sources, values, workers, clock, checked)
        if opening is None:
            check_subjects(analysis, values, paths)
        analysis = analysis.select(values["start"], values["end"])
        analysis = as_shown(analysis, values)
        if values.get("outlets"):
            analysis = with_outlets(analysis, values["outlets"])
        if not notebooks and not several_outlets(analysis.select(outlet=values["outlet"]).articles):
            del paths["compare"], declared["compare"]
        values["annotator"] = analysis.annotator
        for article_id in analysis.articles["article_id"]:
            evidence_name(article_id)
        analysis.save(build / "tables")
        clock.lap("tables")
        (build / "notebooks").mkdir()
        if card := card_of(sources):
            shutil.copyfile(card, build / CARD)
        tables = analysis, build / "tables", build / "tables.xlsx"
        given = {name: given_to(values, declared[name]) for name in paths}
        shown = analysis.select(outlet=values["outlet"])
        pages = pages_of(paths, shown, values["language"])
        # Pages of articles and the workbook are made while other processes run and print.
        given_up = threading.Event()
        apart = processes_for(len(analysis.articles), "rules") > 1  # threads take turns in Python
        with fixed_environment(epoch(analysis)), hands(given_up) as aside, beside(apart) as start:
            light = replace(analysis, tokens=empty("tokens"))
            evidence = build, light, pages, values, None if apart else given_up
            besides = [
                aside.submit(clock.time, "evidence", start(write_evidence, *evidence)),
                aside.submit(clock.time, "workbook", write_workbook, *tables),
            ]
            body = partial(notebook_body, language=values["language"])
            place = build / "notebooks"
            bodies = run_notebooks(paths, given, place, failed, clock.note, timeout, body)
            clock.lap("notebooks")
            corpus = (facts or {}).get("series") or corpus_name(sources)
            all_declared = declared | {"": OFFERED}
            contents = Contents(pages, bodies, values, all_declared, corpus, opening)
            notes = write_pages(build, analysis, contents, pdf, clock.lap, aside)
            for done in besides:
                done.result()
        if values.get("rights"):
            # A text could be put together again from its words one by one.
            replace(analysis, tokens=empty("tokens")).save(build / "tables")
        hrefs = tuple(f"{name}.html" for name in paths)
        result = Report(out, len(shown.articles), len(shown.rejects), hrefs, notes)
        found = _facts(sources, analysis, values, result, clock) | dict(facts or {})
        text = json.dumps(found, ensure_ascii=False, indent=2)
        # A name that is no UTF-8 is told as far as it can be.
        (build / "run.json").write_text(text + "\n", encoding="utf-8", errors="replace")
    shutil.rmtree(failed, ignore_errors=True)  # of an earlier run
    return result


def _read(
    sources: list,
    values: Mapping,
    workers: int,
    clock: "_Clock",
    check: Callable[[pd.DataFrame], Any],
) -> Analysis:
    """Analyses articles, which are checked before that, or opens those that were."""
    if len(sources) == 1 and saved_in(sources[0]):
        analysis = open_analysis(sources[0], corrections=values["corrections"])
        check(analysis.articles)
        clock.lap("read", f"{counted(len(analysis.articles), 'article')}, analysed before")
        return analysis
    for source in sources:
        if (Path(source) / "annotator.txt").is_file():
            raise WrongCall(
                f"'{source}' holds tables that cannot be used here, being several sources or of"
                " another version; write them again with 'presseschau analyze'."
            )
    try:
        articles, rejects = load_articles(*sources)
    except FileNotFoundError as error:
        raise WrongCall(str(error)) from error
    refused = counted(len(rejects), "input")
    clock.lap("read", f"{counted(len(articles), 'article')}, {refused} refused")
    check(articles)
    own = {name: values[name] for name in ("annotator", "actors", "corrections")}
    analysis = analyze(articles, rejects, **own, workers=workers)
    kept = counted(len(analysis.articles), "article")
    names, quotes = counted(len(analysis.mentions), "name"), counted(len(spoken(analysis)), "quote")
    clock.lap("analysed", f"{kept} kept, {names}, {quotes}")
    return with_check(analysis, sources[0]) if len(sources) == 1 else analysis


def _facts(
    sources: Sequence[str | Path],
    analysis: Analysis,
    values: Mapping[str, Any],
    result: Report,
    clock: "_Clock",
) -> dict[str, Any]:
    days = analysis.articles["published"].dropna()
    return {
        "presseschau": 1,
        "title": result.folder.name,
        "sources": [str(source) for source in sources],
        "parameters": dict(values),
        "articles": result.articles,
        "rejects": result.rejects,
        "first": days.min().date().isoformat() if len(days) else "",
        "last": days.max().date().isoformat() if len(days) else "",
        "pages": list(result.pages),
        "notes": list(result.notes),
        **provenance(analysis),
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "seconds": clock.seconds,
    }


class _Clock:
    """Says what was done and how long it took; threads share it."""

    def __init__(self, say: Callable[[str], None]):
        self._say, self._lock = say, threading.Lock()
        self._last = time.monotonic()
        self.seconds: dict[str, float] = {}

    def lap(self, step: str, detail: str = "") -> None:
        now = time.monotonic()
        spent, self._last = now - self._last, now
        self.note(step, spent, detail)

    def time(self, step: str, work: Callable[..., Any], *given: Any) -> None:
        """Does some work beside the others."""
        started = time.monotonic()
        work(*given)
        self.note(step, time.monotonic() - started)

    def note(self, step: str, spent: float, detail: str = "") -> None:
        with self._lock:
            self.seconds[step] = round(spent, 2)
            self._say(f"{step:<10} {spent:6.1f} s" + (f"  {detail}" if detail else ""))
