"""Reliability: how far coders agree, the machine too, and what they agreed on as corrections."""

from collections.abc import Mapping

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall, require_one_of
from presseschau.link.corrections.checks import checked_row
from presseschau.measures.codebook import NOBODY, SOMEBODY
from presseschau.measures.codings import (
    CONSENSUS,
    MACHINE,
    agreed,
    consensus,
    disagreements,
    people,
    read_codings,
)
from presseschau.study.agreement import agreement
from presseschau.study.units import DECIDED, machine_codings

__all__ = [
    "against", "agreed", "consensus", "corrections_of", "disagreements", "machine_codings",
    "people", "read_codings", "report",
]  # fmt: skip

#: The name of all variables, taken as one.
TOGETHER = "together"


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
    settled = agreed(codings)
    if coders & {CONSENSUS, MACHINE} and len(settled):
        known = codings["coder"] != CONSENSUS
        if CONSENSUS not in coders and own["coder"].nunique() < 3:
            known = codings["coder"] == MACHINE  # of two, each would agree with what both said
        codings = pd.concat([codings[known], settled])
        codings = codings[codings["variable"].isin(own["variable"])]
        tables.append(against(codings, levels=levels))
    return pd.concat(tables, ignore_index=True)


def against(
    codings: pd.DataFrame, reference: str = CONSENSUS, levels: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The agreement of each coder, the machine too, with one of them: :func:`agreement` by coder.

    Raises:
        WrongCall: There is no such coder.
    """
    coders = codings["coder"].unique()
    require_one_of(reference, coders, "coder")
    tables = [
        agreement(codings[codings["coder"].isin([coder, reference])], levels).assign(coder=coder)
        for coder in coders
        if coder != reference
    ]
    found = pd.concat(tables, ignore_index=True)
    return found[found["units"] > 0].reset_index(drop=True)


def corrections_of(analysis: Analysis, codings: pd.DataFrame) -> list[dict[str, object]]:
    """What was agreed on of the machine's decisions, as rows for corrections: right, or else what.

    Where somebody speaks who is none of the article's actors, the file cannot say who.

    Raises:
        WrongCall: A value is none that a correction can have.
    """
    settled = agreed(codings)[["unit", "variable", "value"]]
    both = machine_codings(analysis).merge(
        settled, on=["unit", "variable"], suffixes=("_machine", "")
    )
    no_quote = both["value"].eq(NOBODY) & both["variable"].ne("speaker")
    gone, rows = set(both.loc[no_quote, "unit"]), []
    for row in both[both["value"] != SOMEBODY].to_dict("records"):
        if row["variable"] == "speaker" and row["unit"] in gone:  # there is no quote
            continue
        same, nobody = row["value"] == row["value_machine"], row["value"] == NOBODY
        cells = {name: row[name] for name in ("article_id", "start", "end")}
        cells["what"] = DECIDED[row["variable"]]
        cells["action"] = "confirm" if same else "delete" if nobody else "change"
        cells["value"] = "" if nobody else row["value"]
        cells["actor"] = row["unit"].split(":")[2] if row["variable"] == "tenor" else ""
        cells |= {"text": row["text"][:60].strip(), "author": CONSENSUS}
        try:
            rows.append(checked_row({name: str(cell) for name, cell in cells.items()}))
        except ValueError as error:
            raise WrongCall(f"'{row['unit']}', {row['variable']}: {error}") from None
    return rows
