"""Reliability: a sample to code, the codings of people and machine, and where they differ."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from presseschau.articles.encodings import decode
from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall, nearest, separator_of
from presseschau.measures.intervals import SEED
from presseschau.study.agreement import agreement

COLUMNS = ("unit", "coder", "variable", "value")
CONSENSUS, MACHINE = "consensus", "machine"
#: The name of all variables, taken as one.
TOGETHER = "together"


def read_codings(*paths: str | Path) -> pd.DataFrame:
    """Reads codings: one row per decision, with a unit, its coder, the variable and the value.

    Semicolon, comma or tab may stand between the cells; each coder may have a file. Rows without a
    value are left out, since nothing was decided there; whoever codes twice takes a second name
    for it ("anna-2").

    Raises:
        WrongCall: A file or a row is wrong; the sentence says where and what to do.
    """
    rows: dict[tuple[str, str, str], tuple[str, str]] = {}
    for place, row in (found for path in paths for found in _rows(Path(path))):
        if not row["value"]:
            continue
        if empty := [column for column in COLUMNS if not row[column]]:
            raise WrongCall(f"{place}: '{empty[0]}' is empty; write what was coded, and who did.")
        key = row["unit"], row["coder"], row["variable"]
        if key in rows:
            raise WrongCall(
                f"{place}: {row['coder']} coded this unit in {rows[key][1]} already; keep one row,"
                " or give the second coding a coder's name of its own."
            )
        rows[key] = row["value"], place
    if not rows:
        names = ", ".join(Path(path).name for path in paths)
        raise WrongCall(f"{names} holds no coding; write one row per decision.")
    return pd.DataFrame([(*key, value) for key, (value, _) in rows.items()], columns=list(COLUMNS))


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a file of codings, and its place in it."""
    try:
        text, _ = decode(path.read_bytes())
    except FileNotFoundError:
        raise WrongCall(f"There is no file of codings '{path}'; check the path.") from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    header = [cell.strip().lower() for cell in next(reader, [])]
    for column in COLUMNS:
        if column not in header:
            hint = nearest(column, [name for name in header if name not in COLUMNS] or COLUMNS)
            raise WrongCall(f"{path.name}, line 1: There is no column '{column}'. {hint}")
    for cells in reader:
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        row = {column: row.get(column, "") for column in COLUMNS}
        yield f"{path.name}, line {reader.line_num}", row


def machine_codings(analysis: Analysis) -> pd.DataFrame:
    """What the machine decided, as one more coder: types and speakers of quotes, and tenors.

    A unit is a place in an article ("article:start-end"; a tenor's is followed by the actor), so
    that it stays the same in another run.

    Returns:
        unit, coder, variable, value; article_id, outlet, text (to be read by coders), score.
    """
    tone = analysis.tone.merge(analysis.sentences, on=["article_id", "sentence"])
    tone = tone.drop_duplicates(["article_id", "sentence", "actor_id"])
    quotes = analysis.quotes.drop_duplicates(["article_id", "start", "end"])  # joint speakers
    texts = analysis.articles.set_index("article_id")["text"]
    tone["text"] = [
        texts[article][start:end]
        for article, start, end in tone[["article_id", "start", "end"]].itertuples(index=False)
    ]
    parts = [
        quotes.assign(variable="type", value=quotes["type"], about=""),
        quotes.assign(
            variable="speaker", value=quotes["actor_id"], about="", score=quotes["actor_score"]
        ),
        tone.assign(
            variable="tenor",
            value=tone["tenor"].astype(str),
            about=":" + tone["actor_id"],
            score=tone["tenor_score"],
        ),
    ]
    rows = pd.concat(parts, ignore_index=True)
    place = rows["start"].astype(str) + "-" + rows["end"].astype(str)
    rows["unit"] = rows["article_id"] + ":" + place + rows["about"]
    rows = rows.assign(coder=MACHINE).merge(analysis.articles[["article_id", "outlet"]])
    return rows[[*COLUMNS, "article_id", "outlet", "text", "score"]]


def people(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings of people alone."""
    return codings[~codings["coder"].isin([CONSENSUS, MACHINE])]


def report(
    codings: pd.DataFrame,
    levels: Mapping[str, str],
    analysis: Analysis | None = None,
    together: bool = False,
) -> pd.DataFrame:
    """How far people agree, and each of them, the machine too, with the consensus.

    Args:
        codings: As :func:`read_codings` gives them, perhaps with a consensus.
        levels: The level of measurement of each variable that is not nominal.
        analysis: Whose decisions count as one more coder.
        together: Takes all variables as one, too, such as the stances of all categories, each of
            which has few units.

    Returns:
        The rows of :func:`agreement` with ``coder``, "all" for the people among each other.

    Raises:
        WrongCall: There is nothing to compare.
    """
    if analysis is not None:
        found = machine_codings(analysis)[codings.columns]
        known = found["variable"].unique()
        found = found[found["variable"].isin(codings["variable"])]
        if found.empty:
            raise WrongCall(f"The machine decides on none of this, but on {', '.join(known)}.")
        codings = pd.concat([codings[codings["coder"] != MACHINE], found])
    if together:
        units = codings["unit"] + " " + codings["variable"]
        codings = pd.concat([codings, codings.assign(unit=units, variable=TOGETHER)])
    own, coders = people(codings), set(codings["coder"])
    tables = [agreement(own, levels).assign(coder="all")]
    if not tables[0]["units"].any() and not coders & {CONSENSUS, MACHINE}:
        who = " and ".join(f"'{coder}'" for coder in sorted(coders))
        raise WrongCall(f"No unit was coded twice, only once by {who}; let another code the same.")
    if MACHINE in coders and CONSENSUS not in coders:
        codings = pd.concat([codings, consensus(own)])
    if CONSENSUS in set(codings["coder"]):
        codings = codings[codings["variable"].isin(own["variable"])]
        tables.append(against(codings, levels=levels))
    return pd.concat(tables, ignore_index=True)


def sample_units(
    units: pd.DataFrame, n: int, by: str = "", uncertain: bool = False, seed: int = SEED
) -> pd.DataFrame:
    """Draws units to be coded, in the order in which they are to be coded: a random one.

    Args:
        units: One row per unit, such as those of one variable of :func:`machine_codings`.
        n: How many; all of them where there are fewer.
        by: A column whose values are to be drawn equally often, as far as they go.
        uncertain: Takes those with the lowest ``score``. Good to find mistakes; no agreement or
            quality of the whole can be told from such a sample.
        seed: The same seed draws the same units.
    """
    drawn = units.sample(frac=1, random_state=seed)
    if by:
        drawn = drawn.assign(_turn=drawn.groupby(by).cumcount())
        drawn = drawn.sort_values("_turn", kind="stable").drop(columns="_turn")
    if uncertain:
        drawn = drawn.loc[drawn.index.isin(drawn["score"].nsmallest(n).index)]
    return drawn.head(n).reset_index(drop=True)


def consensus(codings: pd.DataFrame) -> pd.DataFrame:
    """What more than half of the coders of a unit decided; the others are to be talked about."""
    votes = codings.groupby(["unit", "variable", "value"], sort=False).size().rename("votes")
    votes = votes.reset_index()
    coders = votes.groupby(["unit", "variable"])["votes"].transform("sum")
    agreed = votes[votes["votes"] * 2 > coders].assign(coder=CONSENSUS)
    return agreed[list(COLUMNS)].reset_index(drop=True)


def disagreements(codings: pd.DataFrame) -> pd.DataFrame:
    """The units that coders coded differently, side by side: a column for each coder."""
    wide = codings.pivot(index=["variable", "unit"], columns="coder", values="value")
    return wide[wide.nunique(axis=1) > 1].rename_axis(columns=None).reset_index()


def against(
    codings: pd.DataFrame, reference: str = CONSENSUS, levels: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The agreement of each coder, the machine too, with one of them: :func:`agreement` by coder.

    Raises:
        WrongCall: There is no such coder.
    """
    coders = codings["coder"].unique()
    if reference not in coders:
        raise WrongCall(f"There is no coder '{reference}'. {nearest(reference, coders)}")
    tables = [
        agreement(codings[codings["coder"].isin([coder, reference])], levels).assign(coder=coder)
        for coder in coders
        if coder != reference
    ]
    found = pd.concat(tables, ignore_index=True)
    return found[found["units"] > 0].reset_index(drop=True)
