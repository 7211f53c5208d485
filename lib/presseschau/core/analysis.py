"""The analysis of a corpus: its tables, kept together, saved and selected together."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from functools import partial
from html import escape
from pathlib import Path

import pandas as pd
import pyarrow as pa

from presseschau.core.calls import WrongCall
from presseschau.core.outputs import is_report
from presseschau.core.saved import read_table, seal, strangers, write_table
from presseschau.core.tables import conform, empty

_CHECK = "check.csv"


@dataclass(frozen=True, repr=False, eq=False)
class Analysis:
    """Everything that was read in a corpus; the columns stand in :mod:`presseschau.core.tables`."""

    articles: pd.DataFrame = field(default_factory=partial(empty, "articles"))
    sentences: pd.DataFrame = field(default_factory=partial(empty, "sentences"))
    tokens: pd.DataFrame = field(default_factory=partial(empty, "tokens"))
    mentions: pd.DataFrame = field(default_factory=partial(empty, "mentions"))
    actors: pd.DataFrame = field(default_factory=partial(empty, "actors"))
    roles: pd.DataFrame = field(default_factory=partial(empty, "roles"))
    quotes: pd.DataFrame = field(default_factory=partial(empty, "quotes"))
    utterances: pd.DataFrame = field(default_factory=partial(empty, "utterances"))
    tone: pd.DataFrame = field(default_factory=partial(empty, "tone"))
    corrections: pd.DataFrame = field(default_factory=partial(empty, "corrections"))
    removed: pd.DataFrame = field(default_factory=partial(empty, "removed"))
    rejects: pd.DataFrame = field(default_factory=partial(empty, "rejects"))
    annotator: str = "rules"
    #: What people said of drawn findings: the text of the file that 'presseschau check' writes.
    check: str = ""

    def __repr__(self) -> str:
        rows = ", ".join(f"{name} {len(table)}" for name, table in self.tables() if len(table))
        return f"Analysis by '{self.annotator}': {rows or 'empty'}"

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row">{name}</th><td>{len(table)}</td>'
            f"<td>{', '.join(table.columns)}</td></tr>"
            for name, table in self.tables()
        )
        return (
            f"<table><caption>Analysis by '{escape(self.annotator)}'</caption><thead><tr>"
            f"<th>table</th><th>rows</th><th>columns</th></tr></thead><tbody>{rows}</tbody></table>"
        )

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Name and table of everything that the analysis holds, in the order of its fields."""
        return ((name, getattr(self, name)) for name in TABLES)

    def save(self, folder: str | Path, without: str = "") -> Path:
        """Writes one Parquet file per table, the annotator's name and what seals them beside them.

        The same analysis makes the same bytes.

        Args:
            folder: Where to; it is made if there is none.
            without: Name of a table that is written already.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in self.tables():
            if name != without:
                write_table(table, folder / f"{name}.parquet", name)
        (folder / "annotator.txt").write_text(self.annotator + "\n", encoding="utf-8")
        (folder / _CHECK).unlink(missing_ok=True)  # of another analysis
        if self.check:
            (folder / _CHECK).write_text(self.check, encoding="utf-8")
        seal(folder)
        return folder

    @classmethod
    def load(
        cls, folder: str | Path, start: str = "", end: str = "", outlet: str = ""
    ) -> "Analysis":
        """Reads what :meth:`save` wrote: all of it, or what :meth:`select` would leave of it.

        Rows outside of the selection are not held in memory, so that a part can be read of tables
        that are larger than it.

        Raises:
            FileNotFoundError: The folder holds no saved analysis.
            ValueError: The saved analysis is damaged, or put together of several.
        """
        folder = Path(folder)
        if not is_saved(folder):
            raise FileNotFoundError(
                f"'{folder}' holds no saved analysis; write one with 'presseschau analyze'."
            )
        try:
            analysis = cls._read(folder, start, end, outlet)
        except (pa.ArrowException, UnicodeDecodeError):
            raise ValueError(
                f"The saved analysis in '{folder}' is damaged; analyse the articles again."
            ) from None
        except UnicodeEncodeError:
            raise ValueError(f"The name of '{folder}' is no UTF-8; rename it.") from None
        if mixed := strangers(folder):
            raise ValueError(
                f"The tables in '{folder}' are not of one analysis ({', '.join(mixed)}); analyse"
                " the articles again, or delete tables.json to use them as they are."
            )
        return analysis

    @classmethod
    def _read(cls, folder: Path, start: str, end: str, outlet: str) -> "Analysis":
        files = {name: folder / f"{name}.parquet" for name in TABLES}
        annotator = (folder / "annotator.txt").read_text(encoding="utf-8").strip()
        check = (folder / _CHECK).read_text(encoding="utf-8") if (folder / _CHECK).exists() else ""
        index = pd.read_parquet(files["articles"], columns=["article_id", "published", "outlet"])
        kept = set(index.loc[chosen_articles(index, start, end, outlet), "article_id"])
        if len(kept) == len(index):
            tables = {name: conform(read_table(path), name) for name, path in files.items()}
            return cls(**tables, annotator=annotator, check=check)
        tables = {}
        gone = set(index["article_id"]) - kept
        for name, path in files.items():
            # A correction of an article that is not there at all stays, as it does in keep.
            within = name != "corrections"
            rows = read_table(path, kept if within else gone, within)
            tables[name] = conform(rows, name)
        analysis = cls(**tables, annotator=annotator, check=check)
        return replace(analysis, actors=analysis._present_actors())

    def workbook(self) -> bytes:
        """An Excel workbook with one sheet per table, without tokens and sentences.

        The same analysis makes the same bytes.
        """
        from presseschau.core.workbook import workbook_bytes  # whose library little else needs

        left = {"tokens", "sentences"}
        return workbook_bytes((name, table) for name, table in self.tables() if name not in left)

    def to_excel(self, path: str | Path) -> Path:
        """Writes :meth:`workbook` to a file, and returns its path."""
        Path(path).write_bytes(self.workbook())
        return Path(path)

    def select(self, start: str = "", end: str = "", outlet: str = "") -> "Analysis":
        """Keeps the articles of a period (both days included) and of one outlet.

        Articles without a date are kept only where no period is asked for.
        """
        chosen = chosen_articles(self.articles, start, end, outlet)
        return self.keep(self.articles.loc[chosen, "article_id"])

    def without_copies(self) -> "Analysis":
        """Keeps of each wire group its earliest article, so that one text counts once."""
        articles = self.articles.sort_values(["published", "article_id"])
        copies = articles["wire_group"].duplicated() & (articles["wire_group"] != "")
        return self.keep(articles.loc[~copies, "article_id"])

    def keep(self, article_ids: Iterable[str]) -> "Analysis":
        """Keeps the given articles, what stands in them, and the actors who appear in them."""
        kept = set(article_ids)
        if len(kept) == len(self.articles):
            return self
        tables = {
            name: table[table["article_id"].isin(kept)].reset_index(drop=True)
            for name, table in self.tables()
            if "article_id" in table
        }
        everywhere = ~self.corrections["article_id"].isin(self.articles["article_id"])
        tables["corrections"] = self.corrections[
            everywhere | self.corrections["article_id"].isin(kept)
        ].reset_index(drop=True)
        selected = replace(self, **tables)
        return replace(selected, actors=selected._present_actors())

    def _present_actors(self) -> pd.DataFrame:
        present = set(self.mentions["actor_id"]) | set(self.quotes["actor_id"])
        return self.actors[self.actors["actor_id"].isin(present)].reset_index(drop=True)


#: The names of the tables that an analysis holds, in this order.
TABLES = tuple(member.name for member in fields(Analysis) if member.type is pd.DataFrame)


def is_saved(folder: str | Path) -> bool:
    """Tells whether a folder holds the tables of a saved analysis."""
    return all((Path(folder) / f"{name}.parquet").is_file() for name in TABLES)


def is_sound(folder: Path) -> bool:
    """Tells whether a folder holds the tables of one saved analysis, none of them cut short."""
    return is_saved(folder) and not strangers(folder)


def saved_in(source: str | Path) -> Path | None:
    """The folder of the saved analysis that a source is: its own, or that of a report."""
    if is_saved(source):
        return Path(source)
    tables = Path(source, "tables")
    return tables if is_saved(tables) and is_report(Path(source)) else None


def check_file(source: str | Path) -> Path:
    """Where the spot check of a source is kept: beside it, so that no new analysis takes it."""
    whole = Path(source).resolve()
    return whole.with_name(f"{whole.name}.{_CHECK}")


def chosen_articles(articles: pd.DataFrame, start: str, end: str, outlet: str) -> pd.Series:
    """Which articles are of a period (both days included) and an outlet, if they are given."""
    chosen = pd.Series(True, index=articles.index)
    if start:
        chosen &= articles["published"] >= _day(start)
    if end:
        chosen &= articles["published"] < _day(end) + pd.Timedelta(days=1)
    if outlet:
        chosen &= articles["outlet"] == outlet
    return chosen


def _day(text: str) -> pd.Timestamp:
    """A day as it is written here; pandas would read "2.3.2026" as the third of February."""
    try:
        return pd.Timestamp(dt.date.fromisoformat(str(text)[:10]))
    except ValueError:
        raise WrongCall(f"'{text}' is no day; write it as YYYY-MM-DD.") from None
