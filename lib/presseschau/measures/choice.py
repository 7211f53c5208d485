"""Choice: the actor, story or outlet that a person means, found by what they wrote."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.core.tables import ordered
from presseschau.measures import corpus
from presseschau.measures.voice import spoken

#: From this likeness of two spellings on (difflib's ratio), one may be meant for the other.
_ALIKE = 0.78
#: So many letters of a name's beginning are enough to mean it.
_BEGINNING = 4
#: So many names are suggested.
_MOST_NEAR = 3

_HINTS = {
    "actor": "write the name as the articles do.",
    "story": "use words of its label, as the notebook 'sentiment' shows it.",
}


class Choice(NamedTuple):
    """What a person asked for and what was found: ``key`` is empty where nothing fits."""

    asked: str
    key: str = ""
    name: str = ""
    suggestions: tuple[str, ...] = ()


def find_actor(analysis: Analysis, asked: str = "") -> Choice:
    """Finds a person or organisation by id, name, surname or any form in the text, in any case.

    Returns:
        The choice; its key is an ``actor_id``: that of the person quoted most where nothing is
        asked, none for a form that several actors share.
    """
    actors = analysis.actors[analysis.actors["kind"].isin(["PER", "ORG", "GOV"])]
    if not asked.strip():
        quoted = spoken(analysis)["actor_id"].value_counts()
        people = actors[actors["kind"] == "PER"]
        people = people.assign(quotes=people["actor_id"].map(quoted).fillna(0))
        return _chosen(asked, ordered(people, "-quotes", "-articles", "actor_id"))
    wanted = asked.strip().casefold()
    forms = [actors["actor_id"].str.casefold() == wanted, actors["name"].str.casefold() == wanted]
    aliases = actors["aliases"].str.casefold().str.split("; ")
    forms.append(aliases.map(lambda names: wanted in names).astype(bool))
    surnames = actors["name"].str.casefold().str.split().str[-1]
    forms.append(forms[-1] | ((actors["kind"] == "PER") & (surnames == wanted)))
    for fits in forms:
        if fits.sum() == 1:
            return _chosen(asked, actors[fits])
    shared = tuple(actors.loc[forms[-1], "name"])
    near = shared or _near(asked, dict(zip(actors["name"], actors["aliases"], strict=True)))
    return Choice(asked, suggestions=near)


def find_story(analysis: Analysis, asked: str = "") -> Choice:
    """Finds a story by its label or some words of it; empty for the one with most articles.

    Returns:
        The choice; key and name are the story's label.
    """
    stories = corpus.stories(analysis, len(analysis.articles))["story"]
    words = asked.casefold().replace(",", " ").split()
    found = [story for story in stories if all(word in story.casefold() for word in words)]
    if len(found) == 1 or (found and not asked.strip()):
        return Choice(asked, found[0], found[0])
    near = tuple(found) or _near(asked, dict.fromkeys(stories, ""))
    return Choice(asked, suggestions=near)


def require_found(choice: Choice, what: str) -> None:
    """Raises a ``WrongCall`` that says what comes near if a person asked for what was not found.

    ``what`` it is, for the sentence: "actor" or "story".
    """
    if choice.key or not choice.asked.strip():
        return
    near = " or ".join(f"'{name}'" for name in choice.suggestions)
    hint = f"did you mean {near}?" if near else _HINTS[what]
    raise WrongCall(f"There is no {what} '{choice.asked}' in these articles; {hint}")


def _chosen(asked: str, actors: pd.DataFrame) -> Choice:
    """The first of the actors, if there is one."""
    return Choice(asked, *actors[["actor_id", "name"]].head(1).to_numpy().ravel())


def _near(asked: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The names that one may have meant, the likeliest first.

    Each comes with its other forms ("A; B"); the single words of all forms count, too.
    """
    wanted = _plain(asked)
    words = sorted(wanted.split(), key=len, reverse=True)
    parts: dict[str, list[str]] = {}
    for name, others in names.items():
        for form in map(_plain, (name, *others.split("; "))):
            for part in dict.fromkeys((form, *form.split())):
                parts.setdefault(part, []).append(name)
    found: tuple[str, ...] = ()
    for word in (wanted, *words):  # a single one, where the whole is like nothing
        begun = [p for p in parts if len(word) >= _BEGINNING and p.startswith(word)]
        alike = get_close_matches(word, parts, 4 * _MOST_NEAR, _ALIKE)
        same = [part for part in alike if part == word]
        found = found or tuple(n for p in (*same, *begun, *alike) for n in sorted(parts[p]))
    return tuple(dict.fromkeys(found))[:_MOST_NEAR]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
