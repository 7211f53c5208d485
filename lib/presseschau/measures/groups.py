"""Groups: actors taken together by gender, party, sector or any other column of actors.csv."""

from dataclasses import replace

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall, nearest
from presseschau.core.tables import conform
from presseschau.link.actors.sectors import sectors
from presseschau.measures.corpus import period
from presseschau.measures.evidence import places
from presseschau.measures.intervals import ratio_intervals, spread
from presseschau.measures.voice import spoken

#: The group of those of whom nothing is known; it is a group like any other.
UNKNOWN = "unknown"
#: How the genders of actors.csv are called as groups.
GENDERS = {"f": "women", "m": "men", "d": "diverse"}
_KINDS = ("PER", "ORG", "GOV")
#: Women and men without a gender, and all of them, among people quoted in so many real articles
#: (300 of 10kGNAD, 38 of real newspapers), read by hand in November 2026; no gender told was wrong.
READ_UP = 338
BLANK = {"women": (6, 44), "men": (8, 198)}
#: Fewer quoted people of known groups tell nothing of all.
LEAST_KNOWN = 20
#: So few people quoted by an outlet, or in a period, are no share.
LEAST_QUOTED = 5


def group_of(analysis: Analysis, by: str) -> pd.Series:
    """Tells the group of each actor, by ``actor_id``: ``UNKNOWN`` where nothing is known.

    Groups are made ``by`` "sector" (the part of society that somebody speaks for), or a column of
    the table actors, such as "gender", "kind" or any that your actors.csv has.

    Raises:
        WrongCall: There is no such column.
    """
    actors = analysis.actors.set_index("actor_id")
    told = [c for c in actors if c not in ("name", "aliases", "articles", "mentions", "roles")]
    if by != "sector" and by not in told:
        hint = nearest(by, dict.fromkeys([*told, "sector"]))
        raise WrongCall(f"The actors have no column '{by}' to group them by. {hint}")
    known = sectors(actors) if by == "sector" else actors[by]
    known = known.replace(GENDERS) if by == "gender" else known
    return known.fillna("").replace("", UNKNOWN)


def grouped(analysis: Analysis, by: str, kinds: tuple[str, ...] = ()) -> Analysis:
    """The same analysis with groups, as of :func:`group_of`, in the place of actors.

    ``share_of_voice(grouped(analysis, "gender"))`` is the share of voice of women and men; so with
    presence, manner, tone_by and the others. Who is in no group, is in the group ``UNKNOWN``. The
    actors are of some kinds: if empty people for "gender" and "party", else people, organisations
    and governments. What others say and suffer is left out.
    """
    kinds = kinds or (("PER",) if by in ("gender", "party") else _KINDS)
    actors = analysis.actors[analysis.actors["kind"].isin(kinds)]
    group = group_of(replace(analysis, actors=actors), by)
    found = {
        name: table.assign(actor_id=table["actor_id"].map(group).fillna("").astype("str"))
        for name, table in analysis.tables()
        if name != "actors" and "actor_id" in table
    }
    for name in ("mentions", "roles", "tone"):
        found[name] = found[name][found[name]["actor_id"] != ""].reset_index(drop=True)
    voices = found["tone"]["voice"]
    found["tone"]["voice"] = voices.map(group).fillna(voices).astype("str")
    sizes = found["mentions"].groupby("actor_id")["article_id"].agg(["nunique", "size"])
    sizes = sizes.reindex(sorted(set(group)), fill_value=0)
    names = {"actor_id": sizes.index, "name": sizes.index, "kind": "PER"}
    counts = {"articles": sizes["nunique"].to_numpy(), "mentions": sizes["size"].to_numpy()}
    return replace(analysis, actors=conform(pd.DataFrame(names | counts), "actors"), **found)


def heard(analysis: Analysis, of: str = "gender", by: str = "outlet") -> pd.DataFrame:
    """Counts who is quoted, group by group: each person once in every article that quotes them.

    The groups are those ``of`` :func:`group_of`; rows are for each "outlet", for another column of
    the articles, or "since" for periods.

    Returns:
        ``by``, ``of``, people (quoted), n (articles that quote any), value (share of all people
        quoted, those of no known group counted), low, high, evidence; no row where fewer than
        ``LEAST_QUOTED`` are quoted or the group is known of fewer than ``LEAST_KNOWN`` in all.
        Where that leaves one of several outlets, the rows are for all of them (outlet is "").
    """
    people = _quoted(analysis, of, by)
    if by == "outlet" and len(_many(people)) < 2 <= people["outlet"].nunique():
        people = people.assign(outlet="")
    table = _shares(analysis, people, of, by)
    quoted = table.groupby(by)["people"].transform("sum")
    return table[quoted >= LEAST_QUOTED].reset_index(drop=True)


def _many(people: pd.DataFrame) -> list[str]:
    """The outlets that quote as many people as a share needs."""
    counts = people["outlet"].value_counts()
    return list(counts.index[counts >= LEAST_QUOTED])


def women_among_known(analysis: Analysis, by: str = "since") -> pd.DataFrame:
    """The share of women among the people quoted whose gender is known, with interval.

    Returns:
        ``by``, people (of known gender), n (articles), value, low, high, evidence (of the women);
        no row where the gender is known of fewer than ``LEAST_KNOWN``.
    """
    rows = _quoted(analysis, "gender", by)
    table = _shares(analysis, rows[rows["gender"] != UNKNOWN], "gender", by)
    people = table.groupby(by)["people"].sum()
    women = table[table["gender"] == "women"].drop(columns="gender")
    return women.assign(people=women[by].map(people)).reset_index(drop=True)


def balance(analysis: Analysis) -> dict[str, float]:
    """Sums up the genders of the people quoted, for the text beside the figures.

    Returns:
        known (people of known gender), share (of women among them), open (people of unknown
        gender), least, most (the share of women if all of these were men, or women), unbiased (the
        share where women are left blank more often), and the figures of this: read (articles),
        blank_women of women, blank_men of men; few (outlets that :func:`heard` leaves out since
        they quote few people).
    """
    quoted = _quoted(analysis, "gender", "outlet")
    genders = quoted["gender"].value_counts()
    unknown, women = (int(genders.get(who, 0)) for who in (UNKNOWN, "women"))
    known, people = len(quoted) - unknown, max(1, len(quoted))
    found = {"known": known, "share": women / max(1, known), "open": unknown, "read": READ_UP}
    found |= {"least": women / people, "most": (women + unknown) / people}
    found["unbiased"] = unbiased(found["share"], unknown / people)
    many = _many(quoted)
    found["few"] = quoted["outlet"].nunique() - len(many) if len(many) > 1 else 0
    for who, (blank, of) in BLANK.items():
        found |= {f"blank_{who}": blank, who: of}
    return found


def unbiased(share: float, unknown: float) -> float:
    """A share of women among those known, made one of all people.

    The share of these that are unknown is given to women and men as it was found among people
    who were read by hand: few unknown people cannot move the share far.
    """
    blank = {who: n / (of - n) for who, (n, of) in BLANK.items()}  # for each one that is known
    women, men = share * blank["women"], (1 - share) * blank["men"]
    return (1 - unknown) * share + unknown * women / (women + men)


def _quoted(analysis: Analysis, of: str, by: str) -> pd.DataFrame:
    """The first quote of each person in each article, with group and period."""
    people = analysis.actors[analysis.actors["kind"] == "PER"]
    group = group_of(replace(analysis, actors=people), of)
    rows = spoken(analysis)
    rows = rows.assign(since=period(rows["published"]), **{of: rows["actor_id"].map(group)})
    if by not in rows:
        rows = rows.merge(analysis.articles[["article_id", by]], on="article_id")
    return rows.dropna(subset=[of, by]).drop_duplicates(["article_id", "actor_id"])


def _shares(analysis: Analysis, rows: pd.DataFrame, of: str, by: str) -> pd.DataFrame:
    if (rows[of] != UNKNOWN).sum() < LEAST_KNOWN:
        rows = rows.head(0)
    ids = analysis.articles["article_id"]
    wholes = spread(rows, by, "n", ids)
    pairs = pd.MultiIndex.from_product([wholes.columns, sorted(set(rows[of]))], names=[by, of])
    parts = spread(rows, [by, of], "n", ids).reindex(columns=pairs, fill_value=0.0)
    wholes = wholes[pairs.get_level_values(by)].set_axis(pairs, axis=1)
    table = ratio_intervals(parts, wholes)
    table.insert(0, "people", parts.sum().astype(int))
    table.insert(1, "n", (wholes > 0).sum())
    table["evidence"] = places(rows, [by, of]).reindex(pairs, fill_value=())
    return table.reset_index()
