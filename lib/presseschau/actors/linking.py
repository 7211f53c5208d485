"""One actor behind many names: links mentions to actors within articles and across the corpus."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from presseschau.actors.governments import acts_as_government, government, is_government
from presseschau.actors.names import first_name_gender, fold, nominatives, person_name, slug
from presseschau.actors.organisations import OtherMention, link_others
from presseschau.actors.people import LinkedPerson, PersonMention, link_people
from presseschau.actors.register import Register, join_register, read_register
from presseschau.actors.roles import Role, gender_of_role, head, roles_of, summary
from presseschau.rules.gazetteer import places
from presseschau.tables import conform

__all__ = ["LinkedActors", "link_actors", "slug", "unclear_mentions"]


_INSTITUTION = re.compile(
    r"\b(?:[A-ZÄÖÜ]\w*)?(?:[Zz]entrum|[Ii]nstitut|[Aa]mt|[Vv]erband|[Gg]esellschaft|[Ss]tiftung"
    r"|[Aa]kademie|[Bb]ehörde|[Aa]gentur|[Bb]üro|[Bb]und|[Kk]ommission|[Aa]nstalt)(?:e?s)?"
    r" für (?:[a-zäöüß-]+ )*[A-ZÄÖÜ][\w-]+(?: und [A-ZÄÖÜ][\w-]+)?"
)
_GOVERNMENT = re.compile(r"\s(?:Regierung|Staatsführung|Führung)\b")


class LinkedActors(NamedTuple):
    """The mentions with their actors, the actors, and their roles as they were read."""

    mentions: pd.DataFrame
    actors: pd.DataFrame
    roles: pd.DataFrame


class _Mention(NamedTuple):
    article: int
    start: int
    end: int
    text: str
    kind: str
    derived: bool


def link_actors(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    register: str = "",
    quotes: pd.DataFrame | None = None,
) -> LinkedActors:
    """Gives every mention its actor, and the actors with their roles.

    People are merged as :func:`presseschau.actors.people.link_people` says, the rest as
    :func:`presseschau.actors.organisations.link_others` does. A place that acts as a government
    keeps its kind LOC in the mentions and has an actor of the kind GOV, apart from the place:
    "russland-regierung". A kind that the annotator mistook is mended where the article itself
    shows it. The time grows with the number of mentions.

    Args:
        mentions: The table mentions.
        articles: The table articles.
        register: Path of the user's ``actors.csv``, which wins over the machine; empty for none.
        quotes: The table quotes; a place that speaks in it is a government.

    Returns:
        mentions with ``actor_id`` ("" for "russische" and the like whose place is not known) and
        ``candidates`` (actor ids, where it is unclear who is named); actors, most articles first;
        roles.

    Raises:
        presseschau.reports.parameters.WrongCall: The register is wrong.
    """
    known = Register(read_register(register) if register else [])
    if quotes is not None:
        mentions = _with_speaking_institutions(mentions, articles, quotes)
    mentions = mentions.sort_values(["article_id", "start"], kind="stable", ignore_index=True)
    order = {article_id: n for n, article_id in enumerate(articles["article_id"])}
    texts = list(articles["text"])
    rows = [
        _Mention(order[article_id], int(start), int(end), text, kind, bool(derived))
        for article_id, start, end, text, kind, derived in zip(
            *(mentions[c] for c in ("article_id", "start", "end", "text", "kind", "derived")),
            strict=True,
        )
    ]
    rows = _mend_kinds(rows)
    roles = _roles(rows, texts)
    people = link_people(
        [
            PersonMention(
                n,
                r.article,
                r.start,
                r.text,
                _gender(r, texts[r.article], roles.get(n, ())),
                _heads(roles, n),
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
    names = _names(rows, people, others, texts, known, _speaking(quotes, order))
    return _tables(mentions, articles, rows, names, people, roles, known)


def unclear_mentions(mentions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Lists the mentions that may be of several actors, for a person to decide.

    Args:
        mentions: The table mentions of :func:`link_actors`.
        actors: The table actors.

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


def _with_speaking_institutions(
    mentions: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame
) -> pd.DataFrame:
    """Adds the institutions that speak and that the annotator passed over as names."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article_id, start, end in zip(
        mentions["article_id"], mentions["start"], mentions["end"], strict=True
    ):
        taken[article_id].append((start, end))
    rows = []
    spoken = quotes[quotes["speaker"].str.contains(_INSTITUTION)]
    for article_id, start, end in zip(
        spoken["article_id"], spoken["speaker_start"], spoken["speaker_end"], strict=True
    ):
        for found in _INSTITUTION.finditer(texts[article_id], start, end):
            if not any(a < found.end() and b > found.start() for a, b in taken[article_id]):
                taken[article_id].append(found.span())
                row = {"article_id": article_id, "start": found.start(), "end": found.end()}
                rows.append(row | {"text": found[0], "kind": "ORG", "score": 0.5})
    return pd.concat([mentions, conform(rows, "mentions")]) if rows else mentions


def _mend_kinds(rows: list[_Mention]) -> list[_Mention]:
    """Mends kinds: a surname of one of the article's people is no place, "Reuters" no person."""
    surnames: dict[int, set[str]] = defaultdict(set)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.kind == "PER" and (name := person_name(row.text)).first:
            surnames[row.article].add(fold(name.surname))
        if not row.derived:
            votes[fold(row.text)][row.kind] += 1
    return [row._replace(kind=_kind(row, surnames[row.article], votes)) for row in rows]


def _kind(row: _Mention, surnames: set[str], votes: dict[str, Counter[str]]) -> str:
    if " " in row.text or row.derived:
        return row.kind
    key = fold(row.text)
    forms = (row.text, *nominatives(row.text))
    mistaken = row.kind in ("LOC", "OTH") and row.text not in places().names
    if mistaken and any(fold(form) in surnames for form in forms):
        return "PER"
    known = votes[key]
    if row.kind == "PER" and key not in surnames:
        other, count = max(((k, n) for k, n in known.items() if k != "PER"), default=("", 0))
        if count > 2 * known["PER"]:
            return other
    if row.kind in ("ORG", "LOC") and 3 * known[row.kind] <= known["ORG"] + known["LOC"]:
        return "ORG" if row.kind == "LOC" else "LOC"
    return row.kind


def _roles(rows: Sequence[_Mention], texts: Sequence[str]) -> dict[int, list[Role]]:
    found = {}
    for n, row in enumerate(rows):
        if row.kind == "PER" and not row.derived:
            name = person_name(row.text)
            gender = name.gender or first_name_gender(name.first)
            if roles := roles_of(texts[row.article], row.start, row.end, gender):
                found[n] = roles
    return found


def _heads(roles: dict[int, list[Role]], row: int) -> tuple[str, ...]:
    return tuple(head(role.text) for role in roles.get(row, ()))


def _gender(row: _Mention, text: str, roles: Sequence[Role]) -> str:
    name = person_name(row.text)
    title = person_name(" ".join([*text[max(0, row.start - 8) : row.start].split()[-1:], "X"]))
    told = name.gender or title.gender or first_name_gender(name.first)
    return told or next((g for role in roles if (g := gender_of_role(role.text))), "")


def _names(
    rows: Sequence[_Mention],
    people: dict[int, LinkedPerson],
    others: dict[int, str],
    texts: Sequence[str],
    register: Register,
    speaking: dict[tuple[int, int], int],
) -> list[str]:
    """Gives each mention the name of its actor; the register wins."""
    names = []
    for n, row in enumerate(rows):
        name = people[n].name if row.kind == "PER" else others[n]
        if row.kind == "LOC" and name and _governs(row, name, texts[row.article], speaking):
            name = government(name)
        names.append(_registered(row, name, people.get(n), register) or name)
    return names


def _speaking(quotes: pd.DataFrame | None, order: dict[str, int]) -> dict[tuple[int, int], int]:
    """Gives the start of every speaker by article and end."""
    if quotes is None:
        return {}
    spoken = quotes[quotes["speaker_end"] > 0]
    columns = (spoken["article_id"].map(order), spoken["speaker_end"], spoken["speaker_start"])
    return {(int(a), int(end)): int(start) for a, end, start in zip(*columns, strict=True)}


def _governs(row: _Mention, name: str, text: str, speaking: dict[tuple[int, int], int]) -> bool:
    if row.derived:
        return name == "Kreml" or bool(_GOVERNMENT.match(text, row.end))
    start = speaking.get((row.article, row.end), -1)
    if start >= 0 and text[start : row.start].strip().lower() in ("", "der", "die", "das"):
        return True
    return acts_as_government(text, row.start, row.end, name)


def _registered(
    row: _Mention, name: str, person: LinkedPerson | None, register: Register
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
    rows: Sequence[_Mention],
    names: Sequence[str],
    people: dict[int, LinkedPerson],
    roles: dict[int, list[Role]],
    register: Register,
) -> LinkedActors:
    ids = _identifiers(names, rows)
    unclear = [
        ";".join(slug(c) for c in people[n].candidates)
        if n in people and slug(names[n]) not in register_ids(register)
        else ""
        for n in range(len(rows))
    ]
    linked = conform(
        mentions.assign(actor_id=ids, candidates=unclear, kind=[row.kind for row in rows]),
        "mentions",
    )
    ids_of_articles, published = list(articles["article_id"]), list(articles.get("published", []))
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
    actors = _actors(linked, rows, ids, names, read)
    return LinkedActors(linked, join_register(actors, register), read)


def register_ids(register: Register) -> set[str]:
    """Gives the identifiers of the register's actors."""
    return {row.actor_id for row in register.rows}


def _identifiers(names: Sequence[str], rows: Sequence[_Mention]) -> list[str]:
    """Gives each name its identifier; a place and a firm of one name stay apart."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for name, row in zip(names, rows, strict=True):
        if name:
            kinds[slug(name)][row.kind] += 1
    first = {key: min(counts, key=lambda k: (-counts[k], k)) for key, counts in kinds.items()}
    return [
        ""
        if not name
        else slug(name)
        if row.kind == first[slug(name)] or is_government(name)
        else f"{slug(name)}-{row.kind.lower()}"
        for name, row in zip(names, rows, strict=True)
    ]


def _actors(
    linked: pd.DataFrame,
    rows: Sequence[_Mention],
    ids: Sequence[str],
    names: Sequence[str],
    roles: pd.DataFrame,
) -> pd.DataFrame:
    shown: dict[str, str] = {}
    kinds: dict[str, str] = {}
    aliases: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, set[int]] = defaultdict(set)
    genders: dict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    for row, actor, name in zip(rows, ids, names, strict=True):
        if not actor:
            continue
        shown[actor] = name
        kinds[actor] = "GOV" if is_government(name) else row.kind
        aliases[actor].add(" ".join(row.text.split()))
        articles[actor].add(row.article)
        counts[actor] += 1
        if row.kind == "PER" and (title := person_name(row.text).gender):
            genders[actor][title] += 3
    read: dict[str, list[str]] = defaultdict(list)
    for actor, role in zip(roles["actor_id"], roles["role"], strict=True):
        read[actor].append(role)
        if gender := gender_of_role(role):
            genders[actor][gender] += 2 if gender == "f" else 1
    for actor, name in shown.items():
        if kinds[actor] == "PER" and (gender := first_name_gender(person_name(name).first)):
            genders[actor][gender] += 4
    table = conform(
        [
            {
                "actor_id": actor,
                "name": shown[actor],
                "kind": kinds[actor],
                "aliases": "; ".join(sorted(aliases[actor])),
                "roles": summary(read[actor]),
                "gender": genders[actor].most_common(1)[0][0] if genders[actor] else "",
                "articles": len(articles[actor]),
                "mentions": counts[actor],
            }
            for actor in sorted(shown)
        ],
        "actors",
    )
    return table.sort_values(
        ["articles", "mentions", "actor_id"], ascending=[False, False, True], ignore_index=True
    )
