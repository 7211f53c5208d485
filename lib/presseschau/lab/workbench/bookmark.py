"""The bookmark: what a person has chosen to look at, kept so that a reload finds it again."""

import datetime as dt
import json
from pathlib import Path
from typing import NamedTuple

from presseschau.core.placing import write_whole
from presseschau.lab.workbench.shelf import Shelf
from presseschau.measures import find_actor, find_story

#: Where the place is kept, beside the notebook.
MEMORY = ".explore.json"
#: What narrows a corpus.
FILTERS = ("outlet", "start", "end", "story", "actor")


class Place(NamedTuple):
    """A corpus, what is left of it, the view, and the article that is open ("id#anchor").

    ``source`` is what the notebook named when this was chosen; empty where nothing is known of it.
    """

    corpus: str = ""
    outlet: str = ""
    start: str = ""
    end: str = ""
    story: str = ""
    actor: str = ""
    word: str = ""
    search: str = ""
    view: str = "overview"
    article: str = ""
    source: str = ""


def read_place(path: str | Path) -> Place:
    """Reads a kept place; what is missing or damaged is as if nothing had been chosen."""
    try:
        kept = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Place()
    known = kept if isinstance(kept, dict) else {}
    names = [name for name in Place._fields if isinstance(known.get(name), str)]
    return Place(**{name: known[name] for name in names})


def keep_place(path: str | Path, place: Place) -> bool:
    """Writes a place, the file as a whole; False where the folder cannot be written."""
    try:
        write_whole(Path(path), json.dumps(place._asdict(), ensure_ascii=False, indent=1))
    except OSError:
        return False
    return True


def fitting(place: Place, shelf: Shelf) -> tuple[Place, list[str]]:
    """Brings a place to what the corpus holds.

    An actor may be given by name, a story by some words of its label.

    Returns:
        The place, and the names of the fields that were emptied.
    """
    articles, analysis = shelf.articles, shelf.analysis
    actor, story = place.actor, place.story
    if actor and actor not in shelf.naming:
        actor = find_actor(analysis, actor).key
    if story and story not in set(articles["story"]):
        story = find_story(analysis, story).key
    found = {
        "outlet": place.outlet if place.outlet in set(articles["outlet"]) else "",
        "story": story,
        "actor": actor,
        "article": place.article if place.article.partition("#")[0] in shelf.titles else "",
        "start": str(read_day(place.start) or ""),
        "end": str(read_day(place.end) or ""),
    }
    lost = [name for name, value in found.items() if getattr(place, name) and not value]
    return place._replace(**found), lost


def read_day(value: str) -> dt.date | None:
    """The day that is written as YYYY-MM-DD; None where none is."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None
