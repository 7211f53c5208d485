"""Building: one report of a series, from the articles of its period and the period before."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from presseschau.articles import load_articles
from presseschau.core.analysis import Analysis, is_saved
from presseschau.core.placing import place
from presseschau.jobs import Job, Series
from presseschau.jobs.inputs import Inputs, file_of, files_of, is_of_period
from presseschau.jobs.lead import opening
from presseschau.jobs.periods import Period, before
from presseschau.pipeline.analyzing import analyze
from presseschau.reports import report
from presseschau.views.wording import date


def build(
    series: Series,
    period: Period,
    inputs: Inputs,
    ids: dict[str, set[str]],
    out: Path,
    so_far: bool = False,
    make: Callable[..., Any] = report,
) -> tuple[Any, str]:
    """Builds one report; gives what ``make`` gives, and the headline of what changed.

    Args:
        series: The series of the report.
        period: Its period.
        inputs: The files of the job's sources.
        ids: The articles of every period.
        out: The folder of all series.
        so_far: Whether the period is not over yet, so that the report is built again when it is.
        make: What builds the report.
    """
    job = series.job
    work = out / ".work" / series.job_name / "tables"
    of_period = ids.get(period.key, set())
    tables = tables_of(job, period.key, inputs, ids, work)
    opening = _opening(series, period, tables, inputs, ids, out)
    facts = {
        "title": f"{series.name} · {period.key}",
        "sources": list(job.sources),
        "series": series.name,
        "period": period.key,
        "period_first": period.first.isoformat(),
        "period_last": period.last.isoformat(),
        "period_end": period.end.isoformat(),
        "so_far": so_far,
        "inputs": sorted(of_period),
        "opening": opening,
    }
    done = make(
        [tables],
        out / series.name / period.key,
        job.notebooks,
        series.parameters | {"language": job.language},
        pdf="pdf" in job.formats,
        timeout=job.timeout,
        opening=opening,
        facts=facts,
    )
    return done, opening["headline"]


def _opening(
    series: Series,
    period: Period,
    tables: Path,
    inputs: Inputs,
    ids: dict[str, set[str]],
    out: Path,
) -> dict[str, Any]:
    """Compares the period with the one before, from saved tables where there are any."""
    job, outlet = series.job, series.parameters.get("outlet", "")
    earlier = before(period, job.rhythm())
    saved = out / series.name / earlier.key / "tables"
    # A quiet day has no articles either; it has them before it. Asking for these, and not for the
    # report of that day, gives the same page in whatever order reports are built.
    begun = any(found and key <= earlier.key for key, found in ids.items())
    if begun and not is_saved(saved):
        work = out / ".work" / series.job_name / "tables"
        saved = tables_of(job, earlier.key, inputs, ids, work)
    then = Analysis.load(saved) if is_saved(saved) else None
    if then is not None:
        then = then.select(outlet=outlet) if begun or len(then.articles) else None
    days = [date(pd.Timestamp(day), job.language) for day in (earlier.first, earlier.last)]
    label = " – ".join(dict.fromkeys(days))
    return opening(Analysis.load(tables).select(outlet=outlet), then, job.language, label)


def tables_of(job: Job, key: str, inputs: Inputs, ids: dict[str, set[str]], work: Path) -> Path:
    """Analyses the articles of a period, or finds that done already; gives the tables' folder."""
    paths = files_of(inputs, key, job.by, job.rhythm())
    told = json.dumps([sorted(ids.get(key, ())), sorted(paths), job.model_dump(mode="json")])
    folder = work / f"{key}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
    if is_saved(folder):
        return folder
    articles, rejects = load_articles(*job.sources, only=paths, progress=False)
    rhythm = job.rhythm()
    dated = articles[["path", "published"]].itertuples(index=False, name=None)
    kept = [
        row
        for row, (path, published) in enumerate(dated)
        if is_of_period(published, file_of(path, inputs).modified, key, job.by, rhythm)
    ]
    values = {
        name: job.parameters[name] for name in ("annotator", "actors") if name in job.parameters
    }
    analysis = analyze(articles.iloc[kept].reset_index(drop=True), rejects, **values)
    work.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".", dir=work))
    try:
        analysis.save(part)
        place(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return folder
