"""The pages of a report: a page and a PDF for each notebook, one for each article, the index."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import nbformat
import numpy as np
import pandas as pd

from presseschau.articles.sources import CORPUS_FILES
from presseschau.core.analysis import Analysis, saved_in
from presseschau.core.titles import headed
from presseschau.measures.voice import spoken
from presseschau.reports.article_pages import evidence_pages
from presseschau.reports.draft import Draft, draft
from presseschau.reports.evidence_drawer import drawer
from presseschau.reports.folder import named_after
from presseschau.reports.method_page import method_page
from presseschau.reports.methods import (
    CARD,
    changed_values,
    paragraph,
    reference,
    section_html,
    write_methods,
)
from presseschau.reports.overview import SLIDES, WORD, first_findings, overview_page, titled
from presseschau.reports.paper_pages import citations, for_paper
from presseschau.reports.printing import write_pdfs
from presseschau.reports.quotations import FOLDER as QUOTATIONS
from presseschau.reports.quotations import quotation_pages
from presseschau.reports.rendering import Contents, PageLink, notebook_title, render_notebook, texts
from presseschau.reports.subject_pages import subject_pages
from presseschau.reports.subjects import FOLDER as SUBJECTS
from presseschau.reports.subjects import hrefs_of, subjects_of, with_leads
from presseschau.reports.suite import SUITE
from presseschau.views.page import METHOD
from presseschau.views.wording import LANGUAGES, extent, period, word

#: Sources that are named in the title of a report.
_NAMED = 3


def pages_of(notebooks: Mapping[str, Path], analysis: Analysis, language: str) -> list[PageLink]:
    """The pages of a report as its navigation names them: notebooks, subjects, all quotes."""
    pages = [
        PageLink(name, notebook_title(nbformat.read(path, 4), name, language), f"{name}.html")
        for name, path in notebooks.items()
    ]
    more = {SUBJECTS: subjects_of(analysis), QUOTATIONS: spoken(analysis)}
    return pages + [
        PageLink(name, texts(language)[name]["title"], f"{name}/index.html")
        for name, rows in more.items()
        if len(rows)
    ]


def corpus_name(sources: Sequence[str | Path]) -> str:
    """How what is read is called: by the title on a corpus's card, else by folder or file."""
    names = []
    for source in map(Path, sources):
        card = source / CORPUS_FILES[1]
        saved = saved_in(source)
        named = saved.parent if saved and saved.name == "tables" else source
        name = named_after(named).name
        if card.is_file():
            name = card.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        names.append(name[:1].upper() + name[1:])
    more = " …" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def write_evidence(
    build: Path,
    analysis: Analysis,
    pages: Sequence[PageLink],
    values: Mapping[str, Any],
    given_up: Event | None = None,
) -> None:
    """Writes the pages of articles, subjects and quotes into a report, unless it is given up.

    No tokens are needed.
    """
    language, analysis = values["language"], _by_row(_headed(analysis))
    shown = analysis.select(outlet=values["outlet"])
    subjects = subjects_of(shown)
    hrefs = hrefs_of(subjects, f"../{SUBJECTS}/")
    folders = {
        "articles": evidence_pages(analysis, language, pages, hrefs),
        SUBJECTS: subject_pages(shown, language, subjects, pages),
        QUOTATIONS: quotation_pages(shown, language, pages, hrefs),
    }
    for folder, written in folders.items():
        place = build / folder
        for name, page in written:
            if given_up and given_up.is_set():
                return
            place.mkdir(exist_ok=True)
            (place / name).write_text(page, encoding="utf-8")


def write_pages(
    build: Path,
    analysis: Analysis,
    contents: Contents,
    pdf: bool,
    lap: Callable[..., None],
    aside: Executor,
) -> tuple[str, ...]:
    """Writes the pages of a report but those of articles into its folder.

    ``lap`` takes the name of each step that is done, and ``aside`` prints while findings are found.

    Returns:
        Why there are no PDFs, if there are to be some and are none.
    """
    pages, bodies, values, declared, corpus, _ = contents
    language = values["language"]
    counted = analysis.select(outlet=values["outlet"])  # with the checksum of what was read
    analysis = _headed(analysis)
    shown = analysis.select(outlet=values["outlet"])
    line = dateline(shown, language)
    notice = word("common.no_articles", language) if shown.articles.empty else ""
    printed: dict[Path, str] = {}
    hrefs = hrefs_of(subjects_of(shown))
    for name, body in bodies.items():
        said = "" if name in SUITE else notice  # the suite's pages say it themselves
        body = body._replace(html=with_leads(body.html, hrefs, language))
        scripted = drawer(body.html, analysis, language)
        page = render_notebook(body, name, language, pages, line, said, **scripted)
        (build / f"{name}.html").write_text(page, encoding="utf-8")
        printed[build / "pdf" / f"{name}.pdf"] = page
    lap("pages")
    notes: tuple[str, ...] = ()
    formats: set[str] = set()
    if pdf:
        sources = citations(shown.articles, language)
        printing = aside.submit(_print, build / "pdf", printed, sources)
    found = first_findings(shown, values, pages, hrefs)
    lap("findings")
    if pdf:
        title, read = (
            titled(corpus, period(shown.articles, language)),
            extent(shown.articles, language),
        )
        _write_drafts(build, draft(shown, found["rows"] if found else (), title, read, language))
        lap("drafts")
        notes = printing.result()
        formats = {"docx", "pptx"} if notes else {"docx", "pptx", "pdf"}
        lap("pdf")
    changed, card = changed_values(values, declared), (build / CARD).is_file()
    said = {one: paragraph(counted, one, corpus, changed, card) for one in LANGUAGES}
    entry = reference(counted, corpus)
    write_methods(build, said, entry)
    section = "" if shown.articles.empty else section_html(said, entry, language)
    index = overview_page(counted, contents, found, notice, formats)
    (build / "index.html").write_text(index, encoding="utf-8")
    method = method_page(counted, contents, found["rules"] if found else (), section)
    (build / METHOD).parent.mkdir()
    (build / METHOD).write_text(method, encoding="utf-8")
    return notes


def _headed(analysis: Analysis) -> Analysis:
    return replace(analysis, articles=headed(analysis.articles))


def _by_row(analysis: Analysis) -> Analysis:
    """With Python's own texts, which are found and read one by one much faster than Arrow's."""
    texts = pd.StringDtype("python", na_value=np.nan)
    columns = {name: table.select_dtypes("str").columns for name, table in analysis.tables()}
    return replace(
        analysis,
        **{
            name: table.astype(dict.fromkeys(columns[name], texts))
            for name, table in analysis.tables()
        },
    )


def _write_drafts(build: Path, passed: Draft) -> None:
    from presseschau.reports.manuscript import manuscript  # their libraries, only where needed
    from presseschau.reports.slides import slides

    (build / WORD).write_bytes(manuscript(passed))
    (build / SLIDES).write_bytes(slides(passed))


def _print(folder: Path, pages: Mapping[Path, str], sources: Mapping[str, str]) -> tuple[str, ...]:
    folder.mkdir()
    try:
        write_pdfs({path: for_paper(page, sources) for path, page in pages.items()})
    except ImportError as error:
        folder.rmdir()
        return (str(error),)
    return ()


def dateline(analysis: Analysis, language: str) -> str:
    """Says in one line how much was read and from when: "54 Artikel aus 4 Medien · 1. ..."."""
    read = extent(analysis.articles, language), period(analysis.articles, language)
    return " · ".join(filter(None, read))
