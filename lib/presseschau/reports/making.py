"""Reports: sources in, one folder of pages, tables and evidence out, whole or not at all."""

import json
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from presseschau import DEFAULT_ANNOTATOR
from presseschau.analysis import Analysis, is_saved
from presseschau.articles import load_articles
from presseschau.calls import WrongCall, nearest
from presseschau.pipeline import analyze, open_analysis
from presseschau.placing import place
from presseschau.reports.evidence import evidence_name, evidence_pages
from presseschau.reports.execution import fixed_environment, run_notebooks
from presseschau.reports.overview import overview_page
from presseschau.reports.parameters import (
    Parameter,
    check_parameters,
    check_subjects,
    read_parameters,
)
from presseschau.reports.printing import write_pdfs
from presseschau.reports.provenance import epoch, provenance
from presseschau.reports.rendering import (
    Body,
    Page,
    notebook_body,
    render_notebook,
    texts,
)
from presseschau.reports.workbook import write_workbook
from presseschau.resources import notebooks_folder
from presseschau.wording import date, number, word

#: The notebooks of the suite, in the order of a report's pages.
SUITE = ("corpus", "actors", "quotes", "sentiment", "compare")

#: What the report itself says to every notebook: its tables are read and linked already.
OWN = {"source": "../tables", "evidence": "articles/", "actors": "", "corrections": ""}
#: What holds for the report as a whole, whether a notebook declares it or not.
SHARED = {"language": "de", "start": "", "end": "", "outlet": "", "annotator": DEFAULT_ANNOTATOR}


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
    say: Callable[[str], None] = lambda line: None,
) -> Report:
    """Analyses articles once, runs notebooks on the tables and writes the report.

    The folder holds index.html, a page (and a PDF) per notebook, articles/ with the evidence,
    tables/, tables.xlsx, notebooks/ as executed, and run.json. It appears when all of it is
    finished; the same input gives the same bytes in everything but run.json.

    Args:
        sources: Whatever ``load_articles`` takes, or one folder of saved tables.
        out: The folder to write; an older report there is replaced.
        notebooks: Names of the suite's notebooks or paths of own ones; the whole suite if empty.
        parameters: Values by parameter name, such as ``{"start": "2026-11-01", "top": 10}``;
            the notebooks' defaults hold for the others.
        pdf: Also print the pages to PDF.
        timeout: Seconds that each notebook may take; 0 for any time.
        workers: Processes that read new texts, as ``analyze`` takes them.
        opening: What the first page opens with, as ``changes.opening`` gives it.
        facts: What run.json says besides.
        say: Takes a line about every step done.

    Raises:
        WrongCall: A notebook, parameter, source or the folder does not fit, or the articles do
            not know the actor or story asked for; nothing is written.
        CellFailed: A notebook stopped; nothing is written but that notebook as it was executed.
    """
    paths = find_notebooks(notebooks)
    declared = {name: read_parameters(path) for name, path in paths.items()}
    known = known_parameters(declared)
    values = _values(parameters or {}, known)
    sources = [sources] if isinstance(sources, str | Path) else list(sources)
    out = _check_out(Path(out), sources)
    failed = out.with_name(f"{out.name}.failed")
    clock = _Clock(say)
    analysis = _read(sources, values, workers, clock)
    if opening is None:  # of a series, a period may well lack its actor: the page says so
        check_subjects(analysis, values, paths)
    analysis = analysis.select(values["start"], values["end"])
    values["annotator"] = analysis.annotator
    for article_id in analysis.articles["article_id"]:
        evidence_name(article_id)
    with _appearing(out) as build:
        analysis.save(build / "tables")
        write_workbook(analysis, build / "tables.xlsx")
        clock.lap("tables")
        with fixed_environment(epoch(analysis)):
            (build / "notebooks").mkdir()
            given = {name: _given(values, declared[name]) for name in paths}
            executed = run_notebooks(paths, given, build / "notebooks", failed, clock.note, timeout)
            clock.lap("notebooks")
            language = values["language"]
            bodies = {
                name: notebook_body(notebook, name, language) for name, notebook in executed.items()
            }
            result = _write_pages(build, analysis, bodies, values, declared, pdf, clock, opening)
        found = _facts(out, sources, analysis, values, result, clock) | dict(facts or {})
        text = json.dumps(found, ensure_ascii=False, indent=2)
        (build / "run.json").write_text(text + "\n", encoding="utf-8")
    shutil.rmtree(failed, ignore_errors=True)  # of an earlier run
    return result._replace(folder=out)


def find_notebooks(names: Sequence[str | Path]) -> dict[str, Path]:
    """Gives the path of every notebook by its name; the whole suite if none is named.

    Raises:
        WrongCall: There is no such notebook.
    """
    paths = {}
    for name in names or SUITE:
        path = notebooks_folder() / f"{name}.ipynb"
        if str(name).endswith(".ipynb"):
            path = Path(name)
        if not path.is_file():
            raise WrongCall(f"There is no notebook '{name}'. {nearest(str(name), SUITE)}")
        paths[re.sub(r"[^\w-]+", "-", path.stem).strip("-") or "notebook"] = path
    return paths


def is_report(folder: Path) -> bool:
    """Tells whether a folder holds a report, by its run.json."""
    try:
        facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(facts, dict) and "presseschau" in facts


def known_parameters(declared: Mapping[str, Mapping[str, Parameter]]) -> dict[str, Parameter]:
    """Gives the parameters that a person may set: those of any notebook, but for the report's own.

    Args:
        declared: Parameters by notebook and name.
    """
    found: dict[str, Parameter] = {}
    for parameters in declared.values():
        for name, parameter in parameters.items():
            if name not in ("source", "evidence"):
                found.setdefault(name, parameter)
    return found


def _values(given: Mapping[str, Any], known: Mapping[str, Parameter]) -> dict[str, Any]:
    for name, instead in {"source": "--source", "evidence": "the report itself"}.items():
        if name in given:
            raise WrongCall(f"'{name}' is no parameter of a report; it is set by {instead}.")
    values = SHARED | {"actors": "", "corrections": ""} | check_parameters(given, known)
    for name in ("actors", "corrections"):
        if values[name] and not Path(values[name]).is_file():
            raise WrongCall(f"There is no file of {name} '{values[name]}'; check the path.")
    return values


def _given(values: Mapping[str, Any], declared: Mapping[str, Parameter]) -> dict[str, Any]:
    return {name: value for name, value in (values | OWN).items() if name in declared}


def _check_out(out: Path, sources: Sequence[str | Path]) -> Path:
    out = Path(os.path.abspath(out))
    if out.exists() and not out.is_dir():
        raise WrongCall(f"'{out.name}' is a file; give a folder with --out.")
    if out.is_dir() and any(out.iterdir()) and not is_report(out):
        raise WrongCall(
            f"The folder '{out.name}' holds something else than a report; give another --out."
        )
    for source in sources:
        folder = Path(os.path.abspath(source))
        if not is_saved(folder) and (folder == out or folder in out.parents):
            raise WrongCall(
                f"The report would lie inside its source '{source}'; give another --out."
            )
    return out


def _read(sources: list, values: Mapping, workers: int, clock: "_Clock") -> Analysis:
    if len(sources) == 1 and is_saved(sources[0]):
        analysis = open_analysis(sources[0], corrections=values["corrections"])
        clock.lap("read", f"{len(analysis.articles)} articles, analysed before")
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
    clock.lap("read", f"{len(articles)} articles, {len(rejects)} inputs refused")
    own = {name: values[name] for name in ("annotator", "actors", "corrections")}
    analysis = analyze(articles, rejects, **own, workers=workers)
    clock.lap("analysed", f"{len(analysis.mentions)} names, {len(analysis.quotes)} quotes")
    return analysis


@contextmanager
def _appearing(out: Path) -> Iterator[Path]:
    """Gives a folder beside ``out`` that takes its place at the end, or vanishes on failure."""
    made = [p for p in (out.parent, *out.parent.parents) if not p.exists()]
    out.parent.mkdir(parents=True, exist_ok=True)
    build = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        build.chmod(0o755)
        yield build
        old = build.with_name(build.name + "-old")
        if out.exists():
            os.replace(out, old)
        try:
            place(build, out)
        except OSError:
            if old.exists():
                os.replace(old, out)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except BaseException:
        shutil.rmtree(build, ignore_errors=True)
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise


def _write_pages(
    build: Path,
    analysis: Analysis,
    bodies: Mapping[str, Body],
    values: Mapping[str, Any],
    declared: Mapping[str, Mapping[str, Parameter]],
    pdf: bool,
    clock: "_Clock",
    opening: Mapping[str, Any] | None,
) -> Report:
    language = values["language"]
    shown = analysis.select(outlet=values["outlet"])
    pages = [Page(name, body.title, f"{name}.html") for name, body in bodies.items()]
    line = dateline(shown, language)
    notice = word("common.no_articles", language) if shown.articles.empty else ""
    notes: list[str] = []
    printed: dict[Path, str] = {}
    for name, body in bodies.items():
        said = "" if name in SUITE else notice  # the suite's pages say it themselves
        page = render_notebook(body, name, language, pages, line, said)
        (build / f"{name}.html").write_text(page, encoding="utf-8")
        printed[build / "pdf" / f"{name}.pdf"] = page
    if pdf:
        try:
            (build / "pdf").mkdir()
            write_pdfs(printed)
        except ImportError as error:
            (build / "pdf").rmdir()
            notes.append(str(error))
    clock.lap("pages")
    (build / "articles").mkdir()
    for name, page in evidence_pages(analysis, language, pages):
        (build / "articles" / name).write_text(page, encoding="utf-8")
    clock.lap("evidence", f"{len(analysis.articles)} pages")
    has_pdf = pdf and not notes
    index = overview_page(shown, pages, bodies, values, declared, line, notice, has_pdf, opening)
    hrefs = tuple(page.href for page in pages)
    (build / "index.html").write_text(index, encoding="utf-8")
    return Report(build, len(shown.articles), len(shown.rejects), hrefs, tuple(notes))


def dateline(analysis: Analysis, language: str) -> str:
    """Says in one line how much was read and from when: "54 Artikel aus 4 Medien · 1. ..."."""
    articles, t = analysis.articles, texts(language)
    outlets = articles["outlet"].replace("", None).nunique()
    form = t["one_outlet"] if outlets == 1 else t["articles_from"]
    line = form.format(articles=number(len(articles), language), outlets=number(outlets, language))
    days = articles["published"].dropna()
    if days.empty:
        return line
    first, last = date(days.min(), language), date(days.max(), language)
    return f"{line} · {first}" + (f" {t['to']} {last}" if first != last else "")


def _facts(
    out: Path,
    sources: Sequence[str | Path],
    analysis: Analysis,
    values: Mapping[str, Any],
    result: Report,
    clock: "_Clock",
) -> dict[str, Any]:
    days = analysis.articles["published"].dropna()
    return {
        "presseschau": 1,
        "title": out.name,
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

    def note(self, step: str, spent: float, detail: str = "") -> None:
        with self._lock:
            self.seconds[step] = round(spent, 2)
            self._say(f"{step:<10} {spent:6.1f} s" + (f"  {detail}" if detail else ""))
