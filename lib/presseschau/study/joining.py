"""Joining: what a public list tells of the actors of an actors.csv; doubtful names are asked."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from presseschau.link.actors.person_names import fold
from presseschau.link.actors.sectors import sectors
from presseschau.study.public_lists import read_list

#: The column that says who of the list somebody is; "-" for nobody. A person may fill it.
ENTRY = "register"
QUESTIONS = ["name", "role", "id", "who", "reason"]


def join_lists(
    register: pd.DataFrame, paths: Iterable[str | Path], published: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Joins lists one after the other as :func:`join_list` does, and lists all questions.

    ``published`` are the days of the articles, in whose time an office must be held.
    """
    days = published.dropna()
    period = [f"{day:%Y-%m-%d}" for day in (days.min(), days.max())] if len(days) else []
    questions = [pd.DataFrame(columns=QUESTIONS)]
    for people in [read_list(path) for path in paths]:
        register, asked = join_list(register, people, *period)
        questions.append(asked)
    return register, pd.concat(questions, ignore_index=True)


def join_list(
    register: pd.DataFrame, people: pd.DataFrame, start: str = "", end: str = ""
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fills what is empty in a register of actors from a public list.

    Somebody is found by the id in the column ``register`` or ``wikidata``, else by the whole name
    or a whole other name. Several people of that name, another gender, an office of another sector
    than the role in the articles: then nothing is filled, and the question is listed.

    Args:
        register: The columns of ``actors.csv``.
        people: As :func:`presseschau.study.public_lists.read_list` gives them.
        start: The first day of the articles, such as "2026-03-02"; empty if unknown.
        end: The last one.

    Returns:
        The register, with ``offices`` ("Bundeskanzlerin (2005-11-22 – 2021-12-08)") and
        ``register`` (the id) beside party, gender, wikidata and, if it was empty, the role in the
        articles' time; and the questions: name, role, id, who, reason ("several", "gender",
        "sector", "twice").
    """
    register = register.assign(
        **{name: register.get(name, "") for name in ("offices", ENTRY)}
    ).astype("str")
    by_name: dict[str, list[int]] = {}
    for place, row in enumerate(people.itertuples()):
        for name in {fold(name) for name in (row.name, *row.aliases.split("; ")) if " " in name}:
            by_name.setdefault(name, []).append(place)
    ids = {row.id: place for place, row in enumerate(people.itertuples()) if row.id}
    told = sectors(register.rename(columns={"role": "roles"}))
    found, questions = {}, []
    for actor in register[register["kind"].isin(["PER", ""])].itertuples():
        own = getattr(actor, ENTRY) or actor.wikidata
        if own:
            if own in ids:
                found[actor.Index] = ids[own]
            continue
        names = (name for name in (actor.name, *actor.aliases.split("; ")) if " " in name)
        places = sorted({place for name in names for place in by_name.get(fold(name), ())})
        reason = _doubt(actor, told[actor.Index], people.iloc[places]) if places else ""
        if reason:
            questions += [(actor.Index, place, reason) for place in places]
        elif places:
            found[actor.Index] = places[0]
    places = pd.Series(found, dtype="int64")
    for index, place in places[places.duplicated(keep=False)].items():
        if not (register.loc[index, ENTRY] or register.loc[index, "wikidata"]):
            questions.append((index, place, "twice"))
            del found[index]
    for index, place in found.items():
        _fill(register, index, people.iloc[place], (start, end))
    rows = [_asked(register.loc[i], people.iloc[n], reason) for i, n, reason in questions]
    return register, pd.DataFrame(rows, columns=QUESTIONS)


def _doubt(actor: tuple, sector: str, people: pd.DataFrame) -> str:
    """Why those of the list who bear the name may not be the actor; "" where nothing says so."""
    if len(people) > 1:
        return "several"
    person = people.iloc[0]
    if actor.gender and person["gender"] and actor.gender != person["gender"]:
        return "gender"
    texts = "; ".join(office for office, _, _ in person["offices"])
    said = {"kind": "PER", "name": "", "aliases": "", "roles": texts, "party": person["party"]}
    other = sectors(pd.DataFrame([said])).iloc[0]
    return "sector" if sector and other and sector != other else ""


def _fill(
    register: pd.DataFrame, index: object, person: pd.Series, period: tuple[str, str]
) -> None:
    held = [office for office in person["offices"] if _within(office, period)]
    values = {
        "party": person["party"],
        "gender": person["gender"],
        "role": "; ".join(dict.fromkeys(office for office, _, _ in held)),
        "wikidata": person["id"] if person["id"].startswith("Q") else "",
        "offices": "; ".join(map(_written, person["offices"])),
        ENTRY: person["id"],
    }
    for column, value in values.items():
        if not register.loc[index, column]:
            register.loc[index, column] = value


def _within(office: tuple[str, str, str], period: tuple[str, str]) -> bool:
    _, since, until = office
    start, end = period
    return not (start and until and until < start) and not (end and since and since > end)


def _written(office: tuple[str, str, str]) -> str:
    name, since, until = office
    return f"{name} ({since} – {until})" if since or until else name


def _asked(actor: pd.Series, person: pd.Series, reason: str) -> tuple[str, ...]:
    offices = "; ".join(map(_written, person["offices"][:3]))
    who = ", ".join(filter(None, (person["name"], person["party"], offices)))
    return actor["name"], actor["role"], person["id"], who, reason
