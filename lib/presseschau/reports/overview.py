"""The first page of a report: what it is, what it found, and what it holds."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from presseschau.articles.doubts import unread
from presseschau.core.analysis import TABLES, Analysis
from presseschau.measures.presence import listed, named
from presseschau.measures.statements import findings
from presseschau.measures.tone import toned
from presseschau.measures.voice import directness, spoken
from presseschau.reports.article_pages import article_list, evidence_name
from presseschau.reports.methods import BIBTEX, CSL, PARAGRAPH
from presseschau.reports.rendering import Body, Contents, PageLink, render, texts
from presseschau.reports.subjects import with_links
from presseschau.views.charts import picture
from presseschau.views.findings import chosen, told
from presseschau.views.needs import about_key, missing
from presseschau.views.page import METHOD
from presseschau.views.precision import measured_where
from presseschau.views.wording import advice, extent, fill, label, number, percent, period, word

#: What is passed on of a report as a text to edit and as slides.
WORD, SLIDES = "report.docx", "slides.pptx"
_SHOWN_REJECTS = 50
#: Outlets that are named below the title.
_OUTLETS = 6
#: Where a finding goes on: the page, and the view on it.
_VIEWS = {
    "lead": ("actors", "presence"),
    "quoted": ("quotes", "voice"),
    "story": ("corpus", "stories"),
    "retold": ("quotes", "retold"),
    **dict.fromkeys(("change", "new"), ("actors", "when")),
    "outlets": ("actors", "where"),
    "words": ("compare", "keyness"),
    "judged": ("sentiment", "evidence"),  # which is there however few are judged
    "manner": ("quotes", "modes"),
}


def overview_page(
    analysis: Analysis,
    contents: Contents,
    findings: Mapping[str, Any] | None,
    notice: str = "",
    formats: Collection[str] = (),
) -> str:
    """The report's index.html: what was found, then the first chart of each page.

    ``findings`` is what :func:`first_findings` gives, ``notice`` what a reader must know first,
    such as that there are no articles, and ``formats`` those of "pdf", "docx" and "pptx" that
    there are besides.
    """
    pages, bodies, values, _, corpus, opening = contents
    language = values["language"]
    t, when = texts(language), period(analysis.articles, language)
    rejects = analysis.rejects.to_dict("records")
    for row in rejects:
        row["detail"] = advice(row["reason"], row["detail"], language)
        row["reason"] = label(row["reason"], language)
    made = [page for page in pages if page.name in bodies]
    return render(
        "index.html.j2",
        language,
        title=titled(corpus, when),
        corpus=corpus,
        when=when,
        basis=_basis(analysis.articles, language),
        missing=missing(analysis.articles, language),
        notice=notice,
        opening=opening,
        pages=pages,
        current="index",
        findings=findings,
        figures=_figures(analysis, language),
        cards=[
            _card(page, bodies[page.name], analysis, language, "pdf" in formats) for page in made
        ],
        articles=article_list(analysis, language),
        rejects=rejects[:_SHOWN_REJECTS],
        more_rejects=max(0, len(rejects) - _SHOWN_REJECTS),
        method=METHOD,
        measured=Markup(measured_where(language, METHOD)),
        files=_files(made, t["index"], formats),
    )


def titled(corpus: str, when: str) -> str:
    """The title of a report: what was read, and from when it is if that is known."""
    return f"{corpus}, {when}" if when else corpus


def _figures(analysis: Analysis, language: str) -> list[tuple[str, str]]:
    """What stands under each figure, and the figure; outlets only where any is known."""
    t, quotes = texts(language)["index"], spoken(analysis)
    direct = directness(analysis, quotes)
    of_what = t["direct_marked" if direct.isna().any() else "direct"]
    counts = {
        "articles": len(analysis.articles),
        "outlets": analysis.articles["outlet"].replace("", None).nunique(),
        "actors": listed(analysis, named(analysis))["actor_id"].nunique(),
        "quotes": len(quotes),
        "tone": int(toned(analysis)["polar"].sum()),
        "rejects": unread(analysis.rejects),
    }
    figures = [
        (fill(t[key], language, n=count), number(count, language))
        for key, count in counts.items()
        if count or key != "outlets"
    ]
    marked = [(of_what, percent(direct.mean(), language))] if direct.notna().any() else []
    return [*figures[:-2], *marked, *figures[-2:]]


def _basis(articles: pd.DataFrame, language: str) -> str:
    """How much was read, and of whom most."""
    counts = articles["outlet"].replace("", None).value_counts()
    most = ", ".join(f"{name} ({number(n, language)})" for name, n in counts.head(_OUTLETS).items())
    most = counts.index[0] if len(counts) == 1 else most
    more = " …" if len(counts) > _OUTLETS else ""
    return extent(articles, language) + (f": {most}{more}" if most else "")


def first_findings(
    analysis: Analysis,
    values: Mapping[str, Any],
    pages: Sequence[PageLink],
    hrefs: Mapping[str, str],
) -> dict[str, Any] | None:
    """What was found, counted as the pages count, and how it was chosen; None without articles.

    ``hrefs`` says where names lead.
    """
    if analysis.articles.empty:
        return None
    language = values["language"]
    counted = analysis.without_copies() if values.get("count_wire_once") else analysis
    table = findings(counted, bool(values.get("correct_for_errors")))
    titles = {page.name: page for page in pages}
    rows = list(told(counted, table, language))
    for row in rows:
        for proof in row["proofs"]:
            name, mark, anchor = proof["place"].partition("#")
            proof["href"] = f"articles/{evidence_name(name)}{mark if anchor else ''}{anchor}"
        row["told"] = with_links(row["sentence"], row["names"], hrefs)
        others = [one for one in row["names"] if one not in row["sentence"] and one in hrefs]
        row["leads"] = with_links(" · ".join(others), others, hrefs)
        row["image"] = Markup(picture(row["chart"].svg, f"{row['caption']}. {row['chart'].alt}"))
        page, view = _VIEWS[row["kind"]]
        row["view"] = f"{page}.html#{view}"
        row["more"] = ""
        if page in titles:
            key = "findings.retold.more" if row["kind"] == "retold" else "findings.more"
            counts = {"quotes": int(row["quotes"])} if row["kind"] == "retold" else {}
            row["more"] = word(key, language, page=titles[page].title, **counts)
    return {"rows": rows, **chosen(analysis, table, language)}


def _card(
    page: PageLink, body: Body, analysis: Analysis, language: str, pdf: bool
) -> dict[str, str]:
    in_suite = page.name in texts(language)["titles"]
    return {
        "href": page.href,
        "title": page.title,
        "about": word(about_key(page.name, analysis), language) if in_suite else body.about,
        "image": body.image,
        "finding": body.finding,
        "pdf": f"pdf/{page.name}.pdf" if pdf else "",
    }


def _files(
    pages: Sequence[PageLink], t: Mapping, formats: Collection[str]
) -> list[tuple[str, list[dict]]]:
    def links(folder: str, ending: str) -> list[dict[str, str]]:
        return [{"href": f"{folder}/{p.name}.{ending}", "text": p.title} for p in pages]

    def one(name: str) -> list[dict[str, str]]:
        return [{"href": name, "text": name}]

    tables = [{"href": f"tables/{name}.parquet", "text": name} for name in TABLES]
    found = {
        "docx": (t["word"], one(WORD)),
        "pptx": (t["slides"], one(SLIDES)),
        "pdf": (t["pdfs"], links("pdf", "pdf")),
        "xlsx": (t["workbook"], one("tables.xlsx")),
        "parquet": (t["tables"], tables),
        "ipynb": (t["notebooks"], links("notebooks", "ipynb")),
        "json": (t["run"], one("run.json")),
        "txt": (t["methods"], [*one(PARAGRAPH), *one(BIBTEX), *one(CSL)]),
    }
    left_out = {"docx", "pptx", "pdf"}.difference(formats)
    return [entry for kind, entry in found.items() if kind not in left_out]
