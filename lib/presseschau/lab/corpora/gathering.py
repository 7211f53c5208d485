"""Gathering: files in, what was read and refused, dates and outlets mended, saved as a corpus."""

from functools import partial
from html import escape
from pathlib import Path, PurePosixPath

import ipywidgets as widgets
import pandas as pd
from IPython.display import FileLink

from presseschau.articles import load_articles
from presseschau.core.calls import WrongCall
from presseschau.lab.corpora.card import Card, holdings, save_corpus
from presseschau.reports import report
from presseschau.views.cells import table_html
from presseschau.views.wording import number, word

#: How many articles without a date are shown at once.
UNDATED = 20
#: A card on which nothing stands yet.
EMPTY = Card()
_WIDE = widgets.Layout(width="100%", max_width="60rem")
_SNUG = {"width": "auto", "align_self": "flex-start"}
_FIELD = {"style": {"description_width": "12rem"}, "layout": _WIDE}


class Gathering:
    """A desk on a folder, or on an empty one for files to be dropped into.

    Show its parts one by one: ``drop``, ``read``, ``mend``, ``form``, ``reporter``. ``articles``
    and ``rejects`` always hold what is shown.

    Args:
        source: A folder, file or archive of your own; empty to begin with dropped files.
        inbox: The folder in which dropped files are kept.
        language: "de" or "en".
        card: What the form for the corpus's card begins with.

    Raises:
        FileNotFoundError: The source does not exist.
    """

    def __init__(
        self, source: str = "", inbox: str = "eingang", language: str = "de", card: Card = EMPTY
    ) -> None:
        self._source, self._inbox, self._language = source, Path(inbox), language
        self._word = lambda key, **values: word(f"gather.{key}", language, **values)
        self._build(card)
        self.load()

    def _build(self, card: Card) -> None:
        field = partial(widgets.Text, **_FIELD)
        button = partial(widgets.Button, button_style="primary", layout=_SNUG)
        self.drop = widgets.FileUpload(multiple=True, description=self._word("drop"), layout=_SNUG)
        self.drop.observe(lambda _: self._take_files(), "value")
        self.read, self.saved = widgets.HTML(layout=_WIDE), widgets.HTML(layout=_WIDE)
        self.mend = widgets.VBox()
        self._card = {
            name: field(value, description=self._word(name))
            for name, value in card._asdict().items()
        }
        self.folder = field(self._word("folder_value"), description=self._word("folder"))
        self.keep = button(description=self._word("save"))
        self.keep.on_click(lambda _: self._save())
        self.form = widgets.VBox([*self._card.values(), self.folder, self.keep, self.saved])
        self.start = button(description=self._word("report"))
        self.start.on_click(lambda _: self._report())
        self.progress, self.link = widgets.HTML(), widgets.Output()
        self.reporter = widgets.VBox([self.start, self.progress, self.link])

    @property
    def articles(self) -> pd.DataFrame:
        """The articles as read, with the outlets and dates that were filled in."""
        names = {name: text.value.strip() for name, text in self._outlets.items()}
        dates = {row: picker.value for row, picker in self._dates.items() if picker.value}
        mended = self._read.assign(outlet=self._read["outlet"].map(names).astype("str"))
        mended.loc[list(dates), "published"] = pd.to_datetime(list(dates.values()))
        return mended

    def load(self) -> None:
        """Reads the source and the dropped files anew and shows what was read and refused."""
        places = [self._source] if self._source else []
        places += [str(self._inbox)] if self._inbox.is_dir() else []
        self._read, self.rejects = load_articles(*places)
        self._lay_out()
        self._show()

    def _take_files(self) -> None:
        """Keeps dropped files in the inbox, under their own names without any folder."""
        self._inbox.mkdir(parents=True, exist_ok=True)
        for file in self.drop.value:
            name = PurePosixPath(file["name"].replace("\\", "/")).name.lstrip(".") or "datei"
            (self._inbox / name).write_bytes(file["content"])
        if self.drop.value:
            self.drop.value = ()
            self.load()

    def _show(self) -> None:
        """Writes how much was read, by outlet, and every refusal with its reason."""
        table = partial(table_html, language=self._language, link=lambda _, text: escape(text))
        articles = self.articles
        undated = articles["published"].isna().sum()
        read = self._word("read_value", articles=len(articles), undated=undated)
        held = holdings(articles)
        heads = {name: self._word(f"columns.{name}") for name in held}
        parts = [f"<p>{escape(read)}</p>", table(held, heads=heads)]
        if len(self.rejects):
            parts.append(f"<p>{escape(self._word('rejects', n=len(self.rejects)))}</p>")
            parts.append(table(self.rejects))
        self.read.value = "".join(parts)

    def _lay_out(self) -> None:
        """Builds a field for each outlet and for each article without a date."""
        count = partial(number, language=self._language)
        self._outlets = {
            outlet: widgets.Text(
                outlet,
                description=f"{outlet or self._word('unnamed')} ({count(size)})",
                continuous_update=False,
                **_FIELD,
            )
            for outlet, size in self._read["outlet"].value_counts().sort_index().items()
        }
        undated = self._read[self._read["published"].isna()]
        self._dates = {
            row.Index: widgets.DatePicker(description=(row.title or row.path)[:60], **_FIELD)
            for row in undated.head(UNDATED).itertuples()
        }
        for field in (*self._outlets.values(), *self._dates.values()):
            field.observe(lambda _: self._show(), "value")
        rest = len(undated) - len(self._dates)
        note = self._word("more", n=rest) if rest else ""
        note = self._word("none") if undated.empty else note
        self.mend.children = [
            _html("h3", self._word("outlets_head")),
            *self._outlets.values(),
            _html("h3", self._word("dates_head")),
            *self._dates.values(),
            _html("p", note),
        ]

    def save(self, folder: str | Path) -> Path:
        """Saves what is on the desk, with the card as filled in; see :func:`save_corpus`."""
        card = Card(**{name: field.value for name, field in self._card.items()})
        self.folder.value = str(folder)
        return save_corpus(self.articles, self.rejects, folder, card, self._language)

    def _save(self) -> None:
        try:
            folder = self.save(self.folder.value)
        except (OSError, ValueError) as error:
            _say(self.saved, str(error))
            return
        _say(self.saved, self._word("saved", folder=folder, n=len(self._read)))

    def _report(self) -> None:
        """Writes a report on the saved corpus beside it and links to its first page."""
        corpus = Path(self.folder.value)
        out = corpus.with_name(f"{corpus.name}-bericht")
        self.start.disabled = True
        try:
            if not corpus.is_dir():
                raise WrongCall(self._word("save_first"))
            say = partial(_say, self.progress)
            report(corpus, out, parameters={"language": self._language}, say=say)
        except (OSError, RuntimeError, ValueError) as error:
            _say(self.progress, str(error))
        else:
            _say(self.progress, self._word("reported", folder=out))
            self.link.append_display_data(FileLink(str(out / "index.html")))
        finally:
            self.start.disabled = False


#: What a cell says: ``gather(folder)`` opens the desk.
gather = Gathering


def _say(place: widgets.HTML, sentence: str) -> None:
    place.value = f'<p role="status">{escape(sentence)}</p>'


def _html(tag: str, text: str) -> widgets.HTML:
    return widgets.HTML(f"<{tag}>{escape(text)}</{tag}>")
