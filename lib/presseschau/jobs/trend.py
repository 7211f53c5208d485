"""Trend: one page over all reports of a series, from their saved tables."""

from functools import partial
from pathlib import Path

import pandas as pd
from markupsafe import Markup
from pyarrow.dataset import dataset

from presseschau.core.analysis import Analysis
from presseschau.core.placing import write_whole
from presseschau.core.tables import conform, empty
from presseschau.jobs.due import finished_reports
from presseschau.measures import presence_by, tone_by, voice_by
from presseschau.measures.quality import is_precise
from presseschau.reports.rendering import render, texts
from presseschau.views import charts
from presseschau.views.page import page

#: More columns than this are not readable: days become months, and months years.
COLUMNS, TOP = 13, 12
#: What the measures need; texts and tokens of years do not fit into memory.
_READ = {
    "articles": ["article_id", "outlet", "published", "story", "wire_group"],
    "mentions": ["article_id", "start", "actor_id", "is_label"],
    "actors": ["actor_id", "name", "kind", "roles", "aliases", "articles", "mentions"],
    "quotes": ["article_id", "quote", "start", "end", "text", "type", "speaker", "actor_id"],
    "tone": ["article_id", "sentence", "actor_id", "voice", "tenor", "valence"],
}


def write_trend(folder: Path, language: str = "de", outlet: str = "", once: bool = False) -> Path:
    """Writes trend.html over the reports in a folder of a series.

    ``outlet`` is the one outlet that the series is about, if any; where ``once`` is true, the
    reports count each wire text once.
    """
    series = read_series(folder, outlet)
    tables = figures(series.without_copies() if once else series)
    view = page(series, "trend", language).view
    grid = partial(charts.matrix, columns="period")
    articles = partial(grid, rows="outlet", unit="count", value="articles")
    tone, shown = partial(grid, rows="name", unit="score"), ["name", "period", "sentences", "value"]
    parts = [
        view("articles", tables["articles"], articles),
        view("presence", tables["presence"], partial(grid, rows="name")),
        view("voice", tables["voice"], partial(grid, rows="name")),
    ]
    if is_precise(series):
        parts.append(view("tone", tables["tone"], tone, unit="score", columns=shown))
    t = texts(language)["changes"]
    filled = render(
        "notebook.html.j2",
        language,
        title=t["trend"],
        body=Markup("".join(part.html for part in parts)),
        headings=[],
        dateline=folder.name,
        notice="",
    )
    return write_whole(folder / "trend.html", filled)


def figures(series: Analysis) -> dict[str, pd.DataFrame]:
    """The figures of a trend, as the reports have them, by the ``period`` of the articles.

    Returns:
        articles (outlet, period, articles) and, of :mod:`presseschau.measures`, presence, voice
        and tone.
    """
    counts = series.articles.groupby(["outlet", "period"]).size()
    return {
        "articles": counts.reset_index(name="articles"),
        "presence": presence_by(series, "period", TOP),
        "voice": voice_by(series, "period", TOP),
        "tone": tone_by(series, ["name", "period"], top=TOP),
    }


def read_series(folder: Path, outlet: str = "") -> Analysis:
    """What a trend needs of the tables of all reports of a series.

    Returns:
        An analysis without texts, whose articles have a column ``period``; an article that two
        reports hold counts for the first.
    """
    finished = finished_reports(folder)
    labels = _labels({key: facts["period_first"] for key, facts in finished.items()})
    tables = {name: _read(folder, name, labels) for name in _READ}
    articles = tables["articles"].drop_duplicates("article_id")
    articles = articles[articles["outlet"] == outlet] if outlet else articles
    kept = articles[["article_id", "period"]]
    for name in ("mentions", "quotes", "tone"):
        tables[name] = tables[name].merge(kept, on=["article_id", "period"]).drop(columns="period")
    actors = tables["actors"].drop_duplicates("actor_id", keep="last").drop(columns="period")
    counts = tables["mentions"].groupby("actor_id")["article_id"].nunique()  # of all reports
    actors["articles"] = actors["actor_id"].map(counts).fillna(0).astype(int)
    tables |= {"articles": conform(articles, "articles"), "actors": actors}
    settings = [facts.get("parameters", {}) for facts in finished.values()]
    return Analysis(**tables, annotator=settings[-1].get("annotator", "") if settings else "")


def _read(folder: Path, name: str, labels: dict[str, object]) -> pd.DataFrame:
    """One table of all reports, read at once: years, file by file, would take minutes."""
    if not labels:
        return empty(name)[_READ[name]].assign(period="")
    base = folder.absolute()
    paths = {
        (base / key / "tables" / f"{name}.parquet").as_posix(): label
        for key, label in labels.items()
    }
    files = dataset(list(paths), format="parquet")
    known = [column for column in _READ[name] if column in files.schema.names]
    table = files.to_table(columns=[*known, "__filename"]).to_pandas()
    if name == "mentions":  # tables of an earlier version do not tell labels
        table["is_label"] = table.get("is_label", pd.Series(False, table.index)).eq(True)
    return table.assign(period=table.pop("__filename").map(paths))


def _labels(first_days: dict[str, str]) -> dict[str, object]:
    """The column of each period: its first day, or its month or year where there are many."""
    if len(first_days) <= COLUMNS:
        return {key: pd.Timestamp(day) for key, day in first_days.items()}
    months = {key: day[:7] for key, day in first_days.items()}
    if len(set(months.values())) <= COLUMNS:
        return months
    return {key: day[:4] for key, day in first_days.items()}
