"""What a notebook shows: headings, charts and tables as HTML, in the reader's language."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html import escape

import pandas as pd

from presseschau.analysis import Analysis
from presseschau.charts import SMALL_N, Chart
from presseschau.resources import data_folder
from presseschau.wording import MISSING, UNITS, date, label, number, percent, signed, word

SHARES = {"direct", "coverage"}
SCORES = {"valence", "tenor"}
#: How words are marked that another printing does not have.
_PIECES = {"same": "{} ", "cut": "<del>{}</del> ", "added": "<ins>{}</ins> "}


@dataclass(frozen=True)
class Html:
    """A piece of HTML that Jupyter displays as it is."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return "Presseschau view"


@dataclass(frozen=True)
class Page:
    """The page of one notebook: an analysis, a language and where the article pages lie."""

    name: str
    analysis: Analysis
    language: str = "de"
    evidence: str = ""
    titles: dict[str, str] = field(default_factory=dict)

    def lead(self) -> Html:
        """Opens the page: how much was read, from when to when, and how to read it."""
        articles = self.analysis.articles
        if articles.empty:
            return Html(f'<p class="notice">{self._word("common.no_articles")}</p>')
        dates = articles["published"].dropna()
        period = MISSING
        if len(dates):
            period = f"{self._date(dates.min())} – {self._date(dates.max())}"
        figures = {
            "n": number(len(articles), self.language),
            "outlets": number(articles["outlet"].nunique(), self.language),
            "period": period,
        }
        about = self._word(f"{self.name}.about")
        return Html(
            f'<p class="lead">{about}</p><p class="how">{self._word("common.basis", **figures)}</p>'
        )

    def view(
        self,
        key: str,
        table: pd.DataFrame,
        chart: Callable[..., Chart] | None = None,
        unit: str = "share",
        columns: list[str] | None = None,
        **values: object,
    ) -> Html:
        """Shows a finding: heading, how to read it, the chart, and the table behind it.

        Args:
            key: The view's name in the wording, such as "presence".
            table: The figures, with a column ``evidence`` where there is any.
            chart: A function of :mod:`presseschau.charts`, called with table and language; None
                to show the table alone.
            unit: "share", "score" or "count": how ``value`` is written.
            columns: The columns to show; all but internal ones if None.
            values: What the wording's placeholders stand for.
        """
        base = f"{self.name}.{key}"
        title, how = self._word(f"{base}.title", **values), self._word(f"{base}.how", **values)
        parts = [f'<h2 id="{key}">{title}</h2>', f'<p class="how">{how}</p>']
        if table.empty:
            parts.append(f'<p class="notice">{self._word("common.nothing")}</p>')
            return Html("".join(parts))
        body = self._table(table, columns, unit)
        if chart is None:
            parts.append(body)
        else:
            parts.append(self._figure(chart(table, language=self.language), base))
            summary = self._word("common.table")
            parts.append(f'<details class="behind"><summary>{summary}</summary>{body}</details>')
        return Html("".join(parts))

    def limits(self) -> Html:
        """Closes the page: what the method can and cannot do, with its measured quality."""
        title = self._word("common.limits")
        text = self._word(f"{self.name}.limits")
        scores = quality_sentence(self.analysis.annotator, self.language)
        return Html(f'<h2 id="limits">{title}</h2><p>{text}</p><p class="how">{scores}</p>')

    def _word(self, key: str, **values: object) -> str:
        return escape(word(key, self.language, **values), quote=False)

    def _date(self, value: pd.Timestamp) -> str:
        return date(value, self.language)

    def _figure(self, chart: Chart, base: str) -> str:
        title = self._word(f"{base}.chart")
        subtitle = self._word(
            "common.subtitle", n=number(len(self.analysis.articles), self.language)
        )
        image = base64.b64encode(chart.svg).decode()
        alt = escape(f"{title}. {chart.alt}")
        return (
            f'<figure class="chart"><figcaption><strong>{title}</strong> '
            f'<span class="subtitle">{subtitle}</span></figcaption>'
            f'<img alt="{alt}" src="data:image/svg+xml;base64,{image}"></figure>'
        )

    def _table(self, table: pd.DataFrame, columns: list[str] | None, unit: str) -> str:
        hidden = {"low", "high", "actor_id", "n"} if "n" not in (columns or []) else {"low", "high"}
        shown = columns or [column for column in table if column not in hidden]
        heads = "".join(
            f'<th scope="col"{_align(table[column])}>{escape(self._label(column, table))}</th>'
            for column in shown
        )
        rows = "".join(self._row(row, shown, table, unit) for row in table.to_dict("records"))
        return (
            '<div class="scroll" tabindex="0" role="region" aria-label="'
            f'{self._word("common.table")}"><table class="ps"><thead><tr>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )

    def _label(self, column: str, table: pd.DataFrame) -> str:
        interval = column == "value" and "low" in table
        return label("value_interval" if interval else column, self.language)

    def _row(self, row: dict, shown: list[str], table: pd.DataFrame, unit: str) -> str:
        small = row.get("n", row.get("articles", SMALL_N)) < SMALL_N
        start = '<tr class="small">' if small and "value" in row else "<tr>"
        cells = [
            f"<td{_align(table[column])}>{self._cell(column, row, unit)}</td>" for column in shown
        ]
        return start + "".join(cells) + "</tr>"

    def _cell(self, column: str, row: dict, unit: str) -> str:
        value = row[column]
        if column == "evidence":
            return self._links(value)
        if column == "printing":
            return "".join(_PIECES[kind].format(escape(words)) for kind, words in value)
        if column == "value":
            return _with_interval(row, partial(UNITS[unit], language=self.language))
        if column in SHARES:
            return percent(value, self.language)
        if column in SCORES:
            return signed(value, self.language)
        if isinstance(value, pd.Timestamp) or value is pd.NaT:
            return self._date(value)
        if isinstance(value, bool):
            return self._word("common.yes" if value else "common.no")
        if isinstance(value, int | float):
            digits = 0 if float(value).is_integer() else 2
            return number(value, self.language, digits)
        return escape(label(str(value), self.language))

    def _links(self, places: tuple[str, ...]) -> str:
        links = [self._link(place, n) for n, place in enumerate(places, 1)]
        if len(links) <= 3:
            return " ".join(links)
        count = self._word("common.places", n=len(links))
        return f"<details><summary>{count}</summary>{' '.join(links)}</details>"

    def _link(self, place: str, number_in_row: int) -> str:
        article_id, _, anchor = place.partition("#")
        title = escape(self.titles.get(article_id, article_id))
        if not self.evidence:
            return f'<span title="{title}">{number_in_row}</span>'
        target = f"{self.evidence}{article_id}.html" + (f"#{anchor}" if anchor else "")
        return f'<a href="{target}" title="{title}">{number_in_row}</a>'


def page(analysis: Analysis, name: str, language: str = "de", evidence: str = "") -> Page:
    """Prepares the page of a notebook.

    Args:
        analysis: The analysis to show.
        name: The notebook's name, which is its key in the wording.
        language: "de" or "en".
        evidence: Folder of the article pages, such as "articles/"; empty outside a report.
    """
    articles = analysis.articles
    titles = dict(zip(articles["article_id"], articles["title"], strict=True))
    return Page(name, analysis, language, evidence, titles)


def quality_sentence(annotator: str, language: str) -> str:
    """Says how good the annotator was on public gold, as ``make evaluate`` measured it."""
    measured = json.loads((data_folder() / "quality.json").read_text(encoding="utf-8"))
    scores = measured.get(annotator)
    if not scores:
        return escape(word("common.unmeasured", language, annotator=annotator), quote=False)
    parts = [
        word(
            "common.score",
            language,
            task=label(score["task"], language),
            value=number(score["value"], language, 2),
            low=number(score["low"], language, 2),
            high=number(score["high"], language, 2),
            gold=score["gold"],
        )
        for score in scores
    ]
    text = word("common.quality", language, annotator=label(annotator, language))
    return escape(f"{text} {'; '.join(parts)}.", quote=False)


def _align(column: pd.Series) -> str:
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return ' class="number"' if is_number else ""


def _with_interval(row: dict, write: Callable[[float], str]) -> str:
    if "low" not in row or pd.isna(row["low"]):
        return write(row["value"])
    return (
        f'{write(row["value"])} <span class="interval">'
        f"[{write(row['low'])}; {write(row['high'])}]</span>"
    )
