"""Gathering: files in, what was read and is missing, mended, first findings, saved as a corpus."""

import shlex
import sys
from functools import partial
from html import escape
from itertools import count
from pathlib import Path, PurePosixPath

import ipywidgets as widgets
import pandas as pd
from IPython.display import HTML, FileLink

from presseschau.articles import load_articles
from presseschau.core.calls import WrongCall
from presseschau.core.placing import write_whole
from presseschau.lab.corpora.card import Card, holdings, save_corpus
from presseschau.lab.corpora.mending import FIELD, Mending
from presseschau.lab.parts import Column, Text, button, told, unseen
from presseschau.lab.workbench.bookmark import MEMORY, Place, keep_place
from presseschau.measures import findings
from presseschau.pipeline.analyzing import analyze
from presseschau.reports import report
from presseschau.reports.safety import harmless
from presseschau.views.cells import table_html
from presseschau.views.findings import findings_html
from presseschau.views.needs import lacks
from presseschau.views.wording import word

#: A card on which nothing stands yet.
EMPTY = Card()
_EXPLORE = "explore.ipynb"
_WIDE = widgets.Layout(width="100%", max_width="60rem")
_HERE = Path(__file__).parent


class Gathering:
    """A desk on a folder, or on an empty one for files to be dropped into.

    Show its parts one by one: ``drop``, ``read``, ``mend``, ``first``, ``form``, ``onward``.
    ``articles`` and ``rejects`` always hold what is shown.

    ``source`` is a folder, file or archive; empty to begin with dropped files, which are kept in
    the folder ``inbox``. The form for the corpus's card begins with what ``card`` says.

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
        field = partial(widgets.Text, **FIELD)
        main = {"style": "primary", "align_self": "flex-start"}
        snug = {"width": "auto", "align_self": "flex-start"}
        self.upload = widgets.FileUpload(multiple=True, description=self._word("drop"), layout=snug)
        self.upload.observe(lambda _: self._take_files(), "value")
        hint = widgets.HTML(f"<p>{escape(self._word('drop_how'))}</p>")
        self.drop = Column([_equipment(), self.upload, hint])
        self.drop.add_class("ps-drop")
        self.read, self.saved = Text(layout=_WIDE), widgets.HTML(layout=_WIDE)
        self.mend = Mending(self._language)
        self.find = button(self._word("find"), self._find, **main)
        self.found = widgets.HTML(layout=_WIDE)
        self.first = Column([self.find, self.found])
        card = card._replace(title=card.title or self._word("title_value"))
        self._card = {
            name: field(value, description=self._word(name))
            for name, value in card._asdict().items()
        }
        self.folder = field(self._word("folder_value"), description=self._word("folder"))
        self.keep = button(self._word("save"), self._save, **main)
        self.form = Column([*self._card.values(), self.folder, self.keep, self.saved])
        self.start = button(self._word("report"), self._report, **main)
        self.progress = widgets.HTML()
        self.explore, self.link = widgets.Output(), widgets.Output()
        self.onward = Column([self.explore, self.start, self.progress, self.link])
        self.reporter = self.onward  # its name in notebooks of before

    @property
    def articles(self) -> pd.DataFrame:
        """The articles as read, with the outlets and dates that were filled in."""
        return self.mend.mended(self._read)

    def load(self) -> None:
        """Reads the source and the dropped files anew and shows what was read and refused."""
        places = [self._source] if self._source else []
        places += [str(self._inbox)] if self._inbox.is_dir() else []
        _say(self.read, self._word("reading"))
        self._read, self.rejects = load_articles(*places)
        self.mend.lay_out(self._read, self._show)
        self._show()

    def _take_files(self) -> None:
        """Keeps dropped files in the inbox, under their own names without any folder."""
        for file in self.upload.value:
            name = PurePosixPath(file["name"].replace("\\", "/")).name.lstrip(".") or "datei"
            write_whole(self._inbox / name, file["content"])
        if self.upload.value:
            self.upload.value = ()
            self.load()

    def _show(self) -> None:
        """Writes how much was read, by outlet, what is missing, and every refusal.

        What was found in, or saved of, the articles before is no longer shown.
        """
        table = partial(table_html, language=self._language, link=lambda _, text: escape(text))
        articles = self.articles
        held = holdings(articles)
        heads = {name: self._word(f"columns.{name}") for name in held}
        parts = [f"<p><strong>{escape(self._word('read_value', n=len(articles)))}</strong></p>"]
        if len(articles):
            parts += [f"<p>{escape(lacks(articles, self._language))}</p>", table(held, heads=heads)]
        if len(self.rejects):
            parts.append(f"<p>{escape(self._word('rejects', n=len(self.rejects)))}</p>")
            parts.append(table(self.rejects))
        self.read.value = f'<div class="ps-desk">{"".join(parts)}</div>'
        for shown in (self.found, self.saved, self.progress):
            shown.value = ""
        for shown in (self.explore, self.link):
            shown.outputs = ()

    def _find(self) -> None:
        """Reads the texts, which takes a while, and shows what stands out or is missing for it."""
        articles = self.articles
        if articles.empty:
            _say(self.found, self._word("no_articles"))
            return
        _say(self.found, self._word("finding", n=len(articles)))
        self.find.disabled = True
        try:
            analysis = analyze(articles, self.rejects)
            shown = findings_html(analysis, findings(analysis), self._language)
            self.found.value = f'<div class="ps-desk">{harmless(shown)}</div>'
        except (OSError, RuntimeError, ValueError) as error:
            _say(self.found, self._word("failed", why=error))
        finally:
            self.find.disabled = False

    def save(self, folder: str | Path) -> Path:
        """Saves what is on the desk, with the card as filled in; see :func:`save_corpus`.

        The notebook *explore*, where it lies beside, opens the corpus next.
        """
        card = Card(**{name: field.value for name, field in self._card.items()})
        self.folder.value = str(folder)
        saved = save_corpus(self.articles, self.rejects, folder, card, self._language)
        self._lead_on(saved)
        return saved

    def _save(self) -> None:
        try:
            folder = self.save(self.folder.value)
        except (OSError, ValueError) as error:
            _say(self.saved, str(error))
            return
        _say(self.saved, self._word("saved", folder=folder, n=len(self._read)))

    def _lead_on(self, folder: Path) -> None:
        """Shows the way to the workbench, and the command that writes a report on the corpus."""
        parts = []
        if Path(_EXPLORE).is_file():  # JupyterLab opens such a link itself
            keep_place(MEMORY, Place(corpus=str(folder)))
            link = f'<a href="{_EXPLORE}">{escape(self._word("explore"))}</a>'
            parts.append(f"<p><strong>{link}</strong> {escape(self._word('explore_how'))}</p>")
        tool = Path(sys.executable).with_name("presseschau")
        call = [str(tool if tool.is_file() else tool.name), "report", "--source"]
        call += [str(folder.resolve()), "--language", self._language]
        told = f"{escape(self._word('command'))}<br><code>{escape(shlex.join(call))}</code>"
        self.explore.outputs = ()
        self.explore.append_display_data(HTML("".join([*parts, f"<p>{told}</p>"])))

    def _report(self) -> None:
        """Writes a report on the saved corpus beside it and links to its first page."""
        corpus = Path(self.folder.value)
        out = corpus.with_name(self._word("report_folder", folder=corpus.name))
        self.start.disabled = True
        try:
            if not corpus.is_dir():
                raise WrongCall(self._word("save_first"))
            steps = count()
            self._step(next(steps))
            given = {"language": self._language}
            report(corpus, out, parameters=given, say=lambda _: self._step(next(steps)))
        except (OSError, RuntimeError, ValueError) as error:
            _say(self.progress, str(error))
        else:
            _say(self.progress, self._word("reported", folder=out))
            self.link.append_display_data(FileLink(str(out / "index.html")))
        finally:
            self.start.disabled = False

    def _step(self, n: int) -> None:
        _say(self.progress, self._word("reporting", n=n))


#: What a cell says: ``gather(folder)`` opens the desk.
gather = Gathering


def _equipment() -> widgets.Widget:
    """What the browser needs: how files are dropped, and a style for tables."""
    script, style = (_HERE.joinpath(n).read_text("utf-8") for n in ("drop.js", "desk.css"))
    return unseen(f"<style>{style}</style><script>{script}</script>")


def _say(place: widgets.HTML, sentence: str) -> None:
    place.value = told(sentence)
