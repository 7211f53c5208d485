"""The card of a corpus: what it holds, where it comes from, its gaps; both saved in one folder."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from presseschau.articles.sources import CORPUS_FILES
from presseschau.core.calls import WrongCall
from presseschau.core.outputs import DELETE_ON
from presseschau.core.placing import replacing
from presseschau.core.tables import ordered
from presseschau.measures.corpus import by_outlet
from presseschau.views.wording import MISSING, date, extent, number, period, word

ARTICLES, CARD = CORPUS_FILES
#: A pause of an outlet is a gap from so many times its usual distance between two articles on.
UNUSUAL = 4
#: The shortest pause, in days, that is called a gap.
SHORTEST = 3


class Card(NamedTuple):
    """What only a person can say of a corpus."""

    title: str = ""
    origin: str = ""
    licence: str = ""
    contact: str = ""


def holdings(articles: pd.DataFrame) -> pd.DataFrame:
    """One row per outlet, the largest first.

    Returns:
        Columns outlet, articles, words (median of an article), first, last (dates), undated
        (articles without a date), teasers (articles behind a paywall).
    """
    counted = articles.assign(
        words=articles["text"].str.split().str.len(), undated=articles["published"].isna()
    )
    table = by_outlet(counted, undated=("undated", "sum"), teasers=("is_teaser", "sum"))
    return ordered(table.reset_index(), "-articles", "outlet")


def gaps(articles: pd.DataFrame) -> pd.DataFrame:
    """Finds long pauses of an outlet: from three days and four times its usual distance on.

    Returns:
        Columns outlet, first, last (the first and last day without an article) and days, the
        longest pause first.
    """
    rows = []
    for outlet, dates in articles.groupby("outlet")["published"]:
        days = dates.dropna().dt.normalize().drop_duplicates().sort_values()
        pauses = days.diff().dt.days - 1
        usual = max(SHORTEST, UNUSUAL * (pauses.median() + 1)) if len(days) > 2 else float("inf")
        for end, length in zip(days[pauses >= usual], pauses[pauses >= usual], strict=True):
            one = pd.Timedelta(days=1)
            rows.append((outlet, end - one * length, end - one, int(length)))
    table = pd.DataFrame(rows, columns=["outlet", "first", "last", "days"])
    return ordered(table, "-days", "outlet")


def card_text(card: Card, articles: pd.DataFrame, rejects: pd.DataFrame, language: str) -> str:
    """Writes the card as Markdown; tables of outlets, gaps and refusals are computed."""

    def say(key: str, **values: object) -> str:
        return word(f"gather.{key}", language, **values)

    words = articles["text"].str.split().str.len().sum()
    copies = int(articles["article_id"].duplicated().sum())
    size = say("size_value", extent=extent(articles, language), words=int(words))
    facts = {
        "origin": card.origin,
        "licence": card.licence,
        "contact": card.contact,
        "size": size + (say("copies", n=copies) if copies else ""),
        "period": period(articles, language),
        "languages": ", ".join(sorted(set(articles["language"]) - {""})),
    }
    lines = [f"# {_plain(card.title)}", ""]
    lines += [f"- **{say(name)}:** {_plain(value) or MISSING}" for name, value in facts.items()]
    lines += ["", f"## {say('holdings')}", "", *_table(holdings(articles), language)]
    lines += ["", f"## {say('gaps')}", "", say("gaps_how", days=SHORTEST, times=UNUSUAL), ""]
    lines += _table(gaps(articles), language)
    lines += ["", f"## {say('refused')}", ""]
    counted = rejects["reason"].value_counts().sort_index().rename_axis("reason")
    lines += _table(counted.rename("rows").reset_index(), language)
    return "\n".join(lines) + "\n"


def _table(table: pd.DataFrame, language: str) -> list[str]:
    """A table as Markdown, its heads and values in the language."""
    if table.empty:
        return [word("gather.none", language)]
    heads = [word(f"gather.columns.{name}", language) for name in table]
    rows = [[_cell(value, language) for value in row] for row in table.itertuples(index=False)]
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]


def _cell(value: object, language: str) -> str:
    if value is pd.NaT or isinstance(value, pd.Timestamp):
        return date(value, language)
    return _plain(value) if isinstance(value, str) else number(value, language)


def _plain(text: str) -> str:
    """Keeps Markdown from reading a person's or file's words as its own marks."""
    return " ".join("".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in text).split())


def save_corpus(
    articles: pd.DataFrame,
    rejects: pd.DataFrame,
    folder: str | Path,
    card: Card,
    language: str = "de",
) -> Path:
    """Saves articles so that ``load_articles(folder)`` gives them again, with a card beside them.

    A new folder appears whole or not at all; in one that holds a corpus already, the files of the
    new one take their places once all are written. ``rejects``, what was refused, is kept as
    rejects.csv.

    Raises:
        WrongCall: There are no articles, no title, or the folder holds something else.
    """
    folder = Path(folder)
    if articles.empty:
        raise WrongCall(word("gather.no_articles", language))
    if not card.title.strip():
        raise WrongCall(word("gather.no_title", language))
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    foreign = names.difference(CORPUS_FILES, ("rejects.csv", DELETE_ON))
    if foreign or (folder.exists() and not folder.is_dir()):
        raise WrongCall(word("gather.taken", language, folder=folder))
    with replacing(folder) as new:
        _as_exported(articles).to_parquet(new / ARTICLES, index=False, compression="zstd")
        (new / CARD).write_text(card_text(card, articles, rejects, language), encoding="utf-8")
        rejects.to_csv(new / "rejects.csv", index=False)
    return folder


def _as_exported(articles: pd.DataFrame) -> pd.DataFrame:
    """Names the columns as the loader understands them, agency and author in one field."""
    author = articles["author"]
    if "agency" in articles:
        both = (articles["agency"] != "") & (author != "")
        author = articles["agency"] + both.map({True: "/", False: ""}) + author
    table = articles[["title", "text", "published", "outlet", "url", "path"]]
    return table.assign(author=author, free_access=~articles["is_teaser"])
