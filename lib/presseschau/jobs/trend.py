"""Trend: one page over all reports of a series, from their saved tables."""

from functools import partial
from pathlib import Path

import pandas as pd
from markupsafe import Markup
from pyarrow.dataset import dataset

from presseschau.core.analysis import Analysis
from presseschau.core.placing import place
from presseschau.core.tables import OUTLET_VOICE
from presseschau.jobs.retention import finished_reports
from presseschau.reports.rendering import render, texts
from presseschau.views import charts
from presseschau.views.page import page

#: More columns than this are not readable: days become months, and months years.
COLUMNS, TOP = 13, 12
_READ = {
    "articles": ["article_id", "outlet"],
    "mentions": ["article_id", "actor_id"],
    "actors": ["actor_id", "name", "kind"],
    "quotes": ["article_id", "actor_id", "text"],
    "tone": ["article_id", "actor_id", "voice", "tenor"],
}


def write_trend(folder: Path, language: str = "de", outlet: str = "") -> Path:
    """Writes trend.html over the reports in a folder of a series.

    Args:
        folder: The series: a folder with one report per period.
        language: "de" or "en".
        outlet: The one outlet that the series is about; empty for all.
    """
    tables = read_series(folder, outlet)
    view = page(Analysis(articles=tables["articles"]), "trend", language).view
    grid = partial(charts.matrix, columns="period")
    counts, presence, voice, tone = (
        figures(tables) for figures in (articles_of, presence_of, voice_of, tone_of)
    )
    parts = [
        view("articles", counts, partial(grid, rows="outlet", unit="count", value="articles")),
        view("presence", presence, partial(grid, rows="name")),
        view("voice", voice, partial(grid, rows="name")),
        view("tone", tone, partial(grid, rows="name", unit="score"), unit="score"),
    ]
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
    target, part = folder / "trend.html", folder / ".trend.part"
    part.write_text(filled, encoding="utf-8")
    place(part, target)
    return target


def read_series(folder: Path, outlet: str = "") -> dict[str, pd.DataFrame]:
    """Reads what a trend needs of the tables of all reports of a series.

    Returns:
        articles, mentions, actors, quotes and tone, each with a column ``period``; an article
        that two reports hold counts for the first.
    """
    finished = finished_reports(folder)
    labels = _labels({key: facts["period_first"] for key, facts in finished.items()})
    tables = {name: _read(folder, name, labels) for name in _READ}
    articles = tables["articles"].drop_duplicates("article_id")
    tables["articles"] = articles[articles["outlet"] == outlet] if outlet else articles
    tables["articles"] = tables["articles"].assign(title="", published=pd.NaT)
    kept = tables["articles"][["article_id", "period"]]
    for name in ("mentions", "quotes", "tone"):
        tables[name] = tables[name].merge(kept, on=["article_id", "period"])
    tables["actors"] = tables["actors"].drop_duplicates("actor_id", keep="last")
    return tables


def _read(folder: Path, name: str, labels: dict[str, object]) -> pd.DataFrame:
    """Reads one table of all reports at once: years of them, file by file, would take minutes."""
    if not labels:
        return pd.DataFrame(columns=[*_READ[name], "period"])
    base = folder.absolute()
    paths = {
        (base / key / "tables" / f"{name}.parquet").as_posix(): label
        for key, label in labels.items()
    }
    files = dataset(list(paths), format="parquet")
    table = files.to_table(columns=[*_READ[name], "__filename"]).to_pandas()
    return table.assign(period=table.pop("__filename").map(paths))


def articles_of(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Counts articles: outlet, period, articles."""
    return tables["articles"].groupby(["outlet", "period"]).size().reset_index(name="articles")


def presence_of(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Gives the share of a period's articles that name each actor: name, period, value, n."""
    rows = _named(tables, "mentions").drop_duplicates(["article_id", "name"])
    sizes = tables["articles"].groupby("period").size()
    return _shares(rows.assign(words=1), sizes)


def voice_of(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Gives each speaker's share of a period's quoted words: name, period, value, n (words)."""
    rows = _named(tables, "quotes", ("PER", "ORG", "LOC", "OTH"))
    rows = rows.assign(words=rows["text"].str.split().str.len())
    return _shares(rows, rows.groupby("period")["words"].sum())


def tone_of(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Gives the mean tenor in the outlets' own judgements: name, period, value, sentences, n."""
    rows = _named(tables, "tone")
    rows = rows[(rows["voice"] == OUTLET_VOICE) & (rows["tenor"] != 0)]
    table = rows.groupby(["name", "period"]).agg(
        value=("tenor", "mean"), sentences=("tenor", "size"), n=("article_id", "nunique")
    )
    return _most(table.reset_index(), rows.groupby("name").size())


def _named(
    tables: dict[str, pd.DataFrame], name: str, kinds: tuple[str, ...] = ("PER", "ORG")
) -> pd.DataFrame:
    actors = tables["actors"]
    chosen = actors.loc[actors["kind"].isin(kinds), ["actor_id", "name"]]
    return tables[name].merge(chosen, on="actor_id")


def _shares(rows: pd.DataFrame, sizes: pd.Series) -> pd.DataFrame:
    table = rows.groupby(["name", "period"])["words"].sum().reset_index()
    table = table.assign(n=table["period"].map(sizes))
    table = table.assign(value=table["words"] / table["n"]).drop(columns="words")
    return _most(table, rows.groupby("name")["words"].sum())


def _most(table: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    """Keeps the weightiest actors, in the order of their weight."""
    order = weights.sort_values(ascending=False, kind="stable").index[:TOP]
    table = table[table["name"].isin(order)]
    rank = table["name"].map({name: n for n, name in enumerate(order)})
    table = table.assign(rank=rank).sort_values(["rank", "period"])
    return table.drop(columns="rank").reset_index(drop=True)


def _labels(first_days: dict[str, str]) -> dict[str, object]:
    """Gives each period its column: its first day, or its month or year where there are many."""
    if len(first_days) <= COLUMNS:
        return {key: pd.Timestamp(day) for key, day in first_days.items()}
    months = {key: day[:7] for key, day in first_days.items()}
    if len(set(months.values())) <= COLUMNS:
        return months
    return {key: day[:4] for key, day in first_days.items()}
