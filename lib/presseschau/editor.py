"""The editor: an article with its quotes, and a form for JupyterLab that writes corrections."""

from functools import partial
from html import escape
from pathlib import Path

import ipywidgets as widgets

from presseschau.analysis import Analysis
from presseschau.corrections import write_correction
from presseschau.corrections.rows import add_quote, judge_quote, mark_reviewed, reject_quote
from presseschau.reports.evidence import Mark, evidence_pages, mark_up
from presseschau.tables import QUOTE_TYPES, parse_spans
from presseschau.wording import label, word

#: How much text is shown before and behind a quote.
_AROUND = 160
_WIDE = widgets.Layout(width="100%", max_width="60rem")
_STYLE = {"description_width": "6rem"}
#: What a report's page has around its article, and what shows the chosen quote.
_PAGE_STYLE = (
    ".top,.bottom,.legend,.margin,.back,.how,.skip{{display:none}}#q{}{{outline:3px solid}}"
)


def edit(
    analysis: Analysis,
    path: str | Path = "corrections.csv",
    article_id: str = "",
    language: str = "de",
    author: str = "",
) -> "Editor":
    """Opens a form in JupyterLab in which a person confirms, corrects and adds quotes.

    What is saved is appended to the file of corrections; the analysis itself stays as it is until
    the notebook is run again with the parameter ``corrections``.

    Args:
        analysis: The analysis.
        path: The file of corrections; made with the first row.
        article_id: The article to begin with; the first one if empty.
        language: "de" or "en".
        author: Who corrects, for the column author.
    """
    return Editor(analysis, Path(path), article_id, language, author)


class Editor(widgets.VBox):
    """The form; its fields are native controls, in the order of the Tab key."""

    def __init__(
        self, analysis: Analysis, path: Path, article_id: str, language: str, author: str
    ) -> None:
        self._analysis, self._path, self._author = analysis, path, author
        self._language = language
        self._word = partial(word, language=language)
        self._label = partial(label, language=language)
        self._names, self._ids = _speakers(analysis)
        self._seen: set[tuple[str, int]] = set()
        self._build()
        super().__init__(children=[self.status])
        if analysis.articles.empty:
            self._say(self._word("editor.no_articles"))
            return
        ids = list(analysis.articles["article_id"])
        first = article_id if article_id in ids else ids[0]
        self.article.options = [
            (f"{n} · {row.title or row.article_id} ({row.outlet})", row.article_id)
            for n, row in enumerate(analysis.articles.itertuples(), 1)
        ]
        self.article.value = first
        self.article.observe(lambda _: self._show_article(), "value")
        self.quote.observe(lambda _: self._show_quote(), "value")
        self._show_article()
        buttons = widgets.HBox([self.save, self.delete, self.reviewed])
        fields = [self.words, self.type, self.speaker, self.note, buttons, self.status]
        self.children = [self.article, self.page, self.quote, self.context, *fields]

    def _build(self) -> None:
        field = partial(self._field, style=_STYLE, layout=_WIDE)
        self.article = field(widgets.Dropdown, "article")
        self.quote = field(widgets.Dropdown, "quote")
        self.page, self.context, self.status = (widgets.HTML(layout=_WIDE) for _ in range(3))
        self.words = field(
            widgets.Textarea, "words", placeholder=self._word("editor.words_hint"), rows=2
        )
        types = [(self._label(name), name) for name in QUOTE_TYPES]
        self.type = field(widgets.Dropdown, "type", options=types)
        self.speaker = field(
            widgets.Combobox,
            "speaker",
            options=list(self._ids),
            placeholder=self._word("editor.speaker_hint"),
        )
        self.note = field(widgets.Text, "note")
        self.save = self._button("save", self._save, button_style="primary")
        self.delete = self._button("delete", self._delete)
        self.reviewed = self._button("reviewed", self._mark_reviewed)

    def _field(self, kind: type, key: str, **options) -> widgets.Widget:
        return kind(description=self._word(f"editor.{key}"), **options)

    def _button(self, key: str, act, **options) -> widgets.Button:
        layout = widgets.Layout(width="auto")
        button = widgets.Button(description=self._word(f"editor.{key}"), layout=layout, **options)
        button.on_click(lambda _: act())
        return button

    def _show_article(self) -> None:
        one = self._analysis.keep([self.article.value])
        self._text = one.articles["text"].iloc[0]
        self._quotes = one.quotes.to_dict("records")
        self._html = next(html for _, html in evidence_pages(one, self._language))
        self._list_quotes()
        self.quote.index = 0
        self._show_quote()

    def _list_quotes(self) -> None:
        """Lists the quotes, those already judged with a tick, and the missing one."""
        lines = []
        for number, quote in enumerate(self._quotes):
            who = self._names.get(quote["actor_id"], quote["speaker"]) or "–"
            seen = "✓ " if (self.article.value, number) in self._seen else ""
            shown = f"{seen}{number + 1} · {who}: {quote['text'][:70]}"
            lines.append((shown, number))
        with self.quote.hold_trait_notifications():
            self.quote.options = [*lines, (self._word("editor.missing"), len(lines))]

    def _chosen(self) -> dict | None:
        number = self.quote.value
        return self._quotes[number] if number is not None and number < len(self._quotes) else None

    def _show_quote(self) -> None:
        quote = self._chosen()
        self.words.disabled = quote is not None
        self.delete.disabled = quote is None
        self.note.value = ""
        self.words.value = quote["text"] if quote else ""
        self.type.value = quote["type"] if quote else "Direct"
        self.speaker.value = self._names.get(quote["actor_id"], "") if quote else ""
        self.context.value = _context(self._text, quote) if quote else ""
        style = _PAGE_STYLE.format(quote["quote"] if quote else "none")
        page = self._html.replace("</head>", f"<style>{style}</style></head>", 1)
        self.page.value = (
            f'<iframe title="{escape(self._word("editor.text"))}" srcdoc="{escape(page)}"'
            ' sandbox="allow-same-origin"'  # nothing in it may run
            ' style="width:100%;height:24rem;border:1px solid #999"></iframe>'
        )

    def _save(self) -> None:
        speaker = self.speaker.value.strip()
        given = self.type.value, self._ids.get(speaker, speaker)
        quote = self._chosen()
        if quote:
            self._write(judge_quote(quote, self._text, *given))
            return
        try:
            rows = add_quote(self.article.value, self._text, self.words.value, *given)
        except ValueError:
            self._say(self._word("editor.not_found"))
            return
        self._write(rows)

    def _delete(self) -> None:
        self._write(reject_quote(self._chosen(), self._text))

    def _mark_reviewed(self) -> None:
        self._write(mark_reviewed(self.article.value), step=False)

    def _write(self, rows: list[dict], step: bool = True) -> None:
        """Appends rows, says so, and goes on to the next quote."""
        more = {"author": self._author, "note": self.note.value}
        try:
            write_correction(self._path, *(row | more for row in rows))
        except (OSError, ValueError) as error:
            self._say(str(error))
            return
        self._say(self._word("editor.saved", path=self._path, rows=len(rows)))
        if step:
            chosen = self.quote.value
            self._seen.add((self.article.value, chosen))
            self._list_quotes()
            self.quote.index = min(chosen + 1, len(self._quotes))
            self._show_quote()

    def _say(self, sentence: str) -> None:
        self.status.value = f'<p role="status">{escape(sentence)}</p>'


def _speakers(analysis: Analysis) -> tuple[dict[str, str], dict[str, str]]:
    """Gives the shown name of each actor, with the id where names repeat, and the way back."""
    actors = analysis.actors[analysis.actors["kind"] != "OTH"]
    twice = actors["name"].duplicated(keep=False)
    shown = actors["name"].where(~twice, actors["name"] + " (" + actors["actor_id"] + ")")
    names = dict(zip(actors["actor_id"], shown, strict=True))
    return names, {name: actor_id for actor_id, name in names.items()}


def _context(text: str, quote: dict) -> str:
    """Shows a quote in the text around it, with its speaker and cue."""
    start, end = max(0, quote["start"] - _AROUND), min(len(text), quote["end"] + _AROUND)
    marks = [
        Mark(*span, kind)
        for kind, column in (("q", "spans"), ("speaker", "speaker_spans"), ("cue", "cue_spans"))
        for span in parse_spans(quote[column])
    ]
    style = (
        ".ps-context .q{background:#fbeeb3;color:#1d1c1a}"
        ".ps-context .speaker{text-decoration:underline}.ps-context .cue{font-style:italic}"
    )
    marked = mark_up(text, start, end, marks)
    return f'<style>{style}</style><p class="ps-context" lang="de">… {marked} …</p>'
