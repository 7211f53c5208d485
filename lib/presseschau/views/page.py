"""What a notebook shows: headings, charts and tables as HTML, in the reader's language."""

from dataclasses import dataclass, field
from html import escape

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall, nearest
from presseschau.core.titles import headed
from presseschau.measures.choice import Choice
from presseschau.measures.corpus import step_of
from presseschau.measures.difference import surely
from presseschau.measures.groups import UNKNOWN
from presseschau.measures.quality import measured
from presseschau.views.captions import captioned, kinds_said, names_in
from presseschau.views.cells import table_html
from presseschau.views.excerpts import sentences_html
from presseschau.views.needs import (
    about_key,
    carried,
    lacking,
    named_columns,
    need_said,
    unshown_html,
)
from presseschau.views.precision import correction_said, measured_where, plain_html, quality_box
from presseschau.views.wording import LANGUAGES, extent, has_word, in_words, label, period, word

#: What is measured of that which a page counts.
_MEASURED = {"quotes": "news_quotes", "actors": "news_actors", "sentiment": "news_tone"}
#: Where a report tells how it was made and how good that is.
METHOD = "method/index.html"
#: JupyterLab sets all cells to the right; a report has its own style.
_STYLE = (
    "<style>.jp-RenderedHTMLCommon table.ps :is(th, td) { text-align: left; }"
    " .jp-RenderedHTMLCommon table.ps .number { text-align: right; }</style>"
)


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
    """The page of one notebook: an analysis, a language and where the article pages lie.

    A page about one actor or story has a ``subject``; without one in the analysis it says so and
    shows no views.
    """

    name: str
    analysis: Analysis = field(repr=False)
    language: str = "de"
    evidence: str = ""
    titles: dict[str, str] = field(default_factory=dict, repr=False)
    subject: Choice | None = None
    unshown: dict[str, list[str]] = field(default_factory=dict, repr=False)
    shown: list[str] = field(default_factory=list, repr=False)
    kinds: dict[str, str] = field(default_factory=dict, repr=False)

    def lead(self, copies: int = 0, corrected: bool = False) -> Html:
        """Opens the page: how much was read, from when to when, and how to read it.

        Args:
            copies: How many copies of wire texts were left out.
            corrected: Shares were to be corrected for known errors; says whether they could be.
        """
        articles = self.analysis.articles
        if articles.empty:
            return Html(f'<p class="notice">{self._word("common.no_articles")}</p>')
        read = [extent(articles, self.language), period(articles, self.language)]
        known = ", ".join(filter(None, read))
        basis = [self._word("common.basis", extent=known)]
        if copies:
            basis.append(self._word("common.copies", n=copies))
        if ungrouped := int((articles["outlet"] == UNKNOWN).sum()):
            basis.append(self._word("common.ungrouped", n=ungrouped))
        if corrected:
            basis.append(correction_said(self.analysis, self.language))
        about = about_key(self.name, self.analysis)
        how = f'<p class="how">{" ".join(basis)}</p>'
        task = "" if about.endswith("_none") else _MEASURED.get(self.name, "")
        how += plain_html(self.analysis, task, self.language, self._method())
        said = self._said("", about)
        lead = f'<p class="lead">{said}</p>' if said else ""
        return Html(self._subject() + lead + how)

    def _subject(self) -> str:
        if self.subject is None:
            return ""
        if self.subject.key:
            return f'<p class="lead"><strong>{escape(self.subject.name)}</strong></p>'
        missing = self._word(f"{self.name}.missing", asked=self.subject.asked)
        near = ", ".join(self.subject.suggestions)
        hint = self._word("common.suggestions", names=near) if near else ""
        return f'<p class="notice">{missing} {hint}</p>'

    def view(
        self,
        key: str,
        table: pd.DataFrame | None = None,
        chart: object = None,
        unit: str = "share",
        columns: list[str] | None = None,
        behind: bool = True,
        sure: bool = False,
        top: int = 0,
        title: str = "",
        how: str = "",
        **values: object,
    ) -> Html:
        """Shows a finding: heading, how to read it, the chart, and the table behind it.

        Where the corpus lacks what a view of the suite needs, a line says so instead; in a report,
        :meth:`limits` holds these lines together.

        Args:
            key: The view's name, such as "presence"; where the wording has texts for it, these
                are its title and explanation.
            table: The figures, with a column ``evidence`` where there is any; None where a
                figure says all.
            chart: A function of :mod:`presseschau.views.charts`, called with table and language;
                or a figure: a chart, one of matplotlib or pandas, or whatever shows itself in
                Jupyter; None to show the table alone.
            unit: "share", "score", "count" or "number": how ``value`` is written.
            columns: The columns to show; all but internal ones if None.
            behind: Show the table; False where it is shown by other means.
            sure: Show only differences whose interval leaves out 0.
            top: The names shown at most, of those that enough articles carry; 0 for all.
            title: The heading of a view of your own.
            how: How to read it, in a sentence or two.
            values: What the wording's placeholders stand for; where it has a sentence of a value's
                own name, this is said, too, unless the value is empty.

        Raises:
            WrongCall: The table lacks a column that the chart or the columns name, or there is
                no such argument.
        """
        if self.subject is not None and not self.subject.key:
            return Html("")
        base = f"{self.name}.{key}"
        if values and not has_word(f"{base}.title", self.language):
            known = ("title", "how", "columns", "unit", "chart", "behind", "sure", "top")
            said = next(iter(values))
            raise WrongCall(f"A view has no argument '{said}'. {nearest(said, known)}")
        if isinstance(table, pd.Series):
            table = table.reset_index()
        if table is not None and not self.evidence and self.analysis.sentences.empty:
            table = table.drop(columns="evidence", errors="ignore")  # there is no text to read
        texts = {name: said for name, said in values.items() if isinstance(said, str)}
        heads = {name: label(said, self.language) for name, said in texts.items()}
        if table is not None and "since" in table:
            step = step_of(self.analysis.articles["published"])
            values.setdefault("step", self._word(f"common.step.{step}"))
        values = {name: in_words(said, self.language) for name, said in values.items()}
        title = self._said(title, f"{base}.title", key, **values)
        if "" in values.values() and has_word(f"{base}.unnamed", self.language):
            title = self._word(f"{base}.unnamed")
        need, kept = lacking(base, self.analysis, table), table
        if self.evidence:  # whoever chooses in JupyterLab sees how little there is: it is grey
            kept = carried(base, table)
        thin = kept is not None and len(kept) < len(table)
        if top:
            names = kept.iloc[:, 0]
            kept = kept[names.isin(names.drop_duplicates().head(top))]
        clear = surely(kept) if sure else None
        if thin and kept.iloc[:, 0].nunique() < (1 if sure else 2):  # one alone ranks nothing
            need = need or "thin"
        elif sure and not clear.any():
            need = need or "alike"
        if need:
            return self._left_out(key, title, need)
        table, ended = (kept[clear] if sure else kept), ""
        if sure and not clear.all():
            said = self._word("common.unsure", n=int((~clear).sum()))
            ended = f'<p class="how">{said}</p>'
        self.shown.append(key)
        keys = ("how", *(name for name, said in values.items() if said))
        told = [self._said("", f"{base}.{name}", **values) for name in keys]
        told = [escape(how, quote=False)] if how else told
        told += [self._word("common.thin")] * thin
        first = [name for name in names_in(table) if self.kinds.setdefault(name, key) == key]
        told.append(escape(kinds_said(first, self.language), quote=False))
        how = " ".join(filter(None, told))
        parts = [f'<h2 id="{escape(key)}">{title}</h2>', f'<p class="how">{how}</p>' if how else ""]
        with named_columns(table):
            body = sentences = ""
            if behind and table is not None:
                body = table_html(table, self.language, self._link, unit, columns, heads)
            if body and not self.evidence:
                body = _STYLE + body
                sentences = sentences_html(self.analysis, table, self.language)
            drawn = chart(table, language=self.language) if callable(chart) else chart
        if chart is None:
            parts.append(body + sentences)
            return Html("".join([*parts, ended]))
        caption = self._said("", f"{base}.chart", title, **values)
        parts.append(captioned(drawn, caption, table, self.analysis.articles, self.language))
        if body:
            parts.append(self._folded(body))
        parts.append(sentences)
        return Html("".join([*parts, ended]))

    def _folded(self, body: str) -> str:
        summary = self._word("common.table")
        return f'<details class="behind"><summary>{summary}</summary>{body}</details>'

    def limits(self) -> Html:
        """Closes the page: what the method can and cannot do, and how good it was measured to be.

        A report has the measured quality on a page of its own, to which the others lead.
        """
        title = self._word("common.limits")
        text = self._said("", f"{self.name}.limits")
        if (place := self._method()) and measured(self.analysis.annotator):
            link = measured_where(self.language, place, "plain.whole")
            quality = f'<p class="how">{link}</p>'
        else:
            quality = quality_box(self.analysis, self.language)
        missing = ""
        if not self.analysis.articles.empty:  # which the page says on top
            missing = unshown_html(self.unshown, self.language, folded=bool(self.shown))
        return Html(f'<h2 id="limits">{title}</h2><p>{text}</p>{quality}{missing}')

    def _method(self) -> str:
        """Where the page on method lies in a report; empty outside of one."""
        return f"{self.evidence.removesuffix('articles/')}{METHOD}" if self.evidence else ""

    def _left_out(self, key: str, title: str, need: str) -> Html:
        if not self.evidence or not has_word(f"{self.name}.limits", self.language):
            said = escape(need_said(need, self.language), quote=False).rstrip(":")
            return Html(f'<h2 id="{escape(key)}">{title}</h2><p class="how">{said}.</p>')
        titles = self.unshown.setdefault(need, [])
        if title not in titles:  # as where a cell is run again
            titles.append(title)
        return Html("")

    def _said(self, given: str, key: str, otherwise: str = "", **values: object) -> str:
        """What a notebook says itself, else the wording's text, else what stands in for it."""
        if not given and has_word(key, self.language):
            return self._word(key, **values)
        return escape(given or otherwise, quote=False)

    def _word(self, key: str, **values: object) -> str:
        return escape(word(key, self.language, **values), quote=False)

    def _link(self, place: str, text: str) -> str:
        article_id, _, anchor = place.partition("#")
        title = escape(self.titles.get(article_id, article_id))
        if not self.evidence:
            return f'<span title="{title}">{text}</span>'
        target = f"{self.evidence}{article_id}.html" + (f"#{anchor}" if anchor else "")
        return f'<a href="{target}" title="{title}">{text}</a>'


def page(
    analysis: Analysis,
    name: str,
    language: str = "de",
    evidence: str = "",
    subject: Choice | None = None,
) -> Page:
    """Prepares the page of a notebook.

    Args:
        analysis: The analysis to show.
        name: The notebook's name, which is its key in the wording.
        language: "de" or "en".
        evidence: Folder of the article pages, such as "articles/"; empty outside a report.
        subject: The actor or story that the page is about, if it is about one.

    Raises:
        WrongCall: There is no such language.
    """
    if language not in LANGUAGES:
        raise WrongCall(f"There is no language '{language}'; choose one of: de, en.")
    articles = headed(analysis.articles)
    titles = dict(zip(articles["article_id"], articles["title"], strict=True))
    return Page(name, analysis, language, evidence, titles, subject)
