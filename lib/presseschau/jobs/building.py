"""Building: one report of a series, from the articles of its period and the period before."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd

from presseschau.articles import load_articles
from presseschau.core.analysis import Analysis, is_sound
from presseschau.core.placing import replacing
from presseschau.jobs import Job, Series
from presseschau.jobs.due import is_ahead
from presseschau.jobs.inputs import Ids, Inputs, file_of, files_of, is_of_period
from presseschau.jobs.lead import opening
from presseschau.jobs.periods import Period, before
from presseschau.pipeline.analyzing import analyze
from presseschau.reports import report
from presseschau.reports.rights import as_shown
from presseschau.views.wording import date


def build(
    series: Series, period: Period, inputs: Inputs, ids: Ids, out: Path, so_far: bool = False
) -> tuple[Any, str]:
    """Builds one report of a series in ``out``, the folder of all series.

    A report that tells a period ``so_far`` is built again when the period is over.

    Returns:
        The report, and the headline of what changed.
    """
    job = series.job
    tables = tables_of(job, period.key, inputs, ids, out / ".work" / series.job_name / "tables")
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
        "ahead": is_ahead(period, ids),
        "inputs": sorted(ids.get(period.key, ())),
        "opening": opening,
    }
    done = report(
        [tables],
        out / series.name / period.key,
        job.notebooks,
        series.parameters | {"language": job.language},
        pdf="pdf" in job.formats,
        timeout=job.timeout,
        opening=opening,
        facts=facts,
        force=True,  # a series is replaced by itself, whatever it is made of now
    )
    return done, opening["headline"]


def _opening(
    series: Series, period: Period, tables: Path, inputs: Inputs, ids: Ids, out: Path
) -> dict[str, Any]:
    """Compares the period with the one before, from saved tables where there are any."""
    job, outlet = series.job, series.parameters.get("outlet", "")
    earlier = before(period, job.rhythm())
    saved = out / series.name / earlier.key / "tables"
    # A quiet day has no articles either; it has them before it. Asking for these, and not for the
    # report of that day, gives the same page in whatever order reports are built.
    begun = any(found and key <= earlier.key for key, found in ids.items())
    if begun and not is_sound(saved):
        saved = tables_of(job, earlier.key, inputs, ids, tables.parent)
    then = as_shown(Analysis.load(saved), series.parameters) if is_sound(saved) else None
    if then is not None:
        then = then.select(outlet=outlet) if begun or len(then.articles) else None
    days = [date(pd.Timestamp(day), job.language) for day in (earlier.first, earlier.last)]
    label = " – ".join(dict.fromkeys(days))
    now = as_shown(Analysis.load(tables).select(outlet=outlet), series.parameters)
    return opening(now, then, job.language, label)


def tables_of(job: Job, key: str, inputs: Inputs, ids: Ids, work: Path) -> Path:
    """The folder with the analysed articles of a period, analysed now if they are not yet."""
    rhythm = job.rhythm()
    paths = files_of(inputs, key, job.by, rhythm)
    told = json.dumps([sorted(ids.get(key, ())), sorted(paths), job.model_dump(mode="json")])
    folder = work / f"{key}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
    if is_sound(folder):
        return folder
    articles, rejects = load_articles(*job.sources, only=paths, progress=False)
    dated = articles[["path", "published"]].itertuples(index=False, name=None)
    kept = [
        row
        for row, (path, published) in enumerate(dated)
        if is_of_period(published, file_of(path, inputs.files).modified, key, job.by, rhythm)
    ]
    values = {
        name: job.parameters[name] for name in ("annotator", "actors") if name in job.parameters
    }
    analysis = analyze(articles.iloc[kept].reset_index(drop=True), rejects, **values)
    with replacing(folder) as new:
        analysis.save(new)
    return folder
