"""The index page: all reports of all jobs, the newest first, to search and to filter."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from presseschau.core.calls import WrongCall
from presseschau.core.placing import write_whole
from presseschau.jobs.delivery.finished import (
    Finished,
    period_title,
    read_finished,
    span_of_articles,
)
from presseschau.jobs.lead import KINDS
from presseschau.reports.rendering import render, texts
from presseschau.reports.scripts import script_of
from presseschau.views.wording import number

#: So many periods does the small drawing of a report show, its own the last.
DRAWN = 14
_HEIGHT, _STEP = 16, 5


def write_index(folder: str | Path, language: str = "de") -> Path:
    """Writes index.html over the reports in a folder, or in the series inside it.

    Without scripts the page shows all reports; with them it can be searched. The page's policy
    allows this one script by its hash and no other.

    Raises:
        WrongCall: There is no such folder, or it is a report itself.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise WrongCall(f"There is no folder '{folder}'; give the one that holds the reports.")
    if (folder / "run.json").is_file():
        raise WrongCall(f"'{folder}' is a report itself; give the folder that holds the reports.")
    reports = read_finished(folder)
    t = texts(language)
    # The newest report of a series says where the series is.
    homes = {one.series: one.folder.parent for one in reversed(reports) if one.series}
    series = sorted(homes)
    trends = [
        {"name": name, "href": _href(folder, path)}
        for name in series
        if (path := homes[name] / "trend.html").is_file()
    ]
    page = render(
        "reports.html.j2",
        language,
        title=t["reports"]["title"],
        home="index.html",
        reports=_rows(folder, reports, language),
        series=series,
        trends=trends,
        **(script_of("index.js") if reports else {}),
    )
    return write_whole(folder / "index.html", page)


def _rows(folder: Path, reports: Sequence[Finished], language: str) -> list[dict[str, Any]]:
    """What the page shows of each report, beside what its series held before."""
    counts: dict[str, list[int]] = {}
    rows = []
    for report in reversed(reports):  # from the oldest on
        before = counts.setdefault(report.series, [])
        if report.facts:
            before.append(int(report.facts.get("articles", 0)))
        rows.append(_row(folder, report, before[-DRAWN:], language))
    return rows[::-1]


def _row(folder: Path, report: Finished, counts: Sequence[int], language: str) -> dict[str, Any]:
    t, facts = texts(language), report.facts
    base = _href(folder, report.folder)
    groups = report.opening.get("groups", [])
    changed = [group for group in groups if group["kind"] in KINDS]
    pages = [
        {"href": f"{base}/{quote(page)}", "title": t["titles"].get(name, name), "pdf": pdf}
        for page in facts.get("pages", [])
        if (name := Path(page).stem)
        for place in [report.folder / "pdf" / f"{name}.pdf"]
        for pdf in [f"{base}/pdf/{quote(name)}.pdf" if place.is_file() else ""]
    ]
    return {
        "href": f"{base}/index.html" if facts else "",
        "title": period_title(report, language),
        "series": report.series,
        "span": "" if report.series else span_of_articles(report, language),
        "status": "failed" if not facts else "rebuild" if report.failed else "built",
        "reason": report.failed,
        "late": number(report.late, language) if report.late else "",
        "headline": report.opening.get("headline", ""),
        "language": report.language or language,
        "chips": [(t["reports"][g["kind"]], number(len(g["lines"]), language)) for g in changed],
        "groups": groups,
        "articles": number(facts.get("articles", 0), language),
        "rejects": number(facts["rejects"], language) if facts.get("rejects") else "",
        "drawing": _drawing(counts) if facts and len(counts) > 1 else "",
        "width": len(counts) * _STEP,
        "pages": pages,
    }


def _drawing(counts: Sequence[int]) -> str:
    """The bars of a sparkline as the data of one SVG path, the newest at the right."""
    most = max(*counts, 1)
    return "".join(
        f"M{n * _STEP + 2} {_HEIGHT}v-{max(1, round(count / most * (_HEIGHT - 1)))}"
        for n, count in enumerate(counts)
    )


def _href(folder: Path, path: Path) -> str:
    return quote(path.relative_to(folder).as_posix())
