"""The session: one article under review, and what the file of corrections says of it already."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from presseschau.core.analysis import Analysis
from presseschau.core.slugs import slug
from presseschau.core.tables import empty, format_spans, parse_spans
from presseschau.link.corrections import read_corrections, take_back, write_correction
from presseschau.link.corrections.reach import nearest, overlap

Row = dict[str, Any]

#: How many actors a field offers; every other one can be written out.
OFFERED = 500
#: What a row can be about whose value is an actor.
NAMING = ("speaker", "mention", "actor")
#: The tables that nobody corrects here; without them an article opens faster.
_UNUSED = ("tokens", "roles", "utterances", "removed", "rejects")


class Names(NamedTuple):
    """Actors by the names that forms show, and by all that they are called."""

    shown: dict[str, str]
    ids: dict[str, str]
    called: dict[str, set[str]]


def name_actors(analysis: Analysis) -> Names:
    """Each actor the name that forms show: with the id where two have the same one."""
    actors = analysis.actors
    twice = actors["name"].duplicated(keep=False)
    shown = actors["name"].where(~twice, actors["name"] + " (" + actors["actor_id"] + ")")
    names = dict(zip(actors["actor_id"], shown, strict=True))
    called: dict[str, set[str]] = defaultdict(set)
    for actor in actors[["actor_id", "name", "aliases"]].itertuples(index=False):
        for name in filter(None, [actor.name, *actor.aliases.split("; ")]):
            called[name.casefold()].add(actor.actor_id)
    return Names(names, {name: actor_id for actor_id, name in names.items()}, called)


def actor_meant(value: str, names: Names) -> str:
    """The id of the actor whom a person wrote, or the name as it is if nobody has it.

    Raises:
        LookupError: Several actors are called so.
    """
    value = " ".join(value.split())
    if not value:
        return ""
    if value in names.ids:
        return names.ids[value]
    if value in names.shown:
        return value
    found = names.called.get(value.casefold(), set())
    if len(found) > 1:
        named = {actor for actor in found if names.shown[actor].casefold() == value.casefold()}
        found = named or found
    if len(found) > 1:
        raise LookupError(value)
    return next(iter(found), slug(value) if slug(value) in names.shown else value)


def offered(names: Names, first: Iterable[str], also: Iterable[str] = ()) -> list[str]:
    """The names to offer: of the actors that come ``first``, then of those most in the news.

    ``also`` are names that were written before and that no actor has yet.
    """
    ids = dict.fromkeys([*(i for i in first if i in names.shown), *names.shown])
    listed = [names.shown[actor_id] for actor_id in ids][:OFFERED]
    return list(dict.fromkeys([*listed, *(name for name in also if name)]))


class Session:
    """An analysis, a file of corrections, and the article that is open.

    Attributes:
        article_id: The article that is open, with its ``text`` and the rows of its ``quotes``,
            ``mentions``, ``tone`` and ``sentences``; what was added by hand is among them, marked
            as ``added``.
        reviews: What of each article was reviewed as a whole: quote, mention, tenor.
        problem: Why the file cannot be read; empty if it can.
    """

    def __init__(self, analysis: Analysis, path: Path, author: str = "") -> None:
        self.path, self.author = path, author
        self.analysis, self.names = Analysis(), Names({}, {}, {})
        self._written: list[list[Row]] = []
        self.article_id = ""
        self.turn_to(analysis)

    def turn_to(self, analysis: Analysis) -> None:
        """Takes an analysis and reads what the file says of it; articles are opened later."""
        if analysis.actors is not self.analysis.actors:
            self.names = name_actors(analysis)
        self.analysis = replace(analysis, **{name: empty(name) for name in _UNUSED})
        self.read()

    def read(self) -> None:
        """Reads the file of corrections again."""
        self._all, self.problem = [], ""
        try:
            if self.path.exists():
                self._all = read_corrections(self.path).to_dict("records")
        except (OSError, ValueError) as error:
            self.problem = getattr(error, "strerror", "") or str(error)
        self.reviews: dict[str, set[str]] = {}
        for row in self._all:
            if row["action"] == "reviewed":
                self.reviews.setdefault(row["article_id"], set()).add(row["what"])

    def open(self, article_id: str) -> None:
        """Opens an article."""
        one = self.analysis.keep([article_id])
        self.article_id, self.text = article_id, one.articles["text"].iloc[0]
        self.sentences = one.sentences.to_dict("records")
        self._found = [table.to_dict("records") for table in (one.quotes, one.mentions, one.tone)]
        self._add()

    @property
    def rows(self) -> list[Row]:
        """What the file says of the article."""
        return [row for row in self._all if row["article_id"] == self.article_id]

    @property
    def new_names(self) -> list[str]:
        """The names in the file that no actor of the analysis has."""
        naming = [row for row in self._all if row["what"] in NAMING]
        values = dict.fromkeys(row["value"] for row in naming if row["value"])
        return [value for value in values if self.actor(value) not in self.names.shown]

    def actor(self, value: str) -> str:
        """The actor whom a row of the file names; what is unclear stays as it is."""
        try:
            return actor_meant(value, self.names)
        except LookupError:
            return value

    def shown(self, actor: str) -> str:
        """The name that forms show for an actor of the analysis or of the file."""
        return self.names.shown.get(actor, actor)

    def said(self, what: str, start: int, end: int) -> Row | None:
        """The last row of the file about a quote, speaker or mention at a place."""
        rows = [row for row in self.rows if row["what"] == what and row["start"] >= 0]
        return _last(rows, lambda row: nearest([row], start, end) is not None)

    def said_of_tenor(self, judgement: Row) -> Row | None:
        """The last row of the file about a judgement: its sentence, actor and words."""
        actor, number = judgement["actor_id"], judgement["sentence"]
        rows = [
            row
            for row in self.rows
            if row["what"] == "tenor"
            and self.actor(row["actor"]) == actor
            and self.sentence(row["start"]) == number
        ]
        spans = parse_spans(judgement["evidence"])
        narrow = _last(rows, lambda row: any(overlap(span, row) for span in spans))
        alone = len(self._judgements(actor, number)) < 2
        return narrow or (rows[-1] if rows and alone else None)

    def said_of_actors(self) -> list[Row]:
        """The last row of the file about each actor and spelling, here or everywhere."""
        last = {}
        for row in self._all:
            if row["what"] == "actor" and row["article_id"] in ("", self.article_id):
                spelling = row["action"] == "split" and row["text"]
                last[row["article_id"], row["actor"], spelling] = row
        return list(last.values())

    def sentence(self, offset: int) -> int:
        """The number of the sentence around an offset, -1 if there is none."""
        inside = (s["sentence"] for s in self.sentences if s["start"] <= offset < s["end"])
        return next(inside, -1)

    @property
    def can_undo(self) -> bool:
        """Whether something was written in this session that can be taken back."""
        return bool(self._written)

    def write(self, rows: list[Row], note: str = "") -> None:
        """Appends rows to the file.

        Raises:
            ValueError: The file, as it is, is wrong.
            OSError: It cannot be written.
        """
        rows = [row | {"author": self.author, "note": note} for row in rows]
        write_correction(self.path, *rows)
        self._written.append(rows)
        self.read()
        self._add()

    def undo(self) -> None:
        """Takes back what was written last.

        Raises:
            ValueError: The file has changed since.
            OSError: It cannot be written.
        """
        take_back(self.path, *self._written[-1])
        self._written.pop()
        self.read()
        self._add()

    def _add(self) -> None:
        """Puts what the file adds to the article beside what the annotator found."""
        self.quotes, self.mentions, self.tone = (
            [row | {"added": False} for row in rows] for rows in self._found
        )
        for row in self.rows:
            if row["action"] != "add" or row["end"] > len(self.text):
                continue
            if row["what"] == "tenor":
                number, rows = self.sentence(row["start"]), self.tone
                if number < 0:
                    continue
                found = next(iter(self._judgements(self.actor(row["actor"]), number)), None)
            else:
                rows = self.quotes if row["what"] == "quote" else self.mentions
                found = nearest(rows, row["start"], row["end"])
            if not found:
                found = self._new(row)
                rows.append(found)
            found["added"] = True

    def _judgements(self, actor: str, number: int) -> list[Row]:
        return [r for r in self.tone if (r["actor_id"], r["sentence"]) == (actor, number)]

    def _new(self, row: Row) -> Row:
        start, end = row["start"], row["end"]
        place = {"article_id": self.article_id, "text": self.text[start:end]}
        if row["what"] == "tenor":
            sentence, tenor = self.sentence(start), int(row["value"] or 0)
            more = {"sentence": sentence, "actor_id": self.actor(row["actor"]), "tenor": tenor}
            return place | more | {"evidence": format_spans([(start, end)]), "voice": ""}
        place |= {"start": start, "end": end, "actor_id": "", "candidates": ""}
        return place | {"quote": -1, "type": row["value"], "speaker": ""}


def _last(rows: list[Row], fits: Callable[[Row], bool]) -> Row | None:
    return next((row for row in reversed(rows) if fits(row)), None)
