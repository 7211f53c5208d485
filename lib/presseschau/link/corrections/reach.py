"""The reach of corrections: the rows that may change, by article, and who the actors are."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from presseschau.core.analysis import Analysis
from presseschau.core.slugs import slug
from presseschau.core.tables import Span, conform
from presseschau.link.corrections.checks import plain

#: The tables that corrections change.
CHANGED = ("mentions", "roles", "quotes", "tone")
#: A row stands where a person saw it if this share of both places is common: other versions of
#: an annotator draw the limits of a quote a little differently.
SAME_PLACE = 0.5

Row = dict[str, Any]


class Orphan(LookupError):  # noqa: N818 - named after what a correction becomes
    """What a correction was about is not there any more; the message is the reason, a label."""


class Reach(NamedTuple):
    """What is within reach of corrections: rows by article, actors by id, what became of them.

    Attributes:
        merged: The new id of actors that are one with another everywhere.
        merged_here: The same in one article, and the line that says so.
        given_quotes: The line that gave the speaker's name of a quote to another actor.
        given_tone: The actor who took the judgements of a sentence from another one.
        recount: Actors whose mentions have to be counted again.
        revoice: Articles whose judgements may have other voices now.
    """

    texts: dict[str, str]
    sentences: dict[str, list[Row]]
    mentions: dict[str, list[Row]]
    roles: dict[str, list[Row]]
    quotes: dict[str, list[Row]]
    tone: dict[str, list[Row]]
    actors: dict[str, Row]
    names: dict[str, list[str]]
    aliases: dict[str, list[str]]
    merged: dict[str, str]
    merged_here: dict[tuple[str, str], tuple[str, int]]
    given_quotes: dict[tuple[str, int], int]
    given_tone: dict[tuple[str, int, str], str]
    recount: set[str]
    revoice: set[str]
    next_quote: dict[str, int]


def within_reach(analysis: Analysis, articles: Iterable[str]) -> Reach:
    """Lays out copies of the rows of some articles, and of all actors, to be corrected in place."""
    chosen = set(articles)
    tables = {name: _by_article(analysis, name, chosen) for name in ("sentences", *CHANGED)}
    texts = _by_article(analysis, "articles", chosen)
    actors = {row["actor_id"]: row for row in analysis.actors.to_dict("records")}
    names, aliases = defaultdict(list), defaultdict(list)
    for actor_id, row in actors.items():
        names[row["name"].casefold()].append(actor_id)
        for alias in set(row["aliases"].casefold().split("; ")):
            aliases[alias].append(actor_id)
    return Reach(
        texts={key: rows[0]["text"] for key, rows in texts.items()},
        **tables,
        actors=actors,
        names=names,
        aliases=aliases,
        merged={},
        merged_here={},
        given_quotes={},
        given_tone={},
        recount=set(),
        revoice=set(),
        next_quote={key: 1 + max(r["quote"] for r in own) for key, own in tables["quotes"].items()},
    )


def _by_article(analysis: Analysis, name: str, chosen: set[str]) -> dict[str, list[Row]]:
    table = getattr(analysis, name)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table[table["article_id"].isin(chosen)].to_dict("records"):
        found[row["article_id"]].append(row)
    return found


def text_at(row: Row, reach: Reach) -> str:
    """The text of a correction's article, once its place is found to hold its words.

    Raises:
        Orphan: There is no such article, or other words stand there.
    """
    if row["article_id"] not in reach.texts:
        raise Orphan("text changed")
    text = reach.texts[row["article_id"]]
    given = plain(row["text"].removesuffix("…"))
    if row["end"] > len(text) or not plain(text[row["start"] : row["end"]]).startswith(given):
        raise Orphan("other words")
    return text


def nearest(rows: Iterable[Row], start: int, end: int) -> Row | None:
    """The row at a place, or the one that shares most of it; None below ``SAME_PLACE``."""

    def common(row: Row) -> float:
        both = min(end, row["end"]) - max(start, row["start"])
        return both / (max(end, row["end"]) - min(start, row["start"]))

    best = max(rows, key=common, default=None)
    return best if best and common(best) >= SAME_PLACE else None


def sentence_of(article: str, offset: int, reach: Reach) -> int:
    """The number of the sentence around an offset, -1 if there is none."""
    for sentence in reach.sentences[article]:
        if sentence["start"] <= offset < sentence["end"]:
            return sentence["sentence"]
    return -1


def find_actor(value: str, reach: Reach) -> str:
    """The id of the actor with this id, name or alias, "" for none; an Orphan where several fit."""
    while value in reach.merged:
        value = reach.merged[value]
    if value in reach.actors:
        return value
    for index in (reach.names, reach.aliases):
        found = {find_actor(actor_id, reach) for actor_id in index.get(value.casefold(), ())}
        if len(found) > 1:
            raise Orphan("several actors")
        if found:
            return found.pop()
    return slug(value) if slug(value) in reach.actors else ""


def actor_for(value: str, kind: str, reach: Reach) -> str:
    """The actor's id like :func:`find_actor`, of a new actor if there is none yet."""
    actor_id = find_actor(value, reach)
    if not actor_id:
        actor_id = slug(value)
        new = {"actor_id": actor_id, "name": value, "kind": kind, "aliases": value}
        new |= {"articles": 0, "mentions": 0}
        reach.actors[actor_id] = conform([new], "actors").to_dict("records")[0]
        reach.names[value.casefold()].append(actor_id)
    reach.recount.add(actor_id)
    return actor_id


def overlap(span: Span, row: Row) -> bool:
    """Whether a span and a row's place have a character in common."""
    return span[0] < row["end"] and row["start"] < span[1]
