"""One actor behind many names: links mentions to actors within articles and across the corpus."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from presseschau.core.slugs import slug
from presseschau.core.tables import conform
from presseschau.link.actors.fiction import without_fiction
from presseschau.link.actors.governments import government, named_government
from presseschau.link.actors.inflection import OtherMention
from presseschau.link.actors.institutions import with_institutions
from presseschau.link.actors.kinds import (
    KindMention,
    governs,
    mend_kinds,
    speaking_places,
    with_regnal_names,
    without_letters,
)
from presseschau.link.actors.listing import identifiers, list_actors
from presseschau.link.actors.namesakes import PersonMention
from presseschau.link.actors.nobodies import is_unit
from presseschau.link.actors.party_lists import with_whole_lists
from presseschau.link.actors.person_names import first_name_gender, nominatives, person_name
from presseschau.link.actors.register import Register, join_register, read_register
from presseschau.link.actors.role_words import gender_of_role, head
from presseschau.link.actors.roles import Role, roles_of
from presseschau.link.actors.same_organisation import link_others
from presseschau.link.actors.same_person import LinkedPerson, link_people
from presseschau.link.actors.side_by_side import with_names_apart
from presseschau.link.actors.speaking_names import with_speaking_names

_PARTY = re.compile(r"\s\((?:\d\d, ?)?(CDU|CSU|SPD|FDP|AfD|Grüne|Linke|BSW|ÖVP|SPÖ|FPÖ|Neos)\b")
_BEFORE = 200  # characters in which an office may take up one of two namesakes


class LinkedActors(NamedTuple):
    """The mentions with their actors, the actors, and their roles as they were read."""

    mentions: pd.DataFrame
    actors: pd.DataFrame
    roles: pd.DataFrame


def link_actors(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    register: str = "",
    quotes: pd.DataFrame | None = None,
) -> LinkedActors:
    """Finds the actor of every mention, and lists the actors with their roles.

    People are merged as :mod:`presseschau.link.actors.same_person` says, the rest as
    :mod:`presseschau.link.actors.same_organisation` does. A place that acts as a government
    keeps its kind LOC in the mentions and has an actor of the kind GOV, apart from the place:
    "russland-regierung", which is that of "die russische Regierung", too. A kind that the
    annotator mistook is mended where the article itself shows it. The time grows with the number
    of mentions.

    Args:
        mentions: The table mentions.
        articles: The table articles.
        register: Path of the user's ``actors.csv``, which wins over the machine; empty for none.
        quotes: The table quotes; a place that speaks in it is a government.

    Returns:
        mentions with ``actor_id`` ("" for currencies, and for "russische" where its place is not
        known) and ``candidates`` (actor ids, where it is unclear who is named); actors, most
        articles first; roles.

    Raises:
        WrongCall: The register is wrong.
    """
    known = Register(read_register(register) if register else [])
    if quotes is not None:
        mentions = with_speaking_names(mentions, articles, quotes)
    mentions = with_regnal_names(without_letters(mentions, articles), articles)
    mentions = with_institutions(with_whole_lists(mentions, articles), articles)
    mentions = with_names_apart(mentions, articles)
    mentions = mentions.sort_values(["article_id", "start"], kind="stable", ignore_index=True)
    order = {article_id: n for n, article_id in enumerate(articles["article_id"])}
    texts = list(articles["text"])
    columns = (mentions[name].tolist() for name in ("article_id", *KindMention._fields[1:]))
    rows = [KindMention(order[article_id], *row) for article_id, *row in zip(*columns, strict=True)]
    rows = without_fiction(mend_kinds(rows, texts, known.surnames()), texts)
    roles = _roles(rows, texts)
    people = link_people(
        [
            PersonMention(
                n,
                r.article,
                r.start,
                r.text,
                _gender(r, texts[r.article], roles.get(n, ())),
                tuple(head(role.text) for role in roles.get(n, ())),
                "" if " " in r.text else texts[r.article][max(0, r.start - _BEFORE) : r.start],
                found[1] if (found := _PARTY.match(texts[r.article], r.end)) else "",
            )
            for n, r in enumerate(rows)
            if r.kind == "PER"
        ]
    )
    others = link_others(
        [
            OtherMention(n, r.article, r.start, r.end, r.text, r.kind, r.derived)
            for n, r in enumerate(rows)
            if r.kind != "PER"
        ],
        texts,
    )
    names = _names(rows, people, others, texts, known, speaking_places(quotes, order))
    return _tables(mentions, articles, rows, names, people, roles, known)


def unclear_mentions(mentions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Lists the mentions that may be of several actors, for a person to decide.

    Returns:
        article_id, start, end, text, actor_id (what it stays as), candidates (their names).
    """
    unclear = mentions[mentions["candidates"] != ""]
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    candidates = [
        "; ".join(names.get(actor, actor) for actor in cell.split(";"))
        for cell in unclear["candidates"]
    ]
    columns = ["article_id", "start", "end", "text", "actor_id"]
    return unclear[columns].assign(candidates=candidates).reset_index(drop=True)


def _roles(rows: Sequence[KindMention], texts: Sequence[str]) -> dict[int, list[Role]]:
    found = {}
    for n, row in enumerate(rows):
        if row.kind == "PER" and not row.derived:
            name = person_name(row.text)
            gender = name.gender or first_name_gender(name.first)
            if roles := roles_of(texts[row.article], row.start, row.end, gender):
                found[n] = roles
    return found


def _gender(row: KindMention, text: str, roles: Sequence[Role]) -> str:
    name = person_name(row.text)
    title = person_name(" ".join([*text[max(0, row.start - 8) : row.start].split()[-1:], "X"]))
    told = name.gender or title.gender or first_name_gender(name.first)
    return told or next((g for role in roles if (g := gender_of_role(role.text))), "")


def _names(
    rows: Sequence[KindMention],
    people: dict[int, LinkedPerson],
    others: dict[int, str],
    texts: Sequence[str],
    register: Register,
    speaking: dict[tuple[int, int], int],
) -> list[str]:
    """The name of each mention's actor; the register wins."""
    names = []
    for n, row in enumerate(rows):
        name = people[n].name if row.kind == "PER" else others[n]
        if row.kind == "LOC" and name and governs(row, name, texts[row.article], speaking):
            name = government(name)
        elif row.kind == "ORG" and not row.derived:
            name = named_government(name) or name
        elif row.kind == "OTH" and is_unit(name):
            name = ""  # "Euro" acts nowhere
        names.append(_registered(row, name, people.get(n), register) or name)
    return names


def _registered(
    row: KindMention, name: str, person: LinkedPerson | None, register: Register
) -> str | None:
    text = row.text.strip("-")
    for form in (text, *nominatives(text), name):
        if found := register.find(form, row.kind):
            return found.name
    if person and " " not in person.name:
        for form in (name, *nominatives(name)):
            if (found := register.bearer(form)) and not person.candidates:
                return found.name
    return None


def _tables(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    rows: Sequence[KindMention],
    names: Sequence[str],
    people: dict[int, LinkedPerson],
    roles: dict[int, list[Role]],
    register: Register,
) -> LinkedActors:
    ids = identifiers(names, rows)
    registered = {row.actor_id for row in register.rows}
    unclear = [
        ";".join(slug(c) for c in people[n].candidates)
        if n in people and slug(names[n]) not in registered
        else ""
        for n in range(len(rows))
    ]
    linked = conform(
        mentions.assign(actor_id=ids, candidates=unclear, kind=[row.kind for row in rows]),
        "mentions",
    )
    ids_of_articles = articles["article_id"].tolist()
    published = list(articles.get("published", []))
    read = conform(
        [
            {
                "actor_id": ids[n],
                "role": role.text,
                "article_id": ids_of_articles[rows[n].article],
                "published": published[rows[n].article] if published else pd.NaT,
                "start": role.start,
            }
            for n in sorted(roles)
            for role in roles[n]
        ],
        "roles",
    )
    actors = list_actors(rows, ids, names, read)
    return LinkedActors(linked, join_register(actors, register), read)
