"""The bench: what is chosen in the fields is shown in the panel, and a click opens an article."""

import gc
from dataclasses import replace
from functools import partial
from pathlib import Path

import ipywidgets as widgets

from presseschau.core.analysis import check_file
from presseschau.lab.parts import unseen
from presseschau.lab.workbench.bench_views import PAGES, typical_word
from presseschau.lab.workbench.bookmark import FILTERS, Place, fitting, keep_place
from presseschau.lab.workbench.check_sheet import CheckSheet
from presseschau.lab.workbench.choosers import Fields
from presseschau.lab.workbench.panel import Panel
from presseschau.lab.workbench.reading import Reading
from presseschau.lab.workbench.search_tables import engine
from presseschau.lab.workbench.shelf import Shelf, select, shelve
from presseschau.link.corrections import apply_corrections, read_corrections
from presseschau.measures import find_actor
from presseschau.pipeline.opening import open_analysis
from presseschau.views.page import page
from presseschau.views.wording import word

_HERE = Path(__file__).parent


class Bench(widgets.VBox):
    """The workbench as one widget.

    Attributes:
        place: What is chosen.
        shelf: The corpus, laid out.
        fields, panel, reading, check, limits: Its parts.
    """

    def __init__(
        self,
        place: Place,
        corpora: list[str],
        annotator: str = "model",
        actors: str = "",
        corrections: str = "corrections.csv",
        memory: str = "",
        language: str = "de",
    ) -> None:
        """Opens the corpus of a place and shows it, as far as the corpus holds the place.

        ``corpora`` are offered; all else is as in :func:`explore`.
        """
        self._open_analysis = partial(open_analysis, annotator=annotator, actors=actors)
        self._corrections, self._memory = Path(corrections), memory
        self._language, self._quiet = language, False
        self.fields = Fields(corpora, language)
        self._how = {"annotator": annotator, "actors": actors}
        self.panel = Panel(language, self._opened)
        self.reading = Reading(corrections, language)
        self.check = CheckSheet(language, self._judged)
        self.limits = widgets.HTML()
        self._read = self._open_analysis(place.corpus)
        parts = [self.fields, self.panel, self.reading, self.check, self.limits]
        super().__init__(children=[*equipment(), *parts])
        self.add_class("ps-workbench")
        said = self._lay_out()
        if place.corpus != corpora[0]:
            said.append(self._say("kept_corpus", corpus=place.corpus, source=corpora[0]))
        if any(getattr(place, name) for name in (*FILTERS, "article")):
            said.append(self._say("restored"))
        self._begin(place, said)
        self._listen()

    def _say(self, key: str, **values: object) -> str:
        return word(f"workbench.{key}", self._language, **values)

    def _listen(self) -> None:
        fields = self.fields
        for name in (*FILTERS, "view", "word", "search"):
            getattr(fields, name).observe(lambda _: self._changed(), "value")
        fields.corpus.observe(lambda _: self._change_corpus(), "value")
        fields.opened.observe(lambda change: self.turn_to(*change["new"].split(" ")), "value")
        fields.reset.on_click(lambda _: self._reset())
        fields.again.on_click(lambda _: self._apply())

    def _lay_out(self, asked: bool = False) -> list[str]:
        """Lays out what was read, the corrections put over it; says what came of them."""
        analysis, said = self._read, []
        try:
            if self._corrections.is_file():
                analysis = apply_corrections(analysis, read_corrections(self._corrections))
                applied = int((analysis.corrections["state"] == "applied").sum())
                counts = {"applied": applied, "other": len(analysis.corrections) - applied}
                said = [self._say("applied", path=self._corrections, **counts)]
            elif asked:
                said = [self._say("nothing_applied", path=self._corrections)]
        except (OSError, ValueError) as error:
            said = [self._say("wrong_corrections", why=error)]
        self.shelf: Shelf = shelve(analysis)
        # The garbage collector's rounds over what is laid out would be seen (0.4 s).
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        return said

    def _opened(self) -> dict[str, str]:
        """How the corpus that is shown is opened in code."""
        there = self._corrections.is_file()
        return self._how | {"corrections": str(self._corrections) if there else ""}

    def _apply(self) -> None:
        self.fields.say([self._say("applying")])
        self._begin(self.place, self._lay_out(asked=True))

    def _begin(self, place: Place, said: list[str]) -> None:
        """Shows a place in the corpus that is laid out, as far as the corpus holds it."""
        fitted, lost = fitting(place, self.shelf)
        if lost:
            names = ", ".join(self._say(name) for name in lost)
            said = [*said, self._say("lost", names=names)]
        view = fitted.view if fitted.view in PAGES else next(iter(PAGES))
        sought = fitted.word or typical_word(self.shelf)
        self._show(fitted._replace(view=view, word=sought), said, fill=True)
        if fitted.article:
            self.reading.show(self.shelf, fitted.article)
        else:
            self.reading.clear(self.shelf)
        self.check.take(self._read, check_file(fitted.corpus))
        self._tell_limits()

    def _tell_limits(self) -> None:
        self.limits.value = page(self.shelf.analysis, "workbench", self._language).limits().html

    def _judged(self, check: str) -> None:
        """Takes what was found right of the corpus, from which its precision is told."""
        self._read = replace(self._read, check=check)
        analysis = replace(self.shelf.analysis, check=check)
        self.shelf = self.shelf._replace(analysis=analysis)
        self._tell_limits()

    def _changed(self) -> None:
        if self._quiet:
            return
        actor, said = "", []
        if asked := self.fields.actor.value:
            found = find_actor(self.shelf.analysis, asked)
            actor = found.key
            if not actor:
                near = ", ".join(found.suggestions)
                hint = word("common.suggestions", self._language, names=near) if near else ""
                said = [self._say("unknown_actor", asked=asked, hint=hint)]
        self._show(self.fields.read(self.place, actor), said)

    def _show(self, place: Place, said: list[str], fill: bool = False) -> None:
        """Shows a place, keeps it, and says how much of the corpus it is."""
        self.place = place
        name = self._name(place.actor)
        if fill:
            self._quiet = True
            self.fields.offer(self.shelf)
            self.fields.write(place, name)
            self._quiet = False
        chosen = select(self.shelf, **{name: getattr(place, name) for name in FILTERS})
        sizes = {"n": len(chosen.articles), "all": len(self.shelf.articles)}
        said = [*said, self._say("basis", **sizes)]
        if place.actor:
            said.append(self._say("with_actor", actor=name))
        if place.start and place.end and place.start > place.end:
            said.append(self._say("wrong_days"))
        if self._memory and not keep_place(self._memory, place):
            said.append(self._say("not_kept"))
        self.panel.show(self.shelf, chosen, place)
        long = any(view.total > len(view.table) for view in self.panel.views)
        self.fields.reveal(place.view, long)
        self.fields.say(said)

    def _name(self, actor: str) -> str:
        actors = self.shelf.analysis.actors
        names = actors.loc[actors["actor_id"] == actor, "name"]
        if names.empty:
            return ""
        twice = (actors["name"] == names.iloc[0]).sum() > 1
        return actor if twice else str(names.iloc[0])

    def _reset(self) -> None:
        self._show(self.place._replace(search="", **dict.fromkeys(FILTERS, "")), [], fill=True)

    def _change_corpus(self) -> None:
        """Reads another corpus; where it cannot be read, the one before stays."""
        corpus = self.fields.corpus.value.strip()
        if self._quiet or not corpus or corpus == self.place.corpus:
            return
        self.fields.say([self._say("reading", corpus=corpus)])
        try:
            self._read = self._open_analysis(corpus)
        except (OSError, ValueError) as error:
            missing = isinstance(error, FileNotFoundError)
            why = self._say("no_source") if missing else error
            self.fields.say([self._say("not_read", corpus=corpus, why=why)])
            return
        place = Place(corpus, view=self.place.view, source=self.place.source)
        self._begin(place, self._lay_out())

    def turn_to(self, place: str, asked: str = "") -> None:
        """Opens what a click asks for at some time: an article at a place ("id#anchor").

        The place of a row ("#voice:3") opens the sentences behind it.
        """
        article_id, _, anchor = place.partition("#")
        if not article_id:
            self.panel.unfold(anchor)
        elif article_id in self.shelf.titles:
            self.reading.show(self.shelf, place, asked)
            self.place = self.place._replace(article=place)
            if self._memory:
                keep_place(self._memory, self.place)


def equipment(tables: bool = True) -> list[widgets.Widget]:
    """What the browser needs: the library of the tables, the bridge and the style."""
    script, style = (_HERE.joinpath(n).read_text("utf-8") for n in ("bridge.js", "bench.css"))
    library = engine() if tables else ""
    return [unseen(f"{library}<script>{script}</script>"), widgets.HTML(f"<style>{style}</style>")]
